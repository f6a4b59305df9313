"""The time limit: a request whose answer does not begin in time is answered with 503."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import Future, InvalidStateError
from queue import SimpleQueue
from threading import Lock, Semaphore, Thread
from time import monotonic
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from flask import Flask, request
from werkzeug.exceptions import ServiceUnavailable

from webui.watching import ARRIVED

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

LATE = "zhengsou.late"
"""Marks a request that is to be told that its time is over."""
RETRY_AFTER = 5
"""Seconds after which it may be asked again."""

Start: TypeAlias = tuple[Any, ...]


class _Begun(NamedTuple):
    """An answer that has begun: what its ``start_response`` was called with, and its pieces."""

    start: Start
    pieces: Iterable[bytes]


class _Job(NamedTuple):
    environ: WSGIEnvironment
    answer: Future[_Begun]


def init_late_answers(app: Flask) -> None:
    """Let the application answer what has come too late, in the form and language of the request."""

    def check() -> None:
        if LATE in request.environ:
            raise ServiceUnavailable("the time for this request is over", retry_after=RETRY_AFTER)

    app.before_request(check)


class TimeLimit:
    """An application that begins each answer within so many seconds of its request's arrival, or with 503.

    Each request is answered by a thread that can be left alone. Python has no way to stop it, so it goes on to its end
    and what comes of it is dropped. So many ``workers`` there are; while all of them are busy, requests wait, and
    their time runs. What is streamed after its beginning takes as long as it takes.
    """

    def __init__(self, app: WSGIApplication, seconds: float, workers: int) -> None:
        self._app = app
        self._seconds = seconds
        self._most = workers
        self._started = 0
        self._starting = Lock()
        self._free = Semaphore(workers)
        self._jobs: SimpleQueue[_Job] = SimpleQueue()
        self._idle = 0

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request."""
        end = environ.get(ARRIVED, monotonic()) + self._seconds
        if end <= monotonic() or not self._free.acquire(timeout=end - monotonic()):
            return self._late(environ, start_response)
        # One that is left alone goes on with the environment, so another is needed then.
        asked = dict(environ)
        job = _Job(environ, Future())
        self._give(job)
        try:
            begun = job.answer.result(timeout=max(0, end - monotonic()))
        except TimeoutError:
            # Fails where the answer came after all in the meantime.
            if job.answer.cancel():
                return self._late(asked, start_response)
            begun = job.answer.result()
        start_response(*begun.start)
        return begun.pieces

    def _late(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        environ[LATE] = True
        return self._app(environ, start_response)

    def _give(self, job: _Job) -> None:
        with self._starting:
            if self._started < self._most and not self._idle:
                self._started += 1
                # A daemon: the process may end while one is still at work.
                Thread(target=self._work, name=f"answering-{self._started}", daemon=True).start()
            else:
                self._idle -= 1
        self._jobs.put(job)

    def _work(self) -> None:
        while True:
            job = self._jobs.get()
            try:
                _answer(self._app, job)
            finally:
                with self._starting:
                    self._idle += 1
                self._free.release()


def _answer(app: WSGIApplication, job: _Job) -> None:
    """Begin the answer of a request; one that nobody waits for any longer is closed."""
    start: list[Start] = []

    def remember(*given: Any) -> Callable[[bytes], object]:
        start[:] = [given]
        return _unused

    try:
        pieces = app(job.environ, remember)
    except BaseException as error:  # noqa: BLE001 -- whoever waits raises it
        _settle(job.answer.set_exception, error)
    else:
        if not _settle(job.answer.set_result, _Begun(start[0], pieces)) and hasattr(pieces, "close"):
            pieces.close()


def _settle(settle: Callable[[Any], None], what: object) -> bool:
    """Give somebody what they wait for; whether they still do."""
    try:
        settle(what)
    except InvalidStateError:
        return False
    return True


def _unused(data: bytes) -> None:
    raise NotImplementedError("an answer is given as an iterable, not written")
