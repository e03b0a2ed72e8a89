import csv
import json

import polars as pl

HEADERS = {
    "hubspot_contacts.csv": (0, "Record ID,First Name,Last Name,Email,Phone Number,Job Title,"),
    "hubspot_companies.csv": (0, "Record ID,Company name,Company Domain Name,Industry,"),
    "hubspot_deals.csv": (0, "Record ID,Deal Name,Deal Stage,Pipeline,Amount,Currency,Deal owner,"),
    "google_ads_campaigns.csv": (2, "Campaign status,Campaign,Day,Campaign type,Impr.,Clicks,"),
    "meta_ads_campaigns.csv": (0, "\ufeffReporting starts,Reporting ends,Campaign name,Day,"),
}
TEMPLATES = {
    "utm_touchpoints.csv": "touchpoints",
    "sales_activities.csv": "activities",
    "sales_feedback.csv": "feedback",
    "content.csv": "content",
    "customers.csv": "customers",
    "targets.csv": "targets",
    "users.csv": "users",
    "rates.csv": "rates",
    "campaigns.csv": "campaigns",
    "field_history.csv": "field_history",
    "decisions.csv": "decisions",
    "experiments.csv": "experiments",
}


def test_headers_stand_where_the_vendors_put_them(written):
    for name, (line, start) in HEADERS.items():
        lines = (written / name).read_bytes().decode("utf-8").splitlines()
        assert lines[line].startswith(start), name


def test_our_own_files_use_our_own_column_names(written):
    from revops.tables import TABLES

    for name, table in TEMPLATES.items():
        header = (written / name).read_text(encoding="utf-8").partition("\n")[0].split(",")
        assert set(header) <= set(TABLES[table].columns), name


def test_line_ends_are_fixed_for_each_vendor(written):
    for path in written.glob("*.csv"):
        content = path.read_bytes()
        assert (b"\r\n" in content) == (path.name == "meta_ads_campaigns.csv"), path.name


def test_google_totals_overlap(written):
    text = (written / "google_ads_campaigns.csv").read_text(encoding="utf-8")
    rows = list(csv.reader(text.splitlines()[2:]))
    at = rows[0].index("Cost")
    cost = [(row[0], float(row[at].replace(",", ""))) for row in rows[1:]]
    days = sum(value for name, value in cost if not name.startswith("Total"))
    totals = {name: value for name, value in cost if name.startswith("Total")}
    assert abs(totals["Total: Campaigns"] - days) < 0.02
    assert totals["Total: Account"] > totals["Total: Campaigns"] == totals["Total: Search"]
    assert " --" in text
    assert '"1,' in text


def test_the_meta_total_has_neither_campaign_nor_day(written):
    meta = pl.read_csv(written / "meta_ads_campaigns.csv", infer_schema=False)
    assert "Amount spent (CLP)" in meta.columns
    last = meta.row(-1, named=True)
    assert (last["Campaign name"], last["Day"]) == (None, None)
    spent = meta["Amount spent (CLP)"].cast(pl.Int64)
    assert spent[-1] == spent[:-1].sum()


def test_a_visitor_is_unknown_until_the_form_that_names_him(written):
    touches = pl.read_csv(written / "utm_touchpoints.csv", infer_schema=False)
    joined = touches.filter(pl.col("lead_id").is_not_null(), pl.col("anonymous_id").is_not_null())
    names = joined.group_by("anonymous_id").agg(pl.col("lead_id").n_unique())
    assert names.get_column("lead_id").max() == 1
    anonymous = touches.filter(pl.col("lead_id").is_null())
    named = anonymous.join(joined, on="anonymous_id", suffix="_form")
    assert named.height > 1000
    assert named.filter(pl.col("occurred_at") > pl.col("occurred_at_form")).height == 0


def test_links_lead_to_rows(written):
    read = {p.name: pl.read_csv(p, infer_schema=False) for p in written.glob("[hsuc]*s.csv")}
    contacts = read["hubspot_contacts.csv"].get_column("Record ID")
    companies = read["hubspot_companies.csv"].get_column("Record ID")
    deals = read["hubspot_deals.csv"]
    people = deals.get_column("Associated Contact IDs").str.split(";").explode(empty_as_null=True)
    assert people.is_in(contacts.implode()).all()
    assert deals.get_column("Associated Company IDs").is_in(companies.implode()).all()
    touched = read["utm_touchpoints.csv"].get_column("lead_id").drop_nulls()
    assert touched.is_in(contacts.implode()).all()
    worked = read["sales_activities.csv"].get_column("opportunity_id").drop_nulls()
    assert worked.is_in(deals.get_column("Record ID").implode()).all()
    tagged = read["utm_touchpoints.csv"].get_column("utm_campaign").drop_nulls()
    known = read["campaigns.csv"].get_column("campaign_id")
    assert tagged.filter(~tagged.is_in(known.implode())).unique().to_list() == ["{{campaign.name}}"]


def test_the_last_change_of_a_field_leads_to_what_the_deal_shows(written):
    planted = pl.read_csv(written / "defects.csv").get_column("record_id")
    deals = pl.read_csv(written / "hubspot_deals.csv", infer_schema=False)
    shown = deals.select(
        pl.col("Record ID").alias("object_id"),
        pl.col("Amount").alias("amount"),
        pl.col("Close Date").str.slice(0, 10).alias("close_date"),
    ).unpivot(index="object_id", variable_name="field", value_name="today")
    changes = pl.read_csv(written / "field_history.csv", infer_schema=False)
    assert changes.get_column("field").value_counts().get_column("count").min() > 50
    last = changes.group_by("object_id", "field").agg(pl.col("new_value").last())
    beside = last.join(shown, on=["object_id", "field"], how="left")
    clean = beside.filter(~pl.col("object_id").is_in(planted.implode()))
    assert clean.filter(pl.col("new_value").ne_missing(pl.col("today"))).is_empty()
    assert changes.filter(pl.col("old_value") == pl.col("new_value")).is_empty()


def test_decisions_name_metrics_and_people_that_there_are(written):
    from revops.metrics import METRICS

    made = pl.read_csv(written / "decisions.csv", infer_schema=False)
    users = pl.read_csv(written / "users.csv", infer_schema=False).get_column("user_id")
    assert set(made.get_column("metric_id")) <= set(METRICS)
    assert made.get_column("owner_id").is_in(users.implode()).all()
    assert made.get_column("event_at").is_sorted()


def test_an_experiment_finds_the_truth_within_its_interval(written):
    truth = json.loads((written / "truth.json").read_text(encoding="utf-8"))["channels"]
    measured = pl.read_csv(written / "experiments.csv")
    for row in measured.to_dicts():
        true = truth[row["channel"]]["incremental_share_expected"]
        assert row["low"] < true < row["high"], row["channel"]
        assert row["low"] < row["lift"] < row["high"], row["channel"]
