import pytest

from revops.sources import SOURCES
from revops.tables import TABLES


@pytest.mark.parametrize("table", TABLES)
def test_every_table_has_a_template(load, table):
    names = list(TABLES[table].columns)
    cells = ["2024-01-02" if TABLES[table].schema()[n].is_temporal() else "1" for n in names]
    loaded = load(f"template.{table}", ",".join(names) + "\n" + ",".join(cells) + "\n")
    assert loaded.tables[table].schema == TABLES[table].schema()
    assert loaded.tables[table].height == 1
    assert loaded.tables[table].null_count().sum_horizontal().item() == 0
    assert loaded.rejected.is_empty()


def test_a_target_without_parameters(load):
    text = "metric_id,period,value\nwin_rate,2026-Q2,25%\n"
    target = load("template.targets", text).tables["targets"].row(0, named=True)
    assert (target["params"], target["value"]) == ("{}", 0.25)


def test_spend_may_name_its_vendor(load):
    text = "spent_on,campaign_id,from_vendor,cost\n2026-01-01,c1,linkedin_ads,3\n2026-01-01,c2,,4\n"
    spend = load("template.spend", text).tables["spend"]
    assert spend["from_vendor"].to_list() == ["linkedin_ads", "template"]


def test_templates_and_tables_are_one_to_one():
    templates = {name for name in SOURCES if name.startswith("template.")}
    assert templates == {f"template.{table}" for table in TABLES}
