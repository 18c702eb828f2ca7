"""The analysis: one frozen, JSON-able result. A page, a terminal summary and the JSON read nothing else.

Probabilities are numbers from 0 to 1, rounded to 10 significant digits; dates are ISO days; an interval
is the 5th to the 95th percentile of the draws. States are numbered from 0 in the literature's decimal order
(first option fastest) over feasible states.
"""

from __future__ import annotations

import datetime

from realpolitik.analysis.fragile import Fragility, Unjudged
from realpolitik.analysis.ordinal import OrdinalReading
from realpolitik.analysis.piece import Band as Band
from realpolitik.analysis.piece import Curve as Curve
from realpolitik.analysis.piece import Interval as Interval
from realpolitik.analysis.piece import Result as Result
from realpolitik.analysis.remedies import AdviceResult, ConclusionResult, LeverResult
from realpolitik.analysis.scores import Scores
from realpolitik.analysis.signs import BeliefPoint, EvidenceStep
from realpolitik.analysis.signs import Indicator as Indicator


class CaseSummary(Result):
    slug: str
    title: str
    about: str | None
    as_of: datetime.date | None
    horizon: datetime.date | None
    watched_from: datetime.date | None
    sha256: str


class Method(Result):
    """How it was computed."""

    version: str
    seed: int
    draws: int
    states: int
    feasible: int
    types: int
    effective_sample_size: float | None
    standard_error: float | None = None  # the largest of the scenarios' figures, by the chance of the draws
    not_used: list[str]  # constructs of the case no engine uses yet, in words
    warnings: list[str]


class TopItem(Result):
    """An item's weight for one explanation."""

    item: str
    likelihood_ratio: (
        float  # P(item | explanation holds) / P(item | it does not), sources averaged out, other items given
    )
    posterior_without: float


class ExplanationResult(Result):
    name: str
    title: str | None
    says: str
    held_by: str | None
    because: str | None
    citations: list[str]
    prior: float
    after_evidence: float  # evidence items only
    posterior: float  # evidence and seen moves: the number to quote
    interval: Interval
    bayes_factor: float | None  # posterior odds / prior odds
    leading: bool
    implied_by: list[str]  # explanations nested inside this one
    implies: list[str]
    top_items: list[TopItem]  # strongest first, at most 5


class FactorResult(Result):
    name: str
    asks: str
    prior: dict[str, float]
    posterior: dict[str, float]
    because: str | None = None
    citations: list[str] = []


class Remainder(Result):
    """A prior and a posterior with no name of its own: "something else", "none of the named"."""

    prior: float
    posterior: float


class ItemResult(Result):
    id: str
    what: str
    seen: str  # seen | absent | not yet
    date: datetime.date | None
    citations: list[str]
    role: str  # weighed | copy | counted as a move | not yet seen | context
    copy_of: str | None
    because: str | None
    likelihood_ratio: dict[str, float]  # by explanation
    posterior_without: dict[str, float]  # by explanation
    bits: float  # mutual information with the explanations' truth pattern


class SourceResult(Result):
    id: str
    title: str
    by: str | None
    kind: str | None
    date: datetime.date | None
    url: str | None
    grade: str | None
    prior: tuple[float, float, float]  # reliable, noise, deceptive
    posterior: tuple[float, float, float]
    items: list[str]
    repeats: list[str]
    flip_share: float | None = None  # the share reliable at which the headline changes; None: no share changes it
    flip_to: str | None = None  # what leads then; the leading explanation itself: it crosses 50 %


class AxisResult(Result):
    name: str
    actor: str
    option: str
    text: str
    values: list[str]
    now: str
    moves: str
    likely: str  # likeliest value at the horizon
    probability_changed: float  # P(not at `now` at the horizon)
    at_horizon: dict[str, float] = {}  # P(each value at the horizon), all values
    counted_now: dict[str, float] = {}  # outcome that says nothing of it -> P(that holds and `now` too, at the horizon)
    citations: list[str]


class WishResult(Result):
    that: str
    text: str | None
    when: str | None
    sure: float | None
    because: str | None
    citations: list[str]


class ActorResult(Result):
    id: str
    name: str
    about: str | None
    part_of: str | None
    pace: str
    resolve: str
    inertia: str
    wishes: list[WishResult]
    serves: dict[str, float]
    because: str | None = None  # of its wishes that have no reason or source of their own, too
    citations: list[str] = []


class TypeResult(Result):
    """A preference type: worlds in which everybody wants the same."""

    when: dict[str, bool]
    probability: float
    equilibria: dict[str, list[int]]


class StateResult(Result):
    """A state worth showing."""

    index: int
    values: list[str]  # one per axis
    words: str  # what differs from the status quo, in words
    status_quo: bool
    probability: float | None  # at the horizon; None where the case has no time to play in
    equilibrium: dict[str, float]  # concept -> share of the types' probability in which it is one
    stable_for: dict[str, dict[str, float]] = {}  # concept -> actor -> share in which it is stable for the actor


class MoveResult(Result):
    """An edge between two shown states."""

    source: int
    target: int
    actor: str
    options: list[str]
    probability: float  # expected number of times the move is made by the horizon


class ScenarioResult(Result):
    name: str
    title: str
    that: str
    text: str | None
    at: Curve
    ever: Curve
    at_band: Band
    ever_band: Band
    interval: Interval  # of `ever` at the horizon
    by_explanation: dict[str, float]  # `ever` at the horizon if the explanation holds
    overlaps: dict[str, float]  # other scenario -> P(both hold at the horizon)
    question: str | None  # id of the question with the same formula


class Outcome(Result):
    """How a question came out, for the score alone; no forecast reads it.

    ``as_``: ``yes``, ``no``, ``void``, or as the case says. ``scores``: the Brier score, (p - outcome)^2, of ``model``,
    ``base_rate`` and ``blend``; ``said``: that of each author's word, taken at its middle. Both are empty where nothing
    came out that could be scored.
    """

    as_: str
    on: datetime.date | None
    source: str | None
    scores: dict[str, float]
    said: dict[str, float] = {}


class QuestionResult(Result):
    id: str
    asks: str
    happens: str
    until: datetime.date
    fine_print: str | None
    p: float  # blended
    p_model: float
    p_base: float | None
    interval: Interval
    blended: bool
    note: str | None  # e.g. which rule excludes it
    base_rate: str | None  # in words
    said: dict[str, str]
    by_explanation: dict[str, float]
    citations: list[str]
    came_out: Outcome | None = None


class StoryStep(Result):
    """A move of the likeliest story: who makes it, what changes, and the wish that speaks most for it."""

    actor: str  # "nature": nobody decides
    words: list[str]
    because: str | None
    serving: str | None  # whose wish it is, where it is not the mover's own


class TimelineEntry(Result):
    date: datetime.date
    text: str
    by: str | None
    kind: str  # event | move | evidence
    citations: list[str]


class Analysis(Result):
    """Everything that follows from a case. It shows itself as a small card in a notebook."""

    case: CaseSummary
    method: Method
    explanations: list[ExplanationResult] = []
    factors: list[FactorResult] = []
    something_else: Remainder | None = None
    none_named: Remainder | None = None
    equal_priors: dict[str, float] = {}  # posteriors if every factor began at equal shares
    by_judge: dict[str, dict[str, float]] = {}  # explanation -> judge (and "pooled") -> posterior by these numbers
    items: list[ItemResult] = []
    sources: list[SourceResult] = []
    indicators: list[Indicator] = []
    actors: list[ActorResult] = []
    axes: list[AxisResult] = []
    held: dict[str, str] = {}  # options that never move -> what they say
    types: list[TypeResult] = []
    states: list[StateResult] = []
    moves: list[MoveResult] = []
    likely_path: list[int] = []
    story: list[StoryStep] = []
    scenarios: list[ScenarioResult] = []
    none_of_these: Curve = []  # no scenario holds at that date
    questions: list[QuestionResult] = []
    scores: Scores | None = None  # of the questions that came out; None while none can be scored
    timeline: list[TimelineEntry] = []
    beliefs_over_time: list[BeliefPoint] = []
    steps: list[EvidenceStep] = []
    fragility: Fragility | None = None
    levers: list[LeverResult] = []
    advice: list[AdviceResult] = []
    conclusions: list[ConclusionResult] = []
    ordinal: OrdinalReading | None = None
    rules: list[str] = []
    assumptions: list[str] = []
    unjudged: Unjudged | None = None  # None: no number is a draft's stand-in or marked, and somebody wants something

    def __repr__(self) -> str:
        return f"<Analysis of {self.case.slug}: seed {self.method.seed}, {self.method.draws} draws>"

    def _repr_html_(self) -> str:
        from realpolitik.report.html.card import card  # upwards, and only when a notebook shows the result

        return card(self)
