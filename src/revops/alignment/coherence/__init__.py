"""Promise coherence: what campaigns promise against what is talked about, and lost over."""

from revops.alignment.coherence.by_campaign import promise_coherence, promise_coherence_total
from revops.alignment.coherence.losses import promises_and_losses
from revops.alignment.coherence.mismatched import mismatched_campaigns, mismatched_promises
from revops.alignment.coherence.promise_topics import promises_and_topics
from revops.alignment.coherence.readable import topics_below
from revops.alignment.coherence.reader_figures import conversations_read, reader_figures

__all__ = [
    "conversations_read",
    "mismatched_campaigns",
    "mismatched_promises",
    "promise_coherence",
    "promise_coherence_total",
    "promises_and_losses",
    "promises_and_topics",
    "reader_figures",
    "topics_below",
]
