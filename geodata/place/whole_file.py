"""Writing a file whole or not at all."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path


def write_whole(path: Path, content: bytes) -> None:
    """Put a file in the place of another, whatever happens in between.

    Its folder must exist. It keeps the rights of the file before it; a new one may be read by
    all. Raises OSError; the file before it then stands as it was, and nothing stays beside it.
    """
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        # mkstemp lets only its owner read; colleagues share the folder.
        Path(name).chmod(path.stat().st_mode if path.exists() else 0o644)
        Path(name).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


def rests_of(path: Path) -> list[Path]:
    """What writers of the file left behind that were killed; also what others write right now."""
    return list(path.parent.glob(f".{path.name}.*"))
