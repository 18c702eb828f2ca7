"""Why something can never happen in a play: which rule or condition shuts it out."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from realpolitik.case.formula import Formula
from realpolitik.conflict.space import StateSpace
from realpolitik.errors import BadInput
from realpolitik.play.board import encode, explore

MOST_STATES_TO_SEARCH = 2**14


def why_excluded(space: StateSpace, formula: Formula) -> str:
    """In words, why no state that the play can reach satisfies ``formula``."""
    truth = space.holds(formula)
    if not truth.any():
        return "no combination of the options makes it true"
    if not (truth & space.feasible).any():
        for k, rule in enumerate(space.rules):
            others = replace(space, rules=(*space.rules[:k], *space.rules[k + 1 :]))
            if (truth & others.feasible).any():
                said = f"never: {rule.never.text}" if rule.never is not None else ""
                if rule.needs is not None and rule.for_ is not None:
                    said = f"needs: {rule.needs.text}, for: {rule.for_.text}"
                return f"a rule excludes it ({said})"
        return "the rules together exclude it"
    if space.size <= MOST_STATES_TO_SEARCH:
        flat = np.ravel(truth, order="F")
        for k, axis in enumerate(space.axes):
            for key, free in (
                ("if", replace(axis, if_=None)),
                ("undo_if", replace(axis, undo_if=None)),
                ("moves", replace(axis, moves="both")),
            ):
                if free == axis or (key == "moves" and axis.actor == "nature"):
                    continue
                loose = replace(space, axes=(*space.axes[:k], free, *space.axes[k + 1 :]))
                try:
                    board = explore(loose, (encode(loose, loose.status_quo),))
                except BadInput:
                    continue
                if flat[board.codes].any():
                    gate = {"if": axis.if_, "undo_if": axis.undo_if, "moves": None}[key]
                    said = f"{key}: {gate.text if gate else axis.moves}"
                    return f"no path leads there: `{said}` of {axis.name} is in the way"
    return "no path leads there from the status quo"
