"""Reads what a user tells `weigh` on the command line: costs of choices, and what somebody said of explanations."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from realpolitik.errors import BadInput

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from realpolitik.case.case import Case
    from realpolitik.case.formula import Formula

_COST = re.compile(r"\s*([^:=]+?)\s*(?::\s*(.+?)\s*)?=\s*(-?\d+(?:\.\d+)?)\s*", re.DOTALL)
_KEPT = "Nothing was weighed."


def costs_of(texts: Sequence[str], case: Case) -> dict[str, NDArray[np.float64]]:
    """The cost of each choice in every world, from ``CHOICE=COST`` and ``CHOICE: FORMULA=COST``.

    Of one choice the first line whose formula holds counts, and 0 where none does (in "something else" only a line
    without a formula can). Raises BadInput for what cannot be read.
    """
    import numpy as np

    from realpolitik.case.worlds import Worlds
    from realpolitik.evidence.prior import MOST_WORLDS

    worlds = Worlds.of(case)
    if worlds.named > MOST_WORLDS:
        raise BadInput(f"costs need the worlds one by one, and {worlds.named:,} are too many. {_KEPT}")
    found: dict[str, NDArray[np.float64]] = {}
    settled: dict[str, NDArray[np.bool_]] = {}
    for text in texts:
        match = _COST.fullmatch(text)
        if match is None:
            raise BadInput(
                f"--cost '{text}' is not CHOICE=COST or CHOICE: FORMULA=COST, such as 'stay: attack=100'. {_KEPT}"
            )
        choice, formula, cost = match.groups()
        holds = np.ones(worlds.size, dtype=np.bool_)
        if formula is not None:
            holds = worlds.holds(formula_of(f"--cost '{text}'", formula, case))
        before = settled.setdefault(choice, np.zeros(worlds.size, dtype=np.bool_))
        own = found.setdefault(choice, np.zeros(worlds.size))
        own[holds & ~before] = float(cost)
        settled[choice] = before | holds
    if len(found) == 1:
        raise BadInput(f"only one choice has a cost, {next(iter(found))}; a decision needs two. {_KEPT}")
    return found


def formula_of(where: str, text: str, case: Case) -> Formula:
    """A formula over the factors of a case. Raises BadInput, which begins with ``where``, for what is none."""
    from realpolitik.case.formula import Formula
    from realpolitik.case.names import scope_of
    from realpolitik.case.syntax import FormulaError

    try:
        read = Formula.parse(text)
        faults = scope_of(case).bind(read, "worlds")
    except FormulaError as error:
        raise BadInput(f"{where}: {error}. {_KEPT}") from None
    if faults:
        raise BadInput(f"{where}: {faults[0]}. {_KEPT}")
    return read


def said_of(texts: Sequence[str]) -> dict[str, float]:
    """What was said of explanations directly, from ``EXPLANATION=60%``."""
    from pydantic_core import PydanticCustomError

    from realpolitik.case.values import read_probability

    found: dict[str, float] = {}
    for text in texts:
        name, equals, written = text.partition("=")
        try:
            read = read_probability(written.strip()) if equals and written.strip() else None
        except PydanticCustomError as error:
            raise BadInput(f"--said '{text}': {error.message()}. {_KEPT}") from None
        if not isinstance(read, dict):
            raise BadInput(f"--said '{text}' is not EXPLANATION=PROBABILITY, such as 'attack=60%'. {_KEPT}")
        found[name.strip()] = float(read["value"])
    return found
