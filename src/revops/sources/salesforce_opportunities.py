"""Salesforce: opportunities, the people on them, their history, and campaigns.

Probability is written in percent. A history row is written at each change of stage, amount,
probability or close date, so a stage may follow itself.
"""

from revops.sources.mapping import Export, FirstFilled
from revops.sources.salesforce_parts import FOOTER, created, external, owner

_CLOSE = ("CloseDate", "Close Date", "CloseDate__c")
_AMOUNT = ("Amount", "Amount__c")
_STAGE = ("StageName", "Stage", "StageName__c")
_PERCENT = {"Probability": -2, "Probability (%)": -2}

EXPORTS = (
    Export(
        vendor="salesforce",
        name="opportunity",
        table="opportunities",
        totals=FOOTER,
        shifts=_PERCENT,
        columns={
            "opportunity_id": ("Id", "Opportunity ID", "External_Id__c"),
            "account_id": external("Account", "Account ID"),
            "lead_id": external("Contact", "Primary Contact ID"),
            "name": ("Name", "Opportunity Name"),
            "pipeline": ("RecordType.Name", "Opportunity Record Type", "RecordTypeId"),
            "stage": _STAGE,
            "product": ("Product__c", "Product_Family__c"),
            "amount": _AMOUNT,
            "recurring_amount": ("ARR__c", "Annual_Recurring_Revenue__c"),
            "term_months": ("Contract_Term__c", "Term_Months__c"),
            "margin": ("Margin__c", "Gross_Margin__c"),
            "currency": ("CurrencyIsoCode", "Opportunity Currency", "Amount Currency"),
            "created_at": created(),
            "close_date": _CLOSE,
            "probability": ("Probability", "Probability (%)"),
            "lost_reason": ("Loss_Reason__c", "Closed_Lost_Reason__c", "Lost_Reason__c"),
            "owner_id": owner(),
            "primary_campaign_id": external("Campaign", "Primary Campaign Source ID"),
            "type": ("Type",),
        },
        values={
            "type": {
                "New Business": "new",
                "New Customer": "new",
                "New Business / Add-on": "new",
                "Existing Business": "expansion",
                "Add-On Business": "expansion",
                "Existing Customer - Upgrade": "expansion",
                "Existing Customer - Replacement": "expansion",
                "Existing Customer - Downgrade": "renewal",
                "Renewal": "renewal",
            }
        },
    ),
    Export(
        vendor="salesforce",
        name="opportunity_history",
        table="stage_history",
        totals=FOOTER,
        shifts=_PERCENT,
        constants={"object": "opportunity"},
        columns={
            "object_id": external("Opportunity", "Opportunity ID"),
            "stage": _STAGE,
            "entered_at": created(),
            "changed_by": external("CreatedBy", "Last Modified By ID"),
            "amount": _AMOUNT,
            "close_date": _CLOSE,
            "probability": ("Probability", "Probability (%)"),
        },
    ),
    Export(
        vendor="salesforce",
        name="opportunity_contact_role",
        table="opportunity_people",
        totals=FOOTER,
        columns={
            "opportunity_id": external("Opportunity", "Opportunity ID"),
            "lead_id": external("Contact", "Contact ID"),
            "role": ("Role",),
            "is_primary": ("IsPrimary", "Primary"),
        },
        blanks={"is_primary": "false"},
    ),
    Export(
        vendor="salesforce",
        name="campaign",
        table="campaigns",
        totals=FOOTER,
        columns={
            "campaign_id": ("Id", "Campaign ID", "External_Id__c"),
            "name": ("Name", "Campaign Name"),
            "parent_id": external("Parent", "Parent Campaign ID"),
            "owner_id": owner(),
            "status": ("Status",),
            "starts_on": ("StartDate", "Start Date"),
            "ends_on": ("EndDate", "End Date"),
            "budget": ("BudgetedCost", "Budgeted Cost in Campaign"),
            "currency": ("CurrencyIsoCode", "Campaign Currency"),
        },
    ),
    Export(
        vendor="salesforce",
        name="campaign_member",
        table="touchpoints",
        totals=FOOTER,
        key=("touchpoint_id", "occurred_at"),
        columns={
            "touchpoint_id": ("Id", "Campaign Member ID", "External_Id__c"),
            "lead_id": FirstFilled(
                (
                    ("LeadOrContactId",),
                    external("Contact", "Contact ID"),
                    external("Lead", "Lead ID"),
                )
            ),
            "campaign_id": external("Campaign", "Campaign ID"),
            "occurred_at": FirstFilled((("FirstRespondedDate", "First Responded Date"), created())),
            "kind": ("Status", "Member Status"),
        },
        values={
            "kind": {
                "Sent": "impression",
                "Opened": "open",
                "Clicked": "click",
                "Responded": "form",
                "Registered": "form",
                "Submitted": "form",
                "Replied": "reply",
                "Attended": "attend",
            }
        },
    ),
)
