"""What may really be going on, and what has been seen: sources, factors, explanations, evidence."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from realpolitik.case.formula import Formula
from realpolitik.case.parts.judged import Probability, Provenance
from realpolitik.case.parts.part import Day, Part
from realpolitik.case.values import read_probability

#: Shares of (reliable, noise, deceptive) for an Admiralty grade: a convention, printed on the page.
GRADES: dict[str, tuple[float, float, float]] = {
    "A": (0.95, 0.04, 0.01),
    "B": (0.80, 0.17, 0.03),
    "C": (0.60, 0.30, 0.10),
    "D": (0.40, 0.40, 0.20),
    "E": (0.15, 0.55, 0.30),
    "F": (0.50, 0.40, 0.10),
}
#: Admiralty credibility of an item -> the chance that a reliable source got it right (6 or none: 1).
CREDIBILITY: dict[int, float] = {1: 0.95, 2: 0.85, 3: 0.70, 4: 0.50, 5: 0.25, 6: 1.0}


class Source(Provenance):
    """Someone who says something; ``grade`` (default F, cannot be judged) or the numbers give its hidden state."""

    title: str
    kind: str | None = None
    date: Day | None = None
    by: str | None = None
    url: str | None = None
    note: str | None = None
    grade: Literal["A", "B", "C", "D", "E", "F"] | None = None
    reliable: Probability | None = None
    deceptive: Probability | None = None
    repeats: tuple[str, ...] = ()

    def state_shares(self) -> tuple[float, float, float]:
        """The prior shares (reliable, noise, deceptive), summing to 1.

        Where only ``reliable`` is given, the grade's ratio of the other two is kept (grade F without a grade);
        where only ``deceptive`` is given, likewise.
        """
        reliable, noise, deceptive = GRADES[self.grade or "F"]
        if self.reliable is not None and self.deceptive is not None:
            r, d = self.reliable.value, self.deceptive.value
            return r, 1.0 - r - d, d
        if self.reliable is not None:
            r = self.reliable.value
            d = (1.0 - r) * deceptive / (noise + deceptive)
            return r, 1.0 - r - d, d
        if self.deceptive is not None:
            d = self.deceptive.value
            r = (1.0 - d) * reliable / (reliable + noise)
            return r, 1.0 - r - d, d
        return reliable, noise, deceptive


def complement(p: Any) -> Any:
    """The probability of the opposite, as plain data."""
    plain = p if isinstance(p, dict) else p.model_dump()
    return {
        "value": 1.0 - plain["value"],
        "low": 1.0 - plain["high"],
        "high": 1.0 - plain["low"],
        "written": f"not ({plain['written']})",
    }


def _with_no(yes: object) -> dict[str, Any] | None:
    """``yes`` and ``no`` of a binary factor from the probability of ``yes``; None if it cannot be read."""
    try:
        return {"yes": yes, "no": complement(read_probability(yes))}
    except PydanticCustomError:
        return None  # the field's own validation reports it


class ProbabilityBranch(Part):
    """One line of a conditional probability: ``if`` (None: ``else``) and ``p``."""

    if_: Formula | None = Field(default=None, alias="if")
    p: Probability


class DistributionBranch(Part):
    """One line of a factor's ``given``: ``if`` (None: ``else``) and a probability for every value."""

    if_: Formula | None = Field(default=None, alias="if")
    values: dict[str, Probability]

    @model_validator(mode="before")
    @classmethod
    def _binary(cls, data: Any) -> Any:
        if isinstance(data, dict) and isinstance(data.get("values"), dict) and list(data["values"]) == ["yes"]:
            return {**data, "values": _with_no(data["values"]["yes"]) or data["values"]}
        return data


class Factor(Provenance):
    """Something that is true or not, unknown to us. ``prior`` gives the values ``yes`` and ``no``.

    After loading ``values`` is always filled (binary: ``{"yes": p, "no": 1 - p}``) and, where the
    factor depends on earlier ones, ``given`` holds branches, first match wins.
    """

    asks: str
    prior: Probability | None = None
    values: dict[str, Probability] = Field(default_factory=dict)
    given: tuple[DistributionBranch, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _binary(cls, data: Any) -> Any:
        if isinstance(data, dict) and data.get("prior") is not None and not data.get("values"):
            return {**data, "values": _with_no(data["prior"]) or {}}
        return data


class Explanation(Provenance):
    """A named statement over factors. Explanations may overlap."""

    says: Formula
    title: str | None = None
    held_by: str | None = None


class Item(Provenance):
    """A piece of evidence: a happening, who reports it, and how likely it would be in each world.

    ``likelihood`` after loading is a list of branches, first match wins; a table keyed by one factor's
    values becomes one branch per value (``factor == value``). Empty: context only (or a copy).
    """

    id: str
    what: str | None = None
    seen: Literal["seen", "absent", "not yet"] = "seen"
    date: Day | None = None
    credibility: int | None = Field(default=None, ge=1, le=6)
    likelihood: tuple[ProbabilityBranch, ...] = ()
    said_anyway: Probability | None = None
    copy_of: str | None = None
