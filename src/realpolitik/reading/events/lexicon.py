"""The words for acts and for how they are meant, read from ``data/events.txt`` and ``data/modes.txt``."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from importlib import resources

#: Types by which states help, and those by which they hurt; the rest only speak.
COOPERATIVE = frozenset({"AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT", "INVESTIGATE"})
HOSTILE = frozenset({"THREATEN", "PROTEST", "MOBILIZE", "SANCTION", "COERCE", "ASSAULT", "FIGHT"})


@dataclass(frozen=True, slots=True)
class Act:
    """What words mean: a PLOVER type and a CAMEO root."""

    kind: str
    root: str


@dataclass(frozen=True, slots=True)
class Pattern:
    """A verb, a particle it must have (or ''), and words of which one must stand with it."""

    verb: str
    particle: str
    others: tuple[frozenset[str], ...]
    act: Act

    @property
    def weight(self) -> int:
        """How much it asks for: the longest pattern wins."""
        return len(self.others) + bool(self.particle)


@dataclass(slots=True)
class Lexicon:
    """Patterns by verb, nouns that are events, and verbs by the way they change what is meant."""

    verbs: dict[str, list[Pattern]] = field(default_factory=dict)
    nouns: dict[str, Act] = field(default_factory=dict)
    modes: dict[str, frozenset[str]] = field(default_factory=dict)

    def mode(self, verb: str, which: str) -> bool:
        """Whether a verb belongs to a class of ``modes.txt``."""
        return verb in self.modes.get(which, frozenset())


@cache
def lexicon() -> Lexicon:
    """The shipped words."""
    made = Lexicon()
    lists: dict[str, str] = {}
    act = Act("", "")
    for line in _lines("events"):
        if line.startswith("&"):
            name, _, words = line.partition("=")
            lists[name.strip()] = "|".join(w.strip() for w in words.split(","))
        elif line.startswith("["):
            kind, root = line.strip("[]").split()
            act = Act(kind, root)
        elif line.startswith("noun:"):
            for noun in _cells(line.removeprefix("noun:")):
                made.nouns.setdefault(noun, act)
        else:
            for cell in _cells(line):
                _add(made, re.sub(r"&[A-Z]+", lambda found: lists[found.group()], cell), act)
    for patterns in made.verbs.values():
        patterns.sort(key=lambda pattern: -pattern.weight)
    for line in _lines("modes"):
        which, _, words = line.partition(":")
        made.modes[which] = frozenset(word.split()[0] for word in _cells(words))
    return made


def _add(made: Lexicon, cell: str, act: Act) -> None:
    verb, *others = cell.split()
    verb, _, particle = verb.partition("-")
    alternatives = tuple(frozenset(one.split("|")) for one in others)
    made.verbs.setdefault(verb, []).append(Pattern(verb, particle, alternatives, act))


def _lines(name: str) -> list[str]:
    text = (resources.files("realpolitik.reading") / "data" / f"{name}.txt").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.split(",") if cell.strip()]
