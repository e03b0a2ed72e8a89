"""What Faro's systems recorded of the world by the as-of day, before any vendor's shape.

Each module makes one kind of record from what really happened; `Records` holds them all.
"""

from revops.sample.records.records import Records, record

__all__ = ["Records", "record"]
