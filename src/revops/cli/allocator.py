"""The memory that a load gives back is kept at hand for a while, because it is soon wanted again.

Polars brings an allocator of its own (jemalloc) and has it give memory back to the system after
half a second. A load takes and gives back the same few hundred megabytes stretch by stretch of a
file, and the system clears each page of them anew: up to a tenth of all its work. Polars adds what
it finds in this variable to its own setting when it is first imported, and no later.
"""

import os

#: Where Polars' allocator looks for its settings.
SETTING = "_RJEM_MALLOC_CONF"
#: Milliseconds after which memory that nobody uses is given back: the allocator's own default.
KEPT = "dirty_decay_ms:10000"


def keep_memory_at_hand() -> None:
    """Let the allocator keep memory for seconds, unless somebody has set it otherwise.

    >>> keep_memory_at_hand()
    >>> SETTING in os.environ
    True
    """
    os.environ.setdefault(SETTING, KEPT)
