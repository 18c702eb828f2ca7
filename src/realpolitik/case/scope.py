"""Looks up the names of a formula: what a bare name means where it stands, and what it cannot mean there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from realpolitik.case.formula import Formula, negation, parts
from realpolitik.case.syntax import FormulaError
from realpolitik.case.tree import And, Compare, Iff, Implies, Is, Not, Or, Threshold, Tree, Word
from realpolitik.case.values import nearest

Over = Literal["states", "worlds", "both"]
NATURE = "nature"
#: A formula may not grow beyond this many statements when its named parts are written out, nor be deeper.
MAX_SIZE = 20_000
MAX_DEPTH = 100
#: All formulas of a case together, written out.
MAX_TOTAL = 300_000


@dataclass
class Scope:
    """Every name of a case. ``variables`` maps canonical names to value names; ``options`` actors to their options."""

    variables: Mapping[str, tuple[str, ...]]
    options: Mapping[str, tuple[str, ...]]
    scenarios: Mapping[str, Formula]
    explanations: Mapping[str, Formula]
    _open: list[str] = field(default_factory=list)
    _broken: set[str] = field(default_factory=set)
    _total: int = 0

    def factors(self) -> list[str]:
        """Names of the factors."""
        return [v for v in self.variables if "." not in v]

    def bind(self, formula: Formula, over: Over, own: Iterable[str] = ()) -> list[FormulaError]:
        """Fix what ``formula`` means; ``own`` are the actors whose options may stand bare. Returns its faults.

        A formula with faults stays unbound. A fault inside a named statement is told once, at that statement.
        """
        binder = _Binder(self, over, tuple(own), formula.offset)
        tree = binder.tree(formula.parsed)
        if tree is None or binder.faults:
            return binder.faults
        if self._total > MAX_TOTAL:
            return []  # told already, at the formula that was one too many
        size, depth = measure(tree)
        if size > MAX_SIZE or depth > MAX_DEPTH:
            end = formula.offset + len(formula.text)
            message = f"written out in full it has more than {MAX_SIZE:,} statements or {MAX_DEPTH} levels"
            return [FormulaError("formula-too-long", message, formula.offset, end)]
        self._total += size
        if self._total > MAX_TOTAL:
            end = formula.offset + len(formula.text)
            message = f"up to here all formulas have more than {MAX_TOTAL:,} statements, written out in full"
            return [FormulaError("formula-too-long", message, formula.offset, end)]
        formula.bind(tree)
        return []

    def named(self, kind: str, name: str, word: Word, faults: list[FormulaError], offset: int) -> Tree | None:
        """The bound tree of a scenario or explanation, bound now if need be."""
        table = self.scenarios if kind == "scenario" else self.explanations
        formula, key = table[name], f"{kind} {name}"
        if formula.is_bound:
            return formula.tree
        if key in self._broken:
            return None
        if key in self._open or len(self._open) > 50:
            message = f"the {kind} '{name}' is defined by itself" if key in self._open else "too many names in a chain"
            faults.append(FormulaError("circular-name", message, word.start + offset, word.end + offset))
            return None
        self._open.append(key)
        inner = self.bind(formula, "states" if kind == "scenario" else "worlds")
        self._open.pop()
        if not formula.is_bound:
            if not inner or any(f.slug != "circular-name" for f in inner):
                self._broken.add(key)
            if any(f.slug == "circular-name" for f in inner):
                faults.append(
                    FormulaError(
                        "circular-name", f"the {kind} '{name}' is defined by itself or by a circle of names",
                        word.start + offset, word.end + offset,
                    )
                )  # fmt: skip
            return None
        return formula.tree


def measure(tree: Tree) -> tuple[int, int]:
    """Number of statements and depth of a tree; stops counting well above the limits."""
    size, depth, layer = 0, 0, [tree]
    while layer and size <= MAX_SIZE and depth <= MAX_DEPTH + 1:
        size += len(layer)
        depth += 1
        layer = [part for node in layer for part in parts(node)]
    return size, depth


class _Binder:
    def __init__(self, scope: Scope, over: Over, own: tuple[str, ...], offset: int) -> None:
        self.scope, self.over, self.own, self.offset = scope, over, own, offset
        self.faults: list[FormulaError] = []

    def fault(self, slug: str, message: str, word: Word, hint: str = "") -> None:
        self.faults.append(FormulaError(slug, message, word.start + self.offset, word.end + self.offset, hint))

    def tree(self, node: Tree) -> Tree | None:
        if isinstance(node, Compare):
            return self.comparison(node)
        inner = [self.tree(part) for part in parts(node)]
        if any(part is None for part in inner):
            return None
        done = tuple(part for part in inner if part is not None)
        if isinstance(node, Not):
            return negation(done[0])
        if isinstance(node, And):
            return And(done)
        if isinstance(node, Or):
            return Or(done)
        if isinstance(node, Threshold):
            return Threshold(node.count, done)
        if isinstance(node, Implies):
            return Implies(*done)
        if isinstance(node, Iff):
            return Iff(*done)
        return node

    def comparison(self, node: Compare) -> Tree | None:
        word = node.name
        meanings = self.meanings(word)
        if len(meanings) > 1:
            shown = " or ".join(f"the {kind} '{name}'" for kind, name in meanings)
            self.fault("ambiguous-name", f"'{word.text}' may mean {shown}", word, "give one of them another name")
            return None
        if not meanings:
            self.unknown(word)
            return None
        kind, name = meanings[0]
        if kind in ("scenario", "explanation"):
            if node.values:
                self.fault("value-of-a-statement", f"'{name}' is a {kind}: it holds or not, it has no values", word)
                return None
            return self.scope.named(kind, name, word, self.faults, self.offset)
        values = self.scope.variables[name]
        if not values:
            return None  # a factor without a prior: told at the factor
        if not node.values:
            if values not in (("no", "yes"), ("yes", "no")):
                listed = ", ".join(values)
                self.fault(
                    "value-missing", f"'{word.text}' has the values {listed}", word, f"{word.text} == {values[-1]}"
                )
                return None
            return Is(name, ("yes",), values)
        for value in node.values:
            if value.text not in values:
                hint = nearest(value.text, values) or f"its values: {', '.join(values)}"
                self.fault("unknown-value", f"'{word.text}' has no value '{value.text}'", value, hint)
        chosen = {v.text for v in node.values}
        kept = tuple(v for v in values if (v in chosen) != node.negated)
        leaf = Is(name, kept, values)
        return leaf if kept else Not(Is(name, values, values))

    def meanings(self, word: Word) -> list[tuple[str, str]]:
        """What a name can mean here: (kind, canonical name)."""
        name, scope = word.text, self.scope
        found: list[tuple[str, str]] = []
        if self.over != "worlds":
            if "." in name:
                return [("option", name)] if name in scope.variables else []
            own = [f"{a}.{name}" for a in self.own if name in scope.options.get(a, ())]
            found += [("option", own[0])] if own else []
            found += [("scenario", name)] if name in scope.scenarios else []
        if self.over != "states":
            found += [("factor", name)] if name in scope.variables and "." not in name else []
            found += [("explanation", name)] if name in scope.explanations else []
        return found

    def unknown(self, word: Word) -> None:
        name, scope = word.text, self.scope
        if self.over == "worlds":
            known = [*scope.factors(), *scope.explanations]
            if "." in name or name in scope.scenarios:
                self.fault("wrong-scope", f"'{name}' is about what actors do; here only factors may stand", word)
            else:
                hint = nearest(name, known) or (f"factors: {', '.join(scope.factors()[:8])}" if known else "")
                self.fault("unknown-factor", f"there is no factor or explanation '{name}'", word, hint)
            return
        if self.over == "states" and (name in scope.factors() or name in scope.explanations):
            self.fault(
                "wrong-scope", f"'{name}' is about what may really be going on; here only options may stand", word
            )
            return
        actor, dot, option = name.partition(".")
        if dot and actor not in scope.options:
            self.fault("unknown-actor", f"there is no actor '{actor}'", word, nearest(actor, scope.options))
        elif dot:
            hint = nearest(option, scope.options[actor]) or f"it has: {', '.join(scope.options[actor][:8]) or 'none'}"
            self.fault("unknown-option", f"'{actor}' has no option '{option}'", word, hint)
        elif name in scope.options:
            self.fault(
                "unknown-option", f"'{name}' is an actor, not one of its options", word, f"write '{name}.OPTION'"
            )
        else:
            owners = [f"{a}.{name}" for a, options in scope.options.items() if name in options]
            known = [*scope.scenarios, *(o for a in self.own for o in scope.options.get(a, ()))]
            known += scope.factors() if self.over == "both" else []
            hint = f"write '{owners[0]}'" if owners else nearest(name, known)
            self.fault("unknown-name", f"nothing here is called '{name}'", word, hint)
