"""The most fragile input in words: a change beyond every input's own range is not told as if it were near."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from realpolitik.analysis.fragile import Crossing, Removal, Swing
from realpolitik.analysis.result import Analysis
from realpolitik.figures._turning import told_apart
from realpolitik.report.fragile import weakest, without
from realpolitik.report.headline import Part
from realpolitik.report.leaning import turning_share
from realpolitik.report.printed import printed as printed_as
from realpolitik.report.saying import Numbers
from sample import sample

KEY, PATH = "explanations.powerplay", "factors.us_deal.prior"  # 17 %; the input stands at 20 %, range 15 to 35 %
BEYOND = "None of the inputs that move it most takes it into another band of likelihood inside its own range"


@pytest.mark.parametrize(
    ("value", "ends", "beyond"),
    [
        (0.24, (0.13, 0.19), False),  # the change lies inside the input's range
        (0.60, (0.13, 0.19), True),
        (0.60, (0.13, 0.21), False),  # another input gets there inside its range, if by a larger change
        (0.60, (0.04, 0.19), False),
    ],
)
def test_that_none_gets_there_inside_its_range_is_said_first(
    value: float, ends: tuple[float, float], beyond: bool
) -> None:
    analysis = sample()
    assert analysis.fragility is not None
    crossing = Crossing(input=PATH, value=value, band=2, distance=0.3)
    swings = [Swing(input="factors.feud.prior", at_low=ends[0], at_high=ends[1])]
    headlines = [
        h.model_copy(update={"crossing": crossing, "swings": swings} if h.key == KEY else {})
        for h in analysis.fragility.headlines
    ]
    fragility = analysis.fragility.model_copy(update={"headlines": headlines})
    said = weakest(analysis.model_copy(update={"fragility": fragility}), KEY)
    assert said is not None
    assert str(said).startswith(BEYOND) is beyond
    assert ("outside its own range" in str(said)) is (value > 0.35)
    assert Part("", (said,)).marked == [(said, True)]


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        (0.2518, "stood at 26\u202f% instead of 20\u202f%"),  # to the nearest it would be 25 %: not yet there
        (0.1549, "stood at 15\u202f% instead of 20\u202f%"),
        (0.2004, "stood at 21\u202f% instead of 20\u202f%"),
        (0.1996, "stood at 19\u202f% instead of 20\u202f%"),
        (0.0296, "stood at 2.9\u202f% instead of 20\u202f%"),
    ],
)
def test_where_it_turns_has_few_digits_and_lies_beyond_the_turn(value: float, printed: str) -> None:
    analysis = sample()
    assert analysis.fragility is not None
    crossing = Crossing(input=PATH, value=value, band=2, distance=0.3)
    headlines = [
        h.model_copy(update={"crossing": crossing} if h.key == KEY else {}) for h in analysis.fragility.headlines
    ]
    fragility = analysis.fragility.model_copy(update={"headlines": headlines})
    assert printed in str(weakest(analysis.model_copy(update={"fragility": fragility}), KEY))


@given(
    st.floats(0.001, 0.999) | st.sampled_from([k / 100 for k in range(1, 100)]),
    st.floats(0.001, 0.999) | st.sampled_from([k / 100 for k in range(1, 100)]),
)
def test_a_printed_turn_is_never_short_of_it(now: float, value: float) -> None:
    for factor, probability in ((1.0, True), (100.0, False)):
        here, there = factor * now, factor * value
        _, said = told_apart(here, there, probability)
        shown = float(said.removesuffix("\u202f%")) / (100 if probability else 1)
        assert shown >= there - 1e-6 if there > here else shown <= there + 1e-6
        assert len(said.removesuffix("\u202f%").replace(".", "").lstrip("0")) <= 4 or abs(now - value) < 1e-3


def test_a_turn_as_printed_is_found_for_trace() -> None:
    analysis = sample()
    assert analysis.fragility is not None
    source = next(s for s in analysis.sources if s.flip_share is not None)
    share, _ = turning_share(Numbers(analysis), source)
    assert f"sources.{source.id}.flip_share" in [a for a, _ in printed_as(analysis, str(share))]


def test_a_wish_without_a_text_is_said_with_the_names_of_the_case(analysis: Analysis) -> None:
    actor, other = analysis.actors[0], next(a for a in analysis.axes if a.actor != analysis.actors[0].id)
    wish = actor.wishes[0].model_copy(update={"that": f"not {other.name}", "text": None})
    changed = actor.model_copy(update={"wishes": [wish, *actor.wishes[1:]], "name": "Them (and theirs)"})
    told = analysis.model_copy(update={"actors": [changed, *analysis.actors[1:]]})
    removal = Removal(path=f"actors.{actor.id}.prefers[0]", words="raw", headlines={})
    said = without(told, removal)
    assert said.startswith("Them: ")
    assert other.text in said
    assert other.name not in said
    own_text = changed.model_copy(update={"wishes": [wish.model_copy(update={"text": "Peace"}), *actor.wishes[1:]]})
    assert without(analysis.model_copy(update={"actors": [own_text, *analysis.actors[1:]]}), removal) == "raw"
    assert without(told, removal.model_copy(update={"path": "evidence.x"})) == "raw"
