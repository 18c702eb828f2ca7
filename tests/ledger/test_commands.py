"""``freeze``, ``resolve``, ``score`` and ``verify`` from the outside."""

from __future__ import annotations

import json
import math
import sqlite3
from pathlib import Path

import pytest
from typer.testing import CliRunner

from realpolitik.case.loading import load
from realpolitik.cli.main import app
from realpolitik.ledger.store import entries

CASE = """realpolitik: 1
case: truce
title: Will the truce hold?
as_of: 2025-01-31
horizon: 2025-12-31
sources: {paper: {title: The paper}, radio: {title: The radio}}
factors: {hawks: {asks: Are the hawks in command?, prior: 40%}}
explanations: {hawks_lead: hawks, doves_lead: not hawks}
evidence:
  - {id: column, what: A column moves, seen: 2025-01-20, source: paper, likelihood: {hawks: {yes: 60%, no: 30%}}}
actors:
  army:
    options: {shell: {text: Shell the town, if: nature.called_home}, line: {values: [far, near], moves: forward}}
    prefers: [{that: shell, when: hawks}, {that: not shell, when: not hawks}]
    inertia: low
nature:
  called_home: {text: The observers are called home, rate: 20-40% per year}
  never_comes: {text: It never comes, rate: 10% per year, if: army.shell and not army.shell}
scenarios: {truce_holds: not army.shell}
questions:
  - id: shelling
    asks: Will the town be shelled in 2025?
    happens: ever army.shell
    until: 2025-12-31
    base_rate: {seen: 4, of: 20, per: 1 year, class: Truces with observers}
    said: {paper: likely, radio: 10%}
    resolved: {as: no, on: 2025-12-31, source: The gazette}
  - {id: home, asks: Will the observers go?, happens: ever nature.called_home, until: 2025-12-31, said: {paper: 90%}}
  - {id: quiet, asks: And will no shell fall?, happens: never army.shell, until: 2025-06-30}
  - {id: where, asks: Where will the line be?, happens: at army.line == near, until: 2025-06-30}
  - {id: both, asks: If they go?, happens: if nature.called_home then ever army.shell, until: 2025-12-31}
  - {id: first, asks: Which first?, happens: nature.called_home before army.line == near, until: 2025-12-31}
  - {id: cannot, asks: If it cannot?, happens: if nature.never_comes then ever army.shell, until: 2025-12-31}
"""


@pytest.fixture
def case(tmp_path: Path) -> Path:
    file = tmp_path / "truce.yaml"
    file.write_text(CASE, encoding="utf-8")
    return file


@pytest.fixture
def ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "data" / "l.sqlite"
    monkeypatch.setenv("REALPOLITIK_LEDGER", str(file))
    monkeypatch.setenv("REALPOLITIK_QUIET", "1")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1738368000")  # 2025-02-01T00:00:00Z
    return file


def run(*arguments: str, code: int = 0) -> str:
    later = {"SOURCE_DATE_EPOCH": "1798675200"} if arguments[0] == "resolve" else {}  # 2026-12-31
    result = CliRunner().invoke(app(), list(arguments), env=later)
    assert result.exit_code == code, result.output
    return result.output


def freeze(case: Path, *more: str) -> str:
    return run("freeze", str(case), "--draws", "3", "--workers", "1", *more)


def test_every_part_is_frozen(case: Path, ledger: Path) -> None:
    told = freeze(case)
    assert "Entries 1 to 7: 7 forecasts of truce, as of 2025-01-31." in told
    assert f"Ledger  {ledger}" in told
    found = {e.content["question"]["id"]: e.content for e in entries(ledger)}
    one = found["shelling"]
    assert one["case_sha256"] == load(case).sha256
    assert {key: one[key] for key in ("case", "seed", "draws", "as_of", "written")} == {
        "case": "truce", "seed": 1, "draws": 3, "as_of": "2025-01-31", "written": "2025-02-01T00:00:00Z",
    }  # fmt: skip
    assert one["question"]["until"] == "2025-12-31"
    assert one["base_rate"] == {"seen": 4.0, "of": 20.0, "per": 12.0, "class": "Truces with observers"}
    assert one["said"] == {"paper": pytest.approx(0.675, abs=0.2), "radio": 0.1}
    assert 0.0 < one["interval"][0] <= one["p"] <= one["interval"][1] < 1.0
    assert one["blended"]
    assert one["p_base"] is not None
    assert sum(e["posterior"] for e in one["explanations"].values()) == pytest.approx(0.9, abs=0.05)
    assert one["explanations"]["hawks_lead"]["p"] > one["explanations"]["doves_lead"]["p"]
    assert {name: f["stays"] for name, f in found.items()} == {
        "shelling": 0.0, "home": 0.0, "quiet": 1.0, "where": 0.0, "both": None, "first": 0.0, "cannot": None,
    }  # fmt: skip
    assert found["where"]["question"]["values"] == ["far", "near"]
    assert found["cannot"]["p"] is None
    assert found["quiet"]["question"]["asks"] == "Will the observers go? And will no shell fall?"
    assert "refused" in found["cannot"]["note"]


def test_the_same_is_not_frozen_twice_and_new_evidence_makes_new_forecasts(case: Path, ledger: Path) -> None:
    freeze(case)
    before = entries(ledger)
    assert "in the ledger already" in freeze(case)
    assert entries(ledger) == before
    freeze(case, "--seed", "2")
    case.write_text(CASE.replace("yes: 60%", "yes: 90%"), encoding="utf-8")
    made = json.loads(freeze(case, "--format", "json"))
    assert made["entries"] == list(range(15, 22))
    assert made["head"] == entries(ledger)[-1].hash[:16]
    assert entries(ledger)[: len(before)] == before
    old, new = before[0].content, entries(ledger)[14].content
    assert (old["wording"], old["question"]) == (new["wording"], new["question"])
    assert new["p"] > old["p"]


def test_resolving(case: Path, ledger: Path) -> None:
    freeze(case)
    told = run("resolve", "home", "yes", "--on", "2025-05-01", "--source", "The paper")
    assert "Entry 8: truce/home is yes, on 2025-05-01 (The paper)." in told
    assert "already" in run("resolve", "truce/home", "yes", "--on", "2025-05-01", "--source", "The paper")
    assert "With --correct" in run("resolve", "home", "no", "--on", "2025-05-01", "--source", "X", code=2)
    run("resolve", "#2", "no", "--on", "2025-05-02", "--source", "X", "--correct")
    assert entries(ledger)[-1].content["replaces"] == 8
    assert entries(ledger)[7].content["answer"] == "yes"
    run("resolve", "where", "near", "--on", "2025-03-01", "--source", "X")
    assert entries(ledger)[-1].content["outcome"] == 1.0
    run("resolve", "quiet", "25%", "--on", "2025-06-30", "--source", "X")
    assert entries(ledger)[-1].content["outcome"] == 0.25
    told = run("resolve", "--from", str(case))
    assert "truce/shelling is no, on 2025-12-31 (The gazette)" in told
    run("resolve", "first", "void", "--on", "2027-12-31", "--source", "X")  # nothing is said of a day that lies ahead
    assert entries(ledger)[-1].content["outcome"] is None


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["homes", "yes", "--on", "2025-05-01", "--source", "X"], "did you mean 'home'"),
        (["home", "maybe", "--on", "2025-05-01", "--source", "X"], "'maybe' is no answer"),
        (["where", "middle", "--on", "2025-05-01", "--source", "X"], r"came to stand at (far, near)"),
        (["home", "yes", "--on", "May", "--source", "X"], "--on May is no day"),
        (["home", "yes", "--on", "2025-01-01", "--source", "X"], "first forecast as of 2025-01-31"),
        (["home", "yes", "--on", "2025-05-01"], "--source is missing"),
        (["home", "no", "--on", "2027-01-02", "--source", "X"], "lies ahead: today is 2026-12-31"),
        (["home", "yes", "--on", "2026-01-01", "--source", "X"], "until 2025-12-31, and 2026-01-01 is later"),
        (["home", "yes", "--from", "truce"], "not both"),
        (["#99", "yes", "--on", "2025-05-01", "--source", "X"], "no forecast of a question '#99'"),
    ],
)
def test_what_cannot_be_resolved(case: Path, ledger: Path, arguments: list[str], said: str) -> None:
    freeze(case)
    assert said in run("resolve", *arguments, code=2)
    assert len(entries(ledger)) == 7


def test_a_question_with_other_words_is_another_question(case: Path, ledger: Path) -> None:
    freeze(case)
    later = CASE.replace(
        "id: quiet, asks: And will no shell fall?, happens: never army.shell, until: 2025-06-30",
        "id: quiet, asks: And will no shell fall?, happens: never army.shell, until: 2025-09-30",
    )
    case.write_text(later, encoding="utf-8")
    freeze(case)
    told = run("resolve", "quiet", "yes", "--on", "2025-06-30", "--source", "X", code=2)
    assert "names 2 questions: #3 is truce/quiet, until 2025-06-30; #10 is truce/quiet, until 2025-09-30" in told
    run("resolve", "3", "yes", "--on", "2025-06-30", "--source", "X")
    found = json.loads(run("score", "--format", "json"))
    assert (found["forecasts"], found["questions"]) == (1, 1)


def test_the_score_follows_from_what_was_frozen(case: Path, ledger: Path) -> None:
    freeze(case)
    assert "nothing to score yet" in run("score")
    run("resolve", "--from", str(case))
    run("resolve", "home", "yes", "--on", "2025-05-01", "--source", "X")
    run("resolve", "where", "void", "--on", "2025-05-01", "--source", "X")
    found = json.loads(run("score", "--format", "json"))
    frozen = {e.content["question"]["id"]: e.content for e in entries(ledger) if e.kind == "forecast"}
    shelling, home = frozen["shelling"], frozen["home"]
    assert found["brier"] == pytest.approx((shelling["p"] ** 2 + (1 - home["p"]) ** 2) / 2)
    assert found["log"] == pytest.approx(-(math.log(1 - shelling["p"]) + math.log(home["p"])) / 2)
    rivals = {r["name"]: r for r in found["rivals"]}
    base = rivals["base rate"]
    assert (base["questions"], base["brier"]) == (1, pytest.approx(shelling["p_base"] ** 2))
    assert base["skill"] == pytest.approx(1 - shelling["p"] ** 2 / shelling["p_base"] ** 2)
    assert rivals["nothing changes"]["brier"] == pytest.approx(0.5)
    assert rivals["nothing changes"]["log"] is None
    authors = {r["name"]: r for r in found["authors"]}
    assert authors["radio"]["brier"] == pytest.approx(0.01)
    assert authors["paper"]["questions"] == 2
    explained = {e["name"]: e for e in found["explanations"]}
    for name, one in explained.items():
        expected = math.log(1 - shelling["explanations"][name]["p"]) + math.log(home["explanations"][name]["p"])
        assert one["log"] == pytest.approx(expected)
    assert found["left"] == {
        "open": ["truce/quiet", "truce/both", "truce/first", "truce/cannot"], "void": ["truce/where"],
        "refused": [], "late": [], "altered": [],
    }  # fmt: skip
    told = run("score")
    for words in ("2 resolved questions", "base rate", "nothing changes", "paper", "reliability", "truce/hawks_lead"):
        assert words in told
    assert "hindsight" not in told
    assert "demonstration" not in told


def test_answers_that_hang_together_are_scored_together(case: Path, ledger: Path) -> None:
    """No shell by June and none in the year: jointly as likely as the second alone, not as both one after the other."""
    freeze(case)
    frozen = {e.content["question"]["id"]: e.content for e in entries(ledger)}
    assert frozen["both"]["courses"] is None
    paths = frozen["quiet"]["courses"]["paths"]
    quiet, shelled = (int(frozen[name]["courses"]["yes"], 16) for name in ("quiet", "shelling"))
    assert not ~quiet & ~shelled & ((1 << paths) - 1)  # a course with a shell by June has one in the year
    run("resolve", "quiet", "yes", "--on", "2025-06-30", "--source", "X")
    run("resolve", "--from", str(case))
    found = {e["name"]: e for e in json.loads(run("score", "--format", "json"))["explanations"]}
    for name, one in found.items():
        holds = int(frozen["quiet"]["courses"]["holds"][name], 16)
        share = (holds & quiet & ~shelled).bit_count() / holds.bit_count()
        assert one["together"] == 2
        assert one["joint"] == pytest.approx(math.log(share))
        assert one["joint"] > one["log"]
        p = frozen["shelling"]["explanations"][name]["p"]
        assert one["joint"] == pytest.approx(math.log(1 - p), abs=6 * one["joint_error"])
    run("resolve", "home", "50%", "--on", "2025-12-31", "--source", "X")
    again = {e["name"]: e for e in json.loads(run("score", "--format", "json"))["explanations"]}
    for name, one in again.items():  # a share is no answer that a course gives: it is added
        p = frozen["home"]["explanations"][name]["p"]
        added = 0.5 * math.log(p) + 0.5 * math.log(1 - p)
        assert one["joint"] == pytest.approx(found[name]["joint"] + added)
        assert one["together"] == 2


def test_which_forecasts_count(case: Path, ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    freeze(case)
    case.write_text(CASE.replace("as_of: 2025-01-31", "as_of: 2025-03-31"), encoding="utf-8")
    freeze(case)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")  # 2026-01-01
    case.write_text(CASE.replace("as_of: 2025-01-31", "as_of: 2025-05-31"), encoding="utf-8")
    freeze(case)
    run("resolve", "home", "yes", "--on", "2025-05-01", "--source", "X")
    one = [json.loads(run("score", "--format", "json", "--which", w)) for w in ("first", "latest", "all")]
    frozen = [e.content["p"] for e in entries(ledger) if e.kind == "forecast" and e.content["question"]["id"] == "home"]
    assert [[r["p"] for r in found["records"]] for found in one] == [frozen[:1], frozen[1:2], frozen[:2]]
    assert all(found["left"]["late"] == ["#16 truce/home"] for found in one)
    both = one[2]  # two forecasts of one question: explanations and the blend count its answer once
    assert (both["forecasts"], both["questions"], both["blend"]) == (2, 1, one[1]["blend"])
    assert both["explanations"] == one[1]["explanations"]
    told = run("score", "--which", "all")
    assert "1 resolved question, 2 forecasts." in told
    assert "true ranges are wider" in " ".join(told.split())
    run("resolve", "first", "yes", "--on", "2025-06-10", "--source", "X")
    found = json.loads(run("score", "--format", "json", "--case", "truce"))
    assert found["hindsight"] == 0, "what was written in time counts before what was written after the answer"
    in_time = [e.content for e in entries(ledger) if e.kind == "forecast" and e.content["written"] < "2026"]
    made = [content["p"] for content in in_time if content["question"]["id"] == "first"]
    assert [r["p"] for r in found["records"] if r["name"] == "truce/first"] == made[-1:]
    assert "demonstration" not in run("score")
    assert "no forecast of a case 'other'" in run("score", "--case", "other", code=2)


def test_forecasts_that_were_all_written_afterwards_are_a_demonstration(
    case: Path, ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")  # 2026-01-01
    freeze(case)
    run("resolve", "home", "yes", "--on", "2025-05-01", "--source", "X")
    assert json.loads(run("score", "--format", "json"))["hindsight"] == 1
    assert "demonstration" in run("score")


ALTERED = [
    "SET body = replace(body, '\"p\":0', '\"p\":1')",
    "SET body = '{not json'",
    "SET body = '{}'",
    "SET body = '[]'",
    "SET body = x'00ff'",
    "SET body = CAST(x'c328' AS TEXT)",
    "SET kind = x'00ff'",
    "SET kind = 'resolution'",
    "SET hash = x'0011'",
    "SET body = json_set(body, '$.p', 'much')",
]


@pytest.mark.parametrize("change", ALTERED)
def test_what_was_altered_by_hand_is_named_and_not_read(case: Path, ledger: Path, change: str) -> None:
    freeze(case)
    for question in ("home", "shelling"):
        run("resolve", question, "no", "--on", "2025-12-31", "--source", "X")
    whole = json.loads(run("score", "--format", "json"))
    base = sqlite3.connect(ledger)
    base.execute("DROP TRIGGER entries_stay_as_they_are")
    base.execute(f"UPDATE entries {change} WHERE number = 2")  # the forecast of `home`
    base.commit()
    base.close()
    assert "entry 2 was altered" in run("verify", code=1)
    found = json.loads(run("score", "--format", "json"))
    assert [r["name"] for r in found["records"]] == ["truce/shelling"]
    assert found["records"] == [r for r in whole["records"] if r["name"] == "truce/shelling"]
    assert "entry 2 was altered" in found["left"]["altered"][0]
    assert "The ledger was altered, and what was is not scored: entry 2 was altered" in " ".join(run("score").split())
    run("resolve", "where", "near", "--on", "2025-03-01", "--source", "X")
    assert "Entry 11: 1 forecast of truce" in freeze(case), "the altered forecast is no forecast: it is frozen again"
    assert "There is nothing to score yet" not in run("score")


def test_verify_knows_ledgers(case: Path, ledger: Path) -> None:
    freeze(case)
    head = entries(ledger)[-1].hash[:16]
    assert run("verify") == f"{ledger}: verified. 7 entries, each chained to the one before it; head {head}.\n"
    assert "verified" in run("verify", str(ledger), "--head", head)
    assert "not verified" in run("verify", "--head", "0" * 16, code=1)
    assert "this is a ledger" in run("verify", "--case", "truce", code=2)
    assert "this is none" in run("verify", str(case), "--head", head, code=2)
    base = sqlite3.connect(ledger)
    base.execute("DROP TRIGGER entries_stay_as_they_are")
    base.execute("UPDATE entries SET body = replace(body, '\"p\":0', '\"p\":1') WHERE number = 3")
    base.commit()
    base.close()
    assert "entry 3 was altered: the forecast of truce/quiet" in run("verify", code=1)
    told = json.loads(run("verify", "--format", "json", code=1))
    assert told["verified"] is False
    assert len(told["wrong"]) == 1


def test_nothing_to_freeze(tmp_path: Path, ledger: Path) -> None:
    assert "no questions" in run("freeze", "prisoners-dilemma", code=2)
    assert "there is no ledger" in run("score", code=2)
    assert "there is no ledger" in run("verify", code=2)
    assert not ledger.exists()
