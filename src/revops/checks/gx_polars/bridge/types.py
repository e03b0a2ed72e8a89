"""The three expectations of a column's type, which name the engines they know: taught Polars.

Each takes its namesake's place, and hands every other engine on to it.
"""

from typing import Any

import polars as pl
from great_expectations.expectations import core as _core

from revops.checks.gx_polars.bridge.engine import PolarsExecutionEngine

core: Any = _core  # it lists its names at run time only


def is_type(dtype: pl.DataType, name: str) -> bool:
    """Say whether a type goes by a name: `Datetime`, or in full with unit and zone."""
    return name in (str(dtype), str(dtype.base_type()))


def _result(metrics: dict[str, Any], column: str, names: list[str] | None) -> dict[str, Any]:
    types = {item["name"]: item["type"] for item in metrics["table.column_types"]}
    dtype = types[column]
    success = names is None or any(is_type(dtype, name) for name in names)
    return {"success": success, "result": {"observed_value": str(dtype)}}


class ExpectColumnValuesToBeOfType(core.ExpectColumnValuesToBeOfType):  # type: ignore[misc]
    """Expect a column to be of a type."""

    def _validate(
        self, metrics: Any, runtime_configuration: Any = None, execution_engine: Any = None
    ) -> Any:
        if isinstance(execution_engine, PolarsExecutionEngine):
            return _result(metrics, self.column, [self.type_])
        return super()._validate(metrics, runtime_configuration, execution_engine)


class ExpectColumnValuesToBeInTypeList(core.ExpectColumnValuesToBeInTypeList):  # type: ignore[misc]
    """Expect a column to be of one of some types."""

    def _validate(
        self, metrics: Any, runtime_configuration: Any = None, execution_engine: Any = None
    ) -> Any:
        if isinstance(execution_engine, PolarsExecutionEngine):
            return _result(metrics, self.column, self.type_list)
        return super()._validate(metrics, runtime_configuration, execution_engine)


class ExpectColumnTypeToBe(core.ExpectColumnTypeToBe):  # type: ignore[misc]
    """Expect a column to be of a type, whatever it holds."""

    def _validate(
        self, metrics: Any, runtime_configuration: Any = None, execution_engine: Any = None
    ) -> Any:
        if isinstance(execution_engine, PolarsExecutionEngine):
            return _result(metrics, self.column, [self.type_])
        return super()._validate(metrics, runtime_configuration, execution_engine)
