"""How to load jsonschema without the part that takes most of the time.

jsonschema checks international addresses with a grammar that it builds while it is loaded:
1.5 seconds, in every process that loads Altair, nbformat or Great Expectations. Nothing here
checks such an address, so the grammar is hidden while jsonschema is loaded, and no longer.
"""

import sys
from importlib import import_module

_GRAMMAR = "rfc3987_syntax"


def load_jsonschema() -> None:
    """Load jsonschema without its grammar of addresses, unless it is loaded already.

    >>> load_jsonschema()
    >>> "jsonschema" in sys.modules
    True
    """
    if "jsonschema" in sys.modules or _GRAMMAR in sys.modules:
        return
    sys.modules[_GRAMMAR] = None  # type: ignore[assignment]  # Python's way to say "not there"
    try:
        import_module("jsonschema")
    finally:
        del sys.modules[_GRAMMAR]


def load_papermill() -> None:
    """Load Papermill, which loads jsonschema, the lean way."""
    load_jsonschema()
    import_module("papermill.engines")
