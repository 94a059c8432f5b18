"""The user's own activation function becomes code: one line for each operation of its graph."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from actviz.nn.activation import Activation
from actviz.nn.activations import ACTIVATIONS
from actviz.nn.expression.activation import CustomActivation, is_custom
from actviz.nn.expression.graph import Node, ordered

NUMPY_OPERATIONS: Mapping[str, str] = {
    "add": "{} + {}",
    "subtract": "{} - {}",
    "multiply": "{} * {}",
    "divide": "{} / {}",
    "power": "{} ** {}",
    "negative": "-{}",
    "square": "{0} * {0}",
    "maximum": "np.maximum({}, {})",
    "minimum": "np.minimum({}, {})",
    "where": "np.where({}, {}, {})",
    "greater": "{} > {}",
    "greater_equal": "{} >= {}",
    "less": "{} < {}",
    "less_equal": "{} <= {}",
    "and": "np.logical_and({}, {})",
    "or": "np.logical_or({}, {})",
    "not": "np.logical_not({})",
    "abs": "np.abs({})",
    "sign": "np.sign({})",
    "exp": "np.exp({})",
    "expm1": "np.expm1({})",
    "log": "np.log({})",
    "log1p": "np.log1p({})",
    "sqrt": "np.sqrt({})",
    "sin": "np.sin({})",
    "cos": "np.cos({})",
    "atan": "np.arctan({})",
    "tanh": "np.tanh({})",
    "sigmoid": "1 / (1 + np.exp(-{}))",
    "softplus": "np.maximum({0}, 0) + np.log1p(np.exp(-np.abs({0})))",
    "erf": "np.vectorize(erf, otypes=[z.dtype])({})",
    "Phi": "np.vectorize(erfc, otypes=[z.dtype])(-{} / np.sqrt(2)) / 2",
    "bell": "np.exp(-{0} * {0} / 2)",
    "sigmoid_slope": "np.exp(-np.abs({0})) / (1 + np.exp(-np.abs({0}))) ** 2",
    "tanh_slope": "4 * np.exp(-2 * np.abs({0})) / (1 + np.exp(-2 * np.abs({0}))) ** 2",
}
TORCH_OPERATIONS: Mapping[str, str] = {
    name: code.replace("np.vectorize(erf, otypes=[z.dtype])", "torch.erf").replace("np.", "torch.")
    for name, code in NUMPY_OPERATIONS.items()
} | {
    "sign": "torch.where(torch.isnan({0}), {0}, torch.sign({0}))",  # torch.sign(NaN) is 0
    "softplus": "torch.relu({0}) + torch.log1p(torch.exp(-torch.abs({0})))",
    "Phi": "torch.erfc(-{} / 2**0.5) / 2",  # torch.special.ndtr loses its digits in the tail
}
NUMPY_QUIET = '@np.errstate(all="ignore")\n'
WITH_SLOPE = '''

class WithSlope(torch.autograd.Function):
    """A function whose value and slope are given, so that the slope at a corner is the intended one."""

    @staticmethod
    def forward(ctx, z, value_and_slope):
        h, slope = value_and_slope(z)
        ctx.save_for_backward(slope)
        return h

    @staticmethod
    def backward(ctx, gradient):
        (slope,) = ctx.saved_tensors
        return gradient * slope, None
'''


def script_names(keys: Sequence[str]) -> dict[str, str]:
    """Return the activations' names in a script: a built-in one's key, and own_1, own_2 … for the user's own."""
    own = [key for key in dict.fromkeys(keys) if is_custom(key)]
    return {key: f"own_{own.index(key) + 1}" if key in own else key for key in dict.fromkeys(keys)}


def numpy_body(activation: CustomActivation) -> str:
    """Return the body of a function of z, and alpha if it has one, that returns φ(z) and φ′(z).

    The function needs `NUMPY_QUIET` before it: values that `where` does not select may not be finite.
    """
    return _body(
        activation,
        NUMPY_OPERATIONS,
        "{}",
        "{}",
        "np.asarray(alpha, z.dtype)",  # in NumPy's arithmetic a / 0 is inf; Python's would raise
        "np.broadcast_to({}, z.shape).astype(z.dtype)",
    )


def torch_functions(keys: Sequence[str], alphas: Sequence[float | None]) -> str:
    """Return PyTorch definitions of those of these activations that are the user's own."""
    names, text = script_names(keys), ""
    for key, alpha in dict(zip(keys, alphas, strict=True)).items():
        activation: Activation = ACTIVATIONS[key]
        if isinstance(activation, CustomActivation):
            parameter = "" if alpha is None else f", alpha={alpha!r}"
            full = "torch.broadcast_to({}, z.shape).to(z.dtype)"
            number, truth = "z.new_tensor({})", "z.new_tensor({}, dtype=torch.bool)"
            body = _body(activation, TORCH_OPERATIONS, number, truth, "z.new_tensor(alpha)", full)
            lines = body.replace("\n", "\n    ")
            words = f'"""Return {activation.formula} and its slope."""'
            text += f"\n\ndef value_and_slope_of_{names[key]}(z{parameter}):\n    {words}\n    {lines}\n"
            text += f"\n\ndef {names[key]}(z):\n    return WithSlope.apply(z, value_and_slope_of_{names[key]})\n"
    return WITH_SLOPE + text if text else ""


def torch_name(name: str, alpha: float | None) -> str:
    """Return PyTorch code for one of these functions, with another α than in its definition if one is given."""
    if alpha is None:
        return name
    return f"(lambda z: WithSlope.apply(z, lambda z: value_and_slope_of_{name}(z, {alpha!r})))"


def _body(
    activation: CustomActivation,
    operations: Mapping[str, str],
    number: str,
    truth: str,
    alpha: str,
    full: str,
) -> str:
    """Return the lines that compute value and slope: one for α as an array, one per operation, and the return."""
    expression = activation.expression
    known: dict[Node, str] = {}
    lines: list[str] = []
    for node in ordered(expression.value, expression.slope):
        if node.is_constant:
            text = repr(node.value)
            form = truth if isinstance(node.value, bool) else number
            known[node] = form.format(f"({text})" if text.startswith("-") else text)
        elif node.operation == "z":
            known[node] = "z"
        else:
            known[node] = "a" if node.operation == "a" else f"t{len(lines) + 1}"
            code = alpha if node.operation == "a" else operations[node.operation]
            lines.append(f"{known[node]} = {code.format(*(known[each] for each in node.arguments))}")
    value, slope = (full.format(known[node]) for node in (expression.value, expression.slope))
    return "\n".join([*lines, f"return {value}, {slope}"])
