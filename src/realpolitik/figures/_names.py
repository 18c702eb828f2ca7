"""How a case's own names are said on a page: short actor names, values of options, changes between states."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from realpolitik.analysis.asking import in_full
from realpolitik.analysis.called import valued
from realpolitik.analysis.quoted import blending
from realpolitik.analysis.remedies import LeverResult
from realpolitik.analysis.result import Analysis, AxisResult
from realpolitik.figures._svg import LETTERS

_WORD = re.compile(r"[^\W\d]\w*")
_SENTENCE_STARTS = re.compile(r"(?:^|[.!?:;“\"(\u2013=]\s*)$")


class Names:
    """Names of one analysis."""

    def __init__(self, analysis: Analysis) -> None:
        self.actors = {a.id: short(a.name) for a in analysis.actors}
        self._whole = {a.id: a.name for a in analysis.actors}
        self._axes = analysis.axes
        self._proper = proper_names(tuple(_texts(analysis)))

    def actor(self, name: str) -> str:
        """The actor's name without what stands in parentheses; nature is "Nobody decides"."""
        return "Nobody decides" if name == "nature" else self.actors.get(name, name.replace("_", " "))

    def value(self, value: str) -> str:
        """A value's name as words; an actor's name inside it is written as its name (``without Russia``)."""
        return valued(value, self.actors)

    def spelled(self, name: str) -> str:
        """A name of the case file as words, proper names with their capital: ``war in Ukraine``."""
        parts = name.split("_")
        return " ".join(part.capitalize() if part.capitalize() in self._proper else part for part in parts)

    def inside(self, words: str) -> str:
        """The words as they stand inside a sentence: the first letter small unless a name of the case begins there."""
        begins = any(words.startswith((f"{name} ", f"{name}'")) for name in self.actors.values())
        return words if begins else lower_first(words, self._proper)

    def move(self, lever: LeverResult) -> str:
        """A lever in words, with who makes it: ``Russia: its line towards Baku \u2013 settle``."""
        name = self.actor(lever.actor)
        what = lever.words.removeprefix(f"{self._whole.get(lever.actor, '')}: ")
        what = what.replace(" = ", " \u2013 ")
        return what if what.startswith(name) else f"{name}: {self.inside(what)}"

    def changed(self, axis: AxisResult, value: str) -> str:
        """One option's new value, without who does it."""
        if axis.values != ["no", "yes"]:
            return f"{axis.text}: {self.value(value)}"
        return axis.text if value == "yes" else f"No longer: {self.inside(axis.text)}"

    def differences(self, before: Sequence[str], after: Sequence[str]) -> list[str]:
        """What differs between two states, one clause an option."""
        return [self.changed(axis, new) for axis, old, new in zip(self._axes, before, after, strict=True) if old != new]

    def told(self, before: Sequence[str], after: Sequence[str]) -> list[str]:
        """What differs, one clause an actor (``Armenia: the road \u2013 without Russia``), one a turn of nature."""
        clauses: dict[tuple[str, str], list[str]] = {}
        for axis, old, new in zip(self._axes, before, after, strict=True):
            if old == new:
                continue
            nobody = axis.actor == "nature"
            text = axis.text if nobody else self.inside(axis.text)
            if axis.values != ["no", "yes"]:
                said = f"{text} \u2013 {self.value(new)}"
            else:
                said = text if new == "yes" else f"no longer \u201c{text}\u201d"
            key = ("", axis.name) if nobody else (f"{self.actor(axis.actor)}: ", "")
            clauses.setdefault(key, []).append(said)
        return [who + ", ".join(said) for (who, _), said in clauses.items()]


def letters(analysis: Analysis) -> dict[str, str]:
    """Name of an explanation -> its letter, the same in every figure: the leading one first, then by posterior."""
    ordered = sorted(analysis.explanations, key=lambda e: (not e.leading, -e.posterior, e.name))
    return {e.name: LETTERS[k % len(LETTERS)] for k, e in enumerate(ordered)}


def headline_titles(analysis: Analysis) -> dict[str, str]:
    """Key of a headline -> its title, a question in full."""
    questions = {f"questions.{name}": asks for name, asks in in_full(analysis.questions).items()}
    found = analysis.fragility.headlines if analysis.fragility is not None else []
    titles = {h.key: questions.get(h.key, h.title) for h in found}
    for scenario in analysis.scenarios:  # where a question asks for the same, its number is the one to quote
        if f"scenarios.{scenario.name}" in titles and blending(scenario, analysis) is not None:
            titles[f"scenarios.{scenario.name}"] += " (the model's part)"
    return {key: title[:1].upper() + title[1:] for key, title in titles.items()}


def short(name: str) -> str:
    """A name without its explanation in parentheses."""
    return name.split(" (", 1)[0]


def lower_first(words: str, proper: frozenset[str] = frozenset()) -> str:
    """The first letter small, unless the first word is a proper name or holds a further capital (``US``, ``McKay``)."""
    first = words.split(" ", 1)[0]
    found = _WORD.match(first)
    kept = any(c.isupper() for c in first[1:]) or (found is not None and found.group() in proper)
    return words if kept else words[:1].lower() + words[1:]


@lru_cache(maxsize=8)  # every block and figure of a page asks for those of the same analysis
def proper_names(texts: tuple[str, ...]) -> frozenset[str]:
    """Words that stand with a capital inside a sentence somewhere and nowhere with a small letter."""
    capital: set[str] = set()
    small: set[str] = set()
    for text in texts:
        for match in _WORD.finditer(text):
            word = match.group()
            if not word[0].isupper():
                small.add(word)
            elif not _SENTENCE_STARTS.search(text[: match.start()][-4:]):
                capital.add(word)
    return frozenset(word for word in capital if word.lower() not in small)


def _texts(analysis: Analysis) -> Iterator[str]:
    """Every sentence of the case that may hold a name."""
    yield from (t for t in (analysis.case.title, analysis.case.about) if t)
    yield from (t for e in analysis.explanations for t in (e.title, e.because) if t)
    yield from (f.asks for f in analysis.factors)
    yield from (t for i in analysis.items for t in (i.what, i.because) if t)
    yield from (t for a in analysis.actors for t in (a.name, a.about, *(w.because for w in a.wishes)) if t)
    yield from (x.text for x in analysis.axes)
    yield from (t for q in analysis.questions for t in (q.asks, q.fine_print) if t)
    yield from (t.text for t in analysis.timeline)
