"""Industries as they are written, in English, Spanish and Portuguese; one word each."""

INDUSTRIES = (
    "accounting", "advertising", "aerospace", "agriculture", "apparel", "automotive", "aviation",
    "banking", "biotechnology", "chemicals", "communications", "construction", "consulting",
    "education", "electronics", "employment", "energy", "engineering", "entertainment",
    "environmental", "finance", "government", "healthcare", "hospitality", "insurance", "internet",
    "logistics", "machinery", "manufacturing", "marketing", "medical", "mining", "nonprofit",
    "pharmaceuticals", "publishing", "recreation", "restaurants", "retail", "services", "shipping",
    "software", "technology", "telecommunications", "textiles", "tourism", "transportation",
    "utilities", "wholesale",
    "agricultura", "alimentos", "automotriz", "banca", "comercio", "construcción", "consultoría",
    "distribución", "educación", "electrónica", "energía", "entretenimiento", "farmacéutica",
    "finanzas", "gobierno", "hotelería", "ingeniería", "inmobiliaria", "logística", "manufactura",
    "minería", "pesquera", "publicidad", "salud", "seguros", "servicios", "tecnología",
    "telecomunicaciones", "transporte", "turismo",
    "comércio", "construção", "consultoria", "distribuição", "educação", "eletrônica", "energia",
    "engenharia", "finanças", "governo", "indústria", "mineração", "publicidade", "saúde",
    "serviços", "tecnologia", "telecomunicações", "varejo",
)  # fmt: skip
