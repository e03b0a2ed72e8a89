"""Files of one folder speak for each other: where headers leave two vendors, the others decide."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from revops.sources.recognise.rank import Candidate
from revops.sources.recognise.recognised import Recognised

_WORTH = 0.5


def _vendor(source: str) -> str:
    return source.partition(".")[0]


def _settled(one: Recognised, vendors: Counter[str]) -> Recognised:
    """Prefer the vendor of most other files, where one of the rivals is of it."""
    tied = {_vendor(name) for name in (one.source, *one.rivals)}
    known = [vendor for vendor, _ in vendors.most_common() if vendor in tied]
    if len(tied) < 2 or not known:
        return one

    def preferred(each: Candidate) -> Candidate:
        if _vendor(each.source) != known[0]:
            return each
        told = (*each.reasons, f"other files of the folder are of {known[0]}")
        return replace(each, score=each.score + _WORTH, reasons=told)

    rated = sorted(
        map(preferred, one.candidates), key=lambda each: (bool(each.lacking), -each.score)
    )
    return replace(one, candidates=tuple(rated))


def together(found: Sequence[Recognised]) -> list[Recognised]:
    """Settle the vendor of files that fit several by the files that fit one."""
    vendors = Counter(_vendor(one.source) for one in found if one.best and not one.rivals)
    return [_settled(one, vendors) if one.rivals else one for one in found]
