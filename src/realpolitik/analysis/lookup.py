"""Finds the number that a person means: a full address, the address of a whole, an input's path, or nearly one."""

from __future__ import annotations

import datetime
import difflib
import re

from realpolitik.analysis.address import addresses, steps
from realpolitik.analysis.result import Analysis
from realpolitik.errors import BadInput

#: Part of an analysis -> what follows an entry's name to the number to quote of it, the first that is there.
_TO_QUOTE: dict[str, tuple[str, ...]] = {
    "explanations": ("posterior",),
    "something_else": ("posterior",),
    "none_named": ("posterior",),
    "sources": ("posterior.0",),
    "indicators": ("probability",),
    "axes": ("probability_changed",),
    "types": ("probability",),
    "states": ("probability",),
    "moves": ("probability",),
    "questions": ("p",),
    "levers": ("reach",),
    "conclusions": ("p",),
    "fragility.headlines": ("p",),
    "fragility.inputs": ("value",),
    "ordinal.ways": ("share",),
    "ordinal.interests": ("tau",),
    "ordinal.surprises": ("share",),
    "ordinal.agreements": ("forecast",),
}
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_HOLDS_TODAY = 0.995  #: a scenario this probable on the first day holds today: its card tells how it goes on
_SIMILAR, _MOST = 0.6, 3


def found(analysis: Analysis, wanted: str, known: dict[str, float] | None = None) -> str:
    """The address of the one number meant by ``wanted``, or of a range, which is two.

    A curve alone stands for its last day, an entry (``questions.road_2025``) for its number to quote, and an input
    may go by its path in the case. ``known``: all ``addresses``, from one who asks often.

    Raises BadInput with the nearest addresses where nothing is meant.
    """
    wanted = wanted.strip()
    if _is_number(analysis, wanted):
        return wanted
    known = dict(addresses(analysis)) if known is None else known
    below = [address for address in known if address.startswith(f"{wanted}.")]
    if below:
        quoted = _quoted(analysis, wanted, below)
        if quoted is not None:
            return quoted
        names = list(dict.fromkeys(_next(analysis, wanted, address) for address in below))
        raise BadInput(f"'{wanted}' holds {len(below)} numbers; name one of them: {_listed(names)}.")
    if analysis.fragility is not None and any(i.path == wanted for i in analysis.fragility.inputs):
        return f"fragility.inputs.{wanted}.value"
    raise BadInput(
        f"there is no number '{wanted}' in this analysis; nothing was traced. {_meant(analysis, wanted, known)}"
    )


def _meant(analysis: Analysis, wanted: str, known: dict[str, float]) -> str:
    """What may have been meant, or what there is where ``wanted`` stops to lead anywhere."""
    item = next((i for i in analysis.items if wanted.startswith(f"items.{i.id}.")), None)
    if item is not None and item.role != "weighed":
        return f"The item '{item.id}' is not weighed: {item.role}."
    near = _near(analysis, wanted, list(known))
    if near:
        return f"Did you mean {' or '.join(near)}?"
    at = _stops(analysis, wanted)[0]
    names = list(dict.fromkeys(_next(analysis, at, a) for a in known if a.startswith(f"{at}." if at else "")))
    return f"What there is: {_listed(names)}." if names else f"Nothing stands under '{at}'."


def _is_number(analysis: Analysis, wanted: str) -> bool:
    """Whether one number stands at this very address."""
    try:
        at = steps(analysis, wanted)[-1][1] if wanted else None
    except BadInput:
        return False
    point = isinstance(at, tuple) and len(at) == 2 and isinstance(at[0], datetime.date)
    return point or (isinstance(at, int | float) and not isinstance(at, bool))


def _quoted(analysis: Analysis, wanted: str, below: list[str]) -> str | None:
    """The number to quote of a whole; None where none stands out."""
    tails = [address[len(wanted) + 1 :] for address in below]
    if tails == ["0", "1"]:  # a range
        return wanted
    if set(tails) == {"yes", "no"}:
        return f"{wanted}.yes"
    days = [tail for tail in tails if _DAY.fullmatch(tail.split(".")[0])]
    if len(days) == len(tails):  # a curve or a band, by its last day
        last = max(day.split(".")[0] for day in days)
        return f"{wanted}.{last}"
    part, _, name = wanted.rpartition(".") if "." in wanted else (wanted, "", "")
    if part == "scenarios" and name:
        scenario = next(s for s in analysis.scenarios if s.name == name)
        today = bool(scenario.at) and scenario.at[0][1] >= _HOLDS_TODAY
        return f"{wanted}.{'at' if today or not scenario.ever else 'ever'}.{(scenario.at or scenario.ever)[-1][0]}"
    if part == "factors" and name:
        factor = next(f for f in analysis.factors if f.name == name)
        likely = max(factor.posterior, key=lambda v: (v == "yes", factor.posterior[v]), default="")
        return f"{wanted}.posterior.{likely}"
    if part == "items" and name:
        lead = max(analysis.explanations, key=lambda e: (e.leading, e.posterior), default=None)
        ratio = f"{wanted}.likelihood_ratio.{lead.name}" if lead else ""
        return ratio if ratio in below else f"{wanted}.bits"
    section = next((s for s in _TO_QUOTE if wanted == s or wanted.startswith(f"{s}.")), None)
    for tail in _TO_QUOTE.get(section or "", ()):
        if f"{wanted}.{tail}" in below and _is_entry(analysis, wanted):
            return f"{wanted}.{tail}"
    return None


def _is_entry(analysis: Analysis, wanted: str) -> bool:
    """Whether it is one entry and not a field inside of one."""
    return not isinstance(steps(analysis, wanted)[-1][1], dict | list)


def _next(analysis: Analysis, wanted: str, address: str) -> str:
    """``address`` up to the name that follows ``wanted``; a name may hold dots."""
    passed = [name for name, _ in steps(analysis, address)]
    count = len(steps(analysis, wanted)) if wanted else 0
    return ".".join(passed[: count + 1])


def _near(analysis: Analysis, wanted: str, known: list[str]) -> list[str]:
    """Addresses that may have been meant, at most three: the nearest name where ``wanted`` stops to lead anywhere."""
    at, rest = _stops(analysis, wanted)
    there = f"{at}." if at else ""
    names = list(dict.fromkeys(_next(analysis, at, address) for address in known if address.startswith(there)))
    tails = {name[len(there) :]: name for name in names}
    near = difflib.get_close_matches(rest, list(tails), n=_MOST, cutoff=_SIMILAR)
    first, dot, more = rest.partition(".")
    if not near:
        near = difflib.get_close_matches(first, list(tails), n=_MOST, cutoff=_SIMILAR)
        whole = [f"{tails[name]}.{more}" for name in near if dot and _is_number(analysis, f"{tails[name]}.{more}")]
        if whole:
            return whole
    if near or at:
        return [tails[name] for name in near]
    last = re.split(r"[.=]", wanted)[-1].casefold()
    wholes = [".".join(address.split(".")[:2]) for address in known if not address.startswith("fragility.")]
    return list(dict.fromkeys(n for n in (*wholes, *known) if last and last in n.casefold()))[:_MOST]


def _stops(analysis: Analysis, wanted: str) -> tuple[str, str]:
    """The longest beginning of ``wanted`` that leads somewhere, and what is left of it."""
    cuts = [k for k, letter in enumerate(wanted) if letter == "."]
    for cut in reversed(cuts):
        try:
            steps(analysis, wanted[:cut])
        except BadInput:
            continue
        return wanted[:cut], wanted[cut + 1 :]
    return "", wanted


def _listed(names: list[str]) -> str:
    return ", ".join(names[:8]) + (f" and {len(names) - 8} more" if len(names) > 8 else "")
