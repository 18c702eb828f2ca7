"""What every part of a case has in common: unknown keys are refused, values do not change, provenance."""

from __future__ import annotations

import datetime
from typing import Annotated, TypeAlias

from pydantic import BaseModel, BeforeValidator, ConfigDict

from realpolitik.case.days import read_day, read_first_day

#: A day, month or year, or from one to another: ``2025-06-30``, ``2025-06``, ``2025``. Its last day counts.
Day: TypeAlias = Annotated[datetime.date, BeforeValidator(read_day)]
#: The same where something begins: its first day counts.
FirstDay: TypeAlias = Annotated[datetime.date, BeforeValidator(read_first_day)]


class Part(BaseModel):
    """A frozen piece of a case; unknown keys are faults."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True, arbitrary_types_allowed=True)


class Citation(Part):
    """Who says so: a source's name and, where given, paragraphs counted after the byline (``korybko p3``)."""

    source: str
    """The name of a source."""
    first: int | None = None
    """The first paragraph, counted after the byline."""
    last: int | None = None
    """The last paragraph."""

    def __str__(self) -> str:
        if self.first is None:
            return self.source
        if self.last is None or self.last == self.first:
            return f"{self.source} p{self.first}"
        return f"{self.source} p{self.first}-{self.last}"
