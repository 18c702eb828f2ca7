"""What a text says may come and no option stands for: something nobody decides, even odds by the day the text names."""

from __future__ import annotations

import datetime
import re
from typing import Any

from realpolitik.case.unjudged import NEUTRAL
from realpolitik.reading.days import deadline
from realpolitik.reading.drafting.desk import Desk
from realpolitik.reading.drafting.items import quoted
from realpolitik.reading.drafting.naming import from_words
from realpolitik.reading.drafting.phrases import asserted, short
from realpolitik.reading.drafting.yaml import Plain
from realpolitik.reading.passage import Passage
from realpolitik.reading.texts import Reading

#: What only says that it is a scenario.
_A_SCENARIO = re.compile(r"\b(?:(?:best|worst)[ -]case )?scenario\b", re.IGNORECASE)


class Happenings:
    """Fills ``nature``. One passage is one happening, whoever asks for it: a scenario, a forecast, a conditional."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.nature: dict[str, Any] = {}
        self._known: dict[tuple[int, Passage], str] = {}

    def until(self, reading: Reading, place: Passage) -> datetime.date:
        """The day by which the passage says it will come, or the horizon."""
        told = deadline(reading.text, place, reading.article.date)
        return told[0] if told and self.desk.as_of < told[0] <= self.desk.horizon else self.desk.horizon

    def name(self, reading: Reading, place: Passage, stem: str = "", called: str = "") -> str:
        """The happening that a passage tells, drafted at its first use; ``called``: what to write of it.

        As likely as not by the day that the text names, and no likelier at the horizon: what is asked by that day and
        what is looked at to the end then stand at the same number until somebody judges them.
        """
        key = self.desk.number(reading), place
        if key in self._known:
            return self._known[key]
        what, _ = asserted(place.of(reading.text))
        name = self.desk.names.take(stem or from_words(_A_SCENARIO.sub("", called) or what, 3))
        days = dict.fromkeys((self.until(reading, place), self.desk.horizon))
        self.nature[name] = {
            "text": called or short(what, 140),
            "by": {Plain(day.isoformat()): {"value": Plain("50%"), "because": NEUTRAL} for day in days},
            "source": Plain(self.desk.cite(reading, place)),
            **quoted(reading, place),
        }
        self._known[key] = name
        return name
