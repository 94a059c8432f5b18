"""The parser turns the text of a user's activation into a graph, or reports the first fault with its column.

Python never evaluates the text. The parser cuts it into words and signs, each of which must be on the list, passes it
to `ast.parse`, and converts the tree, node by node, into a `Graph` of the operations of `operations`. Anything that
is not on the list raises BadExpression with the column (1-based).

The variables are z, the pre-activation, and a, the activation's parameter α.
"""

from __future__ import annotations

import ast
import difflib
import math
import re

from actviz.frozen import dataclass
from actviz.nn.expression.graph import BadExpression, Graph, Node
from actviz.translation import mark, tr

MAX_LENGTH, MAX_BRACKETS, MAX_DEPTH = 300, 40, 80
CONSTANTS = {"pi": math.pi, "e": math.e}
ONE_ARGUMENT = (
    "exp", "log", "sqrt", "abs", "sign", "tanh", "sigmoid", "softplus", "relu",
    "erf", "Phi", "sin", "cos", "atan", "log1p", "expm1",
)  # fmt: skip
SIGNATURES = {
    **{name: f"{name}(x)" for name in ONE_ARGUMENT},
    "min": "min(x, y)", "max": "max(x, y)", "clip": "clip(x, low, high)", "where": "where(z > 0, x, y)",
}  # fmt: skip
JOINS, TERMS = ("and", "or", "not"), ("word", "number")
WORDS = ("z", "a", *CONSTANTS, *SIGNATURES, *JOINS)
_TYPED_FOR = {"−": "-", "–": "-", "×": "*", "·": "*", "α": "a", "\t": " ", "\u00a0": " "}  # one sign each
_INSTEAD = {
    "^": mark("write ** for a power"),
    "=": mark("write <, <=, > or >= to compare"),
    "!": mark("write <, <=, > or >= to compare"),
    ".": mark("a dot is only allowed within a number"),
    "%": mark("% is not allowed"),
    "&": mark("write and"),
    "|": mark("write or"),
}
_TOKEN = re.compile(
    r"(?P<space> +)|(?P<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)|(?P<word>[A-Za-z_][A-Za-z_0-9]*)"
    r"|(?P<sign>\*\*|<=|>=|[-+*/(),<>])",
    re.ASCII,
)
_BINARY: dict[type[ast.operator], str] = {
    ast.Add: "add", ast.Sub: "subtract", ast.Mult: "multiply", ast.Div: "divide",
}  # fmt: skip
_COMPARISONS: dict[type[ast.cmpop], str] = {
    ast.Gt: "greater", ast.GtE: "greater_equal", ast.Lt: "less", ast.LtE: "less_equal",
}  # fmt: skip


@dataclass(frozen=True, eq=False)
class Expression:
    """A checked expression: its text in standard spelling, and the graph's nodes of φ and φ′."""

    text: str
    graph: Graph
    value: Node
    slope: Node

    @property
    def has_a(self) -> bool:
        """Whether it has the parameter α."""
        return self.value.has_a


def parse(text: str) -> Expression:
    """Read an expression in z.

    Raises:
        BadExpression: the text breaks a rule; the message gives the column and a sentence.
    """
    plain = _words_checked(text)
    _brackets_checked(plain)
    start = len(plain) - len(plain.lstrip(" "))
    if not plain.strip(" "):
        raise BadExpression(1, tr("write an expression in z, such as z*sigmoid(z)"))
    if plain.rstrip(" ")[-1] in "+-*/<>,":
        raise BadExpression(len(plain.rstrip(" ")) + 1, tr("something is missing at the end"))
    try:
        tree = ast.parse(plain[start:].rstrip(" "), mode="eval").body
    except SyntaxError as fault:
        raise _syntax(plain, start + (fault.offset or 1)) from None
    except (ValueError, MemoryError, RecursionError):
        raise BadExpression(start + 1, tr("the expression is too deep to be read")) from None
    reader = _Reader(Graph(), start)
    value = reader.number(tree, 1)
    if not value.has_z and not any(isinstance(n, ast.Name) and n.id == "z" for n in ast.walk(tree)):
        raise BadExpression(start + 1, tr("the expression must contain z"))
    return Expression(_spelling(tree), reader.graph, value, reader.graph.slope(value))


# Before the parser: words, signs, brackets


def _words_checked(text: str) -> str:
    """Check every word and sign of the text against the list; return it with typographic signs replaced."""
    if len(text) > MAX_LENGTH:
        raise BadExpression(MAX_LENGTH + 1, tr("an expression may have at most {most} characters", most=MAX_LENGTH))
    plain = "".join(_TYPED_FOR.get(sign, sign) for sign in text)
    place, before = 0, ""
    while place < len(plain):
        token = _TOKEN.match(plain, place)
        if token is None:
            sign = plain[place]
            shown = sign if sign.isprintable() else tr("the sign {code}", code=f"U+{ord(sign):04X}")
            fault = tr(_INSTEAD[sign]) if sign in _INSTEAD else tr("{sign} is not allowed", sign=shown)
            raise BadExpression(place + 1, fault)
        kind, found = str(token.lastgroup), token.group()
        if kind == "word" and found not in WORDS:
            raise BadExpression(place + 1, _unknown(found))
        if found in JOINS:
            kind = "join"
        if kind in TERMS and before in TERMS:
            raise BadExpression(place + 1, tr("{found} cannot follow right here: write * to multiply", found=found))
        if kind == "number" and plain[token.end() : token.end() + 1] == ".":
            raise BadExpression(token.end() + 1, tr("a number has one dot only"))
        place = token.end()
        before = before if kind == "space" else kind
    return plain


def _unknown(word: str) -> str:
    if word in ("if", "else"):
        return tr("write where(condition, x, y) for a choice")
    close = difflib.get_close_matches(word.lower(), WORDS, n=1, cutoff=0.6)
    shown = word if len(word) <= 30 else word[:27] + "..."
    if close:
        return tr("{word} is not known here: did you mean {near}?", word=shown, near=close[0])
    told = mark("{word} is not known here: known are z, a, pi, e and the functions {functions}")
    return tr(told, word=shown, functions=", ".join(SIGNATURES))


def _brackets_checked(plain: str) -> None:
    opened: list[int] = []
    for column, sign in enumerate(plain, 1):
        if sign == "(":
            opened.append(column)
            if len(opened) > MAX_BRACKETS:
                raise BadExpression(column, tr("brackets may be nested {most} deep at most", most=MAX_BRACKETS))
        elif sign == ")":
            if not opened:
                raise BadExpression(column, tr("this ) has no ( before it"))
            opened.pop()
    if opened:
        raise BadExpression(opened[-1], tr("this ( is never closed"))


def _syntax(plain: str, column: int) -> BadExpression:
    column = min(max(1, column), len(plain))
    found = _TOKEN.match(plain, column - 1)
    shown = found.group() if found is not None and found.lastgroup != "space" else plain[column - 1]
    if not shown.strip():
        return BadExpression(column, tr("something is missing here"))
    return BadExpression(column, tr("{word} is not expected here", word=shown))


# After the parser: the tree


class _Reader:
    """Turns a tree of `ast` into nodes; `start` is the number of characters cut off before the parsed text."""

    def __init__(self, graph: Graph, start: int) -> None:
        self.graph, self._start = graph, start

    def number(self, tree: ast.expr, depth: int) -> Node:
        """Return the node of an expression whose value is a number."""
        column = self._column(tree, depth)
        match tree:
            case ast.Constant(value=bool() | complex() | str() | bytes() | None):
                raise BadExpression(column, tr("only numbers are allowed"))
            case ast.Constant(value=int() | float() as value):
                return self._constant(value, column)
            case ast.Name(id="z" | "a" as name):
                return self.graph.variable(name, column)
            case ast.Name(id=name) if name in CONSTANTS:
                return self.graph.constant(CONSTANTS[name], column)
            case ast.Name(id=name) if name in SIGNATURES:
                raise BadExpression(column, tr("{name} is a function: write {form}", name=name, form=SIGNATURES[name]))
            case ast.UnaryOp(op=ast.UAdd(), operand=inner):
                return self.number(inner, depth + 1)
            case ast.UnaryOp(op=ast.USub(), operand=inner):
                return self.graph.add("negative", self.number(inner, depth + 1), column=column)
            case ast.BinOp(left=left, op=ast.Pow(), right=right):
                return self.graph.power(self.number(left, depth + 1), self.number(right, depth + 1), column)
            case ast.BinOp(left=left, op=op, right=right) if type(op) in _BINARY:
                pair = self.number(left, depth + 1), self.number(right, depth + 1)
                return self.graph.add(_BINARY[type(op)], *pair, column=column)
            case ast.Call(func=ast.Name(id=name), args=arguments, keywords=[]):
                return self._call(name, arguments, column, depth)
            case ast.Compare() | ast.BoolOp() | ast.UnaryOp(op=ast.Not()):
                raise BadExpression(column, tr("a comparison may only be the first value in where( … )"))
        raise BadExpression(column, tr("this is not allowed: use numbers, + - * / **, brackets and the functions"))

    def _condition(self, tree: ast.expr, depth: int) -> Node:
        column = self._column(tree, depth)
        match tree:
            case ast.Compare(left=left, ops=signs, comparators=others) if all(type(s) in _COMPARISONS for s in signs):
                terms = [self.number(each, depth + 1) for each in (left, *others)]
                pairs = zip(signs, terms, terms[1:], strict=False)
                parts = [self.graph.add(_COMPARISONS[type(s)], x, y, column=column) for s, x, y in pairs]
                return self._joined("and", parts, column)
            case ast.BoolOp(op=op, values=values):
                parts = [self._condition(each, depth + 1) for each in values]
                return self._joined("and" if isinstance(op, ast.And) else "or", parts, column)
            case ast.UnaryOp(op=ast.Not(), operand=inner):
                return self.graph.add("not", self._condition(inner, depth + 1), column=column)
        raise BadExpression(column, tr("where needs a comparison first, such as where(z > 0, z, 0)"))

    def _call(self, name: str, arguments: list[ast.expr], column: int, depth: int) -> Node:
        if name not in SIGNATURES:
            raise BadExpression(column, tr("{name} is not a function", name=name))
        needed = {"where": 3, "clip": 3, "min": 2, "max": 2}.get(name, 1)
        if len(arguments) < needed or (len(arguments) > needed and name not in ("min", "max")):
            raise BadExpression(
                column,
                tr(
                    "{name} has the form {form}, got {n} values",
                    name=name,
                    form=SIGNATURES[name],
                    n=len(arguments),
                ),
            )
        graph = self.graph
        if name == "where":
            condition, *branches = arguments
            chosen = self._condition(condition, depth + 1)
            return graph.add("where", chosen, *(self.number(x, depth + 1) for x in branches), column=column)
        values = [self.number(each, depth + 1) for each in arguments]
        if name == "relu":
            return graph.add("maximum", values[0], graph.zero, column=column)
        if name == "clip":
            raised = graph.add("maximum", values[0], values[1], column=column)
            return graph.add("minimum", raised, values[2], column=column)
        if name in ("min", "max"):
            return self._joined("maximum" if name == "max" else "minimum", values, column)
        return graph.add(name, values[0], column=column)

    def _joined(self, operation: str, parts: list[Node], column: int) -> Node:
        whole = parts[0]
        for part in parts[1:]:
            whole = self.graph.add(operation, whole, part, column=column)
        return whole

    def _constant(self, value: float, column: int) -> Node:
        try:
            number = float(value)
        except OverflowError:
            number = math.inf
        if not math.isfinite(number):
            raise BadExpression(column, tr("the number is too large"))
        return self.graph.constant(number, column)

    def _column(self, tree: ast.expr, depth: int) -> int:
        column = self._start + tree.col_offset + 1
        if depth > MAX_DEPTH:
            raise BadExpression(column, tr("expressions may be nested {most} deep at most", most=MAX_DEPTH))
        return column


def _spelling(tree: ast.expr) -> str:
    """Return the tree as text in standard spelling, 1.0 as 1, so that equal expressions have equal texts."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant):
            value = float(str(node.value))
            node.value = int(value) if value == int(value) and abs(value) < 1e15 else value
    tight = re.sub(r" *(\*\*|<=|>=|[-+*/<>]) *", r"\1", ast.unparse(tree))
    return re.sub(r", *", ", ", tight)
