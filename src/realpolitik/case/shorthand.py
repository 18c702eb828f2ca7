"""Shorthands to their long form, node by node, so that every place in the file is kept.

``block_nstc: Close its branch`` is ``{text: ..}``; a likelihood table keyed by a factor's values becomes a list of
``{if: factor == value, p: ..}``; ``seen: 2025-06-30`` becomes ``{seen: seen, date: ..}``; and so on.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from realpolitik.case.document import Document
from realpolitik.case.node import Node, step

_CHOICES = {"true": "yes", "false": "no"}


@dataclass
class Table:
    """A table of likelihoods as written: keyed by one factor's values. Checked once the factors are known."""

    factor: Node
    values: tuple[Node, ...]
    has_else: bool


class Shorthand:
    """Rewrites one document's tree; ``tables`` remembers the likelihood tables for the completeness check."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.tables: list[Table] = []

    def case(self, root: Node) -> Node:
        """The whole case in long form."""
        one = {
            "sources": self.each(self.source),
            "factors": self.each(self.factor),
            "explanations": self.each(lambda n: self.text_as("says", n)),
            "actors": self.each(self.actor),
            "nature": self.each(self.nature),
            "scenarios": self.each(lambda n: self.text_as("that", n)),
            "rules": self.every(lambda n: n),
            "evidence": self.every(self.item),
            "events": self.every(self.event),
            "questions": self.every(self.question),
            "advice": self.every(lambda n: n),
        }
        return self.rewrite(root, one)

    # ---- helpers of shape

    def rewrite(self, node: Node, by_key: dict[str, Callable[[Node], Node]]) -> Node:
        """A table with the values under some keys rewritten."""
        if node.kind != "map":
            return node
        made = node.table()
        made.made = node.made
        made.pairs = [
            (key, by_key[key.text](value) if key.text in by_key and not value.is_empty else value)
            for key, value in node.pairs
        ]
        return made

    def each(self, one: Callable[[Node], Node]) -> Callable[[Node], Node]:
        """Rewrites every value of a table."""

        def rewrite(node: Node) -> Node:
            if node.kind != "map":
                return node
            return node.table(*((key, value if value.is_empty else one(value)) for key, value in node.pairs))

        return rewrite

    def every(self, one: Callable[[Node], Node]) -> Callable[[Node], Node]:
        """Rewrites every item of a list."""

        def rewrite(node: Node) -> Node:
            if node.kind != "list":
                return node
            return node.listed([item if item.is_empty else one(item) for item in node.items])

        return rewrite

    def text_as(self, key: str, node: Node) -> Node:
        """A plain text is the table ``{key: text}``."""
        return node.table((key, node)) if node.kind == "text" else node

    def as_list(self, node: Node) -> Node:
        """One thing is a list of one."""
        return node if node.kind == "list" else node.listed([node])

    def choice(self, node: Node) -> Node:
        """``true`` and ``false`` mean yes and no where an option's value is meant."""
        if node.kind == "text" and not node.style and node.text.lower() in _CHOICES:
            made = node.word(_CHOICES[node.text.lower()])
            made.made = False
            return made
        if node.kind == "list":
            return node.listed([self.choice(n) for n in node.items])
        return node

    def chosen_keys(self, node: Node) -> Node:
        """The same for the keys of a table of values."""
        if node.kind != "map":
            return node
        return node.table(*((self.choice(key), value) for key, value in node.pairs))

    # ---- belief

    def source(self, node: Node) -> Node:
        return self.rewrite(self.text_as("title", node), {"reliable": self.share, "deceptive": self.share})

    def share(self, node: Node) -> Node:
        """A source's state where it depends on one factor's values."""
        if node.kind == "map" and node.get("value") is None:
            return self.table(node, lambda n: n, "p")
        return node

    def factor(self, node: Node) -> Node:
        return self.rewrite(node, {"values": self.chosen_keys, "given": self.given})

    def given(self, node: Node) -> Node:
        if node.kind == "map" and len(node.pairs) == 1 and node.pairs[0][1].kind == "map":
            return self.table(node, self.distribution, "values")
        return self.every(self.given_branch)(node)

    def given_branch(self, node: Node) -> Node:
        if node.kind != "map":
            return node
        otherwise = node.get("else")
        if otherwise is not None and len(node.pairs) == 1:
            return node.table((node.pairs[0][0].word("values"), self.distribution(otherwise)))
        keep: list[tuple[str | Node, Node]] = []
        values: list[tuple[str | Node, Node]] = []
        for key, value in node.pairs:
            if key.text in ("if", "values"):
                keep.append((key, self.chosen_keys(value)))
            elif key.text == "p":
                values.append((key.word("yes"), value))
            else:
                values.append((self.choice(key), value))
        if values:
            keep.append(("values", node.table(*values)))
        return node.table(*keep)

    def distribution(self, node: Node) -> Node:
        """``{ordered: 30%, ..}``, or one probability for ``yes``."""
        if node.kind == "map" and node.get("value") is None:
            return self.chosen_keys(node)
        return node.table(("yes", node))

    def branches(self, node: Node) -> Node:
        """A conditional probability or rate in any of its forms, as a list of branches."""
        if node.kind == "list":
            if all(item.kind == "text" for item in node.items) and len(node.items) == 2:
                return node.listed([node.table(("p", node))])
            return self.every(self.branch)(node)
        if node.kind == "map" and node.get("value") is None:
            return self.table(node, lambda n: n, "p")
        return node.listed([node.table(("p", node))])

    def branch(self, node: Node) -> Node:
        if node.kind == "map" and node.keys() == ["else"]:
            return node.table((node.pairs[0][0].word("p"), node.pairs[0][1]))
        return node

    def table(self, node: Node, cell: Callable[[Node], Node], under: str) -> Node:
        """A table keyed by one factor's values, as branches ``factor == value`` and perhaps ``else``."""
        if len(node.pairs) != 1 or node.pairs[0][1].kind != "map":
            place = node.pairs[1][0] if len(node.pairs) > 1 else node
            self.document.add(
                "table-shape", "a table is keyed by one factor and its values", place,
                hint="{factor: {value: .., value: ..}}, or a list of '- {if: .., p: ..}' and '- {else: ..}'",
            )  # fmt: skip
            return node.listed([])
        factor, cells = node.pairs[0]
        made: list[Node] = []
        last: Node | None = None
        named: list[Node] = []
        for raw, value in cells.pairs:
            key = self.choice(raw)
            if value.is_empty:
                continue
            if key.text == "else":
                last = value.table((under, cell(value)))
                continue
            named.append(key)
            condition = key.word(f"{factor.text} == {key.text}")
            made.append(value.table(("if", condition), (under, cell(value))))
        self.tables.append(Table(factor, tuple(named), last is not None))
        return node.listed([*made, last] if last is not None else made)

    def item(self, node: Node) -> Node:
        made = self.rewrite(node, {"likelihood": self.branches})
        if made.kind != "map":
            return made
        pairs: list[tuple[str | Node, Node]] = []
        for key, value in made.pairs:
            if key.text == "seen" and value.kind == "text" and value.text[:1].isdigit():
                pairs += [(key, value.word("seen")), (key.word("date"), value)]
            else:
                pairs.append((key, value))
        return node.table(*pairs)

    # ---- action

    def actor(self, node: Node) -> Node:
        return self.rewrite(
            node,
            {
                "options": self.each(self.option),
                "prefers": self.every(lambda n: self.text_as("that", n)),
                "ranking": self.as_list,
                "does_not_see": self.as_list,
                "thinks_impossible": self.as_list,
                "thinks": self.each(self.thought),
            },
        )

    def thought(self, node: Node) -> Node:
        return self.rewrite(node, {"prefers": self.every(lambda n: self.text_as("that", n)), "ranking": self.as_list})

    def option(self, node: Node) -> Node:
        return self.rewrite(
            self.text_as("text", node), {"values": self.choice, "now": self.choice, "moves": self.refused}
        )

    def refused(self, node: Node) -> Node:
        """``moves: false`` is ``moves: no``."""
        return self.choice(node)

    def nature(self, node: Node) -> Node:
        return self.rewrite(
            node, {"values": self.choice, "now": self.choice, "moves": self.refused, "rate": self.branches}
        )

    # ---- time

    def event(self, node: Node) -> Node:
        return self.rewrite(node, {"by": self.authors, "does": self.as_list})

    def authors(self, node: Node) -> Node:
        if node.kind == "text":
            return node.table((self.named(node), node.word("100%")))
        return node

    def named(self, node: Node) -> Node:
        """A scalar as the key of a table."""
        key = node.word(unicodedata.normalize("NFC", node.text))
        key.made = False
        key.trail = node.trail
        return key

    def question(self, node: Node) -> Node:
        return self.rewrite(node, {"resolved": lambda n: self.rewrite(n, {"as": self.choice})})


def is_id(text: str) -> bool:
    """Whether ``text`` can be the id of a source, an item or a question: letters, digits, ``_``, ``-``, ``.``."""
    return bool(re.fullmatch(r"[\w.-]+", text))


__all__ = ["Shorthand", "Table", "is_id", "step"]
