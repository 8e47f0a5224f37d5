# SPDX-License-Identifier: AGPL-3.0-or-later
"""What earlier builds made: blobs by the digest of their bytes, and records of steps by the digest of their inputs."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path


def blob_digest(data: bytes) -> str:
    """Return the SHA-256 under which the store keeps the bytes."""
    return hashlib.sha256(data).hexdigest()


def write_whole(path: Path, data: bytes) -> None:
    """Write a file that is there whole or not at all, even if the machine stops in between."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".writing-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


@dataclass(frozen=True, slots=True)
class Store:
    """A folder of content-addressed files; many processes may write at once, for equal names hold equal bytes."""

    folder: Path

    def _blob(self, digest: str) -> Path:
        return self.folder / "blobs" / digest[:2] / digest

    def _record(self, key: str) -> Path:
        return self.folder / "steps" / key[:2] / f"{key}.json"

    def has(self, digest: str) -> bool:
        """Tell whether the bytes of that digest are here."""
        return self._blob(digest).is_file()

    def put(self, data: bytes) -> str:
        """Keep the bytes and return their digest."""
        digest = blob_digest(data)
        if not self.has(digest):
            write_whole(self._blob(digest), data)
        return digest

    def get(self, digest: str) -> bytes:
        """Return the bytes of that digest; raise KeyError if they are missing or damaged."""
        try:
            data = self._blob(digest).read_bytes()
        except OSError as reason:
            raise KeyError(digest) from reason
        if blob_digest(data) != digest:
            self._blob(digest).unlink(missing_ok=True)
            raise KeyError(digest)
        return data

    def record(self, key: str, outputs: dict[str, str]) -> None:
        """Remember which outputs (name → digest) the step with that key gave."""
        write_whole(self._record(key), json.dumps(outputs, sort_keys=True).encode())

    def recall(self, key: str) -> dict[str, str] | None:
        """Return the outputs of the step with that key, or None if it never ran or an output is gone."""
        try:
            outputs: dict[str, str] = json.loads(self._record(key).read_bytes())
        except (OSError, ValueError):
            return None
        return outputs if all(self.has(digest) for digest in outputs.values()) else None

    def opinions(self, digest: str) -> bytes | None:
        """Return what outside judges said of the file with that digest, or None if they were not asked."""
        try:
            return (self.folder / "opinions" / f"{digest}.json").read_bytes()
        except OSError:
            return None

    def keep_opinions(self, digest: str, said: bytes) -> None:
        """Keep what outside judges said of a file; of one with other bytes that says nothing."""
        write_whole(self.folder / "opinions" / f"{digest}.json", said)

    def _last(self, step: str) -> Path:
        return self.folder / "last" / f"{blob_digest(step.encode())[:24]}.json"

    def remember(self, step: str, digests: dict[str, str], environment: str, params: dict[str, str]) -> None:
        """Keep what the step named so was made from, to say next time what changed."""
        write_whole(self._last(step), json.dumps([digests, environment, params], sort_keys=True).encode())

    def last(self, step: str) -> tuple[dict[str, str], str, dict[str, str]] | None:
        """Return inputs, environment and parameters of the last time the step ran here, or None."""
        try:
            digests, environment, params = json.loads(self._last(step).read_bytes())
        except (OSError, ValueError):
            return None
        return digests, environment, params
