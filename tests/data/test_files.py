from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actviz.data import Data
from actviz.data.reading.loading import load_data
from actviz.outside_text import file_name
from actviz.registry import BadInput


def complaint(path):
    with pytest.raises(BadInput) as caught:
        load_data(path)
    sentence = str(caught.value)
    assert file_name(path) in sentence
    assert "\n" not in sentence
    return sentence


def test_a_file_that_is_not_there_is_named(tmp_path):
    assert complaint(tmp_path / "gone.csv") == "gone.csv cannot be read: there is no such file"


def test_a_folder_is_refused_whatever_its_name(tmp_path):
    for name in ("folder", "folder.csv", "folder.npz"):
        (tmp_path / name).mkdir()
        assert "is a folder" in complaint(tmp_path / name)


def test_a_file_without_permission_is_named(tmp_path, monkeypatch):
    path = tmp_path / "secret.csv"
    path.write_text("1,2\n3,4\n")

    def refuse(self):
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "read_bytes", refuse)  # chmod would not stop an administrator
    assert complaint(path) == "secret.csv cannot be read: Permission denied"


def test_a_file_beyond_memory_is_answered_by_a_sentence(tmp_path, monkeypatch):
    path = tmp_path / "large.csv"
    path.write_text("1,2\n3,4\n")

    def fail(_):
        raise MemoryError

    monkeypatch.setattr(Path, "read_bytes", fail)
    assert complaint(path) == "large.csv does not fit into memory"


@pytest.mark.parametrize("name", ["model.pkl", "photo.png", "points", "points.csv.gz", "points.csv~"])
def test_a_files_kind_is_told_by_its_content_not_by_its_name(tmp_path, name):
    path = tmp_path / name
    path.write_bytes(b"1,2\n3,4\n")
    assert load_data(path).x.tolist() == [[1.0], [3.0]]


@pytest.mark.parametrize("name", ["a\0b.csv", "x" * 5000 + ".csv"])
def test_a_name_that_no_file_can_have_is_answered_by_a_sentence(tmp_path, name):
    assert "cannot be read" in complaint(tmp_path / name)


def test_the_reader_does_not_mind_capital_letters_and_text_paths(tmp_path):
    path = tmp_path / "POINTS.CSV"
    path.write_text("1,0\n2,1\n")
    assert load_data(str(path)).source == "POINTS.CSV"


@pytest.mark.parametrize("name", ["f.csv", "f.npz", "images.idx", "images.idx.gz", "labels.idx", "labels.idx.gz"])
@given(raw=st.binary(max_size=300) | st.text('0123456789.,;\t\n\r" eainfy-_x', max_size=80).map(str.encode))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_end_in_data_or_in_one_sentence(tmp_path, name, raw):
    for other in ("images.idx", "labels.idx"):
        (tmp_path / other).write_bytes(b"\0\0\x08\1\0\0\0\2\0\1")
    path = tmp_path / name
    path.write_bytes(raw)
    try:
        data = load_data(path)
    except BadInput:
        return
    assert isinstance(data, Data)
    assert np.isfinite(data.x).all()
