"""What the tests of all panels share."""

import pytest


@pytest.fixture
def show_panel(qtbot):
    """Return a function that shows a panel of this class, with so many px for its body."""

    def show(panel_class, width, height):
        panel = panel_class()
        qtbot.addWidget(panel)
        qtbot.addWidget(panel.header)
        panel.resize(width, height)
        panel.show()
        return panel

    return show
