"""Real worker processes for every test. Each test of a carrier runs on both."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from client import Connection, Worker


@pytest.fixture(params=["lane", "grpc"])
def carrier(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture
def worker(carrier: str) -> Iterator[Worker]:
    worker = Worker(carrier)
    yield worker
    worker.close()


@pytest.fixture
def connection(worker: Worker) -> Iterator[Connection]:
    connection = worker.connect()
    yield connection
    connection.close()


@pytest.fixture
def worker_of_lane() -> Iterator[Worker]:
    worker = Worker("lane")
    yield worker
    worker.close()


@pytest.fixture
def lane(worker_of_lane: Worker) -> Iterator[Connection]:
    """A connection for tests that do not depend on the carrier."""
    connection = worker_of_lane.connect()
    yield connection
    connection.close()
