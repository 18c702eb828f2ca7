"""All judged numbers moved at once: runs against the case with those numbers, indices against closed forms."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from realpolitik.analysis.forecasting import forecast
from realpolitik.analysis.headlines import Headlines
from realpolitik.analysis.robustness import WISHES, Index, Robust, Robustness, _Runs, robustness
from realpolitik.analysis.whatif import MOST_OFF
from realpolitik.case.editing import edited
from realpolitik.case.loading import load_text
from realpolitik.cli.main import app
from realpolitik.errors import BadInput
from realpolitik.evidence.model import EvidenceModel
from realpolitik.play.parameters import Parameter
from realpolitik.play.path import counted_as_moves
from realpolitik.report.terminal.progress import Estimate, duration
from realpolitik.report.terminal.robust import robust_text

PRODUCT = """realpolitik: 1
case: product
title: A product
something_else: 0%
factors:
  a: {asks: A?, prior: 20-40%}
  b: {asks: B?, prior: 10-70%}
explanations: {both: a and b, only: a, surely: a or not a}
"""
PLAYED = """realpolitik: 1
case: moves
title: Moves
as_of: 2025-02-01
horizon: 2025-12-31
watched_from: 2025-01-15
sources: {radio: {title: Radio, grade: C}}
factors: {h: {asks: Whether, prior: 30%}, k: {asks: Which, values: {p: 20%, q: 50%, r: 30%}}}
explanations: {so: h, q: k == q}
evidence:
  - {id: seen, seen: 2025-01-20, source: radio, likelihood: {h: {yes: 60%, no: 20%}}}
  - {id: other, seen: 2025-01-21, source: radio, likelihood: {k: {p: 10%, q: 30%, r: 50%}}}
actors:
  a:
    options: {x: {text: X, now: yes, public: yes, backing_down: 1.5}, y: {text: Y, if: nature.n}}
    prefers: [{that: x and not y, when: h}, {that: y, when: k == q}, not x]
    pace: 2 per month
    resolve: 5
    inertia: 2
nature: {n: {text: N, rate: 30% per month}}
scenarios: {climbs: a.y, back: not a.x}
questions:
  - {id: y, asks: Y?, happens: ever a.y, until: 2025-12-31, base_rate: {seen: 2, of: 9, per: 1 year}}
events:
  - {date: 2025-01-25, by: a, does: x}
"""


def of(found: Robustness, key: str) -> dict[str, tuple[float, float]]:
    (one,) = [h for h in found.headlines if h.key == key]
    return {i.path: (i.first, i.total) for i in one.indices}


def test_a_product_of_two_has_the_indices_of_its_closed_form() -> None:
    found = robustness(load_text(PRODUCT), None, samples=2048, ranges_only=True)
    mean, variance = {"a": 0.3, "b": 0.4}, {"a": 0.2**2 / 12, "b": 0.6**2 / 12}
    whole = variance["a"] * mean["b"] ** 2 + variance["b"] * mean["a"] ** 2 + variance["a"] * variance["b"]
    told = of(found, "explanations.both")
    for one, other in (("a", "b"), ("b", "a")):
        first = variance[one] * mean[other] ** 2 / whole
        total = first + variance["a"] * variance["b"] / whole
        assert told[f"factors.{one}.prior"] == pytest.approx((first, total), abs=0.02)
    assert of(found, "explanations.only")["factors.a.prior"] == pytest.approx((1.0, 1.0), abs=0.01)
    assert of(found, "explanations.only")["factors.b.prior"] == pytest.approx((0.0, 0.0), abs=1e-9)
    assert of(found, "explanations.surely") == {}
    (both,) = [h for h in found.headlines if h.key == "explanations.both"]
    draws = np.random.default_rng(1).uniform([0.2, 0.1], [0.4, 0.7], (200_000, 2)).prod(axis=1)
    assert [both.low, both.middle, both.high] == pytest.approx(np.percentile(draws, [5, 50, 95]).tolist(), abs=0.004)
    assert both.now == pytest.approx(0.12)
    assert (found.inputs, found.runs, found.plays) == (2, 2048 * 4, 0)


def test_a_run_is_the_case_with_those_numbers() -> None:
    case = load_text(PLAYED)
    runs = _Runs(case, forecast(case, draws=0), 1, False, None, None)
    u = np.random.default_rng(2).random((3, len(runs.names())))
    found = runs.values(u)
    written = {"rate": "{:.15%} per year", "pace": "{:.15} per month", "probability": "{:.15%}"}
    for row, values in zip(u, found, strict=True):
        text, rates = PLAYED, {}
        for one, x in zip(runs.inputs, row, strict=True):
            from realpolitik.analysis.robustness import _between

            value = float(_between(one, np.array([x]))[0])
            if one.kind == "base rate":
                rates[one.path.split(".")[1]] = value
                continue
            if one.path.endswith(".grade"):
                path, value_text = one.path.replace("grade", "reliable"), f"{value:.15%}"
            else:
                path = one.path.replace(".values.", ".values.")
                value_text = written.get(one.kind, written.get(one.scale, "{:.15}")).format(value)
            if ".values." in path:
                continue
            text = edited(text, path, value_text).text
        shares = {
            i.path.rpartition(".")[2]: float(_between(i, np.array([x]))[0])
            for i, x in zip(runs.inputs, row, strict=True)
            if ".values." in i.path
        }
        table = ", ".join(f"{k}: {v / sum(shares.values()):.15%}" for k, v in shares.items())
        text = text.replace("values: {p: 20%, q: 50%, r: 30%}", f"values: {{{table}}}")
        other = load_text(text)
        headlines = Headlines.of(other, forecast(other, draws=0))
        for question, p in rates.items():
            headlines = headlines.with_base_rate(other, question, p)
        worlds = EvidenceModel.of(other, without=counted_as_moves(other)).posterior
        np.testing.assert_allclose(values, headlines.values(worlds[None, :])[0], rtol=0, atol=1e-8)


def test_what_cannot_matter_has_no_share_and_runs_are_nested() -> None:
    text = PLAYED + "  - {date: 2025-01-16, text: Nothing}\n"
    text = text.replace("nature:", "  idle: {options: {z: Z}, prefers: [z]}\nnature:")
    case = load_text(text)
    found = robustness(case, forecast(case, draws=8), samples=4)
    for key in ("explanations.q", "scenarios.climbs", "questions.y"):
        told = of(found, key)
        assert told["actors.idle.resolve"] == (0.0, 0.0) or abs(told["actors.idle.resolve"][1]) < 1e-12
        assert WISHES in told
    assert found.plays < found.runs
    again = robustness(case, forecast(case, draws=8), samples=4)
    assert again == found


def test_what_is_alike_is_played_once() -> None:
    sure = PLAYED.replace("{that: y, when: k == q}", "{that: y, when: k == q, sure: 70-90%}")
    case = load_text(sure)
    played = forecast(case, draws=8)
    found = robustness(case, played, samples=8)
    runs = _Runs(case, played, 1, False, None, None)
    moved = sum(isinstance(one.moves, Parameter) for one in runs.inputs)
    assert any(one.path.endswith(".sure") for one in runs.inputs)
    assert 8 * moved < found.plays < 8 * (moved + 3)  # A, B, the wishes' column, and one for each number but the chance


def test_a_large_play_is_made_roughly_and_says_nearly_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    case = load_text(PLAYED)
    played = forecast(case, draws=8)
    exact = robustness(case, played, samples=8)
    monkeypatch.setattr("realpolitik.analysis.whatif.LARGE", 1)
    monkeypatch.setattr("realpolitik.analysis.whatif.LEFT_OUT", 0.3)
    replay = _Runs(case, played, 1, False, None, None).replay
    assert replay.few.back.kept.size < replay.all.back.kept.size
    rough = robustness(case, played, samples=8)
    assert rough != exact
    assert rough.plays == exact.plays
    for one, other in zip(exact.headlines, rough.headlines, strict=True):
        assert [other.low, other.middle, other.high] == pytest.approx([one.low, one.middle, one.high], abs=MOST_OFF)


def test_a_long_wait_is_told_before_it_begins() -> None:
    said: list[str] = []
    heard: list[tuple[int, int]] = []
    times = iter([100.0, 102.0, 200.0, 200.5])

    def told(done: int, total: int) -> None:
        heard.append((done, total))

    def estimate() -> Estimate:
        return Estimate(told, said.append, what="plays", workers=2, clock=lambda: next(times))

    for total in (201, 21):
        one = estimate()
        for done in range(total + 1):
            one(done, total)
    assert said == [
        "201 plays: about 3 minutes"
    ]  # 2 s a play on two processes; 21 plays of half a second are soon done
    assert heard[:3] == [(0, 201), (1, 201), (2, 201)]
    assert [duration(s) for s in (2, 44, 100, 9000)] == ["10 seconds", "40 seconds", "2 minutes", "2 hours"]


def test_what_cannot_be_asked() -> None:
    with pytest.raises(BadInput, match="power of 2"):
        robustness(load_text(PRODUCT), None, samples=3)
    with pytest.raises(BadInput, match="no judged number has a range"):
        robustness(load_text(PRODUCT.replace("20-40%", "30%").replace("10-70%", "40%")), None, ranges_only=True)


def test_on_the_command_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REALPOLITIK_QUIET", "1")
    file = tmp_path / "product.yaml"
    file.write_text(PRODUCT, encoding="utf-8")

    def run(*arguments: str, code: int = 0) -> str:
        result = CliRunner().invoke(app(), ["robust", str(file), "--samples", "16", *arguments])
        assert result.exit_code == code, result.output
        return result.output

    told = run("--headline", "both")
    assert "both: 12 %" in told
    assert "only" not in told
    assert "in all" in told
    found = json.loads(run("--format", "json", "--ranges-only"))
    assert [h["key"] for h in found["headlines"]] == ["explanations.both", "explanations.only", "explanations.surely"]
    assert "there is no one headline 'none'" in run("--headline", "none", code=2)


APART = PLAYED.replace(
    "nature: {n: {text: N, rate: 30% per month}}",
    "nature:\n  n: {text: N, rate: 30% per month}\n  storm: {text: A storm, rate: 1-30% per month}\n"
    "  flood: {text: A flood, by: {2025-06-30: 5-60%}}",
).replace(
    "questions:\n",
    "questions:\n  - {id: storm, asks: A storm?, happens: ever nature.storm, until: 2025-12-31}\n"
    "  - {id: flood, asks: A flood?, happens: ever nature.flood, until: 2025-06-30}\n",
)


def test_the_chance_of_an_event_that_nothing_hangs_on_moves_its_own_question() -> None:
    case = load_text(APART)
    found = robustness(case, forecast(case, draws=0), samples=32, ranges_only=True)
    storm, flood = of(found, "questions.storm"), of(found, "questions.flood")
    assert storm["nature.storm.rate"][1] == pytest.approx(1.0, abs=0.05)  # of 32 samples
    assert flood["nature.flood.by.2025-06-30"][1] == pytest.approx(1.0, abs=0.05)  # of 32 samples
    assert storm["nature.flood.by.2025-06-30"] == pytest.approx((0.0, 0.0), abs=1e-6)
    assert flood["nature.storm.rate"] == pytest.approx((0.0, 0.0), abs=1e-6)
    (band,) = [h for h in found.headlines if h.key == "questions.flood"]
    assert (band.low, band.high) == pytest.approx((0.05 + 0.05 * 0.55, 0.05 + 0.95 * 0.55), abs=0.03)


def test_shares_are_told_as_shares() -> None:
    """Few samples may give an estimate below 0 or above 1; its interval and it are told alike, within both."""
    index = Index("actors.a.pace", "How often", -0.04, 1.09, (-0.1, 0.2), (0.8, 1.3))
    one = Robust("scenarios.s", "s", 0.2, 0.1, 0.2, 0.3, [index])
    told = robust_text("T", Robustness(16, 1, 1, 48, 48, [one]), None)
    assert "0.00   (0.00-0.20)   1.00   (0.80-1.00)  How often" in told
