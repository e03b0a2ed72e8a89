from datetime import UTC, date, datetime

import pytest

from revops.errors import SourceError

REPORT = """Title,Subject,List,Send Date,Send Weekday,Total Recipients,Successful Deliveries,\
Soft Bounces,Hard Bounces,Total Bounces,Unique Opens,Open Rate,Total Opens,Unique Clicks,\
Click Rate,Total Clicks,Unsubscribes,Abuse Complaints,Unique Id
Julio,"Tres ideas, una hora",Clientes,"Jul 21, 2026 10:00 am",Tuesday,120,118,1,1,2,40,33.9%,61,9,\
7.6%,12,1,0,a1b2c3
Agosto,La guía,Clientes,"Aug 04, 2026 04:30 pm",Tuesday,119,119,0,0,0,38,31.9%,55,8,6.7%,\
9,0,0,d4e5f6
"""
ACTIVITY = """Email Address,First Name,Action,Timestamp,URL,Campaign Title
ana@faro.example,Ana,open,2026-07-21 14:05:11,,Julio
ana@faro.example,Ana,click,2026-07-21 14:06:02,https://faro.example/guia,Julio
luz@norte.example,Luz,bounce,2026-07-21 14:00:40,,Julio
"""
MEMBERS = """Email Address,First Name,Last Name,MEMBER_RATING,OPTIN_TIME,OPTIN_IP,CONFIRM_TIME,\
CONFIRM_IP,CC,LAST_CHANGED,UNSUB_TIME,CLEAN_TIME,LEID,EUID,NOTES
Ana@Faro.example,Ana,Ríos,4,2026-01-05 12:00:00,,2026-01-05 12:01:00,,CL,,,,991,e1a,
luz@norte.example,Luz,,2,,,2026-02-01 09:00:00,,AR,,2026-03-01 08:00:00,2026-07-21 14:00:40,992,e2b,
"""


def test_the_report_of_campaigns_makes_campaigns_and_no_touches(load):
    loaded = load("mailchimp.campaigns", REPORT)
    assert set(loaded.tables) == {"campaigns"}
    shown = loaded.tables["campaigns"].select("campaign_id", "name", "starts_on", "utm_medium")
    assert shown.rows() == [
        ("a1b2c3", "Julio", date(2026, 7, 21), "email"),
        ("d4e5f6", "Agosto", date(2026, 8, 4), "email"),
    ]
    assert loaded.rejected.is_empty()


def test_opens_and_clicks_are_touches_and_a_bounce_is_none(load):
    loaded = load("mailchimp.activity", ACTIVITY)
    touches = loaded.tables["touchpoints"]
    assert touches.select("lead_id", "kind", "occurred_at", "utm_campaign", "url").rows() == [
        ("ana@faro.example", "open", datetime(2026, 7, 21, 14, 5, 11, tzinfo=UTC), "Julio", None),
        (
            "ana@faro.example",
            "click",
            datetime(2026, 7, 21, 14, 6, 2, tzinfo=UTC),
            "Julio",
            "https://faro.example/guia",
        ),
    ]
    assert set(touches["utm_medium"]) == {"email"}
    assert loaded.rejected.select("from_row", "column", "reason").rows() == [
        (4, "kind", "the row has no key")
    ]


def test_the_id_of_a_touch_names_nobody(load):
    touches = load("mailchimp.activity", ACTIVITY).tables["touchpoints"]
    assert touches["touchpoint_id"].to_list() == ["export.csv:2", "export.csv:3"]


def test_spanish_actions_are_the_same_touches(load):
    spanish = (
        "Correo electrónico,Acción,Fecha,Enlace\n"
        "ana@faro.example,Apertura,2026-07-21 14:05:11,\n"
        "ana@faro.example,Clic,2026-07-21 14:06:02,https://faro.example/guia\n"
    )
    columns = ("lead_id", "kind", "occurred_at", "url")
    english = load("mailchimp.activity", ACTIVITY).tables["touchpoints"].select(columns).rows()
    assert (
        load("mailchimp.activity", spanish).tables["touchpoints"].select(columns).rows() == english
    )


def test_a_file_of_opens_alone_says_what_it_needs(load):
    opens = "Email,Timestamp\nana@faro.example,2026-07-21T14:05:11Z\n"
    with pytest.raises(SourceError, match="'Action'") as refused:
        load("mailchimp.activity", opens)
    assert 'constants = { kind = "open" }' in str(refused.value)
    touches = load("mailchimp.activity", opens, constants={"kind": "open"}).tables["touchpoints"]
    assert touches["kind"].to_list() == ["open"]


def test_members_are_people_with_the_days_they_left(load):
    ana, luz = load("mailchimp.members", MEMBERS).tables["leads"].iter_rows(named=True)
    assert (ana["lead_id"], ana["email"], ana["full_name"]) == (
        "e1a",
        "ana@faro.example",
        "Ana Ríos",
    )
    assert ana["created_at"] == datetime(2026, 1, 5, 12, tzinfo=UTC)
    assert (ana["opted_out_at"], ana["bounced_at"]) == (None, None)
    assert luz["created_at"] == datetime(2026, 2, 1, 9, tzinfo=UTC)
    assert luz["opted_out_at"] == datetime(2026, 3, 1, 8, tzinfo=UTC)
    assert luz["bounced_at"] == datetime(2026, 7, 21, 14, 0, 40, tzinfo=UTC)


def test_counts_of_a_recipient_are_refused_because_they_have_no_day(load):
    with pytest.raises(SourceError, match="no header for occurred_at") as refused:
        load("mailchimp.activity", "Email Address,Action,Opens\nana@faro.example,open,3\n")
    assert "with its time" in str(refused.value)
