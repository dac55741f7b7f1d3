"""A real server on real tables, and a real Chromium that notes every request it makes."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, FrameLocator, Locator, Page, expect, sync_playwright

from tests.browser import chromium

HERE = Path(__file__).parent
ARTEFACTS = HERE.parent / "artefacts"
MAYDAN = [sys.executable, "-m", "dashboard.cli"]
expect.set_options(timeout=20_000)


@dataclass
class Dashboard:
    """One page of a browser on a running dashboard."""

    page: Page
    address: str
    outside: list[str] = field(default_factory=list)
    """Requests that went anywhere but to the server."""
    errors: list[str] = field(default_factory=list)

    def open(self, path: str = "/") -> Dashboard:
        self.page.goto(self.address + path)
        self.is_drawn()
        return self

    def is_drawn(self) -> None:
        """Wait until sentence, list, map with its base, and timeline stand."""
        expect(self.page.locator("h2").first).to_be_visible()
        expect(self.map.locator("[data-places]")).to_be_attached()
        expect(self.map.locator("[data-ready=base][data-fitted]")).to_be_attached()

    @property
    def map(self) -> FrameLocator:
        return self.page.frame_locator("iframe[title='streamlit_folium.st_folium']")

    @property
    def sentence(self) -> Locator:
        return self.page.locator("[data-testid=stMain] h2").first

    @property
    def cards(self) -> Locator:
        return self.page.locator("article.card")

    def dot(self, name: str) -> Locator:
        return self.map.locator(f'.spot:has(.label:text-is("{name}"))')

    def says(self, text: str | re.Pattern[str]) -> None:
        expect(self.sentence).to_contain_text(text)

    def shoot(self, name: str) -> None:
        ARTEFACTS.mkdir(exist_ok=True)
        self.page.screenshot(path=ARTEFACTS / f"{name}.png", full_page=False)


def maydan(*words: str, data: Path) -> subprocess.CompletedProcess[str]:
    """Run the command on a data folder."""
    environment = {**os.environ, "MAYDAN_DATA": str(data)}
    return subprocess.run(
        [*MAYDAN, *words], env=environment, capture_output=True, text=True, check=False, timeout=120
    )


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    flags = ["--no-sandbox", "--disable-background-networking", "--disable-component-update"]
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=chromium.find(), args=flags)
        yield found
        found.close()


def serve(data: Path) -> Iterator[str]:
    """The address of a server on a data folder, which ends with the fixture."""
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    words = [*MAYDAN, "serve", "--no-browser", "--port", "0", "--data", str(data)]
    with subprocess.Popen(words, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        first = process.stdout.readline()
        address = re.search(r"http://\S+", first)
        assert address, f"the server said {first!r} and no address"
        yield address[0]
        process.terminate()


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server with the captions of this folder."""
    data = tmp_path_factory.mktemp("data")
    for name in ("captions.txt", "hostile.txt"):
        done = maydan("ingest", str(HERE / name), data=data)
        assert done.returncode == 0, done.stderr
    yield from serve(data)


def opened(browser: Browser, address: str, **options: object) -> Iterator[Dashboard]:
    """A page in a context of its own, with its requests and errors noted."""
    context = browser.new_context(**{"viewport": {"width": 1440, "height": 1010}, **options})  # type: ignore[arg-type]
    page = context.new_page()
    found = Dashboard(page, address)
    own = urlsplit(address).netloc

    def note(url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("data", "blob", "about") and parts.netloc != own:
            found.outside.append(url)

    page.on("request", lambda request: note(request.url))
    page.on("websocket", lambda socket: note(socket.url))
    page.on("pageerror", lambda error: found.errors.append(str(error)))
    page.on(
        "console",
        lambda line: found.errors.append(line.text) if line.type == "error" else None,
    )
    yield found
    context.close()


@pytest.fixture
def dashboard(browser: Browser, address: str) -> Iterator[Dashboard]:
    yield from opened(browser, address)
