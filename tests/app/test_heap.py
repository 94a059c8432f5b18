import os
import subprocess
import sys
from textwrap import dedent

import pytest

pytestmark = pytest.mark.skipif(
    not hasattr(os, "confstr_names") or "CS_GNU_LIBC_VERSION" not in os.confstr_names, reason="needs glibc"
)

ALLOCATING = dedent("""
    import sys
    from concurrent.futures import ThreadPoolExecutor
    from xml.etree import ElementTree
    import ctypes, os, tempfile
    from actviz.app.heap import share_heap

    def heaps():
        libc = ctypes.CDLL(None)
        libc.fopen.restype = ctypes.c_void_p
        with tempfile.NamedTemporaryFile() as file:
            stream = ctypes.c_void_p(libc.fopen(file.name.encode(), b"w"))
            libc.malloc_info(0, stream)
            libc.fclose(stream)
            return len(ElementTree.parse(file.name).findall("heap"))

    if sys.argv[1] == "shared":
        assert share_heap()
    with ThreadPoolExecutor(1) as threads:
        threads.submit(lambda: [bytearray(50_000) for _ in range(50)]).result()
    print(heaps())
""")


FREEING = dedent("""
    import os
    from pathlib import Path
    from actviz.app.heap import share_heap, tidy_heap

    def resident():
        return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGESIZE")

    share_heap()
    blocks = [bytearray(100_000) for _ in range(400)]
    del blocks[:-1]
    before = resident()
    tidy_heap()
    print(before - resident())
""")


def heaps(how: str) -> int:
    done = subprocess.run([sys.executable, "-c", ALLOCATING, how], capture_output=True, text=True, check=True)
    return int(done.stdout)


def test_a_thread_allocates_in_the_pool_of_all():
    assert heaps("shared") == 1
    assert heaps("apart") > 1


def test_what_is_free_under_something_that_stays_goes_back_to_the_system():
    done = subprocess.run([sys.executable, "-c", FREEING], capture_output=True, text=True, check=True)
    assert int(done.stdout) > 30_000_000
