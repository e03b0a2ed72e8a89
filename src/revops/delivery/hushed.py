"""Apprise and what it sends with, kept from writing anything down.

Their messages name addresses, and an address may be a secret. What the threads that send log
reaches no handler, on any level; it is only listened to, so that a reason can be found in it.
"""

import logging
import threading

#: The name of every thread that sends; one that hangs may log long after it was given up.
THREAD = "revops-delivery"
_APPRISE = "apprise"
#: The loggers of all that handles an address. A filter holds for its own logger, not for those
#: below it, so each one stands here.
_LOGGERS = (
    *(_APPRISE, "requests", "urllib3", "urllib3.connection", "urllib3.connectionpool"),
    *("urllib3.poolmanager", "urllib3.response", "urllib3.util.retry"),
)
#: Below a warning, only this is a reason: the rest is the message itself, for one.
_SOCKET = "Socket Exception"


class _Hush(logging.Filter):
    """Pass on nothing of the threads that send; keep what may be a reason, by thread."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: dict[int, list[str]] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Keep a warning, an error, or what a socket said."""
        if threading.current_thread().name != THREAD:
            return True
        said = record.getMessage()
        if record.levelno >= logging.WARNING or said.startswith(_SOCKET):
            self.heard.get(threading.get_ident(), []).append(said)
        return False


_HUSH = _Hush()


class Hushed:
    """While it is open, keep what Apprise says on this thread."""

    def __enter__(self) -> list[str]:
        for name in _LOGGERS:
            logging.getLogger(name).addFilter(_HUSH)
        logging.getLogger(_APPRISE).setLevel(logging.DEBUG)
        return _HUSH.heard.setdefault(threading.get_ident(), [])

    def __exit__(self, *_: object) -> None:
        _HUSH.heard.pop(threading.get_ident(), None)
