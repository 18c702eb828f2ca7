"""What is told as what did not come about: "had Kenya signed, there would have been ..", "if only ..".

Neither an event nor something to come: who says what would have been says that it was not.
"""

from __future__ import annotations

import re

from realpolitik.reading.assertions.conditionals import Conditional
from realpolitik.reading.passage import Passage, trimmed
from realpolitik.reading.wordlists import words as listed

_HAD = re.compile(r"(?i)\bhad\s+(?:(?:not|never|only|also|ever|already|\w+ly)\s+)*(?P<word>[a-z]+)\b")
_WOULD_HAVE = re.compile(
    r"(?i)(?:\bwould|['’]d)(?:n['’]t)?\s+(?:(?:not|never|also|still|perhaps|probably|likely|surely|\w+ly)\s+)*have\s+"
    r"(?:(?:not|never|\w+ly|likely|perhaps|long|also|even|only)\s+)*(?P<word>[a-z]+)\b"
)
_MIGHT_HAVE = re.compile(
    r"(?i)\b(?:could|might)(?:n['’]t)?\s+(?:(?:not|never|also|still|well|perhaps|\w+ly)\s+)*have\s+"
    r"(?:(?:not|never|\w+ly|likely|perhaps|long|also|even|only)\s+)*(?P<word>[a-z]+)\b"
)
#: What says that what might have been was not.
_BUT_NOT = re.compile(
    r"(?i),?\s*\b(?:but|yet|though)\b[^,;]{0,40}?\b(?:did not|did(?:n['’]t)|never|was not|were not|was(?:n['’]t))\b"
)
_WOULD = re.compile(r"(?i)\b(?:would|could|might)\b|['’]d\b")
_IF_ONLY = re.compile(r"(?i)^[\"“‘(\s]*(?:oh,? )?if only\b(?!\s+(?:to|because|for|by|in|as|so|at)\b)")
_INVERTED = re.compile(r"^[\"“‘(\s]*(?:and |but )?Had\b", re.IGNORECASE)
_CUT = re.compile(r"[;:—–]|,?\s+\b(?:but|yet|and so|while|whereas)\b")
#: Nouns with the ending of one.
_NO_PARTICIPLE = frozenset({"need", "speed", "seed", "breed", "creed", "greed", "weed", "feed", "unlimited"})


def counterfactuals(text: str, place: Passage, conditionals: list[Conditional]) -> list[Passage]:
    """The clauses of a sentence that tell what did not come about, in order; of a conditional both its clauses."""
    found: list[Passage] = []
    if _IF_ONLY.match(place.of(text)):
        return [place]
    for one in conditionals:
        if _contrary(text, one):
            found += [one.if_, one.then]
    for match in _WOULD_HAVE.finditer(text, place.start, place.end):
        if _participle(match["word"]) and not any(p.start <= match.start() < p.end for p in found):
            found.append(_clause(text, place, match.start()))
    for match in _MIGHT_HAVE.finditer(text, place.start, place.end):
        if _participle(match["word"]) and _BUT_NOT.search(text, match.end(), place.end):
            found.append(_clause(text, place, match.start()))
    return sorted(set(found))


def _contrary(text: str, one: Conditional) -> bool:
    """Whether a conditional supposes what was not: its condition "had .." with its verb, its other clause "would"."""
    would = _WOULD_HAVE.search(text, one.then.start, one.then.end)
    if would is not None and _participle(would["word"]):
        return True
    condition = one.if_.of(text)
    had = any(_participle(match["word"]) for match in _HAD.finditer(condition))
    return (had or bool(_INVERTED.match(condition))) and bool(_WOULD.search(text, one.then.start, one.then.end))


def _clause(text: str, place: Passage, at: int) -> Passage:
    """The part of the sentence around a position, between semicolons, dashes and "but"."""
    start, end = place.start, place.end
    for cut in _CUT.finditer(text, place.start, place.end):
        if cut.end() <= at:
            start = cut.end()
        elif cut.start() > at:
            end = cut.start()
            break
    return trimmed(text, start, end)


def _participle(word: str) -> bool:
    """Whether a word can be a past participle: "signed", "given"; not "have to", "have an interest"."""
    low = word.lower()
    again = re.sub(r"^(?:re|over|under|out|un|fore|mis)(?=\w{4,}$)", "", low)
    return (low.endswith("ed") and low not in _NO_PARTICIPLE) or bool({low, again} & set(listed("participles")))
