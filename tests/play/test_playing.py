"""Draws, workers, base rates, notes: the parts of a result that an oracle of the chain does not see."""

from __future__ import annotations

import json
import multiprocessing
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

import numpy as np
import pytest

from realpolitik.case.loading import load_text
from realpolitik.case.parts.action import NatureEvent
from realpolitik.errors import BadInput
from realpolitik.play.averaging import interval
from realpolitik.play.base_rate import base_draws, base_probability, blend, in_window
from realpolitik.play.playing import play

from .oracle import worlds_of

CASE = """realpolitik: 1
case: playing
title: Playing
as_of: 2025-01-01
horizon: 2026-06-30
watched_from: 2024-12-01
factors:
  f: {asks: Which, values: {p: 50%, q: 50%}}
actors:
  a:
    options: {x: {text: X, now: yes}, y: {text: Y, values: [low, mid, high]}}
    prefers: [{that: y == high, when: f == p}, {that: x, sure: 60%}, not b.z]
    resolve: wavering
  b: {options: {z: Z, never_seen: {text: N, if: nature.n}}, ranking: [calm, else], pace: quarterly}
nature:
  n: {text: N, rate: {value: 1-9% per month, because: A range}}
  o: {text: O, by: {2025-06-30: 20-40%}, if: nature.n}
rules:
  - never: b.z and a.y == high
  - never: nature.n and a.y == mid
scenarios:
  calm: not b.z
  high: a.y == high
  both: b.z and a.x
events:
  - {date: 2024-12-10, by: a, does: x}
questions:
  - {id: high, asks: H, happens: ever high, until: 2025-12-31, base_rate: {seen: 1, of: 20, per: 1 year, class: C}}
  - {id: later, asks: H, happens: ever high, until: 2026-06-30, base_rate: {seen: 1, of: 20, per: 1 year, class: C}}
  - {id: not_high, asks: H, happens: never high, until: 2025-12-31, base_rate: {seen: 1, of: 20, per: 1 year, class: C}}
  - {id: no_base, asks: H, happens: ever b.z, until: 2025-12-31}
  - id: ruled_out
    asks: R
    happens: ever b.z and high
    until: 2025-12-31
    base_rate: {seen: 1, of: 3, per: 1 year, class: C}
  - {id: holds, asks: H, happens: ever calm, until: 2025-12-31, base_rate: {seen: 1, of: 3, per: 1 year, class: C}}
  - {id: passed, asks: P, happens: ever calm, until: 2024-12-31}
  - {id: rare, asks: R, happens: if b.never_seen by 2025-01-02 then ever b.z, until: 2025-12-31}
"""
WORLDS = [0.5, 0.4, 0.1]


def case(text=CASE):
    return load_text(text)


def as_bytes(result):
    return json.dumps(result.as_json(), allow_nan=False).encode()


def test_the_same_seed_gives_the_same_bytes_on_any_number_of_workers():
    rows = np.random.default_rng(1).dirichlet([5, 4, 1], 7)
    one = as_bytes(play(case(), WORLDS, draws=6, seed=3, world_draws=rows))
    assert one == as_bytes(play(case(), WORLDS, draws=6, seed=3, world_draws=rows))
    assert one != as_bytes(play(case(), WORLDS, draws=6, seed=4, world_draws=rows))
    with ThreadPoolExecutor(2) as threads:
        assert one == as_bytes(play(case(), WORLDS, draws=6, seed=3, world_draws=rows, executor=threads))
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn")) as processes:
        assert one == as_bytes(play(case(), WORLDS, draws=6, seed=3, world_draws=rows, executor=processes))


def test_a_question_is_the_weighted_mean_over_types_and_draws():
    result = play(case(), WORLDS, draws=8)
    shares = np.bincount(result.type_of, weights=WORLDS)
    joint = shares[:, None] * np.exp(result.log_paths)
    model = result.questions["no_base"].p_model
    parts = result.questions["no_base"].by_type[:, 0]
    assert model == pytest.approx((joint.sum(axis=1) @ parts) / joint.sum(), abs=1e-13)
    after = np.array(WORLDS) * np.exp(result.log_moves)
    np.testing.assert_allclose(result.after, after / after.sum(), atol=1e-13)
    weight = joint.sum(axis=0)
    assert result.effective_sample_size == pytest.approx(weight.sum() ** 2 / (weight**2).sum())
    assert any("effective sample" in w for w in result.warnings)
    everything = np.ones(3, dtype=bool)
    scenarios, questions = result.given(everything)
    assert questions["no_base"] == pytest.approx(model, abs=1e-13)
    last = list(result.dates).index(result.horizon)
    assert scenarios["high"] == pytest.approx(result.scenarios["high"].ever.mean[last], abs=1e-13)
    only_p, only_q = (result.given(np.arange(3) == k)[1]["high"] for k in (0, 1))
    assert only_p > only_q
    assert result.given(np.zeros(3, dtype=bool)) == ({}, {})


def test_curves_are_what_they_must_be():
    result = play(case(), WORLDS, draws=5)
    for scenario in result.scenarios.values():
        for curve in (scenario.at, scenario.ever):
            assert (curve.mean >= -1e-15).all()
            assert (curve.mean <= 1 + 1e-12).all()
            assert (curve.low <= curve.high).all()
        assert (np.diff(scenario.ever.mean) >= -1e-13).all()
        assert (scenario.ever.mean >= scenario.at.mean - 1e-13).all()
    assert (result.scenarios["calm"].ever.mean == 1.0).all()  # it holds on the first day: sure, to the last digit
    last = list(result.dates).index(result.horizon)
    held = sum(s.at.mean[last] for s in result.scenarios.values())
    pairs = sum(p for s in result.scenarios.values() for p in s.overlaps.values()) / 2
    assert result.none_of_these.mean[last] == pytest.approx(1 - held + pairs, abs=1e-12)  # no triple overlap here
    assert str(result.dates[0]) == "2025-01-01"
    assert result.graph.horizon.sum() == pytest.approx(1)


def test_notes_say_why_something_is_not_blended():
    questions = play(case(), WORLDS, draws=3).questions
    assert questions["ruled_out"].p == 0.0
    assert "a rule excludes it (never: b.z and a.y == high)" in questions["ruled_out"].note
    assert questions["holds"].p == 1.0
    assert "holds already" in questions["holds"].note
    assert questions["rare"].p is None
    assert "under 0.1%" in questions["rare"].note
    assert "passed" not in questions
    assert any("question passed is not forecast" in w for w in play(case(), WORLDS, draws=0).warnings)


def test_what_no_path_leads_to_names_the_condition():
    text = CASE.replace("if: nature.n}},", "if: nature.n and a.y == mid}},")
    text = text.replace("if b.never_seen by 2025-01-02 then ever b.z", "ever b.never_seen")
    note = play(case(text), WORLDS, draws=0).questions["rare"].note
    assert "no path leads there: `if: nature.n and a.y == mid` of b.never_seen is in the way" in note


def test_blend():
    result = play(case(), WORLDS, draws=4)
    high, later, never = (result.questions[q] for q in ("high", "later", "not_high"))
    p = 1.5 / 21
    assert high.p_base == pytest.approx(1 - (1 - p) ** (364 / 365.25), abs=1e-12)
    odds = 0.5 * np.log(high.p_model / (1 - high.p_model)) + 0.5 * np.log(high.p_base / (1 - high.p_base))
    assert high.p == pytest.approx(1 / (1 + np.exp(-odds)), abs=1e-12)
    assert high.interval[0] < high.p < high.interval[1]
    assert later.p > high.p
    assert never.p == pytest.approx(1 - high.p, abs=1e-12)
    assert never.p_model == pytest.approx(1 - high.p_model, abs=1e-12)
    assert blend(0.0, 0.5) == pytest.approx(blend(0.001, 0.5))
    assert result.questions["no_base"].p_base is None


def test_base_rate_draws_have_the_jeffreys_mean():
    rate = case().questions[0].base_rate
    draws = base_draws(rate, 12.0, 40000, np.random.default_rng(2))
    assert draws.mean() == pytest.approx(base_probability(rate, 12.0), abs=0.001)
    np.testing.assert_allclose(in_window(0.2, 24.0, 12.0), 1 - 0.8**2)
    assert in_window(0.2, 24.0, 12.0, never=True) == pytest.approx(0.64)


def test_a_lever_sets_an_option_on_the_first_day():
    loaded = case()
    high = loaded.scenarios["high"].that
    free, done = play(loaded, WORLDS, draws=2), play(loaded, WORLDS, draws=2, do=[high])
    assert done.scenarios["high"].ever.mean[0] == pytest.approx(1.0)
    assert free.scenarios["high"].ever.mean[0] == 0.0
    np.testing.assert_allclose(done.after, free.after)
    with pytest.raises(BadInput, match="a rule forbids"):
        play(loaded, WORLDS, draws=0, do=[high, ~loaded.scenarios["calm"].that])


def test_uncertain_evidence_widens_the_interval():
    rows = np.array([[0.9, 0.05, 0.05], [0.05, 0.9, 0.05]] * 8)
    narrow = play(case(), WORLDS, draws=16).questions["high"].interval
    wide = play(case(), WORLDS, draws=16, world_draws=rows).questions["high"].interval
    assert wide[1] - wide[0] > narrow[1] - narrow[0]


def test_interval_is_a_weighted_percentile():
    values = np.arange(1001.0)
    assert interval(values, np.ones(1001)) == pytest.approx((50, 950), abs=1)
    weights = np.where(values < 500, 0.0, 1.0)
    assert interval(values, weights) == pytest.approx((525, 975), abs=1)
    assert interval(np.array([3.0]), np.array([0.2])) == (3.0, 3.0)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("realpolitik: 1\ncase: c\ntitle: T\nactors: {a: {options: {x: X}}}\n", "'as_of'"),
        ("realpolitik: 1\ncase: c\ntitle: T\nas_of: 2025-01-01\nactors: {a: {options: {x: X}}}\n", "'horizon'"),
    ],
)
def test_cases_that_cannot_be_played(text, message):
    loaded = case(text)
    size = 3 if "factors" in text else 2
    with pytest.raises(BadInput, match=message):
        play(loaded, np.full(size, 1 / size), draws=0)


@pytest.mark.parametrize(
    ("by", "message"),
    [
        ({"2025-06-30": "100%"}, "100% by a date has no rate"),
        ({"2025-06-30": "40%", "2025-09-30": "20-90%"}, "falls from one date to a later"),
        ({"2024-06-30": "40%"}, "all dates have passed"),
    ],
)
def test_dates_that_are_no_rates_are_refused_in_a_case_made_in_python_too(by, message):
    good = case()
    nature = {**good.nature, "o": NatureEvent.model_validate({"text": "O", "by": by})}
    with pytest.raises(BadInput, match=message):
        play(good.model_copy(update={"nature": nature}), WORLDS, draws=0)


def test_worlds_must_have_probabilities():
    for wrong in ([0.5, 0.5], [0.5, 0.6, 0.1], [1.1, -0.1, 0.0], [np.nan, 0.5, 0.5]):
        with pytest.raises(BadInput, match="3 numbers that sum to 1"):
            play(case(), wrong, draws=0)
    with pytest.raises(BadInput, match="draws were asked for"):
        play(case(), WORLDS, draws=-1)


def test_the_graph_stands_at_the_horizon_where_a_question_looks_beyond_it():
    beyond = CASE.replace("horizon: 2026-06-30", "horizon: 2025-09-30")
    asked = play(case(beyond), WORLDS, draws=3)
    assert asked.dates[-1] > asked.horizon
    kept = beyond[: beyond.index("questions:")]
    alone = play(case(kept), WORLDS, draws=3)
    assert alone.dates[-1] == alone.horizon == asked.horizon
    np.testing.assert_allclose(asked.graph.horizon, alone.graph.horizon, rtol=0, atol=1e-12)
    np.testing.assert_allclose(asked.graph.flow, alone.graph.flow, rtol=0, atol=1e-10)
    assert asked.graph.path == alone.graph.path
    standing = [s.at.mean[asked.dates.index(asked.horizon)] for s in asked.scenarios.values()]
    assert standing == pytest.approx([s.at.mean[-1] for s in alone.scenarios.values()], abs=1e-12)


def test_what_is_clamped_lies_in_its_interval():
    text = CASE.replace("prefers: [{that: y == high, when: f == p}", "pace: daily\n    prefers: [{that: y != low}")
    text = text.replace("ever b.z, until", "ever not a.y == low, until")
    answer = play(case(text), WORLDS, draws=3).questions["no_base"]
    assert answer.p_model > 0.999
    assert answer.p == 0.999
    assert answer.interval[0] <= answer.p <= answer.interval[1]


def test_where_nothing_can_move_nothing_is_played():
    text = "realpolitik: 1\ncase: still\ntitle: Still\nas_of: 2025-01-01\nhorizon: 2025-12-31\n"
    text += "actors: {a: {options: {x: {moves: no}}}}\n"
    with pytest.raises(BadInput, match="no option can move"):
        play(case(text), [0.9, 0.1], draws=0)


@pytest.mark.parametrize(
    ("temper", "message"),
    [
        ("pace: 90000 per day", "slower `pace`"),
        ("inertia: 1e300", "`inertia` is larger"),
        ("resolve: 1e300", "`resolve`"),
    ],
)
def test_numbers_beyond_all_measure_are_refused(temper, message):
    with pytest.raises(BadInput, match=message):
        play(case(CASE.replace("resolve: wavering", temper)), WORLDS, draws=0)


def test_a_weight_beyond_all_measure_is_refused():
    """Loading refuses it too; a case may also be made in Python."""
    good = case(CASE.replace("ranking: [calm, else]", "utility: {z: -1}"))
    utility = dict.fromkeys(good.actors["b"].utility, -1e300)
    actors = {**good.actors, "b": good.actors["b"].model_copy(update={"utility": utility})}
    with pytest.raises(BadInput, match=r"actors\.b\.utility"):
        play(good.model_copy(update={"actors": actors}), WORLDS, draws=0)


def test_a_play_reaches_to_the_last_day_of_the_calendar_but_not_beyond_a_century():
    still = (
        "realpolitik: 1\ncase: s\ntitle: S\nas_of: 9999-11-30\nhorizon: 9999-12-31\nactors: {a: {options: {x: X}}}\n"
    )
    assert [str(d) for d in play(case(still), [0.9, 0.1], draws=0).dates] == ["9999-11-30", "9999-12-31"]
    with pytest.raises(BadInput, match="100 years"):
        play(case(still.replace("as_of: 9999", "as_of: 9000")), [0.9, 0.1], draws=0)


def test_what_has_happened_needs_no_date_ahead():
    text = CASE.replace("o: {text: O, by: {2025-06-30: 20-40%}", "o: {text: O, now: yes, by: {2024-06-30: 20-40%}")
    assert play(case(text), WORLDS, draws=2).scenarios


def test_flows_and_the_horizon_tell_one_story():
    """What stands in a state is what began there, plus what came, less what left; in the mean over draws too."""
    graph = play(case(), WORLDS, draws=5).graph
    balance = np.zeros(graph.states.size)
    balance[np.searchsorted(graph.states, graph.path[0])] = 1.0
    np.add.at(balance, np.searchsorted(graph.states, graph.target), graph.flow)
    np.subtract.at(balance, np.searchsorted(graph.states, graph.source), graph.flow)
    np.testing.assert_allclose(balance, graph.horizon, rtol=0, atol=1e-9)


def test_the_standard_error_is_that_of_a_weighted_mean_and_falls_with_the_draws():
    result = play(case(), WORLDS, draws=8)
    shares = np.bincount(result.type_of, weights=WORLDS)
    weight = shares[:, None] * np.exp(result.log_paths)  # types, draws
    told = []
    for scenario in result.scenarios.values():
        by_draw = (weight * scenario.by_draw.T).sum(axis=0) / weight.sum(axis=0)
        total = weight.sum(axis=0)
        mean = (total * by_draw).sum() / total.sum()
        told.append(np.sqrt(8 / 7 * ((total / total.sum()) ** 2 * (by_draw - mean) ** 2).sum()))
    assert result.standard_error == pytest.approx(max(told))
    assert play(case(), WORLDS, draws=1).standard_error == 0.0 == play(case(), WORLDS, draws=0).standard_error
    assert play(case(), WORLDS, draws=128).standard_error < result.standard_error / 2


class Stopped:
    """An executor that is stopped by Ctrl-C after some tasks."""

    def __init__(self, after):
        self.after = after

    def map(self, work, tasks, chunksize=1):
        for k, task in enumerate(tasks):
            if k == self.after:
                raise KeyboardInterrupt
            yield work(task)


def test_what_was_done_when_it_was_stopped_is_a_partial_result():
    case = load_text(CASE)
    weights = np.full(len(worlds_of(case)), 1 / len(worlds_of(case)))
    whole = play(case, weights, draws=6)
    part = play(case, weights, draws=6, executor=Stopped(3), stoppable=True)
    assert part.partial
    assert part.as_json()["partial"] is True
    assert "partial" not in whole.as_json()
    assert part.draws == 3
    assert part.warnings[0] == "a partial result: stopped after 3 of 6 draws"
    logs = whole.log_paths.T[:3]
    joint = np.exp(logs - logs.max()) * np.bincount(whole.type_of, whole.before, whole.types)
    for name, scenario in whole.scenarios.items():
        expected = float((joint * scenario.by_draw[:3]).sum() / joint.sum())
        place = part.dates.index(part.horizon)
        assert part.scenarios[name].ever.mean[place] == pytest.approx(expected, abs=1e-12)
    for executor, stoppable in ((Stopped(0), True), (Stopped(3), False)):
        with pytest.raises(KeyboardInterrupt):
            play(case, weights, draws=6, executor=executor, stoppable=stoppable)
