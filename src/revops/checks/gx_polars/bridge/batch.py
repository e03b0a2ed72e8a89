"""A batch: one lazy frame and its schema."""

from typing import Any

import polars as pl
from great_expectations.core.batch import BatchData
from great_expectations.execution_engine.execution_engine import ExecutionEngine


class PolarsBatchData(BatchData):
    """The frame that a suite is run on."""

    def __init__(self, execution_engine: ExecutionEngine[Any], frame: pl.LazyFrame | pl.DataFrame):
        super().__init__(execution_engine=execution_engine)
        self.frame = frame.lazy()
        self.schema = self.frame.collect_schema()
