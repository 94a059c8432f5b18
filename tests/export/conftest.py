import pytest

from actviz import RunConfig, Trainer
from actviz.export.exported_run import exported

CONFIG = RunConfig(hidden=(5, 4, 3), n_examples=80, learning_rate=0.5, bias_init=-0.5, seed=1)


@pytest.fixture
def trainer():
    """Return a trainer after 40 steps, with a change on the way and some dead units."""
    trainer = Trainer(CONFIG)
    trainer.advance(25)
    trainer.apply({"learning_rate": 0.25})
    trainer.advance(15)
    return trainer


@pytest.fixture
def pair(trainer):
    """Return two lanes that share their examples."""
    other = Trainer(CONFIG.replace(activation="sigmoid"), examples=trainer.examples)
    other.advance(40)
    return [exported(trainer, "A", 0), exported(other, "my, <b>B</b>", 1)]
