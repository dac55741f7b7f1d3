"""The Review page in a real browser: a decision, its dot on the map, and back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Dashboard, maydan, opened, serve

CAPTIONS = """Rudbar, Iran. May 7, 2019. Municipal workers rally over unpaid wages

Rudbar, Iran. May 9, 2019. Teachers on strike

Karaj, Iran. June 5, 2019. Nurses rally outside the hospital
"""


@pytest.fixture
def waiting(tmp_path: Path, browser: Browser) -> Iterator[Dashboard]:
    """A dashboard on captions of which one name is borne by several places."""
    captions = tmp_path / "captions.txt"
    captions.write_text(CAPTIONS, encoding="utf-8")
    data = tmp_path / "data"
    assert maydan("ingest", str(captions), data=data).returncode == 0
    for address in serve(data):
        yield from opened(browser, address)


def test_a_decision_puts_a_dot_on_the_map_and_can_be_taken_back(waiting: Dashboard) -> None:
    page = waiting.open().page
    waiting.says("3 events")
    expect(waiting.dot("Karaj")).to_be_attached()
    expect(waiting.dot("Rudbar")).to_have_count(0)
    page.get_by_role("link", name="Review · 1").click()
    waiting.says("1 name of 2 events waits for a place")
    expect(page.get_by_text("several places bear this name")).to_be_visible()
    expect(waiting.map.locator("[data-ready=base][data-fitted]")).to_be_attached()
    expect(waiting.map.locator(".spot")).to_have_count(5)
    waiting.shoot("review")
    page.get_by_role("button", name="Rudbar, Mazandaran").click()
    expect(page.get_by_text("2 events of Rudbar now stand at Rudbar, Mazandaran")).to_be_visible()
    waiting.says("No place waits for you")
    page.get_by_role("link", name="Explore").click()
    expect(waiting.dot("Rudbar")).to_be_attached()
    page.get_by_role("link", name="Review").click()
    page.get_by_role("button", name="Take back").click()
    waiting.says("1 name of 2 events waits for a place")
    page.get_by_role("link", name="Explore").click()
    expect(waiting.dot("Karaj")).to_be_attached()
    expect(waiting.dot("Rudbar")).to_have_count(0)
    assert not waiting.outside


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_fits_a_phone(tmp_path: Path, browser: Browser, scheme: str) -> None:
    captions = tmp_path / "captions.txt"
    captions.write_text(CAPTIONS, encoding="utf-8")
    assert maydan("ingest", str(captions), data=tmp_path / "data").returncode == 0
    for address in serve(tmp_path / "data"):
        phone = {"viewport": {"width": 390, "height": 844}, "color_scheme": scheme}
        for narrow in opened(browser, address, **phone):
            narrow.page.goto(f"{address}/review")
            narrow.says("1 name of 2 events waits for a place")
            expect(narrow.page.get_by_role("button", name="None of these")).to_be_visible()
            width = narrow.page.evaluate("document.documentElement.scrollWidth")
            assert width <= 390, "the page is wider than the phone"
            candidates = narrow.page.locator("iframe").bounding_box()
            assert candidates and candidates["height"] <= 340, "the map is all that one sees"
            narrow.shoot(f"review-phone-{scheme}")
