"""Files that are small and become large, and files that are no tables at all, end in one sentence and soon."""

import gzip
import os
import struct
import tracemalloc

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actviz.data.reading.formats import read_table
from actviz.data.reading.table import Table
from actviz.registry import BadInput
from tests.data.reading.files import idx_bytes, npy_bytes, npz_bytes, xlsx_bytes, zip_bytes

ZEROS = b"0,0\n" * 5_000_000


@pytest.fixture
def refused(tmp_path):
    """Write the content as a file whose table is refused, and return the sentence and the memory that it took."""

    def read(content, name="file"):
        path = tmp_path / name
        path.write_bytes(content)
        tracemalloc.start()
        try:
            with pytest.raises(BadInput) as caught:
                read_table(path)
            return str(caught.value), tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    return read


@pytest.fixture
def low_limit(monkeypatch):
    monkeypatch.setattr("actviz.data.reading.source.ALWAYS_UNPACKED", 100_000)


@pytest.mark.usefixtures("low_limit")
def test_what_unpacks_to_too_much_is_refused_by_the_size_that_it_states(refused):
    for packed in (gzip.compress(ZEROS), zip_bytes(data=ZEROS)):
        sentence, memory = refused(packed)
        assert "unpacks to 20,000,000 bytes" in sentence
        assert memory < 1_000_000


def test_a_gzip_file_that_is_cut_short_is_called_so(refused):
    noise = np.random.default_rng(0).bytes(4000)
    sentence, _ = refused(gzip.compress(noise)[:1000] + b"\xff" * 4)
    assert "cut short" in sentence


@pytest.mark.usefixtures("low_limit")
def test_what_states_a_small_size_is_unpacked_up_to_the_limit_alone(refused):
    lying = gzip.compress(ZEROS)[:-4] + struct.pack("<I", 1000)
    sentence, memory = refused(lying)
    assert "unpacks to more than" in sentence
    assert memory < 5_000_000
    lying = zip_bytes(data=ZEROS).replace(struct.pack("<I", len(ZEROS)), struct.pack("<I", 1000))
    sentence, memory = refused(lying)
    assert "unpacks to more than" in sentence
    assert memory < 5_000_000


@pytest.mark.usefixtures("low_limit")
def test_a_workbook_that_unpacks_to_too_much_is_refused(refused):
    pytest.importorskip("python_calamine")
    sentence, memory = refused(xlsx_bytes("<row></row>" * 200_000, Data=[[1, 2], [3, 4]]))
    assert "unpacks to" in sentence
    assert memory < 5_000_000


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"a,b\n1," + b"2" * 100_000_000, "line 2 has 100,000,002 characters"),
        (b"2" * 100_000_000, "line 1 has 100,000,000 characters"),
        (b",".join(b"%d" % i for i in range(60_000)) + b"\n", "has 60,000 columns, and at most 50,000"),
        (b",".join(b"name%d" % i for i in range(1_000_000)) + b"\n", "line 1 has"),
        (b"1,2\n" * 3_000_000, "has 3,000,000 lines, and at most 2,000,000"),
        (b'a,b\n1,"2\n' + b"3,4\n" * 200_000, "line 2 is not a row of a CSV file: a quote is not closed"),
        (npz_bytes(x=np.zeros((1, 30_000)), y=np.zeros(1)), "has 30,000 inputs, and at most 20,000"),
        (npy_bytes(np.zeros((1, 30_000))), "has 30,000 inputs, and at most 20,000"),
        (b"1 1:2\n1 30000:1\n", "has 30,000 inputs, and at most 20,000"),
        (b"@relation a\n" + b"@attribute a numeric\n" * 50_001 + b"@data\n1\n", "has 50,001 attributes"),
    ],
)
def test_what_is_too_large_is_refused_by_its_size(refused, content, words):
    sentence, memory = refused(content)
    assert words in sentence
    assert memory < 3 * len(content) + 50_000_000


def test_folders_pipes_and_links_to_devices_are_refused(tmp_path):
    (tmp_path / "folder.csv").mkdir()
    os.mkfifo(tmp_path / "pipe.csv")
    (tmp_path / "device.csv").symlink_to("/dev/zero")
    for name, words in (("folder.csv", "is a folder"), ("pipe.csv", "not a regular"), ("device.csv", "not a regular")):
        with pytest.raises(BadInput, match=words):
            read_table(tmp_path / name)
    with pytest.raises(BadInput, match="there is no such file"):
        read_table(tmp_path / "gone.csv")


@pytest.mark.parametrize("name", ["a\0b.csv", "x" * 5000 + ".csv"])
def test_a_name_that_no_file_can_have_is_answered_by_a_sentence(tmp_path, name):
    with pytest.raises(BadInput, match="cannot be read"):
        read_table(tmp_path / name)


def test_reading_ends_where_progress_raises(tmp_path):
    class Stopped(Exception):
        pass

    def stop(done):
        if done > 0.3:
            raise Stopped

    path = tmp_path / "rows.csv"
    path.write_bytes(b"1.5,2\n" * 1_000_000)
    with pytest.raises(Stopped):
        read_table(path, progress=stop)
    path.write_bytes(gzip.compress(path.read_bytes(), 1))
    with pytest.raises(Stopped):
        read_table(path, progress=stop)


SOME = (
    b"a,b\n1,2\n3,x\n", "größe;b\n1,5;2\n".encode("cp1252"), "a\t1\n".encode("utf-16"), gzip.compress(b"1,2\n3,4\n"),
    npz_bytes(x=np.eye(3), y=np.arange(3)), npy_bytes(np.eye(2)), idx_bytes(np.zeros((2, 3), np.uint8)),
    xlsx_bytes(Data=[["a", "b"], [1, "x"]]), b"1 1:2 3:4\n", b"@relation a\n@attribute b {x,'y z'}\n@data\n'y z'\n",
    zip_bytes(data=b"1,2\n"), b"PAR1\x15\x04\x15\x00PAR1", b'4,2,"no",yes\n1,2,0\n',
)  # fmt: skip


@given(
    raw=st.binary(max_size=200)
    | st.text("0123456789.,;\t\n\r\" #%/|:{}@?eainfy-_x'", max_size=80).map(str.encode)
    | st.tuples(st.sampled_from(SOME), st.integers(0, 10_000), st.binary(max_size=4)).map(
        lambda some: some[0][: some[1] % len(some[0])] + some[2] + some[0][some[1] % len(some[0]) + len(some[2]) // 2 :]
    )
)
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_end_in_a_table_or_in_one_sentence(tmp_path, raw):
    path = tmp_path / "images.idx"
    path.write_bytes(raw)
    (tmp_path / "labels.idx").write_bytes(idx_bytes(np.array([0, 1], np.uint8)))
    try:
        table = read_table(path)
    except BadInput:
        return
    assert isinstance(table, Table)
    assert len(set(table.columns)) == len(table.columns)
    assert all(len(table.values(i)) == table.n_rows for i in range(len(table.columns)))
