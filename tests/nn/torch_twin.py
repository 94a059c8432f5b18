"""A network's twin in PyTorch, of PyTorch's own layers, and by how much the two disagree. It needs PyTorch."""

from itertools import pairwise

import numpy as np
import torch

from actviz.nn.architecture import Architecture
from actviz.training import RunConfig, Trainer
from tests.nn.structures import NORMALIZED, batch_of, masks_of, network_of

nn = torch.nn
LIMITS = {"float32": 1e-5, "float64": 1e-10}
KEY = np.array([7, 11], np.uint64)
STEPS, BATCH = 200, 32
OPTIMIZERS = {
    "SGD with momentum": {"learning_rate": 0.001, "momentum": 0.9},
    "Adam": {"optimizer": "adam", "learning_rate": 0.0005},
}


class Function(nn.Module):
    """A function as a module."""

    def __init__(self, function):
        super().__init__()
        self.forward = function


def activation_of(network, i):
    """Return the activation of hidden layer i (0-based)."""
    entry, alphas = network.activations[i], network.alphas[i]
    made = eval(entry.torch_code.format(alpha=network.fixed_alphas[i], n_alphas=0 if alphas is None else len(alphas)))
    return made if isinstance(made, nn.Module) else Function(made)


class Twin(nn.Module):
    """The same network; `forward` takes examples first, (batch, n_0), and factors of the outputs that are kept."""

    def __init__(self, network):
        super().__init__()
        self.architecture, sizes = network.architecture, network.sizes
        self.blocks = {block.last: (k, block) for k, block in enumerate(network.layout.residual_blocks)}
        hidden = sizes[1:-1]
        kinds = {"batch": nn.BatchNorm1d, "layer": nn.LayerNorm, "rms": nn.RMSNorm}
        kind = kinds.get(self.architecture.normalization)
        self.linears = nn.ModuleList(nn.Linear(a, b) for a, b in pairwise(sizes))
        self.activations = nn.ModuleList(activation_of(network, i) for i in range(len(hidden)))
        self.norms = nn.ModuleList(kind(n) for n in hidden) if kind else None
        self.projections = nn.ParameterDict()
        self.scales = nn.ParameterDict()
        for k, block in enumerate(network.layout.residual_blocks):
            if block.projected:
                self.projections[str(k)] = nn.Parameter(torch.zeros(sizes[block.source], sizes[block.last]))
            if self.architecture.residual_scale == "learned":
                self.scales[str(k)] = nn.Parameter(torch.zeros(1))
        self.to({"float32": torch.float32, "float64": torch.float64}[str(network.dtype)])
        with torch.no_grad():
            for (_, theirs), ours in zip(self.places(), self.spans(network), strict=True):
                theirs.copy_(torch.from_numpy(network.parameters[ours].copy()).reshape(theirs.shape))

    def places(self):
        """Return the tensors that the network's parameters stand for, in their order, with the kind of each."""
        found = []
        for linear in self.linears:
            found += [("weights", linear.weight.T), ("biases", linear.bias)]
        found += [("slopes", a.weight) for a in self.activations if isinstance(a, nn.PReLU)]
        if self.norms is not None:
            found += [("γ and β", norm.weight) for norm in self.norms]
            if self.architecture.normalization != "rms":
                found += [("γ and β", norm.bias) for norm in self.norms]
        found += [("branch scales and projections", each) for each in self.scales.values()]
        found += [("branch scales and projections", each) for each in self.projections.values()]
        if self.architecture.normalization == "batch":
            found += [("running statistics", norm.running_mean) for norm in self.norms]
            found += [("running statistics", norm.running_var) for norm in self.norms]
        return found

    @staticmethod
    def spans(network):
        """Return the spans of the same numbers in the network's parameters."""
        layout, found = network.layout, []
        for weights, biases in zip(layout.weights, layout.biases, strict=True):
            found += [weights, biases]
        names = ("learned_alphas", "gammas", "betas", "scales", "projections", "means", "variances")
        return [*found, *(span for name in names for span in getattr(layout, name) if span.stop > span.start)]

    def gradients(self):
        """Return the kind and the gradient of all that is learned, in the order of the network's parameters."""
        found = []
        for name, tensor in self.places():
            owner = tensor if tensor.grad_fn is None else tensor._base
            if owner.requires_grad:
                found.append((name, owner.grad if owner is tensor else owner.grad.T))
        return found

    def forward(self, x, masks=None):
        outputs = [x]
        for i, linear in enumerate(self.linears[:-1], 1):
            architecture, value = self.architecture, linear(outputs[-1])
            if self.norms is not None and architecture.normalization_place == "before":
                value = self.norms[i - 1](value)
            value = self.activations[i - 1](self._joined("before", i, value, outputs))
            if self.norms is not None and architecture.normalization_place == "after":
                value = self.norms[i - 1](value)
            if masks is not None:
                value = value * masks[i - 1]
            outputs.append(self._joined("after", i, value, outputs))
        return self.linears[-1](outputs[-1])

    def _joined(self, place, i, value, outputs):
        if i not in self.blocks or self.architecture.residual_place != place:
            return value
        k, block = self.blocks[i]
        skip, scale = outputs[block.source], 1.0
        if str(k) in self.projections:
            skip = skip @ self.projections[str(k)]
        if self.architecture.residual_scale == "learned":
            scale = self.scales[str(k)]
        elif self.architecture.residual_scale == "depth":
            scale = len(self.blocks) ** -0.5
        return scale * value + skip


def apart(ours, theirs):
    """Return the largest difference between two arrays, relative to the largest entry of theirs."""
    theirs = theirs.detach().numpy().reshape(np.shape(ours))
    return float(np.abs(ours - theirs).max() / max(np.abs(theirs).max(), 1e-6))


@np.errstate(over="ignore")  # as training does: a sigmoid far out
def of_one_step(architecture, keys, dtype):
    """Return by how much outputs, loss, gradients and running statistics disagree in one step, and in an evaluation."""
    network = network_of(architecture, keys, dtype, per_unit=True, wider=4)  # narrow ones let rounding grow
    passes, twin = batch_of(network, BATCH), Twin(network)
    passes.draw_masks(KEY, 5)
    masks = masks_of(network.sizes[1:-1], BATCH, architecture.dropout, KEY, 5)
    x = torch.from_numpy(passes.inputs.T.copy())
    y = torch.from_numpy(passes.target.argmax(axis=0))
    loss = passes.step((), ())(passes.inputs_and_ones, np.ascontiguousarray(passes.target), lambda: None)
    twin.train()
    z = twin(x, [torch.from_numpy(mask.T.astype(dtype)) for mask in masks] if architecture.dropout else None)
    expected = nn.functional.cross_entropy(z, y)
    expected.backward()
    found = {"outputs": apart(passes.z[-1].T, z), "loss": apart(loss, expected)}
    spans = Twin.spans(network)
    grouped = {}
    for (name, theirs), span in zip(twin.gradients(), spans, strict=False):
        grouped.setdefault(name, []).append((network.gradient[span], theirs.reshape(-1)))
    size = max(float(b.abs().max()) for pairs in grouped.values() for _, b in pairs)
    for name, pairs in grouped.items():
        ours, theirs = np.concatenate([a for a, _ in pairs]), torch.cat([b for _, b in pairs]).numpy()
        found[f"gradient of {name}"] = float(np.abs(ours - theirs).max()) / size
    for (name, theirs), span in zip(twin.places(), spans, strict=True):
        if name == "running statistics":
            found[name] = max(found.get(name, 0.0), apart(network.parameters[span], theirs))
    twin.eval()
    passes.forward()
    return found | {"outputs in an evaluation": apart(passes.z[-1].T, twin(x))}


def of_a_run(architecture, key, optimizer, dtype):
    """Return by how much loss, parameters, and outputs of both modes disagree after STEPS steps of training."""
    rng = np.random.default_rng(2)
    x = rng.normal(0.0, 1.0, (60, 3))
    y = np.digitize(x.sum(axis=1), (-1.0, 1.0))  # can be learned: a run that leaps about lets rounding errors grow
    settings = {
        name: getattr(architecture, name)
        for name in ("normalization", "normalization_place", "residual", "residual_scale", "residual_path",
                     "residual_place")
    }  # fmt: skip
    widths = (10, 10, 10, 10) if architecture.residual_path == "identity" else (10, 8, 10, 12)
    config = RunConfig(hidden=widths, activation=key, initializer="xavier_normal", batch_size=20,
                       **settings, **OPTIMIZERS[optimizer])  # fmt: skip
    trainer = Trainer(config, data=(x, y), dtype=dtype)
    twin = Twin(trainer.network)
    kind = {"sgd": torch.optim.SGD, "adam": torch.optim.Adam}[config.optimizer]
    momentum = {"momentum": config.momentum} if config.momentum else {}
    stepper = kind(twin.parameters(), lr=config.learning_rate, **momentum)
    tx, ty = torch.from_numpy(trainer.train_x.astype(dtype)), torch.from_numpy(trainer.train_y)
    order_of = np.random.default_rng(np.random.SeedSequence(config.seed).spawn(4)[3])
    twin.train()
    taken, losses = 0, []
    while taken < STEPS:
        order = order_of.permutation(len(x))
        for start in range(0, len(x) - config.batch_size + 1, config.batch_size):
            part = torch.from_numpy(order[start : start + config.batch_size])
            stepper.zero_grad()
            loss = nn.functional.cross_entropy(twin(tx[part]), ty[part])
            loss.backward()
            stepper.step()
            trainer.advance(1)
            losses.append(loss.detach())
            taken += 1
            if taken == STEPS:
                break
    network = trainer.network
    twin.eval()
    found = {
        "loss": apart(trainer.history.view().loss, torch.stack(losses)),
        "outputs in an evaluation": apart(network.outputs(trainer.train_x).T, twin(tx)),
    }
    grouped = {}
    for (name, theirs), span in zip(twin.places(), Twin.spans(network), strict=True):
        grouped.setdefault(name, []).append((network.parameters[span], theirs.reshape(-1)))
    for name, pairs in grouped.items():
        found[name] = apart(np.concatenate([a for a, _ in pairs]), torch.cat([b for _, b in pairs]))
    return found


BLOCKS = [
    (0, "one", "identity", "after"),
    (1, "one", "identity", "after"),
    (2, "learned", "identity", "before"),
    (1, "depth", "projection", "after"),
]
RUNS = [
    Architecture(kind, place, *block)
    for kind, place in NORMALIZED
    for block in (BLOCKS if kind != "none" else BLOCKS[1:])
]
KEYS = ("tanh", "relu", "gelu", "prelu")


def limit(dtype, keys):
    """Return by how much a step with these activations may differ: PyTorch takes 1/6 as a float32 in any type."""
    return 1e-7 if "hard_sigmoid" in keys and dtype == "float64" else LIMITS[dtype]


def undetermined(architecture, optimizer):
    """Return what rounding decides: a batch's mean takes out the biases, whose gradient is then nothing but rounding.

    Adam divides it by its own size.
    """
    takes_out = architecture.normalization == "batch" and architecture.normalization_place == "before"
    return {"biases", "running statistics", "outputs in an evaluation"} if takes_out and optimizer == "Adam" else set()


def name_of(architecture):
    """Return an architecture in a few words."""
    words = (
        [] if architecture.normalization == "none" else [architecture.normalization, architecture.normalization_place]
    )
    if architecture.residual:
        words += [f"skip {architecture.residual}", architecture.residual_scale, architecture.residual_path]
        words += [architecture.residual_place]
    return " ".join(words)
