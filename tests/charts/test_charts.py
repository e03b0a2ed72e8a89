"""What single charts promise."""

import polars as pl
import pytest

from revops import charts, text
from revops.charts.change_waterfall import AFTER, BEFORE, FACTORS
from revops.charts.parts.risk import at_risk

EN, ES = text.load("en"), text.load("es")


def rows(chart):
    """The rows of a chart's largest set of data."""
    return max(chart.to_dict()["datasets"].values(), key=lambda rows: len(str(rows)))


def domain(chart, channel):
    """The order on a position."""
    layers = chart.to_dict()["layer"]
    found = [layer["encoding"].get(channel, {}).get("scale", {}) for layer in layers]
    return next(scale["domain"] for scale in found if "domain" in scale)


def test_bars_stand_longest_first_under_their_human_names(frames, hostile):
    chart = charts.segment_bars(frames["segment_bars"], text=ES)
    assert domain(chart, "y") == ["unknown", "Búsqueda pagada", "(en blanco)", hostile]


def test_segments_without_a_value_are_left_out(frames):
    assert "old" not in str(charts.segment_bars(frames["segment_bars"], text=EN).to_dict())


def test_the_segments_left_out_are_counted(frames):
    chart = charts.segment_bars(frames["segment_bars"], text=EN, limit=2)
    assert "The 2 largest of 4." in " ".join(chart.to_dict()["title"]["subtitle"])
    assert len(domain(chart, "y")) == 2


def test_the_longest_horizon_is_drawn(frames):
    both = pl.concat(
        [frames["segment_bars"].with_columns(horizon_days=pl.lit(days)) for days in (30, 365)]
    )
    chart = charts.segment_bars(both, text=EN)
    assert len(rows(chart)) == 4
    assert "Within 365 days." in " ".join(chart.to_dict()["title"]["subtitle"])


def test_a_metric_that_is_not_cut_is_one_bar(frames):
    whole = frames["segment_bars"].head(1).drop("original_source", "horizon_days")
    assert domain(charts.segment_bars(whole, text=EN), "y") == ["All"]


def test_a_column_with_dots_and_brackets_is_safe(frames):
    odd = frames["segment_bars"].rename({"original_source": "a.b[c]'d"})
    chart = charts.segment_bars(odd, text=EN)
    assert rows(chart)[0]["segment"] == "unknown"


def test_two_codes_of_one_name_stay_two_bars(frames):
    codes = {"paid_search": "direct", "unknown": "direct_traffic"}
    both = frames["segment_bars"].with_columns(pl.col("original_source").replace(codes))
    assert {"direct", "direct_traffic"} <= set(domain(charts.segment_bars(both, text=EN), "y"))


@pytest.mark.parametrize(("day", "n"), [(0, 9), (1, 4), (90, 4), (95, 4), (96, None)], ids=str)
def test_at_risk_on_a_day_are_those_of_the_next_known_day(day, n):
    lines = pl.DataFrame({"line": "won", "days": [0, 95], "n_at_risk": [9, 4]})
    found = at_risk(lines, [day])["n_at_risk"].to_list()
    assert found == ([] if n is None else [n])


def test_the_curve_of_everyone_shows_won_and_lost(frames):
    curve = frames["lead_to_won_curve"].filter(original_source="paid_search")
    chart = charts.lead_to_won_curve(curve.drop("original_source"), text=EN)
    assert {row.get("line") for row in rows(chart)} == {"Share won", "Share lost"}


def test_the_curve_by_segment_shows_won_only(frames, hostile):
    chart = charts.lead_to_won_curve(frames["lead_to_won_curve"], text=EN)
    assert {row["line"] for row in rows(chart)} == {"Paid search", hostile}
    assert len(rows(chart)) == 10


def test_models_beyond_the_palette_keep_a_sign_of_their_own(frames):
    one = frames["credit_by_model"].filter(model="linear")
    many = pl.concat([one.with_columns(model=pl.lit(f"m{n}")) for n in range(12)])
    layer = charts.credit_by_model(many, text=EN).to_dict()["layer"][-1]["encoding"]
    colors = layer["color"]["scale"]["range"]
    shapes = layer["shape"]["scale"]["range"]
    assert len({(colors[n % len(colors)], shapes[n % len(shapes)]) for n in range(12)}) == 12


def test_only_a_ratio_has_a_line_at_one(frames):
    credit = frames["credit_by_model"]
    marks = [len(charts.credit_by_model(credit, text=EN, unit=u).layer) for u in ("money", "ratio")]
    assert marks == [2, 3]


def test_the_heatmap_s_cohorts_are_in_order_of_time(frames):
    chart = charts.cohort_heatmap(frames["cohort_heatmap"].reverse(), text=ES)
    assert domain(chart, "y") == ["mar 2026", "abr 2026", "may 2026"]


def test_checks_that_pass_are_not_drawn(frames, hostile):
    chart = charts.severity_bars(frames["severity_bars"], text=EN)
    assert {row["table"] for row in rows(chart)} == {"Leads", hostile}
    assert "3 checks fail" in chart.to_dict()["description"]


def test_a_problem_that_touches_no_money_is_not_drawn(frames, hostile):
    chart = charts.value_touched_bars(frames["value_touched_bars"], text=EN, currency="CLF")
    assert domain(chart, "y") == ["1. Leads", f"3. {hostile}"]
    assert "Open pipeline (CLF)" in str(chart.to_dict())


def test_only_the_problems_that_touch_most_are_drawn(frames):
    chart = charts.value_touched_bars(frames["value_touched_bars"], text=EN, limit=1)
    assert domain(chart, "y") == ["1. Leads"]


def test_days_are_written_without_a_zone(frames):
    chart = charts.weekly_counts(frames["weekly_counts"], text=EN)
    assert rows(chart)[0]["week"] == "2026-03-02T00:00:00"


def test_a_week_s_bar_is_as_high_as_its_leads_and_too_early_is_among_them(frames):
    drawn = rows(charts.verdicts_by_week(frames["verdicts_by_week"], text=EN))
    assert [row["value"] for row in drawn] == [4, 2, 1, 1, 0, 0, 1, 0, 0, 4]
    assert [row["verdict"] for row in drawn][4] == "Too early to say"
    assert drawn[0]["week_day"] == "Mar 2, 2026"


def test_money_is_named_by_its_currency(frames):
    chart = charts.spend_and_credit(frames["spend_and_credit"], text=EN, currency="CLF")
    assert "Amount (CLF)" in str(chart.to_dict())


def test_segments_can_keep_the_order_of_their_names(frames):
    hours = ["09:00", "10:00", "11:00"]
    rows_ = frames["segment_bars"].head(3).drop("original_source")
    by_hour = rows_.select(pl.Series("arrival_hour", hours), pl.all()).reverse()
    chart = charts.segment_bars(by_hour, text=EN, order="name")
    assert domain(chart, "y") == hours
    assert domain(charts.segment_bars(by_hour, text=EN), "y") != hours


def test_the_hours_of_the_curve_are_all_marked(frames):
    chart = charts.speed_to_lead_curve(frames["speed_to_lead_curve"], text=EN)
    axis = chart.to_dict()["layer"][0]["layer"][0]["encoding"]["x"]["axis"]
    assert axis["tickCount"] == len(axis["values"]) == 7


def test_the_six_largest_segments_of_the_curve_stand_by_name(frames):
    one = frames["speed_to_lead_curve"].filter(original_source="paid_search")
    many = pl.concat(
        [
            one.with_columns(original_source=pl.lit(name), n_at_risk=pl.lit(n))
            for n, name in enumerate("hgfedcba")
        ]
    )
    chart = charts.speed_to_lead_curve(many, text=EN)
    lines = [row["line"] for row in rows(chart)]
    assert list(dict.fromkeys(lines)) == list("abcdef")


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_names_of_a_change_are_never_cut(frames, language):
    """A letter takes 7 px at most, as the axis writes them."""
    chart = charts.change_waterfall(frames["change_waterfall"], text=text.load(language))
    (axis,) = {
        layer["encoding"]["y"]["axis"]["labelLimit"]
        for layer in chart.to_dict()["layer"]
        if "axis" in layer["encoding"].get("y", {})
    }
    words = text.load(language)
    assert max(len(words.label(name)) for name in (*FACTORS, BEFORE, AFTER)) * 7 <= axis
