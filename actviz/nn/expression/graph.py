"""A graph represents an expression as operations; forward rules add its derivative as more nodes of the same graph.

Equal operations on equal arguments share one node, so that common parts of φ and φ′ are computed once.
x and y are the arguments of an operation, dx and dy their derivatives with respect to z. At a kink a rule sets the
slope, as for ReLU: `abs` has slope 0 at 0, `sign` has slope 0 everywhere, `where` has the slope of the branch that
its condition selects, and where the arguments of `max` or `min` tie, the slope is that of the argument which does
not depend on z, if there is one, else that of the second.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping

import numpy as np

from actviz.frozen import dataclass
from actviz.nn.expression.operations import OPERATIONS
from actviz.registry import UnknownKey
from actviz.translation import tr

MAX_NODES = 4_000  # of value and slope together; far more than an expression of the greatest length needs


class BadExpression(UnknownKey):
    """An expression that breaks a rule; `column` (1-based) is the place, which the text names too."""

    def __init__(self, column: int, text: str) -> None:
        super().__init__(tr("column {column}: {text}", column=column, text=text))
        self.column = column


@dataclass(frozen=True, eq=False)
class Node:
    """One operation on other nodes; "constant" has a value, "z" and "a" are variables."""

    operation: str
    arguments: tuple[Node, ...]
    column: int
    value: float | bool | None = None
    has_z: bool = False
    has_a: bool = False

    @property
    def is_constant(self) -> bool:
        """Whether the value depends on neither z nor α."""
        return self.operation == "constant"


Rule = Callable[["Graph", Node, tuple[Node, ...]], Node]


class Graph:
    """Makes nodes and evaluates constant parts at once.

    Raises:
        BadExpression: a constant part is not finite.
    """

    def __init__(self) -> None:
        self._nodes: dict[object, Node] = {}
        self._slopes: dict[Node, Node] = {}
        self.zero, self.one = self.constant(0.0, 1), self.constant(1.0, 1)

    def constant(self, value: float | bool, column: int) -> Node:
        """Return the node of a number, or of a condition with a known value."""
        key = ("constant", isinstance(value, bool), value, math.copysign(1.0, value))
        return self._nodes.setdefault(key, Node("constant", (), column, value))

    def variable(self, name: str, column: int) -> Node:
        """Return the node of "z" or "a"."""
        return self._nodes.setdefault(name, Node(name, (), column, None, name == "z", name == "a"))

    def add(self, operation: str, *arguments: Node, column: int) -> Node:
        """Return the node of an operation."""
        if all(each.is_constant for each in arguments):
            return self._worked_out(operation, arguments, column)
        if operation == "where" and arguments[0].is_constant:
            return arguments[1] if arguments[0].value else arguments[2]
        key = (operation, *map(id, arguments))
        found = self._nodes.get(key)
        if found is None:
            if len(self._nodes) >= MAX_NODES:
                raise BadExpression(column, tr("the expression is too large"))
            has_z, has_a = any(x.has_z for x in arguments), any(x.has_a for x in arguments)
            found = self._nodes[key] = Node(operation, arguments, column, None, has_z, has_a)
        return found

    def _worked_out(self, operation: str, arguments: tuple[Node, ...], column: int) -> Node:
        values = [np.asarray(x.value, bool if isinstance(x.value, bool) else np.float64) for x in arguments]
        op = OPERATIONS[operation]
        result = np.empty((), bool if op.is_condition else np.float64)
        with np.errstate(all="ignore"):
            op.make((), np.float64)(*values, out=result)
        if not np.isfinite(result):
            raise BadExpression(column, tr("{complaint} here, whatever z is", complaint=tr(op.complaint)))
        return self.constant(bool(result) if op.is_condition else float(result), column)

    # Derivatives

    def slope(self, node: Node) -> Node:
        """Return the derivative of a node with respect to z."""
        if node.operation == "z":
            return self.one
        if not node.has_z:
            return self.zero
        if node not in self._slopes:
            inner = tuple(self.zero if OPERATIONS[x.operation].is_condition else self.slope(x) for x in node.arguments)
            self._slopes[node] = RULES[node.operation](self, node, inner)
        return self._slopes[node]

    def times(self, x: Node, y: Node, at: Node) -> Node:
        """Return x · y, simplified if a factor is 0 or 1 by construction."""
        if self.zero in (x, y):
            return self.zero
        if x is self.one or y is self.one:
            return y if x is self.one else x
        return self.add("multiply", x, y, column=at.column)

    def plus(self, x: Node, y: Node, at: Node) -> Node:
        """Return x + y, simplified if a term is 0 by construction."""
        if x is self.zero or y is self.zero:
            return y if x is self.zero else x
        return self.add("add", x, y, column=at.column)

    def minus(self, x: Node, y: Node, at: Node) -> Node:
        """Return x - y, simplified if a term is 0 by construction."""
        if y is self.zero:
            return x
        if x is self.zero:
            return self.add("negative", y, column=at.column)
        return self.add("subtract", x, y, column=at.column)

    def over(self, x: Node, y: Node, at: Node) -> Node:
        """Return x / y; 0 / y is 0."""
        return x if x is self.zero else self.add("divide", x, y, column=at.column)

    def power(self, x: Node, y: Node, column: int) -> Node:
        """Return x ** y, as squares and products where that is faster."""
        exponent = y.value if y.is_constant else None
        if exponent is None or x.is_constant:
            return self.add("power", x, y, column=column)
        if exponent == 0.0:
            return self.one
        if exponent == 1.0:
            return x
        if exponent == -1.0:
            return self.add("divide", self.one, x, column=column)
        square = self.add("square", x, column=column) if exponent in (2.0, 3.0, 4.0) else x
        if exponent == 3.0:
            return self.add("multiply", square, x, column=column)
        if exponent == 4.0:
            return self.add("square", square, column=column)
        return square if exponent == 2.0 else self.add("power", x, y, column=column)


def ordered(*targets: Node) -> list[Node]:
    """Return the nodes that the targets need, each after its arguments."""
    found: dict[Node, None] = {}

    def visit(node: Node) -> None:
        if node not in found:
            for each in node.arguments:
                visit(each)
            found[node] = None

    for target in targets:
        visit(target)
    return list(found)


def switches(graph: Graph, nodes: list[Node]) -> Iterator[Node]:
    """Yield the nodes whose zeros can be corners, jumps or gaps of the function."""
    for node in nodes:
        x = node.arguments[0] if node.arguments else node
        kind = OPERATIONS[node.operation].switch
        if kind == "difference":
            yield graph.add("subtract", *node.arguments, column=node.column)
        elif kind == "first":
            yield x
        elif kind == "second":
            yield node.arguments[1]
        elif kind == "after one":
            yield graph.add("add", graph.one, x, column=node.column)


# The rules, one for each operation on numbers; source: any table of derivatives


def _extreme(graph: Graph, n: Node, d: tuple[Node, ...]) -> Node:
    """Select the slope of the larger (or smaller) argument; ties follow the rule in the module's docstring."""
    (x, y), (dx, dy) = n.arguments, d
    wins = "greater" if n.operation == "maximum" else "less"
    if dx is graph.zero:
        return graph.add("where", graph.add(wins, y, x, column=n.column), dy, dx, column=n.column)
    return graph.add("where", graph.add(wins, x, y, column=n.column), dx, dy, column=n.column)


def _quotient(graph: Graph, n: Node, d: tuple[Node, ...]) -> Node:
    (_, y), (dx, dy) = n.arguments, d
    return graph.over(graph.minus(dx, graph.times(n, dy, n), n), y, n)  # (dx - (x/y) dy) / y


def _product(graph: Graph, n: Node, d: tuple[Node, ...]) -> Node:
    (x, y), (dx, dy) = n.arguments, d
    return graph.plus(graph.times(dx, y, n), graph.times(x, dy, n), n)


def _power(graph: Graph, n: Node, d: tuple[Node, ...]) -> Node:
    (x, y), (dx, dy) = n.arguments, d
    total = graph.zero
    if dx is not graph.zero:  # y x^(y-1) dx
        less = graph.add("subtract", y, graph.one, column=n.column)
        total = graph.times(graph.times(y, graph.power(x, less, n.column), n), dx, n)
    if dy is not graph.zero:  # x^y ln(x) dy
        total = graph.plus(total, graph.times(graph.times(n, graph.add("log", x, column=n.column), n), dy, n), n)
    return total


def _selected(graph: Graph, n: Node, d: tuple[Node, ...]) -> Node:
    return d[1] if d[1] is d[2] else graph.add("where", n.arguments[0], d[1], d[2], column=n.column)


def _chain(*operations: str, factor: float = 1.0) -> Rule:
    """The chain rule for a function whose slope is factor · op_n(… op_1(x))."""

    def rule(graph: Graph, n: Node, d: tuple[Node, ...]) -> Node:
        inner = n.arguments[0]
        for operation in operations:
            inner = graph.add(operation, inner, column=n.column)
        if factor != 1.0:
            inner = graph.times(graph.constant(factor, n.column), inner, n)
        return graph.times(inner, d[0], n)

    return rule


def _reciprocal_of(make: Callable[[Graph, Node], Node]) -> Rule:
    """The chain rule for a function whose slope is one over something."""
    return lambda graph, n, d: graph.over(d[0], make(graph, n), n)


def _after_one(graph: Graph, n: Node, operation: str | None = None) -> Node:
    x = n.arguments[0] if operation is None else graph.add(operation, n.arguments[0], column=n.column)
    return graph.add("add", graph.one, x, column=n.column)


RULES: Mapping[str, Rule] = {
    "add": lambda graph, n, d: graph.plus(d[0], d[1], n),
    "subtract": lambda graph, n, d: graph.minus(d[0], d[1], n),
    "multiply": _product,
    "divide": _quotient,
    "power": _power,
    "negative": lambda graph, n, d: graph.minus(graph.zero, d[0], n),
    "square": lambda graph, n, d: graph.times(
        graph.times(graph.constant(2.0, n.column), n.arguments[0], n), d[0], n
    ),
    "maximum": _extreme,
    "minimum": _extreme,
    "where": _selected,
    "abs": _chain("sign"),
    "sign": lambda graph, _n, _d: graph.zero,
    "exp": lambda graph, n, d: graph.times(n, d[0], n),
    "expm1": _chain("exp"),
    "log": _reciprocal_of(lambda _graph, n: n.arguments[0]),
    "log1p": _reciprocal_of(_after_one),
    "sqrt": _reciprocal_of(lambda graph, n: graph.times(graph.constant(2.0, n.column), n, n)),
    "sin": _chain("cos"),
    "cos": _chain("sin", factor=-1.0),
    "atan": _reciprocal_of(lambda graph, n: _after_one(graph, n, "square")),
    "tanh": _chain("tanh_slope"),
    "sigmoid": _chain("sigmoid_slope"),
    "softplus": _chain("sigmoid"),
    "erf": _chain("square", "negative", "exp", factor=2.0 / math.sqrt(math.pi)),
    "Phi": _chain("bell", factor=1.0 / math.sqrt(2.0 * math.pi)),
}  # fmt: skip
