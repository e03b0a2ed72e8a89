"""What Salesforce's objects have in common: ids, relations, dates and the foot of a report."""

from revops.sources.mapping import Names

#: The lines under a report that is exported with its footer.
FOOTER = ("Grand Totals?", "Confidential Information", "Copyright \\(c\\)")


def external(relation: str, label: str) -> Names:
    """Spell a relation: by id, by the related record's external id, by a report's label.

    >>> external("Account", "Account ID")
    ('AccountId', 'Account.Id', 'Account.External_Id__c', 'Account ID')
    """
    return (f"{relation}Id", f"{relation}.Id", f"{relation}.External_Id__c", label)


def created() -> Names:
    """Spell the day of creation; custom fields keep the true one of copied records."""
    return ("CreatedDate", "Created Date", "CreatedDate__c", "DateTimeCreated__c", "Create Date")


def owner() -> Names:
    """Spell the owner."""
    return external("Owner", "Owner ID")
