"""What holds for every command: help, exit statuses, where the index is, encodings and closed pipes."""

from __future__ import annotations

import os
import signal
import subprocess
from pathlib import Path

import pytest

from tests.indexer.cli.conftest import COMMAND, call, environment, run

COMMANDS = ("index", "search", "suggest", "facets", "show", "explain", "stats", "check", "delete")


def test_help_tells_of_every_command() -> None:
    asked = run("--help")
    assert (asked.status, asked.err) == (0, "")
    assert all(f"\n  {command}  " in asked.out for command in COMMANDS)
    assert "Examples:\n    zhengsou index" in asked.out


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_each_command_shows_examples(command: str) -> None:
    asked = call(command, "-h")
    assert (asked.status, asked.err) == (0, "")
    assert f"Examples:\n    zhengsou {command}" in asked.out
    assert "--index DIR" in asked.out
    assert "ZHENGSOU_INDEX" in asked.out


def test_a_command_line_without_a_command_is_an_error_with_help() -> None:
    asked = run()
    assert (asked.status, asked.out) == (2, "")
    assert asked.err.startswith("Usage: zhengsou")


def test_an_unknown_command_is_refused_with_the_nearest_one() -> None:
    mistyped = run("serch", "自贸区")
    assert (mistyped.status, mistyped.out) == (2, "")
    assert mistyped.err == (
        "zhengsou: There is no command 'serch'; did you mean search? zhengsou --help says more\n"
    )
    assert "the commands are index, search, kwic, suggest" in call("自贸区", index=Path("none")).err


def test_an_unknown_option_and_a_missing_argument_are_refused_in_one_line(index: Path) -> None:
    for arguments in (("search", "--formt", "csv"), ("show",), ("stats", "--format", "xml")):
        refused = call(*arguments, index=index)
        assert (refused.status, refused.out) == (2, "")
        assert refused.err.startswith("zhengsou: ")
        assert refused.err.endswith(f"zhengsou {arguments[0]} --help says more\n")
        assert refused.err.count("\n") == 1


def test_an_index_that_is_not_there_is_an_error_that_says_what_to_do(tmp_path: Path) -> None:
    missing = call("search", "自贸区", index=tmp_path / "none")
    assert (missing.status, missing.out) == (2, "")
    assert missing.err.startswith("zhengsou: There is no index folder")
    assert "`zhengsou index` makes one" in missing.err
    assert list(tmp_path.iterdir()) == []


def test_the_index_is_named_by_the_environment_or_is_a_folder_here(index: Path, tmp_path: Path) -> None:
    named = run("search", "自贸区", "--count", cwd=tmp_path, env={"ZHENGSOU_INDEX": str(index)})
    assert (named.status, named.out, named.err) == (0, "3\n", "")
    assert run("search", "自贸区", cwd=tmp_path).status == 2
    assert index.name == "index"
    assert run("search", "自贸区", "--count", cwd=index.parent).out == "3\n"


def test_output_and_arguments_are_utf8_under_any_locale(index: Path) -> None:
    plain = {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "LC_ALL": "C", "LANG": "C"}
    arguments = ("search", "自貿區", "--district", "海淀", "--format", "csv")
    found = run(*arguments, index=index, env=plain)
    assert (found.status, found.err) == (0, "")
    assert "自贸区挂牌满一年" in found.out
    assert found == call(*arguments, index=index)
    assert run("show", "无此", index=index, env=plain).err == "zhengsou: no document has the id '无此'\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ("--help",),
        ("search", "--all", "--format", "jsonl"),
        ("kwic", "海淀", "--all"),
        ("facets",),
        ("show", "park"),
    ],
)
def test_a_closed_pipe_is_no_error(arguments: tuple[str, ...], index: Path) -> None:
    with subprocess.Popen(
        [*COMMAND, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(ZHENGSOU_INDEX=str(index)),
    ) as process:
        assert process.stdout
        assert process.stderr
        # Closed long before the command has loaded, let alone written.
        process.stdout.close()
        complaint = process.stderr.read()
    assert (process.returncode, complaint) == (0, b"")


if os.name == "posix":

    def test_the_first_line_of_a_long_answer_is_enough(index: Path) -> None:
        command = " ".join(f"'{part}'" for part in (*COMMAND, "search", "--all", "--format", "jsonl"))
        piped = subprocess.run(
            ["sh", "-c", f"{command} | head -1"],
            capture_output=True,
            env=environment(ZHENGSOU_INDEX=str(index)),
            check=True,
        )
        assert (piped.stdout.count(b"\n"), piped.stderr) == (1, b"")

    def test_ctrl_c_while_indexing_changes_nothing(index: Path, own_index: Path, tmp_path: Path) -> None:
        pipe = tmp_path / "endless.jsonl"
        os.mkfifo(pipe)
        process = subprocess.Popen(
            [*COMMAND, "index", str(pipe), "--index", str(own_index)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment(),
        )
        # Opening waits until the command reads.
        with pipe.open("w", encoding="utf-8") as lines:
            lines.write('{"id": "new", "text": "新来的"}\n')
            lines.flush()
            process.send_signal(signal.SIGINT)
            out, err = process.communicate(timeout=60)
        assert (process.returncode, out) == (130, b"")
        assert err == b"zhengsou: interrupted; nothing was changed\n"
        everything = ("search", "--all", "--format", "ids")
        assert call(*everything, index=own_index) == call(*everything, index=index)
