"""Makes the pictures of the program's page: ``python docs/pictures/make.py`` (needs playwright and a Chromium).

The page is made as anybody would make it, from the shipped case 2025-syunik, and photographed from its top.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

CASE = "2025-syunik"
FOLDER = Path(__file__).resolve().parent
#: File, width and height in CSS pixels, how many picture pixels each makes.
PICTURES = (("page.png", 1280, 860, 1), ("page-phone.png", 390, 844, 1))


def photograph(browser: Browser, page_file: Path) -> None:
    """Writes every picture of the page, in its light colours."""
    for name, width, height, scale in PICTURES:
        page = browser.new_page(
            viewport={"width": width, "height": height}, color_scheme="light", device_scale_factor=scale
        )
        page.goto(page_file.as_uri())
        if width < 600:
            page.evaluate("document.querySelector('.bottom-line').scrollIntoView()")
        page.screenshot(path=FOLDER / name)
        page.close()


def main() -> None:
    """Makes the page in a temporary folder and the pictures beside this file."""
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "page.html"
        subprocess.run([sys.executable, "-m", "realpolitik", "report", CASE, "-o", str(made)], check=True)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            photograph(browser, made)
            browser.close()


if __name__ == "__main__":
    main()
