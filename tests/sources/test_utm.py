from datetime import UTC, datetime

import pytest


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


@pytest.mark.parametrize(
    "counted", ["1785571200", "1785571200000", "1785571200000000", "2026-08-01T08:00:00Z"]
)
def test_a_time_counted_since_1970_is_that_time(load, counted):
    touches = load("utm.touchpoints", f"visitor_id,timestamp\nv1,{counted}\n").tables["touchpoints"]
    assert touches["occurred_at"].item() == datetime(2026, 8, 1, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    "header",
    [
        "Email,Timestamp,Event,UTM Source,UTM Medium,UTM Campaign,URL",
        "Correo electrónico,Fecha y hora,Kind,utm_source,utm_medium,utm_campaign,Landing page",
        "Endereço de e-mail,Data e hora,type,UTM source,utm_medium,utm campaign,page_url",
    ],
)
def test_a_form_in_each_language(load, header):
    row = "ana@faro.example,2026-08-01 10:00:00,formulario,google,cpc,otoño,https://faro.example/"
    touch = load("utm.touchpoints", f"{header}\n{row}\n").tables["touchpoints"].row(0, named=True)
    assert (touch["lead_id"], touch["kind"], touch["utm_campaign"]) == (
        "ana@faro.example",
        "form",
        "otoño",
    )
    assert (touch["utm_source"], touch["utm_medium"]) == ("google", "cpc")
    assert touch["url"] == "https://faro.example/"
