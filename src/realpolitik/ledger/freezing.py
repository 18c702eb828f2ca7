"""A case's forecasts as entries of the ledger: every part of every number, and what it was made from."""

from __future__ import annotations

import datetime
import hashlib
import os
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

import realpolitik
from realpolitik.analysis.asking import in_full
from realpolitik.case.case import Case
from realpolitik.case.parts.time import Question
from realpolitik.case.worlds import Worlds
from realpolitik.ledger.entry import FORECAST, Entry
from realpolitik.play.base_rate import clamped
from realpolitik.play.result import Forecast, Play, Sampled
from realpolitik.rounding import rounded, rounded_values

Content = dict[str, Any]
PATHS = 2000  #: sampled paths that are kept with the forecasts
CLOCK = "SOURCE_DATE_EPOCH"  #: seconds since 1970 to be taken for now, for entries that can be made again alike


def forecasts_of(case: Case, play: Play, written: str, courses: Sampled | None = None) -> list[Content]:
    """The forecast of every question that lies ahead, in the order of the case. ``written``: when, in UTC.

    A question that the play refuses to answer is kept too, without a number, with the reason. ``courses``: sampled
    paths, of which each forecast keeps its answer and where each explanation holds, so that answers can be scored
    together.
    """
    worlds = Worlds.of(case)
    given = {name: play.given(worlds.holds(e.says))[1] for name, e in case.explanations.items()}
    believed = {name: float(play.after[worlds.holds(e.says)].sum()) for name, e in case.explanations.items()}
    made = {
        "case": case.case,
        "title": case.title,
        "case_sha256": case.sha256,
        "version": realpolitik.__version__,
        "seed": play.seed,
        "draws": play.draws,
        "effective_sample_size": rounded(play.effective_sample_size),
        "as_of": str(case.as_of),
        "written": written,
    }
    asked = [(question, play.questions[question.id]) for question in case.questions if question.id in play.questions]
    return [
        made
        | _numbers(forecast)
        | {
            "question": wording(case, question),
            "wording": fingerprint(wording(case, question)),
            "stays": stays(case, question),
            "base_rate": _base_rate(question),
            "said": {who: rounded(p.value) for who, p in question.said.items()},
            "explanations": {
                name: {
                    "posterior": rounded(believed[name]),
                    "p": rounded(float(clamped(answers[question.id]))) if question.id in answers else None,
                }
                for name, answers in given.items()
            },
            "courses": None if courses is None else _courses(case, courses, question.id),
        }
        for question, forecast in asked
    ]


def now_in_utc() -> str:
    """The time in UTC to the second, ``2026-11-26T05:44:00Z``; that of ``SOURCE_DATE_EPOCH`` where it is set."""
    given = os.environ.get(CLOCK, "")
    utc = datetime.UTC
    moment = datetime.datetime.fromtimestamp(int(given), utc) if given.isdigit() else datetime.datetime.now(utc)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def wording(case: Case, question: Question) -> Content:
    """What is asked. ``values``: where it is whether an option stands at a value on the day, all of its values."""
    happens = question.happens
    found = happens.first.assignment() if happens.kind == "at" else None
    option = None if found is None else _option(case, found[0])
    return {
        "id": question.id,
        "asks": in_full(case.questions)[question.id],
        "happens": happens.written,
        "until": str(question.until),
        "fine_print": question.fine_print,
        "value": None if found is None or option is None else found[1],
        "values": [] if option is None else list(option),
    }


def fingerprint(words: Content) -> str:
    """Tells questions apart: two with one id that ask different things, or by different days, differ in it."""
    parts = [str(words[key]) for key in ("asks", "happens", "until", "fine_print")]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:12]


def stays(case: Case, question: Question) -> float | None:
    """The answer if nothing moves from ``as_of`` on, 1 for yes: the forecast of persistence. None: it has none."""
    now = {f"{a}.{o}": option.now for a, actor in case.actors.items() for o, option in actor.options.items()}
    now |= {f"nature.{name}": event.now for name, event in case.nature.items()}
    happens = question.happens
    if happens.kind == "if_then":
        return None
    holds = happens.first.truth(now)
    if happens.kind == "before":
        holds = holds and happens.second is not None and not happens.second.truth(now)
    return float(not holds if happens.kind == "never" else holds)


def _courses(case: Case, found: Sampled, question: str) -> Content | None:
    """A question's answer in each sampled path, and where each explanation holds: bits of a number, in hexadecimal."""
    if question not in found.joint:
        return None
    worlds = Worlds.of(case)
    return {
        "paths": found.paths,
        "yes": packed(found.joint[question]),
        "holds": {name: packed(worlds.holds(e.says)[found.worlds]) for name, e in case.explanations.items()},
    }


def packed(truths: NDArray[np.bool_]) -> str:
    """Truths as the bits of one number, the first one lowest, in hexadecimal."""
    return f"{int.from_bytes(np.packbits(truths, bitorder='little').tobytes(), 'little'):x}"


def _option(case: Case, name: str) -> tuple[str, ...] | None:
    owner, _, option = name.partition(".")
    if owner == "nature":
        return case.nature[option].values if option in case.nature else None
    actor = case.actors.get(owner)
    return actor.options[option].values if actor is not None and option in actor.options else None


def _numbers(forecast: Forecast) -> Content:
    def told(p: float | None) -> float | None:
        return None if p is None else rounded(p)

    between = forecast.interval
    return {
        "p": told(forecast.p),
        "p_model": told(forecast.p_model),
        "p_base": told(forecast.p_base),
        "interval": None if between is None else [rounded(end) for end in between],
        "blended": forecast.blended,
        "note": forecast.note,
    }


def _base_rate(question: Question) -> Content | None:
    rate = question.base_rate
    if rate is None:
        return None
    return rounded_values({"seen": rate.seen, "of": rate.of, "per": rate.per}) | {"class": rate.class_}


def frozen_already(entries: Sequence[Entry], content: Content) -> bool:
    """Whether the ledger holds this forecast: of the same question, case file, seed, draws and version."""
    return any(entry.kind == FORECAST and _origin(entry.content) == _origin(content) for entry in entries)


def _origin(content: Content) -> tuple[object, ...]:
    what = tuple(content[key] for key in ("case_sha256", "seed", "draws", "version", "wording"))
    return (*what, content["question"]["id"], content["p"])
