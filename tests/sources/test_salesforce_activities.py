"""What is done is a contact; what is planned is a task."""

import pytest


@pytest.mark.parametrize(
    ("subtype", "status", "kind"),
    [
        ("Call", "Completed", "call"),
        ("Call", "Completada", "call"),
        ("Call", "Not Started", "task"),
        ("Call", "En espera", "task"),
        ("Email", "Completed", "email"),
        ("Task", "Completed", "task"),
        ("Task", "Deferred", "task"),
        ("", "Completed", "task"),
        ("Event", "", "meeting"),
        ("Call", "", "call"),
    ],
)
def test_an_uncompleted_call_is_a_plan(load, subtype, status, kind):
    text = f"Id,WhoId,TaskSubtype,Status,CallType,ActivityDate\n00T1,003A,{subtype},{status},"
    row = load("salesforce.task", f"{text}Outbound,2024-02-13\n").tables["activities"].to_dicts()
    assert [one["kind"] for one in row] == [kind]
    assert row[0]["outcome"] == (status or None)


@pytest.mark.parametrize(
    ("closed", "status", "kind"),
    [("true", "Spoken", "call"), ("false", "Completed", "task"), ("", "Not Started", "task")],
)
def test_the_tick_counts_before_the_words(load, closed, status, kind):
    text = f"Id,TaskSubtype,IsClosed,Status,ActivityDate\n00T1,Call,{closed},{status},2024-02-13\n"
    assert load("salesforce.task", text).tables["activities"]["kind"].item() == kind


def test_a_report_of_activities(load):
    text = (
        "Activity ID,Assigned,Subject,Date,Status,Task Subtype,Call Type,Contact ID,Lead ID,"
        "Opportunity ID\n"
        "00T1,Eva Sol,Prices,2024-02-13,Completed,Call,Outbound,,00QA,006A\n"
        "00T2,Eva Sol,Offer,2024-02-14,Completed,Email,,003A,,\n"
    )
    call, email = load("salesforce.task", text).tables["activities"].iter_rows(named=True)
    assert (call["kind"], call["lead_id"], call["opportunity_id"]) == ("call", "00QA", "006A")
    assert (call["user_id"], call["note"]) == ("Eva Sol", "Prices")
    assert (email["kind"], email["lead_id"], email["opportunity_id"]) == ("email", "003A", None)
