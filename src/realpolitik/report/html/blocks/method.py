"""How it was computed: everything needed to get the same page again."""

from __future__ import annotations

from typing import Any

from realpolitik.analysis.result import Analysis

ORDER = 160
TITLE = "How it was computed"


def view(analysis: Analysis) -> dict[str, Any] | None:
    """The method's record as it stands."""
    return {"method": analysis.method}
