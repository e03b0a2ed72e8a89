"""Great Expectations on Polars: an execution engine on lazy frames, complete in this folder.

`expected/` and `aggregates/` say what each metric computes, as Polars expressions; `answers`
computes many of them in one pass; `failing` gives the rows that fail, for those who set rows
aside. None of them knows Great Expectations, whose import takes seconds: `bridge/` does.

    from revops.checks.gx_polars.bridge import add_polars

    frames = add_polars(context, "frames").add_dataframe_asset("any")
    whole = frames.add_batch_definition_whole_dataframe("whole")
    whole.get_batch(batch_parameters={"dataframe": lazy_frame}).validate(suite)

Not here yet: queries (`UnexpectedRowsExpectation`) and other tables. They have a place: a
question of their own in `question`, a case in `answers.Answers.ask`.
"""

from revops.checks.gx_polars.condition import Condition, condition
from revops.checks.gx_polars.failing import failing_places
from revops.checks.gx_polars.question import Scope
from revops.checks.gx_polars.row_condition import row_filter

__all__ = ["Condition", "Scope", "condition", "failing_places", "row_filter"]
