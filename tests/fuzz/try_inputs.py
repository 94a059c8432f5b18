"""Try a reader's inputs from FIRST to LAST (left out), each under a limit of memory and processor time.

    python tests/fuzz/try_inputs.py READER FIRST LAST PROGRESS

Prints a line of JSON for each input whose answer is not a short sentence or something sound, and at the end how many
were refused and taken. PROGRESS is a file that holds the number of the input that is being tried: where this process
is killed for what it took, that is the one.
"""

import json
import os
import random
import resource
import sys
import tempfile
import traceback
import warnings
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
LONGEST_SENTENCE = 400
MOST_BYTES, MOST_SECONDS = 2_000_000_000, 10


def files_of(reader, number):
    """Return an input's files by name."""
    from readers import READERS

    return READERS[reader].make(random.Random(f"{reader} {number}"))


def fault_of(reader, files, folder):
    """Return what is wrong with the answer to an input, or None, and whether the input was taken."""
    from readers import READERS

    from actviz.registry import BadInput

    try:
        told = READERS[reader].read(folder, files)
        taken = not told
    except BadInput as sentence:
        told, taken = [str(sentence)], False
    except Exception:
        return traceback.format_exc(limit=-4), False
    bad = [text for text in told if len(text) > LONGEST_SENTENCE or not text or not text.isprintable()]
    return (f"no short sentence in one line: {bad[0][:1000]!r}" if bad else None), taken


def main(reader, first, last, progress):
    resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    warnings.simplefilter("error")
    counts = [0, 0]
    with Path(progress).open("r+b", buffering=0) as place, tempfile.TemporaryDirectory() as folder:
        for number in range(int(first), int(last)):
            os.pwrite(place.fileno(), number.to_bytes(8, "little"), 0)
            files = files_of(reader, number)
            used = sum(resource.getrusage(resource.RUSAGE_SELF)[:2])
            resource.setrlimit(resource.RLIMIT_CPU, (int(used) + MOST_SECONDS, resource.RLIM_INFINITY))
            for name, content in files.items():
                (Path(folder) / name).write_bytes(content)
            fault, taken = fault_of(reader, files, folder)
            for left in Path(folder).iterdir():
                left.unlink()
            counts[taken] += 1
            if fault is not None:
                print(json.dumps({"number": number, "fault": fault}), flush=True)
    print(json.dumps({"refused": counts[0], "taken": counts[1]}))


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent))
    main(*sys.argv[1:])
