"""Cancelling interrupts the requested call, at once, and never another call."""

from __future__ import annotations

import random
import threading
from pathlib import Path

import pytest

from client import CALL_SYMBOL, Connection, RemoteError, Worker
from conditions import wait_for
from snakebridge_worker._internal.threads.interrupts import Interrupts

SPIN = "(lambda: [None for _ in iter(int, 1)])()"
SLEEP = "__import__('time').sleep(60)"
WAIT = "__import__('threading').Event().wait(60)"
LOOP = "__import__('asyncio').run(__import__('asyncio').sleep(60))"


def interrupt_when_running(worker: Worker, call: int) -> None:
    wait_for(lambda: worker.interrupt(call) == [call])


@pytest.mark.parametrize("code", [SPIN, SLEEP, WAIT, LOOP])
def test_a_running_call_is_interrupted_and_the_next_is_not(worker: Worker, connection: Connection, code: str) -> None:
    running = connection.start(CALL_SYMBOL, "builtins:eval", [code])
    behind = connection.start(CALL_SYMBOL, "math:sqrt", [4.0])
    wait_for(lambda: worker.statistics()["calls"] == 1)
    interrupt_when_running(worker, running)
    with pytest.raises(RemoteError) as cancelled:
        connection.reply(running)
    assert (cancelled.value["code"], cancelled.value["executed"]) == ("Cancelled", "maybe")
    assert connection.reply(behind) == 2.0


def test_a_waiting_call_is_never_begun(worker: Worker, connection: Connection) -> None:
    running = connection.start(CALL_SYMBOL, "builtins:eval", [WAIT])
    waiting = connection.start(CALL_SYMBOL, "builtins:exec", ["import sys; sys.begun = True"])
    wait_for(lambda: worker.statistics()["calls"] == 1)
    assert worker.interrupt(waiting) == []
    interrupt_when_running(worker, running)
    with pytest.raises(RemoteError):
        connection.reply(running)
    with pytest.raises(RemoteError) as cancelled:
        connection.reply(waiting)
    assert (cancelled.value["code"], cancelled.value["executed"]) == ("Cancelled", "no")
    assert connection.call("builtins:hasattr", connection.call("builtins:eval", "'sys'"), "begun") is False
    assert connection.call("builtins:eval", "hasattr(__import__('sys'), 'begun')") is False


def test_cleaning_up_runs_and_catching_is_respected(worker: Worker, connection: Connection) -> None:
    scope = "def f():\n try: __import__('time').sleep(60)\n except KeyboardInterrupt: return 'tidied'"
    connection.call("builtins:exec", scope + "\n__import__('builtins').tidy = f")
    running = connection.start(CALL_SYMBOL, "builtins:tidy")
    wait_for(lambda: worker.statistics()["calls"] == 2)
    interrupt_when_running(worker, running)
    assert connection.reply(running) == "tidied"


def test_cleaning_up_is_not_interrupted_again(worker: Worker, connection: Connection, tmp_path: Path) -> None:
    code = f"""
def f(exists=__import__('os').path.exists, sleep=__import__('time').sleep):
    try:
        open({str(tmp_path / "begun")!r}, "w").close()
        sleep(60)
    except KeyboardInterrupt:
        open({str(tmp_path / "caught")!r}, "w").close()
        while not exists({str(tmp_path / "asked again")!r}):
            sleep(0.01)
    return "tidied"
__import__('builtins').tidy = f
"""
    connection.call("builtins:exec", code)
    running = connection.start(CALL_SYMBOL, "builtins:tidy")
    wait_for((tmp_path / "begun").exists)  # a call that is cancelled earlier never begins
    assert worker.interrupt(running) == [running]
    wait_for((tmp_path / "caught").exists)
    assert worker.interrupt(running) == [running]  # it is notified once
    (tmp_path / "asked again").touch()
    assert connection.reply(running) == "tidied"


def test_a_stray_signal_is_nothing(lane: Connection) -> None:
    kill = "(os := __import__('os'), os.kill(os.getpid(), 2), sum(range(10**6)))[-1]"
    assert lane.call("builtins:eval", kill) == 499999500000
    assert lane.call("math:sqrt", 4.0) == 2.0


def test_no_call_is_hit_that_was_not_meant(worker: Worker, connection: Connection) -> None:
    """Thousands of short calls, cancelled one after the other while they run: only those may raise Cancelled."""
    source, results, asked = random.Random(3), {}, set()
    flying: list[int] = []
    done = threading.Event()

    def cancel() -> None:
        while not done.is_set():
            for call in flying[-source.randint(1, 20) :: 2]:
                asked.add(call)
                worker.interrupt(call)

    def hit() -> set[int]:
        return {call for call, result in results.items() if result == "Cancelled"}

    thread = threading.Thread(target=cancel)
    thread.start()
    try:
        while len(hit()) < 20:
            messages = [connection.message(CALL_SYMBOL, "builtins:sum", [list(range(5000))]) for _ in range(40)]
            connection.send(messages)
            flying[:] = [message[1] for message in messages]
            for message in messages:
                try:
                    results[message[1]] = connection.reply(message[1])
                except RemoteError as error:
                    results[message[1]] = error["code"]
    finally:
        done.set()
        thread.join()
    assert hit() <= asked
    assert {results[call] for call in results.keys() - hit()} == {12497500}


def test_a_signal_that_woke_no_thread_is_sent_again(monkeypatch: pytest.MonkeyPatch) -> None:
    interrupts = Interrupts()
    interrupts.current = 7
    signals: list[int] = []

    def signal(self: Interrupts) -> None:
        signals.append(self.current)
        if len(signals) == 3:
            self.current = 0

    monkeypatch.setattr(Interrupts, "send_signal", signal)
    assert interrupts.interrupt_running(interrupts.request([7])) == 7
    assert signals == [7, 7, 7]
