"""Single values: probabilities, rates, paces, days, citations, and the words of the scales."""

from __future__ import annotations

import datetime
import json
import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from realpolitik.case import citing, days, scales, values
from realpolitik.case.parts.action import Actor
from realpolitik.case.parts.belief import Source


def triple(read: object) -> tuple[float, float, float]:
    """Value, low and high of what a reader gives."""
    assert isinstance(read, dict)
    return read["value"], read["low"], read["high"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("20%", (0.2, 0.2, 0.2)),
        ("20 %", (0.2, 0.2, 0.2)),
        (" .2 ", (0.2, 0.2, 0.2)),
        ("0", (0.0, 0.0, 0.0)),
        ("1", (1.0, 1.0, 1.0)),
        ("100%", (1.0, 1.0, 1.0)),
        ("2.5%", (0.025, 0.025, 0.025)),
        ("20-40%", (0.3, 0.2, 0.4)),
        ("20% - 40%", (0.3, 0.2, 0.4)),
        ("20\u201340 %", (0.3, 0.2, 0.4)),
        ("0.2-0.4", (0.3, 0.2, 0.4)),
        ("unlikely", (0.325, 0.2, 0.45)),
        ("Improbable", (0.325, 0.2, 0.45)),
        ("almost no chance", (0.03, 0.01, 0.05)),
        ("remote", (0.03, 0.01, 0.05)),
        ("roughly  even", (0.5, 0.45, 0.55)),
        ("roughly even chance", (0.5, 0.45, 0.55)),
        ("roughly even odds", (0.5, 0.45, 0.55)),
        ("likely", (0.675, 0.55, 0.8)),
        ("highly probable", (0.875, 0.8, 0.95)),
        ("almost certain", (0.97, 0.95, 0.99)),
        ("likely (PHIA)", (0.65, 0.55, 0.75)),
        ("probable (Kent)", (0.75, 0.63, 0.87)),
        ("unlikely (ICD 203)", (0.325, 0.2, 0.45)),
        (0.25, (0.25, 0.25, 0.25)),
        ([0.1, 0.3], (0.2, 0.1, 0.3)),
    ],
)
def test_probabilities(text: object, expected: tuple[float, float, float]) -> None:
    assert triple(values.read_probability(text)) == pytest.approx(expected, abs=1e-15)


def test_a_table_keeps_who_says_so_and_the_words() -> None:
    read = values.read_probability({"value": "likely", "because": "b", "source": "s p3"})
    assert read == {"value": pytest.approx(0.675), "low": 0.55, "high": 0.8, "written": "likely", "because": "b",
                    "source": "s p3"}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("20", "probability-out-of-range"),
        ("120%", "probability-out-of-range"),
        ("-1%", "probability-out-of-range"),
        ("40-20%", "range-reversed"),
        ("perhaps", "bad-probability"),
        ("", "bad-probability"),
        ("20%%", "bad-probability"),
        ("nan", "bad-probability"),
        ("9" * 400, "bad-number"),
        ("likely (X)", "unknown-scale"),
        ("roughly even (PHIA)", "bad-probability"),
        ({"because": "x"}, "bad-probability"),
        (["1%", "2%", "3%"], "bad-probability"),
        (True, "bad-probability"),
    ],
)
def test_what_is_no_probability(text: object, slug: str) -> None:
    with pytest.raises(PydanticCustomError) as caught:
        values.read_probability(text)
    assert caught.value.type == slug


def test_a_bare_percentage_gets_a_hint() -> None:
    with pytest.raises(PydanticCustomError) as caught:
        values.read_probability("20")
    assert (caught.value.context or {})["hint"] == "did you mean 20%?"


@pytest.mark.parametrize(
    ("text", "p", "months"),
    [
        ("10% per year", 0.1, 12),
        ("40% per month", 0.4, 1),
        ("1% per week", 0.01, 7 * 12 / 365.25),
        ("1% per day", 0.01, 12 / 365.25),
        ("5% a quarter", 0.05, 3),
        ("10% per 6 months", 0.1, 6),
        ("unlikely per year", 0.325, 12),
    ],
)
def test_rates_are_hazards_a_month(text: str, p: float, months: float) -> None:
    value, low, high = triple(values.read_rate(text))
    assert value == pytest.approx(-math.log(1 - p) / months, rel=1e-12)
    assert low <= value <= high


def test_a_range_of_rates_keeps_its_ends() -> None:
    value, low, high = triple(values.read_rate("10-20% per year"))
    assert (value, low, high) == pytest.approx(tuple(-math.log(1 - p) / 12 for p in (0.15, 0.1, 0.2)))
    assert triple(values.read_rate("0%")) == (0, 0, 0)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("monthly", 1),
        ("daily", 365.25 / 12),
        ("weekly", 365.25 / 84),
        ("quarterly", 1 / 3),
        ("yearly", 1 / 12),
        ("never", 0),
        ("2 per month", 2),
        ("6 per year", 0.5),
        ("1 per 2 weeks", 365.25 / 168),
    ],
)
def test_paces_are_reviews_a_month(text: str, expected: float) -> None:
    assert triple(values.read_pace(text)) == pytest.approx((expected,) * 3)


def test_words_of_resolve_and_inertia() -> None:
    assert [triple(values.read_resolve(w))[0] for w in ("erratic", "wavering", "purposeful", "relentless")] == [
        2,
        4,
        8,
        16,
    ]
    assert [triple(values.read_inertia(w))[0] for w in ("none", "low", "normal", "high")] == [0, 1, 3, 5]
    assert triple(values.read_resolve(["4", "8"])) == (6, 4, 8)
    assert triple(values.read_inertia("2.5")) == (2.5, 2.5, 2.5)


def test_an_actor_has_defaults() -> None:
    actor = Actor()
    assert (actor.pace.value, actor.resolve.value, actor.inertia.value) == (1, 8, 3)
    assert (actor.pace.written, actor.resolve.written, actor.inertia.written) == ("monthly", "purposeful", "normal")


def test_periods() -> None:
    lengths = [values.read_period(t) for t in ("year", "1 year", "6 months", "2 weeks", "90 days")]
    assert lengths == pytest.approx([12, 12, 6, 14 / (365.25 / 12), 90 / (365.25 / 12)])


def test_days() -> None:
    assert days.read_day("2024-02-29") == datetime.date(2024, 2, 29)
    for bad in (
        "2025-02-29",
        "2025-2-3",
        "25-02-03",
        "2025-06-30T00:00",
        "1751414400",
        "\u0662\u0660\u0662\u0665-01-01",
    ):
        with pytest.raises(PydanticCustomError):
            days.read_day(bad)


def test_citations() -> None:
    assert citing.read_citations("korybko p3") == ({"source": "korybko", "first": 3, "last": None},)
    assert citing.read_citations(["a p3-5", "b"]) == (
        {"source": "a", "first": 3, "last": 5},
        {"source": "b", "first": None, "last": None},
    )


# ---- scales


@pytest.mark.parametrize(
    ("p", "word"),
    [
        (0.0, "almost no chance"),
        (0.0499, "almost no chance"),
        (0.05, "very unlikely"),
        (0.2, "unlikely"),
        (0.45, "roughly even chance"),
        (0.55, "likely"),
        (0.8, "very likely"),
        (0.95, "almost certain"),
        (1.0, "almost certain"),
        (0.1 + 0.1 + 0.1 + 0.15, "roughly even chance"),
    ],
)
def test_an_edge_belongs_to_the_upper_band(p: float, word: str) -> None:
    assert scales.icd_word(p) == word


@pytest.mark.parametrize(
    ("p", "word"),
    [(0.07, "remote chance"), (0.08, "highly unlikely"), (0.075, "highly unlikely"), (0.225, "unlikely"),
     (0.375, "realistic possibility"), (0.525, "realistic possibility"), (0.775, "likely"), (0.925, "highly likely")],
)  # fmt: skip
def test_phia_gaps_go_to_the_nearest_band_and_ties_towards_the_middle(p: float, word: str) -> None:
    assert scales.phia_word(p) == word


@pytest.mark.parametrize(
    ("p", "shown"),
    [(0, "0 %"), (1e-9, "<1 %"), (0.0099, "<1 %"), (0.01, "1 %"), (0.374, "37 %"), (0.99, "99 %"), (0.9901, ">99 %"),
     (1, "100 %")],
)  # fmt: skip
def test_percent(p: float, shown: str) -> None:
    assert scales.percent(p) == shown


@given(st.floats(0, 1))
def test_every_probability_has_a_word_whose_band_holds_it(p: float) -> None:
    low, high = scales.band(scales.icd_word(p)) or (2.0, 2.0)
    assert low - 1e-9 <= min(max(p, 0.01), 0.99) <= high + 1e-9


def test_the_bands_are_the_published_ones() -> None:
    path = Path(__file__).resolve().parents[3] / "shared" / "reference" / "scales.json"
    if not path.exists():
        pytest.skip("the reference tables are not beside this tree")
    published = json.loads(path.read_text(encoding="utf-8"))
    for table, key in ((scales.ICD203, "ICD203_percent"), (scales.PHIA, "PHIA_percent")):
        for names, (low, high) in published[key].items():
            for name in names.split(" / "):
                assert (low, high) in [(f, t) for words, f, t in table if name in words], name
    for name, (middle, spread) in published["Kent_1964_percent"].items():
        assert (middle - spread, middle + spread) in [(f, t) for words, f, t in scales.KENT if name in words], name


@pytest.mark.parametrize(
    ("source", "shares"),
    [
        ({"grade": "A"}, (0.95, 0.04, 0.01)),
        ({}, (0.5, 0.4, 0.1)),
        ({"reliable": "97%", "deceptive": "0%"}, (0.97, 0.03, 0.0)),
        ({"grade": "C", "reliable": "80%"}, (0.8, 0.15, 0.05)),
        ({"grade": "C", "deceptive": "40%"}, (0.4, 0.2, 0.4)),
    ],
)
def test_what_a_grade_means(source: dict[str, str], shares: tuple[float, float, float]) -> None:
    assert Source.model_validate({"title": "S", **source}).state_shares() == pytest.approx(shares)
