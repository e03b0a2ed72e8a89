"""What a reader reads, in the reader's language: words, numbers, days and money."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, cached_property
from typing import Any

from babel import Locale

from revops.text import catalogue, days, numbers, vega
from revops.text.fill import fill
from revops.text.labels import LABELS
from revops.text.mark import N_
from revops.text.numbers import UNKNOWN, Number


@dataclass(frozen=True)
class Text:
    """One language's words and forms; call it with a message to translate it.

    >>> spanish = load("es")
    >>> spanish("The {n} largest of {total}.", n=25, total=1166)
    'Los 25 mayores de 1.166.'
    >>> spanish("A message that nobody translated")
    'A message that nobody translated'
    """

    language: str

    def __call__(self, message: str, /, **values: object) -> str:
        """Translate a message, then put the values in; without values braces stay."""
        translated = self._messages.get(message, (message,))[0]
        return self._filled(translated, values) if values else translated

    def plural(self, one: str, many: str, /, *, n: int, **values: object) -> str:
        """Translate the form that fits `n`, then put `n` and the values in."""
        forms = self._messages.get(one, (one, many))
        form = forms[min(catalogue.plural_form(self.language, n), len(forms) - 1)]
        return self._filled(form, {"n": n, **values})

    def label(self, code: str, *, inside: bool = False) -> str:
        """Give the human name of a code (column, metric, channel, stage, unit, owner...).

        A code that is not ours is shown as it is. `inside` a sentence it has no capital.

        >>> load("es").label("win_rate"), load("es").label("Feria de Lima")
        ('Tasa de cierre ganado', 'Feria de Lima')
        >>> load("en").label("win_rate", inside=True)
        'win rate'
        """
        if code not in LABELS:
            return code
        name = self(LABELS[code])
        is_word = name[1:2].islower() or name[1:2] == " "
        return name[0].lower() + name[1:] if inside and is_word else name

    def number(self, value: Number | None, digits: int = 0) -> str:
        """Write a number; a dash where there is none."""
        return numbers.number(value, digits, self.locale)

    def percent(self, value: Number | None, digits: int = 1) -> str:
        """Write a share of 0 to 1 as a percentage."""
        return numbers.percent(value, digits, self.locale)

    def money(self, value: Number | None, currency: str, digits: int | None = None) -> str:
        """Write an amount; `digits` are the currency's own unless given."""
        return numbers.money(value, currency, digits, self.locale)

    def quantity(self, value: Number | None, unit: str, currency: str = "") -> str:
        """Write a metric's value by its unit.

        >>> [load("en").quantity(0.25, unit) for unit in ("share", "days", "ratio")]
        ['25.0%', '0.3', '0.25']
        """
        if unit == "share":
            return self.percent(value)
        if unit == "money":
            return self.money(value, currency, digits=0)
        return self.number(value, {"hours": 1, "days": 1, "ratio": 2}.get(unit, 0))

    def day(self, value: date | None) -> str:
        """Write a day."""
        return UNKNOWN if value is None else days.day(value, self.locale)

    def moment(self, value: datetime | None) -> str:
        """Write a moment, in the zone that it is in."""
        return UNKNOWN if value is None else days.moment(value, self.locale)

    def month(self, period: str | date, *, short: bool = False) -> str:
        """Write a month, given as 2026-03 or as any day in it."""
        return days.month(days.first_day(period), self.locale, short=short)

    def period(self, value: str) -> str:
        """Write a cohort's period, such as 2026-03, 2026-Q1 or 2026, in short."""
        return days.period(value, self.locale)

    def week(self, period: str | date) -> str:
        """Write a week, given as 2026-W10 or as its Monday."""
        return self(N_("week of {day}"), day=self.day(days.first_day(period)))

    def vega_locale(self) -> tuple[dict[str, Any], dict[str, Any]]:
        """Give Vega's number locale and time locale."""
        return vega.number_locale(self.locale), vega.time_locale(self.locale)

    def vega_day(self) -> str:
        """Give the pattern by which a chart's axis writes a day without its year."""
        return vega.d3_pattern(self.locale.datetime_skeletons["MMMd"].pattern)

    @cached_property
    def locale(self) -> Locale:
        """Babel's data of the language."""
        return Locale(self.language)

    @cached_property
    def _messages(self) -> Mapping[str, tuple[str, ...]]:
        return catalogue.messages(self.language)

    def _filled(self, message: str, values: Mapping[str, object]) -> str:
        return fill(message, {name: self._written(value) for name, value in values.items()})

    def _written(self, value: object) -> str:
        """Write a value put into a message: numbers and days by locale, the rest as it is."""
        if value is None:
            return UNKNOWN
        if isinstance(value, date):
            return self.day(value)
        if isinstance(value, bool) or not isinstance(value, Number):
            return str(value)
        return self.number(value, 0 if value == value // 1 else 1)


@cache
def load(language: str) -> Text:
    """Give the words of one language; an unknown one is refused with the known ones."""
    catalogue.read(language)
    return Text(language)
