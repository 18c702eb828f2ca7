"""What a text says may come and no option stands for: something nobody decides, even odds by the day the text names."""

from __future__ import annotations

import datetime
import re
from typing import Any

from realpolitik.case.unjudged import NEUTRAL
from realpolitik.reading.drafting.desk import Desk
from realpolitik.reading.drafting.items import quoted
from realpolitik.reading.drafting.naming import from_words
from realpolitik.reading.drafting.phrases import short
from realpolitik.reading.drafting.yaml import Plain
from realpolitik.reading.passage import Passage
from realpolitik.reading.texts import Reading
from realpolitik.reading.wordlists import words as listed

#: What only says that it is a scenario.
_A_SCENARIO = re.compile(r"\b(?:(?:best|worst)[ -]case )?scenario\b", re.IGNORECASE)


class Happenings:
    """Fills ``nature``. One passage is one happening, whoever asks for it: a scenario, a forecast, a conditional."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.nature: dict[str, Any] = {}
        self._known: dict[tuple[int, Passage], str] = {}

    def name(
        self,
        reading: Reading,
        place: Passage,
        words: str,
        day: datetime.date | None = None,
        stem: str = "",
        called: str = "",
    ) -> str:
        """The happening that a passage tells, drafted at its first use. ``words`` are what would come; ``called``: what
        to write of it instead; ``day``: by when the text says so, the horizon where that is None.

        As likely as not by the day that the text names, and no likelier at the horizon: what is asked by that day and
        what is looked at to the end then stand at the same number until somebody judges them.
        """
        key = self.desk.number(reading), place
        if key in self._known:
            return self._known[key]
        self._known[key] = name = self.desk.names.take(stem or _named(_A_SCENARIO.sub("", called) or words))
        days = dict.fromkeys((day or self.desk.horizon, self.desk.horizon))
        self.nature[name] = {
            "text": called or short(words, 140),
            "by": {Plain(day.isoformat()): {"value": Plain("50%"), "because": NEUTRAL} for day in days},
            "source": Plain(self.desk.cite(reading, place)),
            **quoted(reading, place),
        }
        return name


def _named(words: str) -> str:
    """A name from the telling words; short ones where there are no others: "War will come"."""
    name = from_words(words, 3)
    if "_" in name:
        return name
    found = [w for w in re.findall(r"[^\W\d_]{3,}", words.lower()) if w not in listed("dull")]
    return "_".join(found[:3]) or name
