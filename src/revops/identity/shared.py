"""What many share, and so names nobody: platforms, hosts, addresses of several people.

Mailboxes that anyone can open, and those of a role, are in `text.mailboxes`.
"""

#: Platforms on which companies keep a page instead of a web site.
PLATFORMS = (
    "bit.ly", "canva.site", "etsy.com", "facebook.com", "google.com", "instagram.com",
    "linkedin.com", "linktr.ee", "medium.com", "mercadolibre.cl", "mercadolibre.com",
    "mercadolibre.com.ar", "mercadolibre.com.mx", "mercadolivre.com.br", "notion.site",
    "pinterest.com", "tiktok.com", "twitter.com", "wa.me", "whatsapp.com", "x.com", "yelp.com",
    "youtube.com",
)  # fmt: skip

#: Domains under which each customer has a name of its own, beyond those that the public suffix
#: list knows.
HOSTS = (
    "jimdofree.com", "mitiendanube.com", "mystrikingly.com", "negocio.site", "ola.click",
    "squarespace.com", "tumblr.com", "webnode.com", "wordpress.com",
)  # fmt: skip

#: So many first names on one address are not one person.
NAMES_OF_A_SHARED_ADDRESS = 3
