"""Calls that a function makes while a thread waits for it, as messages on the wire."""

from __future__ import annotations

from typing import Any

from client import CALL_SYMBOL, Connection, ext, pack, unpack

PROGRAM = """
import threading, time
def start(function):
    thread = threading.Thread(target=function, daemon=True)
    thread.start()
    return thread.ident
async def ident():
    return threading.get_ident()
def later():
    time.sleep(0.1)  # the main thread reads by then
    return ident()
"""
WAKE = 8


def result_of(connection: Connection, call: int) -> Any:
    """Waits for a reply, and sends the frames that the worker asks for."""
    while True:
        for message in connection.read()[0]:
            if message == [WAKE]:
                connection.send([])
            elif message[:2] == [0, call]:
                return unpack(message[2])


def start_thread(connection: Connection) -> tuple[int, int]:
    """A thread calls a function: its number, and that of the invocation."""
    connection.call("builtins:exec", PROGRAM, ext(34, b"__main__:__dict__"))
    call = connection.start(CALL_SYMBOL, "__main__:start", [ext(35, [1, "f", None])])
    thread = invocation = 0
    while not (thread and invocation):
        for message in connection.read()[0]:
            if message[:2] == [0, call]:
                thread = unpack(message[2])
            elif message[0] == 7:
                invocation = message[1]
    return thread, invocation


def test_run_on_the_thread_until_it_has_its_answer(connection: Connection) -> None:
    thread, invocation = start_thread(connection)
    message = connection.message(CALL_SYMBOL, "threading:get_ident")
    connection.send([[*message, {"traceparent": "00"}, invocation]])
    assert result_of(connection, message[1]) == thread
    connection.send([[3, invocation, pack(None)]])
    message = connection.message(CALL_SYMBOL, "threading:get_ident")
    connection.send([[*message, None, invocation]])
    assert result_of(connection, message[1]) != thread


def test_leave_what_is_awaited_to_the_main_thread(connection: Connection) -> None:
    thread, invocation = start_thread(connection)
    message = connection.message(CALL_SYMBOL, "__main__:later")
    connection.send([[*message, None, invocation]])
    assert result_of(connection, message[1]) != thread
    connection.send([[3, invocation, pack(None)]])
