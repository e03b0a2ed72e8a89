"""Words for why a cell or row was set aside, and by which rule records were merged."""

from revops.text.mark import N_

REASONS = {
    "Gmail mailbox": N_("Gmail mailbox"),
    "address of a role": N_("address of a role, with several names"),
    "address of nobody": N_("address that no record has"),
    "address of several people": N_("address of several people"),
    "address of two records": N_("address of two records"),
    "agreed": N_("agreed by people"),
    "agreed, but not in the data": N_("agreed by people, but not in the data"),
    "click id": N_("click id"),
    "click id of two people": N_("click id of two people"),
    "domain of a platform": N_("domain of a platform"),
    "e-mail of the touch": N_("e-mail of the touch"),
    "free-mail domain": N_("free-mail domain"),
    "invalid tax id": N_("tax number with a wrong check digit"),
    "nearly the same name at one company": N_("nearly the same name at one company"),
    "nearly the same name in one country": N_("nearly the same name in one country"),
    "no e-mail address": N_("text that is no e-mail address"),
    "one id in two CRMs": N_("one id for different records of two CRMs"),
    "parent and child on one domain": N_("parent and subsidiary on one domain"),
    "placeholder tax id": N_("tax number that stands for none"),
    "same address but for the tag after a plus": N_("same address but for the tag after a plus"),
    "same address of a role or of several people": N_(
        "same address of a role or of several people"
    ),
    "same id": N_("same id"),
    "same name and telephone": N_("same name and telephone"),
    "same name and visitor": N_("same name and visitor"),
    "same name at one company": N_("same name at one company"),
    "same name but for the legal form": N_("same name but for the legal form"),
    "same web domain": N_("same web domain"),
    "two tax ids on one domain": N_("two tax numbers on one domain"),
    "visitor id": N_("visitor id"),
    "visitor id of two people": N_("visitor id of two people"),
    "a bound, not a number": N_("a bound, not a number"),
    "a point or a comma that could be decimal or thousands": N_(
        "a point or a comma that could be decimal or thousands"
    ),
    "a spreadsheet kept 15 digits of the id; export again, with ids as text": N_(
        "a spreadsheet kept 15 digits of the id; export again, with ids as text"
    ),
    "a spreadsheet rounded the id; export again, with ids as text": N_(
        "a spreadsheet rounded the id; export again, with ids as text"
    ),
    "scientific notation: a spreadsheet rounded the number": N_(
        "scientific notation: a spreadsheet rounded the number"
    ),
    "the row's key is lost: a spreadsheet rounded the id; export again, with ids as text": N_(
        "the row's key is lost: a spreadsheet rounded the id; export again, with ids as text"
    ),
    "e-mail": N_("E-mail"),
    "merged in the CRM": N_("merged in the CRM"),
    "not a date": N_("not a date"),
    "not a number": N_("not a number"),
    "not a whole number": N_("not a whole number"),
    "not a yes or no": N_("not a yes or no"),
    "tax id": N_("Tax number"),
    "the decimal mark is another one": N_("the decimal mark is another one"),
    "the order of day and month is not known": N_("the order of day and month is not known"),
    "the letters of the time zone are not known or mean several": N_(
        "the letters of the time zone are not known or mean several"
    ),
    "the row's key is a date whose order of day and month is not known": N_(
        "the row's key is a date whose order of day and month is not known"
    ),
    "the first day of a longer span, which is not the day of the cost": N_(
        "the first day of a longer span, which is not the day of the cost"
    ),
    "the amount carries the sign of another currency than its row": N_(
        "the amount carries the sign of another currency than its row"
    ),
    "the CRM says that the record is deleted": N_("the CRM says that the record is deleted"),
    "the row has more cells than the header": N_("the row has more cells than the header"),
    "the row has no key": N_("the row has no key"),
    "the row's key does not cast": N_("the row's key does not cast"),
}

#: What starts the follow-up clock, as words inside a reason.
CLOCK_STARTS = (N_("routed"), N_("qualified"), N_("created"))
