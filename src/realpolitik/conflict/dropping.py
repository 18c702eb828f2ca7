"""What-if: the same case without an option, an actor or a statement.

* ``a.x``: the option stays as it is now;
* ``a``: all options of the actor stay as they are now (its wishes no longer matter then);
* ``a.prefers[2]``: the actor's second statement is left out (they count from 1).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from realpolitik.case.case import Case
from realpolitik.errors import BadInput

STATEMENT = re.compile(r"(?P<actor>.+)\.prefers\[(?P<number>\d+)\]")


def without(case: Case, names: Iterable[str]) -> Case:
    """The case without what is named, one after another. Raises BadInput for a name that stands for nothing."""
    for name in names:
        case = _without(case, name)
    return case


def _without(case: Case, name: str) -> Case:
    found = STATEMENT.fullmatch(name)
    if found is not None and found["actor"] in case.actors:
        actor = case.actors[found["actor"]]
        number = int(found["number"])
        if not 1 <= number <= len(actor.prefers):
            raise BadInput(f"{found['actor']} has {len(actor.prefers)} statements, not {number}; nothing was solved")
        kept = actor.prefers[: number - 1] + actor.prefers[number:]
        return _changed(case, found["actor"], {"prefers": kept})
    owner, _, option = name.partition(".")
    if owner not in case.actors or (option and option not in case.actors[owner].options):
        raise BadInput(
            f"there is no actor, option or statement {name!r} to leave out; write a, a.option or a.prefers[1]; "
            "nothing was solved"
        )
    options = {
        key: one.model_copy(update={"moves": "no"}) if option in ("", key) else one
        for key, one in case.actors[owner].options.items()
    }
    return _changed(case, owner, {"options": options})


def _changed(case: Case, actor: str, update: dict[str, object]) -> Case:
    actors = {**case.actors, actor: case.actors[actor].model_copy(update=update)}
    return case.model_copy(update={"actors": actors})
