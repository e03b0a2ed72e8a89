"""Notices: the bottom lines of a run, sent where the workspace asks for them.

    notices = [told(workspace, folder) for folder in folders]   # one for each language
    for sent in send(workspace, *notices):
        say(str(sent))

Several notices in one call are one event in several languages: each channel gets one of them,
in its language where there is one. A run that left no folder is told by
`told(workspace, None, "failed", why=["..."])`. `send` never raises for a channel that fails.
"""

from revops.delivery.last import last, trial
from revops.delivery.notice import Notice, Sent
from revops.delivery.send import send
from revops.delivery.standing import Standing, keep, standing
from revops.delivery.told import told
from revops.workspace.delivery import Kind

__all__ = [
    "Kind",
    "Notice",
    "Sent",
    "Standing",
    "keep",
    "last",
    "send",
    "standing",
    "told",
    "trial",
]
