"""Bytes of JSON for a streaming parser, so many and so deep at the most."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from geodata.errors import UnreadableFile

_MOST_BYTES_OF_ONE = 16_000_000
"""Of JSON between one object and the next."""
_DEEPEST = 500
_NO_BRACKETS = bytes(set(range(256)) - set(b"[]{}"))


class Bounded:
    """Bytes for a parser, which may not take too many for one object, nor nest them too deep:
    it keeps the path to where it is, at each depth."""

    def __init__(self, stream: BinaryIO, path: Path) -> None:
        self._stream, self._path = stream, path
        self._n_since = self._depth = self._lowest = 0

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        block = self._stream.read(size)
        self._n_since += len(block)
        if self._n_since > _MOST_BYTES_OF_ONE:
            limit = _MOST_BYTES_OF_ONE // 1_000_000
            raise UnreadableFile(self._path, f"an object in it is larger than {limit} MB")
        for bracket in block.translate(None, _NO_BRACKETS):
            self._depth += 1 if bracket in b"[{" else -1
            self._lowest = min(self._lowest, self._depth)
            if self._depth - self._lowest > _DEEPEST:
                raise UnreadableFile(self._path, f"it is nested deeper than {_DEEPEST} levels")
        return block

    def start_anew(self) -> None:
        """Another object begins."""
        self._n_since, self._lowest = 0, self._depth
