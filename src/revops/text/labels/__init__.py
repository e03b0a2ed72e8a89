"""Human names of every code that a reader is shown; each code has one home.

>>> LABELS["original_source"], LABELS["critical"]
('Original source', 'Critical')
"""

from collections.abc import Mapping

from revops.text.labels.attribution import CHANNEL_NAMES, MODEL_NAMES
from revops.text.labels.complaints import COMPLAINT_COLUMNS, COMPLAINT_VALUES, SALE_EVENTS
from revops.text.labels.credit import CREDIT_COLUMNS, CREDIT_VALUES
from revops.text.labels.customer_columns import CUSTOMER_COLUMNS
from revops.text.labels.defect_columns import DEFECT_COLUMNS
from revops.text.labels.fact_columns import FACT_COLUMNS
from revops.text.labels.heard import HEARD_COLUMNS, HEARD_VALUES
from revops.text.labels.metrics import (
    FACTOR_NAMES,
    FOLLOWUP_COLUMNS,
    METRIC_NAMES,
    RESULT_COLUMNS,
)
from revops.text.labels.page_columns import (
    CHECK_COLUMNS,
    FIX_COLUMNS,
    FORECAST_COLUMNS,
    REVIEW_COLUMNS,
)
from revops.text.labels.qualified import QUALIFIED_COLUMNS, QUALIFIED_VALUES
from revops.text.labels.questions import QUESTION_COLUMNS, QUESTION_VALUES
from revops.text.labels.reasons import REASONS
from revops.text.labels.record_columns import RECORD_COLUMNS
from revops.text.labels.returned import RETURN_COLUMNS, RETURN_VALUES
from revops.text.labels.tables import TABLE_NAMES
from revops.text.labels.topics import PROMISE_COLUMNS, PROMISE_VALUES, TOPIC_NAMES
from revops.text.labels.trend_columns import COMPARED, TREND_COLUMNS
from revops.text.labels.values import VALUE_NAMES

HOMES: tuple[Mapping[str, str], ...] = (
    RECORD_COLUMNS,
    FACT_COLUMNS,
    TABLE_NAMES,
    METRIC_NAMES,
    FACTOR_NAMES,
    FOLLOWUP_COLUMNS,
    RESULT_COLUMNS,
    MODEL_NAMES,
    CHANNEL_NAMES,
    CREDIT_COLUMNS,
    CREDIT_VALUES,
    VALUE_NAMES,
    CHECK_COLUMNS,
    REVIEW_COLUMNS,
    FIX_COLUMNS,
    FORECAST_COLUMNS,
    CUSTOMER_COLUMNS,
    DEFECT_COLUMNS,
    TREND_COLUMNS,
    COMPARED,
    QUESTION_COLUMNS,
    QUESTION_VALUES,
    REASONS,
    HEARD_COLUMNS,
    HEARD_VALUES,
    RETURN_COLUMNS,
    RETURN_VALUES,
    COMPLAINT_COLUMNS,
    COMPLAINT_VALUES,
    SALE_EVENTS,
    QUALIFIED_COLUMNS,
    QUALIFIED_VALUES,
    TOPIC_NAMES,
    PROMISE_COLUMNS,
    PROMISE_VALUES,
)

LABELS: Mapping[str, str] = {code: name for home in HOMES for code, name in home.items()}

__all__ = ["HOMES", "LABELS"]
