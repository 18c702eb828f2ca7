"""Bayesian networks in the Interchange Format (BIF 0.15), in double precision.

What it holds
    Variables with their states and tables. Factors, explanations, hidden states of sources, happenings and reports each
    become a variable; what was seen is kept as the property ``observed`` of its variable.
What is lost
    Ranges (the middles are written), words, sources' titles, dates, and everything that is not evidence.
Reference
    F. Cozman, "The Interchange Format for Bayesian Networks" (1998). A ``table`` lists its numbers with the variable
    itself varying slowest and the last parent fastest, as JavaBayes, pgmpy and pyAgrum have it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from math import isfinite, prod
from typing import TYPE_CHECKING

import numpy as np

from realpolitik.errors import BadInput
from realpolitik.formats._network import Network, Variable, case_text, network_of

if TYPE_CHECKING:
    from realpolitik.case.case import Case

NAME = "bif"
ORDER = 20
TITLE = "Bayesian network (BIF)"
ENDINGS = (".bif",)

_TOKEN = re.compile(
    r'\s+|//[^\n]*|/\*.*?\*/|(?P<quoted>"[^"\n]*")|(?P<mark>[{}()\[\],;|])|(?P<word>[^\s{}()\[\],;|"]+)', re.S
)
#: A table has no more numbers than this.
MOST_CELLS = 2**20
#: A row may miss 1 by as much as six printed digits lose.
_ROUNDING = 1e-4


def read(text: str, file: str) -> str:
    """The text of a case that says what the network says. Raises BadInput with the place of what cannot be read."""
    return case_text(parse(text, file), file)


def write(case: Case) -> str:
    """The evidence of a case as a network; see ``_network.network_of``. Raises BadInput where it has none."""
    if not case.factors:
        raise BadInput(
            f"{case.case}: it has no factors, so there is no evidence to write as a network; nothing was written."
        )
    return text_of(network_of(case))


def text_of(network: Network) -> str:
    """A network as BIF; every number is written so that reading gives the same double."""
    lines = [f"network {_word(network.name)} {{", "}"]
    for v in network.variables:
        states = ", ".join(map(_word, v.states))
        lines += [f"variable {_word(v.name)} {{", f"  type discrete [ {len(v.states)} ] {{ {states} }};"]
        if v.observed is not None:
            lines.append(f"  property observed = {_word(v.observed)} ;")
        lines.append("}")
    by_name = {v.name: v for v in network.variables}
    for v in network.variables:
        if not v.parents:
            lines += [f"probability ( {_word(v.name)} ) {{", f"  table {_row(v.table)};", "}"]
            continue
        lines.append(f"probability ( {_word(v.name)} | {', '.join(map(_word, v.parents))} ) {{")
        for row in product(*(range(n) for n in v.table.shape[:-1])):
            met = ", ".join(_word(by_name[p].states[k]) for p, k in zip(v.parents, row, strict=True))
            lines.append(f"  ({met}) {_row(v.table[row])};")
        lines.append("}")
    return "\n".join(lines) + "\n"


def _row(cells: np.ndarray) -> str:
    return ", ".join(repr(float(p)) for p in cells)


def _word(name: str) -> str:
    return name if re.fullmatch(r"[\w.+-]+", name) else f'"{name}"'


def parse(text: str, file: str = "<text>") -> Network:
    """The network of a BIF text."""
    return _Reader(text, file).network()


class _Reader:
    def __init__(self, text: str, file: str) -> None:
        self.text, self.file = text, file
        self.tokens = list(self._split())
        self.at = 0

    def _split(self) -> Iterator[tuple[str, int]]:
        at = 0
        while at < len(self.text):
            found = _TOKEN.match(self.text, at)
            if found is None:
                raise self.fault("this cannot be read", at)
            if found.lastgroup is not None:
                yield found[0].strip('"') if found.lastgroup == "quoted" else found[0], at
            at = found.end()

    def fault(self, what: str, at: int | None = None) -> BadInput:
        where = self.tokens[self.at][1] if at is None and self.at < len(self.tokens) else at
        if where is None:
            return BadInput(f"{self.file}: the file ends too early: {what}; nothing was read.")
        line, start = self.text.count("\n", 0, where) + 1, self.text.rfind("\n", 0, where)
        return BadInput(f"{self.file}:{line}:{where - start}  {what}; nothing was read.")

    def next(self) -> str:
        if self.at >= len(self.tokens):
            raise self.fault("a network ends with '}'")
        self.at += 1
        return self.tokens[self.at - 1][0]

    def peek(self) -> str:
        return self.tokens[self.at][0] if self.at < len(self.tokens) else ""

    def want(self, *wanted: str) -> str:
        if self.peek() not in wanted:
            raise self.fault(f"expected {' or '.join(map(repr, wanted))}, found {self.peek()!r}")
        return self.next()

    def network(self) -> Network:
        name = ""
        states: dict[str, tuple[str, ...]] = {}
        observed: dict[str, str] = {}
        tables: dict[str, Variable] = {}
        while self.at < len(self.tokens):
            start = self.at
            kind = self.want("network", "variable", "probability")
            if kind == "network":
                if self.peek() != "{":
                    name = self.next()
                self.block({"property": self.skip})
            elif kind == "variable":
                which = self.next()
                if which in states:
                    self.at = start
                    raise self.fault(f"the variable {which} is there twice")
                states[which], seen = self.variable(which)
                if seen is not None:
                    observed[which] = seen
            else:
                made = self.probability(states)
                if made.name in tables:
                    self.at = start
                    raise self.fault(f"{made.name} has two tables")
                tables[made.name] = made
        if not states:
            raise BadInput(f"{self.file}: no variable is in it, so it is no network; nothing was read.")
        missing = [v for v in states if v not in tables]
        if missing:
            raise BadInput(f"{self.file}: no probabilities for {', '.join(missing)}; nothing was read.")
        whole = [Variable(v, states[v], tables[v].parents, tables[v].table, observed.get(v)) for v in states]
        return Network(name, tuple(whole))

    def block(self, known: dict[str, object]) -> None:
        self.want("{")
        while self.want(*known, "}") != "}":
            self.skip()

    def skip(self) -> list[str]:
        words = []
        while (word := self.next()) != ";":
            words.append(word)
        return words

    def names(self, end: str) -> list[str]:
        found = []
        while self.peek() != end:
            word = self.next()
            if word != ",":
                found.append(word)
        self.next()
        return found

    def variable(self, name: str) -> tuple[tuple[str, ...], str | None]:
        states: tuple[str, ...] = ()
        observed = None
        self.want("{")
        while (word := self.want("type", "property", "}")) != "}":
            if word == "property":
                said = self.skip()
                if said[:2] == ["observed", "="] and len(said) == 3:
                    observed = said[2]
                continue
            self.want("discrete")
            self.want("[")
            count, start = self.next(), self.at
            self.want("]")
            self.want("{")
            states = tuple(self.names("}"))
            self.want(";")
            if str(len(states)) != count or len(set(states)) != len(states) or len(states) < 2:
                self.at = start
                raise self.fault(f"{name} should have {count} different states, two at least; {len(states)} are named")
        if not states:
            raise self.fault(f"{name} has no states")
        if observed is not None and observed not in states:
            raise self.fault(f"{name} is observed as {observed}, which is none of its states")
        return states, observed

    def probability(self, states: dict[str, tuple[str, ...]]) -> Variable:
        self.want("(")
        start = self.at
        names = [n for n in self.names(")") if n != "|"]
        unknown = [n for n in names if n not in states]
        if unknown or not names:
            self.at = start
            raise self.fault(f"no variable {', '.join(unknown)} stands above" if unknown else "whose probabilities?")
        own, *parents = names
        shape = tuple(len(states[p]) for p in parents)
        if len(set(names)) < len(names) or prod(shape) * len(states[own]) > MOST_CELLS:
            self.at = start
            twice = "a variable stands there twice" if len(set(names)) < len(names) else "its table is too large"
            raise self.fault(f"{own}: {twice}")
        table = np.full((*shape, len(states[own])), np.nan)
        opened = self.at
        self.want("{")
        while (word := self.want("table", "default", "property", "(", "}")) != "}":
            start = self.at
            if word == "property":
                self.skip()
            elif word == "table":
                cells = self.cells(prod(table.shape))
                table = np.moveaxis(np.array(cells).reshape(len(states[own]), *shape), 0, -1)
            elif word == "default":
                row = np.array(self.cells(len(states[own])))
                table = np.where(np.isnan(table), row, table)
            else:
                met = self.names(")")
                if len(met) != len(parents) or any(s not in states[p] for s, p in zip(met, parents, strict=False)):
                    self.at = start
                    raise self.fault(f"({', '.join(met)}) are not states of {', '.join(parents) or 'nothing'}")
                place = tuple(states[p].index(s) for s, p in zip(met, parents, strict=True))
                table[place] = self.cells(len(states[own]))
        closed, self.at = self.at, opened
        if np.isnan(table).any():
            raise self.fault(f"the table of {own} leaves out a combination of {', '.join(parents)}")
        total = table.sum(axis=-1, keepdims=True)
        if (np.abs(total - 1.0) > _ROUNDING).any() or (table < 0.0).any():
            raise self.fault(f"a row of the table of {own} does not sum to 1")
        self.at = closed
        exact = np.abs(total - 1.0) < 1e-12
        return Variable(own, states[own], tuple(parents), np.where(exact, table, table / total))

    def cells(self, count: int) -> list[float]:
        start = self.at
        words = [w for w in self.skip() if w != ","]
        try:
            found = [float(w) for w in words]
        except ValueError:
            found = []
        if len(found) != count or not all(map(isfinite, found)):
            self.at = start
            raise self.fault(f"{count} numbers belong here, not '{' '.join(words)[:40]}'")
        return found
