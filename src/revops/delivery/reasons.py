"""Why a message did not arrive, said without a secret.

What Apprise and the libraries below it write may hold tokens (the address of a webhook is one).
So none of it is passed on: it is only searched for what is known, and that is said in our words.
"""

import re
from collections.abc import Sequence

_HTTP = re.compile(r"error=(\d{3})\b")
_SMTP = re.compile(r"\((\d{3}), b|refused: (\d{3}) ")
#: What is looked for, and what is said of it.
_KNOWN = (
    (r"timed? ?out|timeout", "no answer in time"),
    (r"Connection refused|ConnectionRefused|Errno 111|WinError 10061", "nothing answers there"),
    (r"NameResolution|getaddrinfo|Name or service|resolve", "its host is not known"),
    (r"unreachable|No route", "the network does not reach it"),
    (r"CERTIFICATE|SSLError|\[SSL", "its certificate is not trusted, or it speaks no TLS"),
    (r"STARTTLS", "the mail server offers no encryption (use mailto:// in your own network)"),
    (r"AUTH extension", "the mail server takes no password on this connection"),
    (r"unexpectedly closed|reset by peer|Errno 104|aborted|disconnect", "the connection broke off"),
    (r"no Email recipients", "no recipient is named (to=)"),
    (r"access .*attachment", "the page could not be attached"),
)
_HINTS = {
    401: "the password or the token is refused",
    403: "the password or the token is refused",
    404: "the address is not known there",
    413: "the message is too large",
    429: "too many messages",
    530: "it wants a password",
    535: "the user or the password is refused",
    550: "the recipient is refused",
    552: "the message is too large",
}
UNKNOWN = "it was not accepted"


def reason(logged: Sequence[str]) -> str:
    """Say why, from what was logged while it was sent.

    >>> reason(["Failed to send to /services/T0/B0/secret: error=403."])
    'the server answered 403 (the password or the token is refused)'
    >>> reason(["Socket Exception: (535, b'5.7.8 credentials invalid')"])
    'the mail server answered 535 (the user or the password is refused)'
    >>> reason(["something else about secret"])
    'it was not accepted'
    """
    told = "\n".join(logged)
    for pattern, who in ((_HTTP, "the server"), (_SMTP, "the mail server")):
        if found := pattern.search(told):
            code = int(next(group for group in found.groups() if group))
            hint = f" ({_HINTS[code]})" if code in _HINTS else ""
            return f"{who} answered {code}{hint}"
    for known, said in _KNOWN:
        if re.search(known, told, re.IGNORECASE):
            return said
    return UNKNOWN
