"""What if: a case in which something is done, believed, left out, or not seen yet.

* **done**: an option stands at a value from ``as_of`` on, whatever its owner wants; beliefs stay as they are;
* **seen**: its owner was seen to move it so on ``as_of``; that is evidence about the world as any seen move is;
* **believed**: only the worlds in which a factor has a value (or an explanation holds) are kept;
* **dropped**: a source, with what it alone reports, or an item of evidence, each with its copies;
* **from** an earlier day: what was seen later is not known yet, and the moves made since are set back.
"""

from __future__ import annotations

import datetime
import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from realpolitik.case.case import Case
from realpolitik.case.formula import Formula
from realpolitik.case.parts.time import Event
from realpolitik.case.tree import Is
from realpolitik.case.worlds import Worlds
from realpolitik.conflict.space import NATURE, StateSpace
from realpolitik.errors import BadInput
from realpolitik.play.path import stood_on

NOT_DONE = "Nothing was played."
_YES_NO = ("yes", "no")


@dataclass(frozen=True)
class Supposition:
    """What is supposed: ``do`` and ``believe`` as (name, value), ``drop`` names, ``since`` an earlier day or None."""

    do: tuple[tuple[str, str], ...] = ()
    believe: tuple[tuple[str, str], ...] = ()
    drop: tuple[str, ...] = ()
    since: datetime.date | None = None


def supposition(
    case: Case, do: Sequence[str], believe: Sequence[str], drop: Sequence[str], since: datetime.date | None
) -> Supposition:
    """Checked against the case; ``do`` and ``believe`` are written ``NAME=VALUE``.

    Raises BadInput for a name or a value that the case does not have, with the nearest ones.
    """
    options = _options(case)
    believable = {name: tuple(f.values) for name, f in case.factors.items()} | dict.fromkeys(case.explanations, _YES_NO)
    for name in drop:
        _known(name, [*case.sources, *(item.id for item in case.evidence)], "a source or an item of evidence", "--drop")
    if since is not None and (case.as_of is None or since > case.as_of):
        raise BadInput(f"--from {since} lies after as_of, {case.as_of}: what comes then is not known yet. {NOT_DONE}")
    return Supposition(
        tuple(_pair(written, options, "an option", "--set") for written in do),
        tuple(_pair(written, believable, "a factor or an explanation", "--believe") for written in believe),
        tuple(drop),
        since,
    )


def left_out(case: Case, drop: Iterable[str]) -> tuple[Case, frozenset[str]]:
    """The case without some sources, and the items that go with them: those nobody else reports, and copies of these.

    An item named itself goes with its copies.
    """
    dropped = set(drop)
    gone = {item.id for item in case.evidence if item.id in dropped}
    for item in case.evidence:
        cited = {c.source for c in item.source}
        if cited and cited <= dropped:
            gone.add(item.id)
    while more := {item.id for item in case.evidence if item.copy_of in gone} - gone:
        gone |= more
    kept = tuple(
        item.model_copy(update={"source": tuple(c for c in item.source if c.source not in dropped)})
        if item.id not in gone
        else item
        for item in case.evidence
    )
    return case.model_copy(update={"evidence": kept}), frozenset(gone)


def as_it_was(case: Case, day: datetime.date) -> tuple[Case, frozenset[str]]:
    """The case as of an earlier day, and the items of evidence that nobody could know of then.

    Later events are gone and the moves made since are set back. Items without a day, as a rule what was looked for and
    not found, count on ``as_of`` and so not before.
    """
    stood = stood_on(case, StateSpace.of(case), day)
    later = frozenset(item.id for item in case.evidence if item.seen != "not yet" and (item.date or case.as_of) > day)  # type: ignore[operator]
    update: dict[str, object] = {"as_of": day, "events": tuple(e for e in case.events if e.date <= day)}
    if case.watched_from is not None and case.watched_from > day:
        update["watched_from"] = None
    return standing(case, stood).model_copy(update=update), later


def standing(case: Case, values: dict[str, str]) -> Case:
    """The case with some options standing elsewhere now; ``values`` by ``actor.option`` or ``nature.event``."""
    actors = {
        name: actor.model_copy(
            update={
                "options": {
                    option: given.model_copy(update={"now": values.get(f"{name}.{option}", given.now)})
                    for option, given in actor.options.items()
                }
            }
        )
        for name, actor in case.actors.items()
    }
    nature = {
        name: event.model_copy(update={"now": values.get(f"{NATURE}.{name}", event.now)})
        for name, event in case.nature.items()
    }
    return case.model_copy(update={"actors": actors, "nature": nature})


def seen_too(case: Case, do: Sequence[tuple[str, str]]) -> Case:
    """The case with moves seen on ``as_of``, in their order; those of one actor that follow each other are one move."""
    assert case.as_of is not None
    events = []
    for _, moves in groupby(do, key=lambda move: move[0].partition(".")[0]):
        does = tuple(formula_of(case, name, value) for name, value in moves)
        events.append(Event.model_construct(date=case.as_of, by={}, does=does, text=None, counts_as=None))
    update = {"events": (*case.events, *events), "watched_from": case.watched_from or case.as_of}
    return standing(case, dict(do)).model_copy(update=update)


def formula_of(case: Case, name: str, value: str) -> Formula:
    """The formula that an option stands at a value."""
    text = {"yes": name, "no": f"not {name}"}.get(value, f"{name} == {value}")
    return Formula.of(Is(name, (value,), _options(case)[name]), text)


def believed(case: Case, believe: Sequence[tuple[str, str]]) -> NDArray[np.bool_]:
    """The worlds in which all of it holds, shape (worlds,); "something else" is none where a factor is named."""
    worlds = Worlds.of(case)
    keep = np.ones(worlds.size, dtype=np.bool_)
    for name, value in believe:
        if name in case.factors:
            keep &= worlds.holds(Formula.of(Is(name, (value,), tuple(case.factors[name].values)), name))
        else:
            holds = worlds.holds(case.explanations[name].says)
            keep &= holds if value == "yes" else ~holds
    return keep


def _options(case: Case) -> dict[str, tuple[str, ...]]:
    """Every option and event of nature with its values."""
    own = {f"{a}.{o}": option.values for a, actor in case.actors.items() for o, option in actor.options.items()}
    return own | {f"{NATURE}.{name}": event.values for name, event in case.nature.items()}


def _pair(written: str, known: dict[str, tuple[str, ...]], what: str, flag: str) -> tuple[str, str]:
    name, sign, value = (part.strip() for part in written.partition("="))
    if not sign or not name or not value:
        raise BadInput(f"'{flag} {written}' is not NAME=VALUE, such as {next(iter(known), 'name')}=yes. {NOT_DONE}")
    short = [full for full in known if full.rpartition(".")[2] == name]
    name = short[0] if name not in known and len(short) == 1 else name
    _known(name, list(known), what, flag)
    if value not in known[name]:
        raise BadInput(f"'{flag} {written}': {name} is {' or '.join(known[name])}, not '{value}'. {NOT_DONE}")
    return name, value


def _known(name: str, known: Sequence[str], what: str, flag: str) -> None:
    if name not in known:
        near = difflib.get_close_matches(name, known, n=3, cutoff=0.5)
        hint = f" Did you mean {' or '.join(repr(n) for n in near)}?" if near else ""
        raise BadInput(f"'{flag} {name}': the case has no such name for {what}.{hint} {NOT_DONE}")
