"""The bottom line: grammar, what it chooses to say, and what it must not say."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from realpolitik.analysis.fragile import HeadlineResult, Swing
from realpolitik.analysis.result import Analysis
from realpolitik.report.chosen import headline_questions, leading, load_bearing
from realpolitik.report.confidence import confidence, confidences, forecast_confidence, thesis_confidence
from realpolitik.report.headline import Part, bottom_line
from realpolitik.report.saying import say
from realpolitik.report.words import BANDS, JOIN, THIN

GOLDEN = Path(__file__).parent / "golden" / "bottom_line.txt"


def plain(text: str) -> str:
    return text.replace(THIN, " ").replace(JOIN, "")


def said(analysis: Analysis) -> dict[str, str]:
    """The parts of the bottom line by label."""
    return {part.label: plain(part.text) for part in bottom_line(analysis)}


def changed(analysis: Analysis, **update: Any) -> Analysis:
    return analysis.model_copy(update=update)


def written(analysis: Analysis) -> str:
    """The whole bottom line; what only tells how fragile the sentence before it is, is set in."""
    lines = []
    for part in bottom_line(analysis):
        lines += [f"{part.label}:", *(f"{'    ' if fragile else '  '}{plain(str(s))}" for s, fragile in part.marked)]
    return "\n".join(lines) + "\n"


def test_the_whole_of_it(analysis: Analysis) -> None:
    assert written(analysis) == GOLDEN.read_text(encoding="utf-8")


def test_a_source_that_turns_it_is_named_where_the_inputs_were_not_looked_at(analysis: Analysis) -> None:
    assert (
        "as reliable at 31 % instead of 60 %, “Two neighbours with quarrels of their own” would lead"
        in (said(changed(analysis, fragility=None))["What it rests on"])
    )


def test_it_is_short(analysis: Analysis) -> None:
    """What tells only how fragile a headline is, is set small and does not count."""
    plainly = [text for part in bottom_line(analysis) for text, fragile in part.marked if not fragile]
    everything = " ".join(str(text) for text in plainly)
    assert len(re.findall(r"[.?](?= |$)", everything)) <= 16
    assert len(everything.split()) <= 340


def test_one_explanation_one_scenario(analysis: Analysis) -> None:
    one = changed(
        analysis,
        explanations=analysis.explanations[1:2],
        scenarios=analysis.scenarios[:1],
        factors=[],
        fragility=None,
    )
    parts = said(one)
    assert parts["What is going on"] == (
        "The one explanation weighed, “Aliyev let it happen and kept it deniable”, is unlikely "
        "(37 %, range 24\u201352 %), up from 30 % before anything was seen."
    )
    assert "is “closed” today" not in parts["What comes next"]


def test_a_clear_leader_is_said_plainly(analysis: Analysis) -> None:
    lead = analysis.explanations[1].model_copy(update={"posterior": 0.7, "interval": (0.6, 0.79), "prior": 0.705})
    three = [analysis.explanations[0], lead, analysis.explanations[3]]
    parts = said(changed(analysis, explanations=three, fragility=None))
    assert parts["What is going on"].endswith(
        "The best supported of three explanations is “Aliyev let it happen and kept it deniable”: it is likely "
        "(70 %, range 60\u201379 %), hardly moved from 70 % before anything was seen."
    )


def test_one_level_rival(analysis: Analysis) -> None:
    parts = said(changed(analysis, explanations=[analysis.explanations[1], analysis.explanations[3]]))
    assert "“Officials acted on their own resentment” (35 %) is level with it." in parts["What is going on"]


def test_an_absent_item_is_called_an_absence(analysis: Analysis) -> None:
    items = [
        i.model_copy(update={"posterior_without": {"deniable": 0.9}}) if i.id == "no_call" else i
        for i in analysis.items
    ]
    assert "leans most on the absence of “No call" in said(changed(analysis, items=items))["What it rests on"]


def test_items_that_hardly_weigh(analysis: Analysis) -> None:
    items = [i.model_copy(update={"posterior_without": {"deniable": 0.372}}) for i in analysis.items]
    parts = said(changed(analysis, items=items, equal_priors={}, sources=[]))
    assert parts["What it rests on"] == "No single item moves the leading explanation by a full point."


def test_a_factor_of_many_values(analysis: Analysis) -> None:
    going_on = said(changed(analysis, factors=analysis.factors[1:]))["What is going on"]
    assert (
        "What set the escalation going? The best supported answer is “own accord”: 41 % (50 % before anything was "
        "seen)." in going_on
    )


def test_nothing_probable(analysis: Analysis) -> None:
    parts = said(changed(analysis, scenarios=analysis.scenarios[2:], questions=[]))
    assert (
        "No named outcome is to be expected by 31 December 2026; the first of them, “A cold peace with the road "
        "closed”, is" in parts["What comes next"]
    )


def test_what_holds_today_is_said_to_go_on_or_not(analysis: Analysis) -> None:
    first = analysis.scenarios[3]
    holds = first.model_copy(
        update={
            "at": [(first.at[0][0], 1.0), *first.at[1:]],
            "ever": [(date, 1.0) for date, _ in first.ever],
            "at_band": [*first.at_band[:-1], (first.at_band[-1][0], 0.06, 0.19)],
        }
    )
    others = [s for s in analysis.scenarios if s is not first]
    text = said(changed(analysis, scenarios=[*others, holds], questions=[]))["What comes next"]
    assert "By 31 December 2026 the outcome to expect first is “Baku and Moscow make up”: it stands at 66 %" in text
    alone = said(changed(analysis, scenarios=[holds, *analysis.scenarios[4:]], questions=[]))["What comes next"]
    assert (
        "Today's situation is “A cold peace with the road closed”: that it holds on 31 December 2026 too is very "
        "unlikely (12 %, range 6\u201319 %). Of what could come instead, “" in alone
    )
    assert text.index("Today's situation") < text.index("the outcome to expect first"), "as in the list of outcomes"
    assert "100 %" not in text + alone


def test_questions_that_lean_on_the_one_before_are_not_quoted_alone(analysis: Analysis) -> None:
    questions = [q.model_copy(update={"asks": f"And {q.asks}"}) for q in analysis.questions]
    assert headline_questions(changed(analysis, questions=questions)) == []


def test_without_scenarios_it_says_what_holds(analysis: Analysis) -> None:
    solved = changed(analysis, scenarios=[], explanations=[], questions=[], advice=[], conclusions=[], fragility=None)
    assert said(solved)["What holds"].startswith("Two states hold for everybody by the argument of Nash: “")
    one = [s.model_copy(update={"equilibrium": {"GMR": 1.0} if s.status_quo else {}}) for s in analysis.states]
    assert said(changed(solved, states=one))["What holds"] == (
        "One state holds for everybody by the argument of GMR: “As things are now”."
    )
    assert said(changed(solved, states=[]))["What holds"].startswith("Two of 1152 states hold for everybody by the ")
    four = [
        s.model_copy(update={"equilibrium": {"Nash": 1.0 if k < 4 else 0.0}}) for k, s in enumerate(analysis.states)
    ]
    few = changed(solved, states=four[:6], method=analysis.method.model_copy(update={"feasible": 6}))
    assert said(few)["What holds"].startswith(
        "Four of 6 states hold for everybody by the argument of Nash, today's situation among them; “"
    )
    only = [s.model_copy(update={"equilibrium": {"Nash": 1.0 if k == 0 else 0.0}}) for k, s in enumerate(few.states)]
    assert said(changed(few, states=only))["What holds"] == (
        "One of 6 states holds for everybody by the argument of Nash: “As things are now”."
    )
    assert list(said(changed(few, scenarios=analysis.scenarios))) == ["What holds", "What comes next"]
    none = [s.model_copy(update={"equilibrium": {}}) for s in analysis.states]
    assert said(changed(solved, states=none))["What holds"].startswith("No state that can well be reached holds")


def test_questions_chosen(analysis: Analysis) -> None:
    assert [q.id for q in headline_questions(analysis)] == ["call_july", "deal_2025"]
    alone = changed(analysis, questions=analysis.questions[:1])
    assert [q.id for q in headline_questions(alone)] == ["deal_2025"]


def test_nothing_to_say(bare: Analysis) -> None:
    assert bottom_line(bare) == []
    assert confidence(bare) is None
    assert forecast_confidence(bare) is None
    assert leading(bare) is None
    assert load_bearing(bare) is None


def test_likelihood_and_confidence_never_meet(analysis: Analysis) -> None:
    sure = confidence(analysis)
    assert sure is not None
    forecast = forecast_confidence(analysis)
    assert forecast is not None
    for _, word in BANDS:
        assert word not in sure.sentence + forecast.sentence
    for part in bottom_line(analysis):
        assert "confiden" not in part.text


def test_the_thesis_has_its_own_confidence_where_it_does_not_lead(analysis: Analysis) -> None:
    sure = thesis_confidence(analysis)
    assert sure is not None
    assert sure.sentence.startswith("Analytic confidence in the figure of the thesis is ")
    assert "its range is 26 points wide" in sure.sentence
    assert [one.of.rsplit(" ", 1)[1] for one in confidences(analysis)] == ["thesis", "explanation", "forecast"]
    turned = changed(analysis, explanations=analysis.explanations[1:])
    assert thesis_confidence(turned) is None
    assert len(confidences(turned)) == 2


@pytest.mark.parametrize(
    ("reliable", "width", "level"), [(0.97, 0.10, "moderate"), (0.97, 0.5, "low"), (0.3, 0.5, "low")]
)
def test_confidence_rule_with_two_sources(analysis: Analysis, reliable: float, width: float, level: str) -> None:
    lead = analysis.explanations[1]
    kept = lead.top_items[:2]
    lead = lead.model_copy(update={"top_items": kept, "interval": (0.3, 0.3 + width)})
    sources = [
        s.model_copy(
            update={"items": [t.item for t in kept], "posterior": (reliable, 1 - reliable, 0.0), "repeats": []}
        )
        for s in analysis.sources[:1]
    ]
    sure = confidence(changed(analysis, explanations=[lead], sources=sources))
    assert sure is not None
    assert sure.level == level
    assert "one independent source;" in sure.sentence


@pytest.mark.parametrize(
    ("width", "effective", "level"),
    [(0.15, 40.0, "high"), (0.15, 14.3, "moderate"), (0.35, None, "moderate"), (0.35, 14.3, "low"), (0.55, 40, "low")],
)
def test_confidence_in_the_forecast_by_its_own_rule(
    analysis: Analysis, width: float, effective: float | None, level: str
) -> None:
    first = max(analysis.scenarios, key=lambda s: s.ever[-1][1])
    likeliest = first.model_copy(update={"interval": (0.41, 0.41 + width)})
    others = [s.model_copy(update={"interval": (0.0, 1.0)}) for s in analysis.scenarios if s is not first]
    method = analysis.method.model_copy(update={"effective_sample_size": effective})
    sure = forecast_confidence(changed(analysis, scenarios=[*others, likeliest], method=method))
    assert sure is not None
    drawn = "" if effective is None else f", and {effective:.0f} effective draws stand behind the ranges"
    assert sure.sentence == (
        f"Confidence in the forecast is {level}: the range of “Baku and Moscow make up” is {round(100 * width)} points "
        f"wide{drawn}."
    )
    one = changed(analysis, method=analysis.method.model_copy(update={"draws": 1}))
    assert forecast_confidence(one) is None, "one draw makes no range"


def test_three_good_sources_and_a_narrow_range_make_high_confidence(analysis: Analysis) -> None:
    lead = analysis.explanations[1].model_copy(update={"interval": (0.33, 0.43)})
    first = lead.top_items[0].item
    sources = [
        s.model_copy(update={"items": [first], "posterior": (0.9, 0.1, 0.0), "repeats": []})
        for s in analysis.sources[:3]
    ]
    analysis = changed(analysis, fragility=None)
    sure = confidence(changed(analysis, explanations=[lead], sources=sources))
    assert sure is not None
    assert sure.level == "high"
    repeating = [sources[0], *(s.model_copy(update={"repeats": [sources[0].id]}) for s in sources[1:])]
    copied = confidence(changed(analysis, explanations=[lead], sources=repeating))
    assert copied is not None
    assert copied.level == "moderate"


@pytest.mark.parametrize(
    ("supports", "share", "level"),
    [
        (["sourced", "sourced"], "0 %", "high"),
        (["sourced", "judged"], "25 %", "high"),
        (["judged", "sourced"], "75 %", "moderate"),
        (["convention", "default"], "100 %", "moderate"),
    ],
)
def test_confidence_falls_with_the_share_of_judged_inputs(
    analysis: Analysis, supports: list[str], share: str, level: str
) -> None:
    """Two inputs with bars of 30 and 10 points; all else as good as can be."""
    assert analysis.fragility is not None
    inputs = [
        i.model_copy(update={"path": path, "support": support})
        for i, path, support in zip(analysis.fragility.inputs, ("one", "two"), supports, strict=False)
    ]
    swings = [Swing(input="one", at_low=0.5, at_high=0.2), Swing(input="two", at_low=0.3, at_high=0.4)]
    headline = HeadlineResult(key="explanations.deniable", title="x", p=0.37, swings=swings)
    fragility = analysis.fragility.model_copy(update={"inputs": inputs, "headlines": [headline]})
    lead = analysis.explanations[1].model_copy(update={"interval": (0.33, 0.43)})
    first = lead.top_items[0].item
    sources = [
        s.model_copy(update={"items": [first], "posterior": (0.9, 0.1, 0.0), "repeats": []})
        for s in analysis.sources[:3]
    ]
    sure = confidence(changed(analysis, explanations=[lead], sources=sources, fragility=fragility))
    assert sure is not None
    assert sure.level == level
    assert plain(sure.sentence).endswith(f"; {share} of the weight of its inputs lies on inputs without a source.")


def test_a_part_is_one_line_of_paragraphs() -> None:
    assert Part("x", (say("one", a="One."), say("one", a="Two."))).text == "One. Two."
