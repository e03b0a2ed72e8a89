"""A workspace is any folder with a revops.toml and, beside it, what both teams agreed on."""

from revops.workspace.agreement import Agreement, Sla, read_agreement
from revops.workspace.qualified_lead import QualifiedLead
from revops.workspace.settings import ExportSettings, Settings
from revops.workspace.workspace import Workspace, open_workspace, packed

__all__ = [
    "Agreement",
    "ExportSettings",
    "QualifiedLead",
    "Settings",
    "Sla",
    "Workspace",
    "open_workspace",
    "packed",
    "read_agreement",
]
