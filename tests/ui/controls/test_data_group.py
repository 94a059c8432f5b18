"""The data group names what the user's own file is taken as."""

import numpy as np
import pytest

from actviz.data import load_data
from actviz.training import RunConfig
from actviz.ui.controls.data_group import DataGroup


@pytest.fixture
def group(qtbot):
    group = DataGroup()
    qtbot.addWidget(group)
    group.show()
    return group


def test_the_target_is_named_and_the_tip_says_what_was_left_out(group, tmp_path):
    path = tmp_path / "flowers.csv"
    rows = [f"{i},{a:.2f},{'uv'[i % 2]}" for i, a in enumerate(np.random.default_rng(0).normal(size=30))]
    path.write_text("Id,width,species\n" + "\n".join(rows) + "\n")
    group.refresh(RunConfig(data_path=path))
    group.show_data(load_data(path))
    assert group.hints.isVisible()
    assert group.hints.text() == "class: species, from 1 input"
    assert "Id left out: it only counts" in group.gallery.own_card.toolTip()
    group.show_data(None)
    assert not group.hints.isVisible()
