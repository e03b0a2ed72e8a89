"""The shared tables: what every export becomes, one file a table.

Ids are text, times are UTC, money is a decimal amount beside its currency. A table that a
workspace has no export for is absent, and what needs it says so.

>>> sorted(TABLES)[:3]
['accounts', 'activities', 'campaigns']
"""

from revops.tables.accounts import ACCOUNTS
from revops.tables.activities import ACTIVITIES
from revops.tables.campaigns import CAMPAIGNS
from revops.tables.content import CONTENT
from revops.tables.customers import CUSTOMERS
from revops.tables.decisions import DECISIONS
from revops.tables.experiments import EXPERIMENTS
from revops.tables.feedback import FEEDBACK
from revops.tables.field_history import FIELD_HISTORY
from revops.tables.leads import LEADS
from revops.tables.opportunities import OPPORTUNITIES
from revops.tables.opportunity_people import OPPORTUNITY_PEOPLE
from revops.tables.rates import RATES
from revops.tables.spend import SPEND
from revops.tables.stage_history import STAGE_HISTORY
from revops.tables.table import PROVENANCE, Column, Table
from revops.tables.targets import TARGETS
from revops.tables.touchpoints import TOUCHPOINTS
from revops.tables.users import USERS

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        ACCOUNTS,
        LEADS,
        OPPORTUNITIES,
        OPPORTUNITY_PEOPLE,
        STAGE_HISTORY,
        FIELD_HISTORY,
        ACTIVITIES,
        CAMPAIGNS,
        TOUCHPOINTS,
        SPEND,
        CONTENT,
        FEEDBACK,
        CUSTOMERS,
        USERS,
        TARGETS,
        DECISIONS,
        RATES,
        EXPERIMENTS,
    )
}

__all__ = ["PROVENANCE", "TABLES", "Column", "Table"]
