"""Why a state holds or does not, in plain words."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

import numpy as np

from realpolitik.conflict.argument import Argument, Temptation
from realpolitik.conflict.graph import Graph
from realpolitik.conflict.nearby import Step
from realpolitik.conflict.space import StateSpace
from realpolitik.report.words import plain

MOST = 8  #: temptations that are told one by one


def argument_text(space: StateSpace, graph: Graph, arguments: Sequence[Argument], width: int = 100) -> str:
    """The arguments of one preference type, one paragraph each, every temptation a line."""
    return plain("\n\n".join("\n".join(_told(space, graph, argument, width)) for argument in arguments))


def _told(space: StateSpace, graph: Graph, argument: Argument, width: int) -> list[str]:
    who = " and ".join(graph.actors[i] for i in argument.group)
    here = _named(space, graph, argument.state)
    verdict = "holds" if argument.stable else "does not hold"
    lines = _wrapped(f"State {here} {verdict} for {who} by {argument.concept}.", width)
    if argument.expects is not None:
        return lines + _wrapped(_foreseen(argument, who, _named(space, graph, argument.expects)), width)
    if not argument.temptations:
        if len(argument.group) > 1:
            return lines + _wrapped("From there no moves of theirs lead to a state that they all prefer.", width)
        return lines + _wrapped(f"From there no move of its own leads to a state that {who} prefers.", width)
    number = _number(space, graph, argument.state)
    for temptation in argument.temptations[:MOST]:
        lines += _wrapped("- " + _sentence(space, graph, argument, temptation, who, number), width, "  ")
    if len(argument.temptations) > MOST:
        lines.append(f"- and {len(argument.temptations) - MOST} more temptations that are answered likewise")
    return lines


def _foreseen(argument: Argument, who: str, end: str) -> str:
    """What somebody sees who looks ahead: so many moves, or by NM at every horizon of those that repeat."""
    if argument.concept == "NM":
        if argument.stable:
            return f"Once everybody's expectations repeat, {who} sees at no horizon a move that ends better."
        ahead = f"{argument.horizon} move{'' if argument.horizon == 1 else 's'} ahead"
        return (
            f"Once everybody's expectations repeat, {who} does not stay there at every horizon: looking {ahead}, "
            f"it moves and expects to end in {end}, which is better."
        )
    if argument.stable:
        return f"Looking that far ahead, {who} sees no move that ends better."
    return f"Looking that far ahead, {who} moves and expects to end in {end}, which is better."


def _sentence(space: StateSpace, graph: Graph, argument: Argument, temptation: Temptation, who: str, here: int) -> str:
    """One temptation with its answer."""
    go = f"{_path(space, graph, temptation.way)}: better for {'all of them' if len(argument.group) > 1 else who}"
    if temptation.answer is None:
        return f"{go}, {_unpunished(space, graph, argument, temptation, here)}."
    end = _number(space, graph, temptation.ends)
    if temptation.together:
        steps = " and ".join(
            f"{graph.actors[j]} moves as if to {_number(space, graph, s)}" for j, s in temptation.answer
        )
        return f"{go}. But if at the same time {steps}, all ends in {_named(space, graph, temptation.ends)}, " + (
            f"no better for {who} than {here}."
        )
    credible = ", each step to the mover's own advantage" if argument.concept.endswith("SEQ") else ""
    loser = "one of them" if len(argument.group) > 1 else who
    last = f"{end} is no better for {loser} than {here}"
    if argument.concept in ("SMR", "SSEQ", "CSMR", "CSSEQ"):
        last += f", nor is anything that {'they' if len(argument.group) > 1 else who} can reach from it"
    return f"{go}. But then {_path(space, graph, temptation.answer)}{credible}; {last}."


def _unpunished(space: StateSpace, graph: Graph, argument: Argument, temptation: Temptation, here: int) -> str:
    """Why nothing speaks against a temptation."""
    if argument.concept in ("Nash", "CNash"):
        return "and by this concept nobody answers"
    if not graph.others(argument.group):
        return "and there is nobody else who could answer"
    if temptation.escape is not None:
        worst, out = _number(space, graph, temptation.ends), _named(space, graph, temptation.escape)
        return f"and the others' answers can be escaped: from {worst}, for instance, to {out}"
    how = "improvements" if argument.concept.endswith("SEQ") or argument.concept == "SIM" else "moves"
    worst = _number(space, graph, temptation.ends)
    return f"and no {how} of the others lead to a state no better than {here} (the worst is {worst})"


def _path(space: StateSpace, graph: Graph, steps: Sequence[Step]) -> str:
    """Who goes where, one after another."""
    return ", then ".join(f"{graph.actors[j]} goes to {_named(space, graph, s)}" for j, s in steps)


def _number(space: StateSpace, graph: Graph, flat: int) -> int:
    return space.number([int(v) for v in np.unravel_index(flat, graph.values)]) + 1


def _named(space: StateSpace, graph: Graph, flat: int) -> str:
    state = [int(v) for v in np.unravel_index(flat, graph.values)]
    return f"{space.number(state) + 1} ({space.label(state)})"


def _wrapped(text: str, width: int, indent: str = "") -> list[str]:
    return textwrap.wrap(text, max(width, 60), subsequent_indent=indent)
