"""What is spoilt on purpose: a handful of each kind of defect, each listed with its place."""

import polars as pl

from revops.sample.defects.bench import Bench
from revops.sample.defects.deals import spoil_deals
from revops.sample.defects.hostile import plant_hostile_text
from revops.sample.defects.people import spoil_people
from revops.sample.defects.spend import spoil_spend
from revops.sample.defects.touches import spoil_touches
from revops.sample.exports import Book, Sheet

FILE = "defects.csv"


def spoil(seed: int, sheets: Book) -> tuple[Book, Sheet]:
    """Plant every defect, and give the spoilt sheets with the list."""
    bench = Bench(seed, sheets)
    for plant in (plant_hostile_text, spoil_people, spoil_deals, spoil_touches, spoil_spend):
        plant(bench)
    rows = [
        {
            "defect_id": f"D{number:03}",
            "file": defect.file,
            "row": str(bench.sheets[defect.file].row_number(defect.index)),
            "record_id": defect.record_id,
            "column": defect.column,
            "kind": defect.kind,
            "value": defect.value,
            "what": defect.what,
        }
        for number, defect in enumerate(bench.defects, start=1)
    ]
    return bench.sheets, Sheet(FILE, pl.DataFrame(rows, infer_schema_length=None))


__all__ = ["spoil"]
