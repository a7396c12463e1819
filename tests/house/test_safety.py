"""Every case of what comes in, dates, what goes out and running has a test named after it; cited tests exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TESTS = "\n".join(path.read_text("utf-8") for path in sorted((ROOT / "tests").rglob("test_*.py")))
CASES = [*range(10, 27), *range(30, 34), *range(40, 52)]


@pytest.mark.parametrize("case", CASES)
def test_case_has_a_test(case: int) -> None:
    assert f"def test_s{case}_" in TESTS


@pytest.mark.parametrize("cited", re.findall(r"`(test_\w+\*?)`", (ROOT / "docs" / "security.md").read_text("utf-8")))
def test_cited_test_exists(cited: str) -> None:
    assert re.search(rf"def {cited.rstrip('*')}{'' if cited.endswith('*') else r'[(]'}", TESTS)
