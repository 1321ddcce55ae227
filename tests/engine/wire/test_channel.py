"""The channel: whole frames, in time, or a plain exception."""

from __future__ import annotations

import math
import socket
import struct
import threading
import time
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dojo.wire.channel import MAX_BUFFERS, Channel, Closed, Garbled, Late


@pytest.fixture
def ends() -> Iterator[tuple[Channel, socket.socket]]:
    """A channel, and the plain socket at its other end."""
    one, other = socket.socketpair()
    with one, other:
        yield Channel(one, limit=1 << 24), other


def frame(head: bytes, *buffers: bytes) -> bytes:
    lengths = [len(buffer) for buffer in buffers]
    return struct.pack(f"<II{len(buffers)}Q", len(head), len(buffers), *lengths) + head + b"".join(buffers)


def test_a_head_and_its_buffers_arrive_as_they_were_sent(ends: tuple[Channel, socket.socket]) -> None:
    here, there = ends[0], Channel(ends[1])
    here.send(["call", 1, 2.5, "é\ud800", None], [b"abc", b"", memoryview(b"0123")[1:3]])
    head, buffers = there.receive(1.0)
    assert head == ["call", 1, 2.5, "é\ud800", None]
    assert [bytes(buffer) for buffer in buffers] == [b"abc", b"", b"12"]


def test_nan_infinity_and_negative_zero_survive_in_a_head(ends: tuple[Channel, socket.socket]) -> None:
    here, there = ends[0], Channel(ends[1])
    here.send([math.nan, math.inf, -math.inf, -0.0, 5e-324])
    (nan, *rest), _ = there.receive(1.0)  # type: ignore[misc]
    assert math.isnan(nan)
    assert list(map(repr, rest)) == ["inf", "-inf", "-0.0", "5e-324"]


def test_received_buffers_are_read_only(ends: tuple[Channel, socket.socket]) -> None:
    for size in (3, 1 << 20):
        sender = threading.Thread(target=Channel(ends[1]).send, args=(None, [bytes(size)]))
        sender.start()
        _, (buffer,) = ends[0].receive(5.0)
        sender.join()
        assert buffer.readonly


def test_frames_sent_at_once_are_received_one_by_one(ends: tuple[Channel, socket.socket]) -> None:
    here, there = ends
    there.sendall(frame(b"1", b"a") + frame(b"2") + frame(b"3", b"b", b"c"))
    assert [(here.receive(1.0)[0]) for _ in range(3)] == [1, 2, 3]


def test_a_frame_larger_than_the_sockets_memory_arrives_whole(ends: tuple[Channel, socket.socket]) -> None:
    here, there = ends[0], Channel(ends[1])
    big = [bytes([i]) * 3_000_001 for i in range(4)]
    sender = threading.Thread(target=here.send, args=("big", [*big, b""], 10.0))
    sender.start()
    head, buffers = there.receive(10.0)
    sender.join()
    assert head == "big"
    assert [bytes(buffer) for buffer in buffers] == [*big, b""]


def test_a_frame_of_more_buffers_than_one_system_call_takes_arrives_whole(ends: tuple[Channel, socket.socket]) -> None:
    here, there = ends[0], Channel(ends[1])
    many = [b"%d" % i for i in range(3000)]
    sender = threading.Thread(target=here.send, args=(None, many, 10.0))
    sender.start()
    _, buffers = there.receive(10.0)
    sender.join()
    assert [bytes(buffer) for buffer in buffers] == many


def test_silence_is_late_and_one_may_receive_again(ends: tuple[Channel, socket.socket]) -> None:
    here, there = ends
    for timeout in (0.01, 0.0):
        with pytest.raises(Late):
            here.receive(timeout)
    there.sendall(frame(b"7"))
    assert here.receive(1.0) == (7, [])


def test_a_frame_that_has_begun_in_time_has_longer_to_be_whole(ends: tuple[Channel, socket.socket]) -> None:
    here, there = ends
    with pytest.raises(Late):
        here.receive(10.0, begun=0.01)
    there.sendall(frame(b"1") + frame(b"2")[:9])
    assert here.receive(10.0, begun=0.01)[0] == 1
    assert here.holds_more()
    later = threading.Timer(0.05, there.sendall, [frame(b"2")[9:]])
    later.start()
    assert here.receive(10.0, begun=0.01)[0] == 2
    later.join()
    assert not here.holds_more()


def test_a_slow_drip_does_not_move_the_deadline(ends: tuple[Channel, socket.socket]) -> None:
    here, there = ends
    stop = threading.Event()

    def drip() -> None:
        for byte in frame(b"1", bytes(1000)):
            if stop.wait(0.02):
                return
            there.sendall(bytes([byte]))

    dripping = threading.Thread(target=drip)
    dripping.start()
    start = time.monotonic()
    with pytest.raises(Late):
        here.receive(0.3)
    stop.set()
    dripping.join()
    assert time.monotonic() - start < 10  # the whole drip takes 20 s
    with pytest.raises(Closed, match="broke off"):
        here.receive(1.0)


def test_a_frame_that_nobody_takes_is_late(ends: tuple[Channel, socket.socket]) -> None:
    with pytest.raises(Late):
        ends[0].send(None, [bytes(1 << 23)], timeout=0.05)
    with pytest.raises(Closed):
        ends[0].send(None)


def test_a_closed_peer_is_closed_at_either_end_of_a_frame(ends: tuple[Channel, socket.socket]) -> None:
    here, there = ends
    there.sendall(frame(b"1") + frame(b"2", b"abc")[:-1])
    there.close()
    assert here.receive(1.0)[0] == 1
    with pytest.raises(Closed):
        here.receive(1.0)


def test_sending_to_a_closed_peer_is_closed(ends: tuple[Channel, socket.socket]) -> None:
    ends[1].close()
    with pytest.raises(Closed):
        ends[0].send(None)


@pytest.mark.parametrize(
    "sent",
    [
        frame(b""),
        frame(b"{"),
        frame(b"\xff"),
        frame(b'"\xc3\xa9"'),
        frame(b"9" * 5000),
        frame(b"[" * 100_000),
        struct.pack("<II", 0xFFFFFFFF, 0),
        struct.pack("<II", 1, 0xFFFFFFFF),
        struct.pack("<II", 1, MAX_BUFFERS + 1),
        struct.pack("<IIQ", 1, 1, 1 << 24),
        struct.pack("<IIQQ", 1, 2, 1 << 63, 1 << 63),
    ],
)
def test_bad_json_and_impossible_lengths_are_garbled(ends: tuple[Channel, socket.socket], sent: bytes) -> None:
    ends[1].sendall(sent)
    with pytest.raises(Garbled):
        ends[0].receive(1.0)


@given(st.binary(max_size=40) | st.binary(max_size=9).map(lambda body: frame(body[:5], body[5:])))
def test_any_bytes_are_a_frame_or_garbled_or_closed(sent: bytes) -> None:
    one, other = socket.socketpair()
    with one, other:
        other.sendall(sent)
        other.close()
        try:
            Channel(one).receive(1.0)
        except (Garbled, Closed):
            return


def test_a_frame_over_the_limit_is_refused_before_anything_is_sent(ends: tuple[Channel, socket.socket]) -> None:
    here, there = ends
    with pytest.raises(Garbled, match="over the limit"):
        here.send(None, [bytes(1 << 24)])
    with pytest.raises(Garbled, match="buffers"):
        here.send(None, [b""] * (MAX_BUFFERS + 1))
    here.send("still good")
    assert Channel(there).receive(1.0)[0] == "still good"
