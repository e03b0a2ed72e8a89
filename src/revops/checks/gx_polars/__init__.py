"""Great Expectations on Polars: an execution engine on lazy frames, complete in this folder.

`expected/` and `aggregates/` say what each metric computes, as Polars expressions; `answers`
computes many of them in one pass; `failing` gives the rows that fail, for those who set rows
aside. None of them knows Great Expectations, whose import takes seconds: `bridge/` does.

    from revops.checks.gx_polars import Tables
    from revops.checks.gx_polars.bridge import great_expectations as gx

    context = gx.get_context(mode="ephemeral")
    frames = context.data_sources.add_polars("frames").add_dataframe_asset("any")
    whole = frames.add_batch_definition_whole_dataframe("whole")
    rows = Tables(lazy_leads, related={"accounts": lazy_accounts})  # or a frame alone
    whole.get_batch(batch_parameters={"dataframe": rows}).validate(suite)
"""

from revops.checks.gx_polars.condition import Condition, condition
from revops.checks.gx_polars.failing import failing_places
from revops.checks.gx_polars.query import QueryError, query
from revops.checks.gx_polars.question import Scope
from revops.checks.gx_polars.row_condition import row_filter
from revops.checks.gx_polars.tables import Tables

__all__ = [
    "Condition",
    "QueryError",
    "Scope",
    "Tables",
    "condition",
    "failing_places",
    "query",
    "row_filter",
]
