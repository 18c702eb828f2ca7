"""What the page says of likelihood: every number leads back to the analysis, every sentence comes from the one set."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from markupsafe import Markup

from realpolitik.analysis import agreement
from realpolitik.analysis.address import value
from realpolitik.analysis.conclusions import RULES
from realpolitik.analysis.result import Analysis
from realpolitik.case.scales import ICD203
from realpolitik.report.confidence import FORECAST_RULE, RULE
from realpolitik.report.html.page import render
from realpolitik.report.saying import FORMS, Sentence

TEMPLATES = Path(__file__).parent.parent.parent / "src" / "realpolitik" / "report" / "html" / "templates"
BEGIN, END = "\ue000", "\ue001"
VOID = {"meta", "br", "hr", "img", "input", "link", "wbr"}
#: Elements that show a number alone, beside its label.
ALONE = {"td", "th", "b"}
ALONE_CLASSES = {"n", "number"}
PER_CENT = re.compile(r"(?:<|>)?\d+(?:\.\d+)?\u202f%")
WORD = re.compile(rf"\b(?:{'|'.join(sorted((n for names, _, _ in ICD203 for n in names), key=len, reverse=True))})\b")


class Text:
    """A piece of text with the elements around it, and whether a sentence of the set is being said."""

    def __init__(self, words: str, around: list[tuple[str, dict[str, str]]], inside: bool) -> None:
        self.words, self.around, self.inside = words, around, inside

    def under(self, tag: str) -> bool:
        return any(t == tag for t, _ in self.around)

    def classes(self) -> set[str]:
        return {c for _, attrs in self.around for c in attrs.get("class", "").split()}

    def address(self) -> str | None:
        return next((attrs["data-n"] for _, attrs in reversed(self.around) if "data-n" in attrs), None)


class Reader(HTMLParser):
    """Reads a page whose sentences are marked with BEGIN and END into pieces of text."""

    def __init__(self) -> None:
        super().__init__()
        self.stack: list[tuple[str, dict[str, str]]] = []
        self.texts: list[Text] = []
        self.depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.stack.append((tag, {k: v or "" for k, v in attrs}))

    def handle_endtag(self, tag: str) -> None:
        while self.stack and self.stack.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        for piece in re.split(f"([{BEGIN}{END}])", data):
            if piece == BEGIN:
                self.depth += 1
            elif piece == END:
                self.depth -= 1
            elif piece.strip():
                self.texts.append(Text(piece, list(self.stack), self.depth > 0))


def neutral(found: object, key: str = "") -> object:
    """The same JSON with every free text of the case replaced by words without any number or likelihood."""
    free = {
        "title", "about", "because", "what", "text", "asks", "fine_print", "note", "words", "base_rate", "check",
        "blocked_by", "citations", "rules", "assumptions", "warnings", "not_used", "after", "written",
    }  # fmt: skip
    if isinstance(found, dict):
        return {k: neutral(v, k) for k, v in found.items()}
    if isinstance(found, list):
        return [neutral(v, key) for v in found]
    if isinstance(found, str) and key in free:
        return "Words of the case"
    return found


@pytest.fixture
def texts(analysis: Analysis, monkeypatch: pytest.MonkeyPatch) -> list[Text]:
    """The page of the hand-made analysis with neutral words, in pieces."""
    plainly = Sentence.__html__

    def marked(self: Sentence) -> Markup:
        return Markup(BEGIN) + plainly(self) + Markup(END)

    monkeypatch.setattr(Sentence, "__html__", marked)
    reader = Reader()
    reader.feed(render(Analysis.model_validate(neutral(analysis.model_dump(mode="json")))))
    reader.close()
    assert reader.depth == 0
    return [t for t in reader.texts if not t.under("style")]


def numbers(html: str) -> Iterator[tuple[str, str]]:
    """Address and text of every printed number."""
    for address, words in re.findall(r'data-n="([^"]*)"[^>]*>([^<]*)<', html):
        yield unescape(address), unescape(words)


def test_every_number_resolves_and_prints_as_shown(analysis: Analysis) -> None:
    found = list(numbers(render(analysis)))
    assert len(found) > 400
    for address, shown in found:
        stored, forms = value(analysis, address), []
        for form in FORMS.values():
            try:
                forms.append(form(stored))
            except TypeError:
                continue
        assert shown in forms, address


def test_every_chance_on_the_page_carries_an_address(texts: list[Text]) -> None:
    """Fixed words of the templates apart: the examples and thresholds they name are nobody's result.

    The line on confidence says means and shares that the printed rule works out from the analysis.
    """
    rules = (RULE, FORECAST_RULE, *RULES, agreement.RULE)
    fixed = unescape(" ".join(p.read_text(encoding="utf-8") for p in TEMPLATES.glob("*.html"))) + " ".join(rules)
    fixed = re.sub(r"(\d) %", "\\1\u202f%", fixed)
    stray = []
    for text in texts:
        if text.address() or text.under("svg") or text.inside or {"scale", "confidence"} & text.classes():
            continue
        for match in PER_CENT.finditer(text.words):
            before = text.words[max(0, match.start() - 12) : match.end()]
            if before.strip() not in fixed:
                stray.append(before)
    assert not stray, "\n".join(map(str, stray))


def test_constants_inside_sentences_are_edges_of_bands_and_one_half(texts: list[Text]) -> None:
    edges = {f"{low}\u202f%" for _, low, _ in ICD203} | {"50\u202f%"}
    said = [m for t in texts if t.inside and not t.address() for m in PER_CENT.findall(t.words)]
    rests = [m for m in said if m not in edges]
    assert len(rests) <= 1, "only the states that are not drawn have no number of their own in the analysis"


def test_a_number_stands_in_a_sentence_of_the_set_or_alone(texts: list[Text]) -> None:
    stray = []
    for text in texts:
        alone = any(t in ALONE for t, _ in text.around) or text.classes() & ALONE_CLASSES
        if text.address() and not (text.inside or alone or "facts" in text.classes() or text.under("svg")):
            stray.append((text.address(), [t for t, _ in text.around][-3:]))
    assert not stray, "\n".join(map(str, stray))


def test_no_likelihood_word_is_made_outside_the_set(texts: list[Text]) -> None:
    """What an author said is quoted; the scale in the reading help lists the words; axes name their bands."""
    free = {"said", "scale", "tick", "rule"}
    loose = [t for t in texts if not t.inside and not t.classes() & free]
    stray = [t.words for t in loose if WORD.search(t.words)]
    assert not stray, "\n".join(map(str, stray))


def test_the_checks_themselves_would_notice(analysis: Analysis) -> None:
    reader = Reader()
    reader.feed(f'<p>It is likely, <span data-n="x">37\u202f%</span>. {BEGIN}It is unlikely.{END}</p>')
    assert [(t.inside, bool(WORD.search(t.words)), t.address()) for t in reader.texts] == [
        (False, True, None),
        (False, False, "x"),
        (False, False, None),
        (True, True, None),
    ]


def test_a_likelihood_word_stands_with_its_number_and_its_date(texts: list[Text]) -> None:
    """Beside a large number the word is said with the date it is meant for."""
    tags = [t.words for t in texts if t.inside and "word" in t.classes()]
    assert len(tags) > 10
    assert [t for t in tags if WORD.search(t) and not re.search(r"\d{4}$", t)] == []


def test_figures_of_every_kind_print_as_they_should() -> None:
    printed: dict[str, tuple[Any, str]] = {
        "percent": (0.372, "37\u202f%"),
        "finely": (0.372, "37.2\u202f%"),
        "range": ((0.2, 0.4), "20\u2060\u2013\u206040\u202f%"),
        "ratio": (2.44, "\u00d7\u202f2.4"),
        "bits": (0.004, "0.004"),
        "points": (-0.034, "\u22123"),
        "amount": (0.00991, "0.00991"),
        "tenth": (41.72, "41.7"),
        "hundredth": (0.345, "0.34"),
        "hundredths": (0.034, "3.4"),
        "months": (17.9, "18 months"),
        "whole": (64, "64"),
        "text": ("2025-07-02", "2025-07-02"),
        "stands_share_1": (0.25, "25.0\u202f%"),
        "turns_share_up_0": (0.2518, "26\u202f%"),
        "turns_quantity_down_0": (3.57, "3.5"),
    }
    assert {name: FORMS[name](given) for name, (given, _) in printed.items()} == {n: s for n, (_, s) in printed.items()}
    assert [FORMS["points"](x) for x in (0.12, 0.0, 0.001)] == ["+12", "0", "0"]
    for form, wrong in (("percent", (0.1, 0.2)), ("range", 0.1)):
        with pytest.raises(TypeError):
            FORMS[form](wrong)
