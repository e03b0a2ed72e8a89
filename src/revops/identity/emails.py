"""E-mail addresses as keys: one spelling each, null where the text is no address.

Two spellings of one address differ in case, blanks or the writing of an international domain.
At Gmail points and whatever follows a plus sign don't count either: Google delivers
`ana.rojas+shop@gmail.com` and `anarojas@gmail.com` to one mailbox. Elsewhere a tag after a plus
is a hint, not a proof, and is left for review.
"""

import polars as pl
from email_validator import EmailNotValidError, validate_email

#: Addresses that need no second look: plain letters on both sides.
_PLAIN = (
    r"^[a-z0-9_%+'-]+(\.[a-z0-9_%+'-]+)*@"
    r"([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$"
)
_GMAIL = ("gmail.com", "googlemail.com")


def _checked(text: str) -> str | None:
    """Give an odd address in its one spelling, or nothing."""
    try:
        found = validate_email(text, check_deliverability=False, test_environment=True)
    except EmailNotValidError:
        return None
    return found.normalized.lower()


def address(emails: pl.Series) -> pl.Series:
    """Give each address in its one spelling; the library sees only distinct, odd ones.

    >>> address(pl.Series([" Ana@Faro.cl", "ana@xn--caf-dma.cl", "n/a", "a..b@x.cl"])).to_list()
    ['ana@faro.cl', 'ana@café.cl', None, None]
    """
    text = pl.col("text")
    frame = emails.alias("text").to_frame().select(text.str.strip_chars().str.to_lowercase())
    plain = text.str.contains(_PLAIN) & ~text.str.contains("@(.+[.])?xn--")
    odd = frame.filter(~plain & text.str.contains("@", literal=True)).to_series().unique()
    checked = pl.Series([_checked(each) for each in odd.to_list()], dtype=pl.String)
    known = text.replace_strict(odd, checked, default=None, return_dtype=pl.String)
    return frame.select(pl.when(plain).then(text).otherwise(known)).to_series().alias("address")


def local(email: pl.Expr) -> pl.Expr:
    """Give what stands before the @; an address has one."""
    return email.str.extract(r"^([^@]*)@")


def host(email: pl.Expr) -> pl.Expr:
    """Give what stands after the @."""
    return email.str.extract(r"@([^@]+)$")


def is_gmail(email: pl.Expr) -> pl.Expr:
    """Say whether an address is one of Gmail's."""
    return host(email).is_in(_GMAIL)


def untagged(email: pl.Expr) -> pl.Expr:
    """Give an address without the tag after a plus sign."""
    return email.str.replace(r"^([^@+]+)\+[^@]*@", "$1@")


def mailbox(email: pl.Expr) -> pl.Expr:
    """Give the mailbox that an address is delivered to.

    >>> people = pl.DataFrame({"e": ["ana.rojas+x@googlemail.com", "ana+x@faro.cl"]})
    >>> people.select(mailbox(pl.col("e")))["e"].to_list()
    ['anarojas@gmail.com', 'ana+x@faro.cl']
    """
    bare = local(untagged(email)).str.replace_all(".", "", literal=True)
    return pl.when(is_gmail(email)).then(bare + "@gmail.com").otherwise(email)
