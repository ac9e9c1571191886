"""One connection through a link: pieces of data that wait until they are due."""

import asyncio
import socket
import struct
from contextlib import suppress

NO_LINGERING = struct.pack("ii", 1, 0)
BROKEN = None  # what a reset looks like among the pieces of data


class Direction:
    """One way of a connection: what `reader` gets is written to `writer`, in order.

    A piece is on its way for as long as `link.latency` says when it arrives here;
    `passable()` is awaited before it is handed on.
    """

    def __init__(self, reader, writer, link, passable):
        self.reader, self.writer = reader, writer
        self.link, self.passable = link, passable
        self._loop = asyncio.get_running_loop()
        self._pieces = asyncio.Queue(maxsize=256)

    async def carry(self):
        """Carry until the end of data; ConnectionResetError if the other end broke."""
        async with asyncio.TaskGroup() as both:
            both.create_task(self._receive())
            both.create_task(self._deliver())

    async def _receive(self):
        data = True
        while data:
            try:
                data = await self.reader.read(65536)
            except OSError:
                data = BROKEN
            due = self._loop.time() + self.link.latency
            await self._pieces.put((due, data))

    async def _deliver(self):
        while True:
            due, data = await self._pieces.get()
            await asyncio.sleep(due - self._loop.time())
            await self.passable()
            if data is BROKEN:
                raise ConnectionResetError
            if not data:
                self.writer.write_eof()
                return
            self.writer.write(data)
            await self.writer.drain()


def reset(writer):
    """End a connection with a TCP reset."""
    # Closed with no time to linger, it sends one.
    with suppress(OSError):  # closed already
        end = writer.get_extra_info("socket")
        end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, NO_LINGERING)
    writer.transport.abort()
