# SPDX-License-Identifier: AGPL-3.0-or-later
"""What earlier builds made: blobs by the digest of their bytes, and records of steps by the digest of their inputs."""

from __future__ import annotations

import hashlib
import json
import os
import stat
import tempfile
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

WRITING = ".writing-"  # what the names of files begin with that are being written
UMASK = os.umask(0)
os.umask(UMASK)  # it can't be asked without being set


class Lost(KeyError):  # noqa: N818  (it says what happened)
    """Raised where the store no longer has bytes that it had: deleted, pruned or, if it was seen, damaged."""

    def __init__(self, digest: str, *, damaged: bool = False) -> None:
        super().__init__(digest)
        self.digest = digest
        self.damaged = damaged


def blob_digest(data: bytes) -> str:
    """Return the SHA-256 under which the store keeps the bytes."""
    return hashlib.sha256(data).hexdigest()


def write_whole(path: Path, data: bytes, *, to_disk: bool = True) -> None:
    """Write a file that is there whole or not at all, whatever happens to the program.

    With `to_disk` that holds even if the machine stops in between; without, a reader has to be able to tell then that
    the bytes are not those that were written. OSError names the file.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=WRITING)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                if os.name != "nt":
                    os.fchmod(handle, _mode_of(path))
                if to_disk:
                    file.flush()
                    os.fsync(file.fileno())
            Path(name).replace(path)
        except BaseException:
            with suppress(OSError):
                Path(name).unlink()
            raise
    except OSError as reason:
        reason.filename = reason.filename or str(path)  # writing itself names none
        raise


def _mode_of(path: Path) -> int:
    """Return who may read and write the file: as it is, or as with any new one; mkstemp(3) lets nobody else."""
    try:
        return stat.S_IMODE(path.stat().st_mode)
    except OSError:
        return 0o666 & ~UMASK


def sealed(name: str, told: Any) -> bytes:
    """Return plain data as bytes that tell whether they are what was written under this name."""
    seal = blob_digest(json.dumps([name, told], sort_keys=True).encode())
    return json.dumps([seal, told], sort_keys=True).encode()


def unsealed(name: str, data: bytes) -> Any:
    """Return what was sealed under this name; raise ValueError for bytes that differ in anything."""
    try:
        _, told = json.loads(data)
    except TypeError as reason:
        raise ValueError(name) from reason
    if sealed(name, told) != data:
        raise ValueError(name)
    return told


@dataclass(frozen=True, slots=True)
class Store:
    """A folder of content-addressed files; many processes may write at once, for equal names hold equal bytes.

    Nothing in it is brought to the disk before it is used: what a stop of the machine leaves half written is found out
    by its digest, seal or length, and made anew. When a file was used last is the time of its last change.
    """

    folder: Path

    def _blob(self, digest: str) -> Path:
        return self.folder / "blobs" / digest[:2] / digest

    def _record(self, key: str) -> Path:
        return self.folder / "steps" / key[:2] / f"{key}.json"

    def has(self, digest: str, size: int | None = None) -> bool:
        """Tell whether there are bytes for that digest, and as many as there should be; they are not read."""
        try:
            found = self._blob(digest).stat().st_size
        except OSError:
            return False
        return size is None or found == size

    def put(self, data: bytes) -> str:
        """Keep the bytes and return their digest; what is there under it already is looked at, and mended."""
        digest = blob_digest(data)
        path = self._blob(digest)
        try:
            os.utime(path)  # before it is read: whoever prunes leaves it from now on
            kept = self.has(digest, len(data)) and path.read_bytes() == data
        except OSError:
            kept = False
        if not kept:
            write_whole(path, data, to_disk=False)
        return digest

    def get(self, digest: str) -> bytes:
        """Return the bytes of that digest; raise Lost if they are missing or damaged."""
        path = self._blob(digest)
        try:
            data = path.read_bytes()
        except FileNotFoundError as reason:
            raise Lost(digest) from reason
        except OSError as reason:
            _remove(path)
            raise Lost(digest, damaged=True) from reason
        if blob_digest(data) != digest:
            _remove(path)
            raise Lost(digest, damaged=True)
        return data

    def record(self, key: str, outputs: Mapping[str, str]) -> None:
        """Remember which outputs (name → digest) the step with that key gave; raise Lost if one is gone again."""
        told = {name: [digest, self._size(digest)] for name, digest in outputs.items()}
        write_whole(self._record(key), sealed(key, told), to_disk=False)

    def _size(self, digest: str) -> int:
        try:
            return self._blob(digest).stat().st_size
        except OSError as reason:
            raise Lost(digest) from reason

    def recall(self, key: str) -> dict[str, str] | None:
        """Return the outputs of the step with that key, or None if it never ran or an output is gone.

        From now on record and outputs count as used.
        """
        told = self._told(key)
        if told is None or not all(self.has(digest, size) for digest, size in told.values()):
            return None
        with suppress(OSError):
            os.utime(self._record(key))
        return {name: digest for name, (digest, _) in told.items()}

    def _told(self, key: str) -> dict[str, tuple[str, int]] | None:
        """Return digest and size of each output as the record has them, or None where there is no whole record."""
        try:
            told: dict[str, tuple[str, int]] = unsealed(key, self._record(key).read_bytes())
        except (OSError, ValueError):
            return None
        return told

    def is_damaged(self, key: str, damaged: Collection[str] = ()) -> bool:
        """Tell whether there is a record under that key that can't be read, or that names bytes that were damaged.

        `damaged` are digests of which that is known; bytes of another length are seen here.
        """
        told = self._told(key)
        if told is None:
            return self._record(key).exists()
        return any(
            digest in damaged or (self.has(digest) and not self.has(digest, size)) for digest, size in told.values()
        )

    def keeps(self, path: str) -> bool:
        """Tell whether a file, by its path below the folder, is what was written; remove it where it is not."""
        top, name = path.partition("/")[0], Path(path).name
        try:
            data = (self.folder / path).read_bytes()
            if top == "blobs":
                whole = blob_digest(data) == name
            else:
                unsealed("last" if top == "last" else name.removesuffix(".json"), data)
                whole = True
        except FileNotFoundError:
            return True  # gone since it was listed
        except (OSError, ValueError):
            whole = False
        if not whole:
            _remove(self.folder / path)
        return whole

    def opinions(self, digest: str) -> bytes | None:
        """Return what outside judges said of the file with that digest, or None if they were not asked."""
        path = self.folder / "opinions" / f"{digest}.json"
        try:
            said: str = unsealed(digest, path.read_bytes())
            os.utime(path)
        except (OSError, ValueError):
            return None
        return said.encode()

    def keep_opinions(self, digest: str, said: bytes) -> None:
        """Keep what outside judges said of a file; of one with other bytes that says nothing."""
        write_whole(self.folder / "opinions" / f"{digest}.json", sealed(digest, said.decode()), to_disk=False)

    def _last(self, step: str) -> Path:
        return self.folder / "last" / f"{blob_digest(step.encode())[:24]}.json"

    def remember(self, step: str, key: str, digests: dict[str, str], environment: str, params: dict[str, str]) -> None:
        """Keep what the step named so was made from, and under which key, to say next time what changed."""
        told = [step, key, digests, environment, params]
        write_whole(self._last(step), sealed("last", told), to_disk=False)

    def last(self, step: str) -> tuple[dict[str, str], str, dict[str, str]] | None:
        """Return inputs, environment and parameters of the last time the step ran here, or None."""
        try:
            name, _, digests, environment, params = unsealed("last", self._last(step).read_bytes())
        except (OSError, ValueError):
            return None
        return (digests, environment, params) if name == step else None

    def knew(self, step: str) -> bool:
        """Tell whether the step ran here once, even if what was kept of that can't be read any more."""
        return self._last(step).exists()


def _remove(path: Path) -> None:
    """Remove what is no good; where that is refused, whoever writes it anew will say so."""
    with suppress(OSError):
        path.unlink()
