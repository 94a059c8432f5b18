"""A text crosses a process or a file in English, and is told in the language in use there."""

import json

import pytest

from actviz import translation
from actviz.registry import BadInput
from actviz.told_text import english, english_of, pack, reason, retold
from actviz.translation import parts_kept, tr, tr_count

GERMAN = {
    "{name} has {units}": "{name} hat {units}",
    "{n} unit": "{n} Einheiten",
    "layer {layer}": "Schicht {layer}",
}


@pytest.fixture
def in_german():
    """Return a function that puts a second language in use."""
    yield lambda: translation.use("de", lambda text, _comment, _count: GERMAN.get(text, text))
    translation.use(translation.ENGLISH)


def sentence():
    with parts_kept():
        return tr("{name} has {units}", name=tr("layer {layer}", layer=2), units=tr_count("{n} unit", "{n} units", 3))


def test_a_text_with_texts_in_it_is_told_again_in_the_language_in_use(in_german):
    packed = pack(sentence())
    assert retold(packed) == "layer 2 has 3 units"
    in_german()
    assert retold(packed) == "Schicht 2 hat 3 Einheiten"
    assert english_of(packed) == "layer 2 has 3 units"


def test_a_text_made_in_another_language_is_packed_in_english(in_german):
    in_german()
    found = sentence()
    assert found == "Schicht 2 hat 3 Einheiten"
    assert english(found) == "layer 2 has 3 units"
    assert json.loads(pack(found))["text"] == "{name} has {units}"


def test_a_text_outside_is_a_plain_one():
    assert type(tr("{name} has {units}", name="a", units="b")) is str
    assert pack("a plain text") == ""
    assert english("a plain text") == "a plain text"


def test_the_reason_of_a_fault_keeps_its_parts():
    assert pack(reason(BadInput(sentence()))) == pack(sentence())
    assert reason(BadInput("no parts")) == "no parts"
    assert reason(OSError(2, "No such file")) == "[Errno 2] No such file"


@pytest.mark.parametrize(
    "packed",
    [
        "{",
        "[]",
        "{}",
        '{"text": 3, "values": {}}',
        '{"text": "{a}", "values": {}}',
        '{"text": "{a.__class__}", "values": {"a": "x"}}',
        '{"text": "{a[0]}", "values": {"a": "x"}}',
        '{"text": "{a!r}", "values": {"a": "x"}}',
        '{"text": "{a:>999999999}", "values": {"a": "x"}}',
        '{"text": "{}", "values": {}}',
        '{"text": "x", "values": 3}',
        '{"text": "x", "many": "y", "n": "many", "values": {}}',
        '{"text": "{a}", "values": {"a": ' * 9 + '"x"' + "}}" * 9,
        '{"text": "' + 5000 * "x" + '", "values": {}}',
    ],
)
def test_what_is_damaged_or_hostile_is_told_as_nothing(packed):
    assert retold(packed) == ""
    assert english_of(packed) == ""
