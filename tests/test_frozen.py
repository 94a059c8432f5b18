"""A frozen dataclass of `actviz.frozen` does what one of the standard library does."""

import copy
import dataclasses
import inspect
import pickle
from dataclasses import FrozenInstanceError, asdict, astuple, field, fields, replace
from typing import Any

import numpy as np
import pytest

from actviz import frozen


def made(decorator: Any) -> dict[str, Any]:
    """Return classes that are made alike by this decorator."""

    @decorator(frozen=True)
    class Point:
        """A point."""

        x: float
        y: float = 0.0
        names: list[str] = field(default_factory=list, compare=False)

        def __post_init__(self) -> None:
            if self.x < 0:
                raise ValueError("x must be >= 0")

    @decorator(frozen=True)
    class Place(Point):
        """A point with a field that is given by its name."""

        label: str = field(default="", kw_only=True, repr=False)

    @decorator(frozen=True, eq=False)
    class Values:
        """Compared by identity."""

        values: Any

    @decorator(frozen=True, eq=False, kw_only=True)
    class Named:
        """All by name."""

        b: int
        a: int = 1

    @decorator(frozen=True)
    class Own:
        """With methods of its own."""

        x: int

        def __eq__(self, other: object) -> bool:
            return isinstance(other, Own)

        def __hash__(self) -> int:
            return 7

        def __repr__(self) -> str:
            return "own"

    return {cls.__name__: cls for cls in (Point, Place, Values, Named, Own)}


STANDARD, SHARED = made(dataclasses.dataclass), made(frozen.dataclass)
CALLS = [
    ("Point", (1.0,), {}),
    ("Point", (1.0, 2.0, ["a"]), {}),
    ("Point", (), {"y": 2.0, "x": 1.0}),
    ("Point", (1.0,), {"names": ["b"]}),
    ("Place", (1.0, 2.0), {"label": "here"}),
    ("Place", (1.0,), {}),
    ("Named", (), {"b": 2}),
    ("Own", (3,), {}),
]
WRONG = [
    ("Point", (), {}),
    ("Point", (1.0, 2.0, [], 4), {}),
    ("Point", (1.0,), {"x": 2.0}),
    ("Point", (1.0,), {"z": 2.0}),
    ("Place", (1.0, 2.0, [], "here"), {}),
    ("Named", (2,), {}),
    ("Named", (), {"a": 2}),
]


@frozen.dataclass(frozen=True)
class Kept:
    x: int
    y: int = 2


@pytest.mark.parametrize(("name", "by_place", "named"), CALLS)
def test_an_instance_has_the_values_text_and_hash_of_the_standard_librarys(
    name: str, by_place: tuple[Any, ...], named: dict[str, Any]
) -> None:
    standard, shared = STANDARD[name](*by_place, **named), SHARED[name](*by_place, **named)
    assert list(vars(shared).items()) == list(vars(standard).items())
    assert repr(shared) == repr(standard)
    assert asdict(shared) == asdict(standard)
    assert astuple(shared) == astuple(standard)
    assert shared == shared
    assert shared != standard
    if name not in ("Named",):
        assert hash(shared) == hash(standard)
        assert shared == copy.copy(shared)


@pytest.mark.parametrize(("name", "by_place", "named"), WRONG)
def test_values_that_do_not_fit_the_fields_are_refused(
    name: str, by_place: tuple[Any, ...], named: dict[str, Any]
) -> None:
    for classes in (STANDARD, SHARED):
        with pytest.raises(TypeError):
            classes[name](*by_place, **named)


def test_a_default_is_made_anew_for_each_instance_and_the_class_may_check_itself() -> None:
    point = SHARED["Point"]
    assert point(1.0).names is not point(1.0).names
    with pytest.raises(ValueError, match="x must be"):
        point(-1.0)
    with pytest.raises(ValueError, match="x must be"):
        replace(point(1.0), x=-1.0)
    assert replace(point(1.0), y=3.0) == point(1.0, 3.0)


def test_fields_cannot_be_set_or_deleted() -> None:
    point = SHARED["Point"](1.0)
    with pytest.raises(FrozenInstanceError):
        point.x = 2.0
    with pytest.raises(FrozenInstanceError):
        del point.x
    assert point.x == 1.0


def test_equality_leaves_out_what_is_not_compared_and_other_classes() -> None:
    point, place = SHARED["Point"], SHARED["Place"]
    assert point(1.0, 2.0, ["a"]) == point(1.0, 2.0, ["b"])
    assert point(1.0) != point(2.0)
    assert point(1.0) != place(1.0)
    values = SHARED["Values"](np.arange(3))
    assert values == values
    assert values != SHARED["Values"](np.arange(3))
    assert {values: 1}[values] == 1


@pytest.mark.parametrize("name", STANDARD)
def test_fields_and_signature_are_those_of_the_standard_library(name: str) -> None:
    standard, shared = STANDARD[name], SHARED[name]
    assert [(f.name, f.kw_only) for f in fields(shared)] == [(f.name, f.kw_only) for f in fields(standard)]
    of_shared, of_standard = (inspect.signature(cls).parameters for cls in (shared, standard))
    assert [(p.name, p.kind) for p in of_shared.values()] == [(p.name, p.kind) for p in of_standard.values()]
    assert shared.__match_args__ == standard.__match_args__


def test_an_instance_survives_pickling() -> None:
    kept = Kept(1)
    assert pickle.loads(pickle.dumps(kept)) == kept
    assert copy.deepcopy(kept) == kept
