"""Clean exports to spoil: parts of the sample, a system's own list, and a real one where it is."""

import csv
import os
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from functools import cache
from itertools import islice
from pathlib import Path
from random import Random

from tests.mutations.sheet import Cell, Sheet

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "data" / "sample"
REAL = Path(os.environ.get("REVOPS_REAL_DATA") or ROOT.parent / "shared" / "data")
MAVEN = REAL / "maven" / "sales_pipeline.csv"
LONGEST = 160


def cell(text: str, *, us: bool = False) -> Cell:
    """Give what a clean cell means."""
    shapes = ("%m/%d/%Y",) if us else ("%Y-%m-%d %H:%M", "%Y-%m-%d", "%Y-%m-%dT%H:%M:%SZ")
    for shape in shapes:
        try:
            read = datetime.strptime(text, shape)  # noqa: DTZ007  the export says no zone
        except ValueError:
            continue
        return date(read.year, read.month, read.day) if "%H" not in shape else read
    try:
        return Decimal(text) if "." in text else text or None
    except InvalidOperation:
        return text


@cache
def _records(path: Path, skip: int, most: int) -> tuple[list[str], list[list[str]]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        records = csv.reader(islice(file, skip, None))
        return next(records), [row for row in islice(records, most) if row[0] != "Total: Account"]


def _sheet(
    path: Path,
    wanted: tuple[str, ...],
    source: Mapping[str, object],
    table: str,
    seed: Random,
    *,
    skip: int = 0,
    numbers: tuple[str, ...] = (),
    us: bool = False,
) -> Sheet:
    """Take some rows that follow each other, and some columns."""
    header, records = _records(path, skip, 900)
    places = [header.index(name) for name in wanted]
    start, size = seed.randrange(len(records) - LONGEST), seed.randrange(40, LONGEST)
    rows = [[cell(row[place], us=us) for place in places] for row in records[start : start + size]]
    for row in rows:
        for name in numbers:
            at = wanted.index(name)
            said = str(row[at] or "").replace(",", "")
            row[at] = Decimal(said) if said else None
    return Sheet(list(wanted), rows, source, table)


def deals(seed: Random) -> Sheet:
    """HubSpot's deals."""
    wanted = (
        "Record ID",
        "Deal Name",
        "Deal Stage",
        "Amount",
        "Currency",
        "Create Date",
        "Close Date",
    )
    path = SAMPLE / "hubspot_deals.csv"
    return _sheet(path, wanted, {"source": "hubspot.deals"}, "opportunities", seed)


def costs(seed: Random) -> Sheet:
    """Google's campaigns, a row a day."""
    wanted = ("Campaign", "Day", "Currency code", "Cost", "Impr.", "Clicks")
    path, source = SAMPLE / "google_ads_campaigns.csv", {"source": "google_ads.campaigns"}
    numbers = ("Cost", "Impr.", "Clicks")
    return _sheet(path, wanted, source, "spend", seed, skip=2, numbers=numbers)


def people(seed: Random) -> Sheet:
    """HubSpot's contacts."""
    wanted = (
        "Record ID",
        "First Name",
        "Email",
        "Lifecycle Stage",
        "Create Date",
        "Country/Region",
    )
    path = SAMPLE / "hubspot_contacts.csv"
    return _sheet(path, wanted, {"source": "hubspot.contacts"}, "leads", seed)


def orders(seed: Random) -> Sheet:
    """A system's own list: ids with leading zeros, days without a time, amounts with cents."""
    first = date(2024, 1, 1).toordinal() + seed.randrange(500)
    rows: list[list[Cell]] = []
    for number in range(seed.randrange(40, LONGEST)):
        opened = date.fromordinal(first + number + seed.randrange(3))
        closed = date.fromordinal(opened.toordinal() + seed.randrange(90))
        value = Decimal(seed.randrange(10_00, 90_000_00)) / 100
        rows.append([f"{number + 1:07}", opened, closed, value.quantize(Decimal("0.01"))])
    columns = {
        "opportunity_id": "Order",
        "created_at": "Opened",
        "closed_at": "Closed",
        "amount": "Value",
    }
    source = {"source": "custom", "table": "opportunities", "columns": columns}
    return Sheet(["Order", "Opened", "Closed", "Value"], rows, source, "opportunities")


def pipeline(seed: Random) -> Sheet:
    """A real export of sales opportunities with American days."""
    wanted = ("opportunity_id", "deal_stage", "engage_date", "close_date", "close_value")
    columns = {
        "opportunity_id": "opportunity_id",
        "stage": "deal_stage",
        "created_at": "engage_date",
        "closed_at": "close_date",
        "amount": "close_value",
    }
    source = {"source": "custom", "table": "opportunities", "columns": columns}
    numbers = ("close_value",)
    return _sheet(MAVEN, wanted, source, "opportunities", seed, numbers=numbers, us=True)


def _cents(seed: Random, most: int) -> Decimal:
    return (Decimal(seed.randrange(1_00, most * 100)) / 100).quantize(Decimal("0.01"))


def _ads(seed: Random, source: str, header: tuple[str, ...]) -> Sheet:
    """Three campaigns a day, with name, id, day, cost and clicks."""
    first = date(2026, 1, 1).toordinal() + seed.randrange(300)
    rows: list[list[Cell]] = []
    for number in range(seed.randrange(40, 120)):
        day, campaign = date.fromordinal(first + number // 3), number % 3
        name, known = ("Marca", "Genérica", "Guía")[campaign], f"1208{campaign:04}"
        rows.append([name, known, day, _cents(seed, 5000), Decimal(seed.randrange(9000))])
    return Sheet(list(header), rows, {"source": source}, "spend")


def meta(seed: Random) -> Sheet:
    """Meta's campaigns, in Spanish, with the currency in a header."""
    name, known = "Nombre de la campaña", "Identificador de la campaña"
    header = (name, known, "Día", "Importe gastado (PEN)", "Clics en el enlace")
    return _ads(seed, "meta_ads.campaigns", header)


def microsoft(seed: Random) -> Sheet:
    """Microsoft's campaigns."""
    header = ("Campaign", "Campaign ID", "Gregorian date", "Spend", "Clicks")
    return _ads(seed, "microsoft_ads.campaigns", header)


def _sold(seed: Random, source: str, mark: str, header: tuple[str, ...]) -> Sheet:
    """Deals with id, name, amount, chance in percent, and the days of opening and closing."""
    opened = datetime(2024, 1, 1)
    rows: list[list[Cell]] = []
    for number in range(seed.randrange(40, 120)):
        opened += timedelta(days=seed.randrange(5), minutes=seed.randrange(600))
        closed = date.fromordinal(opened.toordinal() + seed.randrange(1, 120))
        chance = Decimal(seed.choice((10, 40, 90)))
        row = [f"{mark}{number + 100:06}", f"Faro {number}", _cents(seed, 90_000), chance]
        rows.append([*row, opened, closed])
    return Sheet(list(header), rows, {"source": source}, "opportunities")


def zoho(seed: Random) -> Sheet:
    """Zoho's deals."""
    days = ("Created Time", "Closing Date")
    header = ("Record Id", "Deal Name", "Amount", "Probability (%)", *days)
    return _sold(seed, "zoho.deals", "zcrm_", header)


def pipedrive(seed: Random) -> Sheet:
    """Pipedrive's deals."""
    fields = ("ID", "Title", "Value", "Probability", "Deal created", "Expected close date")
    return _sold(seed, "pipedrive.deals", "", tuple(f"Deal - {name}" for name in fields))


def salesforce(seed: Random) -> Sheet:
    """Salesforce's opportunities, as a report writes them."""
    own = ("Opportunity ID", "Opportunity Name", "Amount", "Probability (%)")
    header = (*own, "Created Date", "Close Date")
    return _sold(seed, "salesforce.opportunity", "006A00000", header)


GENERATED = (orders, meta, microsoft, zoho, pipedrive, salesforce)
KINDS = (deals, costs, people, *GENERATED, *((pipeline,) if MAVEN.is_file() else ()))
