"""Make up a company for lead_to_close.py, as the typed Parquet files of a snapshot.

    python benchmarks/lead_to_close_data.py FOLDER [SHARE]

One million leads over two years, 300,000 opportunities of theirs at 150,000 accounts, 2 million
stage visits and 5 million activities, times SHARE.
"""

import sys
from datetime import date
from pathlib import Path

import numpy as np
import polars as pl

from revops.tables import TABLES

AS_OF = date(2026, 6, 30)
N = {"leads": 1_000_000, "opportunities": 300_000, "visits": 2_000_000, "activities": 5_000_000}
DAY, DAYS = 86_400, 730
START = pl.datetime(2024, 7, 1, time_zone="UTC")
LEAD_STAGES, DEAL_STAGES = ("mql", "sal", "sql"), ("discovery", "analysis", "proposal", "talks")
CHANNELS = pl.DataFrame(schema=dict.fromkeys(("kind", "source", "medium", "channel"), pl.String))
STAGES = pl.DataFrame(
    [("lead", None, name, name, place, None) for place, name in enumerate(LEAD_STAGES, 1)]
    + [("opportunity", None, name, name, place, "open") for place, name in enumerate(DEAL_STAGES)]
    + [
        ("opportunity", None, "won", "won", 8, "won"),
        ("opportunity", None, "lost", "lost", 9, "lost"),
    ],
    schema=["object", "pipeline", "label", "stage", "position", "status"],
    orient="row",
)


def at(seconds: np.ndarray) -> pl.Expr:
    """Give instants so many seconds after the start."""
    return START + pl.duration(seconds=pl.Series(seconds.astype(np.int64)))


def typed(name: str, frame: pl.DataFrame) -> pl.DataFrame:
    """Give a table all its columns; those that are not made up are blank."""
    return frame.select(
        (pl.col(column) if column in frame.columns else pl.lit(None)).cast(dtype).alias(column)
        for column, dtype in TABLES[name].schema().items()
    )


def leads(random: np.random.Generator, n: int) -> tuple[pl.DataFrame, np.ndarray]:
    """Make up leads, and the seconds at which each came."""
    came = np.sort(random.integers(0, DAYS * DAY, n))
    number = pl.int_range(n)
    frame = pl.select(
        lead_id=pl.format("L{}", number),
        account_id=pl.format("A{}", number // 3),
        owner_id=pl.format("U{}", number % 50),
        created_at=at(came),
        routed_at=at(came + random.integers(0, 7200, n)),
        original_source=pl.Series(["search", "email", "social", "event"]).gather(number % 4),
        is_converted=number % 5 == 0,
        converted_opportunity_id=pl.when(number % 5 == 0).then(pl.format("O{}", number // 5)),
    )
    return frame, came


def opportunities(
    random: np.random.Generator, came: np.ndarray, n: int
) -> tuple[pl.DataFrame, np.ndarray, np.ndarray]:
    """Make up deals, with the seconds at which each opened and at which it closes, if it does."""
    lead = np.sort(random.choice(len(came), n, replace=False))
    opened = came[lead] + (random.exponential(20, n) * DAY).astype(np.int64)
    closes = opened + (random.gamma(2, 45, n) * DAY).astype(np.int64)
    is_closed = closes < DAYS * DAY
    status = np.where(is_closed, np.where(random.random(n) < 0.25, "won", "lost"), "open")
    number = pl.int_range(n)
    frame = pl.select(
        opportunity_id=pl.format("O{}", number),
        account_id=pl.format("A{}", number // 2),
        lead_id=pl.format("L{}", pl.Series(lead)),
        owner_id=pl.format("U{}", number % 50),
        product=pl.Series(["basic", "full"]).gather(number % 2),
        amount_base=pl.Series(np.round(random.lognormal(8, 1, n), 2)),
        created_at=at(opened),
        closed_at=pl.when(pl.Series(is_closed)).then(at(closes)),
        close_date=at(closes + random.integers(-30, 30, n) * DAY).dt.date(),
        status=pl.Series(status),
    )
    is_known = opened < DAYS * DAY
    return frame.filter(pl.Series(is_known)), opened, closes


def visits(
    kind: str, ids: str, begins: np.ndarray, ends: np.ndarray, names: tuple[str, ...]
) -> pl.DataFrame:
    """Make up the way through the stages: each takes its part of the time from begin to end."""
    parts = []
    for place, name in enumerate(names):
        entered = begins + (ends - begins) * place // len(names)
        left = begins + (ends - begins) * (place + 1) // len(names)
        made = pl.select(
            object=pl.lit(kind),
            object_id=pl.format(ids + "{}", pl.int_range(len(begins))),
            stage=pl.lit(name),
            entered_at=at(entered),
            left_at=pl.when(pl.Series(left < DAYS * DAY)).then(at(left)),
        )
        parts.append(made.filter(pl.Series(entered < DAYS * DAY)))
    return pl.concat(parts)


def activities(random: np.random.Generator, came: np.ndarray, n: int) -> pl.DataFrame:
    """Make up calls and e-mails, most of them soon after a lead came."""
    lead = random.integers(0, len(came), n)
    when = came[lead] + (random.exponential(15, n) * DAY).astype(np.int64)
    number = pl.int_range(n)
    made = pl.select(
        activity_id=pl.format("C{}", number),
        kind=pl.Series(["call", "email", "meeting", "email"]).gather(number % 4),
        direction=pl.Series(["outbound", "inbound", "outbound"]).gather(number % 3),
        lead_id=pl.format("L{}", pl.Series(lead)),
        user_id=pl.format("U{}", number % 50),
        occurred_at=at(when),
        is_automated=number % 7 == 0,
    )
    return made.filter(pl.Series(when < DAYS * DAY))


def write(folder: Path, share: float) -> None:
    """Write the four tables."""
    random, n = np.random.default_rng(7), {name: int(rows * share) for name, rows in N.items()}
    people, came = leads(random, n["leads"])
    deals, opened, closes = opportunities(random, came, n["opportunities"])
    of_deals = visits("opportunity", "O", opened, closes, DEAL_STAGES)
    some = came[: max(0, n["visits"] - of_deals.height) // len(LEAD_STAGES)]
    of_leads = visits("lead", "L", some, some + 20 * DAY, LEAD_STAGES)
    made = {
        "leads": people,
        "opportunities": deals,
        "stage_history": pl.concat([of_deals, of_leads]),
        "activities": activities(random, came, n["activities"]),
    }
    for name, frame in made.items():
        typed(name, frame).write_parquet(folder / f"{name}.parquet")


if __name__ == "__main__":
    write(Path(sys.argv[1]), float(sys.argv[2]) if len(sys.argv) > 2 else 1.0)
