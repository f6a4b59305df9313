"""The virtual environment that the other scripts run the project in: made once, then reused."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / ".venv"
_BIN = FOLDER / ("Scripts" if os.name == "nt" else "bin")
_SUFFIX = ".exe" if os.name == "nt" else ""
_STAMP = FOLDER / "installed.json"
OLDEST_PYTHON = (3, 11)


def program(name: str) -> str:
    """The path of a program of the environment, such as ``python`` or ``zhengsou``."""
    return str(_BIN / (name + _SUFFIX))


def ensure(extras: frozenset[str]) -> None:
    """Make the environment and install the project with these extras, unless that has been done.

    Exits with a line that says what to do when it cannot be done.
    """
    if sys.version_info < OLDEST_PYTHON:
        wanted = ".".join(map(str, OLDEST_PYTHON))
        sys.exit(f"Python {wanted} or newer is needed, this is {sys.version.split()[0]}.")
    project, installed = _fingerprint(), _installed()
    if installed["project"] == project and extras <= set(installed["extras"]):
        return
    extras |= set(installed["extras"])
    if not Path(program("python")).exists():
        print(f"Creating the environment {FOLDER.name} …", flush=True)
        try:
            venv.create(FOLDER, with_pip=True)
        except subprocess.CalledProcessError:
            sys.exit("Python cannot create environments here. On Debian or Ubuntu: apt install python3-venv")
    print(f"Installing zhengsou with {', '.join(sorted(extras))} …", flush=True)
    target = f"{ROOT}[{','.join(sorted(extras))}]"
    quiet = ["--quiet", "--disable-pip-version-check"]
    done = subprocess.run(
        [program("python"), "-m", "pip", "install", *quiet, "--editable", target], check=False
    )
    if done.returncode:
        sys.exit("Installing failed: pip's last lines above say why. A network connection is needed once.")
    _STAMP.write_text(json.dumps({"project": project, "extras": sorted(extras)}), encoding="utf-8")


def _fingerprint() -> str:
    content = (ROOT / "pyproject.toml").read_bytes()
    return hashlib.sha256(content + sys.version.encode()).hexdigest()


def _installed() -> dict:
    try:
        return json.loads(_STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        # No stamp, or one cut short by a stopped run: install again.
        return {"project": "", "extras": []}


def run_inside(extras: frozenset[str]) -> None:
    """Return only inside the environment: elsewhere, make it, run this script there and exit as that run does."""
    if Path(sys.prefix).resolve() == FOLDER.resolve():
        return
    ensure(extras)
    again = subprocess.run([program("python"), *sys.argv], env=dict(os.environ, PYTHONUTF8="1"), check=False)
    sys.exit(again.returncode)
