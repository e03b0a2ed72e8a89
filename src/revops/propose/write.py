"""`revops new DIR --from FOLDER`: look at every file, propose settings, overwrite nothing.

A first call writes a workspace; a later one looks at the files that revops.toml does not name
yet, adds blocks for them at its end, and leaves every other byte as it is.
"""

from collections.abc import Sequence
from pathlib import Path

from revops.errors import RevopsError
from revops.propose import agreement, settings
from revops.propose.blocks import Block, block, left_out
from revops.propose.copies import copies
from revops.propose.evidence import currencies, places
from revops.propose.families import Family, families, shape
from revops.propose.folder import files_in, path_in
from revops.propose.proposal import Proposal
from revops.propose.questions import of_vendors
from revops.propose.stages import stages
from revops.propose.toml import quoted, said
from revops.sources import SOURCES
from revops.sources.reading.paths import beside
from revops.sources.recognise import Recognised, Recogniser, recognise, together
from revops.workspace import read_agreement
from revops.workspace.new import add_missing

_ADDED = "\n# Added for files that were new.\n"


def _writable(path: Path) -> bool:
    """Tell whether a file's name is text that settings can hold."""
    try:
        str(path).encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _looked_at(found: Sequence[Path]) -> list[Recognised]:
    """Recognise files; a second copy of the same bytes is none."""
    recogniser = Recogniser(SOURCES)
    same = copies(found)
    every = []
    for path in found:
        if not _writable(path):
            every.append(Recognised(path, problem="its name is no text. Name it anew."))
        elif path in same:
            told = f"it holds the same bytes as {same[path].name}."
            every.append(Recognised(path, problem=told))
        else:
            every += recognise(path, recogniser)
    return together(every)


def _sort(proposal: Proposal, found: Sequence[Recognised], source: Path) -> None:
    """Tell what was matched, guessed and not placed, by the names in the folder of downloads."""
    for one in found:
        sheet = f" [{one.head.sheet}]" if one.head.n_sheets > 1 else ""
        name = said(one.path.relative_to(source).as_posix() + sheet)
        if one.status == "unplaced":
            proposal.unplaced.append((name, said(one.problem)))
            continue
        told = f"{one.source} -> {', '.join(one.tables)}"
        (proposal.matched if one.status == "matched" else proposal.guessed).append((name, told))


def _blocks(found: Sequence[Recognised], folder: Path, currency: str) -> list[Block]:
    """Write a block for each family of files, and a comment for each that has no place."""
    placed = [one for one in found if one.status != "unplaced"]
    made = [block(family, currency) for family in _sensible(families(placed, folder))]
    rest = [one for one in found if one.status == "unplaced" and _writable(one.path)]
    told = [line for one in rest for line in left_out(path_in(folder, one.path), one)]
    return [*made, Block(("", *told))] if told else made


def _sensible(found: Sequence[Family]) -> list[Family]:
    """Put the tables that others refer to first, as a reader would."""
    order = ("accounts", "leads", "opportunities", "stage_history", "activities", "campaigns")
    places = {table: place for place, table in enumerate(order)}
    return sorted(found, key=lambda one: places.get(one.newest.tables[0], len(order)))


def _text(blocks: Sequence[Block]) -> str:
    """Write blocks as one text."""
    return "".join(f"{line}\n" for one in blocks for line in one.lines)


def _first(proposal: Proposal, found: Sequence[Recognised]) -> None:
    """Write the settings of a new workspace."""
    told: dict[str, str] = {}
    for one in found:
        for code, where in currencies(one).items():
            told.setdefault(code, where)
    currency, money, asked = settings.money_of(told)
    zone, whereabouts = settings.zone_of(places(found))
    blocks = _blocks(found, proposal.folder, currency)
    proposal.questions += [*whereabouts, *asked, *(q for one in blocks for q in one.questions)]
    proposal.questions += of_vendors(found)
    path = proposal.folder / "revops.toml"
    path.write_text(settings.opening(money, zone) + _text(blocks), "utf-8", newline="\n")
    proposal.written.append(path)


def _again(proposal: Proposal, found: Sequence[Recognised]) -> None:
    """Add blocks for new files at the end of the settings."""
    path = proposal.folder / "revops.toml"
    before = path.read_bytes()
    known = settings.parsed(path)
    blocks = _blocks(found, proposal.folder, settings.money_in(known))
    proposal.questions += [q for one in blocks for q in one.questions]
    proposal.questions += of_vendors(found, settings.sources_in(known))
    text = ("" if before.endswith(b"\n") else "\n") + _ADDED + _text(blocks)
    end = "\r\n" if b"\r\n" in before else "\n"
    path.write_bytes(before + text.replace("\n", end).encode())
    proposal.written.append(path)


def _agree(proposal: Proposal, found: Sequence[Recognised]) -> None:
    """Write or add to the stages, and say why they stand so."""
    folder = proposal.folder / "agreement"
    rows, why = stages(found)
    path = folder / "stages.csv"
    if not path.exists():
        new = rows
        folder.mkdir(parents=True, exist_ok=True)
        if new:
            path.write_text(agreement.new_stages(rows), "utf-8", newline="\n")
            proposal.written.append(path)
    else:
        agreed = read_agreement(folder).stages
        new = agreement.more_stages(agreed, rows)
        if new:
            path.write_bytes(agreement.appended(path.read_bytes(), agreed, new))
            proposal.written.append(path)
    proposal.written += add_missing(proposal.folder)
    unknown = agreement.tags_unknown(proposal.folder, found)
    _explain(proposal, agreement.reasons(new, why, unknown))
    _ask(proposal, {row.object for row in new}, why, unknown)


def _explain(proposal: Proposal, text: str) -> None:
    """Add to agreement/guessed.md."""
    path = proposal.folder / "agreement" / "guessed.md"
    before = path.read_text("utf-8") if path.exists() else "# What was guessed, and why\n"
    if text and text not in before:
        path.write_text(f"{before}\n{text}", "utf-8", newline="\n")
        proposal.written.append(path)


def _ask(proposal: Proposal, objects: set[str], why: dict[str, str], unknown: list[str]) -> None:
    """Ask about the order of stages, who has won, and channels."""
    for object_ in sorted(objects):
        won = ", and which one is won and which lost" if object_ == "opportunity" else ""
        proposal.questions.append(
            f"agreement/stages.csv: is this the order of {object_} stages{won}? "
            f"Order: {why[object_]}."
        )
    if unknown:
        shown = ", ".join(unknown[:3]) + (" ..." if len(unknown) > 3 else "")
        proposal.questions.append(f"agreement/channels.csv: which channel is each of {shown}?")


def _is_named(path: Path, folder: Path, text: str) -> bool:
    """Tell whether revops.toml names a file or its dated kind, in a block or in a comment."""
    names = (path_in(folder, path), path_in(folder, path, shape(path.name)))
    return any(quoted(name) in text for name in names)


def propose(folder: Path, source: Path) -> Proposal:
    """Write or extend a workspace in `folder` from the files in `source`."""
    if not source.is_dir():
        near = "" if source.exists() else beside(source)
        raise RevopsError(f"{source} is no folder.{near} Name the folder that holds your downloads")
    path = folder / "revops.toml"
    is_new = not path.exists()
    every = files_in(source, folder)
    known: set[Path] = set()
    if not is_new:
        text = path.read_text("utf-8-sig", errors="replace")
        covered = settings.covered(settings.parsed(path), folder)
        known = {e for e in every if e.resolve() in covered or _is_named(e, folder, text)}
        read_agreement(folder / "agreement")
    found = _looked_at([each for each in every if each not in known])
    proposal = Proposal(folder, n_known=len(known))
    _sort(proposal, found, source)
    folder.mkdir(parents=True, exist_ok=True)
    if is_new:
        _first(proposal, found)
    elif found:
        _again(proposal, found)
    if is_new or found:
        _agree(proposal, found)
    return proposal
