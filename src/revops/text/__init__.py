"""Every word that a reader sees, in English and in Spanish, and how numbers are written.

>>> load("es").money(1200, "CLP", digits=0).replace(chr(160), " ")
'1.200 CLP'
"""

from revops.text.catalogue import languages
from revops.text.mark import N_
from revops.text.text import Text, load

__all__ = ["N_", "Text", "languages", "load"]
