"""Which judgements a case still lacks: priors and likelihoods that nobody has given, or that one person has not.

Works on the file as written, since a case with a missing judgement cannot be loaded. A judgement is missing where a key
has no value, or the word ``ask`` (or ``"?"``) in its place; where a factor has neither ``prior`` nor ``values``; and
where an item that is no copy has no ``likelihood``. For one person it is missing wherever the value's ``judged_by``
lacks that name.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from realpolitik.case.editing import tree
from realpolitik.case.node import Node, step
from realpolitik.case.path import follow

MARKS = ("ask", "?")
Kind = Literal["likelihood", "share", "factor"]


@dataclass(frozen=True)
class Missing:
    """One judgement to ask for.

    ``group``: the path of the factor or item it belongs to; ``about``: what that is, in words; ``given``: the
    condition, in words. ``kind``: a likelihood; one share of a table whose cells (``table``, paths) make 100 together;
    or which factor an item bears on. ``seen`` is the item's, or the key of a source: they change the question.
    """

    path: str
    group: str
    about: str
    given: str
    kind: Kind
    table: tuple[str, ...] = ()
    seen: str = ""


def missing(text: str, by: str | None = None) -> list[Missing]:
    """Every missing judgement of a case's text in the order of the file; of one person where ``by`` names one.

    Raises CaseFaults where the text cannot be read at all.
    """
    return list(_Finder(tree(text), by).all())


def factor_values(text: str) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Each factor's question and values, as written."""
    found = {}
    for key, node in _pairs(tree(text).get("factors")):
        values = tuple(k.text for k, _ in _pairs(node.get("values")) if node.kind == "map")
        found[key.text] = (_text(node, "asks"), values or ("yes", "no"))
    return found


def answer_of(text: str, path: str, by: str | None) -> str | None:
    """What stands at a judgement's path, or what one person said there; None where it is missing."""
    node = follow(tree(text), path).node
    if node is None:
        return None
    if by is not None:
        said = _judgement(node, by)
        return None if said is None or _lacks(said) else said.text
    value = node.get("value") if node.kind == "map" else node
    return None if value is None or _lacks(value) else value.text


class _Finder:
    def __init__(self, root: Node, by: str | None) -> None:
        self.root = root
        self.by = by

    def all(self) -> Iterator[Missing]:
        if (other := self.root.get("something_else")) is not None and self.open(other):
            yield Missing(
                "something_else", "something_else", "none of the factors can say what is going on", "", "share"
            )
        for key, node in _pairs(self.root.get("sources")):
            yield from self.source(key.text, node)
        for key, node in _pairs(self.root.get("factors")):
            if node.kind == "map":
                yield from self.factor(key.text, node)
        for k, node in enumerate(_items(self.root.get("evidence"))):
            if node.kind == "map" and node.get("copy_of") is None:
                yield from self.item(k, node)

    def open(self, node: Node) -> bool:
        """Whether the judgement at a node is missing."""
        if self.by is not None:
            return _judgement(node, self.by) is None
        value = node.get("value") if node.kind == "map" else node
        return value is None or _lacks(value)

    def source(self, name: str, node: Node) -> Iterator[Missing]:
        """The shares a source has in numbers; one with a grade, or whose shares depend on factors, has none to ask."""
        group = step("sources", name)
        for key in ("reliable", "deceptive"):
            share = node.get(key) if node.kind == "map" else None
            if share is not None and (share.kind == "text" or share.get("value") is not None) and self.open(share):
                yield Missing(step(group, key), group, _text(node, "title") or name, "", "likelihood", seen=key)

    def factor(self, name: str, node: Node) -> Iterator[Missing]:
        group = step("factors", name)
        about = _text(node, "asks") or name
        prior, values = node.get("prior"), node.get("values")
        if prior is not None or values is None or not values.pairs:
            if prior is None or self.open(prior):
                yield Missing(f"{group}.prior", group, about, "the answer is yes", "share")
        else:
            yield from self.shares(values, f"{group}.values", group, about, "", name)
        for k, line in enumerate(_items(node.get("given"))):
            where = step(f"{group}.given", k)
            for key, cell in line.pairs if line.kind == "map" else ():
                if key.text == "else":
                    condition = "none of the conditions above holds"
                    place = f"{where}.else"
                elif key.text == "if":
                    yield from self.branch(line, where, group, about, name)
                    break
                else:
                    continue
                if cell.kind == "map" and cell.get("value") is None:
                    yield from self.shares(cell, place, group, about, condition, name)
                elif self.open(cell):
                    yield Missing(place, group, about, f"{condition}: the answer is yes", "share")

    def branch(self, line: Node, where: str, group: str, about: str, name: str) -> Iterator[Missing]:
        condition = f"{_text(line, 'if')} holds"
        cells = [(key, cell) for key, cell in line.pairs if key.text != "if"]
        inner = line.get("values")
        if inner is not None:
            yield from self.shares(inner, f"{where}.values", group, about, condition, name)
        elif len(cells) == 1 and cells[0][0].text in ("p", "yes"):
            if self.open(cells[0][1]):
                path = step(where, cells[0][0].text)
                yield Missing(path, group, about, f"{condition}: the answer is yes", "share")
        else:
            table = tuple(step(where, key.text) for key, _ in cells)
            for key, cell in cells:
                if self.open(cell):
                    path = step(where, key.text)
                    yield Missing(path, group, about, f"{condition}: {name} is {key.text}", "share", table)

    def shares(self, node: Node, where: str, group: str, about: str, condition: str, name: str) -> Iterator[Missing]:
        table = tuple(step(where, key.text) for key, _ in _pairs(node))
        for (key, cell), path in zip(_pairs(node), table, strict=True):
            if self.open(cell):
                given = f"{condition}: {name} is {key.text}" if condition else f"{name} is {key.text}"
                yield Missing(path, group, about, given, "share", table)

    def item(self, number: int, node: Node) -> Iterator[Missing]:
        name = _text(node, "id")
        group = step("evidence", name) if name else step("evidence", number)
        about = _text(node, "what") or name
        seen = _text(node, "seen")
        likelihood = node.get("likelihood")
        if likelihood is None or likelihood.is_empty or _lacks(likelihood):
            if self.by is None:
                yield Missing(group, group, about, "", "factor", seen=seen)
            return
        for path, given, cell in self.cells(likelihood, f"{group}.likelihood"):
            if self.open(cell):
                yield Missing(path, group, about, given, "likelihood", seen=seen)
        anyway = node.get("said_anyway")
        if anyway is not None and self.open(anyway):
            yield Missing(f"{group}.said_anyway", group, about, "", "likelihood", seen="said anyway")

    def cells(self, node: Node, where: str) -> Iterator[tuple[str, str, Node]]:
        """(path, condition in words, cell) of a likelihood in any of its forms."""
        if node.kind == "list":
            for k, line in enumerate(node.items):
                p, otherwise = (line.get("p"), line.get("else")) if line.kind == "map" else (None, None)
                if otherwise is not None:
                    yield f"{step(where, k)}.else", "none of the conditions above holds", otherwise
                elif p is not None:
                    yield f"{step(where, k)}.p", f"{_text(line, 'if')} holds", p
        elif node.kind == "map" and node.get("value") is None:
            for factor, table in node.pairs:
                for value, cell in _pairs(table):
                    other = f"{factor.text} has any other value"
                    given = other if value.text == "else" else f"{factor.text} is {value.text}"
                    yield step(step(where, factor.text), value.text), given, cell
        else:
            yield where, "", node


def _lacks(node: Node) -> bool:
    return node.is_empty or (node.kind == "text" and node.text.strip().lower() in MARKS)


def _judgement(node: Node, by: str) -> Node | None:
    judges = node.get("judged_by") if node.kind == "map" else None
    return judges.get(by) if judges is not None and judges.kind == "map" else None


def _pairs(node: Node | None) -> list[tuple[Node, Node]]:
    return node.pairs if node is not None and node.kind == "map" else []


def _items(node: Node | None) -> list[Node]:
    return node.items if node is not None and node.kind == "list" else []


def _text(node: Node, key: str) -> str:
    found = node.get(key)
    return " ".join(found.text.split()) if found is not None and found.kind == "text" else ""
