"""What a language model may answer: items with their quotes, and other words for items. No number, no judgement.

The shapes have no field for a probability, a grade, a date or a wish, so nothing of that kind can come in; fields that
nobody asked for are not read.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal, Protocol

from pydantic import BaseModel, Field, PrivateAttr, ValidationError, model_validator

#: Kinds of items that may be added.
Kind = Literal["explanation", "event", "conditional", "scenario", "forecast", "advice"]
#: PLOVER types; a test holds them together with ``data/events.txt``.
Type = Literal[
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "COOPERATE",
    "AID",
    "CONCEDE",
    "RETREAT",
    "INVESTIGATE",
    "DEMAND",
    "DISAPPROVE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "MOBILIZE",
    "SANCTION",
    "COERCE",
    "ASSAULT",
    "FIGHT",
]
#: So many suggestions of one answer are looked at.
MOST = 200


class Added(BaseModel):
    """An item that the rules may have missed."""

    kind: Kind
    quote: str = Field(description="Copied letter by letter from one paragraph; of a conditional, the if-clause only.")
    then: str = Field("", description="Of a conditional only: the clause that follows, copied letter by letter.")
    words: str = Field("", description="The item in one short plain sentence; of a forecast, a yes-no question.")
    by: str = Field("", description="Of an event only: the name of who acts, copied from the quote.")
    to: str = Field("", description="Of an event or of advice: the name of whom it is for, copied from the quote.")
    type: Type | None = Field(None, description="Of an event only: its PLOVER type.")


class Reworded(BaseModel):
    """Plainer words for an item that was found."""

    item: int = Field(description="The number of the item under 'found'.")
    words: str = Field(description="The item in one short plain sentence.")


class Answer(BaseModel):
    """An answer. An entry that is not in form is left out and counted; the others stay."""

    added: list[Added] = []
    reworded: list[Reworded] = []
    _malformed: int = PrivateAttr(0)

    @model_validator(mode="wrap")
    @classmethod
    def _each_alone(cls, data: Any, handler: Callable[[Any], Answer]) -> Answer:
        if not isinstance(data, dict):
            return handler(data)
        if not {"added", "reworded"} & set(data):
            raise ValueError("the answer has neither 'added' nor 'reworded'")
        kept: dict[str, list[BaseModel]] = {}
        malformed = 0
        for key, shape in (("added", Added), ("reworded", Reworded)):
            entries = data.get(key) or []
            if not isinstance(entries, list):
                raise ValueError(f"'{key}' is not a list")
            malformed += len(entries[MOST:])
            kept[key] = []
            for entry in entries[:MOST]:
                try:
                    kept[key].append(shape.model_validate(entry))
                except ValidationError:
                    malformed += 1
        made = handler(kept)
        made._malformed = malformed
        return made

    @property
    def malformed(self) -> int:
        """How many entries were not in the form asked for."""
        return self._malformed


class Suggester(Protocol):
    """Whoever reads a piece of a text, written as JSON, and suggests items."""

    name: str

    def suggest(self, piece: str) -> Answer:
        """The suggestions for one piece. Raises BadInput where there is no usable answer."""
        ...
