"""Make the pictures of the review page in docs/images anew, with the bundled corpus in Chromium.

python benchmarks/screenshots.py            writes review-light.png and review-dark.png
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

ROOT = Path(__file__).parents[1]
IMAGES = ROOT / "docs" / "images"
SIZE = {"width": 1280, "height": 760}
"""Pixels of a picture: a small laptop."""
PAUSE = 600
"""Milliseconds after which the page has drawn what was asked for."""


def draw_light(page: Any) -> None:
    """Confirm a row, leave the next one for later, and look at both again."""
    for key in ("c", "r", "k", "k", "j"):
        page.keyboard.press(key)
        page.wait_for_timeout(PAUSE)
    page.locator("#toast").wait_for(state="hidden")


def draw_dark(page: Any) -> None:
    """Split a row at a cursor."""
    page.keyboard.press("s")


def main() -> None:
    """Open the page in both themes and languages, act, and save what it shows."""
    from playwright.sync_api import sync_playwright

    path = shutil.which("chromium") or shutil.which("chromium-browser")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        corpus = shutil.copytree(ROOT / "data" / "aligned", Path(folder, "aligned"))
        command = [sys.executable, "-m", "aigov_corpus", "review", str(corpus), "--no-browser"]
        command += ["--reviewer", "Zhang Wei"]
        server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert server.stdout
        url = server.stdout.readline().strip()
        chromium = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        for theme, locale, draw in (("light", "en", draw_light), ("dark", "zh-CN", draw_dark)):
            page = chromium.new_page(viewport=SIZE, color_scheme=theme, locale=locale)
            page.goto(url)
            page.goto(urljoin(url, "/d/0?order=text"))
            page.wait_for_selector(".row.active")
            draw(page)
            page.wait_for_timeout(PAUSE)
            page.screenshot(path=IMAGES / f"review-{theme}.png")
        chromium.close()
        server.terminate()


if __name__ == "__main__":
    main()
