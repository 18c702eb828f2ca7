"""A Bayesian network: what network formats read and write, made from a case and turned into one."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

import numpy as np

from realpolitik.case.syntax import is_name
from realpolitik.case.worlds import Worlds
from realpolitik.errors import BadInput
from realpolitik.evidence.dependence import dependent, depends, mentioned
from realpolitik.evidence.items import read_item, reporters, role_of
from realpolitik.evidence.network import some_of
from realpolitik.evidence.numbers import Floats, Numbers
from realpolitik.evidence.prior import factor_table
from realpolitik.evidence.report import STATES, report_probability

if TYPE_CHECKING:
    from realpolitik.case.case import Case
    from realpolitik.case.parts.belief import Source

YES_NO = ("yes", "no")
_TRUTH = ("yes", "no", "true", "false")


@dataclass(frozen=True, eq=False)
class Variable:
    """One variable: P(its state | its parents' states), shape (sizes of the parents..., number of its states).

    ``observed`` is the state that was seen, where one was.
    """

    name: str
    states: tuple[str, ...]
    parents: tuple[str, ...]
    table: Floats
    observed: str | None = None


@dataclass(frozen=True)
class Network:
    """Variables in any order; ``name`` is the network's."""

    name: str
    variables: tuple[Variable, ...]

    def ordered(self) -> tuple[Variable, ...]:
        """The variables, parents first, otherwise as they stand. Raises BadInput for a circle."""
        done: dict[str, Variable] = {}
        while len(done) < len(self.variables):
            ready = [v for v in self.variables if v.name not in done and all(p in done for p in v.parents)]
            if not ready:
                circle = ", ".join(v.name for v in self.variables if v.name not in done)
                raise BadInput(f"the variables {circle} depend on each other in a circle; nothing was read.")
            done |= {v.name: v for v in ready}
        return tuple(done.values())


def network_of(case: Case) -> Network:
    """A case's evidence as a network, number for number: middles, no ranges.

    Factors; ``something_else``; explanations (true or false by their factors); for each source its hidden state; for
    each item that counts whether it happened and, for each source, the report. What was reported is observed.
    Copies, and items without likelihoods, are left out: they move nothing.
    """
    worlds, numbers = Worlds.of(case), Numbers()
    place = {name: k for k, name in enumerate(worlds.factors)}
    names = _Names(set(worlds.factors))
    other = names.new("something_else")
    share = float(numbers.value(case.something_else))
    found = [Variable(other, YES_NO, (), np.array([share, 1.0 - share]))]
    for k, (name, factor) in enumerate(case.factors.items()):
        mentioned = {place[m] for b in factor.given if b.if_ is not None for m in b.if_.mentions()}
        scope = tuple(sorted({k, *mentioned}))
        some = some_of(worlds, scope)
        table = np.moveaxis(factor_table(name, factor, some, numbers).reshape(some.shape), scope.index(k), -1)
        found.append(Variable(name, worlds.values[k], tuple(worlds.factors[j] for j in scope if j != k), table))
    for name, explanation in case.explanations.items():
        some = some_of(worlds, tuple(sorted(place[m] for m in explanation.says.mentions())))
        holds = np.broadcast_to(explanation.says.holds(some.columns), some.named).reshape(some.shape)
        table = np.stack([np.zeros(some.shape), holds.astype(np.float64)])  # something else: none holds
        found.append(Variable(names.new(name), YES_NO, (other, *some.factors), np.stack([table, 1.0 - table], -1)))
    sources = {}
    for name, source in case.sources.items():
        sources[name] = names.new(f"source_{name}")
        found.append(_source(sources[name], source, other, worlds, place, numbers))
    for item in case.evidence:
        role = role_of(item, frozenset())
        if role not in ("weighed", "not yet seen"):
            continue
        mentioned = {place[m] for b in item.likelihood if b.if_ is not None for m in b.if_.mentions()}
        some = some_of(worlds, tuple(sorted(mentioned)))
        read = read_item(item, case, some, numbers)
        likely = np.stack([np.full(some.shape, read.said_anyway), read.likelihood[:-1].reshape(some.shape)])
        happened = names.new(f"happened_{item.id}")
        found.append(Variable(happened, YES_NO, (other, *some.factors), np.stack([likely, 1.0 - likely], -1)))
        said = report_probability(read.said_anyway, read.credibility)[::-1]  # happened first, then not
        seen = "yes" if role == "weighed" else None
        counted = reporters(item, case)[0]
        if not counted:
            direct = np.stack([said[:, 0], 1.0 - said[:, 0]], -1)
            found.append(Variable(names.new(f"seen_{item.id}"), YES_NO, (happened,), direct, seen))
        for name in counted:
            report = Variable(
                names.new(f"{name}_reports_{item.id}"),
                YES_NO,
                (happened, sources[name]),
                np.stack([said, 1.0 - said], -1),
                seen,
            )
            found.append(report)
    return Network(case.case, tuple(found))


def _source(name: str, source: Source, other: str, worlds: Worlds, place: dict[str, int], numbers: Numbers) -> Variable:
    """The hidden state of a source; it has parents where it depends on what is true."""
    if not depends(source):
        return Variable(name, STATES, (), np.array(numbers.shares(source)))
    some = some_of(worlds, tuple(sorted(place[m] for m in mentioned(source))))
    lines = dependent(source, some, numbers)
    here = lines.cells[lines.branch[:-1]].reshape(*some.shape, 3)
    table = np.stack([np.broadcast_to(lines.cells[-1], here.shape), here])
    return Variable(name, STATES, (other, *some.factors), table)


class _Names:
    """Hands out names that nobody has yet."""

    def __init__(self, taken: set[str]) -> None:
        self.taken = taken

    def new(self, wanted: str) -> str:
        name = wanted
        while name in self.taken:
            name += "_"
        self.taken.add(name)
        return name


def case_text(network: Network, file: str) -> str:
    """A case that says what the network says: a factor for each variable, a sure report for each observed state."""
    variables = network.ordered()
    names, states = _spellings(variables)
    lines = [
        "realpolitik: 1",
        f"case: {_plain(network.name) or 'network'}",
        f"title: {_quoted(f'The network of {file}')}",
    ]
    lines += ["something_else: 0%", "factors:"]
    for v in variables:
        own = states[v.name]
        lines += [f"  {names[v.name]}:", f"    asks: {_quoted(f'Which state has {v.name}?')}"]
        if not v.parents:
            lines += _cells("    values:", own, v.table)
            continue
        lines += _cells("    values:", own, np.full(len(own), 1.0 / len(own)))
        lines.append("    given:")
        shapes = [range(n) for n in v.table.shape[:-1]]
        for row in product(*shapes):
            met = " and ".join(f"{names[p]} == {states[p][k]}" for p, k in zip(v.parents, row, strict=True))
            cells = ", ".join(f"{s}: {float(p)!r}" for s, p in zip(own, v.table[row], strict=True))
            lines.append(f'      - {{if: "{met}", {cells}}}')
    seen = [v for v in variables if v.observed is not None]
    if seen:
        lines.append("evidence:")
    for v in seen:
        value = states[v.name][v.states.index(str(v.observed))]
        lines += [
            f"  - id: {names[v.name]}",
            f"    what: {_quoted(f'{v.name} is {v.observed}')}",
            "    seen: seen",
            f'    likelihood: [{{if: "{names[v.name]} == {value}", p: 100%}}, {{else: 0%}}]',
        ]
    return "\n".join(lines) + "\n"


def _cells(key: str, states: tuple[str, ...], shares: Floats) -> list[str]:
    return [key, *(f"      {s}: {float(p)!r}" for s, p in zip(states, shares, strict=True))]


def _spellings(variables: tuple[Variable, ...]) -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    """Names of the case language for variables and their states, each like its own where that can be a name."""
    taken = _Names(set())
    names = {v.name: taken.new(_plain(v.name) or "variable") for v in variables}
    states = {}
    for v in variables:
        if {s.lower() for s in v.states} in ({"true", "false"}, {"yes", "no"}):
            states[v.name] = tuple("yes" if s.lower() in ("true", "yes") else "no" for s in v.states)
            continue
        own = _Names(set())
        states[v.name] = tuple(own.new(_plain(s) or "state") for s in v.states)
    return names, states


def _plain(name: str) -> str:
    """The name with what cannot stand in a name of the case language made ``_``."""
    plain = "".join(c if c.isalnum() or c == "_" else "_" for c in name)
    return plain if not plain or (is_name(plain) and plain.lower() not in _TRUTH) else plain + "_"


def _quoted(words: str) -> str:
    return '"' + words.replace("\\", "\\\\").replace('"', '\\"') + '"'
