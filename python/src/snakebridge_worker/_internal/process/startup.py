"""From the spawn to the first call: read the offer, listen on a carrier, report that, then serve."""

from __future__ import annotations

import os
import sys

from . import private_channel, reaper
from .interpreter import end, prepare

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .worker import Offer


def start() -> None:
    """Runs a worker. Does not return: the process ends here."""
    private_channel.keep_private()
    offer = _offer()
    reaper.guard_group(offer["directory"])
    reaper.watch()
    main, streams = prepare()
    try:
        from .worker import Worker

        worker = Worker(offer, main, streams)
        worker.open()
    except ImportError as error:
        private_channel.fail("MissingDependency", f"{error}: the worker needs msgpack and grpcio in {sys.prefix}")
    except Exception as error:
        private_channel.fail("CannotServe", f"{type(error).__name__}: {error}")
    try:
        worker.serve()
    except BaseException:  # Python code closed the worker's descriptors, or its signal handler raised
        sys.excepthook(*sys.exc_info())
        os._exit(1)
    end()


def _offer() -> Offer:
    try:
        offer = private_channel.read_line()
        if offer["protocol"] != 1:
            private_channel.fail("UnsupportedProtocol", f"this worker speaks protocol 1, the host {offer['protocol']}")
        return {
            "secret": bytes.fromhex(offer["secret"]),
            "directory": offer["directory"],
            "carriers": offer["carriers"],
            "max_frame_bytes": offer["max_frame_bytes"],
            "lock": offer.get("lock"),
        }
    except (ValueError, TypeError, KeyError) as error:
        private_channel.fail("ProtocolError", f"the opening line cannot be read: {type(error).__name__}: {error}")
