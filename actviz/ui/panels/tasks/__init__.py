"""The panel `tasks`: what each task of a run left behind, its result and its dead and nearly silent units.

Imports `panels.base`, `plots`, `theme`; never another panel or the session.
"""

from actviz.ui.panels.tasks.panel import Tasks

__all__ = ["Tasks"]
