"""How often one host is asked: never again before its pause is over, whoever asks."""

from __future__ import annotations

import threading
import time

__all__ = ["Pace"]


class Pace:
    """The times at which hosts may be asked again; may be shared between threads."""

    def __init__(self, apart: float) -> None:
        self._apart = apart
        self._next: dict[str, float] = {}
        self._lock = threading.Lock()

    def wait(self, host: str, apart: float = 0) -> None:
        """Wait for the turn of `host`, which comes `apart` seconds after the last one, or the usual pause if longer."""
        with self._lock:
            now = time.monotonic()
            turn = max(now, self._next.get(host, now))
            self._next[host] = turn + max(apart, self._apart)
        time.sleep(turn - now)
