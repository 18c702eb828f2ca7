"""The page as a file: whole, closed, safe, the same every time."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

from pace import paced
from realpolitik.analysis.fragile import Removal
from realpolitik.analysis.result import Analysis
from realpolitik.analysis.scores import scores
from realpolitik.registry import ideas
from realpolitik.report.fragile import removals
from realpolitik.report.html.blocks import explanations, watch
from realpolitik.report.html.card import card
from realpolitik.report.html.citing import Citer, anchor
from realpolitik.report.html.page import render
from realpolitik.report.quoting import to_quote
from realpolitik.report.scored import scored
from realpolitik.report.words import plain, quoted

VOID = {"meta", "br", "hr", "img", "input", "link", "wbr"}
LOADING = {"script", "link", "img", "iframe", "object", "embed", "audio", "video", "source", "base", "form"}


class Reader(HTMLParser):
    """Reads a page: every tag must be closed in its turn."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.words: list[str] = []
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {k: v or "" for k, v in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {k: v or "" for k, v in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> at {self.getpos()}")

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def all(self, attribute: str) -> list[str]:
        return [attrs[attribute] for _, attrs in self.tags if attribute in attrs]


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    reader.close()
    assert reader.faults == []
    assert reader.open == []
    return reader


@pytest.fixture(scope="module")
def html(analysis: Analysis) -> str:
    return render(analysis)


def test_well_formed_with_unique_ids_and_links_that_lead_somewhere(html: str) -> None:
    page = read(html)
    ids = page.all("id")
    assert len(ids) == len(set(ids))
    inside = {href[1:] for href in page.all("href") if href.startswith("#")}
    assert inside - set(ids) == set()
    named = {i for attribute in ("aria-labelledby", "aria-describedby") for i in page.all(attribute)}
    assert named - set(ids) == set()


def test_nothing_is_loaded_from_outside(html: str) -> None:
    page = read(html)
    assert [tag for tag, _ in page.tags if tag in LOADING] == []
    assert page.all("src") == []
    assert not re.search(r"@import|url\(", html)
    outside = [h for h in page.all("href") if not h.startswith("#")]
    assert outside == ["https://korybko.substack.com/p/the-latest-trouble"]


def test_no_handlers_and_no_script_addresses(html: str) -> None:
    page = read(html)
    assert [a for _, attrs in page.tags for a in attrs if a.startswith("on")] == []
    assert "javascript:" not in html


def test_blocks_come_in_their_order(html: str) -> None:
    sections = [attrs["id"] for tag, attrs in read(html).tags if tag == "section"]
    assert sections == [name.replace("_", "-") for name in ideas("realpolitik.report.html.blocks")]
    assert sections[:3] == ["bottom-line", "scenarios", "explanations"]


def test_headings_go_down_one_step_at_a_time(html: str) -> None:
    levels = [int(tag[1]) for tag, _ in read(html).tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(b - a <= 1 for a, b in pairwise(levels))


def test_tables_have_captions_and_pictures_have_names(html: str) -> None:
    tags = read(html).tags
    assert len([t for t, _ in tags if t == "table"]) == len([t for t, _ in tags if t == "caption"])
    pictures = [attrs for tag, attrs in tags if tag == "svg" and "overflow" not in attrs]
    assert len(pictures) > 10
    named = [p for p in pictures if p.get("role") in ("img", "group") and p.get("aria-label")]
    assert len(named) + len([p for p in pictures if p.get("aria-hidden") == "true"]) == len(pictures)


def test_small_enough_and_fast_enough(analysis: Analysis, html: str) -> None:
    assert len(html.encode()) < 600_000
    _, units = paced(lambda: render(analysis))
    assert units < 200


def test_the_same_bytes_again_and_in_a_new_process(html: str, analysis: Analysis, tmp_path: Path) -> None:
    assert render(analysis) == html
    stored = tmp_path / "analysis.json"
    stored.write_text(analysis.model_dump_json(), encoding="utf-8")
    program = (
        "import sys, hashlib; from pathlib import Path; from realpolitik.analysis.result import Analysis;"
        "from realpolitik.report.html.page import render;"
        "a = Analysis.model_validate_json(Path(sys.argv[1]).read_text(encoding='utf-8'));"
        "print(hashlib.sha256(render(a).encode()).hexdigest())"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "LC_ALL": "C"}
    done = subprocess.run(
        [sys.executable, "-c", program, str(stored)], env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == hashlib.sha256(html.encode()).hexdigest()


def test_a_case_with_nothing_but_a_title(bare: Analysis) -> None:
    page = read(render(bare))
    sections = [attrs["id"] for tag, attrs in page.tags if tag == "section"]
    assert sections == ["bottom-line", "limits", "method"]


@pytest.mark.parametrize(
    "kept",
    [
        ["explanations", "factors", "items", "sources", "indicators"],
        ["actors", "axes", "types", "states", "moves"],
        ["scenarios", "questions"],
        ["timeline"],
        ["states"],
    ],
)
def test_any_part_alone(analysis: Analysis, bare: Analysis, kept: list[str]) -> None:
    part = bare.model_copy(update={name: getattr(analysis, name) for name in kept})
    if kept == ["states"]:
        part = part.model_copy(update={"states": [s.model_copy(update={"values": []}) for s in analysis.states]})
    read(render(part))
    read(card(part))


BAD = "</style><script>alert('x')</script><img src=x onerror=alert(1)>&\"'"


LISTS = {"citations", "rules", "assumptions", "warnings", "after", "not_used"}
FREE = LISTS | {
    "title", "about", "because", "what", "text", "asks", "fine_print", "note", "by", "words", "base_rate", "check",
    "url", "role", "held_by", "says", "that", "when", "pace", "blocked_by", "do", "said", "who", "written",
    "as_", "source",
}  # fmt: skip


def poisoned(value: object, key: str = "", part: str = "") -> object:
    """The same JSON with hostile text in every free text; names by which parts refer to each other stay."""
    if isinstance(value, dict):
        kinds = {"kind"} if part in {"sources", "timeline"} else {"name"} if part == "actors" else set()
        return {k: BAD if k in kinds and isinstance(v, str) else poisoned(v, k, part) for k, v in value.items()}
    if isinstance(value, list):
        return [poisoned(v, key if key in LISTS else "", part) for v in value]
    if isinstance(value, str) and key in FREE:
        return BAD
    return value


def test_hostile_text_stays_text(analysis: Analysis) -> None:
    import json

    data = json.loads(analysis.model_dump_json())
    bad = {
        k: poisoned(v, part=k) if k != "case" else {**v, "title": BAD, "about": BAD, "slug": BAD}
        for k, v in data.items()
    }
    bad["rules"] = [BAD]
    bad["assumptions"] = [BAD]
    hostile = Analysis.model_validate(bad)
    for html in (render(hostile), card(hostile)):
        page = read(html)
        assert [tag for tag, _ in page.tags if tag in LOADING] == []
        assert [a for _, attrs in page.tags for a in attrs if a.startswith("on")] == []
        assert any("alert('x')" in w for w in page.words)


def test_only_web_addresses_become_links(analysis: Analysis) -> None:
    sources = [s.model_copy(update={"url": "javascript:alert(1)"}) for s in analysis.sources]
    html = render(analysis.model_copy(update={"sources": sources}))
    assert [h for h in read(html).all("href") if not h.startswith("#")] == []


def test_names_with_odd_letters_make_safe_ids() -> None:
    assert anchor("source", "kor-ybko_1") == "source-kor-ybko_1"
    assert anchor("source", "\u00e9t\u00e9 1") == "source--e9-t-e9--20-1"
    assert anchor("a", "x y") != anchor("a", "x.y")


def test_citations(analysis: Analysis) -> None:
    citer = Citer(analysis)
    assert citer.cite([]) == ""
    one = str(citer.cite(["korybko p3-4"]))
    assert 'href="#source-korybko"' in one
    assert "Korybko \u00b63\u20134" in one
    assert ", paragraphs 3 to 4" in one
    assert str(citer.cite(["nobody p2"])) == '<span class="cites">[Nobody \u00b62]</span>'


def test_the_three_questions_of_a_reader_are_answered(html: str) -> None:
    words = " ".join(" ".join(read(html).words).split())
    assert "Did Washington agree to let Ankara and Baku settle Armenia's future? Yes: 23" in words
    assert "Watch for “Aliyev and Putin speak and release detainees”" in words
    today = "“The road through Syunik” (Armenia) is “closed” on 2 July 2025."
    assert f"{today} By the model alone, on 31 December 2026: still “closed” 42" in words
    assert "The road opens without Russia" in words


def test_what_is_not_used_is_told_by_its_name_in_the_case(analysis: Analysis) -> None:
    lines = ["events[11].by, issues.road_control: kept", "actors.armenia.thinks, actors.russia.thinks and 3 more: kept"]
    method = analysis.method.model_copy(update={"not_used": [*analysis.method.not_used, *lines]})
    words = " ".join("".join(read(render(analysis.model_copy(update={"method": method}))).words).split())
    assert "“Keep up the campaign against Russia” (Azerbaijan): what it costs" in words
    assert "Armenia: options an actor cannot see." in words
    assert "Event 12 and the issue “road control”: kept." in words
    assert "Armenia and Russia and 3 more: kept." in words


def test_rules_are_said_in_words(analysis: Analysis) -> None:
    rules = [
        "never: azerbaijan.invade and (russia.defend or us.broker) (They do not go together.)",
        "armenia.road == without_russia needs us.broker (A road needs a sponsor)",
        "a form nobody foresaw",
    ]
    html = render(analysis.model_copy(update={"rules": rules}))
    words = " ".join("".join(read(html).words).split())
    assert "Never: “Take Syunik by force” (Azerbaijan) and (“Come to Armenia's defence” (Russia) or" in words
    assert "(United States)). They do not go together." in words
    assert "“The road through Syunik” (Armenia) is without Russia, only with “Broker a road agreement”" in words
    assert "A road needs a sponsor." in words
    assert "a form nobody foresaw" in words


def test_a_flat_line_is_told_and_not_drawn(analysis: Analysis) -> None:
    from realpolitik.report.html.blocks import over_time

    low = [(date, p / 100) for date, p in analysis.scenarios[0].ever]
    flat = analysis.scenarios[0].model_copy(update={"ever": low, "at": low, "ever_band": [], "at_band": []})
    view = over_time.view(analysis.model_copy(update={"scenarios": [flat, *analysis.scenarios[1:]]}))
    assert view is not None
    assert quoted(flat.title) in str(view["flat"])
    assert flat.title not in [chart["title"] for chart in view["charts"]]


def test_the_key_numbers_are_those_of_the_parts_below(analysis: Analysis) -> None:
    from realpolitik.report.key_numbers import beliefs, outcomes

    thesis, lead = beliefs(analysis)
    assert (thesis.note, thesis.p) == ("The thesis", 0.17)
    assert str(thesis.word) == "very unlikely, by what was known on 2 July 2025"
    assert (lead.p, lead.before) == (0.37, 0.30)
    shown = [k.p for k in outcomes(analysis)]
    assert shown == sorted((to_quote(s, analysis).p for s in analysis.scenarios), reverse=True)[:7]
    alone = analysis.model_copy(update={"explanations": analysis.explanations[1:]})
    assert [k.note for k in beliefs(alone)] == ["The thesis, and the best supported explanation"]


def test_a_case_without_a_horizon_shows_no_forecast(analysis: Analysis) -> None:
    case = analysis.case.model_copy(update={"horizon": None})
    lost = ("scenarios", "questions", "conclusions", "states", "moves")
    timeless = analysis.model_copy(update={"case": case, "ordinal": None, **{part: [] for part in lost}})
    words = " ".join("".join(read(render(timeless)).words).split())
    assert "The case has no horizon, so nothing is forecast." in words
    assert "Chance of change" not in words
    assert "How many states hold for everybody" in words


def test_a_turning_point_of_a_source_is_said(analysis: Analysis) -> None:
    words = " ".join("".join(read(render(analysis)).words).split())
    assert "reliable at 31 %: “Two neighbours with quarrels of their own” leads" in words


def test_the_card_is_a_fragment_with_the_bottom_line(analysis: Analysis) -> None:
    html = card(analysis)
    page = read(html)
    assert page.tags[0][0] == "div"
    assert "<style" not in html
    assert "Analytic confidence in the best supported explanation is" in html
    assert "Confidence in the forecast is" in html


def watched(analysis: Analysis, question: str) -> str:
    """What the card of a question to watch says."""
    card = render(analysis).split(f'aria-labelledby="{anchor("indicator", question)}"')[1].split("</article>")[0]
    return plain(" ".join(re.sub(r"<[^>]*>", "", card).split()))


def test_a_question_to_watch_says_its_number_to_quote(analysis: Analysis) -> None:
    question = analysis.questions[0]
    sign = analysis.indicators[0].model_copy(
        update={"id": question.id, "kind": "question", "probability": question.p_model, "bits": 0.5}
    )
    blended = question.model_copy(update={"blended": True, "p": 0.63, "p_model": 0.2})
    told = analysis.model_copy(
        update={"indicators": [sign, *analysis.indicators], "questions": [blended, *analysis.questions[1:]]}
    )
    said = watched(told, question.id)
    assert "Chance of a yes: 63 % (its parts: model 20 %, base rate" in said
    alike = blended.model_copy(update={"p": 0.2, "p_model": 0.2})
    alone = alike.model_copy(update={"blended": False, "p_base": None})
    said = watched(told.model_copy(update={"questions": [alone, *analysis.questions[1:]]}), question.id)
    assert "Chance of a yes: 20 %. Tells" in said
    assert "parts" not in said


def test_no_weightiest_item_changes_nothing(analysis: Analysis) -> None:
    lead = next(e for e in analysis.explanations if e.leading)
    idle = lead.top_items[0].model_copy(update={"likelihood_ratio": 1.04, "posterior_without": lead.posterior - 0.011})
    level = lead.top_items[1].model_copy(update={"posterior_without": lead.posterior + 0.001})
    changed = lead.model_copy(update={"top_items": [idle, level, *lead.top_items[2:]]})
    shown = explanations.view(
        analysis.model_copy(update={"explanations": [changed if e is lead else e for e in analysis.explanations]})
    )
    assert shown is not None
    tops = shown["entries"][0]["tops"]
    assert [top["id"] for top in tops] == [top.item for top in lead.top_items[2:5]]
    assert all("no change" not in str(top["ratio"]) for top in tops)


def test_no_statement_is_listed_whose_removal_leaves_the_printed_number(analysis: Analysis) -> None:
    assert analysis.fragility is not None
    head = analysis.fragility.headlines[0]
    still = Removal(path="x", words="Nothing", headlines={head.key: head.p + 0.0001})
    moved = Removal(path="y", words="Something", headlines={head.key: head.p + 0.02})
    fragility = analysis.fragility.model_copy(update={"removals": [still, moved]})
    assert [r.path for r in removals(fragility, head)] == ["y"]


def test_the_pointer_tells_what_a_number_is_and_how_to_trace_it(analysis: Analysis) -> None:
    reader = Reader()
    reader.feed(render(analysis))
    hints = {attrs["data-n"]: attrs["title"] for _, attrs in reader.tags if "data-n" in attrs}
    assert len(hints) > 400
    assert hints["explanations.powerplay.posterior"] == (
        "How far to believe “A Turkish-US powerplay that Baku joined”, by the evidence and the moves seen. "
        "Trace: explanations.powerplay.posterior"
    )
    for address, title in hints.items():
        words, _, traced = title.partition(" Trace: ")
        assert traced == address
        assert words[0].isupper() or not words[0].isalpha()
        assert words.endswith((".", "…"))
        assert len(words) <= 101
        assert address not in words


def test_authors_are_scored_beside_the_page_on_the_very_same_questions(analysis: Analysis) -> None:
    said = " ".join(str(one) for one in scored(analysis))
    # Korybko spoke of both that came out (0.25 and 0.456), the comment of one of them
    assert "Andrew Korybko 0.35 against 0.41 (over 2)" in said
    assert " 0.46 against 0.17 (over 1)" in said
    silent = [
        q if q.came_out is None else q.model_copy(update={"came_out": q.came_out.model_copy(update={"said": {}})})
        for q in analysis.questions
    ]
    nobody = analysis.model_copy(update={"questions": silent, "scores": scores(silent)})
    assert "against" not in " ".join(str(one) for one in scored(nobody))


def test_a_sign_points_to_the_question_that_asks_for_the_same(analysis: Analysis) -> None:
    first = analysis.questions[0]
    sign = next(i for i in analysis.indicators if i.kind == "item")
    asking = first.model_copy(update={"id": "same", "happens": f"ever nature.{sign.id}", "p": 0.11})
    other = first.model_copy(update={"id": "other", "happens": f"ever nature.{sign.id}_too", "p": 0.12})
    found = analysis.model_copy(update={"questions": [*analysis.questions, asking, other]})
    assert watch.asked_by(sign, analysis) is None
    assert watch.asked_by(sign, found) == asking
    shown = watch.view(found)
    assert shown is not None
    row = next(row for row in shown["rows"] if row["i"].id == sign.id)
    assert (row["question"], "is the number to quote: 11\u202f%" in str(row["same"])) == ("same", True)
    alike = asking.model_copy(update={"p": sign.probability})
    assert watch.asked_by(sign, analysis.model_copy(update={"questions": [alike]})) is None
