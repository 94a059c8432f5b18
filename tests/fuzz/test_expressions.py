"""Random expressions, most of them broken: none may crash, and none may run anything."""

import random
import sys
import warnings

from count import inputs_each
from random_expressions import broken, grown

from actviz.nn.expression.activation import custom_activation
from actviz.nn.expression.graph import BadExpression, ordered
from actviz.nn.expression.operations import OPERATIONS

COUNT = inputs_each(2000)
HARMLESS = {"compile", "builtins.id", "sys._getframe"}  # the first by `ast.parse`; to run something is "exec"
events: set[str] = set()
watching = False


def _note(event, _arguments):
    if watching:
        events.add(event)


sys.addaudithook(_note)  # it cannot be taken away again; it does nothing while nobody watches


def test_random_expressions_neither_crash_nor_run_anything_that_is_not_on_the_list():
    global watching
    rng, accepted, columns = random.Random(20261124), 0, []
    custom_activation("z*sigmoid(z)").value(1.0)  # what is imported at the first use is imported here
    events.clear()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for _ in range(COUNT):
            text = grown(rng, rng.randint(1, 5))
            text = broken(rng, text) if rng.random() < 0.4 else text
            watching = True
            try:
                made = custom_activation(text)
                made.value([-1.0, 0.0, 1.0]), made.slope([-1.0, 0.0, 1.0])
            except BadExpression as fault:
                columns.append((fault.column, len(text) + 1))
                continue
            finally:
                watching = False
            accepted += 1
            nodes = ordered(made.expression.value, made.expression.slope)
            assert {node.operation for node in nodes} <= set(OPERATIONS), text
            assert custom_activation(made.key[1:]).key == made.key, text
    assert events <= HARMLESS, events
    assert all(1 <= column <= end for column, end in columns)
    assert accepted > COUNT / 20
    print(f"{COUNT} expressions, {accepted} accepted")
