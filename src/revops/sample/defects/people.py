"""Defects of people: duplicates, addresses, test records, dates, owners, ids, encoding."""

import polars as pl

from revops.sample.defects.bench import CONTACTS, Bench

_PLAIN = (pl.col("Lifecycle Stage") == "Lead") & pl.col("Email").is_not_null()
_HANDED = pl.col("Lifecycle Stage") == "Marketing Qualified Lead"
_STAGE_DATES = ("Became a Marketing Qualified Lead Date", "Became a Sales Qualified Lead Date")
_FIRST_NEW_ID = 60_001


def spoil_people(bench: Bench) -> None:
    """Plant the defects of contacts."""
    _changed(bench)
    _mojibake(bench)
    _dates(bench)
    _duplicates(bench)
    _test_records(bench)
    _lost_ids(bench)


def _changed(bench: Bench) -> None:
    """Spoil e-mail addresses and owners."""
    for index in bench.choose(CONTACTS, _PLAIN, 3):
        bench.change("blank_email", CONTACTS, index, "no e-mail address", {"Email": None})
    wrong = ("juan.perez@", "maria soto@ventas.example", "sin correo")
    for index, email in zip(bench.choose(CONTACTS, _PLAIN, 3), wrong, strict=False):
        what = "an address that cannot be one"
        bench.change("bad_email", CONTACTS, index, what, {"Email": email})
    for index in bench.choose(CONTACTS, _HANDED, 3):
        what = "a qualified lead without an owner"
        bench.change("missing_owner", CONTACTS, index, what, {"Contact owner": None})


def _mojibake(bench: Bench) -> None:
    """Read a name in the wrong encoding, as some import once did."""
    for index in bench.choose(CONTACTS, pl.col("Last Name") == "García", 3):
        what = "UTF-8 read as Latin-1"
        bench.change("mojibake", CONTACTS, index, what, {"Last Name": "GarcÃ\xada"})


def _dates(bench: Bench) -> None:
    """Date a person into the future, or on a day that does not exist."""
    for kind, text, what in (
        ("future_created_at", "2027-03-01 10:00", "made after the as-of day"),
        ("not_a_date", "31/02/2026", "a day that does not exist"),
    ):
        for index in bench.choose(CONTACTS, _PLAIN, 2):
            bench.change(
                kind, CONTACTS, index, what, {"Create Date": text, "Became a Lead Date": text}
            )


def _new_id(bench: Bench) -> str:
    """Give an id that no contact has."""
    return str(_FIRST_NEW_ID + bench.frame(CONTACTS).height)


def _again(bench: Bench, index: int) -> dict[str, str | None]:
    """Copy a contact as a new one that nobody qualified."""
    row = bench.frame(CONTACTS).row(index, named=True)
    blank: dict[str, str | None] = dict.fromkeys((*_STAGE_DATES, "Owner assigned date"))
    return (
        row
        | blank
        | {
            "Record ID": _new_id(bench),
            "Lifecycle Stage": "Lead",
            "Lead Status": None,
            "Contact owner": None,
        }
    )


def _duplicates(bench: Bench) -> None:
    """Record a person twice, the address written differently."""
    known = _PLAIN | (_HANDED & pl.col("Contact owner").is_not_null())
    for index in bench.choose(CONTACTS, known, 4):
        row = _again(bench, index)
        row |= {"Email": f"{row['Email']} ".upper(), "Phone Number": None}
        row |= {"Create Date": "2026-05-12 11:30", "Became a Lead Date": "2026-05-12 11:30"}
        what = f"the same person as record {bench.record_id(CONTACTS, index)}"
        bench.add("duplicate_email", CONTACTS, row, "Email", what)


def _test_records(bench: Bench) -> None:
    """Leave test records of our own in the CRM."""
    made = (
        ("Test", "Test", "test@faro.example"),
        ("asdf", "asdf", "asdf@asdf.example"),
        ("Prueba", "Formulario", "prueba+3@faro.example"),
    )
    blank: dict[str, str | None] = dict.fromkeys(bench.frame(CONTACTS).columns)
    for first, last, email in made:
        row = blank | {
            "Record ID": _new_id(bench),
            "First Name": first,
            "Last Name": last,
            "Email": email,
            "Lifecycle Stage": "Lead",
            "Create Date": "2026-02-03 16:05",
            "Became a Lead Date": "2026-02-03 16:05",
            "Original Source": "Direct Traffic",
            "Country/Region": "Chile",
        }
        bench.add("test_lead", CONTACTS, row, "Email", "a test of our own, not a person")


def _lost_ids(bench: Bench) -> None:
    """Lose an id to a spreadsheet."""
    for number, index in enumerate(bench.choose(CONTACTS, _PLAIN, 2)):
        row = _again(bench, index)
        row |= {"Record ID": f"2.8450{number}E+10", "Email": f"perdido{number}@{row['Email']}"}
        row["Email"] = f"perdido{number}@{str(row['Email']).rpartition('@')[2]}"
        what = "an id turned into scientific notation: it is lost"
        bench.add("scientific_id", CONTACTS, row, "Record ID", what)
