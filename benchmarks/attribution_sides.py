"""The sides of the attribution benchmark: each goes from the two files to credit by channel.

A side is a function of the folder; it yields the name of each step once it is done. All sides
have the same journeys: a won or lost deal's contact with the touches of the 180 days before, and
every contact without a deal, who came to nothing. Imports happen when a side is made.
"""

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

Side = Callable[[Path], Iterator[str]]
NAMES = (
    "paid_search", "brand_search", "paid_social", "retargeting", "organic_search",
    "organic_social", "content", "email", "webinar", "referral", "event", "direct",
)  # fmt: skip
SHARES = np.array([16, 10, 14, 8, 13, 4, 8, 12, 4, 2, 2, 7]) / 100
A_CONTACT, DAYS, LOOKBACK = 5, 540, 180
PEERS = ("first", "last", "linear", "markov")  # what ChannelAttribution gives


def write(n: int, folder: Path) -> None:
    """Write touches (five a contact) and deals (of every twentieth contact, half of them won)."""
    draw, contacts = np.random.default_rng(7), n // A_CONTACT
    begins = pl.lit(datetime(2024, 7, 1))  # noqa: DTZ001  as tables hold it, without a zone

    def moments(low: int, size: int) -> pl.Series:
        seconds = pl.Series(draw.integers(low * 86_400, DAYS * 86_400, size))
        return pl.select(begins + pl.duration(seconds=seconds)).to_series()

    pl.DataFrame(
        {
            "lead": draw.integers(0, contacts, n).astype(np.uint32),
            "occurred_at": moments(0, n),
            "channel": pl.Series(NAMES).gather(draw.choice(len(NAMES), n, p=SHARES)),
        }
    ).write_parquet(folder / "touches.parquet")
    deals = contacts // 20
    pl.DataFrame(
        {
            "lead": draw.permutation(contacts)[:deals].astype(np.uint32),
            "closed_at": moments(LOOKBACK, deals),
            "won": draw.random(deals) < 0.5,
            "value": draw.lognormal(9, 1, deals),
        }
    ).write_parquet(folder / "deals.parquet")


def scanned(folder: Path) -> tuple[pl.LazyFrame, pl.LazyFrame]:
    """Open the two files."""
    return tuple(pl.scan_parquet(folder / f"{name}.parquet") for name in ("touches", "deals"))  # type: ignore[return-value]


def bare() -> Side:
    """A sort and a group-by of the same file, and nothing else."""

    def side(folder: Path) -> Iterator[str]:
        touches, _ = scanned(folder)
        ordered = touches.sort("lead", "occurred_at")
        last = pl.col("channel", "occurred_at").last()
        ordered.group_by("lead").agg(last, pl.len()).collect(engine="streaming")
        yield "sort and group-by"

    return side


def ours(*, models: tuple[str, ...] = (), replicates: int = 0) -> Side:
    """This package: six fixed models, Markov and Shapley by rates, or some; or replicates, too."""
    from revops.attribution.counted import counted
    from revops.attribution.one_pass import FIXED, LEARNT, credited, ordered, weights_of
    from revops.attribution.one_pass_draws import replicated
    from revops.attribution.with_others import with_others

    def side(folder: Path) -> Iterator[str]:
        touches, deals = scanned(folder)
        names = touches.select("channel").unique().collect(engine="streaming")["channel"].sort()
        code = (pl.col("channel").cast(pl.Enum(names)).to_physical() + 1).cast(pl.UInt8)
        coded = touches.select("occurred_at", key="lead", code=code)
        ended = deals.select("value", key="lead", ended_at="closed_at", converted="won")
        every = with_others(ended, coded)
        yield "whose journeys"
        walk = ordered(coded, every.lazy(), lookback_days=LOOKBACK)
        yield "in order"
        counts = counted(walk, n_channels=len(names))
        learnt = weights_of(counts, names.to_list())
        yield "counts, Markov, Shapley by rates"
        some = models or (*FIXED, *LEARNT)
        print(credited(walk, every, learnt, models=some).height, flush=True)
        yield f"credit by {len(some)} models"
        if replicates:
            replicated(walk, every, names.to_list(), replicates=replicates)
            yield f"{replicates} replicates of the eight"

    return side


def _inside(touches: pl.LazyFrame, deals: pl.LazyFrame) -> pl.LazyFrame:
    """Put each touch beside its contact's deal; drop those outside of its window."""
    joined = touches.join(deals, on="lead", how="left")
    since = pl.col("closed_at") - pl.duration(days=LOOKBACK)
    inside = pl.col("occurred_at").is_between(since, "closed_at", closed="both")
    return joined.filter(pl.col("closed_at").is_null() | inside)


def _credited_by_peer(peer: Any, paths: Any) -> Iterator[str]:
    columns = ("path", "conversions", "value")
    peer.heuristic_models(paths, *columns, flg_pro=False)
    yield "three heuristics"
    peer.markov_model(paths, *columns, "nulls", flg_pro=False, verbose=False)
    yield "Markov, simulated"


def peer_with_polars() -> Side:
    """ChannelAttribution, with paths built by Polars."""
    import ChannelAttribution as peer

    def side(folder: Path) -> Iterator[str]:
        steps = _inside(*scanned(folder)).sort("lead", "occurred_at").group_by("lead")
        path = pl.col("channel").str.join(" > ").alias("path")
        outcome = pl.col("won").first().fill_null(False)
        each = steps.agg(path, outcome, pl.col("value").first())
        won = pl.col("won")
        paths = each.group_by("path").agg(
            won.sum().alias("conversions"), pl.col("value").filter(won).sum(),
            (~won).sum().alias("nulls"),
        )  # fmt: skip
        frame = paths.collect(engine="streaming").to_pandas()
        yield "paths"
        yield from _credited_by_peer(peer, frame)

    return side


def peer_with_pandas() -> Side:
    """ChannelAttribution, with paths built by pandas, as its users do."""
    import ChannelAttribution as peer
    import pandas as pd  # noqa: TID251  this is what its users write

    def side(folder: Path) -> Iterator[str]:
        touches, deals = (pd.read_parquet(folder / f"{n}.parquet") for n in ("touches", "deals"))
        joined = touches.merge(deals, on="lead", how="left")
        since = joined.closed_at - pd.Timedelta(days=LOOKBACK)
        inside = joined.occurred_at.between(since, joined.closed_at)
        kept = joined[joined.closed_at.isna() | inside].sort_values(["lead", "occurred_at"])
        grouped = kept.groupby("lead")
        path = grouped.channel.agg(" > ".join)
        outcome, value = grouped.won.first(), grouped.value.first()
        each = pd.DataFrame({"path": path, "won": outcome, "value": value})
        each["conversions"] = each.won.eq(True).astype(int)
        each["nulls"] = 1 - each.conversions
        each["value"] = each.value.where(each.conversions == 1, 0.0)
        paths = each.groupby("path", as_index=False)[["conversions", "value", "nulls"]].sum()
        yield "paths"
        yield from _credited_by_peer(peer, paths)

    return side


def mam() -> Side:
    """marketing-attribution-models, from touches in Polars."""
    from mam import MAM

    def side(folder: Path) -> Iterator[str]:
        touches = _inside(*scanned(folder)).select(
            "lead", "occurred_at", "channel", pl.col("won").fill_null(False)
        ).collect()  # fmt: skip
        made = MAM(touches, "session", "channel", "won", "occurred_at", "lead")
        yield "paths"
        for name in ("last_click", "first_click", "linear", "position_based", "time_decay"):
            getattr(made, f"run_{name}")()
        yield "five heuristics"
        made.run_markov()
        yield "Markov"

    return side


SIDES: dict[str, Callable[[], Side]] = {
    "bare sort and group-by": bare,
    "this package": ours,
    "this package, the peer's four models": partial(ours, models=PEERS),
    "this package, with 500 replicates": partial(ours, replicates=500),
    "ChannelAttribution, paths by Polars": peer_with_polars,
    "ChannelAttribution, paths by pandas": peer_with_pandas,
    "marketing-attribution-models": mam,
}
NEEDS = {name: "ChannelAttribution" for name in SIDES if name.startswith("Channel")}
NEEDS["marketing-attribution-models"] = "mam"
