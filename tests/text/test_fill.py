"""Values are put into messages and never read as anything else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revops.errors import UnknownName
from revops.text.fill import fill, names


@given(st.text())
def test_a_value_stands_in_the_message_as_it_is(value):
    assert fill("<{company}>", {"company": value}) == f"<{value}>"


@given(st.text(), st.text())
def test_a_value_is_never_read_as_a_template(first, second):
    filled = fill("{a}|{b}", {"a": "{b}" + first, "b": second})
    assert filled == "{b}" + first + "|" + second


@pytest.mark.parametrize(
    "hostile", ["{lead.__class__}", "{0}", "{lead[0]}", "{lead!r}", "{}", "%s"]
)
def test_only_plain_names_are_filled(hostile):
    assert fill(hostile, {"lead": "Ana"}) == hostile
    assert names(hostile) == []


def test_a_value_that_is_missing_is_named():
    with pytest.raises(UnknownName, match=r"value for the message '\{n\} leads' named 'n'"):
        fill("{n} leads", {"m": "1"})
