"""The sample company: its exports, from a seeded simulation whose truth is known.

`write_sample` writes what a RevOps analyst would download; `truth.json` beside it says what
really caused what, and `defects.csv` lists what was spoilt on purpose.
"""

from revops.sample.accounts import leads_of
from revops.sample.write import write_sample

__all__ = ["leads_of", "write_sample"]
