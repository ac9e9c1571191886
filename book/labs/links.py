"""A link that can be slow, cut or reset: a TCP proxy in front of one server."""

import asyncio
import socket
import struct
import threading
from contextlib import suppress

NO_LINGERING = struct.pack("ii", 1, 0)
BROKEN = None  # what a reset looks like among the pieces of data


class LinkProxy:
    """Carries connections from `port` on 127.0.0.1 to `target` (a port there).

        with LinkProxy(target) as link:
            connect(link.port)
            link.latency = 0.05     # seconds, each way, in order
            link.cut()              # a black hole: nothing arrives, nobody is told
            link.heal()             # what was held is delivered, as TCP would
            link.reset()            # every connection breaks, a new one may be made
            link.refuse()           # connections break and new ones are refused

    For a partition, `identify(port)` says who dialled from that port (asked once for
    each connection) and `admits(who)` whether data of theirs may pass now (asked for
    every piece); call `changed()` when the answer to the second changes.

    >>> link = LinkProxy(1)
    >>> link.state
    'open'
    >>> link.close()
    """

    def __init__(self, target, identify=lambda port: port, admits=lambda who: True):
        self.target, self.identify, self.admits = target, identify, admits
        self.state, self.port, self.latency = "open", 0, 0.0
        self._connections, self._news = set(), asyncio.Event()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        try:
            self._call(self._listen())
        except BaseException:
            self.close()
            raise

    def __enter__(self):
        """The link carries from its making on."""
        return self

    def __exit__(self, *exception):
        """Close."""
        self.close()

    def cut(self):
        """Deliver nothing, either way, and let nobody know; new connections hang."""
        self._call(self._become("cut"))

    def heal(self):
        """Carry again; what was held back arrives now."""
        self._call(self._become("open"))

    def refuse(self):
        """Break every connection and refuse new ones, like a machine without server."""
        self._call(self._become("refuse"))

    def reset(self):
        """Break every connection with a TCP reset; what was held is lost."""
        self._call(self._break())

    def changed(self):
        """Look again at what `admits` says."""
        self._call(self._forget())

    def close(self):
        """Break every connection and stop."""
        if self._loop.is_closed():
            return
        self._call(self._end())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def _call(self, work):
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()

    async def _listen(self):
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", self.port)
        self.port = self._server.sockets[0].getsockname()[1]

    async def _become(self, state):
        was, self.state = self.state, state
        if state == "refuse" != was:
            self._server.close()
            await self._break()
        elif was == "refuse" != state:
            await self._listen()
        await self._forget()

    async def _forget(self):
        """Wake those who wait in a cut, to look again."""
        old, self._news = self._news, asyncio.Event()
        old.set()

    async def _break(self):
        for task in list(self._connections):
            task.cancel()
        await asyncio.gather(*self._connections, return_exceptions=True)

    async def _end(self):
        if hasattr(self, "_server"):
            self._server.close()
        await self._break()

    async def _passable(self, who):
        while self.state == "cut" or not self.admits(who):
            await self._news.wait()

    async def _accept(self, reader, writer):
        task = asyncio.current_task()
        self._connections.add(task)
        writers = [writer]
        try:
            who = self.identify(writer.get_extra_info("peername")[1])
            await self._passable(who)
            there, back = await asyncio.open_connection("127.0.0.1", self.target)
            writers.append(back)
            async with asyncio.TaskGroup() as both:
                both.create_task(self._carry(reader, back, who))
                both.create_task(self._carry(there, writer, who))
        except* (OSError, asyncio.CancelledError):
            for each in writers:
                # With no time to linger, closing sends a reset.
                with suppress(OSError):  # closed already
                    end = each.get_extra_info("socket")
                    end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, NO_LINGERING)
                each.transport.abort()
        finally:
            self._connections.discard(task)
            for each in writers:
                each.close()

    async def _carry(self, reader, writer, who):
        loop, pieces = asyncio.get_running_loop(), asyncio.Queue(maxsize=256)

        async def receive():
            data = True
            while data:
                try:
                    data = await reader.read(65536)
                except OSError:
                    data = BROKEN
                await pieces.put((loop.time() + self.latency, data))

        async def deliver():
            while True:
                due, data = await pieces.get()
                await asyncio.sleep(due - loop.time())
                await self._passable(who)
                if data is BROKEN:
                    raise ConnectionResetError
                if not data:
                    writer.write_eof()
                    return
                writer.write(data)
                await writer.drain()

        async with asyncio.TaskGroup() as both:
            both.create_task(receive())
            both.create_task(deliver())
