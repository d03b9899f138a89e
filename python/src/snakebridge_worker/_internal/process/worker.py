"""One worker process: its parts, built in the order of their dependencies, and its life cycle."""

from __future__ import annotations

import os
import sys
import threading
from functools import partial
from importlib import import_module

from ..asynchronous.coroutines import Coroutines
from ..asynchronous.event_loop import EventLoop
from ..calls.backlog import Backlog
from ..calls.caller import Caller
from ..calls.cancellation import Cancellation
from ..calls.dispatch import Dispatcher
from ..calls.execution import Execution
from ..calls.main_calls import MainCalls
from ..calls.operations import Operations
from ..calls.replies import Replies
from ..calls.run_state import RunState
from ..calls.thread_calls import ThreadCalls
from ..codec import Decoder, Encoder
from ..codec.type_names import TypeNames
from ..connection.inbox import Inbox
from ..connection.outbox import Outbox
from ..host.callbacks import Callbacks
from ..host.host_objects import HostObjects
from ..objects.kept_results import KeptResults
from ..objects.locked_symbols import LockedSymbols
from ..objects.object_table import ObjectTable
from ..objects.symbols import Symbols
from ..threads.interrupts import Interrupts
from ..threads.main_thread import MainThread
from ..threads.thread_offload import ThreadOffload
from ..wire.handshake import PROTOCOL, PYTHON
from . import private_channel, reaper
from .serving import Serving

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import ModuleType
    from typing import TypedDict

    from ..carriers import Listener
    from ..carriers.grpc_stream import StreamListener
    from ..connection.outbox import Output
    from ..control.service import Control

    class Offer(TypedDict):
        """The host's opening line."""

        secret: bytes
        directory: str | None
        carriers: list[str]
        max_frame_bytes: int
        lock: dict[str, str] | None


IMPORT_SWITCH_INTERVAL = 0.0005
"""Seconds. The first calls get the interpreter ten times sooner than usual, while gRPC is imported in parallel."""


class Parts:
    """The parts that outlive connections. Each is complete when it is built, and gets only parts built before it.

    One cycle is left: a decoded callback waits in the inbox, which serves the calls that arrive through the
    dispatcher. So the inbox gets its consumer with each connection that the dispatcher starts.
    """

    def __init__(self, offer: Offer, main: ModuleType, output: Output) -> None:
        max_frame_bytes = offer["max_frame_bytes"]
        self.interrupts = Interrupts()
        self.loop = EventLoop(self.interrupts)
        self.outbox = Outbox(max_frame_bytes, output, lambda: private_channel.write_line({"wanted": True}))
        main_thread = MainThread(self.loop.wake)
        self.inbox = Inbox(self.loop, main_thread, self.interrupts)

        self.objects = ObjectTable()
        self.kept = KeptResults()
        types = TypeNames(self.outbox.add)
        symbols = Symbols(LockedSymbols(offer["lock"]))
        new_encoder = partial(Encoder, self.objects, types, max_frame_bytes)

        offload = ThreadOffload(self.loop.serves)
        callbacks = Callbacks(self.inbox, self.outbox, new_encoder, offload)
        host = HostObjects(self.outbox.pending.append, callbacks.invoke, offload)
        new_decoder = partial(Decoder, self.objects, self.kept, symbols, host)

        caller = Caller(main)
        operations = Operations(caller, symbols, self.loop.run_inside)

        def new_execution() -> Execution:
            return Execution(
                decoder=new_decoder(),
                new_encoder=new_encoder,
                objects=self.objects,
                kept=self.kept,
                types=types,
                operations=operations,
                caller=caller,
            )

        self.state = RunState()
        execution = new_execution()
        replies = Replies(execution, self.outbox, self.kept, self.interrupts, self.state)
        coroutines = Coroutines(self.loop, self.interrupts, self.objects, self.kept, replies)
        main_calls = MainCalls(execution, self.interrupts, replies, coroutines, self.state)
        thread_calls = ThreadCalls(
            main=main_thread,
            coroutines=coroutines,
            kept=self.kept,
            interrupts=self.interrupts,
            outbox=self.outbox,
            state=self.state,
            new_execution=new_execution,
        )
        self.cancellation = Cancellation(self.interrupts, thread_calls, coroutines)
        self.dispatcher = Dispatcher(
            inbox=self.inbox,
            outbox=self.outbox,
            loop=self.loop,
            types=types,
            objects=self.objects,
            kept=self.kept,
            decoder=execution.decoder,
            answer_decoder=new_decoder(),
            backlog=Backlog(execution.decoder, thread_calls),
            main_calls=main_calls,
            thread_calls=thread_calls,
            coroutines=coroutines,
        )


class Worker:
    """Listens, serves, and ends."""

    def __init__(self, offer: Offer, main: ModuleType, output: Output) -> None:
        self._offer = offer
        self._parts = Parts(offer, main, output)
        self._parts.interrupts.install()
        self._serving: Serving | None = None
        self._control: Control | None = None

    def open(self) -> None:
        """Listens on the first carrier that this system has, and reports that to the host."""
        # gRPC's fork handlers wait for its threads, but one of these threads serves the call that forks.
        os.environ.setdefault("GRPC_ENABLE_FORK_SUPPORT", "0")
        directory = self._offer["directory"]
        for carrier in self._offer["carriers"]:
            if carrier == "lane" and directory is not None and sys.platform != "win32":
                return self._open_lane(directory)
            if carrier == "grpc":
                return self._open_stream()
        raise ValueError(f"none of the carriers {self._offer['carriers']} can be served here")

    def serve(self) -> None:
        """Runs calls on this thread until the worker is drained."""
        assert self._serving is not None
        self._serving.serve()
        if self._control is not None:
            self._control.stop()

    def _open_lane(self, directory: str) -> None:
        from ..carriers.lane import LaneListener

        path = os.path.join(directory, "lane.sock")
        serving = self._serve_from(LaneListener(path))
        self._announce("lane", lane=path, control=None)
        # gRPC imports it too, and data classes look for it in `sys.modules`: they would find it half initialized.
        import_module("typing")
        threading.Thread(target=self._open_control_later, args=[serving], name="snakebridge-start", daemon=True).start()

    def _open_stream(self) -> None:
        from ..carriers.grpc_stream import StreamListener

        listener = StreamListener()
        serving = self._serve_from(listener)
        self._announce("grpc", lane=None, control=self._open_control(serving, listener))

    def _serve_from(self, listener: Listener) -> Serving:
        parts = self._parts
        serving = self._serving = Serving(
            listener=listener,
            dispatcher=parts.dispatcher,
            inbox=parts.inbox,
            outbox=parts.outbox,
            loop=parts.loop,
            secret=self._offer["secret"],
            max_frame_bytes=self._offer["max_frame_bytes"],
        )

        def leave_to_parent() -> None:
            # A forked child holds neither channel nor lane open, and answers no call.
            parts.state.forked = True
            parts.inbox.leave_to_parent()
            reaper.leave_to_parent()
            serving.leave_to_parent()

        if hasattr(os, "register_at_fork"):
            os.register_at_fork(after_in_child=leave_to_parent)
        return serving

    def _announce(self, carrier: str, *, lane: str | None, control: str | None) -> None:
        private_channel.write_line(
            {
                "ready": 1,
                "protocol": PROTOCOL,
                "pid": os.getpid(),
                "python": PYTHON,
                "carrier": carrier,
                "lane": lane,
                "control": control,
            }
        )

    def _open_control(self, serving: Serving, streams: StreamListener | None) -> str:
        from ..control.service import Control

        control = self._control = Control(
            self._offer["secret"],
            interrupt=self._parts.cancellation.request,
            statistics=self._statistics,
            drain=serving.drain,
            streams=streams,
        )
        return control.start(self._offer["directory"])

    def _open_control_later(self, serving: Serving) -> None:
        interval = sys.getswitchinterval()
        sys.setswitchinterval(IMPORT_SWITCH_INTERVAL)
        try:
            private_channel.write_line({"control": self._open_control(serving, None)})
        except Exception as error:
            private_channel.write_line({"control_error": f"{type(error).__name__}: {error}"})
        finally:
            sys.setswitchinterval(interval)

    def _statistics(self) -> tuple[int, int, int]:
        """Returns the numbers of objects, of kept results, and of calls that have begun."""
        parts = self._parts
        return len(parts.objects), len(parts.kept), parts.state.calls
