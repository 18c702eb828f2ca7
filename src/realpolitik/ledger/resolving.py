"""How a question came out: which question of the ledger is meant, and what its answer counts as."""

from __future__ import annotations

import datetime
import difflib
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from realpolitik.errors import BadInput
from realpolitik.ledger.entry import FORECAST, RESOLUTION, Entry

YES, NO, VOID = "yes", "no", "void"


@dataclass(frozen=True)
class Asked:
    """A question of the ledger in one wording, with the numbers of its forecasts (entries, the oldest first)."""

    case: str
    id: str
    wording: str
    question: dict[str, Any]
    forecasts: tuple[int, ...]

    @property
    def name(self) -> str:
        """``2025-syunik/putin_aliyev``."""
        return f"{self.case}/{self.id}"


def questions(entries: Sequence[Entry]) -> list[Asked]:
    """All questions that were ever forecast, in the order of their first forecast."""
    found: dict[tuple[str, str, str], list[int]] = {}
    words: dict[tuple[str, str, str], dict[str, Any]] = {}
    for entry in entries:
        if entry.kind == FORECAST:
            content = entry.content
            key = (content["case"], content["question"]["id"], content["wording"])
            found.setdefault(key, []).append(entry.number)
            words[key] = content["question"]
    return [Asked(*key, words[key], tuple(numbers)) for key, numbers in found.items()]


def resolutions(entries: Sequence[Entry]) -> dict[tuple[str, str, str], dict[str, Any]]:
    """The resolution that stands of each question (case, id, wording): a later one replaces an earlier one."""
    found = {}
    for entry in entries:
        if entry.kind == RESOLUTION:
            content = entry.content
            found[content["case"], content["id"], content["wording"]] = {**content, "entry": entry.number}
    return found


def meant(entries: Sequence[Entry], name: str) -> Asked:
    """The question that ``name`` names: ``ID``, ``CASE/ID``, or the number of a forecast (``#12`` or ``12``).

    Raises BadInput where there is none, with the nearest names, or more than one.
    """
    known = questions(entries)
    number = name.removeprefix("#")
    if number.isdecimal():
        found = [asked for asked in known if int(number) in asked.forecasts]
    else:
        found = [asked for asked in known if name in (asked.id, asked.name)]
    if len(found) == 1:
        return found[0]
    if found:
        each = "; ".join(f"#{a.forecasts[-1]} is {a.name}, until {a.question['until']}" for a in found)
        raise BadInput(f"'{name}' names {len(found)} questions: {each}. Nothing was resolved; name one by its number.")
    names = {near: None for asked in known for near in (asked.id, asked.name)}
    nearest = difflib.get_close_matches(name, names, n=3, cutoff=0.5)
    hint = f"did you mean {' or '.join(repr(n) for n in nearest)}?" if nearest else "`realpolitik score` lists them."
    raise BadInput(f"no forecast of a question '{name}' was ever frozen; nothing was resolved. {hint}")


def share_of(asked: Asked, answer: str) -> float | None:
    """What an answer counts as: 1 for yes, 0 for no, a number between for a share, None for void.

    Where the question is whether an option stands at a value, the value that it came to stand at is an answer too.
    Raises BadInput for anything else.
    """
    said = answer.strip()
    if said.lower() in (YES, NO, VOID):
        return {YES: 1.0, NO: 0.0, VOID: None}[said.lower()]
    if said in asked.question["values"]:
        return float(said == asked.question["value"])
    try:
        number = float(said.removesuffix("%")) / (100.0 if said.endswith("%") else 1.0)
    except ValueError:
        number = math.nan
    if 0.0 <= number <= 1.0:
        return number
    values = asked.question["values"]
    more = f", or what the option came to stand at ({', '.join(values)})" if values else ""
    raise BadInput(
        f"'{answer}' is no answer to {asked.name}; give yes, no, void, a share from 0 to 1{more}. Nothing was resolved."
    )


def resolution(
    entries: Sequence[Entry],
    asked: Asked,
    answer: str,
    *,
    on: datetime.date,
    source: str,
    written: str,
    correct: bool = False,
) -> dict[str, Any] | None:
    """The content of a resolution; None where the ledger says the same already.

    Raises BadInput where the question is resolved otherwise and this is not said to ``correct`` it, or ``on`` is no day
    for this answer: before that of its first forecast, after that of writing, or a yes after the last day that it asks
    about.
    """
    outcome = share_of(asked, answer)
    if outcome is not None and str(on) > written[:10]:
        raise BadInput(f"{on} lies ahead: today is {written[:10]}. Nothing was resolved.")
    until = str(asked.question["until"])
    if outcome == 1.0 and str(on) > until and str(asked.question["happens"]).startswith("ever "):
        raise BadInput(
            f"{asked.name} asks whether it happens until {until}, and {on} is later: give the day on which it "
            "happened, or answer no. Nothing was resolved."
        )
    first = next(entry.content["as_of"] for entry in entries if entry.number == asked.forecasts[0])
    if str(on) < first:
        raise BadInput(f"{asked.name} was first forecast as of {first}, after {on}; nothing was resolved.")
    said = {
        "case": asked.case, "id": asked.id, "wording": asked.wording, "answer": answer.strip(), "outcome": outcome,
        "on": str(on), "source": source,
    }  # fmt: skip
    old = resolutions(entries).get((asked.case, asked.id, asked.wording))
    if old is not None:
        if all(old[key] == value for key, value in said.items()):
            return None
        if not correct:
            raise BadInput(
                f"{asked.name} was resolved '{old['answer']}' on {old['on']} (entry {old['entry']}, {old['source']}); "
                "nothing was written. With --correct the new answer stands, and the old one stays in the ledger."
            )
    return {**said, "written": written, "replaces": None if old is None else old["entry"]}
