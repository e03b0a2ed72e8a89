"""Forms: empty files for what no vendor exports, made for people to fill and for us to read.

An XLSX form keeps dates as dates and offers lists to choose from; a CSV form is its header. Both
come in English and in Spanish, and `template.<table>` reads them back in either language.
"""

from revops.sources.forms.contract import FORM_LANGUAGES, headers, words
from revops.sources.forms.form import form

__all__ = ["FORM_LANGUAGES", "form", "headers", "words"]
