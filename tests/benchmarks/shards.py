"""Whether a large network gains by the batch cut into shards, whose passes run on threads of one BLAS thread each.

`python tests/benchmarks/shards.py` takes steps of two networks, batch 256, ReLU, ten classes, plain SGD:

- the engine's own step with one and with two BLAS threads;
- the same step cut into 2 and 4 shards on 1 and 2 threads. Each shard has the gradient of its own examples; when all
  are there, each thread adds the shards' gradients for its part of the parameters, in the shards' order, and moves it.

The bits of the sharded steps depend on the number of shards, not on that of threads; that, and that they agree with the
engine's to rounding, is checked first. Every way has a process of its own; they take turns, and the least of all rounds
counts, as other programs may run beside. The second time is the processor time of the thread that has most to do: what
a step would take on cores that do nothing else and share no memory. It tells the most that threads can gain, also on a
busy machine.

On 2026-11-29 (two cores of an Intel Xeon with AVX-512, so busy that only processor times tell) the busiest of 2 threads
with 2 shards had 1/1.75 of the engine's work at 784-512-256-256-128-10 and 1/1.58 at 784-1024×8-10, before it waits for
the other thread and for memory; 4 shards 1/1.55 and 1/1.20. One thread alone, which must take the same shards for the
same bits, had 1.18 and 1.28 times the engine's work. So the larger network cannot reach 1.6 times this way, the smaller
one only where waiting costs less than a tenth, and every machine with one core would pay.
"""

import os
import subprocess
import sys
import tempfile
from itertools import pairwise
from pathlib import Path
from threading import Barrier, Thread
from time import perf_counter, thread_time

WAYS = (("engine", 1), ("engine", 2), ("2 shards", 1), ("2 shards", 2), ("4 shards", 1), ("4 shards", 2))
NETWORKS = ((784, 512, 256, 256, 128, 10), (784, *(1024,) * 8, 10))
BATCH, EXAMPLES, RATE, CHECKED, ROUNDING = 256, 2048, 0.001, 3, 1e-4
ROUNDS, ROUND_S, STEPS_AT_ONCE = 20, 0.15, 2
PART = 1 << 15  # parameters that are moved at a time, while they are in the processor's cache


class Shards:
    """A network that takes sharded steps; x is (n_0 + 1, B) with a row of ones, y (n_L, B)."""

    def __init__(self, stepper, sizes, n_shards, n_threads):
        import numpy as np

        self._now, self.busy_s = None, [0.0] * n_threads  # processor time of each thread in the latest `advance`
        self._np, self._batches, self._n_threads = np, stepper.batches, n_threads
        self.parameters = stepper.network.parameters
        w, size = self._matrices(self.parameters, sizes), BATCH // n_shards
        self._gradients = np.zeros((n_shards, self.parameters.size), np.float32)
        self._passes = []
        for i, gradient in enumerate(self._gradients):
            columns = slice(i * size, (i + 1) * size)
            self._passes.append(self._shard(w, self._matrices(gradient, sizes), sizes, columns))
        self._change = [np.empty(PART, np.float32) for _ in range(n_threads)]

    def _matrices(self, vector, sizes):
        found, start = [], 0
        for fan_in, fan_out in pairwise(sizes):
            stop = start + (fan_in + 1) * fan_out
            found.append(vector[start:stop].reshape(fan_in + 1, fan_out))
            start = stop
        return found

    def _shard(self, w, g, sizes, columns):
        """Return what writes the gradient of these examples' share of the mean loss."""
        np = self._np
        n, last = columns.stop - columns.start, len(w) - 1
        h = [np.ones((size + 1, n), np.float32) for size in sizes[1:-1]]
        z = [np.empty((size, n), np.float32) for size in sizes[1:]]
        delta, slope = [np.empty_like(each) for each in z], [np.empty_like(each) for each in z]
        zero, share, top, total = np.float32(0), np.float32(1 / BATCH), *np.empty((2, n), np.float32)

        def passes(x, y):
            below = [x[:, columns], *h]
            for i, matrix in enumerate(w):
                matrix.T.dot(below[i], z[i])
                if i < last:
                    np.maximum(z[i], zero, out=h[i][:-1])
            out = delta[last]
            np.maximum.reduce(z[last], axis=0, out=top)
            np.subtract(z[last], top, out=out)
            np.exp(out, out=out)
            np.add.reduce(out, axis=0, out=total)
            np.divide(out, total, out=out)
            np.subtract(out, y[:, columns], out=out)
            np.multiply(out, share, out=out)
            for i in range(last, -1, -1):
                below[i].dot(delta[i].T, g[i])
                if i:
                    w[i][:-1].dot(delta[i], delta[i - 1])
                    np.greater(z[i - 1], zero, out=slope[i - 1])
                    np.multiply(delta[i - 1], slope[i - 1], out=delta[i - 1])

        return passes

    def _move(self, thread):
        """Add the shards' gradients in order, and move this thread's part of the parameters."""
        np, rate = self._np, self._np.float32(RATE)
        n = self.parameters.size
        for start in range(n * thread // self._n_threads, n * (thread + 1) // self._n_threads, PART):
            part = slice(start, min(start + PART, n * (thread + 1) // self._n_threads))
            change = self._change[thread][: part.stop - part.start]
            np.add(self._gradients[0, part], self._gradients[1, part], out=change)
            for gradient in self._gradients[2:]:
                np.add(change, gradient[part], out=change)
            np.multiply(change, rate, out=change)
            np.subtract(self.parameters[part], change, out=self.parameters[part])

    def advance(self, n):
        """Take n steps."""
        with self._np.errstate(all="ignore"):
            if self._n_threads == 1:
                began = thread_time()
                for x, y in self._batches.next(n):
                    for passes in self._passes:
                        passes(x, y)
                    self._move(0)
                self.busy_s[0] = thread_time() - began
                return
            given, barrier = self._batches.next(n), Barrier(self._n_threads)
            self._now = next(given)
            others = [Thread(target=self._work, args=(i, given, barrier)) for i in range(1, self._n_threads)]
            for other in others:
                other.start()
            self._work(0, given, barrier)
            for other in others:
                other.join()

    def _work(self, thread, given, barrier):
        """Take this thread's part in each step; thread 0 asks for the batches."""
        began = thread_time()
        with self._np.errstate(all="ignore"):  # which is each thread's own
            while self._now is not None:
                for passes in self._passes[thread :: self._n_threads]:
                    passes(*self._now)
                barrier.wait()
                if not thread:
                    self._now = next(given, None)
                self._move(thread)
                barrier.wait()
        self.busy_s[thread] = thread_time() - began


def take_steps(way: str, sizes: tuple[int, ...], n_threads: int) -> None:
    """Be a process of one way: write the parameters after CHECKED steps to the file named, then time rounds.

    It reads the file's name from its input, then a line for each round, and prints a line for each.
    """
    import numpy as np

    from actviz.training import RunConfig
    from actviz.training.examples import given_examples
    from actviz.training.run.train_state import TrainState

    rng = np.random.default_rng(0)
    x, y = rng.normal(size=(EXAMPLES, sizes[0])), rng.integers(0, sizes[-1], EXAMPLES)
    config = RunConfig(hidden=sizes[1:-1], activation="relu", batch_size=BATCH, learning_rate=RATE, momentum=0.0)
    stepper = TrainState(config, given_examples(x, y), "float32").stepper
    shards = Shards(stepper, sizes, int(way.split()[0]), n_threads) if way != "engine" else None

    def advance(n: int) -> float:
        """Take n steps; return the processor time of the busiest thread, which calls the engine's BLAS threads."""
        if shards is not None:
            shards.advance(n)
            return max(shards.busy_s)
        began = thread_time()
        stepper.advance([lambda: None] * n)
        return thread_time() - began

    with np.errstate(all="ignore"):
        advance(CHECKED)
        np.save(sys.stdin.readline().strip(), stepper.network.parameters)
        print("ready", flush=True)
        for _ in sys.stdin:
            began, times = perf_counter(), []
            while not times or perf_counter() - began < ROUND_S:
                start = perf_counter()
                busy = advance(STEPS_AT_ONCE)
                times.append((perf_counter() - start, busy))
            print(*np.min(times, axis=0) / STEPS_AT_ONCE, flush=True)


def compare(sizes: tuple[int, ...], place: Path) -> list[list[float]]:
    """Check that all ways lead to the same parameters; return the least seconds of a step, and the busiest thread's."""
    import numpy as np

    ways = []
    for way, n in WAYS:
        blas = str(n) if way == "engine" else "1"
        arguments = [sys.executable, __file__, way, str(n), *map(str, sizes)]
        environment = os.environ | dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), blas)
        pipe = subprocess.PIPE
        ways.append(subprocess.Popen(arguments, env=environment, stdin=pipe, stdout=pipe, text=True))
    try:
        found = []
        for i, one in enumerate(ways):
            _asked(one, str(place / f"{i}.npy"))
            found.append(np.load(place / f"{i}.npy"))
        for parameters in found[1:]:
            assert np.abs(parameters - found[0]).max() < ROUNDING * np.abs(found[0]).max(), "other steps"
        assert np.array_equal(found[2], found[3]), "2 shards: other bits on 2 threads"
        assert np.array_equal(found[4], found[5]), "4 shards: other bits on 2 threads"
        rounds = [[[float(t) for t in _asked(one, "go").split()] for one in ways] for _ in range(ROUNDS)]
        return np.min(rounds, axis=0).tolist()
    finally:
        for one in ways:
            one.stdin.close()
            one.wait()


def _asked(process: subprocess.Popen, line: str) -> str:
    process.stdin.write(line + "\n")
    process.stdin.flush()
    answer = process.stdout.readline()
    assert answer, "a process has ended"
    return answer


def main() -> None:
    """Print the table; with arguments, be one of its processes."""
    if len(sys.argv) > 1:
        take_steps(sys.argv[1], tuple(map(int, sys.argv[3:])), int(sys.argv[2]))
        return
    with tempfile.TemporaryDirectory() as place:
        for sizes in NETWORKS:
            seconds = compare(sizes, Path(place))
            print(f"{'-'.join(map(str, sizes))}: a step, its ratio; the busiest thread's processor time, its ratio")
            for (way, n), (wall, busy) in zip(WAYS, seconds, strict=True):
                threads = f"{n} {'BLAS ' if way == 'engine' else ''}thread{'s' if n > 1 else ''}"
                ratios = seconds[0][0] / wall, seconds[0][1] / busy
                times = f"{1e3 * wall:8.1f} ms {ratios[0]:5.2f} {1e3 * busy:8.1f} ms {ratios[1]:5.2f}"
                print(f"{way:>12}, {threads:15} {times}", flush=True)


if __name__ == "__main__":
    main()
