"""Where notices of finished and failed runs are sent: the [[delivery]] blocks of revops.toml.

An address is an Apprise URL. It may hold a password or a token, so it keeps its variables until
it is used: no secret enters the settings, which are shown, hashed and written down.
"""

import re
from typing import Annotated, Literal, get_args
from urllib.parse import parse_qsl, urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr, model_validator

Kind = Literal["done", "failed", "blocked", "stale", "not_started"]
KINDS: tuple[Kind, ...] = get_args(Kind)
#: Addresses that need no token: only a password makes them secret.
_OPEN = ("mailto", "mailtos", "json", "jsons", "xml", "xmls", "form", "forms")
_SECRET_KEYS = ("pass", "password", "token", "key", "secret", "auth")
_VARIABLE = re.compile(r"\$\{\w+\}|^\$\w+$")


class Delivery(BaseModel):
    """One channel: where to, of which kinds of runs, and what goes along.

    `uri` is an Apprise URL with the environment's variables (`${SLACK_URI}`), or `uri_file` is a
    file that only its owner can read, an URL a line. `pages` are attached; unnamed, an e-mail
    takes the weekly review and every other channel none. `link` is where readers open the
    reports folder.

    >>> Delivery(name="team", uri="${SLACK_URI}").when
    ('done', 'failed', 'blocked', 'stale', 'not_started')
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = Field(pattern=r"^[\w-]+$")
    uri: SecretStr = SecretStr("")
    uri_file: str = ""
    when: tuple[Kind, ...] = KINDS
    language: Literal["en", "es"] | None = None
    pages: tuple[str, ...] | None = None
    link: str = Field(default="", pattern=r"^(https?://\S+|file:///\S+)?$")

    @model_validator(mode="after")
    def _has_one_address(self) -> "Delivery":
        """Refuse no address, two, or one whose secret is written out; never show it."""
        uri = self.uri.get_secret_value()
        if bool(uri) == bool(self.uri_file):
            raise ValueError(f"'{self.name}' needs either uri or uri_file")
        if uri and _tells_a_secret(uri):
            raise ValueError(
                f"the uri of '{self.name}' has its secret written out. Put it into the "
                'environment, as uri = "${NAME}", or into a file that uri_file names'
            )
        return self


def _tells_a_secret(uri: str) -> bool:
    """Say whether an address holds a password or a token that is no variable."""
    if _VARIABLE.fullmatch(uri):
        return False
    try:
        parts = urlsplit(uri)
        asked = [value for key, value in parse_qsl(parts.query) if key.lower() in _SECRET_KEYS]
        secrets = [each for each in (parts.password, *asked) if each]
    except ValueError:
        return True
    if any(not _VARIABLE.search(each) for each in secrets):
        return True
    return parts.scheme not in _OPEN and not _VARIABLE.search(uri)


def _named_once(deliveries: list[Delivery]) -> list[Delivery]:
    names = [each.name for each in deliveries]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise ValueError(f"the name {', '.join(twice)} is given twice; each channel has its own")
    return deliveries


Deliveries = Annotated[list[Delivery], AfterValidator(_named_once)]
