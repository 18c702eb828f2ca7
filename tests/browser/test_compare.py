"""The page of two analyses in a real browser: wide and narrow, light and dark."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest

from contrast import CONTRAST
from realpolitik.analysis.result import Analysis
from realpolitik.report.comparison import Named, compared
from realpolitik.report.html.compare import render

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(analysis: Analysis, tmp_path_factory: pytest.TempPathFactory) -> str:
    moved = [e.model_copy(update={"posterior": e.posterior / 2}) for e in analysis.explanations[1:]]
    other = analysis.model_copy(update={"explanations": moved})
    path: Path = tmp_path_factory.mktemp("compare") / "compare.html"
    path.write_text(render(compared(Named("one", analysis), Named("two", other), ())), encoding="utf-8")
    return path.as_uri()


@pytest.mark.parametrize("width", [320, 390, 800, 1280])
def test_it_never_scrolls_sideways_and_asks_for_nothing(browser: Any, address: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    heard: list[str] = []
    page.on("console", lambda message: heard.append(message.text))
    page.on("request", lambda request: None if request.url == address else heard.append(request.url))
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    cut = page.evaluate(
        "[...document.querySelectorAll('.change')].filter(c => c.scrollWidth > c.clientWidth + 1)"
        ".map(c => c.textContent)"
    )
    assert cut == []
    bars = page.evaluate(
        "[...document.querySelectorAll('.wide-bars, .phone-bars')].filter(b => b.getClientRects().length).length"
    )
    assert bars == page.evaluate("document.querySelectorAll('.wide-bars').length")
    page.close()
    assert heard == []


@pytest.mark.parametrize("width", [390, 1280])
def test_accessibility_rules_find_nothing(browser: Any, address: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(address)
    page.evaluate((Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    assert len(found["passes"]) > 10
    assert [f"{v['id']}: {n['html'][:120]}" for v in found["violations"] for n in v["nodes"]] == []
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_can_be_read(browser: Any, address: str, scheme: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900}, color_scheme=scheme)
    page.goto(address)
    assert page.evaluate(CONTRAST) == []
    page.close()
