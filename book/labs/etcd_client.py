"""An etcd client over the JSON gateway: the protocol in plain sight."""

import json
from base64 import b64decode, b64encode
from http.client import HTTPException
from urllib.error import HTTPError
from urllib.request import ProxyHandler, Request, build_opener

from .arguments import text, time_limit, whole_number

OPENER = build_opener(ProxyHandler({}))  # the way to 127.0.0.1 leads through no proxy


class EtcdUnavailable(RuntimeError):
    """No answer in time, or a refusal; a write that got it may still take effect."""


class EtcdClient:
    """Talks to one member. Keys and values are str; `timeout` is in seconds."""

    def __init__(self, port, timeout=1.5):
        self.port = whole_number("port", port, least=1, most=65535)
        self.timeout = time_limit("timeout", timeout)

    def call(self, path, **message):
        """POST a message to /v3/`path` and return the reply; EtcdUnavailable."""
        address = f"http://127.0.0.1:{self.port}/v3/{path}"
        request = Request(address, json.dumps(message).encode())
        try:
            with OPENER.open(request, timeout=self.timeout) as reply:
                return json.load(reply)
        except HTTPError as error:
            reason = error.read().decode(errors="replace").strip()
            raise EtcdUnavailable(
                f"{path} at port {self.port}: {error}: {reason}"
            ) from error
        except (OSError, HTTPException) as error:
            raise EtcdUnavailable(f"{path} at port {self.port}: {error}") from error

    def put(self, key, value, lease=0):
        """Write, with a majority; under a lease the key goes when the lease does."""
        self.call("kv/put", key=coded(key), value=coded(value), lease=lease)

    def get(self, key, serializable=False):
        """Read a value or None: confirmed by a majority or, serializable, by nobody."""
        reply = self.call("kv/range", key=coded(key), serializable=serializable)
        if "kvs" not in reply:
            return None
        # What is empty is left out of the reply.
        return b64decode(reply["kvs"][0].get("value", "")).decode()

    def txn(self, key, expected, value):
        """Write if the key still holds `expected` (None: is absent); return whether."""
        compare = {"key": coded(key), "target": "VALUE", "value": coded(expected or "")}
        if expected is None:
            compare = {"key": coded(key), "target": "VERSION", "version": 0}
        put = {"request_put": {"key": coded(key), "value": coded(value)}}
        reply = self.call("kv/txn", compare=[compare], success=[put])
        return reply.get("succeeded", False)

    def lease(self, seconds):
        """Return the id of a lease that ends by itself after `seconds`, from 1."""
        whole_number("seconds", seconds, least=1)
        return int(self.call("lease/grant", TTL=seconds)["ID"])

    def keep_alive(self, lease):
        """Begin the lease's seconds anew; return how many are left, 0 if it is gone."""
        reply = self.call("lease/keepalive", ID=lease)
        return int(reply["result"].get("TTL", 0))

    def revoke(self, lease):
        """End a lease, and every key under it, now."""
        self.call("lease/revoke", ID=lease)


def coded(word):
    """Return a key or value as JSON carries etcd's bytes: in base64.

    >>> coded("lock")
    'bG9jaw=='
    """
    return b64encode(text("key or value", word).encode()).decode()
