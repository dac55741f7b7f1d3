"""Finds a Chromium for the browser tests, and brings one where there is none.

`python -m tests.browser.chromium` is what `make test` runs first: it prints the browser's
path, installing it with the system's packages (Debian, Ubuntu) or, elsewhere, with
Playwright's own download.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find() -> str | None:
    """Path of a Chromium: `CHROMIUM`, one on the PATH, or the one that Playwright brought."""
    for name in (os.environ.get("CHROMIUM", ""), *NAMES):
        if name and (path := shutil.which(name)):
            return path
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def install() -> None:
    """Try the system's packages, then Playwright's download."""
    if shutil.which("apt-get"):
        root = [] if os.geteuid() == 0 else ["sudo", "-n"]
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for words in (["update"], ["install", "-y", "--no-install-recommends", "chromium"]):
            subprocess.run([*root, "apt-get", "-qq", *words], env=quiet, check=False)
    if not find():
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)


if __name__ == "__main__":
    if not find():
        install()
    found = find()
    if not found:
        sys.exit(
            "The browser tests need Chromium and it could not be installed: install the "
            "package chromium, or set CHROMIUM to the path of one."
        )
    print(f"Browser tests use {found}")
