"""The registry of activation functions holds one entry each: kernels, flat regions, texts and code for the scripts.

To add an activation, write an entry here, and in `activation_kernels` the function that makes its kernels. The
controls, the command line, the theory and the scripts read it from here; the tests compare its kernels with its
`numpy_code`. A key that begins with "=" is the user's own expression and has no entry here: see `nn.expression`.
"""

from __future__ import annotations

from actviz.nn import activation_kernels as kernels
from actviz.nn.activation import INF, Activation
from actviz.nn.expression.activation import ActivationRegistry
from actviz.translation import mark

ACTIVATIONS = ActivationRegistry()
for _entry in (
    Activation(
        "sigmoid", "Sigmoid", "1 / (1 + e⁻ᶻ)",
        mark("The classic squashing curve: its slope is at most 0.25, so a deep stack of it lets the gradient vanish."),
        kernels.sigmoid, largest_slope=0.25, exact_slope=kernels.exact_sigmoid_slope,
        solves=mark("Gives a smooth output between 0 and 1 that reads as a probability or as an open gate."),
        costs=mark("Every layer multiplies the gradient by 0.25 or less, and outputs are never centred on 0."),
        main=True,
        numpy_code=(
            "h = 1 / (1 + np.exp(-z))\n"
            "return h, h * (1 - h)"
        ),
        torch_code="torch.sigmoid",
    ),
    Activation(
        "tanh", "tanh", "tanh z",
        mark("Centred on zero with slope 1 there, but it saturates on both sides and the gradient fades with it."),
        kernels.tanh, exact_slope=kernels.exact_tanh_slope,
        solves=mark("Keeps outputs centred on 0, so the next layer's inputs are balanced."),
        costs=mark("Where |z| is above 3 the slope is below 0.01, and the gradient through it is all but gone."),
        main=True,
        numpy_code=(
            "h = np.tanh(z)\n"
            "return h, 1 - h * h"
        ),
        torch_code="torch.tanh",
    ),
    Activation(
        "relu", "ReLU", "max(0, z)",
        mark("Slope 1 when on, so gradients pass unshrunk; slope 0 when off, so a unit off for every example is dead."),
        kernels.relu, flat=((-INF, 0.0),), piecewise_linear=True, rectifier=True,
        solves=mark("Passes the gradient on whole wherever a unit is on, and costs almost nothing to compute."),
        costs=mark("A unit pushed below zero on every example gets no gradient of its own any more: it is dead."),
        main=True,
        numpy_code="return np.maximum(z, 0), (z > 0).astype(z.dtype)",
        torch_code="torch.relu",
    ),
    Activation(
        "leaky_relu", "Leaky ReLU", "max(0, z) + α·min(0, z)",
        mark("ReLU with a small slope α below zero: a unit that is off still gets some gradient and can recover."),
        kernels.leaky_relu, piecewise_linear=True, alpha=0.01, alpha_name=mark("slope below zero"), rectifier=True,
        scales_with_alpha=True, flat_without_alpha=((-INF, 0.0),),
        solves=mark("Keeps a slope everywhere (with α above 0), so no unit can be dead."),
        costs=mark("α is one more number to choose, and outputs below zero carry little of the gradient."),
        main=True,
        numpy_code="return np.where(z > 0, z, alpha * z), np.where(z > 0, 1, alpha).astype(z.dtype)",
        torch_code="torch.nn.LeakyReLU({alpha!r})",
    ),
    Activation(
        "prelu", "PReLU", "max(0, z) + α·min(0, z), α learned",
        mark("Leaky ReLU whose slope below zero is learned with the weights, one a layer or one a unit."),
        kernels.leaky_relu, piecewise_linear=True, alpha=0.25, alpha_name=mark("slope below zero at the start"),
        learns_alpha=True, rectifier=True, scales_with_alpha=True, flat_without_alpha=((-INF, 0.0),),
        solves=mark("Lets training itself find the slope below zero instead of leaving it to a guess."),
        costs=mark("Adds parameters, and an α that is learned to be 0 brings dying back."),
        main=True,
        numpy_code="return np.where(z > 0, z, alpha * z), np.where(z > 0, 1, alpha).astype(z.dtype)",
        torch_code="torch.nn.PReLU({n_alphas})",
    ),
    Activation(
        "elu", "ELU", "z, or α(eᶻ − 1) below 0",
        mark("Smooth below zero and levelling off at −α: outputs average nearer zero and no unit goes fully silent."),
        kernels.elu, alpha=1.0, alpha_name=mark("depth below zero"), scales_with_alpha=True,
        flat_without_alpha=((-INF, 0.0),),
        solves=mark("Pulls the mean output towards 0 and still has a slope just below zero."),
        costs=mark("Needs an exponential, and far below zero the slope fades away."),
        main=True,
        numpy_code=(
            "below = np.minimum(z, 0)\n"
            "return np.maximum(z, 0) + alpha * np.expm1(below), "
            "np.where(z > 0, 1, alpha * np.exp(below)).astype(z.dtype)"
        ),
        torch_code="torch.nn.ELU({alpha!r})",
    ),
    Activation(
        "selu", "SELU", "λ·ELU(z), α = 1.673, λ = 1.051",
        mark("ELU scaled so that, with LeCun initialization, every layer keeps mean 0 and variance 1."),
        kernels.selu, largest_slope=kernels.SELU_ALPHA * kernels.SELU_SCALE,
        solves=mark("Lets a deep stack of plain layers keep its own scale without normalization layers."),
        costs=mark("The promise holds only with LeCun initialization and plain layers, and slopes reach 1.76."),
        numpy_code=(
            "scale, alpha, below = 1.0507009873554805, 1.6732632423543772, np.minimum(z, 0)\n"
            "h = scale * (np.maximum(z, 0) + alpha * np.expm1(below))\n"
            "return h, scale * np.where(z > 0, 1, alpha * np.exp(below)).astype(z.dtype)"
        ),
        torch_code="torch.nn.SELU()",
    ),
    Activation(
        "gelu", "GELU", "z·Φ(z)",
        mark("Weighs z by the chance that a normal variable lies below it: a smooth ReLU, the default in "
             "transformers."),
        kernels.gelu, largest_slope=1.1289042,
        solves=mark("Replaces ReLU's corner by a smooth bend, so that the gradient does not switch all at once."),
        costs=mark("Costs more to compute, and far below zero the slope is as good as none."),
        main=True,
        numpy_code=(
            "phi = np.vectorize(erfc, otypes=[z.dtype])(-z / np.sqrt(2)) / 2  # the normal distribution at z\n"
            "return z * phi, phi + z * np.exp(-z * z / 2) / np.sqrt(2 * np.pi).astype(z.dtype)"
        ),
        torch_code="torch.nn.GELU()",
    ),
    Activation(
        "gelu_tanh", "GELU (tanh)", "½z(1 + tanh(√(2/π)(z + 0.0447z³)))",
        mark("The fast approximation of GELU that GPT-2 and BERT were trained with."),
        kernels.gelu_tanh, largest_slope=1.1289932,
        solves=mark("Gives nearly GELU where the error function is slow or missing."),
        costs=mark("Differs from the exact GELU by up to 0.0005, so trained weights do not carry over to the last "
                   "digit."),
        numpy_code=(
            "c, near = np.sqrt(2 / np.pi).astype(z.dtype), np.clip(z, -30, 30)\n"
            "gate = 1 / (1 + np.exp(-2 * c * (near + 0.044715 * near**3)))\n"
            "return z * gate, gate + near * gate * (1 - gate) * 2 * c * (1 + 3 * 0.044715 * near**2)"
        ),
        torch_code='torch.nn.GELU(approximate="tanh")',
    ),
    Activation(
        "silu", "SiLU / Swish", "z·σ(z)",
        mark("z times its own sigmoid: smooth, dips below zero, and never has a region of zero slope."),
        kernels.silu, largest_slope=1.0998394,
        solves=mark("Replaces ReLU's corner by a smooth bend with nothing but a sigmoid."),
        costs=mark("Costs an exponential, and far below zero the slope fades away."),
        numpy_code=(
            "gate = 1 / (1 + np.exp(-z))\n"
            "return z * gate, gate * (1 + z * (1 - gate))"
        ),
        torch_code="torch.nn.SiLU()",
    ),
    Activation(
        "mish", "Mish", "z·tanh(ln(1 + eᶻ))",
        mark("A smooth cousin of SiLU with a slightly deeper dip; costs more to compute."),
        kernels.mish, largest_slope=1.0884983,
        solves=mark("Bends smoothly like SiLU and lets slightly more through just below zero."),
        costs=mark("Takes an exponential and two divisions for what is nearly the same curve as SiLU."),
        numpy_code=(
            "e = np.exp(np.minimum(z, 20))\n"
            "n = e * (e + 2)  # tanh(ln(1 + e)) = n / (n + 2)\n"
            "return z * n / (n + 2), n / (n + 2) + 4 * z * (e / (n + 2)) * ((1 + e) / (n + 2))"
        ),
        torch_code="torch.nn.Mish()",
    ),
    Activation(
        "softplus", "Softplus", "ln(1 + eᶻ)",
        mark("ReLU with its corner rounded off; its slope is the sigmoid, so it is never exactly zero."),
        kernels.softplus, exact_slope=kernels.exact_softplus_slope,
        solves=mark("Gives a positive output with a smooth slope everywhere, as a variance needs."),
        costs=mark("Outputs are never below 0, and at z = 0 only half of the gradient passes."),
        numpy_code=(
            "h = np.maximum(z, 0) + np.log1p(np.exp(-np.abs(z)))\n"
            "return h, 1 / (1 + np.exp(-z))"
        ),
        torch_code="torch.nn.Softplus()",
    ),
    Activation(
        "softsign", "Softsign", "z / (1 + |z|)",
        mark("Like tanh, but it approaches ±1 slowly, so it saturates later."),
        kernels.softsign,
        solves=mark("Saturates slowly, so units that are far out can still come back."),
        costs=mark("Its slope falls off as soon as z leaves 0: a quarter is left at z = ±1."),
        numpy_code="return z / (1 + np.abs(z)), 1 / (1 + np.abs(z)) ** 2",
        torch_code="torch.nn.Softsign()",
    ),
    Activation(
        "relu6", "ReLU6", "min(max(0, z), 6)",
        mark("ReLU capped at 6 for low-precision hardware: flat on both sides, so it can die on both."),
        kernels.clipped(0.0, 6.0, 1.0, 0.0), flat=((-INF, 0.0), (6.0, INF)), piecewise_linear=True, rectifier=True,
        solves=mark("Keeps outputs within 0 to 6, so that low-precision numbers can hold them."),
        costs=mark("Has a second flat region above 6, where a unit gets no gradient either."),
        numpy_code="return np.clip(z, 0, 6), ((z > 0) & (z < 6)).astype(z.dtype)",
        torch_code="torch.nn.ReLU6()",
    ),
    Activation(
        "hard_tanh", "Hard tanh", "min(max(−1, z), 1)",
        mark("Straight lines in place of tanh: exactly flat outside ±1, where a unit gets no gradient at all."),
        kernels.clipped(-1.0, 1.0, 1.0, 0.0), flat=((-INF, -1.0), (1.0, INF)), piecewise_linear=True,
        solves=mark("Gives tanh's shape without an exponential, with slope 1 all the way to ±1."),
        costs=mark("Outside ±1 the slope is exactly zero: a unit there on every example is dead."),
        numpy_code="return np.clip(z, -1, 1), ((z > -1) & (z < 1)).astype(z.dtype)",
        torch_code="torch.nn.Hardtanh()",
    ),
    Activation(
        "hard_sigmoid", "Hard sigmoid", "min(max(0, z/6 + ½), 1)",
        mark("Straight lines in place of the sigmoid: slope only 1/6, and exactly flat outside ±3."),
        kernels.clipped(-3.0, 3.0, 1.0 / 6.0, 3.0), largest_slope=1.0 / 6.0, flat=((-INF, -3.0), (3.0, INF)),
        piecewise_linear=True,
        solves=mark("Gives the sigmoid's shape without an exponential, for gates on small devices."),
        costs=mark("Its slope is at most 1/6, and outside ±3 it is exactly zero."),
        numpy_code="return np.clip(z / 6 + 0.5, 0, 1), ((z > -3) & (z < 3)).astype(z.dtype) / 6",
        torch_code="torch.nn.Hardsigmoid()",
    ),
    Activation(
        "identity", mark("Identity"), "z",
        mark("No activation at all: the whole network stays one linear map, whatever its depth."),
        kernels.identity, piecewise_linear=True,
        solves=mark("Shows what the layers alone do to the gradient, since it changes nothing."),
        costs=mark("However many layers there are, the network can only draw a straight boundary."),
        numpy_code="return z, np.ones_like(z)",
        torch_code="torch.nn.Identity()",
    ),
):  # fmt: skip
    ACTIVATIONS.add(_entry)
