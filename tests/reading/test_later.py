"""Dates that count from the date told before."""

from __future__ import annotations

import datetime

import pytest

from realpolitik.case.loading import load_text
from realpolitik.reading.days import moments
from realpolitik.reading.drafting.draft import draft
from realpolitik.reading.later import later
from realpolitik.reading.passage import Passage

from .article import parser, read

needs_parser = pytest.mark.skipif(parser().title.startswith("dictionary"), reason="the extra 'read' is not installed")
WRITTEN = datetime.date(2025, 7, 2)


def counted(words: str, before: str) -> list[str]:
    anchor = moments(before, Passage(0, len(before)), WRITTEN)[0]
    return [m.written() for m in later(words, Passage(0, len(words)), [], anchor, WRITTEN)]


@pytest.mark.parametrize(
    ("words", "before", "meant"),
    [
        ("Two days earlier they had met.", "on 10 October 2024", ["2024-10-08"]),
        ("The next day they met.", "on 31 December 2024", ["2025-01-01"]),
        ("The day after, they met.", "on 10 October 2024", ["2024-10-11"]),
        ("They met the day before.", "on 10 October 2024", ["2024-10-09"]),
        ("A week later they met.", "on 10 October 2024", ["2024-10-17"]),
        ("The following week they met.", "on 10 October 2024", ["2024-10-14 to 2024-10-20"]),
        ("The following month they met.", "on 10 December 2024", ["2025-01"]),
        ("A month later they met.", "in November 2024", ["2024-12"]),
        ("Two years later they met.", "in May 2021", ["2023"]),
        ("The previous year they had met.", "on 10 October 2024", ["2023"]),
        ("They met in the same month.", "on 10 October 2024", ["2024-10"]),
        ("Later that day they met.", "on 10 October 2024", ["2024-10-10"]),
        ("Three days later they met, and the next day they parted.", "on 1 May 2025", ["2025-05-04", "2025-05-05"]),
        ("The next day they met.", "in October 2024", []),  # which day of October?
        ("A month later they met.", "on 20 June 2025", ["2025-07-01 to 2025-07-02"]),  # no later than it was written
        ("A year later they will meet.", "on 20 June 2025", []),
        ("It came two weeks later than planned.", "on 1 May 2025", []),
        ("They will meet in the next month.", "on 1 May 2025", []),
        ("They met the day after the vote.", "on 1 May 2025", []),
    ],
)
def test_a_date_counts_from_the_one_before(words: str, before: str, meant: list[str]) -> None:
    assert counted(words, before) == meant


def test_without_a_date_before_there_is_none() -> None:
    assert not later("Two days later they met.", Passage(0, 24), [], None, WRITTEN)


@needs_parser
def test_events_count_from_the_last_dated_one_and_say_so() -> None:
    text = (
        "Kenya attacked Uganda on 10 May 2025. Two days earlier Uganda had closed its border with Kenya. "
        "A week later Kenya met Uganda in Nairobi. Kenya praised Uganda."
    )
    case = load_text(draft([read(text, WRITTEN)], "x.txt").text)
    days = [(item.date or item.seen, item.check or "") for item in case.evidence]
    assert [(str(seen), "counted from the one told before" in check) for seen, check in days] == [
        ("2025-05-10", False),
        ("2025-05-08", True),
        ("2025-05-17", True),  # not from the aside
        ("seen", False),
    ]


def test_another_voice_counts_from_dates_of_its_own() -> None:
    first = "A title\n\nBy Eve Roe\n\nIran attacked Iraq on 10 May 2025.\n\n"
    told = read(first + "1 comment\n\n1. Ana\n\nTwo days later Iran met Iraq.\n", WRITTEN, plain=True).events
    assert [t.event.moment.written() if t.event.moment else None for t in told] == ["2025-05-10", None]
