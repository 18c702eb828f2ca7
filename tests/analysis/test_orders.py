"""The reading by orders alone: against explicit sets of states, on cases whose answer is known, and in words."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from functools import cache
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from scipy.stats import kendalltau

from conflict.oracle import Oracle
from realpolitik.analysis import agreement, orders, possible_moves
from realpolitik.analysis.agreement import SENTENCES
from realpolitik.analysis.ordinal import AgreementResult, OrdinalReading, RivalResult, Step, TurnResult
from realpolitik.analysis.result import Analysis
from realpolitik.analysis.run import analyse
from realpolitik.case.case import Case
from realpolitik.case.loading import load, load_text
from realpolitik.conflict.preferences import ranks
from realpolitik.conflict.solving import graph_of
from realpolitik.conflict.space import NATURE, StateSpace
from realpolitik.conflict.types import preference_types
from realpolitik.evidence.model import EvidenceModel
from realpolitik.library import shelf
from realpolitik.play.path import counted_as_moves

MINI = Path(__file__).parent / "data" / "mini.yaml"
STORM = """
realpolitik: 1
case: storm
title: Does the crossing wait for a storm?
as_of: 2025-01-01
horizon: 2025-12-31
something_else: 0%
factors:
  bold: {asks: Is the south bold?, prior: 40%}
actors:
  north:
    name: The north (a town)
    options: {guard: {text: Guard the ford, now: yes}}
    prefers: [not south.cross, guard]
  south:
    options: {cross: {text: Cross the ford, if: nature.storm}}
    prefers:
      - {that: cross, when: bold}
      - not cross
    resolve: relentless
    inertia: 0
    pace: weekly
  press: {prefers: [south.cross]}
nature:
  storm: {text: A storm hides the ford, rate: RATE}
scenarios:
  crossing: {title: The south crosses, that: south.cross}
  quiet: not south.cross and not nature.storm
"""


@cache
def analysed(name: str) -> tuple[Case, Analysis]:
    case = load(MINI) if name == "mini" else load(shelf.path(name))
    return case, analyse(case, draws=0, deep=False)


def storm(rate: str) -> OrdinalReading:
    reading = analyse(load_text(STORM.replace("RATE", rate)), draws=0, deep=False).ordinal
    assert reading is not None
    return reading


def ordinal(name: str) -> OrdinalReading:
    reading = analysed(name)[1].ordinal
    assert reading is not None
    return reading


@cache
def by_evidence(name: str) -> list[float]:
    """Each type's probability by the evidence, the moves seen left aside."""
    case, analysis = analysed(name)
    counted = counted_as_moves(case) if case.as_of is not None else frozenset()
    worlds = EvidenceModel.of(case, without=counted).posterior
    known = {tuple(t.when.items()): t.probability(worlds) for t in preference_types(case)}
    return [known[tuple(t.when.items())] for t in analysis.types]


def oracle_types(name: str) -> Iterator[tuple[float, Oracle]]:
    """Each type's probability by the evidence and its conflict as explicit sets."""
    case, analysis = analysed(name)
    space = StateSpace.of(case)
    for kind, probability in zip(analysis.types, by_evidence(name), strict=True):
        graph = graph_of(space, kind.when)
        up, down = ([np.broadcast_to(a, graph.values) for a in arrays] for arrays in (graph.up, graph.down))
        yield (
            probability,
            Oracle(
                graph.values,
                graph.owner,
                [{s: int(r[s]) for s in np.ndindex(graph.values)} for r in graph.ranks],
                lambda s, graph=graph: bool(graph.feasible[s]),
                graph.moves,
                lambda k, s, up=up: bool(up[k][s]),
                lambda k, s, down=down: bool(down[k][s]),
            ),
        )


def closure(oracle: Oracle, start: tuple[int, ...], nature: tuple[int, ...]) -> set[tuple[int, ...]]:
    """What improvements (and turns of these axes of nature) reach from the start."""
    seen, frontier = {start}, [start]
    feasible = set(oracle.states)
    while frontier:
        s = frontier.pop()
        after = {t for better in oracle.better for t in better[s]}
        after |= {(*s[:k], s[k] + 1, *s[k + 1 :]) for k in nature} & feasible
        frontier += after - seen
        seen |= after
    return seen


@pytest.mark.parametrize("name", ["mini", "1962-cuba", "1975-syria-iraq"])
def test_scenarios_are_compared_as_explicit_sets_of_states_say(name: str) -> None:
    case, analysis = analysed(name)
    space = StateSpace.of(case)
    nature = space.own(NATURE)
    found = {a.scenario: a for a in ordinal(name).agreements}
    assert list(found) == list(case.scenarios)
    for scenario, result in found.items():
        inside = space.holds(case.scenarios[scenario].that)
        shares = dict.fromkeys(("holds", "holds_nash", "reached", "after_turns"), 0.0)
        for p, oracle in oracle_types(name):
            everybody = range(oracle.count)
            seq = {s for s in oracle.states if inside[s] and all(oracle.seq(i, s) for i in everybody)}
            nash = {s for s in oracle.states if inside[s] and all(oracle.nash(i, s) for i in everybody)}
            shares["holds"] += p * bool(seq)
            shares["holds_nash"] += p * bool(nash)
            shares["reached"] += p * bool(seq & closure(oracle, space.status_quo, ()))
            shares["after_turns"] += p * bool(seq & closure(oracle, space.status_quo, nature))
        for key, share in shares.items():
            assert getattr(result, key) == pytest.approx(share, abs=1e-9), (scenario, key)
        played = next(s for s in analysis.scenarios if s.name == scenario)
        assert result.forecast == pytest.approx(played.at[-1][1], rel=1e-9)


@pytest.mark.parametrize("name", ["mini", "1962-cuba", "1975-syria-iraq", "milk-river", "prisoners-dilemma"])
def test_every_way_leads_where_it_says_by_moves_that_exist(name: str) -> None:
    case, analysis = analysed(name)
    space = StateSpace.of(case)
    types = {tuple(t.when.items()): (t, o) for t, (_, o) in zip(analysis.types, oracle_types(name), strict=True)}
    reading = ordinal(name)
    assert 0 < len(reading.ways) <= orders.MOST_WAYS
    for way in reading.ways:
        kind, oracle = types[tuple(way.when.items())]
        assert way.state in kind.equilibria[way.concept]
        assert way.share == pytest.approx(
            sum(
                p
                for p, t in zip(by_evidence(name), analysis.types, strict=True)
                if way.state in t.equilibria[way.concept]
            )
        )
        assert way.reached <= way.share + 1e-12
        assert way.equilibrium[way.concept] == pytest.approx(way.share)
        values = tuple(int(v) for v in space.table[way.state])
        assert way.values == [axis.values[v] for axis, v in zip(space.axes, values, strict=True)]
        assert way.scenarios == [n for n, s in case.scenarios.items() if space.holds(s.that)[values]]
        assert way.improvements is None or way.after_turns is None
        for steps in (way.improvements, way.after_turns, way.any_moves):
            if steps is not None:
                walk(space, oracle, steps, values)
        assert all(step.improves for step in way.improvements or ())
        assert all(step.improves or step.actor == NATURE for step in way.after_turns or ())
        assert way.any_moves is None or len(way.any_moves) <= len(way.improvements or way.any_moves)


@pytest.mark.parametrize("name", ["1962-cuba", "1975-syria-iraq", "prisoners-dilemma"])
def test_the_moves_of_a_small_case_are_those_of_explicit_sets(name: str) -> None:
    reading, case = ordinal(name), analysed(name)[0]
    space = StateSpace.of(case)
    assert reading.states == [
        [axis.values[v] for axis, v in zip(space.axes, row, strict=True)] for row in space.table.tolist()
    ]
    ((_, oracle),) = oracle_types(name)
    number = {tuple(row): k for k, row in enumerate(space.table.tolist())}
    expected = {
        (number[s], number[t], space.deciders[i]): float(t in oracle.better[i][s])
        for i in range(len(space.deciders))
        for s in oracle.states
        for t in oracle.moves[i][s]
    }
    assert {(m.source, m.target, m.actor): m.improves for m in reading.moves} == expected


def test_moves_of_several_types_carry_the_share_that_likes_them() -> None:
    reading = storm("60% per year")
    crossing = [m for m in reading.moves if m.actor == "south" and m.improves not in (0.0, 1.0)]
    assert sorted({m.improves for m in crossing}) == pytest.approx([0.4, 0.6])


def test_a_larger_case_lists_the_moves_between_the_states_on_its_ways() -> None:
    reading, analysis = ordinal("1962-october"), analysed("1962-october")[1]
    assert analysis.method.feasible > possible_moves.MOST_STATES >= len(reading.drawn) == len(reading.states)
    space = StateSpace.of(analysed("1962-october")[0])
    assert reading.drawn == sorted(reading.drawn)
    on_ways = {step.state for way in reading.ways for step in possible_moves.shown(way) or []}
    assert set(reading.drawn) == on_ways | {space.number(space.status_quo)}
    oracles = list(oracle_types("1962-october"))
    values = {number: tuple(space.table[number].tolist()) for number in reading.drawn}
    expected: dict[tuple[int, int, str], float] = {}
    for source, s in values.items():
        for target, t in values.items():
            for i, name in enumerate(space.deciders):
                if t in oracles[0][1].moves[i][s]:
                    likes = sum(p for p, oracle in oracles if t in oracle.better[i][s])
                    expected[source, target, name] = pytest.approx(likes)
    assert {(m.source, m.target, m.actor): m.improves for m in reading.moves} == expected


def test_orders_that_are_too_many_to_keep_are_not_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(possible_moves, "MOST_KEPT", 10)
    reading = storm("60% per year")
    assert (reading.drawn, reading.states, reading.moves) == ([], [], [])


def walk(space: StateSpace, oracle: Oracle, steps: list[Step], end: tuple[int, ...]) -> None:
    """Follow a way from the status quo; every step must be a move of its actor, and an improvement if it says so."""
    here = space.status_quo
    for step in steps:
        after = tuple(int(v) for v in space.table[step.state])
        changed = zip(space.axes, here, after, strict=True)
        assert step.options == [f"{a.name} = {a.values[new]}" for a, old, new in changed if old != new]
        if step.actor == NATURE:
            assert sum(np.subtract(after, here)) == 1
            assert not step.improves
        else:
            i = space.deciders.index(step.actor)
            assert after in oracle.moves[i][here]
            assert step.improves == (after in oracle.better[i][here])
        here = after
    assert here == end


def test_the_missiles_of_1962() -> None:
    """Fraser and Hipel's equilibrium, blockade and withdrawal: two improvements lead there, foresight holds it."""
    reading = ordinal("1962-cuba")
    way = next(
        w for w in reading.ways if w.words == "United States: Blockade Cuba; Soviet Union: Withdraw the missiles"
    )
    assert (way.concept, way.share, way.reached) == ("SEQ", 1.0, 1.0)
    assert way.improvements is not None
    assert [(s.actor, s.options) for s in way.improvements] == [
        ("us", ["us.blockade = yes"]),
        ("ussr", ["ussr.withdraw = yes"]),
    ]
    peaceful = next(a for a in reading.agreements if a.scenario == "peaceful_withdrawal")
    assert not peaceful.agree
    assert "foresees how the others would answer" in peaceful.words


def test_silence_in_the_dilemma_is_reached_only_against_wishes() -> None:
    reading = ordinal("prisoners-dilemma")
    betrayal, silence = reading.ways
    assert betrayal.status_quo
    assert (betrayal.concept, betrayal.improvements, betrayal.any_moves) == ("Nash", [], [])
    assert (silence.concept, silence.improvements, silence.after_turns) == ("SEQ", None, None)
    assert silence.any_moves is not None
    assert [step.improves for step in silence.any_moves] == [False, False]
    assert reading.agreements == [], "without time there is no forecast to compare with"
    assert [(i.one, i.other, i.tau) for i in reading.interests] == [("prisoner_one", "prisoner_two", -0.6666666667)]


def test_interests_are_means_over_the_types() -> None:
    case, analysis = analysed("mini")
    space = StateSpace.of(case)
    taus = []
    for kind in analysis.types:
        north, south = (space.feasible_only(ranks(space, actor, kind.when)) for actor in ("north", "south"))
        taus.append(float(kendalltau(north, south).statistic))
    (result,) = ordinal("mini").interests
    assert (result.one, result.other) == ("north", "south")
    assert result.tau == pytest.approx(np.average(taus, weights=by_evidence("mini")), abs=1e-9)
    assert (result.low, result.high) == pytest.approx((min(taus), max(taus)), abs=1e-9)
    assert result.low < result.high, "the north wants something else if it has goodwill"


def test_pace_and_resolve_leave_the_reading_as_it_is() -> None:
    text = MINI.read_text(encoding="utf-8")
    changed = text.replace("    prefers:", "    pace: 3 per month\n    resolve: 40\n    prefers:")
    assert changed.count("resolve: 40") >= 2
    one, other = (analyse(load_text(t), draws=0, deep=False) for t in (text, changed))
    assert [e.posterior for e in one.explanations] != [e.posterior for e in other.explanations], "the moves tell"
    readings = [a.ordinal for a in (one, other)]
    told = []
    for reading in readings:
        assert reading is not None
        whole = reading.model_dump()
        for agreed in whole["agreements"]:
            told.append({k: agreed[k] for k in ("holds", "holds_nash", "reached", "after_turns") if k in agreed})
        told.append([(w["state"], w["share"], w["reached"]) for w in whole["ways"]])
        told.append(whole["interests"])
    half = len(told) // 2
    assert told[:half] == told[half:]


def test_an_actor_without_an_order_has_no_interest_to_compare() -> None:
    text = STORM.replace("RATE", "10% per year").replace("prefers: [not south.cross, guard]", "prefers: []")
    reading = analyse(load_text(text), draws=0, deep=False).ordinal
    assert reading is not None
    assert reading.interests == []


def test_a_turn_that_nobody_decides_is_named_and_counts_only_if_it_is_likely() -> None:
    likely = {a.scenario: a for a in storm("60% per year").agreements}["crossing"]
    assert (likely.holds, likely.reached, likely.after_turns) == pytest.approx((0.4, 0.0, 0.4))
    assert "(“A storm hides the ford”, chance 60 %), and then in 40 % of the worlds." in likely.words
    assert likely.agree
    rare = {a.scenario: a for a in storm("2% per year").agreements}["crossing"]
    assert rare.after_turns == pytest.approx(0.4)
    assert "chance 2 %" in rare.words
    assert rare.agree


def test_neither_resolve_nor_pace_nor_moves_seen_enter_the_reading_by_orders() -> None:
    seen = MINI.read_text()
    calm = seen.replace("    prefers:", "    resolve: erratic\n    pace: 6 per month\n    prefers:")
    one, other = (analyse(load_text(text), draws=0, deep=False) for text in (seen, calm))
    assert one.ordinal is not None
    assert other.ordinal is not None
    forecast = {"forecast", "rival", "agree", "words"}
    for kept in ({"ways", "interests", "surprises"},):
        assert one.ordinal.model_dump(include=kept) == other.ordinal.model_dump(include=kept)
    for mine, theirs in zip(one.ordinal.agreements, other.ordinal.agreements, strict=True):
        assert mine.model_dump(exclude=forecast) == theirs.model_dump(exclude=forecast)
    assert one.types == other.types
    assert [s.forecast for s in one.ordinal.agreements] != [s.forecast for s in other.ordinal.agreements]


def test_ways_with_a_turn_are_kept_apart_from_improvements_alone() -> None:
    ways = {tuple(w.values): w for w in storm("60% per year").ways}
    crossed = ways["yes", "yes", "yes"]
    assert crossed.improvements is None
    assert crossed.after_turns == crossed.any_moves
    assert crossed.after_turns is not None
    assert [(s.actor, s.options, s.improves) for s in crossed.after_turns] == [
        (NATURE, ["nature.storm = yes"], False),
        ("south", ["south.cross = yes"], True),
    ]
    assert crossed.when == {"bold": True}
    assert crossed.scenarios == ["crossing"]
    assert next(iter(ways.values())).status_quo, "what improvements alone lead to comes first"


def test_a_turn_that_cannot_come_leads_nowhere() -> None:
    never = {a.scenario: a for a in storm("0% per year").agreements}["crossing"]
    assert (never.holds, never.after_turns, never.forecast) == pytest.approx((0.4, 0.0, 0.0))
    assert never.words == (
        "A state of it holds in 40 % of the worlds, but improvements lead to none from today, whatever turn may come. "
        "Neither leads there."
    )


def test_no_decider_no_reading_and_a_very_large_case_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    nobody = STORM[: STORM.index("\nactors:")] + STORM[STORM.index("\nnature:") : STORM.index("scenarios:")]
    assert analyse(load_text(nobody.replace("RATE", "5% per year")), draws=0, deep=False).ordinal is None
    monkeypatch.setattr(orders, "MOST_STATES", 7)
    assert analyse(load_text(STORM.replace("RATE", "5% per year")), draws=0, deep=False).ordinal is None


# ------------------------------------------------------------------------------------------------------ the rule

SEEN = AgreementResult(
    scenario="s",
    title="S",
    concept="SEQ",
    holds=0.9,
    holds_nash=0.9,
    weaker=None,
    holds_weaker=0.0,
    reached=0.7,
    after_turns=0.7,
    led=0.7,
    forecast=0.3,
    several=True,
    today=False,
    moves=2,
    turns=[],
    nature=False,
    rival=None,
    doubtful=[],
    friction=True,
)


def seen(**changes: object) -> AgreementResult:
    return SEEN.model_copy(update=changes)


def a_storm(chance: float) -> list[TurnResult]:
    return [TurnResult(name="nature.storm", text="A storm", chance=chance)]


@pytest.mark.parametrize(
    ("forecast", "led", "expected"),
    [
        (0.30, 0.70, True),
        (0.20, 0.20, False),
        (0.19, 0.20, True),
        (0.20, 0.21, True),
        (0.196, 0.204, False),
        (0.99, 0.0, False),
        (0.04, 0.51, False),
        (0.046, 0.51, True),
        (0.05, 0.51, True),
        (0.04, 0.50, True),
        (0.0, 1.0, False),
        (0.0, 0.0, True),
    ],
)
def test_the_rule(forecast: float, led: float, expected: bool) -> None:
    assert agreement.agree(seen(forecast=forecast, led=led)) == expected


def test_the_rule_is_printed_with_its_own_numbers() -> None:
    for number in ("20 % or more", "at most 20 %", "less than 5 %", "more than half", "at least 20 %"):
        assert number in agreement.RULE
    assert (agreement.EXPECTED, agreement.FEW, agreement.HARDLY) == (20, 20, 5)
    assert (agreement.MOST, agreement.LIKELY_TURN) == (50, 20)


NOTHING: dict[str, object] = dict.fromkeys(("holds", "holds_nash", "reached", "after_turns", "led"), 0.0)
EXAMPLES: list[tuple[AgreementResult, str]] = [
    (
        SEEN,
        """A state of it holds in 90 % of the worlds, and improvements alone lead to one from today in 70 % of the
        worlds. Both lead there.""",
    ),
    (
        seen(reached=0.9, after_turns=0.9, forecast=0.1),
        """A state of it holds in 90 % of the worlds, and improvements alone lead to one from today wherever it does.
        The forecast, at 10 %, does not contradict that.""",
    ),
    (
        seen(several=False, holds=1.0, holds_nash=1.0, reached=1.0, after_turns=1.0, led=1.0),
        "A state of it holds, and improvements alone lead to one from today. Both lead there.",
    ),
    (
        seen(**NOTHING, weaker="GMR", holds_weaker=1.0, today=True, doubtful=["The north"]),
        """No state of it holds for everybody by SEQ. One does by GMR, which asks less, in every world. The forecast, at
        30 %, points apart: it expects what the orders do not lead to. Today's situation is part of it, and the
        forecast leaves that at the actors' own pace and against friction. The forecast also draws doubtful wishes (The
        north); the orders take one as held from even odds on.""",
    ),
    (
        seen(reached=0.0, after_turns=0.0, led=0.0, holds_nash=0.5, friction=False, nature=True),
        """A state of it holds in 90 % of the worlds (by Nash in 50 % of the worlds), but improvements lead to none from
        today, whatever turn may come. The forecast, at 30 %, points apart: it expects what the orders do not lead to.
        By the last day the forecast may still be on its way, and its actors do not always take the best move.""",
    ),
    (
        seen(reached=0.0, after_turns=0.3, led=0.0, forecast=0.03, turns=a_storm(0.1)),
        """A state of it holds in 90 % of the worlds, but improvements lead to one only after a turn that nobody decides
        (“A storm”, chance 10 %), and then in 30 % of the worlds. The forecast, at 3 %, does not contradict that.""",
    ),
    (
        seen(
            after_turns=0.8,
            led=0.8,
            forecast=0.004,
            holds_nash=0.0,
            moves=1,
            turns=a_storm(0.3),
            rival=RivalResult(scenario="quiet", title="Quiet", forecast=0.6),
            doubtful=["A", "B", "C", "D"],
        ),
        """A state of it holds in 90 % of the worlds (not by Nash), and improvements alone lead to one from today in
        70 % of the worlds. After a turn that nobody decides (“A storm”, chance 30 %) they lead to one in 80 % of the
        worlds. The forecast, at <1 %, points apart: it hardly expects what the orders lead to. It holds because an
        actor foresees how the others would answer; the forecast's actors look one move ahead. Orders count every gain,
        however small; the forecast weighs it against friction, and one move takes time. In the forecast “Quiet” comes
        before it (60 %). The forecast also draws doubtful wishes (of 4 actors); the orders take one as held from even
        odds on.""",
    ),
    (seen(**NOTHING, forecast=0.0), "No state of it holds for everybody by SEQ. Neither leads there."),
]


@pytest.mark.parametrize(("found", "said"), EXAMPLES)
def test_sentences(found: AgreementResult, said: str) -> None:
    judged = agreement.judged(found)
    assert judged.words == " ".join(said.split())
    assert judged.agree == ("points apart" not in said)


def test_every_sentence_has_an_example() -> None:
    """The fixed words of each template stand in some example above."""
    told = " ".join(agreement.judged(found).words for found, _ in EXAMPLES)
    missing = [key for key, text in SENTENCES.items() if not all(p.strip(" .,;()") in told for p in _fixed(text))]
    assert missing == []


def _fixed(text: str) -> list[str]:
    out, depth, part = [], 0, ""
    for c in text:
        if c == "{":
            depth += 1
            out.append(part)
            part = ""
        elif c == "}":
            depth -= 1
        elif not depth:
            part += c
    return [p for p in [*out, part] if p.strip()]


def test_the_shipped_case_is_read_within_a_fraction_of_its_forecast() -> None:
    """Not a time: the searches are one a type, and the orders that types share are compared once."""
    case, analysis = analysed("2025-syunik")
    reading = ordinal("2025-syunik")
    assert [w.concept for w in reading.ways if w.reached > 0.4] == ["Nash", "Nash"]
    assert {name for w in reading.ways for name in w.scenarios} == set(case.scenarios) - {"war_with_russia"}
    assert len(reading.interests) == len(list(combinations(StateSpace.of(case).deciders, 2)))
    assert all(-1.0 <= i.low <= i.tau <= i.high <= 1.0 for i in reading.interests)
    assert isinstance(analysis.case.as_of, datetime.date)
