"""Numbers, dates and names in words."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from realpolitik.case import scales
from realpolitik.report import words
from realpolitik.report.words import JOIN, THIN


def plain(text: str) -> str:
    return text.replace(THIN, " ").replace(JOIN, "")


@pytest.mark.parametrize(
    ("p", "said"),
    [(0.0, "0 %"), (0.004, "<1 %"), (0.37, "37 %"), (0.995, ">99 %"), (1.0, "100 %")],
)
def test_percent(p: float, said: str) -> None:
    assert plain(words.percent(p)) == said


def test_span() -> None:
    assert plain(words.span((0.24, 0.52))) == "24\u201352 %"
    assert plain(words.span((0.001, 0.03))) == "<1 % to 3 %"
    assert plain(words.span((0.121, 0.119))) == "12 %"


def test_a_range_of_one_number_is_left_out() -> None:
    assert plain(words.ranging((0.24, 0.52))) == "Range 24\u201352 %; "
    assert words.ranging((0.121, 0.119)) == ""


@pytest.mark.parametrize(
    ("p", "interval", "word"),
    [
        (0.62, (0.56, 0.79), "likely"),
        (0.62, (0.46, 0.79), "likely"),
        (0.62, (0.44, 0.79), None),
        (0.0, (0.0, 0.0), None),
        (1.0, (1.0, 1.0), None),
        (0.2, None, "unlikely"),
    ],
)
def test_no_word_over_more_than_two_bands(p: float, interval: tuple[float, float] | None, word: str | None) -> None:
    assert words.word_for(p, interval) == word


@given(st.floats(0, 1), st.floats(0, 1))
def test_the_word_follows_the_printed_number(p: float, q: float) -> None:
    if words.percent(p) == words.percent(q):
        assert words.icd_word(p) == words.icd_word(q)


def test_lists_and_counts() -> None:
    assert [words.listed(x) for x in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == ["", "a", "a and b", "a, b and c"]
    assert words.count(1, "source") == "one source"
    assert words.count(3, "source") == "three sources"
    assert words.count(40, "entry", "entries") == "40 entries"
    assert words.day(datetime.date(2026, 12, 31)) == "31 December 2026"
    assert words.unique(["b", "a", "b"]) == ["b", "a"]


@pytest.mark.parametrize(
    ("x", "said"), [(0.0, "under a month"), (0.74, "under a month"), (1.2, "1 month"), (17.9, "18 months")]
)
def test_months(x: float, said: str) -> None:
    assert words.months(x) == said


def test_quotes_and_titles() -> None:
    assert words.quoted("Call it \u201cwar\u201d.") == "\u201cCall it \u2018war\u2019\u201d"
    assert words.title_of("road_without_russia", None) == "Road without russia"
    assert words.title_of("x", "peaceful withdrawal") == "Peaceful withdrawal"
    assert words.capital("") == ""
    assert [words.small_article(s) for s in ("A newspaper", "Andrew K")] == ["a newspaper", "Andrew K"]
    assert words.one_sentence("It is so") == "It is so."
    assert words.one_sentence("Is it so?") == "Is it so?"


@pytest.mark.parametrize(
    ("x", "said"),
    [(2.44, "\u00d7 2.4"), (0.25, "\u00f7 4.0"), (1.02, "no change"), (12.3, "\u00d7 12"), (1e9, "\u00d7 1000 or more"),
     (0.0, "\u00f7 1000 or more"), (float("inf"), "\u00d7 1000 or more")],
)  # fmt: skip
def test_ratio(x: float, said: str) -> None:
    assert plain(words.ratio(x)) == said


@pytest.mark.parametrize(("low", "high", "worded"), [(0.2, 0.55, True), (0.45, 0.8, True), (0.2, 0.56, False)])
def test_one_rule_says_which_range_is_too_wide_for_a_word(low: float, high: float, worded: bool) -> None:
    for ends in ((low, high), (1.0 - high, 1.0 - low)):
        assert (words.word_for(sum(ends) / 2, ends) is not None) is worded
        assert (scales.bands_spanned(*ends) <= scales.WORDED) is worded


def test_code_marks_of_a_case_become_quotation_marks() -> None:
    assert words.one_sentence("The factor `real_aim` tells") == "The factor “real aim” tells."
