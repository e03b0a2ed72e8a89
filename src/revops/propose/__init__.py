"""A workspace proposed from a folder of downloads: what was matched, guessed, and not known."""

from revops.propose.explain import Explained, explain
from revops.propose.proposal import Proposal
from revops.propose.telling import told
from revops.propose.write import propose

__all__ = ["Explained", "Proposal", "explain", "propose", "told"]
