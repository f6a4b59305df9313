"""See zhengsou at work: index the sample articles, search them, open the web pages.

python3 scripts/demo.py           shows it all, then serves the pages until Ctrl-C
python3 scripts/demo.py --once    shows it all, checks that the page answers, and ends
"""

from __future__ import annotations

import argparse
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import webbrowser

from environment import ROOT, ensure, program

EXTRAS = frozenset({"fast", "web"})
SAMPLE = "corpus/sample"
INDEX = "demo-index"
SEARCHES = (
    ("Simplified", ["自贸区", "--limit", "3"]),
    ("Traditional", ["人工智慧", "--limit", "3"]),
    ("English", ["free trade zone", "--limit", "3"]),
)
FIRST_PORT = 8000
START_SECONDS = 60


def main() -> int:
    """Run the demonstration; 0 when everything answered."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--once", action="store_true", help="check that the page answers, then end")
    arguments = parser.parse_args()
    os.chdir(ROOT)
    os.environ["PYTHONUTF8"] = "1"
    ensure(EXTRAS)
    index_sample()
    for script, query in SEARCHES:
        print(f"\nA search in {script}:", flush=True)
        run("search", *query, "--index", INDEX)
    return serve(once=arguments.once)


def run(*arguments: str) -> None:
    """Show a command and run it; a failure ends the demonstration."""
    print("$ zhengsou " + " ".join(f"'{word}'" if " " in word else word for word in arguments), flush=True)
    if subprocess.run([program("zhengsou"), *arguments], check=False).returncode:
        sys.exit("The command above failed.")


def index_sample() -> None:
    """Bring the demonstration's index up to date; one that an older version built is built anew."""
    opened = subprocess.run(
        [program("zhengsou"), "stats", "--index", INDEX], check=False, capture_output=True
    )
    if opened.returncode:
        shutil.rmtree(ROOT / INDEX, ignore_errors=True)
    run("index", SAMPLE, "--prune", "--index", INDEX)


def serve(*, once: bool) -> int:
    """Start the web pages and wait: for their first answer with ``once``, else until the user stops them."""
    port = free_port()
    address = f"http://127.0.0.1:{port}/"
    server = subprocess.Popen(
        [program("zhengsou-web"), "--index", INDEX, "--host", "127.0.0.1", "--port", str(port)],
        stdout=subprocess.DEVNULL if once else None,
    )
    try:
        page = first_answer(address, server)
        if once:
            answered = "政搜" in page
            print(f"\nThe page at {address} answers." if answered else f"\n{address} shows no search page.")
            return 0 if answered else 1
        print(f"\nThe pages are at {address} — Ctrl-C stops them.", flush=True)
        if has_desktop():
            webbrowser.open(address)
        return server.wait()
    except KeyboardInterrupt:
        return 0
    finally:
        server.terminate()
        server.wait()


def free_port() -> int:
    """The first port from FIRST_PORT on that nobody listens on."""
    for port in range(FIRST_PORT, FIRST_PORT + 100):
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    sys.exit(f"No free port from {FIRST_PORT} to {FIRST_PORT + 99}.")


def first_answer(address: str, server: subprocess.Popen) -> str:
    """The page at the address, as soon as the server gives it."""
    # Past any proxy of the environment: the address is this machine's own.
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with direct.open(address, timeout=START_SECONDS) as response:
                return response.read().decode("utf-8")
        except urllib.error.URLError:
            time.sleep(0.1)
    sys.exit(f"The web server gave no answer at {address}.")


def has_desktop() -> bool:
    """Whether opening a browser makes sense here."""
    return sys.platform in ("win32", "darwin") or bool(
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    )


if __name__ == "__main__":
    sys.exit(main())
