"""The doctor says what is missing and what to do."""

from __future__ import annotations

import importlib.metadata

from dateline import doctor


def by_name():
    return {finding.name: finding for finding in doctor.examine()}


def test_a_whole_installation_is_well():
    assert doctor.is_well(doctor.examine())


def test_s49_a_missing_browser_is_said_and_keeps_nothing_from_running(monkeypatch):
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("DATELINE_CHROMIUM", raising=False)
    found = by_name()["browser"]
    assert (found.well, found.needed) == (False, False)
    assert "DATELINE_CHROMIUM" in found.remedy
    assert doctor.is_well(doctor.examine())


def test_a_model_of_another_version_is_said(monkeypatch):
    version = importlib.metadata.version
    monkeypatch.setattr(importlib.metadata, "version", lambda name: "3.7.0" if name == doctor.MODEL else version(name))
    found = by_name()["language model"]
    assert not found.well
    assert "3.7.0" in found.says
    assert not doctor.is_well(doctor.examine())


def test_a_folder_that_cannot_be_written_is_said(monkeypatch, tmp_path):
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("DATELINE_OUT", str(tmp_path / "file" / "out"))
    found = by_name()["DATELINE_OUT"]
    assert not found.well
    assert "DATELINE_OUT" in found.remedy
