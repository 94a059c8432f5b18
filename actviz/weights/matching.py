"""Matching: which array of a file is which parameter of a network, shown before it is taken.

A file that actviz wrote is known by its names. In any other, layers are found by their names and take their places by
shape and, among equal shapes, in order. PyTorch writes weights as (outputs, inputs), and they are turned; Keras and
textbooks write (inputs, outputs). All layers of a file are read the same way: the one in which every shape fits and,
where both ways fit, because all layers are square, that of the names, which is then said.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

import numpy as np

from actviz.arrays import Floats
from actviz.frozen import dataclass
from actviz.nn.named_parameter import NamedParameter
from actviz.number_text import whole
from actviz.registry import BadInput, quoted
from actviz.translation import mark, tr, tr_count
from actviz.weights.given import GivenWeights
from actviz.weights.naming import NAMINGS
from actviz.weights.roles import KINDS, NORMS, OPTIONAL, TORCH, Group, groups_of
from actviz.weights.weight_file import WeightFile

MOST_NAMED = 6  # widths of a network in a sentence
Shape = tuple[int, ...]


@dataclass(frozen=True)
class Row:
    """A parameter and its array; `name` is "" where the file has none, `place` where the network has none."""

    name: str
    shape: Shape
    place: str = ""  # "layer 3, weights"
    parameter: str = ""  # the network's own name for it …
    wanted: Shape = ()  # … and its shape there
    turned: bool = False
    note: str = ""  # what is done, where it is not plain: "turned", "not in the file: starts at 0"


@dataclass(frozen=True, eq=False)
class Matching:
    """What a file's arrays are in a network. `fault` says in one sentence why they do not fit; "" where they do.

    `hidden` are the widths of hidden layers with which the network would fit; None where it fits, or none would do.
    """

    file: WeightFile
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()
    fault: str = ""
    hidden: Shape | None = None

    def given(self, dtype: str = "float32") -> GivenWeights:
        """Return the values to start from.

        Raises:
            BadInput: the file does not fit, or holds numbers that are not finite.
        """
        if self.fault:
            raise BadInput(self.fault)
        values: dict[str, Floats] = {}
        for row in self.rows:
            if row.name and row.parameter:
                array = self.file.arrays[row.name]
                with np.errstate(over="ignore"):
                    cast = np.array(array.T if row.turned else array, dtype, order="C")
                self._check_finite(row.name, array, np.isfinite(cast.T if row.turned else cast))
                values[row.parameter] = np.array(
                    np.broadcast_to(cast if cast.ndim == 2 else cast.reshape(-1), row.wanted)
                )
        return GivenWeights(values)

    def _check_finite(self, name: str, array: Floats, finite: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]) -> None:
        if not finite.all():
            place = tuple(int(i) for i in np.argwhere(~finite)[0])
            value = float(array[place])
            told = mark("{name}, array {key}, value {place}: {value} is not finite, and weights must be")
            if np.isfinite(value):
                told = mark("{name}, array {key}, value {place}: {value} is too large for float32")
            raise BadInput(
                tr(
                    told,
                    name=self.file.name,
                    key=quoted(name),
                    place=list(place),
                    value=f"{value:g}",
                )
            )


def match(file: WeightFile, parameters: Sequence[NamedParameter]) -> Matching:
    """Find out which array of the file is which of the network's parameters."""
    return _of_our_own(file, parameters) or _Search(file, parameters).matching()


def _of_our_own(file: WeightFile, parameters: Sequence[NamedParameter]) -> Matching | None:
    """Return the matching of a file with exactly the names and shapes that actviz writes; None for any other."""
    for naming in NAMINGS:
        rows = []
        for name, parameter in zip(naming.names(parameters), parameters, strict=True):
            turned = naming.turned and parameter.kind == "weights"
            array = file.arrays.get(name)
            if array is None or array.shape != (parameter.shape[::-1] if turned else parameter.shape):
                break
            rows.append(_row(name, array, parameter, turned))
        else:
            used = {row.name for row in rows}
            rest = {name: array for name, array in file.arrays.items() if name not in used}
            if not any(group.names for group in groups_of(rest, file.is_ordered)):
                return Matching(file, (*rows, *_unused(file, used)))
    return None


def _row(name: str, array: Floats, parameter: NamedParameter, turned: bool, note: str = "") -> Row:
    note = note or (tr("turned: the file has (outputs, inputs)") if turned else "")
    return Row(name, array.shape, _place(parameter), parameter.name, parameter.shape, turned, note)


def _place(parameter: NamedParameter) -> str:
    return tr("layer {layer}, {kind}", layer=parameter.layer, kind=_kind(parameter))


def _kind(parameter: NamedParameter) -> str:
    return tr(KINDS[parameter.kind]) if parameter.kind in KINDS else parameter.kind.replace("_", " ")


def _unused(file: WeightFile, used: Iterable[str]) -> list[Row]:
    """Return a row for everything in the file that the network has no place for."""
    rows = [Row(name, array.shape, note=tr("not used")) for name, array in file.arrays.items() if name not in set(used)]
    return rows + [Row(name, (), note=tr("not used")) for name in file.others]


class _Search:
    """The search for the layers in a file of anybody's."""

    def __init__(self, file: WeightFile, parameters: Sequence[NamedParameter]) -> None:
        self._file, self._parameters = file, parameters
        self._notes: list[str] = []
        self._by_kind: dict[str, list[NamedParameter]] = {}
        for parameter in parameters:
            self._by_kind.setdefault(parameter.kind, []).append(parameter)
        by_rms = "gamma" in self._by_kind and "beta" not in self._by_kind
        self._groups = groups_of(file.arrays, file.is_ordered, by_rms)
        self._dense = [group for group in self._groups if group.is_dense]
        wanted = [p.shape for p in self._by_kind["weights"]]
        self._wanted: list[tuple[int, int]] = [(shape[0], shape[1]) for shape in wanted]

    def matching(self) -> Matching:
        """Return what was found, with a fault where it does not fit."""
        fault = self._fault_of_names()
        if fault:
            return self._refused(fault)
        ways = [self._turns_first, not self._turns_first]
        fitting = [turned for turned in ways if self._fits_in_order(turned)]
        turned, order = fitting[0] if fitting else ways[0], self._dense
        if not fitting:
            placed = [(turned, found) for turned in ways if (found := self._placed(turned)) is not None]
            if not placed:
                return self._misfit()
            turned, order = placed[0]
        rows: list[Row] = []
        for group, weights in zip(order, self._by_kind["weights"], strict=True):
            name = group.names["weights"]
            rows.append(_row(name, self._file.arrays[name], weights, turned))
        fault = self._add_vectors(rows, order)
        if fault:
            return self._refused(fault)
        notes = self._notes
        if len(fitting) == 2:
            told = mark(
                "All layers are square, so both ways fit: by their names, they are taken as (inputs, outputs), as "
                "Keras "
                "and textbooks write them."
            )
            if turned:
                told = mark(
                    "All layers are square, so both ways fit: by their names, they are taken as (outputs, inputs), as "
                    "PyTorch writes them."
                )
            notes.append(tr(told))
        elif turned != self._turns_first:
            told = mark("By their shapes, the weights are {way}, though their names would say otherwise.")
            notes.append(tr(told, way=tr("(outputs, inputs)") if turned else tr("(inputs, outputs)")))
        missing = [p for p in self._parameters if p.name not in {row.parameter for row in rows}]
        needed = next((p for p in missing if p.kind not in OPTIONAL), None)
        if needed is not None:
            told = mark("{name} lacks {parameter}, {shape}, which the network needs ({place})")
            values = {"parameter": needed.name, "shape": needed.shape, "place": _place(needed)}
            return self._refused(tr(told, name=self._file.name, **values))
        notes += self._missing(rows, missing)
        rows += _unused(self._file, [row.name for row in rows])
        return Matching(self._file, tuple(self._in_order(rows)), tuple(notes))

    @property
    def _turns_first(self) -> bool:
        """Whether the names say (outputs, inputs)."""
        return sum(group.convention == TORCH for group in self._dense) * 2 > len(self._dense)

    def _fault_of_names(self) -> str:
        """Return why the file's names do not tell of a network of dense layers; "" where they do."""
        file = self._file
        for group in self._dense:
            shape = file.arrays[group.names["weights"]].shape
            if len(shape) != 2:
                told = mark(
                    "{name}, array {key}, has the shape {shape}, and a fully connected layer's weights have two "
                    "dimensions"
                )
                return tr(told, name=file.name, key=quoted(group.names["weights"]), shape=shape)
        if not self._dense:
            shown = ", ".join(quoted(name) for name in list(file.arrays)[:5]) + ", …" * (len(file.arrays) > 5)
            told = mark(
                "{name} holds {names}, and no weights under a usual name, such as 'fc1.weight', 'dense/kernel', 'W1' "
                "or 'weights_1'"
            )
            return tr(told, name=file.name, names=shown)
        return ""

    def _shape(self, group: Group, turned: bool) -> tuple[int, int]:
        a, b = self._file.arrays[group.names["weights"]].shape
        return (b, a) if turned else (a, b)

    def _fits_in_order(self, turned: bool) -> bool:
        return [self._shape(group, turned) for group in self._dense] == self._wanted

    def _placed(self, turned: bool) -> list[Group] | None:
        """Return the file's layers in the order of the network's, found by their shapes; None if they do not fit."""
        if len(self._dense) != len(self._wanted):
            return None
        by_shape: dict[tuple[int, int], list[Group]] = {}
        for group in self._dense:
            by_shape.setdefault(self._shape(group, turned), []).append(group)
        found = []
        for shape in self._wanted:
            if not by_shape.get(shape):
                return None
            found.append(by_shape[shape].pop(0))
        return found

    def _add_vectors(self, rows: list[Row], order: list[Group]) -> str:
        """Add the rows of biases, slopes and normalisations; return a fault, or ""."""
        biases = {p.layer: p for p in self._by_kind.get("biases", [])}
        for group, weights in zip(order, self._by_kind["weights"], strict=True):
            if "biases" in group.names:
                fault = self._add(rows, group.names["biases"], biases[weights.layer])
                if fault:
                    return fault
        for kinds in (("alpha",), NORMS):
            fault = self._add_in_order(rows, kinds)
            if fault:
                return fault
        return ""

    def _add_in_order(self, rows: list[Row], kinds: Sequence[str]) -> str:
        """Give the network's layers that have these kinds the file's, one after the other."""
        groups = [group for group in self._groups if not group.names.keys().isdisjoint(kinds)]
        layers = sorted({p.layer for kind in kinds for p in self._by_kind.get(kind, [])})
        if not groups:
            return ""
        noun = tr("slopes α") if kinds == ("alpha",) else tr("a normalisation")
        if not layers:
            self._notes.append(tr("The file has {what}, for which this network has no place.", what=noun))
            return ""
        if len(groups) != len(layers):
            name = next(groups[0].names[kind] for kind in kinds if kind in groups[0].names)
            told = mark("{name} has {what} in {layers} ({key} …), and the network in {own}")
            own = {"layers": _layers(len(groups)), "own": _layers(len(layers))}
            return tr(told, name=self._file.name, what=noun, key=quoted(name), **own)
        for group, layer in zip(groups, layers, strict=True):
            places = {p.kind: p for kind in kinds for p in self._by_kind.get(kind, []) if p.layer == layer}
            for kind in kinds:
                if kind in group.names and kind in places:
                    fault = self._add(rows, group.names[kind], places[kind])
                    if fault:
                        return fault
        return ""

    def _add(self, rows: list[Row], name: str, parameter: NamedParameter) -> str:
        array, note = self._file.arrays[name], ""
        if array.size != parameter.view.size or max(array.shape, default=1) != array.size:
            if parameter.kind != "alpha" or array.size != 1:
                told = mark(
                    "{name} does not fit: {place} have the shape {shape} in the file ({key}) and {own} in the network"
                )
                values = {"place": _place(parameter), "shape": array.shape, "own": parameter.shape}
                return tr(told, name=self._file.name, key=quoted(name), **values)
            note = tr("the same for all units")
        rows.append(_row(name, array, parameter, False, note))
        return ""

    def _missing(self, rows: list[Row], missing: Sequence[NamedParameter]) -> list[str]:
        """Add a row for each parameter that the file has no array for; return what is to be said about them."""
        rows += [
            Row("", (), _place(p), p.name, p.shape, note=tr("not in the file: as a new network has it"))
            for p in missing
        ]
        told = mark("The file has no {kind} for some layers: they start as in a new network.")
        return [tr(told, kind=kind) for kind in dict.fromkeys(_kind(p) for p in missing)]

    def _in_order(self, rows: Iterable[Row]) -> list[Row]:
        places = {p.name: i for i, p in enumerate(self._parameters)}
        return sorted(rows, key=lambda row: places.get(row.parameter, len(places)))

    def _refused(self, fault: str, hidden: Shape | None = None) -> Matching:
        rows = []
        for i, group in enumerate(self._dense, 1):
            name = group.names["weights"]
            rows.append(Row(name, self._file.arrays[name].shape, note=tr("the file's layer {number}", number=i)))
        return Matching(self._file, tuple(rows), fault=fault, hidden=hidden)

    def _misfit(self) -> Matching:
        """Say which shapes differ, and which widths of hidden layers the file would fit."""
        first = self._turns_first
        chains = {turned: self._chain(turned) for turned in (first, not first)}
        known = next((turned for turned in (first, not first) if chains[turned] is not None), first)
        chain = chains[known]
        ends = self._wanted[0][0], self._wanted[-1][1]
        fitting = next((c for c in chains.values() if c is not None and (c[0], c[-1]) == ends and len(c) > 2), None)
        hidden = None if fitting is None else fitting[1:-1]
        sizes = (self._wanted[0][0], *(shape[1] for shape in self._wanted))
        found = [self._shape(group, known) for group in self._dense]
        if chain is not None and chain != sizes and len(chain) != len(sizes):
            told = mark("{name} holds a network {widths}, and this one is {own}")
            fault = tr(told, name=self._file.name, widths=_widths(chain), own=_widths(sizes))
            return self._refused(fault, hidden)
        layer = next((i for i, pair in enumerate(zip(found, self._wanted, strict=False)) if pair[0] != pair[1]), 0)
        if len(found) != len(self._wanted) or found[layer] == self._wanted[layer]:
            told = mark("{name} has the weights of {layers}, and the network has {own}, {widths}")
            layers = {"layers": _layers(len(found)), "own": _layers(len(self._wanted))}
            return self._refused(tr(told, name=self._file.name, widths=_widths(sizes), **layers), hidden)
        name = self._dense[layer].names["weights"]
        told = mark(
            "{name} does not fit: layer {layer} has {found} weights in the file ({key}) and {wanted} in the network "
            "(inputs × outputs)"
        )
        shapes = {"found": _times(found[layer]), "wanted": _times(self._wanted[layer])}
        return self._refused(tr(told, name=self._file.name, layer=layer + 1, key=quoted(name), **shapes), hidden)

    def _chain(self, turned: bool) -> Shape | None:
        """Return n_0 … n_L of the file's network, if its layers follow each other in this way."""
        shapes = [self._shape(group, turned) for group in self._dense]
        if any(a[1] != b[0] for a, b in pairwise(shapes)):
            return None
        return (shapes[0][0], *(shape[1] for shape in shapes))


def _layers(n: int) -> str:
    return tr_count("{n:,} layer", "{n:,} layers", n)


def _times(shape: Sequence[int]) -> str:
    return " × ".join(map(whole, shape))


def _widths(sizes: Sequence[int]) -> str:
    """Return n_0 … n_L as text: 2–12–12–1."""
    if len(sizes) <= MOST_NAMED + 2:
        return "–".join(map(str, sizes))
    return "–".join([*map(str, sizes[:MOST_NAMED]), "…", str(sizes[-1])])
