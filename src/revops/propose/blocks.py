"""One [[exports]] block of revops.toml for each kind of file, with what speaks for it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from revops.propose.evidence import lacks_currency, successive
from revops.propose.families import Family
from revops.propose.questions import of_file
from revops.propose.toml import comment, key, quoted, said
from revops.propose.values import exports_of
from revops.sources import SOURCES
from revops.sources.recognise import Recognised, plain, unread

_SHOWN = 12
_WINS = ("won", "ganad", "ganh")


@dataclass(frozen=True)
class Block:
    """The text of a block, and the questions that it leaves."""

    lines: tuple[str, ...]
    questions: tuple[str, ...] = field(default=())


def _names(names: Sequence[str]) -> str:
    """Show some names, and how many more there are."""
    shown = ", ".join(f"'{said(name)}'" for name in names[:_SHOWN])
    return shown + (f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else "")


def _told(family: Family) -> list[str]:
    """Say what the files are and by what evidence."""
    one = family.newest
    tables = ", ".join(one.tables)
    if one.best:
        reasons = "; ".join(one.best.reasons)
        told = f"{one.status.upper()}: {one.source} -> {tables}. {reasons}."
    else:
        told = f"GUESSED: no known vendor -> {tables}. Look at every line of it."
    lines = comment(told)
    if one.rivals:
        lines += comment(f"QUESTION: it may as well be {' or '.join(one.rivals)}.")
    if left := unread(one, SOURCES):
        lines += comment(f"Not read: {_names(left)}.")
    return lines


def _status(one: Recognised) -> tuple[list[str], list[str]]:
    """Ask who has won where the deals have no stage and no status."""
    guess = one.guess
    if not guess or guess.table != "opportunities" or {"stage", "status"} & set(guess.columns):
        return [], []
    name = one.path.name
    closed = guess.columns.get("closed_at", "")
    if any(word in plain(closed) for word in _WINS):
        why = f"GUESS: there is '{said(closed)}' and no stage, so each row seems to be a win."
        asked = f"{name}: is every row a won deal? It has '{said(closed)}' and no stage."
        return [f'constants.status = "won"  # {why} QUESTION: is it?'], [asked]
    asked = f"{name}: is every row a won deal? It has no stage and no status."
    return [f'# constants.status = "won"  # QUESTION: {said(asked)}'], [asked]


def _columns(one: Recognised) -> tuple[list[str], list[str]]:
    """Write a guessed mapping, a line a column, each with its reason."""
    guess = one.guess
    if not guess:
        return [], []
    lines = [f"table = {quoted(guess.table)}"]
    for our, name in guess.columns.items():
        off = "# " if "${" in name else ""
        lines.append(f"{off}columns.{key(our)} = {quoted(name)}  # {said(guess.reasons[our])}")
    if guess.table == "leads":
        lines.append('constants.record_type = "lead"  # or "contact"')
    status, asked = _status(one)
    return lines + status, asked


def _sheet(one: Recognised) -> list[str]:
    """Name the sheet where the workbook has several."""
    return [f"sheet = {quoted(one.head.sheet or '')}"] if one.head.n_sheets > 1 else []


def _dated(family: Family) -> tuple[list[str], list[str]]:
    """Say what dated files are to each other."""
    if not family.is_dated:
        return [], []
    mode, why = successive(family)
    if mode:
        return [f'successive = "{mode}"  # {said(why)}'], []
    asked = (
        f'{family.path}: is each file all that there was on its day ("states"), or only its '
        'own days ("parts")?'
    )
    if len(family.members) < 2:
        return ['# successive = "states"  # or "parts", once there are files of several days'], []
    text = f'# successive = "states"  # QUESTION: or "parts"? {why}'
    return [said(text)], [asked]


def block(family: Family, currency: str) -> Block:
    """Write the block of one family of files; `currency` is the workspace's."""
    one = family.newest
    columns, asked = _columns(one)
    dated, when = _dated(family)
    open_lines, left = of_file(one)
    lines = ["", *_told(family), "[[exports]]", f"source = {quoted(one.source)}"]
    lines += [f"path = {quoted(family.path)}", *_sheet(one), *columns, *dated, *open_lines]
    asked += left
    if lacks_currency(one):
        lines.append(f'currency = "{currency}"  # QUESTION: the file names none. Is it this one?')
        asked.append(f"{one.path.name}: in which currency is its money? It names none.")
    if len(exports_of(one)) == 0:
        lines = [f"# {line}" if line and not line.startswith("#") else line for line in lines]
    return Block(tuple(lines), (*asked, *when))


def left_out(path: str, one: Recognised) -> list[str]:
    """Write that a file has no place, why, and what to do with one that people keep by hand."""
    sheet = f", sheet {quoted(one.head.sheet or '')}" if one.head.n_sheets > 1 else ""
    told = comment(said(one.problem))
    if one.header:
        told += comment(
            "If it matters: a block with source custom, or its columns copied into a form, such as "
            "revops template customers agreement/customers.xlsx"
        )
    return [f"# NOT PLACED: {quoted(path)}{sheet}", *(f"#   {line[2:]}" for line in told)]
