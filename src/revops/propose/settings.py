"""The text of revops.toml: the template with what was found, and blocks under it."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path

from revops.errors import SettingsError, SourceError
from revops.propose.toml import comment, quoted
from revops.sources.reading.paths import files
from revops.workspace.new import TEMPLATE

#: Where the template's examples begin: what was found takes their place.
_EXAMPLES = re.compile(r"^# One block for each export.*", re.MULTILINE | re.DOTALL)
_DEFAULT = "USD"


def _line(text: str, name: str, lines: Sequence[str]) -> str:
    """Put lines in place of the line that sets a key."""
    return re.sub(rf"^{name} = .*$", lambda _: "\n".join(lines), text, count=1, flags=re.MULTILINE)


def money_of(found: Mapping[str, str]) -> tuple[str, list[str], list[str]]:
    """Give the workspace's currency, the lines that set it, and what is left to ask.

    >>> money_of({"CLP": "a header of meta.csv"})[:2]
    ('CLP', ['# GUESS: CLP stands in a header of meta.csv, and no other does.', 'currency = "CLP"'])
    """
    if len(found) == 1:
        ((code, where),) = found.items()
        told = comment(f"GUESS: {code} stands in {where}, and no other does.")
        return code, [*told, f"currency = {quoted(code)}"], []
    if not found:
        told = comment("QUESTION: in which currency shall pages be written? No file names one.")
        asked = "In which currency shall pages be written? No file names one."
        return _DEFAULT, [*told, f'currency = "{_DEFAULT}"'], [asked]
    listed = ", ".join(f"{code} ({where})" for code, where in found.items())
    asked = f"In which currency shall pages be written? The files name {', '.join(found)}."
    code = next(iter(found))
    told = comment(f"QUESTION: in which currency shall pages be written? Found: {listed}.")
    told += comment("Each other one needs its rates: revops template rates agreement/rates.csv")
    return code, [*told, f"currency = {quoted(code)}"], [asked]


def zone_of(hints: Sequence[str]) -> tuple[list[str], list[str]]:
    """Give the lines that set the time zone, and the question: no file can answer it."""
    seen = f" The files name {' and '.join(hints)}." if hints else ""
    asked = f'In which time zone do you work, such as "America/Santiago"?{seen}'
    return [*comment(f"QUESTION: {asked}"), 'zone = "UTC"'], [asked]


def opening(currency: Sequence[str], zone: Sequence[str]) -> str:
    """Write the settings above the blocks."""
    text = (TEMPLATE / "revops.toml").read_text("utf-8")
    name = ["# QUESTION: what is your company called? It stands at the head of each page."]
    text = _line(text, "company", [*name, 'company = "Your company"'])
    text = _line(_line(text, "currency", currency), "zone", zone)
    told = [
        "# What was found in the folder, a block for each kind of file. A line is yours to edit;",
        "# put # before those of a file that shall not be read. revops explain FILE says more.",
    ]
    return _EXAMPLES.sub("", text).rstrip() + "\n\n" + "\n".join(told) + "\n"


def parsed(path: Path) -> dict[str, object]:
    """Read what stands in revops.toml, as far as it is TOML."""
    try:
        return tomllib.loads(path.read_text("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        said = "Nothing was changed; correct it first."
        raise SettingsError("revops.toml is no valid TOML", [str(error)], said) from None


def covered(settings: Mapping[str, object], root: Path) -> set[Path]:
    """Give the files that the blocks read already."""
    blocks = settings.get("exports")
    found: set[Path] = set()
    for one in blocks if isinstance(blocks, list) else []:
        path = one.get("path") if isinstance(one, dict) else None
        try:
            found |= {file.path.resolve() for file in files(str(path or ""), root)}
        except (SourceError, OSError, ValueError):
            continue
    return found


def sources_in(settings: Mapping[str, object]) -> list[str]:
    """Give the sources that the blocks name."""
    blocks = settings.get("exports")
    every = [one for one in blocks if isinstance(one, dict)] if isinstance(blocks, list) else []
    return [str(one.get("source") or "") for one in every]


def money_in(settings: Mapping[str, object]) -> str:
    """Give the currency that the settings name."""
    code = settings.get("currency")
    return code if isinstance(code, str) else _DEFAULT
