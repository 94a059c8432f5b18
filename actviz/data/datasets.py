"""The registry of built-in data sets holds one entry each.

To add a data set, write a function that draws it, and its entry below the function.

A data set draws points within about [-1, 1]; noise 0..1 is the standard deviation of random shifts of the inputs
(classification) or of the target (regression), both of scale about 1; of `spiral3` it is half that of the shifts of
the angle, in radians. The same seed draws the same points at every noise.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Literal, TypeAlias

import numpy as np
import numpy.typing as npt

from actviz.arrays import Floats
from actviz.data.columns import ColumnFacts, column_facts, column_hints
from actviz.data.limits import MAX_EXAMPLES, MIN_EXAMPLES
from actviz.frozen import dataclass
from actviz.number_text import whole
from actviz.registry import BadInput, Registry
from actviz.resource_files import resource
from actviz.translation import looked_up, mark, tr

Task: TypeAlias = Literal["classification", "regression"]
Classes: TypeAlias = npt.NDArray[np.int64]
Targets: TypeAlias = Classes | Floats


@dataclass(frozen=True, eq=False)
class Data:
    """Examples to train on: `x` (N, d) float64, `y` (N,) int64 class indices or (N, k) float64 targets.

    Images may be float32. Of a file, `notes` and `unsure` say in sentences what was guessed or left out, and what may
    as well be otherwise.
    """

    x: Floats
    y: Targets
    task: Task
    input_names: tuple[str, ...]
    class_names: tuple[str, ...]  # empty for a regression
    source: str  # as shown: a data set's key, or the name of a file
    target_names: tuple[str, ...] = ()  # of the targets' columns, where they have names
    notes: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()
    n_test: int = 0  # the last examples, which are a test set of their own
    is_sample: bool = False  # drawn with the seed from a larger file: another seed draws others

    @property
    def n_examples(self) -> int:
        """Number of examples, N."""
        return len(self.x)

    @property
    def n_inputs(self) -> int:
        """Number of inputs of an example, d."""
        return int(self.x.shape[1])

    @property
    def n_outputs(self) -> int:
        """Number of outputs of a network for these data: the classes, or the targets of a regression."""
        return len(self.class_names) if self.task == "classification" else int(self.y.shape[1])

    @cached_property
    def columns(self) -> tuple[ColumnFacts, ...]:
        """The facts of every input and, in a regression, of every target."""
        found = column_facts(self.x, self.input_names)
        if self.task == "classification":
            return found
        k = self.n_outputs
        names = self.target_names or (
            (tr("target"),) if k == 1 else tuple(tr("target {number}", number=i) for i in range(1, k + 1))
        )
        return found + column_facts(self.y.astype(np.float64, copy=False), names)

    @property
    def hints(self) -> tuple[str, ...]:
        """One sentence for each kind of values that are probably not what they look like, naming the columns."""
        return column_hints(self.columns)


@looked_up("label", "story")
@dataclass(frozen=True)
class Dataset:
    """A built-in data set: its texts, its shape and the function that draws it."""

    key: str
    label: str
    story: str
    draw: Callable[[int, float, np.random.Generator], tuple[Floats, Targets]]
    task: Task = "classification"
    n_inputs: int = 2
    class_names: tuple[str, ...] = ("0", "1")
    input_names: tuple[str, ...] = ("x1", "x2")
    has_noise: bool = True
    fixed_size: int | None = None  # number of examples, if they are not generated; an upper bound of n
    in_gallery: bool = True  # whether it has a card in the window while another data set is in use

    @property
    def n_outputs(self) -> int:
        """Number of outputs that a network for it has: the classes, or the one target of a regression."""
        return len(self.class_names) if self.task == "classification" else 1

    @property
    def shape(self) -> tuple[Task, int, int]:
        """What a network for it must fit: its task, the number of its inputs and of its outputs."""
        return self.task, self.n_inputs, self.n_outputs

    def generate(self, n: int, noise: float, rng: np.random.Generator) -> Data:
        """Draw n examples (at most `fixed_size`); the classes are equal in number to within one.

        Raises:
            BadInput: n is outside 2..200,000 or noise outside 0..1.
        """
        if not MIN_EXAMPLES <= n <= MAX_EXAMPLES:
            raise BadInput(
                tr(
                    "the number of examples must be {least}..{most}, got {n}",
                    least=MIN_EXAMPLES,
                    most=whole(MAX_EXAMPLES),
                    n=n,
                )
            )
        if not 0 <= noise <= 1:
            raise BadInput(tr("noise must be 0..1, got {noise}", noise=noise))
        x, y = self.draw(n, noise, rng)
        return Data(x, y, self.task, self.input_names, self.class_names, self.key)


DATASETS: Registry[Dataset] = Registry(mark("dataset"))


def _alternating(n: int) -> Classes:
    return np.arange(n, dtype=np.int64) % 2


def _jittered(points: Floats, noise: float, rng: np.random.Generator) -> Floats:
    return points + noise * rng.standard_normal(points.shape)


def _on_rays(radius: Floats, angle: Floats) -> Floats:
    return np.stack((radius * np.cos(angle), radius * np.sin(angle)), axis=1)


def _circle(n: int, noise: float, rng: np.random.Generator) -> tuple[Floats, Targets]:
    y = _alternating(n)
    area = rng.uniform(np.where(y == 0, 0.0, 0.7**2), np.where(y == 0, 0.5**2, 1.0))  # uniform in r²: even density
    return _jittered(_on_rays(np.sqrt(area), rng.uniform(0, 2 * np.pi, n)), noise, rng), y


DATASETS.add(Dataset("circle", mark("Circle"), mark("A disc inside a ring: no straight line parts them."), _circle))


def _xor(n: int, noise: float, rng: np.random.Generator) -> tuple[Floats, Targets]:
    y = _alternating(n)
    side = rng.choice((-1.0, 1.0), n)
    sides = np.stack((side, side * (1 - 2 * y)), axis=1)
    return _jittered(sides * rng.uniform(0.1, 1.0, (n, 2)), noise, rng), y


DATASETS.add(
    Dataset("xor", mark("XOR"), mark("Opposite quadrants belong together: one unit alone cannot solve it."), _xor)
)


def _gaussians(n: int, noise: float, rng: np.random.Generator) -> tuple[Floats, Targets]:
    y = _alternating(n)
    centre = np.where(y == 0, -0.5, 0.5)[:, np.newaxis]
    return _jittered(centre + 0.15 * rng.standard_normal((n, 2)), noise, rng), y


DATASETS.add(Dataset("gaussians", mark("Clouds"), mark("Two round clouds: a straight line is enough."), _gaussians))


def _spiral(n: int, noise: float, rng: np.random.Generator) -> tuple[Floats, Targets]:
    y = _alternating(n)
    along = rng.uniform(0, 1, n)
    points = _on_rays(0.05 + 0.95 * along, 1.75 * 2 * np.pi * along + np.pi * y)
    return _jittered(points, noise, rng), y


DATASETS.add(
    Dataset("spiral", mark("Spiral"), mark("Two arms wound around each other: the hardest of the plane."), _spiral)
)


def _spiral3(n: int, noise: float, rng: np.random.Generator) -> tuple[Floats, Targets]:
    """Draw the arms of CS231n's case study, which has 100 points on each and noise 0.1."""
    y = np.arange(n, dtype=np.int64) % 3
    most = max(1, (n + 2) // 3 - 1)  # of an arm's points, counted from 0
    along = (np.arange(n) // 3) / most
    angle = 4.0 * (y + along) + 2.0 * noise * rng.standard_normal(n)
    return along[:, np.newaxis] * np.stack((np.sin(angle), np.cos(angle)), axis=1), y


DATASETS.add(
    Dataset(
        "spiral3",
        mark("3 arms"),
        mark("Three arms of three classes, as in the case study of Stanford's course CS231n."),
        _spiral3,
        class_names=("0", "1", "2"),
    )
)


def _moons(n: int, noise: float, rng: np.random.Generator) -> tuple[Floats, Targets]:
    y = _alternating(n)
    half_circle = _on_rays(np.ones(n), rng.uniform(0, np.pi, n))
    hooked = np.where(y[:, np.newaxis] == 0, half_circle, (1.0, 0.5) - half_circle)
    return _jittered((hooked - (0.5, 0.25)) / 1.5, noise, rng), y


DATASETS.add(
    Dataset("moons", mark("Moons"), mark("Two half circles hooked into each other: a curve parts them."), _moons)
)


def _plane(n: int, noise: float, rng: np.random.Generator) -> tuple[Floats, Targets]:
    x = rng.uniform(-1, 1, (n, 2))
    return x, _jittered(x.mean(axis=1, keepdims=True), noise, rng)


DATASETS.add(
    Dataset(
        "plane",
        mark("Plane"),
        mark("Regression: the target is the mean of the two inputs, which needs no hidden layer."),
        _plane,
        task="regression",
        class_names=(),
    )
)


def _waves(n: int, noise: float, rng: np.random.Generator) -> tuple[Floats, Targets]:
    x = rng.uniform(-1, 1, (n, 2))
    height = np.sin(np.pi * x[:, :1]) * np.cos(np.pi * x[:, 1:])
    return x, _jittered(height, noise, rng)


DATASETS.add(
    Dataset(
        "waves",
        mark("Waves"),
        mark("Regression: the target is sin(πx1)·cos(πx2), hills and valleys that need bends."),
        _waves,
        task="regression",
        class_names=(),
    )
)


def _absolute(n: int, noise: float, rng: np.random.Generator) -> tuple[Floats, Targets]:
    x = rng.uniform(-1, 1, (n, 1))
    return x, _jittered(np.abs(x), noise, rng)


DATASETS.add(
    Dataset(
        "absolute",
        mark("Absolute"),
        mark("Regression: the target is |x|, which two ReLUs can be; a deep narrow network may be born dead."),
        _absolute,
        task="regression",
        n_inputs=1,
        class_names=(),
        input_names=("x",),
        in_gallery=False,
    )
)


def _images(name: str, white: float, n: int, rng: np.random.Generator) -> tuple[Floats, Classes]:
    """Return n images of a file, (n, pixels) of 0..1, in random order, and their classes, equal in number."""
    with resource(f"datasets/{name}").open("rb") as file, np.load(file, allow_pickle=False) as arrays:
        images, y = arrays["x"], arrays["y"].astype(np.int64)
    order = rng.permutation(len(y))
    turn = np.empty(len(y), np.int64)  # number of examples of the same class before it in that order
    for each in np.unique(y):
        (places,) = np.nonzero(y[order] == each)
        turn[places] = np.arange(len(places))
    # sorted by turn, the first n examples have the classes in equal number
    order = order[np.argsort(turn, kind="stable")][:n]
    return images[order].reshape(len(order), -1) / white, y[order]


def _pixel_names(side: int) -> tuple[str, ...]:
    return tuple(f"row {row + 1}, column {column + 1}" for row in range(side) for column in range(side))


def _digits(n: int, noise: float, rng: np.random.Generator) -> tuple[Floats, Targets]:
    del noise  # the images are as they were scanned
    return _images("digits.npz", 16.0, n, rng)


DATASETS.add(
    Dataset(
        "digits",
        mark("Digits"),
        mark("1,797 handwritten digits of 8x8 pixels: real data that trains in seconds."),
        _digits,
        n_inputs=64,
        class_names=tuple("0123456789"),
        input_names=_pixel_names(8),
        has_noise=False,
        fixed_size=1797,
    )
)


def _fashion(n: int, noise: float, rng: np.random.Generator) -> tuple[Floats, Targets]:
    del noise  # the pictures are as they were taken
    return _images("fashion.npz", 255.0, n, rng)


DATASETS.add(
    Dataset(
        "fashion",
        mark("Fashion"),
        mark("3,000 pictures of clothes of 28x28 pixels, from Fashion-MNIST: harder than digits."),
        _fashion,
        n_inputs=784,
        class_names=(
            mark("T-shirt"), mark("trousers"), mark("pullover"), mark("dress"), mark("coat"), mark("sandal"),
            mark("shirt"), mark("sneaker"), mark("bag"), mark("ankle boot"),
        ),
        input_names=_pixel_names(28),
        has_noise=False,
        fixed_size=3000,
    )
)  # fmt: skip
