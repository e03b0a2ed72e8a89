"""Mailboxes that name nobody: those that anyone can open, and those of a role."""

#: Domains of mailboxes that anyone can open.
FREE_MAIL = (
    "aol.com", "bol.com.br", "fastmail.com", "gmail.com", "gmx.com", "gmx.es", "gmx.net",
    "googlemail.com", "hotmail.cl", "hotmail.co.uk", "hotmail.com", "hotmail.com.ar",
    "hotmail.com.br", "hotmail.com.mx", "hotmail.es", "hotmail.fr", "icloud.com", "ig.com.br",
    "live.cl", "live.com", "live.com.ar", "live.com.mx", "mac.com", "mail.com", "mail.ru", "me.com",
    "msn.com", "oi.com.br", "outlook.cl", "outlook.com", "outlook.com.ar", "outlook.com.br",
    "outlook.com.mx", "outlook.es", "pm.me", "proton.me", "protonmail.com", "r7.com",
    "rocketmail.com", "terra.cl", "terra.com.br", "tutanota.com", "uol.com.br", "vtr.net",
    "web.de", "yahoo.cl", "yahoo.co.uk", "yahoo.com", "yahoo.com.ar", "yahoo.com.br",
    "yahoo.com.co", "yahoo.com.mx", "yahoo.com.pe", "yahoo.es", "yandex.com", "ymail.com",
    "zoho.com",
)  # fmt: skip

#: The same providers in other countries.
FREE_MAIL_ANYWHERE = r"^(gmail|hotmail|live|msn|outlook|yahoo|ymail)\.(com?\.)?[a-z]{2,3}$"

#: Mailboxes of a role or of nobody: what stands before the @.
ROLES = (
    "accounts", "admin", "administracao", "administracion", "asistente", "atencion",
    "atendimento", "ayuda", "billing", "careers", "cobranza", "cobranzas", "comercial", "compras",
    "comunicacion", "comunicaciones", "contabilidad", "contabilidade", "contact", "contacto",
    "contato", "correo", "cotizaciones", "email", "enquiries", "equipo", "eventos", "events",
    "facturacion", "finance", "financeiro", "finanzas", "gerencia", "hello", "help", "hola", "hr",
    "info", "informaciones", "informes", "jobs", "logistica", "mail", "marketing", "n.a", "na",
    "nadie", "newsletter", "no", "no-email", "no-reply", "noemail", "nomail", "none", "noreply",
    "notiene", "oficina", "office", "operaciones", "orders", "pagos", "pedidos", "postmaster",
    "proveedores", "prueba", "purchasing", "recepcion", "recursoshumanos", "reservas", "rh",
    "rrhh", "sac", "sales", "secretaria", "service", "servicio", "sin-correo", "sincorreo",
    "sinemail", "soporte", "suporte", "support", "team", "test", "teste", "tienda", "vendas",
    "ventas", "web", "webmaster", "xxx",
)  # fmt: skip
