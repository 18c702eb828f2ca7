"""What each number of an analysis is, in words: its title, how it is printed, and how it comes about.

One line a field. In a title ``{it}`` is the record the field belongs to (“The road opens”), ``{owner}`` the record
around it, ``{key}`` and ``{then}`` the names that follow (an explanation, an actor, a day). ``rests`` says what a
number of this sort rests on; ``analysis.provenance`` finds it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

#: How a number is printed; the names are those of the report's forms.
Form = Literal["percent", "ratio", "bits", "points", "amount", "whole", "hundredth", "months", "input"]
#: What a number rests on.
Rests = Literal[
    "belief", "beliefs", "prior", "item", "source", "forecast", "question", "option", "orders", "input", "wish",
    "lever", "run",
]  # fmt: skip


@dataclass(frozen=True)
class Meaning:
    """What one field of a record means."""

    title: str
    form: Form
    rests: Rests
    how: str


_BAYES = "By Bayes' rule over the worlds of the case, with sources that may be unreliable."
_PLAYED = "The case played forward from today in every world, each world by its probability."
_RANGE = "The 5th or the 95th percentile of the draws of what the case gives as a range."
_ORDERS = "From the orders of the wishes alone, in each kind of world, by their probability."
_SCORED = "The mean of the squared distances from what came, 1 for a yes and 0 for a no."
_RERUN = "The analysis again with this one thing changed and all else as it is."
_NUMBER = "A number of a state in the list of states that can exist, not an amount."
_SHARES = "Reliable, noise or deceptive: the three states in which a source can be."

MEANINGS: dict[str, Meaning] = {
    "Method.seed": Meaning("The start of the random draws", "whole", "run", "Chosen with --seed, 1 unless asked."),
    "Method.draws": Meaning("How many draws of what is uncertain", "whole", "run", "Chosen with --draws."),
    "Method.states": Meaning(
        "How many states the options make", "whole", "run", "The numbers of values of all options, multiplied."
    ),
    "Method.feasible": Meaning(
        "How many states can exist", "whole", "run", "All states less those that a rule of the case forbids."
    ),
    "Method.types": Meaning(
        "How many kinds of world are told apart", "whole", "run",
        "Worlds in which everybody wants the same, and nature runs the same, count as one.",
    ),
    "Method.effective_sample_size": Meaning(
        "How many draws count after the moves seen", "amount", "run",
        "The square of the sum of the draws' weights over the sum of their squares; a weight is how well a draw "
        "explains the moves seen.",
    ),
    "Method.standard_error": Meaning(
        "How far a scenario's figure may be off by the chance of the draws, the largest of them", "percent", "run",
        "One standard error of a weighted mean over draws; it halves with four times as many.",
    ),
    "ExplanationResult.prior": Meaning(
        "How far to believe {it} before anything was seen", "percent", "prior",
        "The probability of the worlds in which it holds, from the priors of the factors it speaks of.",
    ),
    "ExplanationResult.after_evidence": Meaning(
        "How far to believe {it} after the evidence", "percent", "belief", _BAYES
    ),
    "ExplanationResult.posterior": Meaning(
        "How far to believe {it}, by the evidence and the moves seen", "percent", "belief", _BAYES
    ),
    "ExplanationResult.interval": Meaning("{place} of the range of {it}", "percent", "belief", _RANGE),
    "ExplanationResult.bayes_factor": Meaning(
        "How far all that was seen changed the odds of {it}", "ratio", "belief", "Odds afterwards over odds before."
    ),
    "TopItem.likelihood_ratio": Meaning(
        "How far {it} changes the odds of {owner}", "ratio", "item",
        "How likely the item is if the explanation holds over how likely if it does not, its sources averaged out.",
    ),
    "TopItem.posterior_without": Meaning("How far to believe {owner} had nobody seen {it}", "percent", "item", _RERUN),
    "FactorResult.prior": Meaning("{it} {key}, before anything was seen", "percent", "prior", "As the case judges it."),
    "FactorResult.posterior": Meaning("{it} {key}, by what was seen", "percent", "beliefs", _BAYES),
    "Remainder.prior": Meaning(
        "{part} before anything was seen", "percent", "prior", "What the named ones leave over."
    ),
    "Remainder.posterior": Meaning("{part} by what was seen", "percent", "beliefs", _BAYES),
    "Analysis.by_judge": Meaning(
        "How far to believe {key} by the numbers of the judge “{then}” (“pooled”: of all of them)", "percent", "belief",
        "The case weighed again with every number that this judge gave in place of the case's own.",
    ),
    "Analysis.equal_priors": Meaning(
        "How far to believe {key} had every factor begun at equal shares", "percent", "belief", _RERUN
    ),
    "ItemResult.likelihood_ratio": Meaning(
        "How far {it} changes the odds of {key}", "ratio", "item",
        "How likely the item is if the explanation holds over how likely if it does not, its sources averaged out.",
    ),
    "ItemResult.posterior_without": Meaning("How far to believe {key} had nobody seen {it}", "percent", "item", _RERUN),
    "ItemResult.bits": Meaning(
        "How much {it} tells about the explanations, in bits", "bits", "item",
        "Mutual information with the pattern of explanations that hold.",
    ),
    "SourceResult.prior": Meaning("How far {it} is {place}, before anything was seen", "percent", "source", _SHARES),
    "SourceResult.posterior": Meaning(
        "How far {it} is {place}, by what it reported", "percent", "source",
        "By Bayes' rule: what it reported, set against what the others did.",
    ),
    "SourceResult.flip_share": Meaning(
        "How reliable {it} would have to be for the headline to turn", "percent", "source", _RERUN
    ),
    "Indicator.bits": Meaning(
        "How much {it} would tell, in bits", "bits", "item", "Mutual information, as for an item."
    ),
    "Indicator.probability": Meaning(
        "The chance of {it}", "percent", "item", "Over the worlds as they are believed in now."
    ),
    "Indicator.if_seen": Meaning("How far to believe {key} if it is seen: {it}", "percent", "item", _BAYES),
    "Indicator.if_not": Meaning("How far to believe {key} if it is not seen: {it}", "percent", "item", _BAYES),
    "Indicator.by_explanation": Meaning("The chance of {it} if {key} holds", "percent", "item", "In its worlds alone."),
    "Indicator.otherwise": Meaning(
        "The chance of {it} if {key} does not hold", "percent", "item", "In the other worlds."
    ),
    "WishResult.sure": Meaning(
        "How sure it is that {owner} wants this: {it}", "percent", "wish", "As the case judges it."
    ),
    "ActorResult.serves": Meaning(
        "The share of {key} in what {it} wants", "percent", "wish", "As the case judges it; shown, not computed with."
    ),
    "AxisResult.probability_changed": Meaning(
        "The chance that {it} is not as today at the horizon", "percent", "option", _PLAYED
    ),
    "AxisResult.at_horizon": Meaning("The chance of {it} = {key} at the horizon", "percent", "option", _PLAYED),
    "AxisResult.counted_now": Meaning(
        "The chance that {it} stands at the horizon as it does today while {key} holds", "percent", "option", _PLAYED
    ),
    "TypeResult.probability": Meaning(
        "The probability of the worlds in which {it}", "percent", "beliefs", "The sum over these worlds."
    ),
    "TypeResult.equilibria": Meaning("A state that holds by {key} where {it}", "whole", "run", _NUMBER),
    "StateResult.index": Meaning("The number of a state: {it}", "whole", "run", _NUMBER),
    "StateResult.probability": Meaning("The chance to be there at the horizon: {it}", "percent", "forecast", _PLAYED),
    "StateResult.equilibrium": Meaning("How far it holds for everybody by {key}: {it}", "percent", "orders", _ORDERS),
    "StateResult.stable_for": Meaning("How far {then} would stay by {key}: {it}", "percent", "orders", _ORDERS),
    "MoveResult.source": Meaning("The state before a move", "whole", "run", _NUMBER),
    "MoveResult.target": Meaning("The state after a move", "whole", "run", _NUMBER),
    "MoveResult.probability": Meaning(
        "How often, by the horizon, it is expected: {it}", "hundredth", "forecast", _PLAYED
    ),
    "Analysis.likely_path": Meaning("A state of the likely path", "whole", "run", _NUMBER),
    "ScenarioResult.at": Meaning("The chance that {it} holds on {key}", "percent", "forecast", _PLAYED),
    "ScenarioResult.ever": Meaning("The chance that {it} has come about by {key}", "percent", "forecast", _PLAYED),
    "ScenarioResult.at_band": Meaning(
        "{place} of the range of the chance that {it} holds on {key}", "percent", "forecast", _RANGE
    ),
    "ScenarioResult.ever_band": Meaning(
        "{place} of the range of the chance that {it} has come about by {key}", "percent", "forecast", _RANGE
    ),
    "ScenarioResult.interval": Meaning("{place} of the range of {it}", "percent", "forecast", _RANGE),
    "ScenarioResult.by_explanation": Meaning("The chance of {it} if {key} holds", "percent", "forecast", _PLAYED),
    "ScenarioResult.overlaps": Meaning(
        "The chance that {it} and {key} both hold at the horizon", "percent", "forecast", _PLAYED
    ),
    "Analysis.none_of_these": Meaning(
        "The chance that no named scenario holds on {key}", "percent", "forecast", _PLAYED
    ),
    "QuestionResult.p": Meaning(
        "The number to quote for the question {it}", "percent", "question",
        "The model's answer and the base rate, joined half and half in log odds (a convention); what authors said does "
        "not enter it.",
    ),
    "QuestionResult.p_model": Meaning("The model's answer to the question {it}", "percent", "forecast", _PLAYED),
    "QuestionResult.p_base": Meaning(
        "The base rate for the question {it}", "percent", "question",
        "How often such things happened, by Jeffreys' rule, (seen + 1/2) / (of + 1), moved to the question's window.",
    ),
    "QuestionResult.interval": Meaning("{place} of the range of the question {it}", "percent", "question", _RANGE),
    "QuestionResult.by_explanation": Meaning(
        "The model's answer to {it} if {key} holds", "percent", "forecast", _PLAYED
    ),
    "Outcome.scores": Meaning(
        "The Brier score of “{key}” for {owner}", "hundredth", "question", "The square of its distance from what came."
    ),
    "Outcome.said": Meaning(
        "The Brier score of what {key} said of {owner}", "hundredth", "question",
        "The square of its distance from what came.",
    ),
    "Scores.questions": Meaning("How many questions came out and can be scored", "whole", "run", "With a yes or a no."),
    "Scores.void": Meaning("How many questions came out and cannot be scored", "whole", "run", "Neither a yes nor no."),
    "Scores.with_base_rate": Meaning(
        "How many of the questions scored have a base rate", "whole", "run", "As the case gives them."
    ),
    "Scores.mean": Meaning("The mean Brier score of “{key}” over all questions scored", "hundredth", "run", _SCORED),
    "Scores.mean_with_base_rate": Meaning(
        "The mean Brier score of “{key}” over the questions scored that have a base rate", "hundredth", "run", _SCORED
    ),
    "Scores.by_explanation": Meaning(
        "The mean Brier score of the model's answers if {key} holds", "hundredth", "run", _SCORED
    ),
    "Scores.said": Meaning("The mean Brier score of what {key} said of questions scored", "hundredth", "run", _SCORED),
    "Scores.said_of": Meaning("Of how many questions scored {key} spoke", "whole", "run", "As the case quotes."),
    "Scores.beside_said": Meaning(
        "The mean Brier score of the numbers to quote on the questions {key} spoke of", "hundredth", "run", _SCORED
    ),
    "EvidenceStep.p": Meaning(
        "How far to believe {key} by what had been seen up to {it}", "percent", "belief", _BAYES
    ),
    "BeliefPoint.p": Meaning("How far to believe {key} by what had been seen up to {it}", "percent", "belief", _BAYES),
    "Fragility.plays": Meaning(
        "How many plays, each one draw in one type of world, a re-run makes", "whole", "run",
        "Those that count most, and some of the rest standing for the others."
    ),
    "Fragility.all_plays": Meaning("How many plays there are in all", "whole", "run", "Draws times types of world."),
    "Fragility.screened": Meaning("How many inputs were looked at", "whole", "run", "All judged numbers of the case."),
    "Fragility.rerun": Meaning(
        "How many inputs were run again at both ends", "whole", "run",
        "Those that move a headline most by its gradient."
    ),
    "Fragility.off_by": Meaning(
        "How far what was estimated by the gradient may be off", "percent", "run", "Compared with the runs made."
    ),
    "InputResult.value": Meaning("{it}", "input", "input", "As the case has it: its middle where it is a range."),
    "InputResult.low": Meaning(
        "The low end of: {it}", "input", "input", "Its own range, or odds halved (a convention)."
    ),
    "InputResult.high": Meaning(
        "The high end of: {it}", "input", "input", "Its own range, or odds doubled (a convention)."
    ),
    "InputResult.moves": Meaning("The largest change of a headline by: {it}", "percent", "input", _RERUN),
    "Unjudged.open": Meaning(
        "How many inputs nobody has judged yet", "whole", "run", "A draft's stand-ins, and what is marked `check`."
    ),
    "Unjudged.of": Meaning("How many inputs there are", "whole", "run", "All judged numbers of the case."),
    "HeadlineResult.p": Meaning(
        "The headline {it}", "percent", "forecast", "The number of the explanation, card or question."
    ),
    "HeadlineResult.even_priors": Meaning(
        "The headline {it} had every factor begun at equal shares", "percent", "forecast", _RERUN
    ),
    "HeadlineResult.needs_prior": Meaning(
        "Where {it} would have had to begin to stand at 50 %", "percent", "belief", "Bayes' rule read backwards."
    ),
    "Swing.at_low": Meaning("{owner} with this at its low end: {it}", "percent", "input", _RERUN),
    "Swing.at_high": Meaning("{owner} with this at its high end: {it}", "percent", "input", _RERUN),
    "Crossing.value": Meaning(
        "Where this would have to stand for another word for {owner}: {it}", "input", "input",
        "The smallest change of one input that carries the headline into another band of ICD 203.",
    ),
    "Crossing.band": Meaning(
        "The band of ICD 203 that {owner} would enter", "whole", "input", "Bands are numbered from 0 to 6."
    ),
    "Crossing.distance": Meaning(
        "How far this has to go for another word for {owner}: {it}", "amount", "input", "In log odds, or in logs."
    ),
    "Removal.headlines": Meaning("{key} without this: {it}", "percent", "input", _RERUN),
    "LeverResult.scenarios": Meaning("The chance of {key} with this move: {it}", "percent", "lever", _PLAYED),
    "LeverResult.questions": Meaning("The model's answer to {key} with this move: {it}", "percent", "lever", _PLAYED),
    "LeverResult.would": Meaning("How far the actor would gain at once: {it}", "percent", "lever", _ORDERS),
    "LeverResult.would_if": Meaning(
        "How far the actor would gain at once if {key} holds: {it}", "percent", "lever", _ORDERS
    ),
    "LeverResult.own_now": Meaning(
        "What the move does to the actor's own utility at once: {it}", "points", "lever",
        "From 0 for its worst state to 100 for its best.",
    ),
    "LeverResult.own_later": Meaning(
        "What the move does to the actor's own utility by the horizon: {it}", "points", "lever",
        "From 0 for its worst state to 100 for its best.",
    ),
    "LeverResult.own_later_if": Meaning(
        "The same by the horizon if {key} holds: {it}", "points", "lever",
        "From 0 for its worst state to 100 for its best."
    ),
    "LeverResult.months": Meaning("How many months it lasts: {it}", "months", "lever", _PLAYED),
    "LeverResult.lasts": Meaning("The chance that it lasts to the horizon: {it}", "percent", "lever", _PLAYED),
    "LeverResult.reach": Meaning("The largest change of a scenario by: {it}", "percent", "lever", _PLAYED),
    "ConclusionResult.claim": Meaning(
        "{place} of what was said of {it}", "percent", "forecast", "What the author's word stands for."
    ),
    "ConclusionResult.interval": Meaning("{place} of the range of {it}", "percent", "forecast", _RANGE),
    "AdviceResult.lever": Meaning("The place among the levers of: {it}", "whole", "run", "A place in a list, from 0."),
    "ConclusionResult.p": Meaning("What the case gives for {it}", "percent", "forecast", "The headline's own number."),
    "WayResult.state": Meaning("The number of a state: {it}", "whole", "run", _NUMBER),
    "PossibleMove.source": Meaning("The state that {it} starts from", "whole", "run", _NUMBER),
    "PossibleMove.target": Meaning("The state that {it} leads to", "whole", "run", _NUMBER),
    "PossibleMove.improves": Meaning("In how much of the worlds its maker prefers {it}", "percent", "orders", _ORDERS),
    "SurpriseResult.state": Meaning("The number of a state: {it}", "whole", "run", _NUMBER),
    "SurpriseResult.share": Meaning(
        "In how much of the worlds {it} holds though it is not expected to", "percent", "orders", _ORDERS
    ),
    "WayResult.share": Meaning("How far it holds for everybody: {it}", "percent", "orders", _ORDERS),
    "WayResult.reached": Meaning("How far improvements alone lead there: {it}", "percent", "orders", _ORDERS),
    "WayResult.equilibrium": Meaning("How far it holds for everybody by {key}: {it}", "percent", "orders", _ORDERS),
    "WayResult.stable_for": Meaning("How far {then} would stay by {key}: {it}", "percent", "orders", _ORDERS),
    "Step.state": Meaning("The state a move leads to", "whole", "run", _NUMBER),
    "InterestResult.tau": Meaning(
        "How far the interests of {it} agree", "hundredth", "orders", "Kendall's tau-b of their orders of the states."
    ),
    "InterestResult.low": Meaning(
        "The least agreement of the interests of {it}", "hundredth", "orders",
        "Kendall's tau-b, over the kinds of world."
    ),
    "InterestResult.high": Meaning(
        "The most agreement of the interests of {it}", "hundredth", "orders",
        "Kendall's tau-b, over the kinds of world."
    ),
    "AgreementResult.holds": Meaning("How far a state of {it} holds for everybody", "percent", "orders", _ORDERS),
    "AgreementResult.holds_nash": Meaning("How far a state of {it} holds by Nash", "percent", "orders", _ORDERS),
    "AgreementResult.holds_weaker": Meaning(
        "How far a state of {it} holds by a less demanding concept", "percent", "orders", _ORDERS
    ),
    "AgreementResult.led": Meaning(
        "How far improvements and likely turns lead to {it}", "percent", "orders", _ORDERS
    ),
    "AgreementResult.moves": Meaning("How many moves lead to {it}", "whole", "orders", _ORDERS),
    "TurnResult.chance": Meaning("The chance of a turn of nature: {it}", "percent", "orders", "From its rate alone."),
    "RivalResult.forecast": Meaning("The chance of {it} on the last day", "percent", "forecast", _PLAYED),
    "AgreementResult.reached": Meaning("How far improvements alone lead to {it}", "percent", "orders", _ORDERS),
    "AgreementResult.after_turns": Meaning("How far improvements and turns lead to {it}", "percent", "orders", _ORDERS),
    "AgreementResult.forecast": Meaning("The chance of {it} on the last day", "percent", "forecast", _PLAYED),
}  # fmt: skip
#: Whatever has no line above.
OTHER = Meaning("{it}: {field}", "amount", "run", "Worked out by the program from the whole case.")
