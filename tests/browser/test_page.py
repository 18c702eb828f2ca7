"""The page in a real browser: narrow and wide, light and dark, with a keyboard and on paper."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest
from pypdf import PdfReader

from contrast import CONTRAST
from realpolitik.analysis.result import Analysis
from realpolitik.report.html.page import render

pytestmark = pytest.mark.browser

#: axe-core, the accessibility rules, as the package carries them.
AXE = Path(axe_playwright_python.__file__).parent / "axe.min.js"


@pytest.fixture(scope="module")
def address(analysis: Analysis, tmp_path_factory: pytest.TempPathFactory) -> str:
    path: Path = tmp_path_factory.mktemp("page") / "report.html"
    path.write_text(render(analysis), encoding="utf-8")
    return path.as_uri()


@pytest.fixture
def opened(browser: Any, address: str) -> Iterator[Any]:
    """Opens the page; any message on the console or request for something else fails the test."""
    pages: list[Any] = []
    heard: list[str] = []

    def open_page(width: int, scheme: str = "light") -> Any:
        page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
        pages.append(page)
        page.on("console", lambda message: heard.append(message.text))
        page.on("pageerror", lambda error: heard.append(str(error)))
        page.on("request", lambda request: None if request.url == address else heard.append(request.url))
        page.goto(address)
        return page

    yield open_page
    for page in pages:
        page.close()
    assert heard == []


@pytest.mark.parametrize("width", [320, 390, 800, 1280, 1600])
def test_the_page_never_scrolls_sideways(opened: Any, width: int) -> None:
    page = opened(width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_can_be_read(opened: Any, scheme: str) -> None:
    page = opened(1280, scheme)
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert page.evaluate(CONTRAST) == []
    page.evaluate("document.documentElement.style.setProperty('--soft', '#808890')")
    assert page.evaluate(CONTRAST) != [], "the check itself must notice a grey that is too faint"


def test_dark_mode_changes_page_and_pictures(opened: Any) -> None:
    colours = {}
    for scheme in ("light", "dark"):
        page = opened(1280, scheme)
        colours[scheme] = (
            page.evaluate("getComputedStyle(document.body).backgroundColor"),
            page.evaluate("getComputedStyle(document.querySelector('svg.chart text')).fill"),
            page.evaluate("getComputedStyle(document.querySelector('.states .box')).fill"),
        )
    assert all(a != b for a, b in zip(colours["light"], colours["dark"], strict=True))


def test_landmarks_and_names(opened: Any) -> None:
    page = opened(1280)
    for role in ("banner", "navigation", "main", "contentinfo"):
        assert page.get_by_role(role).count() == 1, role
    assert page.get_by_role("heading", level=1).count() == 1
    nameless = page.evaluate(
        "[...document.querySelectorAll('[role=img], [role=region], section, nav, article')].filter(e =>"
        " !(e.getAttribute('aria-label') ||"
        " e.querySelector(':scope > title')?.textContent.trim() ||"
        " document.getElementById(e.getAttribute('aria-labelledby'))?.textContent.trim())"
        ").map(e => e.outerHTML.slice(0, 80))"
    )
    assert nameless == []


def test_the_first_tab_stop_skips_to_the_bottom_line(opened: Any) -> None:
    page = opened(390)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.evaluate("document.activeElement.getBoundingClientRect().top") >= 0
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_a_keyboard_can_scroll_the_state_graph(opened: Any) -> None:
    page = opened(390)
    graph = page.locator(".graph")
    graph.focus()
    page.keyboard.press("ArrowDown")
    page.wait_for_function("document.querySelector('.graph').scrollTop > 0", timeout=3000)


@pytest.mark.parametrize("width", [390, 1280])
def test_the_state_graph_needs_no_sideways_scroll(opened: Any, width: int) -> None:
    page = opened(width)
    assert page.evaluate("(g => g.scrollWidth - g.clientWidth)(document.querySelector('.graph'))") <= 0


@pytest.mark.parametrize("width", [390, 1280])
def test_text_of_the_state_graph_stays_in_its_boxes(opened: Any, width: int) -> None:
    page = opened(width)
    outside = page.evaluate(
        "[...document.querySelectorAll('.states .state')].flatMap(g => { const b = g.querySelector('.box')"
        ".getBoundingClientRect(); return [...g.querySelectorAll('text')].filter(t => { const r ="
        " t.getBoundingClientRect(); return r.right > b.right + 1 || r.bottom > b.bottom + 1 })"
        ".map(t => t.textContent) })"
    )
    assert outside == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_to_object_to(opened: Any, width: int, scheme: str) -> None:
    """All of axe-core's rules, with every fold open."""
    page = opened(width, scheme)
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    assert len(found["passes"]) > 20, "axe must have run"
    told = [f"{v['id']}: {v['help']}: {n['html'][:120]}" for v in found["violations"] for n in v["nodes"]]
    assert told == []


def test_axe_would_notice(opened: Any) -> None:
    page = opened(390)
    page.evaluate("document.querySelector('main').insertAdjacentHTML('afterbegin', '<img src=\"data:,\">')")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, {runOnly: ['image-alt']})")
    assert [v["id"] for v in found["violations"]] == ["image-alt"]


def test_every_fold_opens_and_shuts_by_keyboard(opened: Any) -> None:
    page = opened(1280)
    outer = "[...document.querySelectorAll('main details')].filter(d => !d.parentElement.closest('details'))"
    before = page.evaluate(f"{outer}.map(d => d.open)")
    assert len(before) > 15
    for k in range(len(before)):
        page.evaluate(f"k => {outer}[k].querySelector('summary').focus()", k)
        page.keyboard.press("Enter")
    assert page.evaluate(f"{outer}.map(d => d.open)") == [not was for was in before]


def test_a_number_shows_its_address_and_keeps_its_place(opened: Any) -> None:
    page = opened(1280)
    number = page.locator(".key-number .number [data-n]").first
    assert number.get_attribute("data-n") == "explanations.powerplay.posterior"
    title = number.get_attribute("title")
    assert title.startswith("How far to believe “A Turkish-US powerplay")
    assert title.endswith(". Trace: explanations.powerplay.posterior")
    before = number.bounding_box()
    number.hover()
    assert number.bounding_box() == before


def test_it_prints_on_a4(opened: Any) -> None:
    page = opened(1280, "dark")
    paper = page.pdf(format="A4", prefer_css_page_size=True)
    assert paper.startswith(b"%PDF")
    assert 8 < len(re.findall(rb"/Type\s*/Page\b(?!s)", paper)) <= 20
    page.emulate_media(media="print", color_scheme="dark")
    shown = "getComputedStyle(document.querySelector('{}')).{}"
    assert page.evaluate(shown.format(".contents", "display")) == "none"
    assert page.evaluate(shown.format(".states", "width")) != "0px"
    assert page.evaluate(shown.format("body", "backgroundColor")) == "rgb(255, 255, 255)"
    assert page.evaluate(shown.format("body", "printColorAdjust")) == "exact"


def test_paper_has_the_tables_that_are_read_and_not_the_long_lists(opened: Any) -> None:
    page = opened(1280)
    page.emulate_media(media="print")
    printed = "[...document.querySelectorAll({!r})].some(e => e.getClientRects().length > 0)"
    for table in (".over-time table", ".watch figure svg", ".fragility figure svg", ".questions-table"):
        assert page.evaluate(printed.format(table)), table
    assert not page.evaluate(printed.format("[aria-label='Moves from every state']"))


def test_a_finger_is_not_told_to_rest_a_pointer(browser: Any, address: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True)
    page = context.new_page()
    page.goto(address)
    shown = "getComputedStyle(document.querySelector('.pointed')).display"
    assert page.evaluate(shown) == "none"
    context.close()
    page = browser.new_page()
    page.goto(address)
    assert page.evaluate(shown) != "none"
    page.close()


def test_no_printed_page_ends_with_a_heading_or_with_what_only_leads_in(opened: Any) -> None:
    """At the foot of a sheet stands neither a heading nor the first paragraph under one, with its figure overleaf."""
    page = opened(1280)
    ask = "e => [...document.querySelectorAll(e)].map(h => h.textContent.replace(/\\s+/g, ''))"
    heads = set(page.evaluate(ask, "h2, h3, h4"))
    ledes = [words for words in page.evaluate(ask, ".lede") if words]
    sheets = PdfReader(BytesIO(page.pdf(format="A4", prefer_css_page_size=True))).pages
    ends = [re.sub(r"\s+", "", last_words(sheet)) for sheet in sheets]
    assert [end for end in ends if end in heads] == []
    assert [end for end in ends if any(end in lede and len(end) > 20 for lede in ledes)] == []
    assert len(heads) > 20


def last_words(sheet: Any) -> str:
    """The lowest line of text on a sheet."""
    lines: dict[int, str] = {}

    def seen(text: str, matrix: list[float], own: list[float], *_: object) -> None:
        if text.strip():
            height = round(own[4] * matrix[1] + own[5] * matrix[3] + matrix[5])
            lines[height] = lines.get(height, "") + text

    sheet.extract_text(visitor_text=seen)
    return lines[min(lines)]


def test_folded_detail_is_printed_or_said_to_be_left_out(opened: Any) -> None:
    page = opened(1280)
    page.emulate_media(media="print")
    folds = page.evaluate(
        "[...document.querySelectorAll('main details')].filter(d => d.getClientRects().length).map(d => ["
        "d.classList.contains('unprinted'), getComputedStyle(d.querySelector('summary'), '::after').content,"
        "[...d.children].slice(1).some(e => e.getClientRects().length > 0)])"
    )
    left_out = [fold for fold in folds if fold[0]]
    assert 0 < len(left_out) < len(folds)
    assert all("not printed" in said and not seen for _, said, seen in left_out)
    assert all(seen for unprinted, _, seen in folds if not unprinted)
