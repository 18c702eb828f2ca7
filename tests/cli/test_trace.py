"""``realpolitik trace``: from a file, from a case, by address and as printed; what it refuses and how."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from realpolitik.analysis.result import Analysis
from realpolitik.analysis.stored import is_stored, read_analysis
from realpolitik.cli import main
from realpolitik.errors import BadInput
from realpolitik.report.printed import is_printed, printed
from realpolitik.report.words import percent

MINI = Path(__file__).parent.parent / "analysis" / "data" / "mini.yaml"


def run(*arguments: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(main.app(), ["trace", *arguments])
    return done.exit_code, done.stdout, done.stderr


@pytest.fixture(scope="module")
def stored(analysis: Analysis, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path: Path = tmp_path_factory.mktemp("stored") / "x.json"
    path.write_text(analysis.model_dump_json(indent=1), encoding="utf-8")
    return path


def test_by_address(stored: Path) -> None:
    code, told, _ = run(str(stored), "explanations.powerplay.posterior")
    assert code == 0
    lines = told.splitlines()
    assert lines[0] == "explanations.powerplay.posterior"
    assert lines[1].startswith("How far to believe “A Turkish-US powerplay that Baku joined”, by the evidence and")
    assert any(line.strip().startswith("source: korybko ¶10:") for line in lines)
    assert max(map(len, lines)) <= 100


def test_as_json(stored: Path, tmp_path: Path) -> None:
    out = tmp_path / "t.json"
    code, told, _ = run(str(stored), "explanations.powerplay.prior", "--format", "json", "-o", str(out))
    assert (code, told) == (0, "")
    found = json.loads(out.read_text(encoding="utf-8"))
    assert (found["address"], found["value"]) == ("explanations.powerplay.prior", 0.13)
    assert {part["path"] for part in found["parts"]} == {"factors.us_deal", "factors.impulse"}


def test_as_printed(stored: Path, analysis: Analysis) -> None:
    code, told, _ = run(str(stored), "17%")
    assert code == 0
    assert "  explanations.powerplay.posterior\n" in told
    one = next(
        a for a, _ in [(q.id, q) for q in analysis.questions] if len(printed(analysis, percent(_p(analysis, a)))) > 1
    )
    found = json.loads(run(str(stored), percent(_p(analysis, one)), "--format", "json")[1])
    assert f"questions.{one}.p" in [number["address"] for number in found["numbers"]]
    alone = next(w for w in (f"{n}%" for n in range(99, 0, -1)) if len(printed(analysis, w)) == 1)
    code, told, _ = run(str(stored), alone)
    assert told.splitlines()[0] == printed(analysis, alone)[0][0]
    code, _, told = run(str(stored), "123456%")
    assert code == 2
    assert "nothing was traced" in told


def _p(analysis: Analysis, name: str) -> float:
    return next(q.p for q in analysis.questions if q.id == name)


def test_every_headline_is_found_by_its_print(analysis: Analysis) -> None:
    for explanation in analysis.explanations:
        found = [address for address, _ in printed(analysis, percent(explanation.posterior).replace("\u202f", ""))]
        assert f"explanations.{explanation.name}.posterior" in found


@pytest.mark.parametrize("words", ["19%", "19 %", "<1%", "> 99 %", "x 2.4", "÷ 3.1", "0.12", "+4", "\u22123"])
def test_a_printed_number_is_told_from_an_address(words: str) -> None:
    assert is_printed(words)


@pytest.mark.parametrize("words", ["explanations.x", "x", "%", "", "scenarios.a.ever.2026-12-31", "19 of 20"])
def test_an_address_is_no_printed_number(words: str) -> None:
    assert not is_printed(words)


def test_a_case_is_analysed_first() -> None:
    code, told, waited = run(str(MINI), "items.inspectors", "--draws", "0")
    assert code == 0
    assert told.startswith("items.inspectors.likelihood_ratio.")
    assert "paper ¶1" in told
    assert "Weighing the evidence" in waited


def test_what_is_not_there(stored: Path) -> None:
    code, told, said = run(str(stored), "explanations.powerply")
    assert (code, told) == (2, "")
    assert "Did you mean explanations.powerplay?" in said
    code, told, _ = run(str(stored), "explanations.powerply", "--format", "json")
    assert (code, json.loads(told)["exit_code"]) == (2, 2)
    assert run("no-such-case", "x")[0] == 2


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"posterior":0.17,', '"posterior":1.7,', "explanations.powerplay.posterior is 1.7, no probability"),
        ('"posterior":0.17,', '"posterior":NaN,', "is no number"),
        ('"posterior":0.17,', '"posterior":"much",', "Input should be a valid number"),
        ('"item":"', '"item":"no_such_', "which is not there"),
        ('"explanations":', '"explanation":', "Extra inputs are not permitted"),
        ('"version":', '"vision":', "Field required"),
    ],
)
def test_a_result_changed_by_hand_is_refused(old: str, new: str, said: str, analysis: Analysis, tmp_path: Path) -> None:
    text = analysis.model_dump_json()
    assert old in text
    path = tmp_path / "x.json"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    code, told, refused = run(str(path), "explanations.powerplay")
    assert (code, told) == (2, "")
    assert said in refused
    assert "nothing was read" in refused


@pytest.mark.parametrize(
    "text", ["{}", "[]", "null", '{"case": {}}', '{"case": {"slug": 1', "", "\x00\xff", "[" * 9000]
)
def test_foreign_json_is_refused(text: str, tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_text(text, encoding="utf-8")
    code, told, refused = run(str(path), "explanations.powerplay")
    assert (code, told) == (2, "")
    assert refused.strip()
    assert "Traceback" not in refused


def test_a_result_comes_back_as_it_was(analysis: Analysis) -> None:
    data = analysis.model_dump_json().encode()
    assert is_stored(data)
    assert not is_stored(MINI.read_bytes())
    assert not is_stored(b"{case: x, title: A case in one line}")
    assert read_analysis(data, "x") == analysis


@given(st.integers(0, 10**6), st.sampled_from(["0", "}", '"', "x", "-", ",", "1e999", ""]))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
def test_any_tampering_is_read_or_refused(analysis: Analysis, place: int, by: str) -> None:
    text = analysis.model_dump_json()
    place %= len(text)
    try:
        found = read_analysis((text[:place] + by + text[place + 1 :]).encode(), "x.json")
    except BadInput as error:
        refused = str(error)
    else:
        refused = ""
        assert found.explanations
    assert len(refused) < 3000


def test_a_page_is_told_from_a_result(analysis: Analysis, tmp_path: Path) -> None:
    page = tmp_path / "x.html"
    page.write_text("<!doctype html>\n<html><body>19 %</body></html>", encoding="utf-8")
    code, told, said = run(str(page), "19%")
    assert (code, told) == (2, "")
    assert "is a page" in said
    assert "--format json" in said
