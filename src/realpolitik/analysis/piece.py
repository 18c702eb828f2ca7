"""What every piece of an analysis is made of: frozen records, intervals and curves."""

from __future__ import annotations

import datetime

from pydantic import BaseModel, ConfigDict

Interval = tuple[float, float]
Curve = list[tuple[datetime.date, float]]
Band = list[tuple[datetime.date, float, float]]  # date, 5 %, 95 %


class Result(BaseModel):
    """A frozen piece of an analysis."""

    model_config = ConfigDict(extra="forbid", frozen=True)
