"""Pickles, PyTorch's .pt files among them, can run any program when they are opened; so they are refused.

The refusal tells the line that turns such a file into one that holds arrays and nothing else.
"""

from __future__ import annotations

import re
from pathlib import Path

from actviz.outside_text import file_name
from actviz.registry import BadInput
from actviz.translation import tr

TORCH_SUFFIXES = (".pt", ".pth", ".ckpt", ".bin")
SUFFIXES = (*TORCH_SUFFIXES, ".pkl", ".pickle", ".joblib")
TORCH_LINE = (  # in double quotes for every shell; as float64, which holds every other type exactly
    'python -c "import sys, numpy, torch; a, b = sys.argv[1:];'
    " s = torch.load(a, 'cpu', weights_only=True);"
    " numpy.savez(b, **{k: v.detach().double().numpy() for k, v in s.get('state_dict', s).items()})\""
)
PICKLE_LINE = (
    'python -c "import sys, numpy, pickle; a, b = sys.argv[1:];'
    " s = pickle.load(open(a, 'rb'));"
    ' numpy.savez(b, **s) if isinstance(s, dict) else numpy.savez(b, *s)"'
)


def refusal(path: Path) -> BadInput:
    """Return the refusal of a pickle, with the line that converts it."""
    is_torch = path.suffix.lower() in TORCH_SUFFIXES
    line, kind = PICKLE_LINE, tr("a pickle")
    if is_torch:
        line, kind = TORCH_LINE, tr("PyTorch's own format, a pickle")
    converted = path.with_suffix(".npz")
    told = tr(
        "{name} is {kind}, which can run any program when it is opened; if you trust it, turn it into an NPZ file: "
        "{line} (then open {converted})",
        name=file_name(path),
        kind=kind,
        line=f"{line} {_shell(path)} {_shell(converted)}",
        converted=file_name(converted),
    )
    return BadInput(told)


def _shell(path: Path) -> str:
    """Return the path as a word of a command line, whether that of a Unix shell or that of Windows."""
    text = "".join(sign if sign.isprintable() else "?" for sign in str(path))
    return text if re.fullmatch(r"[\w./:\\~+-]+", text) else '"' + re.sub(r'(["$`])', r"\\\1", text) + '"'
