"""What may really be going on, and what has been seen: sources, factors, explanations, evidence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from realpolitik.case.formula import Formula
from realpolitik.case.parts.judged import Judged, Probability, Provenance
from realpolitik.case.parts.part import Day, Part
from realpolitik.case.values import fault, read_probability

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


class ProbabilityBranch(Part):
    """One line of a conditional probability: ``if`` (None: ``else``) and ``p``."""

    if_: Formula | None = Field(default=None, alias="if")
    """Where this line holds: a formula over factors. Without it the line holds everywhere else."""
    p: Probability
    """The probability there."""


class _Share(Judged):
    """A probability between 0 and 1 that may depend on what is true; the value itself is that of ``else``."""

    given: tuple[ProbabilityBranch, ...] = ()
    """The lines above `else`, first match wins."""


def read_share(raw: object) -> object:
    """A probability, or branches ``- {if: .., p: ..}`` that end with ``- {else: ..}``."""
    if not isinstance(raw, (list, tuple)) or not any(isinstance(line, Mapping) for line in raw):
        return read_probability(raw)
    *branches, last = raw
    if not isinstance(last, Mapping) or "if" in last:
        raise fault("table-incomplete", "what holds where none of these does?", "end with '- {else: ..}'")
    if any(isinstance(line, Mapping) and "if" not in line for line in branches):
        raise fault("else-not-last", "nothing after 'else' is ever looked at", "put 'else' last")
    if list(last) not in (["else"], ["p"]):
        raise fault("unknown-key", "the last line is '- {else: ..}' and no more")
    otherwise = read_probability(next(iter(last.values())))
    return {**otherwise, "given": tuple(branches)} if isinstance(otherwise, dict) else otherwise


Share = Annotated[_Share, BeforeValidator(read_share)]


class Source(Provenance):
    """Someone who says something; ``grade`` (default F, cannot be judged) or the numbers give its hidden state.

    ``reliable`` and ``deceptive`` may be branches over factors: then it can be trusted more in some worlds than in
    others.
    """

    title: str
    """What it is called."""
    kind: str | None = None
    """What it is: `report`, `opinion`, `comment`, `official`, ..."""
    date: Day | None = None
    """When it was published."""
    by: str | None = None
    """Who wrote it."""
    url: str | None = None
    """Where it stands: an address of the web, or a file beside the page."""
    note: str | None = None
    """Anything to know about it."""
    grade: Literal["A", "B", "C", "D", "E", "F"] | None = None
    """Its Admiralty grade: A is always reliable, E is not, F cannot be judged."""
    reliable: Share | None = None
    """How often it reports what it knows, in place of the grade."""
    deceptive: Share | None = None
    """How often it means to deceive, in place of the grade."""
    repeats: tuple[str, ...] = ()
    """Sources it copies from: together they count once."""

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


class DistributionBranch(Part):
    """One line of a factor's ``given``: ``if`` (None: ``else``) and a probability for every value."""

    if_: Formula | None = Field(default=None, alias="if")
    """Where this line holds: a formula over earlier factors."""
    values: dict[str, Probability]
    """The probability of each value there."""

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
    """The question it answers."""
    prior: Probability | None = None
    """The probability of `yes` beforehand."""
    values: dict[str, Probability] = Field(default_factory=dict)
    """Its values and their probabilities beforehand; they sum to 100 %."""
    given: tuple[DistributionBranch, ...] = ()
    """The same where earlier factors matter: `- {if: FORMULA, ..}`, first match wins."""

    @model_validator(mode="before")
    @classmethod
    def _binary(cls, data: Any) -> Any:
        if isinstance(data, dict) and data.get("prior") is not None and not data.get("values"):
            return {**data, "values": _with_no(data["prior"]) or {}}
        return data


class Explanation(Provenance):
    """A named statement over factors. Explanations may overlap."""

    says: Formula
    """The statement: a formula over factors."""
    title: str | None = None
    """Its name in the report."""
    held_by: str | None = None
    """The source that holds it."""


class Item(Provenance):
    """A piece of evidence: a happening, who reports it, and how likely it would be in each world.

    ``likelihood`` after loading is a list of branches, first match wins; a table keyed by one factor's
    values becomes one branch per value (``factor == value``). Empty: context only (or a copy).
    """

    id: str
    """Its name in the case."""
    what: str | None = None
    """What happened, or would, in a sentence."""
    seen: Literal["seen", "absent", "not yet"] = "seen"
    """The day it was seen, `absent` (looked for, not found), or `not yet` (an indicator)."""
    date: Day | None = None
    """The day it was seen; `seen: DATE` sets it."""
    until: Day | None = None
    """The last day on which it could still be seen, with `seen: not yet` (default: the horizon)."""
    credibility: int | None = Field(default=None, ge=1, le=6)
    """Admiralty credibility: 1 confirmed, 2 probably true, ... 5 improbable, 6 cannot be judged."""
    likelihood: tuple[ProbabilityBranch, ...] = ()
    """How likely it would be, if ...: keyed by one factor's values, or branches."""
    said_anyway: Probability | None = None
    """How often such a source would report it in any case."""
    copy_of: str | None = None
    """The item it repeats; a copy is no new evidence."""
