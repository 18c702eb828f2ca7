"""How the headlines of two cases differ, and which changed input does it.

Every change of the input is applied to the old case alone, with the same seed and draws: what a headline moves by then
is the change's own effect. What the effects do not add up to is the interaction: the changes work together, or against
one another. This is one-at-a-time sensitivity around the old case; it depends on no order of the changes.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from realpolitik.analysis.asking import in_full
from realpolitik.analysis.progress import Progress, unheard
from realpolitik.analysis.result import Analysis, Result
from realpolitik.analysis.run import analyse
from realpolitik.case.case import Case
from realpolitik.case.difference import Change, Reading, applied, changes
from realpolitik.errors import BadInput
from realpolitik.rounding import rounded

MOST_RUNS = 12  #: with more changes than this they are taken together by item, and then by part of the case
TOGETHER = "together"

#: Kind and name of a headline -> its title and number; group -> what it does to each headline.
Numbers: TypeAlias = dict[tuple[str, str], tuple[str, float]]
Effects: TypeAlias = dict[str, dict[tuple[str, str], float | None]]


class ChangedInput(Result):
    """An input that says something else. ``words``: only people read it, and no number depends on it.

    ``group`` is what it was run with; None where it was not run.
    """

    path: str
    old: str | None
    new: str | None
    words: bool
    group: str | None


class ChangedHeadline(Result):
    """A headline of both cases, or of one of them (the other number is None).

    ``effects``: by how much each group alone moves it (None: the group alone gives no such number). ``interaction``:
    what is left of ``new - old``; None where an effect is missing.
    """

    kind: str  # explanation | factor | scenario at | scenario ever | question
    name: str
    title: str
    old: float | None
    new: float | None
    effects: dict[str, float | None]
    interaction: float | None


class Difference(Result):
    """Two cases compared: ``by`` is `change`, `item` or `part`: what one group holds."""

    old: str
    new: str
    seed: int
    draws: int
    by: str
    inputs: list[ChangedInput]
    headlines: list[ChangedHeadline]
    notes: list[str]


def compare(
    old: Reading,
    new: Reading,
    *,
    seed: int = 1,
    draws: int = 0,
    progress: Progress | None = None,
) -> Difference:
    """What changed from ``old`` to ``new``, and what each change does to the headlines.

    Raises BadInput where one of the two cases cannot be computed.
    """
    tell = progress or unheard
    found = changes(old, new)
    counted = [change for change in found if not change.words]
    by, groups = _groups(counted)
    notes: list[str] = []
    if by != "change":
        notes.append(f"{len(counted)} inputs changed; they were run in {len(groups)} groups, one for each {by}.")
    before: Numbers = {}
    after: Numbers = {}
    effects: Effects = {}
    group_of: dict[Change, str] = {}
    if counted:
        tell("Running the old case")
        before = headlines(old.case, seed, draws)
        tell("Running the new case")
        after = headlines(new.case, seed, draws)
        effects, group_of = _effects(old, new, groups, before, seed, draws, tell)
        if TOGETHER in effects:
            joint = ", ".join(change.path for change in counted if group_of.get(change) == TOGETHER)
            notes.append(f"Run as one ('{TOGETHER}'), as they make no case one by one: {joint}.")
        lost = [change.path for change in counted if change not in group_of]
        if lost:
            notes.append(f"Not run, as they make no case without the others: {', '.join(lost)}.")
    return Difference(
        old=old.case.case,
        new=new.case.case,
        seed=seed,
        draws=draws,
        by=by,
        inputs=[ChangedInput(path=c.path, old=c.old, new=c.new, words=c.words, group=group_of.get(c)) for c in found],
        headlines=_moved(before, after, effects),
        notes=notes,
    )


def _groups(counted: Sequence[Change]) -> tuple[str, dict[str, list[Change]]]:
    """The changes as they are run: each alone, or by item, or by part of the case."""
    named: dict[str, list[Change]] = {}
    for by, name in (("change", _path), ("item", _item), ("part", _section)):
        named = {}
        for change in counted:
            named.setdefault(name(change), []).append(change)
        if len(named) <= MOST_RUNS:
            return by, named
    return "part", named


def _path(change: Change) -> str:
    return change.path


def _item(change: Change) -> str:
    return change.item


def _section(change: Change) -> str:
    return change.section


def _runs(old: Reading, new: Reading, groups: dict[str, list[Change]]) -> dict[str, tuple[list[Change], Case]]:
    """The groups that make a case; those that do not alone become one, if need be with what is new in the others."""
    made: dict[str, tuple[list[Change], Case]] = {}
    left: list[Change] = []
    for name, some in groups.items():
        case = _applied(old, new, some)
        if case is None:
            left += some
        else:
            made[name] = some, case
    if left:
        fresh = {name for name, (some, _) in made.items() if any(change.old is None for change in some)}
        for absorbed in (set[str](), fresh):
            joint = [*(change for name in groups if name in absorbed for change in groups[name]), *left]
            case = _applied(old, new, joint)
            if case is not None:
                return {name: one for name, one in made.items() if name not in absorbed} | {TOGETHER: (joint, case)}
    return made


def _applied(old: Reading, new: Reading, some: Sequence[Change]) -> Case | None:
    try:
        return applied(old, new, some)
    except BadInput:
        return None


def _effects(
    old: Reading,
    new: Reading,
    groups: dict[str, list[Change]],
    before: Numbers,
    seed: int,
    draws: int,
    tell: Progress,
) -> tuple[Effects, dict[Change, str]]:
    """What each group does alone, and the group of each change that could be run."""
    effects: Effects = {}
    group_of: dict[Change, str] = {}
    runs = _runs(old, new, groups)
    for done, (name, (some, case)) in enumerate(runs.items()):
        tell(f"Running with {name}", done, len(runs))
        try:
            found = headlines(case, seed, draws)
        except BadInput:
            continue  # a case that loads and cannot be computed, such as evidence that rules out every world
        effects[name] = {key: found[key][1] - p if key in found else None for key, (_, p) in before.items()}
        group_of.update(dict.fromkeys(some, name))
    return effects, group_of


def _moved(before: Numbers, after: Numbers, effects: Effects) -> list[ChangedHeadline]:
    """The headlines of both cases with what each group does to them."""
    result = []
    for key in dict.fromkeys([*before, *after]):
        title = (after.get(key) or before[key])[0]
        old = before[key][1] if key in before else None
        new = after[key][1] if key in after else None
        by = {name: effect.get(key) for name, effect in effects.items()} if key in before else {}
        known = [effect for effect in by.values() if effect is not None]
        rest = None
        if old is not None and new is not None and len(known) == len(by):
            rest = rounded(round(new - old - sum(known), 12))
        result.append(
            ChangedHeadline(
                kind=key[0],
                name=key[1],
                title=title,
                old=old,
                new=new,
                effects={name: None if e is None else rounded(round(e, 12)) for name, e in by.items()},
                interaction=rest,
            )
        )
    return result


def headlines(case: Case, seed: int, draws: int) -> Numbers:
    """The numbers that a report begins with, by kind and name, each with its title.

    Explanations' posteriors (factors' where no explanation is named), scenarios on and up to the horizon, questions.
    """
    return read_off(analyse(case, seed=seed, draws=draws, deep=False))


def read_off(analysis: Analysis) -> Numbers:
    """The headlines of an analysis."""
    found: Numbers = {}
    for e in analysis.explanations:
        found["explanation", e.name] = (e.title or e.name, e.posterior)
    if not analysis.explanations:
        for f in analysis.factors:
            for value, p in f.posterior.items():
                found["factor", f"{f.name} == {value}"] = (f"{f.name} == {value}", p)
    for s in analysis.scenarios:
        if s.at and s.ever:
            found["scenario at", s.name] = (s.title, s.at[-1][1])
            found["scenario ever", s.name] = (s.title, s.ever[-1][1])
    asks = in_full(analysis.questions)
    for q in analysis.questions:
        found["question", q.id] = (asks[q.id], q.p)
    return found
