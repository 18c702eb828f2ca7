"""Numbers fitted to seen moves: a closed form, what is found again, and what cannot be told."""

from __future__ import annotations

import datetime
import json
import math
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from scipy.optimize import minimize
from typer.testing import CliRunner

from realpolitik.analysis.fitting import DOUBLED, NINETY, Fit, Fitted, fit
from realpolitik.case.loading import load_text
from realpolitik.cli.main import app
from realpolitik.errors import BadInput

MONTH = 365.25 / 12
START = datetime.date(2024, 1, 1)
#: Days on which a takes x up and down again.
SWITCHES = [3, 30, 41, 70, 75, 120, 124, 150, 160, 200, 203, 240, 250, 290, 296, 330]


def flipping(resolve: str, pace: str, days: list[int] = SWITCHES, more: str = "") -> str:
    """One actor that wants x, seen to take it up and drop it; another that could never do anything."""
    events = "".join(
        f"  - {{date: {START + datetime.timedelta(days=d)}, by: a, does: {'' if k % 2 == 0 else 'not '}x}}\n"
        for k, d in enumerate(days)
    )
    now = "no" if len(days) % 2 == 0 else "yes"
    return (
        f"realpolitik: 1\ncase: flips\ntitle: Flips\nas_of: {START + datetime.timedelta(days=360)}\n"
        f"horizon: 2025-12-31\nwatched_from: {START}\nactors:\n  a:\n    options: {{x: {{text: X, now: {now}}}}}\n"
        f"    prefers: [x]\n    pace: {pace}\n    resolve: {resolve}\n    inertia: none\n"
        "  b: {options: {z: {text: Z, if: nature.n}}, prefers: [z, not a.x], inertia: none}\n"
        f"{more}nature: {{n: {{text: N, rate: 0%}}}}\nscenarios: {{s: a.x}}\nevents:\n{events}"
    )


def number(found: Fit, path: str) -> Fitted:
    return next(one for one in found.numbers if one.path == path)


def test_the_mode_and_its_interval_are_those_of_the_closed_form() -> None:
    """Up at pace s(lambda), down at pace s(-lambda), s the logistic function: counts and times are all there is."""
    found = fit(load_text(flipping("3", "2 per month")))
    ends = [0, *SWITCHES, 360]
    waits = [(b - a) / MONTH for a, b in pairwise(ends)]
    without, within, ups, downs = sum(waits[::2]), sum(waits[1::2]), 8, 8

    def log_posterior(y: np.ndarray) -> float:
        pace, resolve = 2.0 * math.exp(DOUBLED * y[0]), 3.0 * math.exp(DOUBLED * y[1])
        up, down = pace / (1 + math.exp(-resolve)), pace / (1 + math.exp(resolve))
        path = ups * math.log(up) + downs * math.log(down) - up * without - down * within
        return path - 0.5 * float(y @ y)

    best = minimize(
        lambda y: -log_posterior(y), np.zeros(2), method="Nelder-Mead", options={"xatol": 1e-9, "fatol": 1e-12}
    ).x
    step = 1e-3
    hessian = np.zeros((2, 2))
    for i in range(2):
        for j in range(2):
            e, f = step * np.eye(2)[i], step * np.eye(2)[j]
            hessian[i, j] = -sum(
                s * t * log_posterior(best + s * e + t * f) for s in (1, -1) for t in (1, -1)
            ) / (4 * step**2)  # fmt: skip
    covariance = np.linalg.inv(hessian)
    for k, (path, given) in enumerate((("actors.a.pace", 2.0), ("actors.a.resolve", 3.0))):
        one = number(found, path)
        assert one.fitted == pytest.approx(given * math.exp(DOUBLED * best[k]), rel=1e-4)
        ends = [given * math.exp(DOUBLED * (best[k] + s * NINETY * math.sqrt(covariance[k, k]))) for s in (-1, 1)]
        assert one.interval == pytest.approx(tuple(ends), rel=1e-3)
        assert one.learned == pytest.approx(1 - covariance[k, k], abs=1e-3)
    assert found.log_after > found.log_before
    assert found.moves == 16


def test_with_wide_priors_the_fit_is_maximum_likelihood() -> None:
    """rates = moves / time in each state: pace is their sum, resolve the log of their ratio."""
    found = fit(load_text(flipping("[0.01, 60]", "0.01-60 per month")))
    ends = [0, *SWITCHES, 360]
    waits = [(b - a) / MONTH for a, b in pairwise(ends)]
    up, down = 8 / sum(waits[::2]), 8 / sum(waits[1::2])
    assert number(found, "actors.a.pace").fitted == pytest.approx(up + down, rel=0.05)
    assert number(found, "actors.a.resolve").fitted == pytest.approx(math.log(up / down), rel=0.1)
    assert number(found, "actors.a.pace").verdict == "identified"


def test_what_the_moves_cannot_tell_is_said() -> None:
    found = fit(load_text(flipping("3", "2 per month")))
    for path in ("actors.b.pace", "actors.b.resolve", "actors.b.prefers[0]", "actors.b.prefers[1]"):
        one = number(found, path)
        assert one.verdict == "not identified"
        assert one.learned < 0.05
        assert one.interval == pytest.approx(one.prior, rel=0.02)
    short = fit(load_text(flipping("3", "2 per month", days=[200])))
    assert number(short, "actors.a.pace").learned < number(found, "actors.a.pace").learned


def test_a_scale_and_its_unit_stand_for_each_other() -> None:
    """Only resolve times the weight of the one wish that its own option serves can be seen."""
    text = flipping("[1, 30]", "2 per month").replace("prefers: [x]", "prefers: [nature.n, x]")
    found = fit(load_text(text))
    pairs = {frozenset((one, other)) for one, other, _ in found.trades}
    assert any("actors.a.resolve" in pair and any("prefers" in p for p in pair) for pair in pairs)


def test_weights_are_found_again() -> None:
    """Who gives up its second wish for its first every time weighs the first higher than one that does not."""
    text = flipping("6", "4 per month", days=[10]).replace("prefers: [x]", "prefers: [x, nature.n, not x]")
    kept = number(fit(load_text(text)), "actors.a.prefers[2]")
    text = flipping("6", "4 per month").replace("prefers: [x]", "prefers: [x, nature.n, not x]")
    torn = number(fit(load_text(text)), "actors.a.prefers[2]")
    assert kept.fitted < torn.fitted


def test_worlds_are_averaged() -> None:
    more = "factors: {h: {asks: Whether, prior: 50%}}\n"
    text = (
        flipping("3", "2 per month")
        .replace("actors:", more + "actors:", 1)
        .replace("prefers: [x]", "prefers: [{that: x, when: h}]")
    )
    found = fit(load_text(text))
    assert math.isfinite(found.log_before)
    assert number(found, "actors.a.pace").learned > 0.3


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({f"watched_from: {START}\n": ""}, "no moves were watched"),
        (
            {"pace: 2 per month": "pace: never", "inertia: none}": "inertia: none, pace: never}"},
            "never reviews|ever reviews",
        ),
    ],
)
def test_what_cannot_be_fitted(changes: dict[str, str], said: str) -> None:
    text = flipping("3", "2 per month", days=[])
    for old, new in changes.items():
        text = text.replace(old, new)
    with pytest.raises(BadInput, match=said):
        fit(load_text(text.replace("events:\n", "")))


def test_on_the_command_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REALPOLITIK_QUIET", "1")
    file = tmp_path / "flips.yaml"
    file.write_text(flipping("3", "2 per month"), encoding="utf-8")
    told = CliRunner().invoke(app(), ["fit", str(file)]).output
    assert "16 moves seen in 11.8 months" in told
    assert "Not identified, 4 of 6" in told
    found = json.loads(CliRunner().invoke(app(), ["fit", str(file), "--format", "json"]).output)
    assert {one["verdict"] for one in found["numbers"]} >= {"identified", "not identified"}
