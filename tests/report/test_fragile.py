"""The most fragile input in words: a change beyond every input's own range is not told as if it were near."""

from __future__ import annotations

import pytest

from realpolitik.analysis.fragile import Crossing, Swing
from realpolitik.report.fragile import weakest
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
