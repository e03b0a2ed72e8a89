"""One message to one address, through Apprise, within a time limit."""

import threading
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from time import monotonic
from typing import Any

from revops.delivery.hushed import THREAD, Hushed
from revops.delivery.reasons import reason
from revops.delivery.wording import inert

#: Seconds that a server has to answer; the rest of the time limit is for what comes before.
ANSWER_SECONDS = 20.0
#: How the addresses of services begin that deliver e-mail.
_MAIL = frozenset(
    {"mailto", "mailtos", "mailgun", "sendgrid", "ses", "o365", "azure", "sparkpost", "smtp2go"}
    | {"brevo", "resend", "postmark", "mailersend", "sendpulse"}
)
#: What we are called. No picture is shown of it: a reader's client would fetch it from elsewhere.
_OWN: dict[str, Any] = {
    **{"app_id": "revops", "app_desc": "revops", "async_mode": False, "service_timeout": 0},
    **{"image_url_mask": "", "image_url_logo": ""},
}
UNREADABLE = "its address is none that Apprise knows; see docs/delivery.md"


@dataclass(frozen=True)
class Message:
    """One message in the forms that channels take, and the files that go along by e-mail.

    Where settings ask for the files (`is_asked`), they go along wherever a service takes some.
    """

    title: str
    text: str
    html: str
    files: Sequence[Path] = ()
    is_asked: bool = False


@dataclass(frozen=True)
class Result:
    """What became of it; `why` is empty where it was sent."""

    service: str = ""
    why: str = ""


class Sending:
    """A message on its way: begun on a thread of its own, waited for as long as there is time.

    A thread cannot be stopped; one that is given up ends with the process.
    """

    def __init__(self, url: str, message: Message, seconds: float) -> None:
        """Begin to send."""
        _load()
        self._result = Result(why=f"no answer within {seconds:g} seconds")
        self._is_done = threading.Event()
        self._end = monotonic() + seconds
        given = (url, message, seconds)
        threading.Thread(target=self._send, args=given, name=THREAD, daemon=True).start()

    def wait(self) -> Result:
        """Give what became of it, at the latest when its time is over."""
        self._is_done.wait(max(self._end - monotonic(), 0.0))
        return self._result

    def _send(self, url: str, message: Message, seconds: float) -> None:
        """Send; whatever goes wrong is a result, never a trace: it would show the address."""
        try:
            self._result = _sent(url, message, min(seconds, ANSWER_SECONDS))
        except BaseException as error:
            self._result = Result(self._result.service, f"{type(error).__name__} in Apprise")
        finally:
            self._is_done.set()


@cache
def _load() -> None:
    """Load Apprise with all its services; what it is warned of while it loads is no reader's."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from apprise import Apprise

        Apprise.instantiate("json://localhost")


def _sent(url: str, message: Message, seconds: float) -> Result:
    """Send one message with Apprise."""
    with Hushed() as heard:
        from apprise import Apprise, AppriseAsset, OverflowMode

        asset = AppriseAsset(**_OWN)
        service = Apprise.instantiate(url, asset=asset, suppress_exceptions=True)
        if service is None:
            return Result(why=UNREADABLE)
        service.socket_connect_timeout = service.socket_read_timeout = seconds
        if "overflow=" not in url:
            service.overflow_mode = OverflowMode.SPLIT  # no message is too long
        name = str(service.service_name)
        apprise = Apprise(asset=asset)
        apprise.add(service)
        form = _form(service, message, is_mail=url.partition("://")[0].lower() in _MAIL)
        is_sent = bool(apprise.notify(**form))
        return Result(name, "" if is_sent else reason(heard))


def _form(service: Any, message: Message, *, is_mail: bool) -> dict[str, Any]:
    """Give the title, the body and the files in the form that a service takes.

    Mail has HTML, of which it makes its plain text too; the others have text, which Apprise
    escapes as each needs, but not every title.
    """
    takes = is_mail or (message.is_asked and service.attachment_support)
    return {
        "title": message.title if is_mail else inert(message.title),
        "body": message.html if is_mail else message.text,
        "body_format": "html" if is_mail else "text",
        "attach": [str(path) for path in message.files] if takes and message.files else None,
    }
