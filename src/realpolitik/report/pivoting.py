"""The option on which most outcomes turn: what it holds today, whether it still will, and what could come instead."""

from __future__ import annotations

from realpolitik.analysis.result import Analysis, AxisResult, ScenarioResult
from realpolitik.figures._names import Names
from realpolitik.report.chosen import pivot
from realpolitik.report.quoting import any_blended, to_quote
from realpolitik.report.saying import Listed, Numbers, Sentence, say
from realpolitik.report.since import today
from realpolitik.report.words import capital, percent, quoted

_NONE = percent(0.0)
_SMALL = percent(0.001)  # a value printed so need not be told
_NEARLY = 0.9  # of an outcome's chance: it then comes about nearly nowhere else
_BEYOND = 0.1  # and that is more than the option's own chance by so much: no accident
_LEAST = 0.005  # an outcome with a smaller chance need not be told


def pivoting(analysis: Analysis, date: str) -> tuple[Sentence, ...]:
    """Where the pivotal option may stand at the end; nothing where there is none.

    Where outcomes stand for its other values, by numbers that a base rate is blended into, those are told: the numbers
    to quote. Else its own chances on the last day by the model: today's value first, then the likeliest.
    """
    axis = pivot(analysis)
    if axis is None:
        return ()
    names = Names(analysis)
    owner = "" if axis.actor == "nature" else f" ({names.actor(axis.actor)})"
    fields = {
        "option": f"{quoted(axis.text)}{owner}",
        "now": names.value(axis.now),
        "today": today(analysis),
        "date": date,
    }
    inside = _inside(axis, analysis)
    other = _outcomes(axis, analysis)
    if other and any_blended(analysis):
        n, told = Numbers(analysis), [*other, *inside]
        told.sort(key=lambda s: -to_quote(s, analysis).p)
        shares = [say("named", title=_title(s), p=n(to_quote(s, analysis).address)) for s in told]
        still = n(f"axes.{axis.name}.at_horizon.{axis.now}")
        counted = _counted(inside)
        return (say("pivot_quoted", p=still, counted=counted, shares=Listed(shares), **fields),)
    key = "pivot_alone" if any_blended(analysis) else "pivot"
    return (say(key, shares=Listed(_shares(axis, analysis, inside)), **fields),)


def counted(axis: AxisResult, analysis: Analysis) -> Sentence | str:
    """What counts as an option's value of today though its name does not say it: ``with "A war" counted in``."""
    inside = _inside(axis, analysis)
    return say("pivot_aside", list=Listed([_title(s) for s in inside])) if inside else ""


def _counted(inside: list[ScenarioResult]) -> Sentence | str:
    return say("pivot_counted", list=Listed([_title(s) for s in inside])) if inside else ""


def _title(scenario: ScenarioResult) -> str:
    return quoted(capital(scenario.title))


def _inside(axis: AxisResult, analysis: Analysis) -> list[ScenarioResult]:
    """Outcomes silent on the option that hardly come about but where it stands as today, the likeliest first."""
    least = max(_NEARLY, axis.at_horizon.get(axis.now, 1.0) + _BEYOND)
    chances = {s.name: s.at[-1][1] for s in analysis.scenarios if s.at and s.at[-1][1] >= _LEAST}
    found = [s for s in analysis.scenarios if axis.counted_now.get(s.name, 0.0) >= least * chances.get(s.name, 1.0)]
    return sorted(found, key=lambda s: -chances[s.name])


def _outcomes(axis: AxisResult, analysis: Analysis) -> list[ScenarioResult]:
    """The outcomes that stand for the option's other values; none where a value worth telling has no outcome."""
    by_value = {s.that.replace(" ", ""): s for s in analysis.scenarios if s.ever}
    found = {v: by_value.get(f"{axis.name}=={v}") for v in axis.values if v != axis.now}
    if any(s is None and percent(axis.at_horizon.get(v, 0.0)) not in (_NONE, _SMALL) for v, s in found.items()):
        return []
    return [s for s in found.values() if s is not None]


def _shares(axis: AxisResult, analysis: Analysis, inside: list[ScenarioResult]) -> list[Sentence]:
    names, n = Names(analysis), Numbers(analysis)
    chances = axis.at_horizon
    others = sorted((v for v in chances if v != axis.now and percent(chances[v]) != _NONE), key=lambda v: -chances[v])
    told = []
    for v in (axis.now, *others):
        if v in chances:
            p = n(f"axes.{axis.name}.at_horizon.{v}")
            still = v == axis.now
            said = say("pivot_still" if still else "pivot_other", value=names.value(v), p=p)
            told.append(say("pivot_with", a=said, counted=_counted(inside)) if still and inside else said)
    return told
