"""What is scored: one forecast of one question with what came out, from the ledger or from a question set."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from realpolitik.ledger.entry import FORECAST, Entry
from realpolitik.ledger.resolving import Asked, questions, resolutions
from realpolitik.ledger.verifying import sound, wrong_entries

Which = Literal["latest", "first", "all"]


@dataclass(frozen=True)
class Courses:
    """A forecast's answer in sampled paths, as bits of a number: ``yes``, and where each explanation ``holds``.

    ``origin`` tells forecasts of the same paths.
    """

    origin: tuple[object, ...]
    paths: int
    yes: int
    holds: Mapping[str, int]


@dataclass(frozen=True)
class Record:
    """A forecast ``p`` of a resolved question, its ``outcome``, and what else said something of it.

    ``base``: the base rate's chance, ``model``: the play's own; ``stays``: what would be if nothing moved; ``said``:
    authors' chances; ``given``: explanations' chances, with ``believed`` their probability then. ``hindsight``: written
    after the day on which the question was resolved. ``wording`` tells questions of one name apart. ``courses``: what
    sampled paths answered.
    """

    name: str
    asks: str
    p: float
    outcome: float
    base: float | None = None
    model: float | None = None
    stays: float | None = None
    said: Mapping[str, float] = field(default_factory=dict)
    given: Mapping[str, float] = field(default_factory=dict)
    believed: Mapping[str, float] = field(default_factory=dict)
    hindsight: bool = False
    case: str = ""
    on: str = ""
    wording: str = ""
    courses: Courses | None = field(default=None, repr=False)


@dataclass(frozen=True)
class Left:
    """What is not scored: questions still ``open`` or ``void``, forecasts without a number or made too ``late``.

    ``altered``: what ``verify`` says of the ledger; entries that were altered are not read.
    """

    open: tuple[str, ...] = ()
    void: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    late: tuple[str, ...] = ()
    altered: tuple[str, ...] = ()


def ledger_records(
    entries: Sequence[Entry], which: Which = "latest", case: str | None = None
) -> tuple[list[Record], Left]:
    """The forecasts to score, and what is left out. ``which`` of a question's forecasts; ``case``: its questions alone.

    A forecast as of the day on which its question was resolved, or later, knew the answer: it is not scored. One that
    was written into the ledger later than that day could have known it: it counts only where there is no other. What
    was altered since it was written is not read.
    """
    wrong = wrong_entries(entries)
    entries = sound(entries)
    by_number = {entry.number: entry.content for entry in entries if entry.kind == FORECAST}
    resolved = resolutions(entries)
    records: list[Record] = []
    left: dict[str, list[str]] = {"open": [], "void": [], "refused": [], "late": []}
    for asked in questions(entries):
        if case is not None and asked.case != case:
            continue
        found = resolved.get((asked.case, asked.id, asked.wording))
        if found is None or found["outcome"] is None:
            left["open" if found is None else "void"].append(asked.name)
            continue
        made = [(n, by_number[n]) for n in asked.forecasts]
        left["late"] += [f"#{n} {asked.name}" for n, content in made if content["as_of"] >= found["on"]]
        made = [(n, content) for n, content in made if content["as_of"] < found["on"]]
        left["refused"] += [f"#{n} {asked.name}" for n, content in made if content["p"] is None]
        made = [(n, content) for n, content in made if content["p"] is not None]
        made = [(n, content) for n, content in made if not _hindsight(content, found)] or made
        chosen = made if which == "all" else made[-1:] if which == "latest" else made[:1]
        records += [_record(asked, content, found) for _, content in chosen]
    return records, Left(**{name: tuple(told) for name, told in left.items()}, altered=tuple(wrong))


def _hindsight(content: dict[str, object], found: dict[str, object]) -> bool:
    """Whether a forecast was written into the ledger after the day on which its question was resolved."""
    return str(content["written"])[:10] > str(found["on"])


def _record(asked: Asked, content: dict[str, object], found: dict[str, object]) -> Record:
    told = content["explanations"]
    said = content["said"]
    assert isinstance(told, dict)
    assert isinstance(said, dict)
    return Record(
        name=asked.name,
        asks=str(asked.question["asks"]),
        p=_number(content["p"]),
        outcome=_number(found["outcome"]),
        base=None if content["p_base"] is None else _number(content["p_base"]),
        model=None if content["p_model"] is None else _number(content["p_model"]),
        stays=None if content["stays"] is None else _number(content["stays"]),
        said=said,
        given={name: e["p"] for name, e in told.items() if e["p"] is not None},
        believed={name: e["posterior"] for name, e in told.items()},
        hindsight=_hindsight(content, found),
        case=asked.case,
        on=str(found["on"]),
        wording=asked.wording,
        courses=_courses(content),
    )


def _courses(content: dict[str, object]) -> Courses | None:
    found = content.get("courses")
    if not isinstance(found, dict):
        return None
    origin = tuple(content[key] for key in ("case_sha256", "seed", "draws", "version"))
    holds = {name: int(bits, 16) for name, bits in found["holds"].items()}
    return Courses(origin, found["paths"], int(found["yes"], 16), holds)


def _number(value: object) -> float:
    assert isinstance(value, int | float)
    return float(value)
