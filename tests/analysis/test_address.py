"""Addresses of numbers: every number has one, no two share one, and each leads back to its number."""

from __future__ import annotations

import re

import pytest

from realpolitik.analysis.address import addresses, trail, value
from realpolitik.analysis.fragile import Fragility, HeadlineResult, InputResult, Swing
from realpolitik.analysis.ordinal import InterestResult, OrdinalReading
from realpolitik.analysis.remedies import LeverResult
from realpolitik.analysis.result import Analysis
from realpolitik.errors import BadInput


def test_every_number_has_its_own_address_that_leads_to_it(analysis: Analysis) -> None:
    found = list(addresses(analysis))
    assert len(found) > 1000
    assert len({address for address, _ in found}) == len(found)
    assert [value(analysis, address) for address, _ in found] == [number for _, number in found]


def test_no_number_is_without_an_address(analysis: Analysis) -> None:
    """The slow way: the numbers of the JSON text, in its order, without those inside strings."""
    text = re.sub(r'"(?:[^"\\]|\\.)*"', "", analysis.model_dump_json())
    numbers = [float(n) for n in re.findall(r"-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?", text)]
    assert [number for _, number in addresses(analysis)] == numbers


@pytest.mark.parametrize(
    ("address", "number"),
    [
        ("explanations.powerplay.posterior", 0.17),
        ("explanations.powerplay.interval", (0.07, 0.33)),
        ("explanations.powerplay.interval.1", 0.33),
        ("sources.wire.prior.0", 0.95),
        ("axes.azerbaijan.invade.probability_changed", 0.045),
        ("scenarios.road_without_russia.ever", 0.539938),
        ("scenarios.road_without_russia.ever.2026-12-31", 0.539938),
        ("method.draws", 64),
        ("case.as_of", "2025-07-02"),
        ("none_of_these.2025-07-02", 0.31),
    ],
)
def test_addresses_as_people_write_them(analysis: Analysis, address: str, number: object) -> None:
    assert value(analysis, address) == number


def test_a_band_has_two_ends(analysis: Analysis) -> None:
    low, high = analysis.scenarios[0].ever_band[-1][1:]
    assert value(analysis, "scenarios.road_without_russia.ever_band") == (low, high)
    assert value(analysis, "scenarios.road_without_russia.ever_band.2026-12-31.1") == high


def test_names_with_dots(bare: Analysis) -> None:
    headline = HeadlineResult(
        key="explanations.powerplay",
        title="x",
        p=0.2,
        swings=[Swing(input="factors.us_deal.prior", at_low=0.1, at_high=0.3)],
    )
    judged = InputResult(
        path="factors.us_deal.prior", kind="prior", words="x", value=0.25, written="15-35%", low=0.15, high=0.35,
        ranged=True, support="sourced", citations=[], because=None, check=None, moves=0.1, moves_what=None, exact=True,
    )  # fmt: skip
    longer = judged.model_copy(update={"path": "factors.us_deal.prior.yes", "value": 0.4})
    fragility = Fragility(
        plays=4, all_plays=4, inputs=[judged, longer], headlines=[headline], removals=[], screened=2, rerun=1
    )
    lever = LeverResult(actor="us", option="us.broker", value="yes", words="x", possible=True, would=0.6)
    interest = InterestResult(one="us", other="russia", tau=-0.4, low=-0.5, high=-0.3)
    full = bare.model_copy(
        update={
            "fragility": fragility,
            "levers": [lever],
            "ordinal": OrdinalReading(ways=[], interests=[interest], agreements=[]),
        }
    )
    assert value(full, "fragility.inputs.factors.us_deal.prior.value") == 0.25
    assert value(full, "fragility.inputs.factors.us_deal.prior.yes.value") == 0.4
    assert value(full, "fragility.headlines.explanations.powerplay.swings.factors.us_deal.prior.at_high") == 0.3
    assert value(full, "levers.us.broker=yes.would") == 0.6
    assert value(full, "ordinal.interests.us-russia.tau") == -0.4
    assert [value(full, address) for address, _ in addresses(full)] == [number for _, number in addresses(full)]


def test_two_entries_of_one_name_stay_apart(analysis: Analysis) -> None:
    twice = analysis.model_copy(update={"items": [analysis.items[0], analysis.items[0]]})
    assert value(twice, "items.complaint.bits") == value(twice, "items.1.bits")


def test_the_trail_ends_at_the_number_and_passes_its_record(analysis: Analysis) -> None:
    passed = trail(analysis, "items.complaint.likelihood_ratio.powerplay")
    assert passed[2] is analysis.items[0]
    assert passed[-1] == 1.2


def test_what_is_not_there_is_said_with_what_is(analysis: Analysis) -> None:
    with pytest.raises(BadInput, match=r"no number at 'explanations\.nobody\.prior': explanations has only powerplay"):
        value(analysis, "explanations.nobody.prior")
    with pytest.raises(BadInput, match=r"the analysis has only case, method"):
        value(analysis, "nothing")
    with pytest.raises(BadInput, match="is not one number"):
        value(analysis, "explanations.powerplay")
    with pytest.raises(BadInput, match="has no parts"):
        value(analysis, "explanations.powerplay.prior.1")
