"""What holds, as plain text: the option-by-state table of the literature, or the equilibria where it would not fit."""

from __future__ import annotations

import textwrap

import numpy as np

from realpolitik.analysis.unjudged import nobody_wants
from realpolitik.conflict.solving import Solution, TypeSolution
from realpolitik.conflict.space import StateSpace
from realpolitik.conflict.types import WorldType
from realpolitik.report.words import percent, plain

MOST_IN_TABLE = 40
MOST_IN_LIST = 30
MOST_NARROW = 30  #: columns that words need beside numbers
_RULES = {"once": "Each opponent answers at most once.", "single": "One opponent answers with one move."}


def solution_text(solution: Solution, width: int = 100) -> str:
    """The solution for a reader. States are numbered from 1 over the states that can exist, first option fastest.

    Few states: a table for each preference type, the likeliest first. Many: the states that hold in the most
    probable types, then for each type how many hold.
    """
    space = solution.space
    width = max(60, width)
    total = f"{space.states.size:,} states can exist of {space.size:,}"
    who = "1 actor decides" if len(solution.deciders) == 1 else f"{len(solution.deciders)} actors decide"
    lines = [space.case.title, f"{total}; {who}: {', '.join(solution.deciders)}."]
    if nobody_wants(space.case, space):
        said = "None of them is said to want anything, so nobody would leave any state: every state holds, which tells "
        said += "nothing. Give the actors wishes (`prefers`, the most important first)."
        return plain("\n".join([*lines, "", *textwrap.wrap(said, width)]))
    order = sorted(solution.types, key=lambda t: -t.probability)
    small = space.states.size <= MOST_IN_TABLE
    if not small:
        lines += ["", *_list(solution, width), ""]
    for solved in order:
        heading = type_heading(solved.type, solved.probability, width) if len(order) > 1 else []
        if small:
            lines += ["", *heading, *_table(solution, solved, width)]
        else:
            counts = ", ".join(f"{c} {solved.equilibria(c).size}" for c in solution.concepts)
            lines += [*heading, f"    equilibria: {counts}"]
    if "" in solution.marks:
        lines += ["", *textwrap.wrap(f"Here {solution.marks['']}.", width)]
    if solution.sanctions in _RULES:
        lines += ["", _RULES[solution.sanctions]]
    meanings = solution.meanings()
    longest = max(map(len, meanings))
    lines.append("")
    for name, meaning in meanings.items():
        lines += textwrap.wrap(f"{name:<{longest}}  {meaning}", width, subsequent_indent=" " * (longest + 2))
    return plain("\n".join(lines))


def type_heading(kind: WorldType, probability: float, width: int) -> list[str]:
    """A preference type in words: which conditions hold in its worlds."""
    said = [text for text, truth in kind.when.items() if truth]
    denied = [text for text, truth in kind.when.items() if not truth]
    where = " and ".join([*(f"[{t}]" for t in said), *(f"not [{t}]" for t in denied)])
    return textwrap.wrap(f"{percent(round(probability, 9))}: worlds where {where}", width, subsequent_indent="    ")


def _table(solution: Solution, solved: TypeSolution, width: int) -> list[str]:
    """Options as rows, states as columns, in blocks that fit; below them what holds."""
    space = solution.space
    names = [axis.name for axis in space.axes]
    rows: list[tuple[str, list[str]]] = []
    for k, name in enumerate(names):
        letters = _letters(space.axes[k].values)
        rows.append((name, [letters[v] for v in space.table[:, k]]))
    for concept in solution.concepts:
        rows.append((f"{concept} equilibrium", ["E" if e else "." for e in solved.holds(concept).tolist()]))
        if len(solution.concepts) == 1:
            grouped = ", in every group" if solved.coalitions.get(concept) else ""
            for actor, stable in zip(solution.deciders, solved.stability[concept], strict=True):
                rows.append((f"  stable for {actor}{grouped}", ["s" if s else "." for s in stable.tolist()]))
        for name, stable in solved.coalitions.get(concept, {}).items():
            rows.append((f"  stable for {name}", ["s" if s else "." for s in stable.tolist()]))
    now = space.number(space.status_quo)
    head = [f"{n + 1}{'*' if n == now else ''}" for n in range(space.states.size)]
    cell = max(len(h) for h in [*head, *(c for _, cells in rows for c in cells)]) + 1
    label = max(len(name) for name, _ in rows)
    per_block = max(1, (width - label) // cell)
    lines = []
    for start in range(0, len(head), per_block):
        part = slice(start, start + per_block)
        lines += [""] if start else []
        lines.append("state".ljust(label) + "".join(h.rjust(cell) for h in head[part]))
        lines += [name.ljust(label) + "".join(c.rjust(cell) for c in cells[part]) for name, cells in rows]
    legend = [
        f"{a.name}: " + ", ".join(map("=".join, zip(_letters(a.values), a.values, strict=True)))
        for a in space.axes
        if a.values != ("no", "yes")
    ]
    return [
        *lines,
        "* status quo; E equilibrium" + ("; s stable" if any("stable for" in name for name, _ in rows) else ""),
        *legend,
    ]


def _list(solution: Solution, width: int) -> list[str]:
    """The equilibria as what differs from the status quo, those in the most probable types first."""
    space = solution.space
    shares = np.zeros((len(solution.concepts), space.states.size))
    for solved in solution.types:
        for k, concept in enumerate(solution.concepts):
            shares[k, solved.equilibria(concept)] += solved.probability
    weight = shares.sum(axis=0).round(9)
    found = sorted(np.flatnonzero(weight).tolist(), key=lambda n: (-weight[n], n))
    lines = ["Probability of the worlds in which a state holds, by concept; states by what differs from now:"]
    cell = max(7, *(len(c) + 1 for c in solution.concepts))
    room = 8 + cell * len(solution.concepts) + 2
    beside = width - room >= MOST_NARROW  # else what differs stands on lines of its own
    indent = " " * (room if beside else 10)
    lines.append("state".rjust(8) + "".join(c.rjust(cell) for c in solution.concepts))
    for n in found[:MOST_IN_LIST]:
        cells = "".join((percent(min(p, 1.0)) if p > 0 else "-").rjust(cell) for p in shares[:, n].round(9))
        words = textwrap.wrap(difference(space, space.table[n].tolist()), width - len(indent))
        lines.append(f"{n + 1:>8}{cells}  {words.pop(0) if beside else ''}".rstrip())
        lines += [indent + more for more in words]
    if len(found) > MOST_IN_LIST:
        lines.append(f"        and {len(found) - MOST_IN_LIST} more; --format json lists them all")
    return lines


def difference(space: StateSpace, state: list[int]) -> str:
    """What differs from the status quo."""
    parts = []
    for axis, v in zip(space.axes, state, strict=True):
        if v != axis.now:
            plain = {"yes": axis.name, "no": f"not {axis.name}"} if axis.values == ("no", "yes") else {}
            parts.append(plain.get(axis.values[v], f"{axis.name} = {axis.values[v]}"))
    return ", ".join(parts) or "the status quo"


def _letters(values: tuple[str, ...]) -> list[str]:
    """Short marks for an option's values: N and Y, or 0, 1, 2, ..."""
    return ["N", "Y"] if values == ("no", "yes") else [str(k) for k in range(len(values))]
