"""What the words for dates mean, seen from the day of writing."""

from __future__ import annotations

import datetime

import pytest

from realpolitik.reading.days import moments
from realpolitik.reading.deadlines import deadline
from realpolitik.reading.passage import Passage

WRITTEN = datetime.date(2025, 7, 2)  # a Wednesday


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("on 30 June 2025", "2025-06-30"),
        ("on June 30, 2025", "2025-06-30"),
        ("2025-06-30", "2025-06-30"),
        ("in November 2020", "2020-11"),
        ("in late February 2022", "2022-02-20 to 2022-02-28"),
        ("in 2019", "2019"),
        ("in summer 2023", "2023-06-01 to 2023-08-31"),
        ("last August", "2024-08"),
        ("in October", "2024-10"),
        ("in March", "2025-03"),
        ("Last July", "2024-07"),
        ("next May", "2026-05"),
        ("the 19-20 June", "2025-06-19 to 2025-06-20"),
        ("late December", "2024-12-22 to 2024-12-31"),
        ("yesterday", "2025-07-01"),
        ("This morning", "2025-07-02"),
        ("on Monday", "2025-06-30"),
        ("Wednesday", "2025-07-02"),
        ("last week", "2025-06-23 to 2025-06-29"),
        ("last year", "2024"),
        ("last month", "2025-06"),
        ("March 5", "2025-03-05"),
        ("December 5", "2024-12-05"),
    ],
)
def test_a_date_is_what_it_means_on_the_day_of_writing(words: str, meant: str) -> None:
    text = f"It was {words} that it came."
    (found,) = moments(text, Passage(0, len(text)), WRITTEN)
    assert found.written() == meant


@pytest.mark.parametrize(
    "words", ["31 June 2025", "it may come", "they march on", "about 1,950 men", "0000-13-40", "a 2020-style plan"]
)
def test_what_is_no_date_is_none(words: str) -> None:
    assert not moments(words, Passage(0, len(words)), WRITTEN)


def test_without_a_day_of_writing_only_full_dates_count() -> None:
    text = "Yesterday, last August, in October, and in May 2021."
    assert [m.written() for m in moments(text, Passage(0, len(text)), None)] == ["2021-05"]


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("by the end of the year", "2025-12-31"),
        ("within six months", "2026-01-01"),
        ("before May 2026", "2026-04-30"),
        ("within 10 days", "2025-07-12"),
        ("soon", None),
        ("before May 2020", None),
    ],
)
def test_a_forecast_may_name_its_last_day(words: str, day: str | None) -> None:
    text = f"They will settle {words}."
    found = deadline(text, Passage(0, len(text)), WRITTEN)
    assert (found.day.isoformat() if found and found.day else None) == day
