"""Every shortcut leads to one command: Qt would do nothing at all for a key that two have."""

from collections import Counter

from PySide6.QtGui import QKeySequence

from actviz.ui.actions.command_table import window_commands
from actviz.ui.panels import PANELS
from actviz.ui.window.presets import PRESETS


def test_no_two_commands_have_the_same_shortcut() -> None:
    presets = [(p.key, p.label, p.tip) for p in PRESETS.values()]
    commands = window_commands(presets, [(p.key, p.title) for p in PANELS.values()])
    keys = Counter(QKeySequence(keys).toString() for command in commands for keys in command.shortcuts)
    assert keys["F1"] == keys["Ctrl+K"] == 1
    assert [key for key, n in keys.items() if n > 1] == []
