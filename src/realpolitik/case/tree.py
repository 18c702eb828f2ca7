"""The tree of a formula: what the parser builds, and what looking up its names turns it into."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Word:
    """A name or a value as written, with its place in the text."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Compare:
    """``name``, ``name == value``, ``name != value`` or ``name in [values]``; a bare name has no values."""

    name: Word
    values: tuple[Word, ...] = ()
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Is:
    """A bound leaf: ``variable`` has one of ``values``; ``of`` are all the values it can have."""

    variable: str
    values: tuple[str, ...]
    of: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Not ``part``."""

    part: Tree


@dataclass(frozen=True, slots=True)
class And:
    """All of ``parts``."""

    parts: tuple[Tree, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Any of ``parts``."""

    parts: tuple[Tree, ...]


@dataclass(frozen=True, slots=True)
class Implies:
    """``first`` implies ``then``."""

    first: Tree
    then: Tree


@dataclass(frozen=True, slots=True)
class Iff:
    """``first`` exactly when ``second``."""

    first: Tree
    second: Tree


@dataclass(frozen=True, slots=True)
class Threshold:
    """At least ``count`` of ``parts``."""

    count: int
    parts: tuple[Tree, ...]


Tree: TypeAlias = Compare | Is | Not | And | Or | Implies | Iff | Threshold
