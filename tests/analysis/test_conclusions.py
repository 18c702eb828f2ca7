"""Does it follow? The rules as a table, their mirror images, and the sentences."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from realpolitik.analysis.conclusions import RULES, claim, judge_explanation, judge_word, weakly
from realpolitik.analysis.remedies import ConclusionResult
from realpolitik.analysis.result import Analysis
from realpolitik.analysis.run import analyse
from realpolitik.case.loading import load
from realpolitik.case.parts.judged import Judged, Probability
from realpolitik.case.scales import ICD203, words

MINI = Path(__file__).parent / "data" / "mini.yaml"
WORD: TypeAdapter[Judged] = TypeAdapter(Probability)
YES, PART, NO = "follows", "follows in part", "does not follow"

percents = st.integers(0, 1000).map(lambda n: n / 1000)
factors = st.sampled_from([None, 0.01, 1 / 3, 0.34, 1.0, 2.9, 3.0, 40.0])


@st.composite
def numbers(draw: st.DrawFn) -> tuple[float, tuple[float, float]]:
    """A number in its interval."""
    low, p, high = sorted(draw(st.tuples(percents, percents, percents)))
    return p, (low, high)


@pytest.mark.parametrize(
    ("p", "interval", "factor", "leading", "verdict"),
    [
        (0.68, (0.56, 0.79), 2.4, True, YES),
        (0.55, (0.51, 0.60), None, False, YES),
        (0.546, (0.506, 0.60), 1.0, False, YES),  # as printed: 55 % and 51 %
        (0.544, (0.51, 0.60), 1.0, False, PART),  # as printed: 54 %
        (0.68, (0.50, 0.79), 2.4, True, PART),  # perhaps as likely as not
        (0.68, (0.56, 0.79), 0.2, True, PART),  # the prior alone carries it
        (0.50, (0.40, 0.60), 1.0, False, PART),
        (0.50, (0.50, 0.50), 9.0, True, PART),
        (0.19, (0.12, 0.29), 1.5, False, NO),
        (0.19, (0.12, 0.29), 0.1, False, NO),
        (0.19, (0.12, 0.29), 3.0, False, PART),  # it began too low
        (0.19, (0.12, 0.29), 1.5, True, PART),  # nothing named is better
        (0.45, (0.40, 0.49), 1.0, False, NO),
        (0.45, (0.40, 0.50), 1.0, False, PART),
        (0.0, (0.0, 0.0), None, False, NO),
        (1.0, (1.0, 1.0), None, True, YES),
    ],
)
def test_explanations(
    p: float, interval: tuple[float, float], factor: float | None, leading: bool, verdict: str
) -> None:
    assert judge_explanation(p, interval, factor, leading=leading)[0] == verdict


@pytest.mark.parametrize(
    ("said", "p", "interval", "verdict", "words"),
    [
        ("likely", 0.62, (0.56, 0.85), YES, "lies within"),
        ("likely", 0.62, (0.30, 0.70), PART, "too wide for a word"),
        ("roughly even", 0.51, (0.001, 0.94), PART, "<1 % to 94 %, is too wide for a word"),
        ("likely", 0.55, (0.50, 0.60), YES, "lies within"),
        ("likely", 0.33, (0.04, 0.58), PART, "less likely than"),
        ("likely", 0.33, (0.12, 0.50), NO, "less likely than"),
        ("likely", 0.92, (0.88, 0.97), PART, "likelier still"),
        ("unlikely", 0.02, (0.01, 0.04), PART, "less likely still"),
        ("unlikely", 0.60, (0.50, 0.80), NO, "likelier than"),
        ("very unlikely", 0.30, (0.25, 0.40), NO, "likelier than"),
        ("roughly even", 0.30, (0.25, 0.40), NO, "less likely than"),
        ("roughly even", 0.70, (0.60, 0.80), NO, "likelier than"),
        ("almost no chance", 0.002, (0.0, 0.01), YES, "lies within"),
        ("30%", 0.37, (0.30, 0.44), YES, "30%, that is 20-45 %"),
        ("10-60%", 0.55, (0.50, 0.58), YES, "(10-60 %)"),
        ("10-60%", 0.40, (0.12, 0.58), YES, "lies within"),
        ("likely (PHIA)", 0.79, (0.76, 0.80), YES, "that is 55-80 %"),
        ("likely", 0.0, (0.0, 0.0), NO, "0 %"),
    ],
)
def test_words_said_of_questions(said: str, p: float, interval: tuple[float, float], verdict: str, words: str) -> None:
    found, because = judge_word(p, interval, WORD.validate_python(said))
    assert found == verdict
    assert words in because


def test_the_bands_of_the_words_are_those_of_icd_203() -> None:
    bands = {names: (low, high) for names, low, high in ICD203}
    for names, (low, high) in bands.items():
        ends = 0 if low == 1 else low, 100 if high == 99 else high
        assert {claim(WORD.validate_python(name)) for name in names} == {ends}


def mirrored(said: Judged) -> Judged:
    return said.model_copy(update={"value": 1 - said.value, "low": 1 - said.high, "high": 1 - said.low})


@example(found=(0.5, (0.44, 0.55)), said=(0.5, (0.45, 0.55)))
@example(found=(0.45, (0.45, 0.8)), said=(0.5, (0.45, 0.55)))
@given(found=numbers(), said=numbers())
def test_saying_likely_of_p_is_saying_unlikely_of_its_opposite(
    found: tuple[float, tuple[float, float]], said: tuple[float, tuple[float, float]]
) -> None:
    (p, (low, high)), (value, (least, most)) = found, said
    judged = WORD.validate_python("50%").model_copy(update={"value": value, "low": least, "high": most})
    one, _ = judge_word(p, (low, high), judged)
    other, _ = judge_word(1 - p, (1 - high, 1 - low), mirrored(judged))
    assert one == other


@given(found=numbers(), factor=factors)
def test_where_something_follows_its_opposite_does_not(
    found: tuple[float, tuple[float, float]], factor: float | None
) -> None:
    p, (low, high) = found
    one, _ = judge_explanation(p, (low, high), factor, leading=False)
    other, _ = judge_explanation(1 - p, (1 - high, 1 - low), factor and 1 / factor, leading=False)
    assert other == {YES: NO, PART: PART, NO: YES}[one]


@given(found=numbers(), factor=factors, leading=st.booleans(), said=st.sampled_from([*words(), "33%", "5-60%"]))
def test_every_sentence_reads_as_one(
    found: tuple[float, tuple[float, float]], factor: float | None, leading: bool, said: str
) -> None:
    p, interval = found
    for _, because in (
        judge_explanation(p, interval, factor, leading=leading),
        judge_word(p, interval, WORD.validate_python(said)),
    ):
        assert re.fullmatch(r"[A-Z][^.]*\.", because.replace("PHIA", ""))
        assert not re.search(r"makes it (almost no|roughly)|  |--", because)


@cache
def of_mini() -> Analysis:
    return analyse(load(MINI), draws=4)


def test_all_that_is_held_or_said_gets_a_verdict() -> None:
    found = of_mini().conclusions
    assert [(c.kind, c.key, c.who, c.said) for c in found] == [
        ("explanation", "explanations.real_repair", "envoy", None),
        ("explanation", "explanations.squeeze", "paper", None),
        ("question", "questions.open_2025", "paper", "unlikely"),
    ]
    by_name = {e.name: e for e in of_mini().explanations}
    squeeze = by_name["squeeze"]
    told = judge_explanation(squeeze.posterior, squeeze.interval, squeeze.bayes_factor, leading=squeeze.leading)
    assert found[1] == ConclusionResult(
        kind="explanation", key="explanations.squeeze", title="The north squeezes the south", who="paper", said=None,
        p=squeeze.posterior, interval=squeeze.interval, verdict=told[0], because=told[1],
    )  # fmt: skip
    question = next(q for q in of_mini().questions if q.id == "open_2025")
    assert (found[2].p, found[2].interval) == (question.p, question.interval)


def test_the_printed_rules_name_the_limits() -> None:
    explanation, question = RULES
    for limit in ("55 %", "45 %", "1/3 or less", "of 3 or more", "over its whole range", "best supported"):
        assert limit in explanation
    assert "ICD 203" in question


@pytest.mark.parametrize(("factor", "way"), [(1.16, 1), (1.24, 1), (1.14, 0), (1.0, 0), (1 / 1.16, -1), (0.0, -1)])
def test_a_weak_factor_leans_as_it_is_printed(factor: float, way: int) -> None:
    assert weakly(factor) == way
