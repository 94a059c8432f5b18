"""The panel `diagnosis`: what is wrong with the run, the evidence, and suggestions to try.

`panel` is the panel; the other files are parts that only it uses. Imports `panels.base`, `plots`, `widgets`,
`theme`; never another panel or the session.
"""

from actviz.ui.panels.diagnosis.panel import DiagnosisPanel

__all__ = ["DiagnosisPanel"]
