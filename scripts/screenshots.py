"""Take pictures of the web pages over the sample articles, in a headless Chromium.

python3 scripts/screenshots.py              the three that the README shows
python3 scripts/screenshots.py --all DIR    every page: light and dark, wide and on a phone, in three languages
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from shutil import which
from urllib.parse import quote

from demo import INDEX, index_sample
from environment import ROOT, run_inside
from loading.server import serving

EXTRAS = frozenset({"all", "test"})
SHOWN = ROOT / "webui" / "screenshots"
README = {
    "search": "/?q=自贸区",
    "concordance": "/concordance?q=自贸区",
    "trends": "/trends?q=自贸区&q=人工智能&by=year",
}
"""The pictures of the README, by name."""
PAGES = {
    "home": "/",
    "results": "/?q=自贸区&district=110000",
    "nothing": "/?q=“没有这样的话”",
    "error": "/?q=" + "长" * 1001,
    "document": "/documents/hk-2025-01?q=自贸区",
    "why": "/why?q=自贸区 海淀&doc=hk-2025-01",
    "diff": "/diff?a=bj-2019-02&b=bj-2023-02",
    "concordance": "/concordance?q=自贸区",
    "trends": "/trends?q=自贸区&q=人工智能&by=year",
    "compare": "/compare?q=政策&a_district=110000&b_district=310000",
    "api": "/api",
}
"""Every page, by name."""
WIDE, PHONE = (1280, 900), (360, 740)


def main() -> int:
    """Take the pictures; each one's path is printed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--all", type=Path, metavar="DIR", help="every page in every look, into this folder")
    arguments = parser.parse_args()
    folder = arguments.all.resolve() if arguments.all else None
    run_inside(EXTRAS)
    os.chdir(ROOT)
    index_sample()
    with serving(INDEX) as (_, port):
        address = f"http://127.0.0.1:{port}"
        take_all(address, folder) if folder else take(address, SHOWN, README, "zh-CN", "light", WIDE, "")
    return 0


def take_all(address: str, folder: Path) -> None:
    """Every page in every look."""
    for scheme in ("light", "dark"):
        take(address, folder, PAGES, "zh-CN", scheme, WIDE, f"-{scheme}-wide")
        take(address, folder, PAGES, "zh-CN", scheme, PHONE, f"-{scheme}-phone")
    for locale in ("zh-TW", "en"):
        take(address, folder, PAGES, locale, "light", WIDE, f"-{locale}")


def take(
    address: str,
    folder: Path,
    pages: dict[str, str],
    locale: str,
    scheme: str,
    size: tuple[int, int],
    suffix: str,
) -> None:
    """Pictures of some pages in one look, named after the pages."""
    from playwright.sync_api import sync_playwright

    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium(), args=["--no-sandbox", "--disable-gpu"]
        )
        view = {"width": size[0], "height": size[1]}
        page = browser.new_page(locale=locale, color_scheme=scheme, viewport=view)
        for name, path in pages.items():
            page.goto(address + quote(path, safe="/?&=:%"))
            target = folder / f"{name}{suffix}.png"
            page.screenshot(path=target, full_page=folder != SHOWN)
            print(target, flush=True)
        browser.close()


def chromium() -> str:
    """The path of a Chromium; exits with a line that says what to do where there is none."""
    names = (os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome")
    found = next((path for name in names if name and (path := which(name))), None)
    return found or sys.exit("No Chromium found: install one, or name one in CHROMIUM.")


if __name__ == "__main__":
    sys.exit(main())
