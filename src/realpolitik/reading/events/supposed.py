"""Events that are only supposed by the clause they stand in: under a condition, told as what was not, or as what will
not be.
"""

from __future__ import annotations

import datetime
import re

from realpolitik.reading.assertions.conditionals import Conditional
from realpolitik.reading.assertions.forecasts import SURE, Forecast
from realpolitik.reading.events.event import Event
from realpolitik.reading.passage import Passage

#: Conditions that suppose what they tell; what "if" tells is judged by its verb.
_SUPPOSING = frozenset(
    {
        "unless",
        "so long as",
        "as long as",
        "provided that",
        "provided",
        "assuming",
        "assuming that",
        "on condition that",
    }
)
_NOT_DONE = frozenset({"refused", "denied", "doubted"})
_WILL_NOT = re.compile(
    r"(?i)\b(?:will|shall)(?: \w+){0,2} (?:not|never)\b|\bwon['’]t\b|\b(?:never|not) (?:going|expected|likely) to\b"
)


def suppose(
    event: Event,
    text: str,
    conditionals: list[Conditional],
    contrary: list[Passage],
    coming: list[Forecast],
    written: datetime.date | None,
) -> None:
    """Change the mode of an event where its clause tells it as supposed.

    ``hypothetical``: in a clause that tells what was not (``contrary``), or told as done behind "unless" or "provided
    that". ``foretold``: a refusal that nobody spoke ("Egypt will never accept the dam"), or what is to come and
    is doubted or denied: a forecast says it, no act. So is what is told as done on a day after the text was ``written``
    ("I bet that they buy ships by 2030").
    """
    at = event.trigger.start
    if any(place.start <= at < place.end for place in contrary) or (
        event.mode == "happened"
        and any(one.word in _SUPPOSING and one.if_.start <= at < one.if_.end for one in conditionals)
    ):
        event.mode = "hypothetical"
    elif event.mode == "happened" and _to_come(event, text, written):
        event.mode = "foretold"
    elif event.mode in _NOT_DONE and (event.said_by is None or event.said_by not in event.sources):
        for one in coming:
            what = one.what
            inside = what.start <= at < what.end and one.weight >= SURE
            if inside and (event.mode != "refused" or _WILL_NOT.search(text, what.start, event.trigger.end)):
                event.mode = "foretold"


def _to_come(event: Event, text: str, written: datetime.date | None) -> bool:
    """Whether the event's day, with its year told and not guessed, lies behind the day of the text."""
    moment = event.moment
    if moment is None or written is None or moment.inferred or moment.counted or event.nominal:
        return False
    return moment.first > written and str(moment.first.year) in moment.place.of(text)
