from datetime import UTC, datetime


def test_touchpoints(load):
    text = (
        "email,visitor_id,timestamp,page_url,utm_source,utm_medium,gclid,fbclid,event\n"
        "Ana@Faro.cl,v1,2024-02-01T10:00:00Z,https://faro.cl/?a=1,google,cpc,g-1,,form_submit\n"
        ",v2,2024-02-01T11:00:00Z,https://faro.cl/,facebook,paid,,f-1,\n"
    )
    form, visit = load("utm.touchpoints", text).tables["touchpoints"].iter_rows(named=True)
    assert (form["touchpoint_id"], form["lead_id"]) == ("export.csv:2", "Ana@Faro.cl")
    assert (form["kind"], form["click_id"], form["utm_medium"]) == ("form", "g-1", "cpc")
    assert form["occurred_at"] == datetime(2024, 2, 1, 10, tzinfo=UTC)
    assert (visit["kind"], visit["click_id"], visit["lead_id"]) == ("visit", "f-1", None)
    assert visit["anonymous_id"] == "v2"


def test_ids_of_the_export_are_kept(load):
    text = "session_id,customer_id,started_at,utm_source\ns1,7,2020-02-01 4:30:21,direct\n"
    touch = load("utm.touchpoints", text).tables["touchpoints"].row(0, named=True)
    assert (touch["touchpoint_id"], touch["lead_id"]) == ("s1", "7")
