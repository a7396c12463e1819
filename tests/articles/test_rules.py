"""Every rule's own examples, as they stand beside it in the rule files."""

from __future__ import annotations

import pytest

from dateline.articles.pagelines import kind_of, opening, rules, signature
from dateline.articles.printed import find_dates
from dateline.articles.rulebook import load

LINE_RULES = [rule for kind in ("related", "caption", "boilerplate", "meta") for rule in rules(kind)]
EXAMPLES = [(rule, example) for rule in LINE_RULES for example in rule.examples]
COUNTEREXAMPLES = [(rule, example) for rule in LINE_RULES for example in rule.counterexamples]


@pytest.mark.parametrize(("rule", "line"), EXAMPLES, ids=lambda value: getattr(value, "name", None))
def test_a_line_rule_matches_its_examples(rule, line):
    assert rule.pattern.fullmatch(line)
    assert kind_of(line) == rule.kind


@pytest.mark.parametrize(("rule", "line"), COUNTEREXAMPLES, ids=lambda value: getattr(value, "name", None))
def test_no_line_rule_takes_a_counterexample(rule, line):
    assert kind_of(line) is None


@pytest.mark.parametrize("example", [e for rule in rules("opening") for e in rule.examples])
def test_openings_are_cut_from_the_first_sentence(example):
    found = opening(f"{example}The harbour closed.")
    assert found
    assert found.end() == len(example) or not example.endswith(" ")


@pytest.mark.parametrize("example", [e for rule in rules("opening") for e in rule.counterexamples])
def test_a_sentence_without_opening_stays_whole(example):
    assert not opening(f"{example} forces withdrew from the town on Sunday.") or example.endswith(": ")


@pytest.mark.parametrize("example", [e for rule in rules("post") for e in rule.examples])
def test_signatures_of_posts(example):
    found = signature(f"We regret this. {example}")
    assert found
    assert found["author"]


@pytest.mark.parametrize("example", [e for rule in load("printed.toml")["pattern"] for e in rule["examples"]])
def test_printed_dates(example):
    found = find_dates(example)
    assert len(found) == 1
    assert found[0].end == len(example)
