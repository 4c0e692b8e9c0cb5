"""A file put in its place whole, or not at all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import BinaryIO

from provenance.errors import InputError

__all__ = ["placed", "told"]


@contextmanager
def placed(path: str | Path) -> Iterator[Callable[[bytes], None]]:
    """A place for a file, tried before the work is done: gives what writes to it.

    It is written beside the place and put there whole at the end; where anything fails, what was there stays. Raises
    InputError where it cannot be written.
    """
    with told(path):
        target = Path(path).resolve()
        beside = target.with_name(f".provenance-{os.getpid()}.partial")
        special = target.exists() and not target.is_file() and not target.is_dir()
        if target.exists():  # a folder, and what may not be written, is refused here
            target.open("ab").close()
        file = (target if special else beside).open("wb")
    try:
        yield partial(_write, file, path)
        with told(path):
            if not special:
                os.fsync(file.fileno())  # the name must not be there before the words are
            file.close()
            if not special:
                if target.exists():
                    shutil.copymode(target, beside)
                beside.replace(target)
    finally:
        with suppress(OSError):  # what it was not possible to write is not possible to write now
            file.close()
        beside.unlink(missing_ok=True)


def _write(file: BinaryIO, path: str | Path, data: bytes) -> None:
    with told(path):
        file.write(data)
        file.flush()


@contextmanager
def told(path: str | Path) -> Iterator[None]:
    """Failures of the file system while something is written, as InputError."""
    try:
        yield
    except OSError as error:
        raise InputError(f"{path}: cannot be written ({error.strerror}); name another place") from error
