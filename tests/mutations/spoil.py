"""Ways in which a save, a vendor or a person changes a file without changing what it means."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from random import Random

from tests.mutations.sheet import Cell, Sheet, Write

Spoil = Callable[[Sheet, Random], None]
DAYS = (
    "%d/%m/%Y",
    "%m/%d/%Y",
    "%d-%m-%Y",
    "%d.%m.%Y",
    "%d/%m/%y",
    "%m/%d/%y",
    "%-d/%-m/%Y",
    "%-m/%-d/%Y",
    "%-d-%-m-%y",
    "%Y/%m/%d",
    "%d %b %Y",
)
TIMES = (" %H:%M", " %H:%M:%S", " %I:%M %p")


def styled(shape: str, clock: str) -> Write:
    """Write days in one shape."""

    def write(_: int, cell: Cell) -> str:
        if not isinstance(cell, date):
            return ""
        timed = isinstance(cell, datetime) and cell.time() != time(0)
        return cell.strftime(shape + clock if timed else shape)

    return write


def date_order(sheet: Sheet, seed: Random) -> None:
    """One column of days in another shape."""
    for place in sheet.columns(date):
        if seed.random() < 0.7:
            sheet.write[place] = styled(seed.choice(DAYS), seed.choice(TIMES))


def mixed_orders(sheet: Sheet, seed: Random) -> None:
    """One column of days in two shapes, row by row."""
    for place in sheet.columns(date):
        one, other = (styled(seed.choice(DAYS), seed.choice(TIMES)) for _ in range(2))
        first = {row for row in range(len(sheet.rows)) if seed.random() < 0.5}
        sheet.write[place] = lambda row, cell, f=first, a=one, b=other: (a if row in f else b)(
            row, cell
        )


def american_spreadsheet(sheet: Sheet, seed: Random) -> None:
    """Days written day first, opened where the month comes first: those up to 12 are swapped."""
    text = styled(seed.choice(("%d/%m/%Y", "%-d/%-m/%Y")), " %H:%M")
    shown = seed.choice(("%-d/%-m/%Y", "%d/%m/%Y", "%-d/%-m/%y"))

    def write(row: int, cell: Cell) -> str:
        if not isinstance(cell, date) or cell.day > 12:
            return text(row, cell)
        # what was day/month is now a date of the other reading, shown month first: the same text
        return styled(shown, " %H:%M")(row, cell)

    for place in sheet.columns(date):
        sheet.write[place] = write


def swapped_shape(sheet: Sheet, seed: Random) -> None:
    """Days up to 12 come out month first in a shape of their own, the others stay day first."""
    kept, swapped = seed.choice((("%d/%m/%Y", "%-m/%-d/%Y"), ("%d-%m-%Y", "%m/%d/%Y")))
    for place in sheet.columns(date):
        sheet.write[place] = lambda row, cell, k=kept, s=swapped: styled(
            s if isinstance(cell, date) and cell.day <= 12 else k, " %H:%M"
        )(row, cell)


def swapped_alike(sheet: Sheet, seed: Random) -> None:
    """Days up to 12 come out month first in the very shape of the others, which are day first."""
    for place in sheet.columns(date):
        sheet.write[place] = lambda row, cell: styled(
            "%m/%d/%Y" if isinstance(cell, date) and cell.day <= 12 else "%d/%m/%Y", " %H:%M"
        )(row, cell)


def serial_days(sheet: Sheet, seed: Random) -> None:
    """Days as the numbers that a spreadsheet keeps."""

    def write(_: int, cell: Cell) -> str:
        if not isinstance(cell, date):
            return ""
        when = cell if isinstance(cell, datetime) else datetime.combine(cell, time(0))
        days = (when - datetime(1899, 12, 30)) / timedelta(days=1)
        return str(int(days)) if days == int(days) else f"{days:.10f}"

    for place in sheet.columns(date):
        sheet.write[place] = write


def amount(mark: str, thousands: str, *, sign: str = "", after: bool = False) -> Write:
    """Write numbers with given marks; those without cents may lose them."""

    def write(_: int, cell: Cell) -> str:
        if not isinstance(cell, Decimal):
            return ""
        places = max(0, -int(cell.as_tuple().exponent))
        said = f"{cell:,.{places}f}".replace(",", "T").replace(".", mark).replace("T", thousands)
        return f"{said} {sign}".strip() if after else f"{sign}{said}"

    return write


def lost_zeros(sheet: Sheet, seed: Random) -> None:
    """Ids that a spreadsheet took for numbers: the zeros before them are gone."""
    for place in sheet.columns(str):
        if all(str(row[place] or "0").isdigit() for row in sheet.rows):
            sheet.write[place] = lambda _, cell: str(cell or "").lstrip("0")
            sheet.renamed.add(sheet.header[place])


def rounded_ids(sheet: Sheet, seed: Random) -> None:
    """Long ids that a spreadsheet took for numbers, and shows as 1.23457E+11."""
    mark = seed.choice((".", ","))
    for place in sheet.columns(str):
        if all(str(row[place] or "0").isdigit() for row in sheet.rows):
            sheet.write[place] = lambda _, cell, m=mark: (
                f"{int(str(cell)) * 10**8:.5E}".replace(".", m) if cell else ""
            )


def decimal_mark(sheet: Sheet, seed: Random) -> None:
    """One column of numbers with other marks."""
    marks = ((",", "."), (".", ","), (",", ""), (",", "\u00a0"), (".", "'"))
    for place in sheet.columns(Decimal):
        mark, thousands = seed.choice(marks)
        sign = seed.choice(("", "", "$", "€", "R$ ", "US$"))
        sheet.write[place] = amount(mark, thousands, sign=sign, after=sign == "€")


def mixed_marks(sheet: Sheet, seed: Random) -> None:
    """One column of numbers with two decimal marks, row by row."""
    one, other = amount(",", "."), amount(".", ",")
    for place in sheet.columns(Decimal):
        first = {row for row in range(len(sheet.rows)) if seed.random() < 0.5}
        sheet.write[place] = lambda row, cell, f=first: (one if row in f else other)(row, cell)


def separator(sheet: Sheet, seed: Random) -> None:
    """Another separator, as another country's spreadsheet saves."""
    sheet.separator = seed.choice((";", "\t", "|"))


def encoding(sheet: Sheet, seed: Random) -> None:
    """Another encoding, where it can hold the text."""
    before, sheet.encoding = (
        sheet.encoding,
        seed.choice(("utf-8-sig", "cp1252", "utf-16", "latin-1")),
    )
    try:
        sheet.content()
    except UnicodeEncodeError:
        sheet.encoding = before


def quotes(sheet: Sheet, seed: Random) -> None:
    """Every cell in quotation marks, Windows line ends."""
    sheet.quote_all, sheet.line_end = True, seed.choice(("\n", "\r\n"))


def totals_row(sheet: Sheet, seed: Random) -> None:
    """A line at the end, or in the middle, that adds the others up."""
    cells = ["" for _ in sheet.header]
    cells[0] = seed.choice(("Total", "Totals", "Total:", "Grand total", "TOTAL"))
    for place in sheet.columns(Decimal):
        held = [row[place] for row in sheet.rows]
        total = sum((cell for cell in held if isinstance(cell, Decimal)), Decimal(0))
        cells[place] = sheet.write.get(place, amount(".", ""))(0, total)
    sheet.after.append(cells)


def repeated_header(sheet: Sheet, seed: Random) -> None:
    """The header again in the middle, as when files are put together by hand."""
    place = seed.randrange(1, len(sheet.rows))
    sheet.extra.setdefault(place, []).append(list(sheet.header))


def blank_lines(sheet: Sheet, seed: Random) -> None:
    """Lines without a cell."""
    place = seed.randrange(1, len(sheet.rows))
    sheet.extra.setdefault(place, []).append([""] * len(sheet.header))


def preamble(sheet: Sheet, seed: Random) -> None:
    """A title and a date above the header."""
    sheet.before += ["Report", "January 1 - June 30", ""][: seed.randrange(1, 4)]


def trailing_blanks(sheet: Sheet, seed: Random) -> None:
    """Blanks after cells and headers."""
    sheet.pad = seed.choice((" ", "  ", "\u00a0"))
    sheet.header = [f"{name}{seed.choice(('', ' '))}" for name in sheet.header]


def added_columns(sheet: Sheet, seed: Random) -> None:
    """Columns that nobody asked for, some without a name."""
    for name in ("Internal note", "", "Score 2")[: seed.randrange(1, 4)]:
        sheet.header.append(name)
        for row in sheet.rows:
            row.append("x" if name else None)
        for cells in (*sheet.after, *(line for lines in sheet.extra.values() for line in lines)):
            cells.append("")


def shuffled_columns(sheet: Sheet, seed: Random) -> None:
    """The same columns in another order."""
    sheet.order = seed.sample(range(len(sheet.header)), len(sheet.header))


def dropped_rows(sheet: Sheet, seed: Random) -> None:
    """Some rows are gone; what is left is as it was."""
    for _ in range(seed.randrange(1, 4)):
        gone = seed.randrange(len(sheet.rows))
        sheet.rows.pop(gone)
        sheet.origin.pop(gone)


#: Those that move rows or columns come first, then those that write cells, then the file's form.
STRUCTURE = (dropped_rows, added_columns, shuffled_columns)
CELLS = (
    date_order,
    mixed_orders,
    american_spreadsheet,
    swapped_shape,
    swapped_alike,
    lost_zeros,
    rounded_ids,
    serial_days,
    decimal_mark,
    mixed_marks,
    trailing_blanks,
)
FORM = (totals_row, repeated_header, blank_lines, preamble, separator, encoding, quotes)


def spoiled(sheet: Sheet, seed: Random) -> Sheet:
    """Do one to five things to a sheet, and remember them."""
    chosen: list[Spoil] = []
    for group, most in ((STRUCTURE, 1), (CELLS, 2), (FORM, 2)):
        chosen += seed.sample(group, seed.randrange(most + 1))
    for spoil in chosen or [seed.choice(CELLS)]:
        spoil(sheet, seed)
        sheet.done.append(spoil.__name__)
    return sheet
