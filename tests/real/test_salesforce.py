"""The Salesforce demo company: 5,197 opportunities with their history, and 119 converted leads."""

from .conftest import Numbers


def test_outcomes(salesforce: Numbers) -> None:
    counted = [salesforce.value(name) for name in ("n_won", "n_lost", "n_open", "n_opportunities")]
    assert counted == [1166, 3769, 262, 5197]


def test_won_value(salesforce: Numbers) -> None:
    row = salesforce.row("won_value")
    assert (row["value"], row["params"]) == (81_674_862, {"currency": "USD"})


def test_won_cycle(salesforce: Numbers) -> None:
    assert salesforce.value("median_won_cycle_days") == 41


def test_win_rate(salesforce: Numbers) -> None:
    row = salesforce.row("win_rate")
    assert (row["numerator"], row["denominator"]) == (1166, 1166 + 3769)
    assert row["low"] < row["value"] < row["high"]


def test_converted_leads(salesforce: Numbers) -> None:
    assert salesforce.value("n_converted_leads") == 119
    won = salesforce.row("converted_lead_won_share")
    assert (won["numerator"], won["denominator"]) == (25, 119)


def test_leads_and_contacts_are_people(salesforce: Numbers) -> None:
    assert salesforce.value("n_leads") == 1307 + 3775 - 119


def test_what_the_data_cannot_give_is_named(salesforce: Numbers) -> None:
    for name in ("spend", "roas", "cac"):
        assert "no export gives the table 'spend'" in salesforce.run["unavailable"][name]
        assert not [row for row in salesforce.rows if row["metric_id"] == name]


def test_won_for_nothing_is_flagged_and_stays_in_the_counts(salesforce: Numbers) -> None:
    amount = [c for c in salesforce.run["checks"]["failed"] if c["n_failed"] == 27]
    assert [c["severity"] for c in amount] == ["warning"]
