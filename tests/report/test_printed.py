"""Numbers as they are printed lead back to their addresses: every one on a page, ranges and units included."""

from __future__ import annotations

import html
import re

import pytest

from realpolitik.analysis.provenance import Tracer, trace
from realpolitik.analysis.result import Analysis
from realpolitik.report.html.page import render
from realpolitik.report.printed import bare, digits, is_printed, printed, ways
from realpolitik.report.words import percent

SPACE = "[\u00a0\u202f\u2009 ]?"
NUMBER = r"\d+(?:\.\d+)?"
#: Percentages and their ranges, factors, bits, months: what a page prints of its own numbers.
ON_PAGE = re.compile(
    rf"[<>]?{SPACE}{NUMBER}(?:\u2060?\u2013\u2060?{NUMBER})?{SPACE}%|[\u00d7\u00f7]{SPACE}{NUMBER}|{NUMBER}{SPACE}bits"
)
#: What the page prints to explain itself: how its words are to be read, the marks of a scale.
EXPLAINING = re.compile(
    r'(?s)<(style|script|head)\b.*?</\1>|<ul class="scale".*?</ul>|<text class="tick.*?</text>'
    r"|The shaded part is .*?</p>"
)


@pytest.mark.parametrize(
    "words", ["15\u201335 %", "15-35%", "<1 % to 8 %", "2\u20138", "0.06 bits", "7 months", "19 points"]
)
def test_ranges_and_units_are_printed_numbers(words: str) -> None:
    assert is_printed(words)


@pytest.mark.parametrize("words", ["2025-syunik", "7 dwarfs", "15\u2013", "1-2-3"])
def test_what_is_no_number_is_none(words: str) -> None:
    assert not is_printed(words)


def test_every_number_of_the_page_is_found(analysis: Analysis) -> None:
    known = {way for _, found in ways(analysis, Tracer(analysis)) for way in found}
    loose = {digits(way) for way in known}
    text = html.unescape(re.sub(r"<[^>]+>", "\x01", EXPLAINING.sub("", render(analysis))))
    tokens = {match[0].strip() for match in ON_PAGE.finditer(text)}
    assert len(tokens) > 40
    lost = {token for token in tokens if bare(token) not in known and ("%" in token or digits(token) not in loose)}
    assert lost == set()


def test_a_range_leads_to_its_two_ends(analysis: Analysis) -> None:
    first = analysis.explanations[0]
    low, high = first.interval
    words = f"{100 * low:.0f}-{100 * high:.0f}%"
    found = [address for address, _ in printed(analysis, words)]
    assert f"explanations.{first.name}.interval" in found
    assert trace(analysis, f"explanations.{first.name}.interval").value == (low, high)


def test_units_and_bare_digits(analysis: Analysis) -> None:
    sign = next(i for i in analysis.indicators if i.bits > 0.01)
    assert f"indicators.{sign.id}.bits" in [a for a, _ in printed(analysis, f"{sign.bits:.2f} bits")]
    lever = analysis.levers[0]
    assert f"levers.{lever.option}={lever.value}.months" in [
        a for a, _ in printed(analysis, f"{lever.months:.0f} months")
    ]


def test_headlines_come_first(analysis: Analysis) -> None:
    heads = {f"explanations.{e.name}.posterior" for e in analysis.explanations}
    for explanation in analysis.explanations:
        found = [address for address, _ in printed(analysis, percent(explanation.posterior))]
        assert found[0] in heads
