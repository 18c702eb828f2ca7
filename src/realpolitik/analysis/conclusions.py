"""Does what the text concludes follow from the case? A verdict and one sentence by rules that the page prints.

Two kinds of conclusions are looked at: every explanation that a source holds, and what it said of a question.

*An explanation* is put to two tests, so that it owes its place neither to its prior alone nor to the evidence alone.
Where does the case leave it? It stands if it is likely, and likelier than not over its whole range (5th to 95th
percentile); it falls if it is unlikely, and less likely than not over its whole range. Which way does what was seen
move it? A Bayes factor of 3 speaks for it and one of 1/3 against it; what lies between is hardly worth a mention (Kass
and Raftery 1995, "Bayes factors", p. 777). It follows if it stands and nothing speaks against it; it does not follow if
it falls and nothing speaks for it; everything between follows in part. So does the best supported explanation of all:
its author has chosen as well as the case allows. Apart from that the rule is its own mirror image: where h follows,
"not h" does not.

*What was said of a question* is taken as a band: the word's, or the range; a number is taken as exact as a word can be,
with the ICD 203 band around it, for nobody means 30 % and not 33. The case's own number in the band, with a range that
lies in the band too or allows a word at all (at most two bands): it follows. A wider range around it, or only the range
reaching the band: in part, for a case that knows little must not agree by being vague. Or the case goes further the
same way, as where it gives 2 % to what was called unlikely: in part too, since such a word often means "at most".
Otherwise it does not follow, and the sentence says in which direction. Saying "likely" where the case says p, and
"unlikely" where it says 1 - p, get the same verdict.

Every comparison is made with whole per cent as they are printed, and the edges of a band belong to it on both sides.
"""

from __future__ import annotations

from collections.abc import Sequence

from realpolitik.analysis.asking import in_full
from realpolitik.analysis.remedies import ConclusionResult, Verdict
from realpolitik.analysis.result import ExplanationResult, Interval, QuestionResult
from realpolitik.case.case import Case
from realpolitik.case.parts.judged import Judged
from realpolitik.case.scales import ICD203, WORDED, bands_spanned, icd_word, percent, whole

LIKELY, EVEN, UNLIKELY = 55, 50, 45  #: per cent: where ICD 203's "likely" begins, even odds, where "unlikely" ends
SPEAKS = 3.0  #: a Bayes factor that is more than a bare mention
BARELY = 1.2  #: a Bayes factor nearer to 1 than this is not worth a word
_WORDS = [names[0] for names, _, _ in ICD203]
#: The bands in whole per cent; the outermost reach to 0 and 100 %: "almost no chance" does not contradict 0.3 %.
_BANDS = [(low if low > 1 else 0, high if high < 99 else 100) for _, low, high in ICD203]
RULES = (
    f"An explanation that somebody holds follows if the case makes it likely ({LIKELY} % or more) and likelier than "
    f"not over its whole range, and what was seen does not speak against it (a Bayes factor of 1/{SPEAKS:g} or less). "
    f"It does not follow if the case makes it unlikely ({UNLIKELY} % or less) and less likely than not over its whole "
    f"range, what was seen does not speak for it (a Bayes factor of {SPEAKS:g} or more), and it is not the best "
    "supported one. Otherwise it follows in part.",
    "What somebody said of a question follows if the case's number lies in the band of the word that was said (a "
    "number: in the ICD 203 band around it) and the case's range, if it leaves that band, spans at most two bands. It "
    "follows in part if the range is wider, or only the range reaches that band, or the case goes further the same way "
    "(less likely than what was called unlikely, likelier than what was called likely). Otherwise it does not follow.",
)  #: for the page


def conclusions(
    case: Case, explanations: Sequence[ExplanationResult], questions: Sequence[QuestionResult]
) -> list[ConclusionResult]:
    """A verdict on every explanation that somebody holds and on everything said of a question that has an answer."""
    said = {question.id: question.said for question in case.questions}
    found = [of_explanation(e, e.held_by) for e in explanations if e.held_by is not None]
    asked = in_full(case.questions)
    return found + [of_question(q, who, word, asked[q.id]) for q in questions for who, word in said[q.id].items()]


def of_explanation(explanation: ExplanationResult, who: str) -> ConclusionResult:
    """The verdict on an explanation that ``who`` holds."""
    verdict, because = judge_explanation(
        explanation.posterior, explanation.interval, explanation.bayes_factor, leading=explanation.leading
    )
    return ConclusionResult(
        kind="explanation",
        key=f"explanations.{explanation.name}",
        title=explanation.title or explanation.name.replace("_", " "),
        who=who,
        said=None,
        p=explanation.posterior,
        interval=explanation.interval,
        verdict=verdict,
        because=because,
    )


def judge_explanation(
    p: float, interval: Interval, bayes_factor: float | None, *, leading: bool
) -> tuple[Verdict, str]:
    """The verdict on an explanation and why, by the first of ``RULES``. A Bayes factor of None speaks neither way."""
    factor = 1.0 if bayes_factor is None else bayes_factor
    low, now, high = whole(interval[0]), whole(p), whole(interval[1])
    stands, falls = now >= LIKELY and low > EVEN, now <= UNLIKELY and high < EVEN
    for_it, against_it = factor >= SPEAKS, factor * SPEAKS <= 1.0
    stated = _stated(p, interval)
    if stands and not against_it:
        return "follows", f"{_capital(stated)}, and likelier than not over its whole range."
    if stands:
        return "follows in part", f"{_capital(stated)}, but by its prior: what was seen speaks against it."
    if falls and not for_it and not leading:
        return "does not follow", f"{_capital(stated)}, and what was seen {_speaks(factor)}."
    if falls:
        reason = "what was seen speaks for it" if for_it else "it is the best supported of all that are named"
        return "follows in part", f"{_capital(reason)}, but {stated}."
    if UNLIKELY < now < LIKELY:
        return "follows in part", f"{_capital(stated)}: as well true as not."
    end, at = ("low", low) if now >= LIKELY else ("high", high)
    way = "as likely as not" if at == EVEN else "likelier than not" if at > EVEN else "less likely than not"
    return "follows in part", f"{_capital(stated)}, but at the {end} end of its range it is {way}."


def of_question(question: QuestionResult, who: str, word: Judged, title: str | None = None) -> ConclusionResult:
    """The verdict on what ``who`` said of a question; ``title``: what it asks, where it leans on the one before."""
    verdict, because = judge_word(question.p, question.interval, word)
    low, high = claim(word)
    return ConclusionResult(
        kind="question",
        key=f"questions.{question.id}",
        title=title or question.asks,
        who=who,
        said=word.written,
        claim=(low / 100, high / 100),
        p=question.p,
        interval=question.interval,
        verdict=verdict,
        because=because,
    )


def judge_word(p: float, interval: Interval, said: Judged) -> tuple[Verdict, str]:
    """The verdict on what was said of a question and why, by the second of ``RULES``."""
    low, high = claim(said)
    now, band = whole(p), f"{low}-{high} %"
    exactly = "".join(said.written.split()) == "".join(band.split())
    band = f"what was said ({band if exactly else f'{said.written}, that is {band}'})"
    within = low <= whole(interval[0]) and whole(interval[1]) <= high
    if low <= now <= high and (within or bands_spanned(*interval) <= WORDED):
        return "follows", f"The case's number, {_number(p, interval)}, lies within {band}."
    if low <= now <= high:
        wide = f"its range, {_span(interval)}, is too wide for a word"
        return "follows in part", f"The case's number, {percent(p)}, lies within {band}, but {wide}."
    way = "likelier" if now > high else "less likely"
    if whole(interval[0]) <= high and whole(interval[1]) >= low:
        reaches = f"only its range, {_span(interval)}, reaches that band"
        return "follows in part", f"The case makes it {way} than {band}, {percent(p)}; {reaches}."
    if (now < low and high <= EVEN) or (now > high and low >= EVEN):
        return "follows in part", f"The case goes further than {band}: it makes it {way} still, {_number(p, interval)}."
    return "does not follow", f"The case makes it {way} than {band}: {_number(p, interval)}."


def claim(said: Judged) -> tuple[int, int]:
    """The band that is claimed, in whole per cent: never narrower than the ICD 203 band around its middle."""
    around = [(low, high) for low, high in _BANDS if low <= whole(said.value) <= high]
    return min(whole(said.low), around[0][0]), max(whole(said.high), around[-1][1])


def _speaks(factor: float) -> str:
    """What a Bayes factor under ``SPEAKS`` says of an explanation."""
    if factor * SPEAKS <= 1.0:
        return "speaks against it"
    way = weakly(factor)
    return {-1: "speaks weakly against it", 0: "says little either way", 1: "speaks for it, but weakly"}[way]


def weakly(factor: float) -> int:
    """Which way a Bayes factor under ``SPEAKS`` leans: 1 for, -1 against, 0 hardly; by the factor as it is printed."""
    if factor >= 1.0:
        return int(round(factor, 1) >= BARELY)
    return -int(factor <= 0.0 or round(1.0 / factor, 1) >= BARELY)


def _stated(p: float, interval: Interval) -> str:
    """What the case makes of an explanation; in a word where the range spans at most two bands of ICD 203."""
    number = _number(p, interval)
    if p <= 0.0 or p >= 1.0:
        return f"the case {'rules it out' if p <= 0.0 else 'makes it certain'}, {number}"
    word = _word(p)
    if bands_spanned(*interval) > WORDED:
        return f"the case gives it {number}"
    chance = {_WORDS[0]: f"gives it {word}", _WORDS[3]: f"gives it a {word}"}
    return f"the case {chance.get(word, f'makes it {word}')}, {number}"


def _word(p: float) -> str:
    return icd_word(whole(p) / 100)


def _number(p: float, interval: Interval) -> str:
    """``33 % (range 12-50 %)``; without the range where it is one number."""
    return percent(p) if percent(interval[0]) == percent(interval[1]) else f"{percent(p)} (range {_span(interval)})"


def _span(interval: Interval) -> str:
    low, high = (percent(end) for end in interval)
    return f"{low} to {high}" if "<" in low or ">" in high or "<" in high else f"{whole(interval[0])}-{high}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
