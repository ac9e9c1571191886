"""A link that can be slow, cut or reset: a TCP proxy in front of one server."""

import asyncio
import threading
from functools import partial

from .arguments import seconds, whole_number
from .link_connection import Direction, reset


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
        self.target = whole_number("target", target, least=1, most=65535)
        self.identify, self.admits = identify, admits
        self.state, self.port = "open", 0
        self._latency = 0.0
        self._connections = set()  # the task of each
        self._news = asyncio.Event()  # to look again who may pass
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        try:
            self._call(self._listen)
        except BaseException:
            self.close()
            raise

    def __enter__(self):
        """The link carries from its making on, to its one end."""
        self._refuse_when_closed()
        return self

    def __exit__(self, *exception):
        """Close."""
        self.close()

    @property
    def latency(self):
        """How long a piece of data is on its way, each way, in seconds."""
        return self._latency

    @latency.setter
    def latency(self, latency):
        self._latency = seconds("latency", latency)

    def cut(self):
        """Deliver nothing, either way, and let nobody know; new connections hang."""
        self._call(self._become, "cut")

    def heal(self):
        """Carry again; what was held back arrives now."""
        self._call(self._become, "open")

    def refuse(self):
        """Break every connection and refuse new ones, like a machine without server."""
        self._call(self._become, "refuse")

    def reset(self):
        """Break every connection with a TCP reset; what was held is lost."""
        self._call(self._break)

    def changed(self):
        """Look again at what `admits` says."""
        self._call(self._forget)

    def close(self):
        """Break every connection and stop."""
        if self._loop.is_closed():
            return
        self._call(self._end)
        self.state = "closed"
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def _refuse_when_closed(self):
        if self._loop.is_closed():
            raise RuntimeError("this link is closed for good: make a new LinkProxy")

    def _call(self, work, *arguments):
        self._refuse_when_closed()
        future = asyncio.run_coroutine_threadsafe(work(*arguments), self._loop)
        return future.result()

    async def _listen(self):
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", self.port)
        self.port = self._server.sockets[0].getsockname()[1]

    async def _become(self, state):
        if state == "refuse" and self.state != "refuse":
            self._server.close()
            await self._break()
        if state != "refuse" and self.state == "refuse":
            await self._listen()
        self.state = state
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
            passable = partial(self._passable, who)
            await passable()
            there, back = await asyncio.open_connection("127.0.0.1", self.target)
            writers.append(back)
            onward = Direction(reader, back, self, passable)
            backward = Direction(there, writer, self, passable)
            async with asyncio.TaskGroup() as both:
                both.create_task(onward.carry())
                both.create_task(backward.carry())
        except* (OSError, asyncio.CancelledError):
            for each in writers:
                reset(each)
        finally:
            self._connections.discard(task)
            for each in writers:
                each.close()
