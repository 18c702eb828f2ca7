"""The marks ``check:`` of a case: what a person still has to decide, the weightiest first, and how one is settled."""

from __future__ import annotations

from dataclasses import dataclass

from realpolitik.case.case import Case
from realpolitik.case.editing import tree, without
from realpolitik.case.meaning.desk import Loc, every_part
from realpolitik.case.node import Node, step
from realpolitik.case.parts.judged import Provenance
from realpolitik.case.path import follow, steps
from realpolitik.case.unjudged import NEUTRAL, stand_in
from realpolitik.errors import BadInput, CaseFaults

#: What the mark of an item asks for: the keys that answer it, by the part of the case. The parts stand in the order in
#: which they weigh: an explanation's factor moves the headline, a source's grade every item of it.
ASKS: dict[str, tuple[str, ...]] = {
    "factors": ("prior", "values", "given"),
    "explanations": ("says",),
    "sources": ("grade", "reliable", "deceptive"),
    "evidence": ("likelihood",),
    "actors": ("prefers", "ranking", "utility"),
    "options": ("now", "if", "undo_if", "moves"),
    "nature": ("by", "rate"),
    "scenarios": ("that",),
    "questions": ("happens", "until", "base_rate"),
    "advice": ("do",),
}


@dataclass(frozen=True)
class Mark:
    """A mark: the path of its item, its words, and the line on which it stands (None: not known)."""

    path: str
    words: str
    line: int | None = None


@dataclass(frozen=True)
class Settled:
    """A text in which a value is somebody's now: what it says, and the marks that went."""

    text: str
    gone: tuple[Mark, ...]


def marks(case: Case) -> list[Mark]:
    """Every mark of a case, the weightiest first; of one kind in the order of the case.

    First the factors that an explanation speaks of, and what is about the case as a whole.
    """
    spoken = {name for e in case.explanations.values() for name in e.says.mentions()}
    found = []
    for loc, part in every_part(case):
        if isinstance(part, Provenance) and part.check:
            section = "options" if "options" in loc[2:3] else str(loc[0]) if loc else ""
            places = list(ASKS)
            rank = places.index(section) if section in places else -1 if len(loc) < 2 else len(places)
            if section == "factors" and str(loc[1]) not in spoken:
                rank = places.index("evidence")
            found.append((rank, Mark(_path(case, loc), part.check)))
    return [mark for _, mark in sorted(found, key=lambda pair: pair[0])]


def with_lines(found: list[Mark], text: str) -> list[Mark]:
    """The marks with the lines of ``text`` on which they stand."""
    try:
        root = tree(text)
    except CaseFaults:
        return found
    return [Mark(mark.path, mark.words, _line(root, mark.path)) for mark in found]


def settled(text: str, path: str) -> Settled:
    """``text`` after the value at ``path`` was judged: without its neutral reason and the mark that asked for it.

    The mark is the value's own or that of the item whose key of ``ASKS`` it is. It stays where the item still has a
    neutral stand-in under such a key, and where a comment beside it would be lost.
    """
    gone: list[Mark] = []
    root = tree(text)
    here, written = _find(root, steps(path))
    if here is None:
        return Settled(text, ())
    if stand_in(here):
        text = _try(text, f"{written}.because")
    if here.kind == "map" and (own := here.get("check")) is not None:
        text = _gone(text, Mark(written, own.text, own.line), gone)
    item = _asking(tree(text), steps(path))
    if item is not None:
        text = _gone(text, item, gone)
    return Settled(text, tuple(gone))


def _asking(root: Node, every: tuple[str | int, ...]) -> Mark | None:
    """The mark of the item that asks for the value at these steps; None where none does or more is left."""
    for length, section in ((4, "options"), (2, str(every[0]))):
        if len(every) <= length or (section == "options" and every[2] != "options"):
            continue
        item, written = _find(root, every[:length])
        if item is None or item.kind != "map" or (check := item.get("check")) is None:
            continue
        keys = ASKS.get(section, ())
        if str(every[length]) not in keys:
            return None
        left = [key.text for key, value in item.pairs if key.text in keys and _neutral(value)]
        return None if left else Mark(written, check.text, check.line)
    return None


def _neutral(node: Node) -> bool:
    """Whether a stand-in of a draft is left under a node."""
    if node.kind == "text":
        return node.text == NEUTRAL
    return any(_neutral(one) for one in (*node.items, *(value for _, value in node.pairs)))


def _gone(text: str, mark: Mark, gone: list[Mark]) -> str:
    made = _try(text, f"{mark.path}.check")
    if made != text:
        gone.append(mark)
    return made


def _try(text: str, path: str) -> str:
    try:
        return without(text, path)
    except BadInput:  # a comment stands beside it
        return text


def _find(root: Node, every: tuple[str | int, ...]) -> tuple[Node | None, str]:
    """The node at the steps of a path, items of lists by their ids too, with its path as faults print it."""
    path = ""
    for one in every:
        path = step(path, one)
    try:
        node = follow(root, path).node
    except BadInput:
        node = None
    return node, path if node is None else node.path


def _line(root: Node, path: str) -> int | None:
    node, _ = _find(root, steps(path))
    check = node.get("check") if node is not None and node.kind == "map" else None
    return None if check is None else check.line


def _path(case: Case, loc: Loc) -> str:
    """The path of a place as ``set`` takes it: items of lists by their ids where they have one."""
    ids = {"evidence": [item.id for item in case.evidence], "questions": [asked.id for asked in case.questions]}
    path = ""
    for k, key in enumerate(loc):
        known = ids.get(str(loc[0])) if k == 1 else None
        path = step(path, known[key] if known is not None and isinstance(key, int) else key)
    return path
