"""The left column on the user's own file: what it is taken as, and what can be set for it."""

import numpy as np
import pytest

from actviz.data.reading.loading import load_data
from actviz.training import RunConfig
from actviz.ui.controls.cures_group import CuresGroup
from actviz.ui.controls.data_group import DataGroup
from actviz.ui.controls.more_group import MoreGroup


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


def test_a_test_share_is_offered_only_where_the_data_have_no_test_set(qtbot, tmp_path):
    more = MoreGroup(CuresGroup())
    qtbot.addWidget(more)
    x, y = np.random.default_rng(0).normal(size=(20, 2)), np.arange(20) % 2
    np.savez(tmp_path / "a.npz", x_train=x, y_train=y, x_test=x, y_test=y)
    np.savez(tmp_path / "b.npz", x=x, y=y)
    for name, offered in (("a.npz", False), ("b.npz", True)):
        more.show_data(load_data(tmp_path / name), RunConfig(data_path=tmp_path / name))
        assert more.body.test_row.isEnabled() == offered
