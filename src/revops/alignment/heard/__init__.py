"""What sales hears: which topics, which piece answers them, and what it asks marketing for."""

from revops.alignment.heard.answers_before_after import answers_before_after
from revops.alignment.heard.content_in_deals import content_in_deals
from revops.alignment.heard.heard_by_month import heard_by_month
from revops.alignment.heard.heard_by_topic import heard_by_topic
from revops.alignment.heard.heard_summary import heard_summary
from revops.alignment.heard.heard_this_week import heard_this_week
from revops.alignment.heard.made_together import made_together
from revops.alignment.heard.requested import requested

__all__ = [
    "answers_before_after",
    "content_in_deals",
    "heard_by_month",
    "heard_by_topic",
    "heard_summary",
    "heard_this_week",
    "made_together",
    "requested",
]
