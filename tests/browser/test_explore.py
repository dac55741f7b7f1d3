"""Explore in a real browser: what a reader sees, clicks, copies and comes back to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Dashboard, opened


def view_of(dashboard: Dashboard) -> tuple[float, float, float, float]:
    """What the map shows: the transform of its panes, and the size of one degree."""
    return dashboard.map.locator("body").evaluate(
        """() => { const map = window.map, c = map.getCenter();
                   return [c.lat, c.lng, map.getZoom(), window.maydanLoads || 0]; }"""
    )


def has_params(dashboard: Dashboard, **expected: str) -> None:
    query = "&".join(f"{name}={value}" for name, value in expected.items())
    wanted = parse_qs(query)
    dashboard.page.wait_for_function(
        """wanted => { const found = new URLSearchParams(location.search);
            return Object.entries(wanted).every(([k, v]) => found.get(k) === v[0])
                && [...found.keys()].length === Object.keys(wanted).length; }""",
        arg=wanted,
    )


def test_the_page_stands_and_asks_nobody_else(dashboard: Dashboard) -> None:
    dashboard.open()
    dashboard.says("11 events in 8 towns, 3 March to 1 June 2019")
    dashboard.says("2 without a town, 1 without a date")
    expect(dashboard.map.locator(".spot.town .dot")).to_have_count(8)
    expect(dashboard.map.locator("path.base-province")).to_have_count(31)
    expect(dashboard.map.locator("path.base-province.hatched")).to_have_count(1)
    expect(dashboard.map.locator(".legend")).to_contain_text("province known, town not")
    expect(dashboard.page.locator(".js-plotly-plot .bars .point").first).to_be_visible()
    expect(dashboard.cards).to_have_count(11)
    dashboard.shoot("explore-wide-light")
    assert dashboard.outside == []
    assert dashboard.errors == []


def test_about_asks_nobody_else(dashboard: Dashboard) -> None:
    dashboard.open()
    dashboard.page.get_by_role("link", name="About").click()
    dashboard.says("About the data")
    expect(dashboard.page.get_by_text("No report is not no protest.")).to_be_visible()
    dashboard.shoot("about-wide-light")
    assert dashboard.outside == []
    dashboard.page.get_by_role("link", name="Explore").click()
    dashboard.is_drawn()
    assert dashboard.errors == []


def test_a_sector_filters_everything(dashboard: Dashboard) -> None:
    dashboard.open()
    dashboard.page.get_by_text("Teachers", exact=True).first.click()
    dashboard.says("3 events in 2 towns")
    expect(dashboard.map.locator(".spot.town .dot")).to_have_count(2)
    expect(dashboard.cards).to_have_count(3)
    has_params(dashboard, sector="teachers")


def test_a_group_chooses_its_sectors(dashboard: Dashboard) -> None:
    dashboard.open()
    dashboard.page.get_by_role("button", name="Public service").click()
    dashboard.says("4 events in 2 towns")
    dashboard.page.get_by_role("button", name="Public service").click()
    dashboard.says("11 events")


def test_actions_provinces_and_words_filter(dashboard: Dashboard) -> None:
    dashboard.open()
    dashboard.page.get_by_role("checkbox", name="Sit-in").or_(
        dashboard.page.get_by_role("button", name="Sit-in")
    ).first.click()
    dashboard.says("2 events in 2 towns")
    dashboard.page.get_by_role("button", name="Clear all filters").click()
    dashboard.says("11 events")
    dashboard.page.get_by_label("Search titles and places").fill("pensions")
    dashboard.page.keyboard.press("Enter")
    dashboard.says("1 event in 1 town")
    has_params(dashboard, q="pensions")


def test_presets_set_the_dates(dashboard: Dashboard) -> None:
    dashboard.open()
    dashboard.page.get_by_role("radio", name="Latest 30 days").click()
    dashboard.says("3 events in 2 towns, May to 1 June 2019")
    expect(dashboard.page.get_by_role("button", name="1 more have no date")).to_be_visible()
    has_params(dashboard, **{"from": "2019-05-03", "to": "2019-06-01"})
    dashboard.page.get_by_role("button", name="1 more have no date").click()
    dashboard.says("4 events in 3 towns")


def test_a_range_drawn_on_the_timeline_is_the_date_filter(dashboard: Dashboard) -> None:
    dashboard.open()
    plot = dashboard.page.locator(".js-plotly-plot .nsewdrag").first
    plot.scroll_into_view_if_needed()
    box = plot.bounding_box()
    assert box
    middle = box["y"] + box["height"] / 2
    dashboard.page.mouse.move(box["x"] + 2, middle)
    dashboard.page.mouse.down()
    dashboard.page.mouse.move(box["x"] + box["width"] * 0.22, middle, steps=8)
    dashboard.page.mouse.up()
    dashboard.page.wait_for_function("new URLSearchParams(location.search).has('from')")
    dashboard.says(re.compile(r"[45] events in [34] towns"))
    dashboard.is_drawn()
    dashboard.page.get_by_role("button", name="All dates").click()
    dashboard.says("11 events in 8 towns")


def test_a_click_puts_a_place_beside_the_map(dashboard: Dashboard) -> None:
    dashboard.open()
    dashboard.dot("Shiraz").locator(".dot").click()
    expect(dashboard.page.get_by_role("heading", name="Shiraz")).to_be_visible()
    expect(dashboard.cards).to_have_count(2)
    expect(dashboard.cards.first).to_contain_text("4 March 2019")
    has_params(dashboard, place="115019")
    dashboard.says("11 events")
    dashboard.page.get_by_role("button", name="Clear", exact=True).click()
    expect(dashboard.cards).to_have_count(11)
    dashboard.dot("Shiraz").locator(".dot").click()
    expect(dashboard.cards).to_have_count(2)


def test_a_hatched_province_and_a_country_open_their_events(dashboard: Dashboard) -> None:
    dashboard.open()
    province = dashboard.map.locator("path.base-province.hatched")
    box = province.bounding_box()
    assert box
    province.click(position={"x": box["width"] * 0.35, "y": box["height"] * 0.75})
    expect(dashboard.page.get_by_role("heading", name="South Khorasan")).to_be_visible()
    expect(dashboard.cards).to_have_count(1)
    dashboard.page.get_by_role("button", name="1 told of Iran as a whole").click()
    expect(dashboard.page.get_by_role("heading", name="Iran", exact=True)).to_be_visible()
    expect(dashboard.cards).to_contain_text("day 3 of the strike")


def test_a_place_opens_by_keyboard(dashboard: Dashboard) -> None:
    dashboard.open()
    dashboard.map.get_by_role("button", name=re.compile("^Tabriz")).focus()
    dashboard.page.keyboard.press("Enter")
    expect(dashboard.page.get_by_role("heading", name="Tabriz")).to_be_visible()


def test_the_evidence_is_marked_in_the_words(dashboard: Dashboard) -> None:
    dashboard.open("/?place=128226")
    dashboard.open("/?q=fuel")
    card = dashboard.cards.first
    expect(card.locator("mark.place").first).to_have_text("Kermanshah")
    expect(card.locator("mark.date")).to_have_text("March 5, 2019")
    expect(card.locator("mark.sector")).to_have_text("Truck drivers")
    expect(card.locator("mark.action")).to_contain_text("strike")


def test_a_filter_change_keeps_zoom_and_position(dashboard: Dashboard) -> None:
    dashboard.open()
    dashboard.map.locator("body").evaluate(
        "() => { window.isTheSame = true; window.map.setView([33, 55], 6.5, {animate: false}); }"
    )
    before = view_of(dashboard)
    dashboard.page.get_by_text("Truckers", exact=True).first.click()
    dashboard.says("2 events in 1 town")
    expect(dashboard.map.locator(".spot.town .dot")).to_have_count(1)
    assert view_of(dashboard) == before
    assert dashboard.map.locator("body").evaluate("() => window.isTheSame"), "frame was rebuilt"


def test_the_map_shows_the_country_also_after_a_reload(dashboard: Dashboard) -> None:
    dashboard.open()
    first = view_of(dashboard)
    for _ in range(2):
        dashboard.page.reload()
        dashboard.is_drawn()
        expect(dashboard.map.locator("[data-fitted]")).to_be_attached()
        # A pixel is 0.03 degrees here; Leaflet rounds the middle to parts of it.
        assert view_of(dashboard) == pytest.approx(first, abs=0.02)
    assert 4.5 < first[2] < 6.5, "all of Iran, and not the whole world"


def test_a_link_opens_the_same_view(dashboard: Dashboard, browser: Browser) -> None:
    dashboard.open()
    dashboard.page.get_by_text("Teachers", exact=True).first.click()
    dashboard.says("3 events")
    dashboard.dot("Tabriz").locator(".dot").click()
    expect(dashboard.cards).to_have_count(1)
    has_params(dashboard, sector="teachers", place="113646")
    link = dashboard.page.url
    sentence = dashboard.sentence.inner_text()
    for other in opened(browser, dashboard.address):
        parts = urlsplit(link)
        other.open(f"{parts.path}?{parts.query}")
        expect(other.sentence).to_have_text(sentence)
        expect(other.page.get_by_role("heading", name="Tabriz")).to_be_visible()
        expect(other.cards).to_have_count(1)
        expect(other.map.locator(".spot.selected")).to_have_count(1)


def test_the_link_is_copied(browser: Browser, address: str) -> None:
    for dashboard in opened(browser, address, permissions=["clipboard-read", "clipboard-write"]):
        dashboard.open("/?sector=teachers")
        dashboard.page.get_by_role("button", name="Copy link").click()
        expect(dashboard.page.get_by_role("button", name="Link copied")).to_be_visible()
        copied = dashboard.page.evaluate("navigator.clipboard.readText()")
        assert copied == dashboard.page.url and "sector=teachers" in copied


def test_back_and_forward_walk_through_the_views(dashboard: Dashboard) -> None:
    dashboard.open()
    dashboard.page.get_by_text("Teachers", exact=True).first.click()
    dashboard.says("3 events")
    has_params(dashboard, sector="teachers")
    dashboard.page.get_by_text("Truckers", exact=True).first.click()
    dashboard.says("5 events")
    has_params(dashboard, sector="truckers+teachers")
    dashboard.page.go_back()
    dashboard.says("3 events")
    expect(dashboard.page.get_by_role("checkbox", name="Truckers")).not_to_be_checked()
    dashboard.page.go_back()
    dashboard.says("11 events")
    dashboard.page.go_forward()
    dashboard.says("3 events")


def test_filters_outlive_a_change_of_page(dashboard: Dashboard) -> None:
    dashboard.open("/?sector=teachers")
    dashboard.says("3 events")
    dashboard.page.get_by_role("link", name="About").click()
    dashboard.says("About the data")
    dashboard.page.get_by_role("link", name="Explore").click()
    dashboard.is_drawn()
    dashboard.says("3 events")


def test_an_unknown_value_in_a_link_is_left_out_and_said(dashboard: Dashboard) -> None:
    dashboard.open("/?sector=teachers+lorries&action=dance&from=soon")
    dashboard.says("3 events")
    for said in ("'lorries' is not known", "'dance' is not known", "'soon' is not known"):
        expect(dashboard.page.get_by_text(said)).to_be_visible()
    has_params(dashboard, sector="teachers")


def test_hostile_words_are_only_words(dashboard: Dashboard) -> None:
    dashboard.open("/?q=script")
    card = dashboard.cards.first
    for text in ('<img src=x onerror="', "${document.title='HIT'}", "`${1}`", "<script>"):
        expect(card).to_contain_text(text)
    dashboard.dot("Kerman").locator(".dot").click()
    expect(dashboard.page.get_by_role("heading", name="Kerman")).to_be_visible()
    dashboard.dot("Kerman").locator(".dot").hover()
    assert dashboard.page.locator("article img, article script").count() == 0
    assert "HIT" not in dashboard.page.title()
    assert dashboard.errors == []


def test_a_hostile_link_is_only_text(dashboard: Dashboard) -> None:
    dashboard.open("/?q=<img+src=x+onerror=alert(1)>&place=<svg/onload=alert(1)>")
    dashboard.says("No event matches")
    assert dashboard.page.locator("main img[src=x], section img[src=x]").count() == 0
    assert dashboard.errors == []


def test_a_link_cannot_make_the_page_ask_anyone(dashboard: Dashboard) -> None:
    image = "![x](https://outside.example/x.png)"
    dashboard.open(f"/?sector={image}&place={image}&q={image}&from={image}&admin1={image}")
    expect(dashboard.page.get_by_text("https://outside.example/x.png").first).to_be_visible()
    assert dashboard.page.locator("img[src*=outside]").count() == 0
    assert dashboard.outside == []


def test_tiles_are_asked_for_only_when_ticked(dashboard: Dashboard) -> None:
    dashboard.page.route("https://tile.openstreetmap.org/**", lambda route: route.abort())
    dashboard.open()
    assert dashboard.outside == []
    dashboard.page.get_by_text("Street map").click()
    expect(dashboard.map.locator(".leaflet-container.has-tiles")).to_be_attached()
    expect(dashboard.map.locator(".leaflet-control-attribution")).to_contain_text("OpenStreetMap")
    has_params(dashboard, tiles="1")
    assert dashboard.outside and all(
        "//tile.openstreetmap.org/" in url for url in dashboard.outside
    )


def test_a_file_of_the_selection_can_be_taken_along(dashboard: Dashboard) -> None:
    dashboard.open("/?sector=teachers")
    dashboard.page.get_by_role("button", name="Download").click()
    with dashboard.page.expect_download() as download:
        dashboard.page.get_by_role("button", name="CSV").click()
    text = download.value.path().read_text(encoding="utf-8-sig")
    assert text.count("teachers") == 3 and text.startswith("event_id,event_date")


@pytest.fixture(params=["wide-dark", "narrow-light", "narrow-dark"])
def variant(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Dashboard]:
    width, scheme = request.param.split("-")
    size = {"width": 390, "height": 844} if width == "narrow" else {"width": 1440, "height": 1010}
    for dashboard in opened(browser, address, viewport=size, color_scheme=scheme):
        dashboard.page.context.set_default_timeout(20_000)
        yield dashboard
        dashboard.shoot(f"explore-{request.param}")


def test_it_stands_narrow_and_dark(variant: Dashboard) -> None:
    variant.open()
    expect(variant.map.locator(".spot.town .dot")).to_have_count(8)
    overflow = variant.page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert overflow <= 0, f"the page is {overflow} px too wide"
    assert variant.outside == [] and variant.errors == []
