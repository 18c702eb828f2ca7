"""One small case for each line of the method, with an answer that is known or whose direction is plain."""

from __future__ import annotations

import math

import numpy as np
import pytest

from realpolitik.case.loading import load_text
from realpolitik.play.playing import play

HEAD = "realpolitik: 1\ncase: small\ntitle: Small\nas_of: 2025-01-01\nhorizon: 2025-12-31\n"
MONTHS = 364 / (365.25 / 12)


def ever(text, name="s", weights=(0.5, 0.5), at=False):
    result = play(load_text(HEAD + text), list(weights), draws=0)
    scenario = result.scenarios[name]
    return float((scenario.at if at else scenario.ever).mean[-1])


def one_way(**changes):
    """One actor with one option that it wants and cannot take back: P = 1 - exp(-pace e^g / (1 + e^g) T)."""
    given = {"resolve": "2", "inertia": "none", "more": "", "pace": "0.5 per month", **changes}
    return (
        f"actors:\n  a:\n    options: {{x: {{text: X, moves: forward{given['more']}}}}}\n    prefers: [x]\n"
        f"    resolve: {given['resolve']}\n    inertia: {given['inertia']}\n    pace: {given['pace']}\n"
        "scenarios: {s: a.x}\n"
    )


def arrives(gain, pace=0.5):
    return -math.expm1(-pace * math.exp(gain) / (1 + math.exp(gain)) * MONTHS)


@pytest.mark.parametrize("resolve", [0.5, 2, 6])
def test_resolve_and_pace(resolve):
    assert ever(one_way(resolve=resolve)) == pytest.approx(arrives(resolve), abs=1e-11)
    assert ever(one_way(resolve=resolve, pace="yearly")) == pytest.approx(arrives(resolve, 1 / 12), abs=1e-11)
    assert ever(one_way(pace="never")) == 0.0


def test_friction_is_taken_off_for_every_change():
    for inertia in (1.0, 3.0, 5.0):
        assert ever(one_way(inertia=inertia)) == pytest.approx(arrives(2.0 - inertia), abs=1e-11)


def test_backing_down_costs_only_on_the_way_back():
    """From x the way back has weight exp(-2 - 1.5): the balance of the two rates; the way there is as it was."""

    def at_end(more):
        text = one_way(pace="20 per month", more="").replace("moves: forward", f"now: yes{more}")
        return ever(text, at=True)

    there = 1 / (1 + math.exp(-2))  # a logit choice of two, whatever stands: with no cost of leaving
    assert at_end("") == pytest.approx(there, abs=1e-9)
    up, down = math.exp(2) / (1 + math.exp(2)), math.exp(-3.5) / (1 + math.exp(-3.5))
    assert at_end(", public: yes, backing_down: 1.5") == pytest.approx(up / (up + down), abs=1e-9)


def test_serving_an_audience_is_wanting_what_it_wants():
    """Half of the audience for x and half against: as likely to have x as not; all for it: as its own wish."""
    text = (
        one_way()
        .replace("    prefers: [x]\n", "    serves: {crowd: SHARE, elite: REST}\n")
        .replace("scenarios:", "  crowd: {prefers: [a.x]}\n  elite: {prefers: [not a.x]}\nscenarios:")
    )
    split = ever(text.replace("SHARE", "50%").replace("REST", "50%"))
    assert split == pytest.approx(arrives(0.0), abs=1e-11)
    assert ever(text.replace("SHARE", "100%").replace("REST", "0%")) == pytest.approx(arrives(2.0), abs=1e-11)


def test_belief_stands_for_the_world():
    """Who believes h with 25 % wants x a quarter as much in both worlds."""
    text = "factors: {h: {asks: Whether, prior: 50%}}\n" + one_way().replace("[x]", "[{that: x, when: h}]")
    assert ever(text, weights=(1, 0, 0)) == pytest.approx(arrives(2.0), abs=1e-11)
    assert ever(text, weights=(0, 1, 0)) == pytest.approx(arrives(0.0), abs=1e-11)
    text = text.replace("    resolve:", "    believes: {h: 25%}\n    resolve:")
    for weights in ((1, 0, 0), (0, 1, 0)):
        assert ever(text, weights=weights) == pytest.approx(arrives(0.5), abs=1e-11)


def test_options_that_cannot_be_undone_collect():
    free = one_way().replace("moves: forward", "moves: both")
    assert ever(free, at=True) < ever(free) == pytest.approx(arrives(2.0), abs=1e-11)
    assert ever(one_way(), at=True) == ever(one_way())


def test_a_condition_must_hold_first():
    """x can be chosen only after n: a sum of two exponential waits."""
    text = one_way(more=", if: nature.n").replace(
        "scenarios:", "nature: {n: {text: N, rate: 20% per month}}\nscenarios:"
    )
    first, then = -math.log(0.8), 0.5 * math.exp(2) / (1 + math.exp(2))
    both = 1 - (then * math.exp(-first * MONTHS) - first * math.exp(-then * MONTHS)) / (then - first)
    assert ever(text) == pytest.approx(both, abs=1e-11)


def test_undoing_has_a_condition_of_its_own():
    text = one_way().replace("[x]", "[not x]").replace("moves: forward", "now: yes, undo_if: nature.n")
    text = text.replace("scenarios: {s: a.x}", "nature: {n: {text: N, rate: 0%}}\nscenarios: {s: not a.x}")
    assert ever(text) == 0.0
    assert ever(text.replace("rate: 0%", "now: yes")) == pytest.approx(arrives(2.0), abs=1e-11)


def test_nature_hangs_on_what_actors_do_and_on_the_world():
    text = """factors: {h: {asks: Whether, prior: 50%}}
actors: {a: {options: {x: {text: X, now: NOW}}, pace: never}}
nature:
  n:
    text: N
    rate: [{if: h and a.x, p: 50% per year}, {if: a.x, p: 20% per year}, {else: 0%}]
scenarios: {s: nature.n}
"""
    years = MONTHS / 12
    for world, yearly in (((1, 0, 0), 0.5), ((0, 1, 0), 0.2)):
        assert ever(text.replace("NOW", "yes"), weights=world) == pytest.approx(1 - (1 - yearly) ** years, abs=1e-11)
        assert ever(text.replace("NOW", "no"), weights=world) == 0.0


def test_two_readings_of_one_curve():
    """``at`` falls where what holds can be undone, ``ever`` never does."""
    result = play(
        load_text(HEAD + one_way().replace("moves: forward", "now: yes").replace("[x]", "[not x]")), [0.5, 0.5], draws=0
    )
    assert (np.diff(result.scenarios["s"].at.mean) <= 1e-12).all()
    np.testing.assert_array_equal(result.scenarios["s"].ever.mean, 1.0)
