"""The README shows what the program really prints, and names what the project really installs."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
TRANSCRIPTS = re.findall(r"```console\n\$ zhengsou (.+)\n((?:.*\n)*?)```", README)


def without_times(printed: str) -> str:
    return re.sub(r"\d+\.\d ms", "… ms", printed).rstrip()


def zhengsou(index: Path, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "indexer.cli", *arguments],
        env=dict(os.environ, ZHENGSOU_INDEX=str(index), PYTHONUTF8="1"),
        cwd=ROOT,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=True,
    )
    return done.stdout


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample")
    zhengsou(folder, "index", "corpus/sample")
    return folder


def test_there_are_three_transcripts() -> None:
    assert len(TRANSCRIPTS) == 3


@pytest.mark.parametrize(("command", "printed"), TRANSCRIPTS, ids=[command for command, _ in TRANSCRIPTS])
def test_a_transcript_is_what_the_program_prints(index: Path, command: str, printed: str) -> None:
    assert without_times(zhengsou(index, *shlex.split(command))) == without_times(printed)


def test_every_dependency_is_explained_and_no_other() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    wanted = {
        *project["dependencies"],
        *(name for extra in extras if extra != "test" for name in extras[extra]),
    }
    installed = {re.match(r"[\w-]+", name)[0] for name in wanted} - {"zhengsou"}
    table = README.partition("## What it stands on")[2].partition("\n## ")[0]
    explained = {
        name for row in re.findall(r"^\| (`.+?) \|", table, re.M) for name in re.findall("`([^`]+)`", row)
    }
    assert explained - set(extras) == installed
