"""What is written of a scene is read as the same scene: any settings, any texts, changes on the way, paths."""

import random
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from actviz.data import DATASETS
from actviz.lessons.own_files import read_own
from actviz.lessons.scene import LAYOUTS, Change, Scene, read_scene
from actviz.lessons.scene_writing import files_of, scene_toml
from actviz.nn.activations import ACTIVATIONS
from actviz.nn.initializers import INITIALIZERS
from actviz.nn.optimizers import OPTIMIZERS
from actviz.nn.schedules import SCHEDULES
from actviz.registry import BadInput
from actviz.training.config.config import RunConfig
from actviz.training.config.text_format import NamedConfig

TITLES = ("Mine", 'a "quoted" \\ one', "ReLU stirbt früh ✗", "死亡单元", "'''", "# no remark", "[step]")


def random_config(draw):
    hidden = tuple(draw.choice((1, 2, 7, 16)) for _ in range(draw.choice((1, 2, 5))))
    mixed = draw.random() < 0.3
    config = RunConfig(
        hidden=hidden, dataset=draw.choice(list(DATASETS)), n_examples=draw.choice((10, 500)), seed=draw.randrange(9),
        noise=draw.choice((0.0, 0.2)), test_fraction=draw.choice((0.0, 0.2)), standardize=draw.random() < 0.5,
        activation=tuple(draw.choice(list(ACTIVATIONS)) for _ in hidden) if mixed else draw.choice(list(ACTIVATIONS)),
        initializer=draw.choice(list(INITIALIZERS)), init_scale=draw.choice((0.0, 0.5, 1.0)),
        optimizer=draw.choice(list(OPTIMIZERS)), learning_rate=draw.choice((1e-9, 0.1, 1 / 3)),
        schedule=draw.choice(list(SCHEDULES)), weight_decay=draw.choice((0.0, 0.01)),
        normalization=draw.choice(("none", "layer", "batch")), dropout=draw.choice((0.0, 0.5)),
        recycle_at=draw.choice(((), (3, 90))),
    )  # fmt: skip
    return config.replace(alpha=0.25) if draw.random() < 0.2 else config


def random_scene(seed):
    draw = random.Random(seed)
    first = random_config(draw)
    n_lanes = draw.choice((1, 1, 2, 4))
    others = [first.replace(activation=draw.choice(list(ACTIVATIONS)), learning_rate=0.3) for _ in range(n_lanes - 1)]
    lanes = tuple(NamedConfig(f"lane {i}" if n_lanes > 1 else "", each) for i, each in enumerate((first, *others), 1))
    to = draw.choice((0, 1, 700))
    steps = sorted(draw.randrange(to + 1) for _ in range(draw.choice((0, 1, 3))))
    settings = ({"learning_rate": 0.7}, {"activation": "elu", "alpha": None}, {"alpha": 0.5}, {"recycle_at": (1, 2)})
    changes = tuple(Change(at, draw.randint(1, n_lanes), draw.choice(settings)) for at in steps)
    return Scene(
        "mine", draw.choice(TITLES), draw.choice(TITLES), 1000, draw.choice(LAYOUTS), draw.choice((None, 0.5, 30)),
        lanes, (), None, (), draw.randint(1, n_lanes), to, draw.choice((None, 1)), draw.choice((None, 0)), changes,
    )  # fmt: skip


@pytest.mark.parametrize("seed", range(60))
def test_any_scene_is_read_as_it_was_written(seed):
    scene = random_scene(seed)
    assert read_scene(scene_toml(scene), "mine.toml") == scene


def test_every_value_between_two_changes_is_known():
    scene = random_scene(0)
    scene = replace(
        scene,
        lanes=scene.lanes[:1],
        lane=1,
        to=50,
        changes=(Change(5, 1, {"learning_rate": 0.7}), Change(9, 1, {"learning_rate": 0.2})),
    )
    found = scene.configs_of(1)
    assert [at for at, _ in found] == [0, 5, 9]
    assert [config.learning_rate for _, config in found][1:] == [0.7, 0.2]
    assert all(a != b for (_, a), (_, b) in pairwise(found))
    assert all(scene.is_shown_by([config]) for _, config in found)
    assert not scene.is_shown_by([found[0][1].replace(seed=77)])


def test_a_file_of_data_beside_the_scene_is_named_without_its_folder(tmp_path):
    config = RunConfig().replace(data_path=str(tmp_path / "sub" / "mine.csv"))
    scene = replace(random_scene(1), lanes=(NamedConfig("", config),), lane=1, changes=())
    assert files_of(scene) == [str(tmp_path / "sub" / "mine.csv")]
    path = tmp_path / "scene.toml"
    path.write_text(scene_toml(scene, tmp_path))
    assert str(tmp_path) not in path.read_text()
    assert read_own(path).lanes == scene.lanes
    assert str(tmp_path) in scene_toml(scene, Path("/elsewhere"))


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("to = 50", "to = -1", ("line 7", "-1")),
        ("to = 50", "to = 5", ("line 15", "step")),
        ("to = 50", "", ("change", "step")),
        ("to = 50", "to = 50\nlayer = 0", ("line 8", "layer")),
        ("at = 9", 'at = "9"', ("line 15", "at")),
        ("lane = 1\nset", "lane = 2\nset", ("line 16", "lane")),
        ("learning_rate = 0.2", "seed = 4", ("line 17", "seed")),
        ("learning_rate = 0.2", "learning_rate = -4", ("line 17", "-4")),
    ],
)
def test_what_is_wrong_with_a_state_is_told(old, new, words):
    text = (
        'title = "A"\nclaim = "B."\nlayout = "overview"\nlane = 1\n\n\nto = 50\n\n[config]\nhidden = "4"\n\n\n\n'
        "[[change]]\nat = 9\nlane = 1\nset = { learning_rate = 0.2 }\n"
    )
    assert read_scene(text, "mine.toml").changes
    assert old in text
    with pytest.raises(BadInput) as refused:
        read_scene(text.replace(old, new), "mine.toml")
    assert all(word in str(refused.value) for word in words), str(refused.value)
