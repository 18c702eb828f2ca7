"""Settings for all tests: hypothesis is the same on every run; a browser is looked for once."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from realpolitik.analysis.result import Analysis

sys.path.insert(0, str(Path(__file__).resolve().parent))  # for the hand-made analysis in sample.py

settings.register_profile("realpolitik", deadline=None, derandomize=True, database=None)
settings.load_profile("realpolitik")

ROOT = Path(__file__).resolve().parent.parent
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
BROWSER_REQUIRED = os.environ.get("REALPOLITIK_REQUIRE_BROWSER") == "1"


def find_chromium() -> str | None:
    """The path of an installed chromium, or None."""
    return next((path for name in CHROMIUM_NAMES if (path := shutil.which(name))), None)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip browser tests where there is no chromium (one line for all), unless it is required: then they fail."""
    if item.get_closest_marker("browser") and not BROWSER_REQUIRED and find_chromium() is None:
        pytest.skip("browser tests: no chromium on this machine")


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's folder."""
    return ROOT


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """A running headless chromium (playwright's ``Browser``); ask it for ``new_page(viewport=...)``."""
    from playwright.sync_api import sync_playwright

    path = find_chromium()
    if path is None:
        pytest.fail("REALPOLITIK_REQUIRE_BROWSER=1, but there is no chromium on this machine")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=CHROMIUM_ARGUMENTS)
        yield running
        running.close()


@pytest.fixture(scope="session")
def analysis() -> Analysis:
    """A hand-made analysis with every part."""
    from sample import sample

    return sample()


@pytest.fixture(scope="session")
def bare() -> Analysis:
    """An analysis of a case that has nothing but a title."""
    from sample import nothing

    return nothing()
