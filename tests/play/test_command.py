"""``realpolitik play`` from the outside."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from realpolitik.analysis.forecasting import forecast
from realpolitik.analysis.history import beliefs_over_time
from realpolitik.case.loading import load_text
from realpolitik.cli.main import app
from realpolitik.conflict.space import StateSpace
from realpolitik.report.words import percent, plain, span

from .test_path import WATCHED
from .test_playing import CASE


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "case.yaml"
    path.write_text(CASE, encoding="utf-8")
    return str(path)


def invoke(*arguments):
    return CliRunner().invoke(app(), ["play", *arguments])


def test_words(file):
    told = invoke(file, "--draws", "4", "--workers", "1")
    assert told.exit_code == 0
    for words in ("from 2025-01-01 to 2026-06-30", "none of these", "The likeliest story", "one move seen", "excluded"):
        assert words in told.output
    assert "beside the moves seen" in " ".join(told.output.split())


def test_the_terminal_has_the_fan_and_the_posterior_after_each_event(tmp_path):
    path = tmp_path / "case.yaml"
    text = WATCHED.replace("\nactors:", "\nexplanations: {p: f == p, q: f == q}\nactors:", 1)
    path.write_text(text, encoding="utf-8")
    told = invoke(str(path), "--draws", "6", "--workers", "1", "--seed", "2").output
    case = load_text(text)
    result = forecast(case, draws=6, seed=2)
    days = [k for k, d in enumerate(result.dates) if case.as_of < d <= result.horizon]
    (scenario, *_) = result.scenarios.values()
    for k in (days[0], days[-1]):
        low, high = float(scenario.ever.low[k]), float(scenario.ever.high[k])
        if span((low, high)) != percent(float(scenario.ever.mean[k])):
            assert plain(span((low, high))) in told
    points = beliefs_over_time(case, StateSpace.of(case), draws=6, seed=2)
    seen = told[told.index("\nSeen  ") :]
    leading = max(points[-1].p, key=points[-1].p.get)
    for point in points[-3:]:
        (row,) = (line for line in seen.splitlines() if line.startswith(str(point.date)))
        assert plain(percent(point.p[leading])) in row
    assert f"A: {case.explanations[leading].title or leading}" in seen


def test_draws_are_not_weighed_against_moves_where_none_was_seen(tmp_path):
    path = tmp_path / "case.yaml"
    path.write_text(CASE[: CASE.index("events:")].replace("watched_from: 2024-12-01\n", ""), encoding="utf-8")
    told = " ".join(invoke(str(path), "--draws", "4", "--workers", "1").output.split())
    assert "no moves were seen; four draws, seed 1." in told
    assert "worth" not in told
    assert "The ranges stand on 4 draws, under 20" in told
    assert "moves leave" not in told


def test_json_to_a_file_is_the_same_for_any_number_of_workers(file, tmp_path):
    outs = [tmp_path / f"{n}.json" for n in (1, 2)]
    for n, out in zip((1, 2), outs, strict=True):
        told = invoke(file, "--draws", "3", "--workers", str(n), "--format", "json", "-o", str(out))
        assert told.exit_code == 0
    assert outs[0].read_bytes() == outs[1].read_bytes()
    found = json.loads(outs[0].read_text(encoding="utf-8"))
    assert found["questions"]["high"]["blended"] is True
    assert found["scenarios"]["calm"]["ever"][0] == ["2025-01-01", 1.0]


def test_an_impossible_move_is_bad_input(tmp_path):
    path = tmp_path / "case.yaml"
    path.write_text(WATCHED.replace("pace: weekly", "pace: never"), encoding="utf-8")
    told = invoke(str(path), "--draws", "0")
    assert told.exit_code == 2
    assert "impossible-move" in told.output
    assert "never reviews" in told.output
    line = next(n for n, text in enumerate(path.read_text(encoding="utf-8").splitlines(), 1) if "does:" in text)
    assert f"case.yaml:{line}:" in told.output  # found only in the play, and yet told with its place
