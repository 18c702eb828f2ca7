"""Sentences that were annotated by hand (two files beside this one), and how what is read compares with them.

Run as a program it prints every sentence that is not read as annotated, and the shares:

    PYTHONPATH=src:. python -m tests.reading.annotated
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from realpolitik.reading.events.event import Event

from .article import read


@dataclass(frozen=True, slots=True)
class Row:
    """One event, as annotated or as read: type, the states or organisations that act and that it is done to, mode."""

    kind: str
    sources: frozenset[str]
    targets: frozenset[str]
    mode: str

    def likeness(self, other: Row) -> tuple[bool, ...]:
        """Which of type, mode, source and target agree."""
        return (
            self.kind == other.kind,
            self.mode == other.mode,
            self.sources == other.sources,
            self.targets == other.targets,
        )

    def __str__(self) -> str:
        who, whom = ("+".join(sorted(side)) or "-" for side in (self.sources, self.targets))
        return f"{self.kind} {who} {whom} {self.mode}"


def annotated(file: str = "annotated") -> dict[str, list[Row]]:
    """The sentences of a file with their events."""
    found: dict[str, list[Row]] = {}
    text = ""
    for line in (Path(__file__).parent / f"{file}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("> "):
            text = line.removeprefix("> ")
            found[text] = []
        elif line and not line.startswith("#"):
            kind, who, whom, mode = line.split()
            found[text].append(Row(kind, _states(who.split("+")), _states(whom.split("+")), mode))
    return found


def told(text: str) -> list[Row]:
    """The events that the program reads from a sentence."""
    return [_row(one.event) for one in read(text).events]


def _row(event: Event) -> Row:
    who, whom = ([p.code for p in side] for side in (event.sources, event.targets))
    return Row(event.kind, _states(who), _states(whom), event.mode)


def _states(codes: list[str]) -> frozenset[str]:
    """The first three letters of codes that name a state or a kind of organisation; groups of no state do not count."""
    return frozenset(c[:3] for c in codes if len(c) in (3, 6) and c[:3].isupper() and c not in _GROUPS)


_GROUPS = frozenset({"GOV", "MIL", "COP", "REB", "CVL", "BUS", "LAB", "EDU", "REF", "CRM", "MED", "OPP"})


def matched(wanted: list[Row], found: list[Row]) -> list[tuple[Row, Row | None]]:
    """Each annotated event with the one read that is most like it, of its type or of its parties; each used once."""
    pairs = sorted(
        ((sum(a.likeness(b)) + a.likeness(b)[0], -i, -j) for i, a in enumerate(wanted) for j, b in enumerate(found)),
        reverse=True,
    )
    mine: dict[int, int] = {}
    for like, i, j in pairs:
        if like >= 3 and -i not in mine and -j not in mine.values():
            mine[-i] = -j
    return [(a, found[mine[i]] if i in mine else None) for i, a in enumerate(wanted)]


@dataclass(slots=True)
class Shares:
    """Of annotated events: those with the type right, with everything but the mode, with everything; of those read,
    the share that is annotated with the same type and parties.
    """

    kind: float
    parties: float
    whole: float
    precision: float


def shares(file: str = "annotated", *, show: bool = False) -> Shares:
    """The shares over all sentences of a file."""
    n = kind = parties = whole = made = 0
    for text, wanted in annotated(file).items():
        found = told(text)
        pairs = matched(wanted, found)
        n, made = n + len(wanted), made + len(found)
        likeness = [a.likeness(b) for a, b in pairs if b is not None]
        kind += sum(like[0] for like in likeness)
        parties += sum(like[0] and like[2] and like[3] for like in likeness)
        whole += sum(all(like) for like in likeness)
        if show and (
            len(found) != len(wanted) or not all(all(like) for like in likeness) or len(likeness) < len(wanted)
        ):
            print(f"\n> {text}", *(f"   {a}   read as {b}" for a, b in pairs if a != b), sep="\n")
            used = {id(b) for _, b in pairs}
            print(*(f"   not annotated: {b}" for b in found if id(b) not in used), sep="\n")
    return Shares(kind / n, parties / n, whole / n, parties / made)


if __name__ == "__main__":
    for one in sys.argv[1:] or ["annotated", "annotated_later"]:
        print(one, shares(one, show=True))
