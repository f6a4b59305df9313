"""Install the project without extras into a new environment and use it: index, search, web page.

    python3 scripts/plain_install.py

The programs run in an empty folder, so that only what the wheel carries is there.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TOP_LEVEL = {"corpus", "indexer", "webui"}
LIST_TOP_LEVEL = """
from importlib.metadata import files
print(*sorted({str(file).split('/')[0] for file in files('zhengsou') if file.suffix == '.py'}))
"""
OPEN_PAGE = """
import sys
from indexer.opening import open_engine
from webui.app import create_app
page = create_app(open_engine(sys.argv[1])).test_client().get('/?q=自贸区').get_data(as_text=True)
sys.exit(0 if '<mark>' in page else 'The search page marks nothing.')
"""


def main() -> int:
    """Run each step; the first that fails ends it."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "environment"
        venv.create(folder, with_pip=True)
        programs = folder / ("Scripts" if os.name == "nt" else "bin")
        python, zhengsou = str(programs / "python"), str(programs / "zhengsou")
        quiet = ("--quiet", "--disable-pip-version-check")
        run(scratch, python, "-m", "pip", "install", *quiet, str(ROOT))
        packages = set(run(scratch, python, "-c", LIST_TOP_LEVEL).split())
        if packages != TOP_LEVEL:
            sys.exit(f"The wheel installs {sorted(packages)}, not {sorted(TOP_LEVEL)}.")
        print(run(scratch, zhengsou, "index", str(ROOT / "corpus" / "sample"), "--index", "index"), end="")
        print(run(scratch, zhengsou, "search", "自贸区", "--limit", "1", "--index", "index"), end="")
        run(scratch, python, "-c", OPEN_PAGE, "index")
    print("A plain install indexes, searches and shows pages.")
    return 0


def run(folder: str, *command: str) -> str:
    """What a command prints, run in a folder; its failure is this script's."""
    environment = dict(os.environ, PYTHONUTF8="1")
    done = subprocess.run(
        command, cwd=folder, env=environment, stdout=subprocess.PIPE, encoding="utf-8", check=False
    )
    if done.returncode:
        sys.exit(f"Failed with {done.returncode}: {' '.join(command[:4])}")
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
