"""The worker as a process: its start, its environment for Python code, and its end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import venv
from pathlib import Path

import msgpack
import pytest

from client import CALL_SYMBOL, GET_ATTRIBUTE, Connection, RemoteError, Worker, ext, unpack
from conditions import alive, wait_for


def run(connection: Connection, code: str) -> object:
    """Runs statements, and returns the value of their variable `result`."""
    return connection.call("builtins:eval", f"(scope := {{}}, exec({code!r}, scope), scope['result'])[-1]")


def test_the_ready_line(worker: Worker, carrier: str) -> None:
    assert worker.ready["pid"] == worker.process.pid
    assert worker.ready["protocol"] == 1
    assert worker.ready["python"] == sys.version.split()[0]
    assert worker.ready["carrier"] == carrier
    assert (worker.ready["lane"] is None) == (carrier == "grpc")
    control = worker.ready["control"] if carrier == "grpc" else worker.line()["control"]
    assert control.startswith("unix:")


def test_without_a_directory_the_stream_is_on_loopback() -> None:
    worker = Worker("grpc", unix=False)
    assert worker.ready["control"].startswith("127.0.0.1:")
    assert worker.connect().call("math:sqrt", 4.0) == 2.0
    worker.close()


def test_the_first_carrier_that_can_be_served_is_taken() -> None:
    for offer, expected in (({"unix": False}, "grpc"), ({}, "lane")):
        worker = Worker("lane", carriers=["pigeon", "lane", "grpc"], **offer)
        assert worker.ready["carrier"] == expected
        worker.close()


@pytest.mark.parametrize(
    ("offer", "code"),
    [
        ({"carriers": []}, "CannotServe"),
        ({"directory": "/no/such/directory"}, "CannotServe"),
        ({"protocol": 99}, "UnsupportedProtocol"),
        ({"secret": "no hex"}, "ProtocolError"),
        ({"secret": None}, "ProtocolError"),
    ],
)
def test_a_worker_that_cannot_start_says_why(carrier: str, offer: dict, code: str) -> None:
    worker = Worker(carrier, **offer)
    assert worker.ready["error"] == code
    assert worker.ready["message"]
    assert worker.process.wait(20) == 1
    worker.close()


@pytest.fixture
def libraries(tmp_path: Path) -> Path:
    """Where a fresh virtual environment, `tmp_path`, has its libraries."""
    venv.create(tmp_path, symlinks=True)
    command = [tmp_path / "bin" / "python", "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    return Path(subprocess.check_output(command, text=True).strip())


def test_a_missing_msgpack_is_named(tmp_path: Path, libraries: Path) -> None:
    worker = Worker("lane", python=str(tmp_path / "bin" / "python"))
    assert worker.ready["error"] == "MissingDependency"
    assert "msgpack" in worker.ready["message"]
    worker.close()


def test_a_missing_grpcio_costs_the_control_plane_only(tmp_path: Path, libraries: Path) -> None:
    (libraries / "msgpack").symlink_to(Path(msgpack.__file__).parent)
    worker = Worker("lane", python=str(tmp_path / "bin" / "python"))
    assert worker.connect().call("math:sqrt", 4.0) == 2.0
    assert "No module named 'grpc'" in worker.line()["control_error"]
    worker.close()
    worker = Worker("grpc", python=str(tmp_path / "bin" / "python"))
    assert worker.ready["error"] == "MissingDependency"
    assert "grpc" in worker.ready["message"]
    worker.close()


def test_the_lane_answers_while_grpc_is_imported(tmp_path: Path, libraries: Path) -> None:
    (libraries / "msgpack").symlink_to(Path(msgpack.__file__).parent)
    (libraries / "grpc.py").write_text("import sys, time\nwhile not hasattr(sys, 'answered'): time.sleep(0.01)")
    worker = Worker("lane", python=str(tmp_path / "bin" / "python"))
    assert worker.ready["control"] is None
    connection = worker.connect()
    # Data classes look for a module in `sys.modules`, where it must not be half initialized.
    assert connection.call("builtins:eval", "hasattr(__import__('sys').modules.get('typing'), 'ClassVar')") is True
    connection.call("builtins:exec", "import sys; sys.answered = True")
    assert "control_error" in worker.line()
    worker.close()


def test_what_python_code_prints_is_its_own(worker: Worker) -> None:
    connection = worker.connect()
    noise = "import os, sys; print('printed \\ud800 ä'); os.write(1, b'raw\\n'); print('err', file=sys.stderr)"
    connection.call("builtins:exec", noise)
    assert connection.call("math:sqrt", 4.0) == 2.0
    assert worker.process.stdout.readline() == "printed \\ud800 ä\n".encode()
    assert worker.process.stdout.readline() == b"raw\n"
    assert worker.process.stderr.readline() == b"err\n"


def test_standard_input_is_not_there(lane: Connection) -> None:
    with pytest.raises(RemoteError, match="InputUnavailable") as failed:
        lane.call("builtins:input")
    assert "builtins:EOFError" in failed.value["bases"]


def test_python_code_finds_a_plain_interpreter(lane: Connection) -> None:
    assert lane.call("builtins:eval", "__name__") == "__main__"
    assert lane.call("builtins:eval", "sorted(globals())") == [
        *("__builtins__", "__doc__", "__loader__", "__name__", "__package__", "__spec__")
    ]
    assert lane.call("builtins:eval", "__import__('sys').argv") == [""]
    assert run(lane, "import __main__; result = hasattr(__main__, '__file__')") is False
    assert run(lane, "import threading; result = threading.current_thread() is threading.main_thread()") is True
    made = lane.call("collections:namedtuple", "P", "x")
    assert lane.types[unpack(made.data)[1]] == ["builtins:type", "builtins:object"]
    assert lane.run(GET_ATTRIBUTE, ext(32, unpack(made.data)[0]), "__module__") == "__main__"


def test_numpy_is_imported_only_for_arrays(lane: Connection) -> None:
    lane.call("builtins:list", [1.5])
    assert lane.call("builtins:eval", "'numpy' in __import__('sys').modules") is False


def test_multiprocessing_works_both_ways(connection: Connection) -> None:
    for method in ("fork", "spawn"):
        code = f"""
import multiprocessing, math
with multiprocessing.get_context({method!r}).Pool(1) as pool:
    result = pool.map(math.sqrt, [4.0, 9.0])
"""
        assert run(connection, code) == [2.0, 3.0]


def test_a_forked_child_answers_no_call(worker: Worker) -> None:
    connection = worker.connect()
    forked = connection.message(CALL_SYMBOL, "os:fork", [])
    after = connection.message(CALL_SYMBOL, "os:getpid", [])
    connection.send([forked, after])
    child = connection.reply(forked[1])
    assert child > 0
    assert connection.reply(after[1]) == worker.process.pid
    assert connection.call("os:waitpid", child, 0).code == 2
    assert connection.call("math:sqrt", 4.0) == 2.0


def test_a_forked_child_does_not_hold_the_lane_or_the_channel_open(lane: Connection) -> None:
    child = run(
        lane,
        """
import os, time
result = os.fork()
if result == 0:
    os.setsid()
    time.sleep(60)
    os._exit(0)
""",
    )
    try:
        lane.start(CALL_SYMBOL, "os:_exit", [3])
        with pytest.raises(EOFError):
            lane.read()
        assert alive(child)
    finally:
        os.kill(child, signal.SIGKILL)


def test_programs_do_not_inherit_descriptors(lane: Connection) -> None:
    code = "import subprocess; result = subprocess.run(['ls', '/proc/self/fd'], stdout=-1, close_fds=False).stdout"
    assert set(run(lane, code).split()) <= {b"0", b"1", b"2", b"3"}  # 3 is the folder that ls reads


def test_a_worker_without_its_descriptors_ends(lane: Connection, worker_of_lane: Worker) -> None:
    """Python code closes all descriptors that it did not open, as old daemons do. No process may remain."""
    lane.start(CALL_SYMBOL, "os:closerange", [3, 1000])
    assert worker_of_lane.process.wait(20) in (1, -signal.SIGKILL)  # by itself, or by the guard of its group


def test_the_end_of_the_channel_is_the_end(worker: Worker) -> None:
    connection = worker.connect()
    connection.start(CALL_SYMBOL, "builtins:eval", ["[None for _ in iter(int, 1)]"])
    worker.lines.close()
    worker.channel.close()
    assert worker.process.wait(20) is not None


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends a process with its parent")
def test_a_worker_whose_lock_is_held_ends_with_its_host(tmp_path) -> None:
    """The host is killed while C code keeps the interpreter lock: no thread of the worker can run."""
    host = subprocess.Popen(
        [sys.executable, "-c", HOST, os.path.dirname(os.path.dirname(__file__))],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    worker = int(host.stdout.readline())
    host.kill()
    host.wait()
    wait_for(lambda: not alive(worker))
    host.stdout.close()


HOST = """
import sys; sys.path.insert(0, sys.argv[1])
from client import CALL_SYMBOL, Worker
worker = Worker("lane")
connection = worker.connect()
worker.rpc("/grpc.health.v1.Health/Check")
connection.call("builtins:exec", "import ctypes, builtins; builtins.hold = ctypes.PyDLL(None).pause")
connection.start(CALL_SYMBOL, "builtins:hold")
import time; time.sleep(0.5)
print(worker.process.pid, flush=True)
time.sleep(60)
"""


@pytest.mark.parametrize("end", ["kill", "exit", "channel"])
def test_what_python_code_started_ends_with_the_worker(end: str) -> None:
    worker = Worker("lane")
    connection = worker.connect()
    program = run(connection, "import subprocess; result = subprocess.Popen(['sleep', '60']).pid")
    assert alive(program)
    if end == "kill":
        worker.process.kill()
    elif end == "exit":
        connection.start(CALL_SYMBOL, "os:_exit", [0])
    else:
        worker.lines.close()
        worker.channel.close()
    try:
        wait_for(lambda: not alive(program))
    finally:
        worker.close()


def test_the_worker_has_no_children_of_its_own(lane: Connection) -> None:
    with pytest.raises(RemoteError, match="ChildProcessError"):
        lane.call("os:wait")
