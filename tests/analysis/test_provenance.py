"""Every number leads to a source, a reason or an honest word in three steps, and the steps are those of the case."""

from __future__ import annotations

import math
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from realpolitik.analysis.address import addresses, value
from realpolitik.analysis.grounds import Grounds
from realpolitik.analysis.lookup import found
from realpolitik.analysis.meanings import MEANINGS
from realpolitik.analysis.provenance import Trace, Tracer, trace
from realpolitik.analysis.result import Analysis
from realpolitik.analysis.run import analyse
from realpolitik.case.case import Case
from realpolitik.case.loading import load
from realpolitik.errors import BadInput
from realpolitik.report.saying import FORMS

MINI = Path(__file__).parent / "data" / "mini.yaml"
ENDS = {"source", "reason", "convention", "judged", "to check"}


@cache
def mini() -> Case:
    return load(MINI)


@cache
def real() -> Analysis:
    return analyse(mini(), draws=4)


def shallow() -> Analysis:
    return real().model_copy(update={"fragility": None, "levers": [], "advice": [], "ordinal": None})


def ends(traced: Trace) -> None:
    """Asserts that a trace ends within three steps at something that is said."""
    assert traced.title.strip()
    assert "Result" not in traced.title
    assert traced.how.strip()
    grounds = [g for part in traced.parts for g in part.grounds] + traced.grounds
    assert grounds
    assert all(part.words.strip() and part.grounds for part in traced.parts)
    assert all(g.kind in ENDS and g.words.strip() for g in grounds)
    assert all(g.source for g in grounds if g.kind == "source")


def test_every_number_of_the_hand_made_analysis_leads_somewhere(analysis: Analysis) -> None:
    every_number(analysis)


def test_every_number_of_a_real_one_leads_somewhere() -> None:
    every_number(real())


def test_every_number_leads_somewhere_where_nothing_was_run_again(bare: Analysis) -> None:
    every_number(shallow())
    every_number(bare)


def every_number(analysis: Analysis) -> None:
    tracer = Tracer(analysis)
    seen = 0
    for address, number in addresses(analysis):
        traced = tracer.trace(address)
        assert (traced.address, traced.value) == (address, number)
        assert FORMS[traced.form](traced.value)
        ends(traced)
        seen += 1
    assert seen == len(list(addresses(analysis)))


def test_a_number_that_nobody_has_described_is_honest(bare: Analysis, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(MEANINGS, "Method.seed")
    traced = trace(bare, "method.seed")
    ends(traced)
    assert traced.title == "the whole analysis: seed"
    assert traced.grounds[0].kind == "convention"


def test_the_parts_of_an_item_are_those_of_the_case() -> None:
    for item in mini().evidence:
        if item.seen == "not yet" or item.copy_of:
            continue
        for explanation in mini().explanations:
            (part, *sources) = trace(real(), f"items.{item.id}.posterior_without.{explanation}").parts
            assert part.path == f"evidence.{item.id}"
            cited = [(g.source, g.paragraph) for g in part.grounds if g.kind == "source"]
            assert cited == [(c.source, str(c.first)) for c in item.source]
            assert [g.words for g in part.grounds if g.kind == "reason"] == ([item.because] if item.because else [])
            posterior = next(e.posterior for e in real().explanations if e.name == explanation)
            assert part.then is not None
            assert part.moves == pytest.approx(posterior - part.then)
            assert {s.path for s in sources} == {f"sources.{c.source}" for c in item.source}


def test_the_parts_of_a_belief_are_those_that_move_it_most() -> None:
    assert real().fragility is not None
    for headline in real().fragility.headlines:
        if not headline.key.startswith("explanations."):
            continue
        parts = [p for p in trace(real(), f"{headline.key}.posterior").parts if p.moves is not None]
        moves = [abs(p.moves or 0.0) for p in parts]
        assert moves == sorted(moves, reverse=True)
        key = headline.key
        removed = [abs(headline.p - r.headlines[key]) for r in real().fragility.removals if key in r.headlines]
        swung = [max(abs(s.at_low - headline.p), abs(s.at_high - headline.p)) for s in headline.swings]
        assert moves[0] == pytest.approx(max([*removed, *swung]))


def test_an_input_says_what_was_written_and_where() -> None:
    (part,) = trace(real(), "factors.goodwill.prior").parts
    assert (part.path, part.grounds[0].kind) == ("factors.goodwill", "judged")
    (part,) = trace(real(), "fragility.inputs.factors.goodwill.prior.value").parts
    assert part.path == "factors.goodwill.prior"
    assert part.judged == ["judged 32 % (20 % to 45 %), written “unlikely”"]


def test_a_wish_without_grounds_of_its_own_has_the_actors(analysis: Analysis) -> None:
    actor = analysis.actors[0]
    bare = [w.model_copy(update={"because": None, "citations": []}) for w in actor.wishes]
    kept = actor.model_copy(update={"wishes": bare, "because": "As its speeches say", "citations": []})
    part = Grounds(analysis).wish(kept, 0)
    assert [(g.kind, g.words) for g in part.grounds] == [("reason", "As its speeches say")]
    part = Grounds(analysis).wish(kept.model_copy(update={"because": None}), 0)
    assert [(g.kind, g.words) for g in part.grounds] == [("judged", "Judged with neither source nor reason given.")]


def test_a_grade_ends_at_a_convention_and_a_paragraph_at_its_source(analysis: Analysis) -> None:
    first = trace(analysis, "sources.korybko.prior.0").parts[0]
    assert first.grounds[0].kind == "convention"
    ground = Grounds(analysis).cited("korybko p3")
    assert (ground.source, ground.paragraph, ground.grade, ground.reliable) == ("korybko", "3", "C", (0.60, 0.71))
    assert Grounds(analysis).cited("nobody p3-5").paragraph == "3-5"


@pytest.mark.parametrize(
    ("wanted", "address"),
    [
        ("explanations.powerplay", "explanations.powerplay.posterior"),
        ("explanations.powerplay.interval", "explanations.powerplay.interval"),
        ("scenarios.thaw", "scenarios.thaw.ever.2026-12-31"),
        ("scenarios.thaw.ever", "scenarios.thaw.ever.2026-12-31"),
        ("scenarios.thaw.ever_band", "scenarios.thaw.ever_band.2026-12-31"),
        ("questions.deal_2025", "questions.deal_2025.p"),
        ("items.infowar", "items.infowar.likelihood_ratio.deniable"),
        ("sources.wire", "sources.wire.posterior.0"),
        ("levers.azerbaijan.disown=yes", "levers.azerbaijan.disown=yes.reach"),
        ("something_else", "something_else.posterior"),
        ("none_of_these", "none_of_these.2026-12-31"),
        ("factors.us_deal.prior", "factors.us_deal.prior.yes"),
        ("evidence.infowar.otherwise", "fragility.inputs.evidence.infowar.otherwise.value"),
        (" explanations.powerplay ", "explanations.powerplay.posterior"),
    ],
)
def test_what_people_write_for_an_address(analysis: Analysis, wanted: str, address: str) -> None:
    if wanted.startswith("levers") and not any(f"{x.option}={x.value}" == wanted[7:] for x in analysis.levers):
        wanted, address = (f"levers.{x}" for x in (f"{analysis.levers[0].option}={analysis.levers[0].value}",) * 2)
        address += ".reach"
    assert found(analysis, wanted) == address
    ends(trace(analysis, wanted))


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ("explanations.powerply.posterior", "Did you mean explanations.powerplay.posterior?"),
        ("explanatons.powerplay.prior", "Did you mean explanations.powerplay.prior?"),
        ("explanations.powerplay.psterior", "Did you mean explanations.powerplay.posterior"),
        ("powerplay", "Did you mean explanations.powerplay"),
        ("scenarios.zzz", "What there is: scenarios.road_without_russia"),
        ("zzz", "What there is: method, explanations"),
        ("explanations", "name one of them: explanations.powerplay"),
        ("items.sputnik_raid.likelihood_ratio.powerplay", "is not weighed: counted as a move"),
        ("case.title", "nothing was traced"),
        ("", "nothing was traced"),
        (".", "nothing was traced"),
    ],
)
def test_what_is_not_there_is_answered_with_what_is_near(analysis: Analysis, wanted: str, said: str) -> None:
    with pytest.raises(BadInput) as error:
        found(analysis, wanted)
    assert said in str(error.value)


@given(st.text(alphabet="abcdefghiklmnoprstuvwxyz._=[]0123456789- ", max_size=40))
def test_any_text_is_a_number_or_a_clear_refusal(wanted: str) -> None:
    refused = ""
    try:
        address = found(shallow(), wanted)
    except BadInput as error:
        refused = str(error)
    else:
        assert value(shallow(), address) is not None
    assert len(refused) < 1000


def test_what_moves_nothing_is_not_told_first() -> None:
    for explanation in real().explanations:
        moves = [p.moves for p in trace(real(), f"explanations.{explanation.name}").parts if p.moves is not None]
        assert not [m for m in moves if not math.isfinite(m)]
        assert all(abs(m) >= 0.0005 for m in moves) or len(moves) <= 6


def test_a_derived_number_is_not_said_to_move_as_its_headline_does() -> None:
    """Only the headline itself was worked out with each part changed; what a range's end would do nobody knows."""
    analysis = real()
    thesis = analysis.explanations[0].name
    own = trace(analysis, f"explanations.{thesis}.posterior")
    assert any(part.then is not None for part in own.parts)
    for address in (
        f"equal_priors.{thesis}",
        f"explanations.{thesis}.interval.0",
        f"explanations.{thesis}.interval.1",
        f"fragility.headlines.explanations.{thesis}.needs_prior",
    ):
        assert value(analysis, address) != own.value
        derived = trace(analysis, address)
        assert derived.parts
        assert all(part.then is None and part.moves is None for part in derived.parts)


def test_belief_on_a_day_rests_on_what_had_been_seen_by_then() -> None:
    analysis = real()
    thesis, seen = analysis.explanations[0].name, set[str]()
    for point in analysis.beliefs_over_time:
        seen |= set(point.items)
        parts = trace(analysis, f"beliefs_over_time.{point.date}.p.{thesis}").parts
        named = {part.path.removeprefix("evidence.") for part in parts if part.kind == "item" and part.path}
        assert named <= seen


def test_whole_parts_of_an_analysis_are_no_numbers_and_say_so() -> None:
    for name in ("scenarios", "factors", "items", "questions", "sources", "states"):
        with pytest.raises(BadInput):
            found(real(), name)


def test_a_judges_number_has_a_title_and_ends_at_the_inputs() -> None:
    from realpolitik.library.shelf import path

    analysis = analyse(load(path("2025-syunik")), draws=0, deep=False)
    thesis = analysis.explanations[0].name
    for judge in analysis.by_judge[thesis]:
        traced = trace(analysis, f"by_judge.{thesis}.{judge}")
        assert judge in traced.title
        assert traced.form == "percent"
        ends(traced)
        assert {part.kind for part in traced.parts} <= {"item", "move"}
        is_the_cases = abs(float(str(traced.value)) - analysis.explanations[0].posterior) < 1e-6
        assert is_the_cases or all(part.then is None for part in traced.parts)
    assert {"first", "blind", "pooled"} == set(analysis.by_judge[thesis])
