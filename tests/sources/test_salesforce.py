from datetime import UTC, date, datetime
from decimal import Decimal

LEADS = """\ufeff"Id","FirstName","LastName","Email","Status","IsConverted","ConvertedDate",\
"ConvertedContactId","ConvertedOpportunityId","Address","CreatedDate"
"00Q1","Ana","Ríos","ana@faro.cl","Qualified","1","2024-02-01","0031","0061",\
"{""city"": ""Lima"", ""country"": ""PE""}","2024-01-22T16:14:25.000+0000"
"00Q2","","Paz","","Open","","","","","","2024-01-23T00:00:00.000+0000"
"""


def test_leads_of_data_loader(load):
    ana, paz = load("salesforce.lead", LEADS).tables["leads"].iter_rows(named=True)
    assert ana["created_at"] == datetime(2024, 1, 22, 16, 14, 25, tzinfo=UTC)
    assert (ana["is_converted"], ana["merged_into"]) == (True, "0031")
    assert (ana["converted_opportunity_id"], ana["record_type"]) == ("0061", "lead")
    assert (paz["is_converted"], paz["merged_into"], paz["full_name"]) == (False, None, "Paz")


def test_relations_by_external_id(load):
    text = "Account.External_Id__c,External_Id__c,FirstName,LastName\nA.6,C.6,Suzanne,Brewer\n"
    contact = load("salesforce.contact", text).tables["leads"].row(0, named=True)
    assert (contact["account_id"], contact["lead_id"]) == ("A.6", "C.6")
    assert contact["record_type"] == "contact"


def test_opportunities_and_their_report_footer(load):
    text = (
        "Open deals\n\n"
        "Opportunity ID,Opportunity Name,Stage,Amount,Probability (%),Close Date,Type\n"
        '0061,Faro,Closed Won,"6,406.00",90,02/23/26,New Customer\n\n'
        "Grand Totals (1 records)\n"
        "Confidential Information - Do Not Distribute\n"
        '"Copyright (c) 2000-2026 salesforce.com, inc."\n'
    )
    loaded = load("salesforce.opportunity", text, date_format="%m/%d/%y")
    deal = loaded.tables["opportunities"].row(0, named=True)
    assert (deal["amount"], deal["probability"]) == (Decimal(6406), 0.9)
    assert (deal["close_date"], deal["type"], deal["from_row"]) == (date(2026, 2, 23), "new", 4)
    assert loaded.files.select("n_rows", "n_totals").row(0) == (1, 3)


def test_history_keeps_the_order_of_the_file(load):
    text = (
        "Id,OpportunityId,CreatedDate,StageName,Amount,Probability\n"
        "9,0061,2024-01-01T00:00:00.000+0000,Qualification,10,10\n"
        "8,0061,2024-01-01T00:00:00.000+0000,Negotiation,10,50\n"
        "7,0061,2024-01-01T00:00:00.000+0000,Closed Lost,10,0\n"
    )
    history = load("salesforce.opportunity_history", text).tables["stage_history"]
    assert history["stage"].to_list() == ["Qualification", "Negotiation", "Closed Lost"]
    assert history["probability"].to_list() == [0.1, 0.5, 0.0]
    assert set(history["object"]) == {"opportunity"}


def test_tasks_and_events(load):
    tasks = (
        "Id,WhoId,WhatId,OwnerId,ActivityDate,CreatedDate,TaskSubtype,CallType,Status\n"
        "00T1,0031,006A,005A,2024-02-01,2024-01-01T09:00:00Z,Call,Outbound,Completed\n"
        "00T2,0031,001A,005A,,2024-01-01T09:00:00Z,,,Completed\n"
    )
    call, task = load("salesforce.task", tasks).tables["activities"].iter_rows(named=True)
    assert (call["kind"], call["direction"], call["opportunity_id"]) == ("call", "outbound", "006A")
    assert call["occurred_at"] == datetime(2024, 2, 1, tzinfo=UTC)
    assert (task["kind"], task["opportunity_id"]) == ("task", None)
    assert task["occurred_at"] == datetime(2024, 1, 1, 9, tzinfo=UTC)
    events = "What.External_Id__c,External_Id__c,ActivityDateTime\nO.1,E.1,2016-11-11 00:00:00\n"
    event = load("salesforce.event", events).tables["activities"].row(0, named=True)
    assert (event["kind"], event["opportunity_id"]) == ("meeting", "O.1")


def test_campaigns_and_members(load):
    campaigns = "Id,Name,Status,StartDate,BudgetedCost\n701A,Feria,Active,2024-01-01,1000\n"
    row = load("salesforce.campaign", campaigns).tables["campaigns"].row(0, named=True)
    assert (row["campaign_id"], row["starts_on"]) == ("701A", date(2024, 1, 1))
    members = (
        "Id,CampaignId,LeadId,ContactId,Status,CreatedDate,FirstRespondedDate\n"
        "00v1,701A,00Q1,0031,Attended,2024-01-01T00:00:00Z,2024-01-05\n"
        "00v2,701A,00Q2,,Sent,2024-01-01T00:00:00Z,\n"
    )
    touches = load("salesforce.campaign_member", members).tables["touchpoints"]
    assert touches.select("lead_id", "kind").rows() == [("0031", "attend"), ("00Q2", "impression")]
    assert touches["occurred_at"].dt.day().to_list() == [5, 1]


def test_people_accounts_and_users(load):
    roles = "OpportunityId,ContactId,Role,IsPrimary\n0061,0031,Buyer,1\n0061,0032,,\n"
    people = load("salesforce.opportunity_contact_role", roles).tables["opportunity_people"]
    assert people["is_primary"].to_list() == [True, False]
    accounts = "Id,Name,Website,ParentId\n001A,Faro,http://faro.cl:80/x,\n"
    assert load("salesforce.account", accounts).tables["accounts"]["domain"].item() == "faro.cl"
    users = "Id,Name,Department,IsActive\n005A,Eva,Marketing,true\n"
    user = load("salesforce.user", users).tables["users"].row(0, named=True)
    assert (user["team"], user["is_active"]) == ("marketing", True)
