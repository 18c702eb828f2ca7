"""What holds as a table of states for a spreadsheet."""

from __future__ import annotations

import csv
import io

import numpy as np

from realpolitik.conflict.preferences import ranks
from realpolitik.conflict.solving import MOST_LISTED, Solution, TypeSolution
from realpolitik.errors import BadInput


def state_table(solution: Solution) -> str:
    """CSV, a line for each state in each preference type; states from 1, the first option fastest.

    Columns: ``worlds`` (the type, from 1), ``probability`` of the type, ``state``, ``now`` (1 for the status quo); each
    option's value; ``place ACTOR``, 1 for the states it likes best (only where it has one order); ``CONCEPT ACTOR`` and
    ``CONCEPT COALITION``, 1 where stable; ``CONCEPT``, 1 for an equilibrium. Raises BadInput for too many states.
    """
    space = solution.space
    if solution.large:
        raise BadInput(f"{space.states.size:,} states are more than {MOST_LISTED:,}; -o FILE.npz writes the arrays")
    columns = ["worlds", "probability", "state", "now", *(axis.name for axis in space.axes)]
    made = [_columns(solution, solved) for solved in solution.types]
    columns += made[0]
    out = io.StringIO()
    write = csv.writer(out, lineterminator="\n").writerow
    write(columns)
    now = space.number(space.status_quo)
    for k, (solved, found) in enumerate(zip(solution.types, made, strict=True), start=1):
        for n, row in enumerate(space.table.tolist()):
            values = [axis.values[v] for axis, v in zip(space.axes, row, strict=True)]
            rest = [cells[n] for cells in found.values()]
            write([k, f"{solved.probability:.6g}", n + 1, int(n == now), *values, *rest])
    return out.getvalue()


def _columns(solution: Solution, solved: TypeSolution) -> dict[str, list[int]]:
    """What follows the options, by the column's name: a number for each state."""
    space, found = solution.space, dict[str, list[int]]()
    if not solution.marks:
        for actor in solution.deciders:
            order = space.feasible_only(ranks(space, actor, solved.type.when))
            found[f"place {actor}"] = (np.unique(-order, return_inverse=True)[1] + 1).tolist()
    for concept in solution.concepts:
        for actor, stable in zip(solution.deciders, solved.stability[concept], strict=True):
            found[f"{concept} {actor}"] = stable.astype(int).tolist()
        for name, stable in solved.coalitions.get(concept, {}).items():
            found[f"{concept} {name}"] = stable.astype(int).tolist()
        found[concept] = solved.holds(concept).astype(int).tolist()
    return found
