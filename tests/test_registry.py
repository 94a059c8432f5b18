from dataclasses import dataclass

import pytest

from actviz.registry import BadInput, Registry, UnknownKey


@dataclass(frozen=True)
class Fruit:
    key: str


@pytest.fixture
def fruits():
    registry = Registry("fruit")
    for key in ("pear", "apple", "plum"):
        registry.add(Fruit(key))
    return registry


def test_entries_keep_the_order_in_which_they_were_added(fruits):
    assert list(fruits) == ["pear", "apple", "plum"]
    assert len(fruits) == 3
    assert fruits["apple"] == Fruit("apple")


def test_a_key_added_twice_is_an_error(fruits):
    with pytest.raises(ValueError, match="fruit 'pear' is registered twice"):
        fruits.add(Fruit("pear"))


def test_a_removed_entry_is_unknown_and_may_come_again(fruits):
    fruits.remove("pear")
    assert list(fruits) == ["apple", "plum"]
    with pytest.raises(UnknownKey):
        fruits.remove("pear")
    fruits.add(Fruit("pear"))
    assert list(fruits) == ["apple", "plum", "pear"]


@pytest.mark.parametrize("key", ["appel", "Apple", "aple"])
def test_an_unknown_key_is_answered_with_the_nearest_one(fruits, key):
    with pytest.raises(UnknownKey) as caught:
        fruits[key]
    assert str(caught.value) == f"unknown fruit {key!r}: did you mean 'apple'?"


@pytest.mark.parametrize("key", ["zzz", 5, None, ["zzz"]])
def test_a_key_like_no_other_is_answered_with_all_of_them(fruits, key):
    with pytest.raises(UnknownKey) as caught:
        fruits[key]
    assert str(caught.value) == f"unknown fruit {key!r}: known are pear, apple, plum"


def test_an_unknown_key_is_bad_input_and_a_key_error(fruits):
    assert issubclass(UnknownKey, BadInput)
    assert fruits.get("zzz") is None
    assert "zzz" not in fruits
