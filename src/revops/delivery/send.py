"""Send notices to the channels that a workspace names."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from revops import text
from revops.delivery.addresses import addresses
from revops.delivery.attached import attached, unknown
from revops.delivery.channel import Message, Result, Sending
from revops.delivery.link import link
from revops.delivery.notice import Notice, Sent
from revops.delivery.wording import html, plain, subject
from revops.errors import RevopsError, UnknownName
from revops.workspace import Workspace
from revops.workspace.delivery import Delivery

#: Seconds that a channel may take.
LIMIT = 60.0


def send(
    workspace: Workspace,
    *notices: Notice,
    to: str = "",
    to_all: bool = False,
    seconds: float = LIMIT,
) -> list[Sent]:
    """Send one thing that happened to every channel that asks for its kind: one row an address.

    Notices of one call are the same thing in several languages, of which a channel gets one:
    in its own language, else the workspace's, else the first. `to` names one channel, which then
    gets any kind; `to_all` gives any kind to every channel. All are sent at once, and no channel
    that fails stops another, nor the caller.
    """
    wanted = [
        (each, notice)
        for each in _chosen(workspace, to)
        if (notice := _for(each, notices, workspace)) and (to or to_all or notice.kind in each.when)
    ]
    with TemporaryDirectory(prefix="revops-", ignore_cleanup_errors=True) as folder:
        places = [Path(folder) / str(number) for number in range(len(wanted))]
        begun = [
            (each, _begin(workspace, each, notice, place, seconds))
            for (each, notice), place in zip(wanted, places, strict=True)
        ]
        return [sent for each, started in begun for sent in _ends(workspace, each, started)]


def _chosen(workspace: Workspace, to: str) -> Sequence[Delivery]:
    """Give the channels: all, or the one that is named."""
    every = workspace.settings.delivery
    chosen = [each for each in every if to in ("", each.name)]
    if to and not chosen:
        raise UnknownName("delivery", to, [each.name for each in every])
    return chosen


def _for(delivery: Delivery, notices: Sequence[Notice], workspace: Workspace) -> Notice | None:
    """Give the notice in the channel's language, else in the workspace's, else the first."""
    for language in (delivery.language, workspace.settings.language):
        for notice in notices:
            if notice.language == language:
                return notice
    return next(iter(notices), None)


def _begin(
    workspace: Workspace, delivery: Delivery, notice: Notice, place: Path, seconds: float
) -> list[Sending] | Result:
    """Begin to send a notice to each address of a channel; or say why it can't be."""
    try:
        urls = addresses(workspace, delivery)
        message = _message(workspace, delivery, notice, place)
        return [Sending(url, message, seconds) for url in urls]
    except RevopsError as error:
        return Result(why=str(error))
    except Exception as error:
        return Result(why=f"the message could not be made: {type(error).__name__}")


def _ends(workspace: Workspace, delivery: Delivery, begun: list[Sending] | Result) -> list[Sent]:
    """Wait for each address of a channel."""
    results = [begun] if isinstance(begun, Result) else [each.wait() for each in begun]
    missing = unknown(workspace, delivery.pages or ())
    return [
        Sent(delivery.name, not (why := result.why or missing), why, result.service, number)
        for number, result in enumerate(results, start=1)
    ]


def _message(workspace: Workspace, delivery: Delivery, notice: Notice, place: Path) -> Message:
    """Put a notice into the forms that channels take."""
    words = text.load(notice.language or workspace.settings.language)
    way = link(workspace, notice, delivery.link)
    return Message(
        subject(notice),
        plain(notice, way),
        html(notice, way, words),
        attached(notice, delivery.pages, place, words, way),
        is_asked=delivery.pages is not None,
    )
