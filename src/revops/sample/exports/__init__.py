"""The records in the shapes in which people download them, one file a module."""

from revops.sample.exports.activities import activities
from revops.sample.exports.agreed import campaigns, content, rates, targets, users
from revops.sample.exports.companies import companies
from revops.sample.exports.contacts import contacts
from revops.sample.exports.customers import customers
from revops.sample.exports.deals import deals
from revops.sample.exports.decisions import decisions
from revops.sample.exports.experiments import experiments
from revops.sample.exports.feedback import feedback
from revops.sample.exports.field_history import field_history
from revops.sample.exports.google_ads import google_ads, with_totals
from revops.sample.exports.meta_ads import meta_ads, with_total
from revops.sample.exports.sheet import Sheet
from revops.sample.exports.touchpoints import touchpoints
from revops.sample.records import Records

Book = dict[str, Sheet]


def book(seed: int, records: Records, n_leads: int) -> Book:
    """Give every export by its file name, clean and without the ad platforms' totals.

    What experiments found needs the truth, which is told later.
    """
    sheets = (
        contacts(seed, records),
        companies(records),
        deals(records),
        google_ads(records),
        meta_ads(records),
        touchpoints(records),
        activities(records),
        feedback(records),
        content(),
        customers(records),
        targets(n_leads),
        users(),
        rates(records),
        campaigns(),
        decisions(records.stories),
        field_history(seed, records),
    )
    return {sheet.name: sheet for sheet in sheets}


def totalled(sheets: Book) -> Book:
    """Add the ad platforms' totals, over whatever their rows say by now."""
    google, meta = sheets["google_ads_campaigns.csv"], sheets["meta_ads_campaigns.csv"]
    return sheets | {google.name: with_totals(google), meta.name: with_total(meta)}


__all__ = ["Book", "Sheet", "book", "experiments", "totalled"]
