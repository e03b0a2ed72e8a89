"""What many share, and so names nobody: mailboxes and platforms, and texts that are no address."""

#: What an e-mail address looks like; "n/a" and "sin correo" are none.
ADDRESS = r"^[^@\s]+@[^@\s]+\.[^@\s.]+$"

#: Domains of mailboxes that anyone can open.
FREE_MAIL = (
    "aol.com", "bol.com.br", "fastmail.com", "gmail.com", "gmx.com", "gmx.es", "googlemail.com",
    "hotmail.cl", "hotmail.com", "hotmail.com.ar", "hotmail.com.br", "hotmail.com.mx",
    "hotmail.es", "icloud.com", "ig.com.br", "live.cl", "live.com", "live.com.mx", "mail.com",
    "me.com", "msn.com", "outlook.cl", "outlook.com", "outlook.com.br", "outlook.es", "proton.me",
    "protonmail.com", "terra.cl", "terra.com.br", "uol.com.br", "vtr.net", "yahoo.com",
    "yahoo.com.ar", "yahoo.com.br", "yahoo.com.mx", "yahoo.es", "yandex.com", "zoho.com",
)  # fmt: skip

#: Platforms on which companies keep a page instead of a web site.
PLATFORMS = (
    "blogspot.com", "bit.ly", "etsy.com", "facebook.com", "github.io", "google.com",
    "instagram.com", "linkedin.com", "linktr.ee", "mercadolibre.com", "mercadolivre.com.br",
    "medium.com", "sites.google.com", "tiktok.com", "twitter.com", "wa.me", "web.facebook.com",
    "wordpress.com", "wixsite.com", "x.com", "youtube.com",
)  # fmt: skip

SHARED = (*FREE_MAIL, *PLATFORMS)
