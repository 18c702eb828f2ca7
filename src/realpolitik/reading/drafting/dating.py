"""The last day of a question: what the text names, or the horizon of the draft, and why, in words for its mark."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from realpolitik.reading.deadlines import Deadline
from realpolitik.reading.drafting.desk import Desk
from realpolitik.reading.texts import Reading


@dataclass(frozen=True, slots=True)
class Until:
    """The last ``day`` of a question, ``why`` it is that day, and whether the text ``named`` it."""

    day: datetime.date
    why: str
    named: bool


def until(desk: Desk, reading: Reading, told: Deadline | None) -> Until:
    """The day that the text names where the draft looks so far; else the horizon."""
    if told is None:
        return Until(desk.horizon, "No date in the text: the horizon stands in.", False)
    words = " ".join(told.place.of(reading.text).split())
    if told.day is None:
        return Until(desk.horizon, f"The text says '{words}', which names no day: the horizon stands in.", False)
    if told.day <= desk.as_of:
        return Until(desk.horizon, f"The text says '{words}', which is over: the horizon stands in.", False)
    if told.day > desk.horizon:
        return Until(desk.horizon, f"The text says '{words}', after the horizon, which stands in.", False)
    return Until(told.day, f"The text says '{words}'.", True)
