"""The dictionary of actors: states with their adjectives, people, seats and places; organisations; leaders; groups.

The shipped files stand in ``reading/data``, each with its licence in its head; ``--actors FILE`` adds others:

    actors:
      - {name: Wagner Group, code: RUSMIL, kind: armed group, names: [Wagner], from: 2014, to: 2023}

``code`` is an ISO 3166-1 alpha-3 code, or ``IGO``, ``NGO``, ``IMG``, with a PLOVER sector (``GOV``, ``MIL``, ``REB``,
...) where the actor is a part of a state.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from realpolitik.case.document import read_bytes, read_document
from realpolitik.case.node import Node
from realpolitik.errors import BadInput

#: A word of a name; apostrophes, hyphens and full stops only stand between words.
WORD = re.compile(r"(?:[A-Z]\.){2,}[A-Z]?|\w+")
#: How a name means its actor.
WAYS = ("name", "adjective", "people", "seat", "place", "organisation", "leader")


@dataclass(frozen=True, slots=True)
class Entry:
    """One actor of the dictionary. ``first`` and ``last`` are years of office, for people."""

    key: str
    name: str
    code: str
    kind: str
    first: int | None = None
    last: int | None = None

    @property
    def state(self) -> str:
        """The three letters of the state or kind of organisation."""
        return self.code[:3]


@dataclass(frozen=True, slots=True)
class Name:
    """One way to name an actor: its words, what it names, and how."""

    words: tuple[str, ...]
    entry: Entry
    way: str


@dataclass(frozen=True, slots=True)
class Context:
    """When a name does not mean its actor; ``asks`` is what it asks for before it does (see ``contexts``)."""

    not_before: tuple[str, ...]
    not_after: tuple[str, ...]
    not_near: tuple[str, ...]
    asks: str = ""


@dataclass(slots=True)
class Dictionary:
    """All names by their first word, the longest first; the sectors of group words; what context decides."""

    names: dict[str, list[Name]] = field(default_factory=dict)
    sectors: dict[str, str] = field(default_factory=dict)
    contexts: dict[str, Context] = field(default_factory=dict)
    states: dict[str, Entry] = field(default_factory=dict)

    def add(self, written: str, entry: Entry, way: str) -> None:
        """Add one name of an actor."""
        words = tuple(WORD.findall(written))
        if words:
            self.names.setdefault(words[0], []).append(Name(words, entry, way))

    def sort(self) -> None:
        """Longest names first; among equals, as they were added."""
        for names in self.names.values():
            names.sort(key=lambda name: -len(name.words))

    def state(self, code: str) -> Entry | None:
        """The entry of the state (or organisation) that a code belongs to."""
        return self.states.get(code[:3])


def _rows(name: str) -> Iterator[list[str]]:
    text = (resources.files("realpolitik.reading") / "data" / f"{name}.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            yield [cell.strip() for cell in line.split("|")]


def _several(cell: str) -> list[str]:
    return [one.strip() for one in cell.split(",") if one.strip()]


def slug(name: str) -> str:
    """A name as a case can use it.

    >>> slug("Côte d'Ivoire"), slug("U.S. Congress")
    ('côte_d_ivoire', 'u_s_congress')
    """
    made = re.sub(r"\W+", "_", name.lower()).strip("_")
    return made if not made[:1].isdigit() else f"n_{made}"


@cache
def shipped() -> Dictionary:
    """The dictionary of the shipped files."""
    book = Dictionary()
    for code, name, adjectives, people, seats, others, places in _rows("countries"):
        entry = Entry(slug(name), name, code, "state")
        book.states[code] = entry
        for way, cell in (
            ("name", name),
            ("name", others),
            ("adjective", adjectives),
            ("people", people),
            ("seat", seats),
        ):
            for one in [cell] if way == "name" and cell == name else _several(cell):
                book.add(one, entry, way)
        for one in _several(places):
            book.add(one, entry, "place")
    for code, name, kind, others in _rows("organisations"):
        entry = Entry(slug(name), name, code, kind)
        for one in [name, *_several(others)]:
            book.add(one, entry, "organisation")
    for code, name, first, last, others in _rows("leaders"):
        entry = Entry(slug(name), name, code, "leader", int(first), int(last))
        surname = re.sub(r"^(?:President|King|Prince|Crown Prince|Pope|Ayatollah|Sheikh) ", "", name).split()[-1]
        alone = (
            [surname]
            if len(surname) > 1 and surname not in ("II", "Un", "Il", "Sung", "Wen", "Xi", "Minh", "Sen", "Kyi")
            else []
        )
        for one in dict.fromkeys([name, *alone, *_several(others)]):
            book.add(one, entry, "leader")
    known = {name.words for names in book.names.values() for name in names}
    for code, names in _rows("cities"):
        for one in _several(names):
            if tuple(WORD.findall(one)) not in known and code in book.states:
                book.add(one, book.states[code], "place")
    for sector, words in _rows("factions"):
        for one in _several(words):
            book.sectors.setdefault(one, sector)
    for names, before, after, near, asks in _rows("ambiguous"):
        for one in _several(names):
            book.contexts[" ".join(WORD.findall(one))] = Context(
                tuple(_several(before)), tuple(_several(after)), tuple(_several(near)), asks
            )
    book.sort()
    return book


def with_file(path: Path) -> Dictionary:
    """The shipped dictionary and the actors of a person's own file, whose names come first.

    Raises BadInput where the file cannot be read or an entry lacks its name or has a wrong code, with the line.
    """
    document = read_document(read_bytes(path), str(path))
    assert document.root is not None
    base = shipped()
    book = Dictionary(
        {word: list(names) for word, names in base.names.items()},
        dict(base.sectors),
        dict(base.contexts),
        dict(base.states),
    )
    listed = document.root.get("actors") if document.root.kind == "map" else None
    if listed is None or listed.kind != "list":
        raise BadInput(
            f"{path}:1:1  the file begins with 'actors:' and a list of '- {{name: .., code: ..}}'; nothing was read."
        )
    for node in listed.items:
        entry, names = _own(path, node)
        for one in names:
            words = tuple(WORD.findall(one))
            if words:
                book.names.setdefault(words[0], []).insert(
                    0, Name(words, entry, "leader" if entry.first else "organisation")
                )
            book.contexts.pop(" ".join(words), None)
    book.sort()
    return book


def _own(path: Path, node: Node) -> tuple[Entry, list[str]]:
    def complain(where: Node, words: str) -> BadInput:
        return BadInput(f"{path}:{where.line}:{where.column}  {words}; nothing was read.")

    if node.kind != "map":
        raise complain(node, "an actor is written '{name: .., code: .., names: [..]}'")
    known = {"name", "code", "kind", "names", "from", "to"}
    for key, _ in node.pairs:
        if key.text not in known:
            raise complain(key, f"'{key.text}' is not known here; known are {', '.join(sorted(known))}")
    found: dict[str, Any] = {key.text: value for key, value in node.pairs}
    if "name" not in found or "code" not in found:
        raise complain(node, "an actor needs 'name' and 'code'")
    name, code = found["name"].text, found["code"].text
    if not re.fullmatch(r"[A-Z]{3}(?:[A-Z]{3})?", code):
        raise complain(
            found["code"], f"'{code}' is no code: three capital letters, or six with the sector, such as RUSMIL"
        )
    years: dict[str, int | None] = {"from": None, "to": None}
    for year in years:
        if year in found:
            if not found[year].text.isdigit():
                raise complain(found[year], f"'{found[year].text}' is no year")
            years[year] = int(found[year].text)
    others = [one.text for one in found["names"].items] if "names" in found else []
    kind = found["kind"].text if "kind" in found else ("leader" if years["from"] else "organisation")
    return Entry(slug(name), name, code, kind, years["from"], years["to"]), [name, *others]
