"""Why records were left alone, and why two of them may be one: the words of both, in one place."""

# people
ROLE = "address of a role"
SHARED_ADDRESS = "address of several people"
NO_ADDRESS = "no e-mail address"
# companies
INVALID = "invalid tax id"
PLACEHOLDER = "placeholder tax id"
FREE_MAIL = "free-mail domain"
PLATFORM = "domain of a platform"
TWO_TAX_IDS = "two tax ids on one domain"
FAMILY = "parent and child on one domain"
# either
TWO_CRMS = "one id in two CRMs"
UNKNOWN = "agreed, but not in the data"
# touches
TWO_AT_ADDRESS = "address of two records"
NOBODY_AT_ADDRESS = "address of nobody"
TWO_VISITORS = "visitor id of two people"
TWO_CLICKS = "click id of two people"

REASONS_ALONE = (
    ROLE, SHARED_ADDRESS, NO_ADDRESS, INVALID, PLACEHOLDER, FREE_MAIL, PLATFORM, TWO_TAX_IDS,
    FAMILY, TWO_CRMS, UNKNOWN, TWO_AT_ADDRESS, NOBODY_AT_ADDRESS, TWO_VISITORS, TWO_CLICKS,
)  # fmt: skip

# why two people may be one
AT_COMPANY = "same name at one company"
ALIKE_AT_COMPANY = "nearly the same name at one company"
PHONE = "same name and telephone"
VISITOR = "same name and visitor"
ADDRESS = "same address of a role or of several people"
TAG = "same address but for the tag after a plus"
# why two companies may be one
SAME_NAME = "same name but for the legal form"
ALIKE_NAME = "nearly the same name in one country"
SAME_DOMAIN = "same web domain"

WHYS = (
    AT_COMPANY, ALIKE_AT_COMPANY, PHONE, VISITOR, ADDRESS, TAG, SAME_NAME, ALIKE_NAME, SAME_DOMAIN,
)  # fmt: skip
