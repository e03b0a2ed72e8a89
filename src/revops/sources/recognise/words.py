"""Plain words for our columns, in English, Spanish and Portuguese: what people call them.

They are compared without capitals, accents and marks: `Close_Value` is `close value`. The best
word stands first; semicolons part them.
"""

from collections.abc import Mapping

Words = Mapping[str, tuple[str, ...]]

_OWNER = (
    "owner; owner id; sales agent; sales rep; sales rep id; salesperson; rep; agent; account "
    "executive; seller name; sr id; sales owner; assigned to; vendedor; vendedora; ejecutivo; "
    "ejecutivo comercial; responsable; propietario; asesor; responsavel; proprietario; consultor"
)
_ACCOUNT = (
    "account id; account; company id; company; company name; customer; client; organization; "
    "organisation; empresa; id empresa; cuenta; cliente; razon social; organizacion; conta; "
    "organizacao"
)
_LEAD = (
    "lead id; contact id; person id; mql id; customer id; user email; contact; lead; id contacto; "
    "id lead; contacto; prospecto; id cliente; contato; id contato"
)
_CREATED = (
    "created at; created; created on; created date; create date; creation date; date created; "
    "opened; open date; start date; engage date; first contact date; first contact; signup date; "
    "registered at; registration date; fecha de creacion; fecha creacion; creado; fecha de "
    "ingreso; fecha ingreso; fecha de alta; fecha de apertura; primer contacto; fecha primer "
    "contacto; fecha de inicio; data de criacao; criado em; data de cadastro; data de abertura; "
    "primeiro contato"
)
_COUNTRY = "country; country code; office location; pais; ubicacion; localizacao"
_CURRENCY = "currency; currency code; moneda; divisa; moeda"
_CAMPAIGN = (
    "campaign id; campaign; campaign name; utm campaign; campana; nombre de la campana; campanha; "
    "nome da campanha"
)
_URL = "url; link; page url; page; landing page; enlace; pagina"

_WORDS: Mapping[str, Mapping[str, str]] = {
    "opportunities": {
        "opportunity_id": (
            "opportunity id; deal id; deal no; deal number; opportunity; opportunity no; order "
            "id; id oportunidad; id de oportunidad; id negocio; id del negocio; numero de "
            "negocio; n negocio; id venta; id oportunidade; id negociacao"
        ),
        "account_id": _ACCOUNT,
        "lead_id": _LEAD,
        "name": (
            "deal name; opportunity name; deal; nombre del negocio; negocio; oportunidad; nombre "
            "oportunidad; nome da negociacao; negociacao; oportunidade"
        ),
        "pipeline": "pipeline; sales pipeline; embudo; funil; tuberia",
        "stage": (
            "deal stage; stage; sales stage; opportunity stage; etapa; fase; etapa del negocio; "
            "etapa de venta; etapa del embudo; etapa do funil; estagio"
        ),
        "status": "status; deal status; estado; situacao; resultado; outcome",
        "product": "product; product name; producto; servicio; produto",
        "amount": (
            "amount; close value; deal value; value; deal amount; revenue; total value; importe; "
            "monto; valor; valor del negocio; valor total; ingreso; valor da negociacao; receita; "
            "quantia"
        ),
        "recurring_amount": "arr; annual recurring revenue; ingreso recurrente anual",
        "currency": _CURRENCY,
        "created_at": _CREATED,
        "close_date": (
            "close date; closing date; expected close date; close; fecha de cierre; fecha cierre; "
            "cierre; data de fechamento; fechamento"
        ),
        "closed_at": (
            "closed at; won date; won at; won time; date won; converted at; closed on; fecha de "
            "venta; fecha ganado; ganado el; fecha de cierre real; data da venda; ganho em; data "
            "de ganho"
        ),
        "probability": "probability; win probability; probabilidad; probabilidade",
        "lost_reason": (
            "lost reason; loss reason; reason lost; motivo de perdida; razon de perdida; motivo "
            "de perda; motivo da perda"
        ),
        "owner_id": _OWNER,
        "type": "deal type; opportunity type",
    },
    "leads": {
        "lead_id": _LEAD,
        "email": (
            "email; e mail; email address; mail; correo; correo electronico; direccion de correo"
        ),
        "full_name": (
            "full name; contact name; lead name; nombre completo; nombre y apellido; nombre del "
            "contacto; nome completo; nome do contato"
        ),
        "phone": "phone; phone number; mobile; telefono; celular; telefone",
        "job_title": "job title; title; cargo; puesto",
        "company": "company; company name; empresa; compania; razon social",
        "country": _COUNTRY,
        "created_at": _CREATED,
        "original_source": (
            "original source; lead source; source; origin; origen; fuente; origem; fonte; canal "
            "de origen; canal"
        ),
        "landing_page": "landing page; landing page id; pagina de destino",
        "self_reported_source": "how did you hear about us; como nos conociste",
        "lifecycle_stage": "lifecycle stage; lead status; status; stage; estado; etapa; situacao",
        "owner_id": _OWNER,
    },
    "accounts": {
        "account_id": "account id; company id; id empresa; id cuenta; id da empresa",
        "name": (
            "account; account name; company; company name; name; empresa; cuenta; nombre de la "
            "empresa; razon social; nombre; nome da empresa; nome"
        ),
        "domain": "domain; website; web; url; dominio; sitio web; site",
        "tax_id": "tax id; vat; vat number; rut; rfc; nit; cnpj; cif; ruc",
        "industry": "industry; sector; industria; rubro; segmento; setor",
        "employees": "employees; number of employees; headcount; empleados; funcionarios",
        "country": _COUNTRY,
        "owner_id": _OWNER,
        "parent_id": "parent account; parent; subsidiary of; matriz; empresa matriz",
        "created_at": _CREATED,
    },
    "users": {
        "user_id": "user id; employee id; id usuario; id vendedor; id do usuario",
        "name": (
            "sales agent; sales rep; agent; user; user name; employee; salesperson; name; full "
            "name; vendedor; ejecutivo; usuario; nombre; nome"
        ),
        "team": "team; department; equipo; area; departamento; equipe; time",
        "is_active": "is active; active; activo; ativo",
    },
    "spend": {
        "spent_on": "date; day; date day; spent on; fecha; dia; data",
        "campaign_id": _CAMPAIGN,
        "from_vendor": "platform; vendor; utm source; plataforma; medio",
        "cost": (
            "cost; spend; amount spent; ad spend; costo; coste; gasto; inversion; importe "
            "gastado; custo; investimento; valor gasto"
        ),
        "currency": _CURRENCY,
        "impressions": "impressions; impr; impresiones; impressoes",
        "clicks": "clicks; clics; cliques",
        "platform_conversions": "conversions; conversiones; conversoes",
    },
    "touchpoints": {
        "touchpoint_id": "touchpoint id; touch id; session id; event id; visit id",
        "lead_id": f"{_LEAD}; email; correo",
        "anonymous_id": "anonymous id; visitor id; client id; cookie id",
        "occurred_at": (
            "occurred at; touched at; timestamp; event time; visited at; session start; fecha y "
            "hora; fecha; data e hora; date"
        ),
        "kind": "event; event name; evento",
        "url": _URL,
        "utm_source": "utm source",
        "utm_medium": "utm medium",
        "utm_campaign": "utm campaign",
    },
    "customers": {
        "account_id": _ACCOUNT,
        "event": (
            "event; event type; evento; tipo de evento; tipo; type; movimiento; movimento; accion"
        ),
        "occurred_at": (
            "date; event date; renewal date; fecha; fecha del evento; fecha de renovacion; fecha "
            "renovacion; fecha de baja; data; data do evento; data da renovacao"
        ),
        "amount": (
            "arr; annual recurring revenue; amount; value; importe; importe anual; monto; monto "
            "anual; valor; valor anual; ingreso recurrente anual; receita recorrente anual"
        ),
        "currency": _CURRENCY,
    },
    "activities": {
        "activity_id": "activity id; call id; task id; meeting id; id actividad",
        "kind": "activity type; tipo de actividad; tipo de atividade",
        "lead_id": _LEAD,
        "opportunity_id": "deal id; opportunity id; id negocio; id oportunidade",
        "user_id": _OWNER,
        "occurred_at": (
            "activity date; call date; meeting date; occurred at; fecha de la actividad; fecha "
            "actividad; data da atividade"
        ),
        "outcome": "outcome; call result; resultado",
        "note": "note; notes; subject; asunto; notas; assunto",
    },
}


def _parted(words: str) -> tuple[str, ...]:
    """Part words at their semicolons."""
    return tuple(word.strip() for word in words.split(";"))


WORDS: Mapping[str, Words] = {
    table: {our: _parted(words) for our, words in columns.items()}
    for table, columns in _WORDS.items()
}
