"""The web server: Streamlit's pages, our own static files and security headers in one process.

`maydan serve` runs `app` with uvicorn. Everything a page needs is served from here: Leaflet
from the package XStatic-Leaflet, the outlines of countries and provinces from `geodata`, and
our own script and styles. No page asks anyone else for anything.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st
import xstatic.pkg.leaflet
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import config

from dashboard import base_layers

_HERE = Path(__file__).parent

# Why each exception from 'self' is needed:
# - 'unsafe-inline', 'unsafe-eval': Streamlit writes its own styles and evaluates its own code,
#   and streamlit-folium evaluates the layers that it is sent.
# - blob: as a script: how Streamlit loads a component of ours; as a picture: how Plotly saves.
# - ws:, wss:: 'self' does not cover a websocket in every browser.
# - one host of tiles: asked only after a reader ticked the street map.
_TILES = "https://tile.openstreetmap.org"
# OpenStreetMap answers only who says where the request comes from; of the map's frame alone, and
# of this server's name alone, that is said. Tiles are its only requests elsewhere.
_MAP_REFERRER = "strict-origin-when-cross-origin"
_HEADERS = {
    "Content-Security-Policy": "; ".join(
        [
            "default-src 'self'",
            "script-src 'self' blob: 'unsafe-inline' 'unsafe-eval' 'wasm-unsafe-eval'",
            "style-src 'self' 'unsafe-inline'",
            f"img-src 'self' data: blob: {_TILES}",
            "font-src 'self' data:",
            "connect-src 'self' ws: wss:",
            "worker-src 'self' blob:",
            "frame-ancestors 'self'",
            "base-uri 'self'",
            "form-action 'self'",
            "object-src 'none'",
        ]
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}


class SecurityHeaders:
    """Adds our headers to every HTTP answer; an ASGI middleware."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, with headers added to what comes back."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(_HEADERS)
                if scope["path"].startswith("/component/"):
                    headers["Referrer-Policy"] = _MAP_REFERRER
            await send(message)

        await self._app(scope, receive, send_with_headers if scope["type"] == "http" else send)


@cache
def _base_layer(name: str) -> bytes:
    return json.dumps(base_layers.layer(name), ensure_ascii=False, separators=(",", ":")).encode()


async def _outline(request: Request) -> Response:
    """The base map's parts: `provinces`, `countries` or `towns`, as GeoJSON."""
    name = request.path_params["name"]
    if name not in base_layers.LAYERS:
        return JSONResponse({"error": f"no layer {name}"}, status_code=404)
    return Response(
        _base_layer(name),
        media_type="application/geo+json",
        headers={"Cache-Control": "public, max-age=86400"},
    )


def _settings(table: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _settings(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", value


def configure() -> None:
    """Read our Streamlit settings, whichever folder the server was started in.

    Streamlit itself looks only beside the working folder; started by uvicorn from elsewhere
    it would fall back to its own theme, and to sending usage figures.
    """
    beside_package = _HERE / ".streamlit" / "config.toml"
    path = beside_package if beside_package.exists() else _HERE.parent / ".streamlit/config.toml"
    for name, value in _settings(tomllib.loads(path.read_text(encoding="utf-8"))):
        config.set_option(name, value)


configure()
app = st.App(
    _HERE / "app.py",
    routes=[
        Mount("/assets/leaflet", StaticFiles(directory=xstatic.pkg.leaflet.BASE_DIR)),
        Mount("/assets/maydan", StaticFiles(directory=_HERE / "assets")),
        Route("/assets/base/{name}", _outline),
    ],
    middleware=[Middleware(SecurityHeaders)],
)
