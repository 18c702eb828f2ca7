"""Words without a parser: base forms by rule and a short list of irregular ones. No word knows its head."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from realpolitik.reading.grammar.sentence import Sentence, Word
from realpolitik.reading.passage import Passage
from realpolitik.reading.wordlists import words

_WORD = re.compile(r"(?:[A-Za-z]\.){2,}|\w+(?:[’']\w+)*|[^\w\s]")
_IRREGULAR = {
    form: base for base, *forms in (entry.split("<") for entry in sorted(words("irregular"))) for form in forms
} | {one: one for one in ("let", "hit", "cut", "put", "shut", "set")}
_DOUBLED = re.compile(r"([bdgklmnprt])\1$")
_KEEP_DOUBLE = ("ll", "ss", "ff", "zz")
#: Stems that take an "e" back: "threaten-ed" not, "accus-ed" yes.
_WITH_E = re.compile(
    r"(?:[^aeiou][aeiou](?:s|z|c|v|g|d|k|m|r)|[aeiou]{2}[sv]|at|ut|[rlnd]c|[rln]v|[rlnd]g|[rl]s|ns|ps|bl|pl|tl|dl|fl|gl|cl|u|qu|iz|is|ys)$"
)


@lru_cache(maxsize=65536)
def base_form(word: str) -> str:
    """The base form of a word by rule.

    >>> [base_form(w) for w in "accused demanded visits countries raids troops stopped threatening struck met".split()]
    ['accuse', 'demand', 'visit', 'country', 'raid', 'troop', 'stop', 'threaten', 'strike', 'meet']
    """
    low = word.lower()
    if low in _IRREGULAR:
        return _IRREGULAR[low]
    if len(low) > 4 and low.endswith("ies"):
        return low[:-3] + "y"
    if len(low) > 4 and low.endswith(("sses", "shes", "ches", "xes", "zes")):
        return low[:-2]
    if len(low) > 3 and low.endswith("s") and not low.endswith(("ss", "us", "is")):
        return low[:-1]
    if len(low) > 4 and low.endswith("ied"):
        return low[:-3] + "y"
    for ending in ("ing", "ed"):
        if low.endswith(ending) and len(low) > len(ending) + 2:
            return _stem(low[: -len(ending)])
    return low


def _stem(stem: str) -> str:
    if _DOUBLED.search(stem) and not stem.endswith(_KEEP_DOUBLE):
        return stem[:-1]
    if _WITH_E.search(stem) and not stem.endswith(("er", "en", "or", "it", "et", "on", "el", "ed")):
        return stem + "e"
    return stem


class Plain:
    """Words and base forms alone."""

    title = "dictionary only, no parser"

    def sentences(self, text: str, places: Sequence[Passage]) -> Iterator[Sentence]:
        """One sentence for each passage; heads are not known."""
        for place in places:
            found = [
                Word(index, one.start(), one.end(), one.group(), base_form(one.group()))
                for index, one in enumerate(_WORD.finditer(text, place.start, place.end))
            ]
            yield Sentence(place, found, parsed=False)
