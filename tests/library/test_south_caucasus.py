"""The case of 2026: open questions, frozen as the case has them, in a ledger that nobody altered."""

from __future__ import annotations

import datetime
import hashlib
import re
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from realpolitik.case.loading import load
from realpolitik.cli.main import app
from realpolitik.ledger.records import ledger_records
from realpolitik.ledger.resolving import questions, resolutions
from realpolitik.ledger.store import entries
from realpolitik.library import shelf

NAME = "2026-south-caucasus"
FROZEN = shelf.folder(NAME) / "frozen.sqlite"
AFTER = datetime.date(2026, 11, 30)


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    return Path(shutil.copy(FROZEN, tmp_path / "ledger.sqlite"))


def test_there_are_twenty_open_questions_with_dates_and_fine_print() -> None:
    case = load(shelf.path(NAME))
    assert not [w for w in case.warnings if w.severity != "note"]
    still_open = [q for q in case.questions if q.resolved is None and q.until > AFTER]
    assert len(still_open) >= 20
    assert len(still_open) == len(case.questions)
    assert all(q.fine_print and len(q.fine_print) >= 40 for q in case.questions)
    assert not [q.id for q in case.questions if "above" in str(q.fine_print).lower()], "each stands alone in the ledger"
    tellers = ("government", "ministr", "agencies", "announce", "record", "count", "word", "site", "Published by")
    assert not [q.id for q in case.questions if not any(w in str(q.fine_print) for w in tellers)], "who tells it?"
    judged = [*case.factors.values(), *case.explanations.values(), *case.evidence, *case.nature.values(), *case.rules]
    for actor in case.actors.values():
        judged += [*actor.options.values(), *actor.prefers]
    assert all(part.because for part in judged)
    assert sum(item.seen == "not yet" for item in case.evidence) >= 2


def test_every_question_is_frozen_as_the_case_has_it(ledger: Path) -> None:
    case, found = load(shelf.path(NAME)), entries(ledger)
    digest = hashlib.sha256(shelf.path(NAME).read_bytes()).hexdigest()
    made = [entry.content for entry in found if entry.content["case_sha256"] == digest]
    assert [c["question"]["id"] for c in made] == [q.id for q in case.questions]
    for content, question in zip(made, case.questions, strict=True):
        assert content["question"]["until"] == str(question.until)
        assert content["question"]["fine_print"] == question.fine_print
        assert content["p"] is None or 0.0 < content["p"] < 1.0
        assert content["as_of"] == str(case.as_of)
    assert resolutions(found) == {}
    assert len(questions(found)) == len(case.questions)
    assert ledger_records(found)[0] == []


def test_the_ledger_is_whole_and_its_head_is_the_one_in_the_notes(ledger: Path) -> None:
    notes = (shelf.folder(NAME) / shelf.NOTES).read_text(encoding="utf-8")
    told = re.search(r"Head of the ledger: `([0-9a-f]+)`", notes)
    assert told is not None
    assert entries(ledger)[-1].hash.startswith(told[1])
    result = CliRunner().invoke(app(), ["verify", str(ledger), "--head", told[1]])
    assert result.exit_code == 0, result.output
    assert "verified" in result.output


def test_an_answer_can_be_given_and_is_scored(ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1798761600")  # 2027-01-01

    def run(*arguments: str) -> str:
        result = CliRunner().invoke(app(), [*arguments, "--ledger", str(ledger)])
        assert result.exit_code == 0, result.output
        return result.output

    run("resolve", "force_2026", "no", "--on", "2026-12-31", "--source", "a test")
    told = " ".join(run("score").split())
    assert told.startswith("1 resolved question.")
    assert "27 questions" in told or "twenty-seven" in told or "Not scored, not resolved yet" in told
