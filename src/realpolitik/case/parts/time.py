"""What has happened, what is asked, what is advised."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from realpolitik.case.formula import Formula
from realpolitik.case.happens import read_happens
from realpolitik.case.parts.judged import Citations, Number, Probability, Provenance
from realpolitik.case.parts.part import Day, Part
from realpolitik.case.values import read_period


class Event(Provenance):
    """A dated happening. With ``by`` and ``does`` and not before ``watched_from`` it is a seen move.

    ``by`` maps candidate authors (actors or ``nature``) to shares (``by: azerbaijan`` is ``{azerbaijan: 100%}``).
    ``does`` after loading is one formula per changed option (``option``, ``not option``, ``option == value``).
    """

    date: Day
    by: dict[str, Probability] = Field(default_factory=dict)
    does: tuple[Formula, ...] = ()
    text: str | None = None
    counts_as: str | None = None


class Happens(Part):
    """What a question asks: ``ever F``, ``at F``, ``never F``, ``F before G``, ``if X [by DATE] then [ever|at] Y``."""

    kind: Literal["ever", "at", "never", "before", "if_then"]
    first: Formula
    second: Formula | None = None
    first_by: Day | None = None
    second_kind: Literal["ever", "at"] = "ever"
    written: str


class BaseRate(Part):
    """How often such things happened: ``seen`` of ``of`` cases, each ``per`` so many months long."""

    seen: float
    of: float
    per: float  # months
    per_written: str
    class_: str | None = Field(default=None, alias="class")
    source: Citations = ()
    judged: bool = False

    @model_validator(mode="before")
    @classmethod
    def _period(cls, data: Any) -> Any:
        if isinstance(data, dict) and isinstance(data.get("per"), str):
            return {**data, "per": read_period(data["per"]), "per_written": data["per"].strip()}
        return data


class Resolution(Part):
    """How a question came out. Never read by a forecast, only by the score."""

    as_: str = Field(alias="as")  # yes | no | void | a value
    on: Day | None = None
    source: str | None = None


class Question(Provenance):
    """A dated question with fine print."""

    id: str
    asks: str
    happens: Annotated[Happens, BeforeValidator(read_happens)]
    until: Day
    fine_print: str | None = None
    base_rate: BaseRate | None = None
    said: dict[str, Probability] = Field(default_factory=dict)
    resolved: Resolution | None = None


class Advice(Provenance):
    """A move somebody recommends; ``to`` is the actor."""

    to: str
    do: Formula | None = None
    text: str | None = None
    by: Citations = ()


class Position(Part):
    """An actor's place on an issue's scale."""

    position: Number
    capability: Number
    salience: Probability


class Issue(Provenance):
    """A settlement on a scale: read-out of the bargaining room."""

    scale: dict[float, str]
    positions: dict[str, Position]
