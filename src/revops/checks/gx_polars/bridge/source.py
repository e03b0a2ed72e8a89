"""`context.data_sources.add_polars(...)`: frames and Parquet files as data assets."""

from abc import abstractmethod
from typing import Any, ClassVar, Literal

import polars as pl
from great_expectations.compatibility import pydantic
from great_expectations.core.batch import LegacyBatchDefinition
from great_expectations.core.batch_definition import BatchDefinition
from great_expectations.core.batch_spec import PathBatchSpec, RuntimeDataBatchSpec
from great_expectations.core.id_dict import BatchSpec, IDDict
from great_expectations.datasource.fluent.batch_identifier_util import make_batch_identifier
from great_expectations.datasource.fluent.batch_request import BatchRequest
from great_expectations.datasource.fluent.interfaces import Batch, DataAsset, Datasource
from great_expectations.exceptions.exceptions import BuildBatchRequestError

from revops.checks.gx_polars.bridge.engine import PolarsExecutionEngine
from revops.checks.gx_polars.tables import Tables

EngineType = type[PolarsExecutionEngine]  # in the class below, `type` is a field


class _PolarsAsset(DataAsset[Any, Any]):
    _keys: ClassVar[tuple[str, ...]] = ()

    class Config:
        extra = pydantic.Extra.forbid

    def test_connection(self) -> None:
        """Nothing to connect to."""

    def get_batch_parameters_keys(self, partitioner: Any = None) -> tuple[str, ...]:
        return self._keys

    def build_batch_request(
        self,
        options: dict[str, Any] | None = None,
        batch_slice: Any = None,
        partitioner: Any = None,
    ) -> BatchRequest[Any]:
        if set(options or {}) != set(self._keys):
            raise BuildBatchRequestError(message=f"batch parameters must be exactly {self._keys}")
        return BatchRequest(
            datasource_name=self.datasource.name, data_asset_name=self.name, options=options or {}
        )

    def get_batch_identifiers_list(self, batch_request: BatchRequest[Any]) -> list[dict[str, Any]]:
        return [IDDict(batch_request.options)]

    @abstractmethod
    def _batch_spec(self, options: dict[str, Any]) -> BatchSpec:
        """Say where the rows of a batch are."""

    def get_batch(self, batch_request: BatchRequest[Any]) -> Batch:
        options = batch_request.options
        spec = self._batch_spec(options)
        engine = self.datasource.get_execution_engine()
        data, markers = engine.get_batch_data_and_markers(batch_spec=spec)
        return Batch(
            datasource=self.datasource,
            data_asset=self,
            batch_request=batch_request,
            data=data,
            metadata={key: value for key, value in options.items() if key != "dataframe"},
            batch_markers=markers,
            batch_spec=spec,
            batch_definition=LegacyBatchDefinition(
                datasource_name=self.datasource.name,
                data_connector_name="fluent",
                data_asset_name=self.name,
                batch_identifiers=make_batch_identifier(options),
            ),
        )


class PolarsFrameAsset(_PolarsAsset):
    """A frame, or `Tables`, handed over at run time: `batch_parameters={"dataframe": frame}`."""

    type: Literal["dataframe"] = "dataframe"
    _keys: ClassVar[tuple[str, ...]] = ("dataframe",)

    def _batch_spec(self, options: dict[str, Any]) -> BatchSpec:
        frame = options["dataframe"]
        if not isinstance(frame, pl.DataFrame | pl.LazyFrame | Tables):
            raise BuildBatchRequestError(message="dataframe must be a Polars frame, or Tables")
        return RuntimeDataBatchSpec(batch_data=frame)

    def add_batch_definition_whole_dataframe(self, name: str) -> BatchDefinition[Any]:
        """Name the whole frame as a batch."""
        return self.add_batch_definition(name=name)


class PolarsParquetAsset(_PolarsAsset):
    """Parquet files, scanned lazily, each a path or a pattern; `related` by name."""

    type: Literal["parquet"] = "parquet"
    path: str
    related: dict[str, str] = {}  # noqa: RUF012 - a pydantic field

    def _batch_spec(self, options: dict[str, Any]) -> BatchSpec:
        options = {"related": dict(self.related)}
        return PathBatchSpec(path=self.path, reader_method="scan_parquet", reader_options=options)


class PolarsDatasource(Datasource[Any, PolarsExecutionEngine]):
    """A source of Polars frames."""

    asset_types: ClassVar[list[type[DataAsset[Any, Any]]]] = [PolarsFrameAsset, PolarsParquetAsset]
    type: Literal["polars"] = "polars"
    assets: list[PolarsFrameAsset | PolarsParquetAsset] = []  # noqa: RUF012 - a pydantic field

    @property
    def execution_engine_type(self) -> EngineType:
        """Name the engine."""
        return PolarsExecutionEngine

    def test_connection(self, test_assets: bool = True) -> None:
        """Nothing to connect to."""

    def add_dataframe_asset(self, name: str) -> PolarsFrameAsset:
        """Add frames that are handed over at run time."""
        asset: PolarsFrameAsset = self._add_asset(PolarsFrameAsset(name=name))
        return asset

    def add_parquet_asset(
        self, name: str, path: str, related: dict[str, str] | None = None
    ) -> PolarsParquetAsset:
        """Add Parquet files, and those that they refer to, by name."""
        others = {other: str(place) for other, place in (related or {}).items()}
        asset = PolarsParquetAsset(name=name, path=str(path), related=others)
        added: PolarsParquetAsset = self._add_asset(asset)
        return added
