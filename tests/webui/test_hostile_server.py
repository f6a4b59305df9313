"""The server itself, asked over a bare socket in ways that no client library would ask."""

from __future__ import annotations

import re
import socket
import subprocess
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from tests.webui.process import index_at, zhengsou_web
from tests.webui.serving import Address

TARGETS = (
    *(
        b"/../../../etc/passwd",
        b"/static/../../app.py",
        b"/static/..%2f..%2fapp.py",
        b"/static/%2e%2e/app.py",
    ),
    *(
        b"//zsx.example/",
        b"///",
        b"/%00",
        b"/\x00",
        b"/documents/%C0%AE%C0%AE/",
        b"/documents/\xff\xfe",
        b"/;zsx",
        b"zsx",
    ),
    *(
        b"http://zsx.example/",
        b"http://zsx.example/api/v1/search?q=a",
        b"*",
        b"/?q=%",
        b"/?q=%zz",
        b"/?q=%0d%0aX-Zsx:1",
    ),
    *(b"/documents/%0d%0aX-Zsx:%201", b"/?q=\xe8\x87\xaa", b"/?q=" + b"a" * 100_000, b"/" + b"a/" * 20_000),
    *(
        b"/api/v1/search?" + b"q=1&" * 10_000,
        b"/api/v1/search?q=\x0b",
        b"/#zsx",
        b"/%",
        b"\\..\\",
        b"/?ui=%0d%0aSet-Cookie:%20zsx=1",
    ),
)
"""Targets of a request, escaped in no way or in a wrong one."""
HEADERS = (
    *(
        b"Host: zsx\r\n X-Zsx: 1",
        b"Host: a\x00b",
        b"Host: [::1",
        b"Host:",
        b"Host: a\r\nHost: b",
        b"X-Forwarded-Host: zsx",
    ),
    *(
        b"X-Forwarded-Prefix: /<zsx>",
        b"Content-Length: -1",
        b"Content-Length: zsx",
        b"Content-Length: 99999999999",
    ),
    *(
        b"Transfer-Encoding: chunked",
        b"Transfer-Encoding: zsx",
        b"Content-Length: 3\r\nContent-Length: 4",
        b"Zsx",
    ),
    *(
        b": zsx",
        b"X Y: zsx",
        b"Accept-Language: \xff\x00",
        b"Cookie: " + b"ui=en;" * 9_000,
        b"Expect: 100-continue",
    ),
    *(b"If-None-Match: W/", b"Range: bytes=9-1", b"Connection: upgrade", b"X: " + b"a" * 300_000),
)
"""Lines of a head, one of which is wrong."""
STARTS = (
    *(
        b"GET / HTTP/9.9",
        b"GET /",
        b"get / HTTP/1.1",
        b"GET  /  HTTP/1.1",
        b"\x16\x03\x01\x02\x00\x01",
        b"PRI * HTTP/2.0",
    ),
    *(
        b"POST /api/v1/search HTTP/1.1",
        b"CONNECT zsx.example:80 HTTP/1.1",
        b"TRACE / HTTP/1.1",
        b"GET / HTTP/1.1\x00",
    ),
)
"""First lines that are none."""
REQUESTS = (
    *(b"GET " + target + b" HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n" for target in TARGETS),
    *(b"GET /?q=a HTTP/1.1\r\n" + header + b"\r\nConnection: close\r\n\r\n" for header in HEADERS),
    *(start + b"\r\nHost: a\r\nConnection: close\r\n\r\n" for start in STARTS),
)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Address]:
    """Where a process of its own serves."""
    index = index_at(tmp_path_factory.mktemp("served") / "index")
    with zhengsou_web("--index", str(index), "--port", "0", errors=subprocess.DEVNULL) as (_, announced):
        place = urlsplit(announced)
        yield place.hostname, place.port


def answer(address: Address, request: bytes) -> bytes:
    """What comes back until the server has no more to say; nothing where it hangs up."""
    received = b""
    with socket.create_connection(address, timeout=10) as connection:
        try:
            connection.sendall(request)
            connection.shutdown(socket.SHUT_WR)
            while chunk := connection.recv(1 << 16):
                received += chunk
        except (ConnectionResetError, BrokenPipeError):
            # It need not listen to the end of what it refuses.
            pass
    return received


def test_nothing_that_a_socket_sends_does_harm(address: Address) -> None:
    for request in REQUESTS:
        received = answer(address, request)
        assert harm(received) == [], (request[:200], received[:500])
    received = answer(address, b"GET /api/v1/search?q=%E8%87%AA%E8%B4%B8%E5%8C%BA HTTP/1.0\r\n\r\n")
    assert received.startswith(b"HTTP/1.0 200 ")
    assert b'"total":1' in received


def harm(received: bytes) -> list[str]:
    """What is wrong with what came back; nothing may have, where the server hung up."""
    head, _, body = received.partition(b"\r\n\r\n")
    names = {line.partition(b":")[0].lower() for line in head.split(b"\r\n")[1:]}
    return [
        what
        for what, is_so in (
            ("a failure", bool(received) and not re.match(rb"HTTP/1\.[01] ([1234]\d\d|501) ", head)),
            ("a header that was sent", any(b"zsx" in name for name in names)),
            ("a cookie that was sent", b"set-cookie: zsx" in head.lower()),
            ("a file that is none of the pages'", b"root:" in body or b"import Flask" in body),
            ("an element that was sent", b"<zsx" in body),
        )
        if is_so
    ]


@pytest.mark.parametrize(
    "received",
    [
        b"HTTP/1.1 500 Internal Server Error\r\n\r\n", b"zsx", b"HTTP/1.1 200 OK\r\nX-Zsx: 1\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nSet-Cookie: zsx=1\r\n\r\n", b"HTTP/1.1 200 OK\r\n\r\nroot:x:0",
        b"HTTP/1.1 200 OK\r\n\r\n<zsx>",
    ],
)  # fmt: skip
def test_harm_is_told(received: bytes) -> None:
    assert harm(received)
