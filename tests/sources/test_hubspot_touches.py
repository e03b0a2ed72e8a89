"""What a contact's fields tell of its touches, in the languages of its export."""

from datetime import UTC, datetime

import pytest

HEADERS = {
    "en": "Record ID,Email,Create Date,Original Traffic Source,Time First Seen,"
    "Latest Traffic Source,Latest Traffic Source Date,First Conversion Date,Recent Conversion Date",
    "es": "ID de registro,Correo,Fecha de creación,Fuente de tráfico original,"
    "Hora de la primera visita,Última fuente de tráfico,Fecha de la última fuente de tráfico,"
    "Fecha de la primera conversión,Fecha de la conversión reciente",
    "api": "hs_object_id,email,createdate,hs_analytics_source,hs_analytics_first_timestamp,"
    "hs_latest_source,hs_latest_source_timestamp,first_conversion_date,recent_conversion_date",
}
ROWS = """
101,ana@aurora.example,2026-01-10 09:00,Organic Search,2026-01-09 08:00,Paid Social,\
2026-02-20 10:00,2026-01-10 09:00,2026-02-20 10:30
102,bruno@aurora.example,2026-02-01 09:00,Offline Sources,,,,,
"""


def at(day: int, month: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize("language", HEADERS)
def test_each_field_with_a_date_is_a_marked_touch(load, language):
    loaded = load("hubspot.contacts", HEADERS[language] + ROWS)
    told = loaded.tables["touchpoints"].select("touchpoint_id", "occurred_at", "kind", "channel")
    assert told.sort("touchpoint_id").rows() == [
        ("101:first_conversion", at(10, 1, 9), "form", "Organic Search"),
        ("101:latest_source", at(20, 2, 10), "visit", "Paid Social"),
        ("101:original_source", at(9, 1, 8), "visit", "Organic Search"),
        ("101:recent_conversion", at(20, 2, 10, 30), "form", "Paid Social"),
    ]
    touches = loaded.tables["touchpoints"]
    assert touches["is_inferred"].all()
    assert touches["lead_id"].unique().to_list() == ["101"]
    assert loaded.tables["leads"].height == 2


def test_a_contact_without_a_date_is_no_refusal(load):
    assert load("hubspot.contacts", HEADERS["en"] + ROWS).rejected.is_empty()


def test_a_date_that_is_none_is_refused(load):
    row = "\n103,carla@bosque.example,2026-01-20 09:00,Email,soon,,,,\n"
    rejected = load("hubspot.contacts", HEADERS["en"] + row).rejected
    assert rejected.select("table", "column", "raw").rows() == [
        ("touchpoints", "occurred_at", "soon")
    ]


def test_an_export_without_these_headers_makes_no_touches(load):
    header = "Record ID,Email,Create Date,Original Source"
    loaded = load("hubspot.contacts", f"{header}\n101,ana@aurora.example,2026-01-10,Email\n")
    assert "touchpoints" not in loaded.tables
