"""Due moments that passed without a run."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from revops.history.file import connected, writing
from revops.history.told import cell

Due = tuple[str, datetime]


def miss(folder: Path, due: Iterable[Due], *, found_at: datetime) -> list[Due]:
    """Write down due moments (a job and when) that passed without a run; give those not known yet.

    Each stands until the job runs again, so that a page says so as long as it is true.
    """
    sql = "INSERT OR IGNORE INTO missed (job, due_at, found_at) VALUES (?, ?, ?)"
    fresh = []
    with connected(folder) as connection, writing(connection):
        for job, due_at in due:
            values = [cell(each) for each in (job, due_at, found_at)]
            if connection.execute(sql, values).rowcount:
                fresh.append((job, due_at))
    return fresh
