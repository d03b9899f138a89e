"""The parts of a worker, put together as the host's offer asks."""

from __future__ import annotations

import os
import sys
import threading
from importlib import import_module

from ..calls import operations
from ..calls.dispatch import Dispatcher
from ..connection.outbox import Outbox
from ..symbols import locked_symbols
from ..threads.interrupts import Interrupts
from ..wire.handshake import PROTOCOL, PYTHON
from . import private_channel, reaper
from .serving import Serving

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import ModuleType
    from typing import TypedDict

    from ..carriers import Listener
    from ..carriers.grpc_stream import StreamListener
    from ..control.service import Control

    class Offer(TypedDict):
        """The host's opening line."""

        secret: bytes
        directory: str | None
        carriers: list[str]
        max_frame_bytes: int
        lock: dict[str, str] | None


IMPORT_SWITCH_INTERVAL = 0.0005
"""While gRPC is imported beside the first calls, those get the interpreter ten times sooner than usual."""


class Worker:
    """One worker process."""

    def __init__(self, offer: Offer, main: ModuleType) -> None:
        operations.adopt_main(main)
        locked_symbols.compare_with(offer["lock"])
        self._offer = offer
        self._interrupts = Interrupts()
        self._interrupts.install()
        self._outbox = Outbox(offer["max_frame_bytes"], lambda: private_channel.write_line({"wanted": True}))
        self._dispatcher = Dispatcher(self._interrupts, self._outbox, offer["max_frame_bytes"])
        self._serving: Serving | None = None
        self._control: Control | None = None

    def open(self) -> None:
        """Listens on the first carrier that this system has, and tells the host."""
        # gRPC's fork handlers wait for its threads; one of them serves the very call that forks.
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
        self._serve_from(LaneListener(path))
        self._announce("lane", lane=path, control=None)
        # gRPC imports it too, and data classes look into `sys.modules` for it: they would find it half made.
        import_module("typing")
        threading.Thread(target=self._open_control_later, name="snakebridge-start", daemon=True).start()

    def _open_stream(self) -> None:
        from ..carriers.grpc_stream import StreamListener

        listener = StreamListener()
        self._serve_from(listener)
        self._announce("grpc", lane=None, control=self._open_control(listener))

    def _serve_from(self, listener: Listener) -> None:
        secret, limit = self._offer["secret"], self._offer["max_frame_bytes"]
        serving = self._serving = Serving(listener, self._dispatcher, self._outbox, secret, limit)

        def forget_everything() -> None:
            # A forked child holds neither channel nor lane open, and answers no call.
            self._dispatcher.forked = True
            self._dispatcher.inbox.abandon()
            reaper.leave_to_parent()
            serving.leave_to_parent()

        if hasattr(os, "register_at_fork"):
            os.register_at_fork(after_in_child=forget_everything)

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

    def _open_control(self, streams: StreamListener | None) -> str:
        from ..control.service import Control

        assert self._serving is not None
        control = self._control = Control(
            self._offer["secret"], self._dispatcher, self._interrupts, self._serving, streams
        )
        return control.start(self._offer["directory"])

    def _open_control_later(self) -> None:
        interval = sys.getswitchinterval()
        sys.setswitchinterval(IMPORT_SWITCH_INTERVAL)
        try:
            private_channel.write_line({"control": self._open_control(None)})
        except Exception as error:
            private_channel.write_line({"control_error": f"{type(error).__name__}: {error}"})
        finally:
            sys.setswitchinterval(interval)
