"""Every judged number of a case as something that can be moved: where it stands, who answers for it, its span."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from realpolitik.analysis.fragile import Support
from realpolitik.case.case import Case
from realpolitik.case.days import day
from realpolitik.case.parts.belief import Item, ProbabilityBranch, Source
from realpolitik.case.parts.judged import Judged, Provenance
from realpolitik.case.unjudged import neutral
from realpolitik.evidence.variants import Version
from realpolitik.play.parameters import Parameter

PROBABILITY, NUMBER = "probability", "number"
SURELY = 1e-6  #: a probability is moved no nearer to 0 and 1 than this
TIMES = 2.0  #: the convention's span: odds, or a number, halved and doubled
#: What says how an actor chooses.
TEMPERS = {
    "pace": "How often the choices of {} are reviewed (times a month)",
    "resolve": "How surely the move that is liked better is made, by {}",
    "inertia": "How much it takes to make {} change anything",
}

_EQUALS = re.compile(r"([^\W\d]\w*) == ([^\W]\w*)")


@dataclass(frozen=True, eq=False)
class Input:
    """A judged number. ``moves`` is what changes with it: a version of the evidence, the play, or a base rate.

    ``value``, ``low`` and ``high`` as in ``InputResult``; ``kind`` says what it is, ``scale`` how it is measured.
    """

    path: str
    kind: str
    scale: str
    words: str
    given: str | None
    value: float
    low: float
    high: float
    written: str
    ranged: bool
    support: Support
    provenance: Provenance | None
    moves: Version | Parameter | str

    @property
    def check(self) -> str | None:
        """The mark at the number or at the item it belongs to."""
        return None if self.provenance is None else self.provenance.check

    def at(self, value: float) -> float:
        """The value that the model is given: a chance a year as a hazard a month, all others as they are."""
        return -math.log1p(-min(value, 1.0 - SURELY)) / 12.0 if self.kind == "rate" else value

    def away(self, other: float) -> float:
        """How far another value is from this one, in log odds or logs: what makes changes of inputs comparable."""
        return measure(other, self.scale) - measure(self.value, self.scale)


def measure(value: float, scale: str) -> float:
    """Log odds of a probability, the log of another number (one tenth added, so that 0 has a place)."""
    if scale == PROBABILITY:
        p = min(max(value, SURELY), 1.0 - SURELY)
        return math.log(p) - math.log1p(-p)
    return math.log(value + 0.1)


def unmeasure(place: float, scale: str) -> float:
    """The value at a place of ``measure``'s scale."""
    if scale == PROBABILITY:
        return 1.0 / (1.0 + math.exp(-place))
    return max(math.exp(place) - 0.1, 0.0)


def evidence_inputs(case: Case) -> Iterator[Input]:
    """The judged numbers of the evidence, in the order of the case."""
    if not case.factors:
        return
    default = "something_else" not in case.model_fields_set
    yield _probability(
        "something_else", "something else", "What none of the factors can say", None, case.something_else,
        Version(case.something_else, 0.0), case.something_else, "default" if default else None,
    )  # fmt: skip
    for name, source in case.sources.items():
        if any(c.source == name for item in case.evidence for c in item.source if item.likelihood):
            yield _reliability(name, source)
    for name, factor in case.factors.items():
        values = tuple(factor.values.values())
        asked = f"“{factor.asks}”"
        if factor.prior is not None:
            yield _probability(
                f"factors.{name}.prior", "prior", f"{asked} yes, before anything was seen", None, values[0],
                Version(values[0], 0.0), factor,
            )  # fmt: skip
        elif not _always(factor.given):
            yield from (
                _probability(
                    f"factors.{name}.values.{v}", "prior", f"{asked} {_said(v)}, before anything was seen", None, j,
                    Version(j, 0.0, values), factor,
                )
                for v, j in factor.values.items()
            )  # fmt: skip
        for k, branch in enumerate(factor.given):
            table = tuple(branch.values.values())
            shown = list(branch.values.items())
            if set(branch.values) == {"yes", "no"} and factor.prior is not None:
                shown = shown[:1]
            for v, judged in shown:
                given = None if branch.if_ is None else branch.if_.text
                yield _probability(
                    f"factors.{name}.given[{k}].{v}", "prior", f"{asked} {_said(v)}, before anything was seen", given,
                    judged, Version(judged, 0.0, table), factor,
                )  # fmt: skip
    for item in case.evidence:
        if item.likelihood and item.seen != "not yet" and item.copy_of is None:
            yield from _of_item(item)


def _of_item(item: Item) -> Iterator[Input]:
    what = f"“{item.what or item.id}”"
    table = _keyed(item.likelihood)
    for k, branch in enumerate(item.likelihood):
        path = f"evidence.{item.id}.likelihood"
        path += f".{table[k][0]}.{table[k][1]}" if table else f"[{k}].p"
        given = None if branch.if_ is None else branch.if_.text
        yield _probability(
            path, "likelihood", f"How likely {what} would be", given, branch.p, Version(branch.p, 0.0), item
        )
    if item.said_anyway is not None:
        yield _probability(
            f"evidence.{item.id}.said_anyway", "said anyway", f"How often {what} would be reported in any case", None,
            item.said_anyway, Version(item.said_anyway, 0.0), item,
        )  # fmt: skip


def _keyed(lines: Sequence[ProbabilityBranch]) -> list[tuple[str, str]]:
    """The factor and value of every line where the table is keyed by one factor's values, else nothing."""
    found = [_EQUALS.fullmatch(line.if_.text) if line.if_ is not None else None for line in lines]
    pairs = [(m[1], m[2]) for m in found if m is not None]
    return pairs if len(pairs) == len(lines) and len({factor for factor, _ in pairs}) == 1 else []


def _always(given: Sequence[object]) -> bool:
    """Whether some branch always applies, so that the table above the branches is never read."""
    return any(getattr(branch, "if_", None) is None for branch in given)


def _reliability(name: str, source: Source) -> Input:
    reliable = source.state_shares()[0]
    words = f"How far “{source.title}” is reliable"
    if source.reliable is not None:
        version = Version(source.reliable, 0.0)
        return _probability(f"sources.{name}.reliable", "reliability", words, None, source.reliable, version, source)
    low, high = span(reliable, PROBABILITY)
    grade = f"grade {source.grade}" if source.grade else "no grade"
    return Input(
        f"sources.{name}.grade", "reliability", PROBABILITY, words, None, reliable, low, high, grade, False,
        "convention" if source.grade else "default", source, Version(source, 0.0),
    )  # fmt: skip


def play_inputs(case: Case, parameters: Sequence[Parameter]) -> Iterator[Input]:
    """The judged numbers of the play, in the order of ``parameters``."""
    for parameter in parameters:
        yield _of_play(case, parameter)


def _of_play(case: Case, parameter: Parameter) -> Input:
    section, name, *rest = parameter.path.split(".", 2)
    if section == "nature":
        event = case.nature[name]
        what = f"“{event.text or _said(name)}”"
        if parameter.kind == "by":
            date = sorted(d for d in event.by if case.as_of is None or d > case.as_of)[parameter.part]
            words = f"The chance of {what} by {day(date)}"
            return _probability(parameter.path, "by", words, None, event.by[date], parameter, event)
        branch = event.rate[parameter.part]
        given = None if branch.if_ is None else branch.if_.text
        yearly = [1.0 - math.exp(-12.0 * rate) for rate in (branch.p.value, branch.p.low, branch.p.high)]
        return _input(
            parameter.path, "rate", PROBABILITY, f"The chance of {what} within a year", given, yearly, branch.p,
            parameter, event,
        )  # fmt: skip
    actor = case.actors[name]
    who = (actor.name or _said(name)).split(" (")[0]
    if parameter.kind == "sure":
        wish = actor.prefers[parameter.part]
        assert wish.sure is not None
        words = f"How sure a wish of {who} is: “{wish.text or wish.that.text}”"
        return _probability(parameter.path, "sure", words, None, wish.sure, parameter, wish)
    if parameter.kind == "backing_down":
        option = actor.options[rest[0].split(".")[1]]
        cost = option.backing_down
        assert cost is not None
        words = f"What taking back “{option.text or rest[0]}” costs {who}"
        return _input(
            parameter.path, "backing down", NUMBER, words, None, (cost.value, cost.low, cost.high), cost, parameter,
            option,
        )  # fmt: skip
    judged: Judged = getattr(actor, parameter.kind)
    kind = "" if parameter.kind == "pace" else f" ({parameter.kind})"
    words = TEMPERS[parameter.kind].format(who) + kind
    default: Support | None = "default" if parameter.kind not in actor.model_fields_set else None
    numbers = (judged.value, judged.low, judged.high)
    return _input(parameter.path, parameter.kind, NUMBER, words, None, numbers, judged, parameter, judged, default)


def base_rate_inputs(case: Case, asked: Sequence[str]) -> Iterator[Input]:
    """The base rates of the questions that have an answer: the chance within the base rate's own period."""
    for question in case.questions:
        rate = question.base_rate
        if rate is None or question.id not in asked:
            continue
        p = (rate.seen + 0.5) / (rate.of + 1.0)
        spread = math.sqrt(p * (1.0 - p) / (rate.of + 2.0))  # standard deviation of the Jeffreys posterior
        low, high = max(p - 1.645 * spread, SURELY), min(p + 1.645 * spread, 1.0 - SURELY)
        words = f"How often such things happen ({rate.class_})" if rate.class_ else "How often such things happen"
        support: Support = "sourced" if rate.source else "judged" if rate.judged or not rate.class_ else "reasoned"
        yield Input(
            f"questions.{question.id}.base_rate", "base rate", PROBABILITY, words, None, p, low, high,
            f"{rate.seen:g} of {rate.of:g} per {rate.per_written}", True, support,
            Provenance(source=rate.source, check=question.check), question.id,
        )  # fmt: skip


def span(value: float, scale: str) -> tuple[float, float]:
    """The convention's span around a number without a range of its own: odds, or the number, halved and doubled."""
    if scale == PROBABILITY:
        here = measure(value, scale)
        return unmeasure(here - math.log(TIMES), scale), unmeasure(here + math.log(TIMES), scale)
    return (value / TIMES, value * TIMES) if value > 0.0 else (0.0, 1.0)


def _probability(
    path: str,
    kind: str,
    words: str,
    given: str | None,
    judged: Judged,
    moves: Version | Parameter,
    parent: Provenance,
    support: Support | None = None,
) -> Input:
    numbers = (judged.value, judged.low, judged.high)
    return _input(path, kind, PROBABILITY, words, given, numbers, judged, moves, parent, support)


def _input(
    path: str,
    kind: str,
    scale: str,
    words: str,
    given: str | None,
    numbers: Sequence[float],
    judged: Judged,
    moves: Version | Parameter,
    parent: Provenance,
    support: Support | None = None,
) -> Input:
    value, low, high = numbers
    ranged = low < high
    if not ranged:
        low, high = span(value, scale)
    if scale == PROBABILITY:
        low, high = max(low, SURELY), min(high, 1.0 - SURELY)
    answering = judged if judged.source or judged.because else parent
    return Input(
        path, kind, scale, words, given, value, low, high, judged.written, ranged,
        support or supported(answering), _both(judged, parent), moves,
    )  # fmt: skip


def _both(judged: Judged, parent: Provenance) -> Provenance:
    """What the value itself says of its origin and, where it says nothing, the item it belongs to."""
    return Provenance(
        source=judged.source or parent.source,
        because=judged.because or parent.because,
        check=judged.check or parent.check,
    )


def supported(part: Provenance) -> Support:
    """Who answers for a number: a source, a reason, or nobody."""
    if neutral(part):
        return "neutral"
    return "sourced" if part.source else "reasoned" if part.because else "judged"


def _said(name: str) -> str:
    return name.replace("_", " ")
