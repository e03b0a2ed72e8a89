"""A batch: one lazy frame, its schema, and the tables that it refers to."""

from typing import Any

import polars as pl
from great_expectations.core.batch import BatchData
from great_expectations.exceptions.exceptions import ExecutionEngineError
from great_expectations.execution_engine.execution_engine import ExecutionEngine

from revops.checks.gx_polars.tables import Tables


class PolarsBatchData(BatchData):
    """The frame that a suite is run on, and its related tables."""

    def __init__(
        self, execution_engine: ExecutionEngine[Any], given: pl.LazyFrame | pl.DataFrame | Tables
    ):
        super().__init__(execution_engine=execution_engine)
        tables = given if isinstance(given, Tables) else Tables(given)
        self.frame = tables.frame.lazy()
        self.schema = self.frame.collect_schema()
        self.distinct = tables.distinct
        self.related = {name: frame.lazy() for name, frame in tables.related.items()}

    def table(self, name: str) -> pl.LazyFrame:
        """Find a related table."""
        if name not in self.related:
            known = ", ".join(self.related) or "none"
            raise ExecutionEngineError(f"no related table {name!r}; related tables: {known}")
        return self.related[name]
