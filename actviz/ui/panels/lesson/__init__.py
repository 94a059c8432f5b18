"""The panel `lesson`: the card of a lesson's step, or, without one, the list of the lessons.

Imports `panels.base`, `theme` and `widgets`; never another panel or the session: `window.lesson_show` tells it all.
"""

from actviz.ui.panels.lesson.panel import LessonPanel

__all__ = ["LessonPanel"]
