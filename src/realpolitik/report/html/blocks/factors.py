"""The questions underneath the explanations: every factor with its answers before and after."""

from __future__ import annotations

from typing import Any

from realpolitik.analysis.result import Analysis

ORDER = 35
TITLE = "The questions underneath"


def view(analysis: Analysis) -> dict[str, Any] | None:
    """One row an answer; a yes-or-no factor has the one row "yes"."""
    if not analysis.factors:
        return None
    rows = []
    for factor in analysis.factors:
        answers = ["yes"] if set(factor.posterior) == {"yes", "no"} else list(factor.posterior)
        rows.append(
            {
                "factor": factor,
                "answers": [(v.replace("_", " "), factor.prior[v], factor.posterior[v]) for v in answers],
            }
        )
    return {"rows": rows}
