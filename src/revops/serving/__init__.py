"""The site for both teams: pages, runs and metrics under Jupyter's own login.

A Jupyter Server extension: JupyterLab and JupyterHub users have it under `/revops`, and
`revops serve` starts it alone. It is found by this package's name, so nothing heavy is imported
here.
"""

from typing import Any


def _jupyter_server_extension_points() -> list[dict[str, Any]]:
    """Tell Jupyter Server where the extension is."""
    from revops.serving.app import RevopsSite

    return [{"module": "revops.serving", "app": RevopsSite}]
