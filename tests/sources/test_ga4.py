from datetime import UTC, datetime

import pytest

from revops.errors import SourceError

ABOVE = """# ----------------------------------------
# Traffic acquisition
# Account: Faro
# ----------------------------------------
#
# All Users
# Start date: 20260801
# End date: 20260930
"""
TRAFFIC = {
    "english": "Session campaign,Session source / medium,Sessions,Key events",
    "older": "Session campaign,Session source / medium,Sessions,Conversions",
    "spanish": "Campaña de la sesión,Fuente/medio de la sesión,Sesiones,Eventos clave",
    "portuguese": "Campanha da sessão,Origem / mídia da sessão,Sessões,Eventos principais",
}
ROWS = """
brand,google / cpc,900,12
(organic),google / organic,700,3
(direct),(direct) / (none),400,1
otoño,boletín / email,120,4
brand,bing / cpc,20,0
,,2140,20
"""
EVENTS = """event_date,event_timestamp,event_name,user_pseudo_id,user_id,page_location,\
collected_traffic_source.manual_source,collected_traffic_source.manual_medium,traffic_source.source
20260801,1785571200000500,session_start,88.1,,https://faro.example/,google,cpc,bing
20260801,1785571260000000,generate_lead,88.1,u7,https://faro.example/demo,(direct),(none),bing
"""


@pytest.mark.parametrize("header", TRAFFIC.values(), ids=TRAFFIC)
def test_campaigns_of_the_traffic_report_in_each_language(load, header):
    loaded = load("ga4.traffic", ABOVE + header + ROWS)
    assert set(loaded.tables) == {"campaigns"}
    shown = loaded.tables["campaigns"].select("campaign_id", "name", "utm_source", "utm_medium")
    assert shown.rows() == [
        ("brand", "brand", "google", "cpc"),
        ("otoño", "otoño", "boletín", "email"),
    ]
    assert loaded.files.select("n_rows", "n_totals").row(0) == (3, 3)
    assert loaded.rejected.is_empty()


@pytest.mark.parametrize(
    "header",
    [
        "Session primary channel group (Default Channel Group),Sessions,Key events",
        "Grupo de canales principal de la sesión (Grupo de canales predeterminado),Sesiones",
        "Grupo principal de canais da sessão (Grupo de Canais),Sessões",
    ],
)
def test_a_report_without_campaigns_says_what_it_cannot_tell(load, header):
    with pytest.raises(SourceError) as refused:
        load("ga4.traffic", f"{ABOVE}{header}\nDirect,1,2\n")
    told = str(refused.value)
    assert f"Row 9 has: '{header.split(',')[0]}'" in told
    assert "'Session campaign'" in told
    assert "It counts sessions, not people" in told
    assert "ga4.events" in told


def test_events_are_touches_of_a_visitor(load):
    visit, form = load("ga4.events", EVENTS).tables["touchpoints"].iter_rows(named=True)
    assert visit["touchpoint_id"] == "88.1:1785571200000500:session_start"
    assert visit["occurred_at"] == datetime(2026, 8, 1, 8, 0, 0, 500, tzinfo=UTC)
    assert (visit["anonymous_id"], visit["lead_id"], visit["kind"]) == ("88.1", None, "visit")
    assert (form["lead_id"], form["kind"], form["url"]) == (
        "u7",
        "form",
        "https://faro.example/demo",
    )


def test_the_source_is_that_of_the_event_not_the_visitors_first(load):
    touches = load("ga4.events", EVENTS).tables["touchpoints"]
    assert touches.select("utm_source", "utm_medium").rows() == [("google", "cpc"), (None, None)]


def test_an_event_without_a_visitor_is_numbered_so_that_none_is_lost(load):
    text = (
        "event_timestamp,event_name,user_pseudo_id\n"
        "1785571200000000,page_view,\n1785571200000000,page_view,\n"
    )
    touches = load("ga4.events", text).tables["touchpoints"]
    assert touches["touchpoint_id"].to_list() == ["export.csv:2", "export.csv:3"]


def test_events_without_their_time_are_refused(load):
    with pytest.raises(SourceError, match="'event_timestamp'") as refused:
        load("ga4.events", "event_date,event_name,user_pseudo_id\n20260801,page_view,88.1\n")
    assert "export events from BigQuery" in str(refused.value)
