"""HubSpot: the headers of stage dates, one column a stage, in English, Spanish and Portuguese.

The label of a deal's stage carries its pipeline in brackets; the names of the API are those of
the property: `hs_v2_date_entered_<stage>`.
"""

import re

from revops.sources.mapping import Names

_QUOTED = r"""["'“”‘’«»](?P<stage>.+?)(?: \((?:[^()]|\([^()]*\))+\))?["'“”‘’«»]"""


def _label(pattern: str) -> re.Pattern[str]:
    """Make the pattern of a label, whatever its capitals."""
    return re.compile(pattern, re.IGNORECASE)


_ENTERED_LABELS = (
    _label(rf"Date entered {_QUOTED}"),
    _label(rf"Fecha de (?:entrada|ingreso) (?:a|en) {_QUOTED}"),
    _label(rf"Data (?:de entrada|de ingresso|em que entrou|que entrou) (?:em|na|no) {_QUOTED}"),
)
_LEFT_LABELS = (
    _label(rf"Date (?:exited|left) {_QUOTED}"),
    _label(rf"Fecha de salida de {_QUOTED}"),
    _label(rf"Data (?:de saída|em que saiu|que saiu) (?:de|da|do) {_QUOTED}"),
)

ENTERED: Names = (*_ENTERED_LABELS, re.compile(r"hs_(?:v2_)?date_entered_(?P<stage>.+)"))
LEFT: Names = (*_LEFT_LABELS, re.compile(r"hs_(?:v2_)?date_exited_(?P<stage>.+)"))

#: The lifecycle stages of a contact have labels of their own.
BECAME: Names = (
    _label(r"Became an? (?P<stage>.+?) Date"),
    _label(r"Fecha en (?:la )?que se convirtió en (?:una? )?(?P<stage>.+)"),
    _label(r"Se convirtió en (?:una? )?(?P<stage>.+?) el"),
    _label(r"Data em que se tornou (?:uma? )?(?P<stage>.+)"),
    _label(r"Tornou-se (?:uma? )?(?P<stage>.+?) em"),
    re.compile(r"hs_lifecyclestage_(?P<stage>.+)_date"),
    *ENTERED,
)
