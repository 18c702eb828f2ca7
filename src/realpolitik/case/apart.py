"""Events of nature that nothing else depends on: they are followed apart from the states, and cost none.

Such an event makes the states twice as many without telling anything about the rest of the case. Where only questions
ask about it, its chance can be read off the play of everything else.
"""

from __future__ import annotations

from realpolitik.case.case import Case
from realpolitik.case.names import standings
from realpolitik.case.scope import NATURE


def events_apart(case: Case) -> tuple[str, ...]:
    """The names of nature's events that are followed apart, in the order of the case.

    An event is one of them if it has two values, has not come yet and can come, at least one question asks just that
    (``ever``, ``at`` or ``never nature.x``), and no other formula of the case mentions it: nobody wants or minds it,
    no option, rule, scenario, seen move or other event depends on it.
    """
    able = {
        f"{NATURE}.{name}": name
        for name, event in case.nature.items()
        if event.moves != "no" and len(event.values) == 2 and event.now == event.values[0] and (event.rate or event.by)
    }
    if not able or not case.questions:
        return ()
    asked: set[str] = set()
    needed: set[str] = set()
    for standing in standings(case):
        about = standing.formula.mentions() & able.keys()
        if not about:
            continue
        question = case.questions[int(standing.loc[1])] if standing.loc[0] == "questions" else None
        found = standing.formula.assignment()
        alone = question is not None and question.happens.kind in ("ever", "at", "never") and found is not None
        if alone and found is not None and found[1] == case.nature[able[found[0]]].values[-1]:
            asked |= about
        else:
            needed |= about
    return tuple(name for full, name in able.items() if full in asked - needed)
