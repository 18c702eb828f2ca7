"""What to watch: the observations that would tell the explanations apart, when, and what each would mean."""

from __future__ import annotations

import re
from typing import Any

from realpolitik.analysis.result import Analysis, Indicator, QuestionResult
from realpolitik.figures import signposts
from realpolitik.report.chosen import tells
from realpolitik.report.html.pictures import own
from realpolitik.report.leaning import chance_at, window
from realpolitik.report.saying import Listed, Number, Numbers, Sentence, say
from realpolitik.report.since import due, told_from
from realpolitik.report.words import capital, day, percent, quoted, title_of

ORDER = 90
TITLE = "What to watch"

_ALWAYS, _MOST, _TELLING = 2, 4, 0.01  # indicators shown in full: at least, at most, bits
_ASKED = 6  # questions told, the most telling first
_SIGNS = 3  # signposts told of one explanation, each way
_CLEAR = 1.25  # a likelihood ratio that is worth telling (or its inverse)
_GAP = 0.02  # and the two chances must lie so far apart: "<1 % against <1 %" tells nobody anything


def view(analysis: Analysis) -> dict[str, Any] | None:
    """Each indicator with the explanations it moves most; and each explanation with the signs that point to it.

    What moves no explanation is only named.
    """
    if not analysis.indicators:
        return None
    ordered = sorted((i for i in analysis.indicators if tells(i)), key=lambda i: (-i.bits, i.id))
    signs_only = [i for i in ordered if i.kind != "question"] or ordered
    telling = [i for k, i in enumerate(signs_only) if k < _ALWAYS or (i.bits >= _TELLING and k < _MOST)]
    n, rest = Numbers(analysis), signs_only[len(telling) :]
    asked = [i for i in ordered if i.kind == "question" and i not in telling]
    less = [
        say(
            "tells_less",
            what=quoted(i.what),
            p=n(f"indicators.{i.id}.probability"),
            bits=n(f"indicators.{i.id}.bits", "bits"),
        )
        for i in rest
    ]
    signs = signposts.data(analysis)
    return {
        "told_from": told_from(analysis),
        "rows": [_row(i, analysis) for i in telling],
        "less": less,
        "asked": [_row(i, analysis) for i in asked[:_ASKED]],
        "still": [i.what for i in analysis.indicators if not tells(i)],
        "figure": own(signposts.spec(signs)) if signs["signs"] and ordered else None,
        "posts": _posts(analysis),
    }


def _row(indicator: Indicator, analysis: Analysis) -> dict[str, Any]:
    n, at = Numbers(analysis), f"indicators.{indicator.id}"
    both = [e for e in analysis.explanations if e.name in indicator.if_seen and e.name in indicator.if_not]
    both.sort(key=lambda e: -abs(indicator.if_seen[e.name] - indicator.if_not[e.name]))
    effects = [
        {
            "title": title_of(e.name, e.title),
            "now": n(f"explanations.{e.name}.posterior"),
            "seen": _arrow(n(f"{at}.if_seen.{e.name}"), indicator.if_seen[e.name] - e.posterior),
            "unseen": _arrow(n(f"{at}.if_not.{e.name}"), indicator.if_not[e.name] - e.posterior),
        }
        for e in both[:3]
    ]
    question = next((q for q in analysis.questions if q.id == indicator.id and indicator.kind == "question"), None)
    same = asked_by(indicator, analysis)
    return {
        "i": indicator,
        "asked": indicator.kind == "question",
        "window": capital(str(window(indicator)).strip()),
        "tells": _tells(indicator, analysis, question),
        "came": _came(question, analysis),
        "question": next((q.id for q in (question, same) if q is not None), None),
        "same": None if same is None else _same(same, indicator, n),
        "effects": effects,
    }


def _tells(indicator: Indicator, analysis: Analysis, question: QuestionResult | None) -> Sentence:
    """Its chance and its bits; of a question into which a base rate is blended, with the parts of its number."""
    n = Numbers(analysis)
    fields = {"p": n(chance_at(analysis, indicator)), "bits": n(f"indicators.{indicator.id}.bits", "bits")}
    if question is None:
        return say("tells", **fields)
    if not question.blended or question.p_base is None:
        return say("tells_question", **fields)
    at = f"questions.{question.id}"
    return say("tells_parts", model=n(f"{at}.p_model"), base=n(f"{at}.p_base"), **fields)


def asked_by(sign: Indicator, analysis: Analysis) -> QuestionResult | None:
    """The question that asks for what a sign would show, where its number is printed otherwise than the sign's.

    The case tells it by the name: the sign is called as the option, or the turn of nature, that the question asks for.
    Of several the one with the sign's last day, else the last.
    """
    if sign.kind == "question":
        return None
    happens = re.compile(rf"ever \w+\.{re.escape(sign.id)}")
    same = [q for q in analysis.questions if happens.fullmatch(q.happens) and percent(q.p) != percent(sign.probability)]
    return max(same, key=lambda q: (q.until == sign.last, q.until), default=None)


def _same(question: QuestionResult, sign: Indicator, n: Numbers) -> Sentence:
    """The note that points from a sign to its question, and why the two numbers differ."""
    at = f"questions.{question.id}"
    based = say("sign_based") if question.blended and question.p_base is not None else ""
    when = "" if question.until == sign.last else say("when_by", date=day(question.until))
    return say("sign_asked", asks=question.asks, when=when, p=n(f"{at}.p"), based=based)


def _came(question: QuestionResult | None, analysis: Analysis) -> Sentence | None:
    """How a question to watch has since come out, or that it is due."""
    if question is None:
        return None
    if question.came_out is None:
        return due(question, analysis)
    on = say("on_day", date=day(question.came_out.on)) if question.came_out.on else ""
    return say("scored_alone", as_=question.came_out.as_, on=on)


def _arrow(number: Number, by: float) -> tuple[str, Number]:
    return ("▲" if by > 0.005 else "▼" if by < -0.005 else ""), number


def _posts(analysis: Analysis) -> list[dict[str, Any]]:
    """For every explanation the signs that speak for it and against it, each with its chance if it holds and if not."""
    n, rows = Numbers(analysis), []
    for e in analysis.explanations:
        found = []
        for i in analysis.indicators:
            if e.name in i.by_explanation and e.name in i.otherwise:
                if_true, if_not = i.by_explanation[e.name], i.otherwise[e.name]
                at = f"indicators.{i.id}"
                pair = (n(f"{at}.by_explanation.{e.name}"), n(f"{at}.otherwise.{e.name}"))
                if abs(if_true - if_not) < _GAP:
                    continue
                found.append((if_true / if_not if if_not > 0.0 else float("inf"), i, pair))
        towards = sorted((f for f in found if f[0] >= _CLEAR), key=lambda f: -f[0])[:_SIGNS]
        away = sorted((f for f in found if f[0] * _CLEAR <= 1.0), key=lambda f: f[0])[:_SIGNS]
        if towards or away:
            rows.append({"title": title_of(e.name, e.title), "towards": _said(towards), "away": _said(away)})
    return rows


def _said(found: list[tuple[float, Indicator, tuple[Number, Number]]]) -> list[tuple[str, Listed]]:
    return [(i.what, Listed(pair, "against")) for _, i, pair in found]
