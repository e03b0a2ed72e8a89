"""RD Station CRM: deals, `;` between cells, `2.500,50`, dd/mm/yyyy.

The closing day is read where there is one, else the forecast. What recurs is monthly there and
yearly in our tables: it is not read. A deal with a part that recurs has no amount unless the file
has the total: `Valor único` is the other part alone.
"""

from revops.sources.mapping import Export, FirstFilled, FirstListed, Joined, Without
from revops.sources.rd_station_parts import CREATED, DATES, DECIMAL, EMAIL, OWNER

_NAME = ("Nome da negociação", "Nome", "Negociação", "Título", "name")
_STATUS = {
    "Em andamento": "open",
    "Em aberto": "open",
    "Aberta": "open",
    "Aberto": "open",
    "Pausada": "open",
    "Vendida": "won",
    "Vendido": "won",
    "Ganha": "won",
    "Ganho": "won",
    "Perdida": "lost",
    "Perdido": "lost",
}

EXPORTS = (
    Export(
        vendor="rd_station",
        name="deals",
        table="opportunities",
        date_formats=DATES,
        decimal=DECIMAL,
        advice="In RD Station CRM, export the deals with their name and Data de criação.",
        columns={
            "opportunity_id": FirstFilled(
                (
                    ("ID da negociação", "ID", "deal_id"),
                    Joined((_NAME, *CREATED), mark=" | ", whole=True),
                    Joined((_NAME, *CREATED[:1]), mark=" | ", whole=True),
                )
            ),
            "account_id": ("ID da empresa", "CNPJ", "CNPJ da empresa"),
            "lead_id": FirstFilled((("ID do contato",), FirstListed(EMAIL))),
            "name": _NAME,
            "pipeline": ("Funil", "Funil de vendas"),
            "stage": ("Etapa do funil de vendas", "Etapa", "Etapa do funil"),
            "product": ("Produtos", "Produto"),
            "amount": FirstFilled(
                (
                    ("Valor da negociação", "Valor total", "Valor"),
                    Without(("Valor único",), other=("Valor recorrente",)),
                )
            ),
            "currency": ("Moeda",),
            "created_at": Joined(CREATED),
            "close_date": FirstFilled(
                (
                    ("Data de fechamento", "Data do fechamento", "Fechada em"),
                    ("Previsão de fechamento", "Data prevista de fechamento"),
                )
            ),
            "status": ("Estado", "Status", "Situação"),
            "lost_reason": ("Motivo de perda", "Motivo da perda", "Razão da perda"),
            "owner_id": ("Responsável pela negociação", *OWNER),
            "primary_campaign_id": ("Campanha",),
        },
        values={"status": _STATUS},
    ),
)
