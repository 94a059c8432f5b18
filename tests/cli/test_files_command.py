"""`lessons`, `scenes` and `proofs` list and check files: a line for each fault, and status 1."""

import pytest

from actviz.__main__ import main
from actviz.lessons.lesson_file import lessons
from actviz.lessons.proofs.proof_file import proofs
from actviz.lessons.scene import scenes
from actviz.resource_files import resource

SOUND = (
    'title = "A"\nclaim = "B."\n\n[config]\nhidden = "4"\nn_examples = 60\n\n[[number]]\nmeasure = "loss"\nstep = 1\n'
)


@pytest.mark.parametrize(("kind", "known"), [("lessons", lessons), ("scenes", scenes), ("proofs", proofs)])
def test_the_program_s_own_are_listed(capsys, kind, known):
    for arguments in ([kind], ["list", kind]):
        assert main(arguments) == 0
        printed = capsys.readouterr().out.splitlines()
        assert [line.split()[0] for line in printed] == list(known().entries)


@pytest.mark.parametrize(("kind", "file"), [("lessons", "why"), ("scenes", "cures"), ("proofs", "mean-field")])
def test_the_program_s_own_files_have_no_fault(capsys, kind, file):
    assert main([kind, "--check", str(resource(f"{kind}/{file}.toml"))]) == 0
    assert "1 file without a fault" in capsys.readouterr().out


def test_each_fault_is_a_line_with_file_line_and_rule(capsys, tmp_path):
    (tmp_path / "good.toml").write_text(SOUND + "above = 0\n")
    (tmp_path / "bad.toml").write_text(
        SOUND + 'abov = 0\n[[caption]]\nanchor = "rivr"\ntext = "x"\n[[caption]]\nanchor = "river"\ntext = "{los}"\n'
    )
    (tmp_path / "latin.toml").write_bytes(b'title = "\xe4"\n')
    names = ("good.toml", "bad.toml", "latin.toml", "none.toml")
    assert main(["scenes", "--check", *(str(tmp_path / name) for name in names)]) == 1
    lines = capsys.readouterr().out.splitlines()
    bad = tmp_path / "bad.toml"
    assert [line.split(": ")[0] for line in lines[:3]] == [f"{bad}, line {n}" for n in (13, 17, 11)]
    assert lines[3].startswith(f"{tmp_path / 'latin.toml'}, line 1: ")
    assert "none.toml" in lines[4]
    assert len(lines) == 5


def test_the_claims_are_run_if_it_is_asked(capsys, tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text(SOUND + "below = 0\n")
    assert main(["scenes", "--check", str(path)]) == 0
    capsys.readouterr()
    assert main(["scenes", "--check", str(path), "--run"]) == 1
    assert capsys.readouterr().out.startswith(f"{path}, line 9: ")
    assert main(["scenes", "--run"]) == 2
    assert "--check" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["lesson", "scene"])
def test_what_cannot_be_opened_is_one_sentence(capsys, tmp_path, command):
    (tmp_path / "bad.toml").write_text("title = 3\n")
    for asked in ("unknown", str(tmp_path / "bad.toml"), str(tmp_path / "none.toml")):
        assert main([command, asked]) == 2
        said = capsys.readouterr().err
        assert said.startswith("actviz: ")
        assert said.count("\n") == 1
