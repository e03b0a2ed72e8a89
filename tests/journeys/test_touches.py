"""What a touch is: its campaign, where only the link's tag names it."""

import polars as pl
from polars.testing import assert_frame_equal

from revops.journeys import touches
from revops.tables import TABLES


def test_a_touch_without_a_campaign_has_that_of_its_tag() -> None:
    given = {"campaign_id": ["c1", None, None], "utm_campaign": ["tag", "tag", None]}
    rows = pl.concat([TABLES["touchpoints"].empty(), pl.DataFrame(given)], how="diagonal_relaxed")
    assert touches(rows).collect()["campaign_id"].to_list() == ["c1", "tag", None]


def test_touches_without_the_column_of_tags_are_as_they_were() -> None:
    rows = TABLES["touchpoints"].empty()
    bare = touches(rows.drop("utm_campaign")).collect()
    assert_frame_equal(bare, touches(rows).collect())
