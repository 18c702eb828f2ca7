"""Words without a parser: base forms by rule and a short list of irregular ones. No word knows its head."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from realpolitik.reading.grammar.sentence import Sentence, Word
from realpolitik.reading.passage import Passage

_WORD = re.compile(r"(?:[A-Za-z]\.){2,}|\w+(?:[’']\w+)*|[^\w\s]")
_IRREGULAR = {
    form: base
    for base, forms in {
        "be": "is are was were been being am 's 're", "have": "has had having", "do": "does did done doing", "go": "goes went gone",
        "say": "said says", "tell": "told", "hold": "held", "meet": "met", "give": "gave given", "take": "took taken", "make": "made",
        "send": "sent", "fight": "fought", "strike": "struck stricken", "shoot": "shot", "begin": "began begun", "come": "came",
        "fall": "fell fallen", "let": "let", "lead": "led", "leave": "left", "break": "broke broken", "withdraw": "withdrew withdrawn",
        "seek": "sought", "keep": "kept", "lose": "lost", "win": "won", "pay": "paid", "build": "built", "swear": "swore sworn",
        "blow": "blew blown", "hit": "hit", "cut": "cut", "put": "put", "shut": "shut", "forbid": "forbade forbidden",
        "overthrow": "overthrew overthrown", "steal": "stole stolen", "find": "found", "see": "saw seen", "know": "knew known",
        "think": "thought", "bring": "brought", "buy": "bought", "speak": "spoke spoken", "write": "wrote written", "run": "ran",
        "rise": "rose risen", "drive": "drove driven", "forgive": "forgave forgiven", "hide": "hid hidden", "set": "set",
        "spend": "spent", "stand": "stood", "understand": "understood", "undertake": "undertook undertaken", "retake": "retook retaken",
        "lie": "lying", "die": "dying died", "agree": "agreed agrees", "free": "freed", "flee": "fled", "man": "men", "woman": "women",
        "threaten": "threatened threatening", "abandon": "abandoned", "visit": "visited visiting", "offer": "offered offering",
        "order": "ordered ordering", "deliver": "delivered", "surrender": "surrendered", "recover": "recovered", "open": "opened opening",
        "fire": "fired firing", "destroy": "destroyed", "deploy": "deployed", "criticize": "criticised criticise criticising",
        "condemn": "condemned", "reject": "rejected", "veto": "vetoed vetoes", "sue": "suing sued", "ban": "banned banning",
        "need": "needed", "bleed": "bled", "feed": "fed", "proceed": "proceeded", "succeed": "succeeded", "speed": "sped speeded",
    }.items()
    for form in forms.split()
}  # fmt: skip
_DOUBLED = re.compile(r"([bdgklmnprt])\1$")
_KEEP_DOUBLE = ("ll", "ss", "ff", "zz")
#: Stems that take an "e" back: "threaten-ed" not, "accus-ed" yes.
_WITH_E = re.compile(r"(?:[^aeiou][aeiou](?:s|z|c|v|g|d|k|m|r)|[aeiou]{2}[sv]|at|ut|[rlnd]c|[rln]v|[rlnd]g|[rl]s|ns|ps|bl|pl|tl|dl|fl|gl|cl|u|qu|iz|is|ys)$")


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
            words = [
                Word(index, found.start(), found.end(), found.group(), base_form(found.group()))
                for index, found in enumerate(_WORD.finditer(text, place.start, place.end))
            ]
            yield Sentence(place, words, parsed=False)
