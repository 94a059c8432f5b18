from actviz.diagnosis.diagnosis import diagnose
from actviz.training import RunConfig, Trainer


def test_the_first_death_does_not_move_forward_when_units_revive():
    trainer, told = Trainer(RunConfig(learning_rate=0.35, momentum=0.5)), set()
    for _ in range(12):
        trainer.advance(50)
        evidence = [each for found in diagnose(trainer).findings for each in found.evidence]
        told |= {each.value for each in evidence if each.label == "first death"}
    assert any(event.kind == "revival" for event in trainer.history.events)
    first = min(event.step for event in trainer.history.events if event.kind == "death")
    assert told == {f"step {first:,}"}
