"""Who is quoted in a text: "..., said Mr Li", "the minister warned that", "according to the ministry"."""

from __future__ import annotations

import re

from realpolitik.reading.actors.mentions import Mention
from realpolitik.reading.passage import Passage
from realpolitik.reading.wordlists import words

_SPEECH = (
    r"(?:said|says|told|warned|warns|claimed|claims|argued|argues|added|stated|wrote|insisted|insists|announced|declared"
    r"|noted|explained|predicted|asserted|alleged|tweeted)"
)
_NAME = r"(?P<name>(?:(?:[A-Z][\w’'.-]*|al-\w+|bin|de|van|von) ){0,4}[A-Z][\w’'-]+)"
_PATTERNS = (
    re.compile(rf"[”\"’'],? (?:{_SPEECH}) (?:the |its |their )?(?:[a-z]+ ){{0,3}}{_NAME}"),
    re.compile(
        rf"{_NAME}(?:,[^,.]{{2,60}},)?(?: on [A-Z][a-z]+day)? (?:has |had |have |also |later ){{0,2}}{_SPEECH}\b"
    ),
    re.compile(rf"\b[Aa]ccording to (?:the |a |an )?(?:[a-z]+ ){{0,2}}{_NAME}"),
)
#: Words with a capital at the start of a sentence that are no part of a name.
_NOBODY = (
    words("openers") | words("dull") | words("articles") | {"he", "she", "it", "they", "we", "i", "who", "some", "many"}
)


def speaker(text: str, place: Passage, mentions: list[Mention]) -> Passage | None:
    """The name of whoever is quoted in a sentence; None where nobody with a name is.

    A name is an actor of the dictionary, or at least two words with capitals.
    """
    for pattern in _PATTERNS:
        for found in pattern.finditer(text, place.start, place.end):
            start, end = found.span("name")
            parts = text[start:end].split()
            while parts and parts[0].lower() in _NOBODY:
                start += len(parts.pop(0)) + 1
            if not parts:
                continue
            named = any(m.place.start < end and start < m.place.end and m.way != "adjective" for m in mentions)
            if named or len(parts) >= 2:
                return Passage(start, end)
    return None
