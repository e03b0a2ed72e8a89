"""What happens at Faro, for the pages to find by themselves; each can be left out or sized.

`write_sample` and `revops sample --stories LIST` take a list of names. `all` is what the
committed sample has, `none` is nothing, `-NAME` leaves one out of those before it, and
`NAME:SIZE` tells a story in another size:

    write_sample(folder, seed=3, stories=("all", "-slow_follow_up"))
    write_sample(folder, seed=3, stories=("none",))                # a stable company
    write_sample(folder, seed=3, stories=("win_rate_drop:0.6",))   # stable but for one story

A stable company has no season, no growth and no beginning either: those are told like stories.
`truth.json` repeats, under `stories`, what was told.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from revops.errors import BadParameter, UnknownName
from revops.sample.story import BACKGROUND, STANDING, WEEKLY, Fact, Story

#: Every story that can be told, by name.
STORIES: Mapping[str, Story] = MappingProxyType(BACKGROUND | STANDING | WEEKLY)
#: What the committed sample has.
ALL = tuple(BACKGROUND | STANDING)


@dataclass(frozen=True)
class Stories:
    """The stories told in one sample, each with its size.

    >>> few = stories(("all", "-growth", "slow_follow_up:4"))
    >>> "growth" in few, few.size("slow_follow_up"), few.size("growth")
    (False, 4.0, 0.0)
    """

    sizes: Mapping[str, float]

    def __contains__(self, name: object) -> bool:
        """Say whether a story is told."""
        return name in self.sizes

    def size(self, name: str) -> float:
        """Give a story's size; 0 where it is not told."""
        return self.sizes.get(name, 0.0)

    def facts(self) -> dict[str, str | float]:
        """Give what `truth.json` says of the stories told.

        >>> stories(("mismatched_promise",)).facts()["mismatched_topic"]
        'price'
        """
        told: dict[str, str | float] = {}
        for name, story in STORIES.items():
            if name in self.sizes:
                told |= {
                    key: self.sizes[name] if key == story.size_key else _plain(value)
                    for key, value in story.facts.items()
                }
        return told


def _plain(value: Fact) -> str | float:
    """Write a date as JSON does."""
    return value.isoformat() if isinstance(value, date) else value or ""


def stories(asked: Iterable[str]) -> Stories:
    """Read a list of stories; see the module for what it may hold.

    >>> sorted(stories(("none",)).sizes)
    []
    >>> stories(("rejection_surge:0.3",)).size("rejection_surge")
    0.3

    Raises:
        UnknownName: for a story that nobody wrote.
        BadParameter: for a size that is not a number above 0, or on a story without one.
    """
    told: dict[str, float] = {}
    for word in asked:
        name, colon, size = word.strip().partition(":")
        if name == "all":
            told |= {one: STORIES[one].size for one in ALL}
        elif name == "none":
            told = {}
        elif name.startswith("-"):
            told.pop(_known(name[1:]), None)
        else:
            usual = STORIES[_known(name)].size
            told[name] = _sized(name, size) if colon else usual
    return Stories(MappingProxyType(told))


def _known(name: str) -> str:
    """Refuse a story that nobody wrote."""
    if name not in STORIES:
        raise UnknownName("story", name, tuple(STORIES))
    return name


def _sized(name: str, text: str) -> float:
    """Read a size."""
    story = STORIES[name]
    if not story.size_key:
        raise BadParameter(f"The story {name} has no size; write {name} alone.")
    try:
        size = float(text)
    except ValueError:
        size = float("nan")
    if not 0 < size <= story.most:
        raise BadParameter(
            f"The size of {name} is '{text}'; give a number above 0 and up to {story.most:g}: "
            f"{story.size_means}."
        )
    return size


#: The stories of the committed sample.
USUAL = stories(("all",))
