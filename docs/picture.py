"""Take the README's picture: the top of the weekly review, and a chart of another page.

    python docs/picture.py reports/2026-W27

The folder is one that `make report` made of the sample; the picture goes to docs/report.png.
"""

import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

HERE = Path(__file__).parent
PARTS = (("weekly_review", "h1"), ("time_to_close", "h2:has-text('Won by when')"))
WIDTH, HEIGHT, MARGIN = 690, 690, 24
FRAME = f"""
<style>
  body {{ margin: 0; padding: {MARGIN}px; display: flex; gap: {MARGIN}px; background: #d9dee4 }}
  img {{ width: {WIDTH}px; height: {HEIGHT}px; background: white; border-radius: 6px }}
</style>
"""


def part(browser: Any, page: Path, top: str, target: Path) -> None:
    """Take a piece of one page, from just above an element on."""
    tab = browser.new_page(viewport={"width": WIDTH, "height": 3000})
    tab.goto(page.resolve().as_uri())
    tab.wait_for_selector("svg, canvas")
    tab.wait_for_timeout(1000)
    above = max(0, tab.locator(top).first.bounding_box()["y"] - 40)
    tab.screenshot(path=target, clip={"x": 0, "y": above, "width": WIDTH, "height": HEIGHT})
    tab.close()


def main(folder: Path) -> None:
    """Take both pieces and lay them side by side."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as driver, tempfile.TemporaryDirectory() as place:
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for name, top in PARTS:
            part(browser, folder / f"{name}.html", top, Path(place) / f"{name}.png")
        images = "".join(f'<img src="{name}.png">' for name, _ in PARTS)
        (Path(place) / "both.html").write_text(FRAME + images, "utf-8")
        wide = len(PARTS) * (WIDTH + MARGIN) + MARGIN
        tab = browser.new_page(viewport={"width": wide, "height": HEIGHT + 2 * MARGIN})
        tab.goto((Path(place) / "both.html").as_uri())
        tab.screenshot(path=HERE / "report.png")
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
