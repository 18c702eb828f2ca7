"""A formula over options as any of some terms, each of them all of some options taken or not taken.

An option with the values v0, v1, ..., vn becomes n bits, "v1 or later", "v2 or later" and so on: one of two values is
one bit, values keep their order in the decimal numbers of states, and an option that moves forward only has bits that
do. Terms may ask for what cannot be, a later bit without an earlier one; that does no harm.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

from realpolitik.case.formula import Formula
from realpolitik.case.tree import And, Iff, Implies, Is, Not, Or, Threshold, Tree
from realpolitik.errors import BadInput, OurBug

MOST_TERMS = 200
Literals = frozenset[tuple[int, bool]]


class TooInvolved(BadInput):
    """The formula has more terms than anybody would want to read."""


@dataclass(frozen=True)
class Bits:
    """The bits of every option. ``first``: an option's first bit, by its name; ``held``: values of the others."""

    first: Mapping[str, int]
    held: Mapping[str, str]

    def terms(self, formula: Formula) -> tuple[tuple[tuple[int, bool], ...], ...]:
        """The terms of a formula, in a fixed order; none: it never holds; an empty one: it always does.

        Raises TooInvolved where there would be more than MOST_TERMS.
        """
        found = self._terms(formula.tree, True, formula.text)
        return tuple(sorted((tuple(sorted(term)) for term in found), key=lambda t: (len(t), t)))

    def _terms(self, tree: Tree, wanted: bool, text: str) -> list[Literals]:
        if isinstance(tree, Is):
            return self._leaf(tree, wanted)
        if isinstance(tree, Not):
            return self._terms(tree.part, not wanted, text)
        if isinstance(tree, (And, Or)):
            parts = [self._terms(part, wanted, text) for part in tree.parts]
            return _all_of(parts, text) if isinstance(tree, And) == wanted else _any_of(parts, text)
        if isinstance(tree, Implies):
            return self._terms(Or((Not(tree.first), tree.then)), wanted, text)
        if isinstance(tree, Iff):
            both, neither = And((tree.first, tree.second)), And((Not(tree.first), Not(tree.second)))
            only_first, only_second = And((tree.first, Not(tree.second))), And((Not(tree.first), tree.second))
            return self._terms(Or((both, neither) if wanted else (only_first, only_second)), True, text)
        if isinstance(tree, Threshold):  # fewer than n of k hold: at least k - n + 1 do not
            needed = tree.count if wanted else len(tree.parts) - tree.count + 1
            parts = [self._terms(part, wanted, text) for part in tree.parts]
            groups = combinations(parts, needed)
            return _any_of((_all_of(group, text) for group in groups), text)
        raise OurBug(f"'{text}' is used before its names are looked up")

    def _leaf(self, leaf: Is, wanted: bool) -> list[Literals]:
        values = [v for v in leaf.of if (v in leaf.values) == wanted]
        if leaf.variable in self.held:
            return [frozenset()] if self.held[leaf.variable] in values else []
        if leaf.variable not in self.first:
            raise OurBug(f"'{leaf.variable}' is no option")
        first = self.first[leaf.variable]
        chosen = [v in values for v in leaf.of]
        found = []
        for start, holds in enumerate(chosen):
            if holds and (start == 0 or not chosen[start - 1]):
                end = next((k for k in range(start, len(chosen)) if not chosen[k]), len(chosen))
                term = [(first + start - 1, True)] if start > 0 else []
                found.append(frozenset([*term, *([(first + end - 1, False)] if end < len(chosen) else [])]))
        return found


def _any_of(parts: Iterable[list[Literals]], text: str) -> list[Literals]:
    found: list[Literals] = []
    for part in parts:
        found = _without_repeats([*found, *part], text)
    return found


def _all_of(parts: Iterable[list[Literals]], text: str) -> list[Literals]:
    found: list[Literals] = [frozenset()]
    for part in parts:
        joined = (one | other for one in found for other in part)
        found = _without_repeats([t for t in joined if not any((k, not taken) in t for k, taken in t)], text)
    return found


def _without_repeats(terms: list[Literals], text: str) -> list[Literals]:
    """The terms that no shorter one includes."""
    kept: list[Literals] = []
    for term in sorted(set(terms), key=lambda t: (len(t), sorted(t))):
        if not any(shorter <= term for shorter in kept):
            kept.append(term)
        if len(kept) > MOST_TERMS:
            raise TooInvolved(
                f"'{text}' is more than {MOST_TERMS} plain statements joined by 'or'; nothing was written."
            )
    return kept
