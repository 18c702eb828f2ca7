"""The most fragile input in words: a change beyond every input's own range is not told as if it were near."""

from __future__ import annotations

import pytest

from realpolitik.analysis.fragile import Crossing, Removal, Swing
from realpolitik.analysis.result import Analysis
from realpolitik.report.fragile import weakest, without
from realpolitik.report.headline import Part
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
