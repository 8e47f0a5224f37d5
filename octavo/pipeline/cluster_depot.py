# SPDX-License-Identifier: AGPL-3.0-or-later
"""A place that builder and workers share, to leave files for each other by digest: a folder, or what fsspec opens."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from octavo.pipeline.store import blob_digest


class DepotFault(Exception):  # noqa: N818  (it says what happened)
    """Raised where the shared place can't be opened, read or written."""


@dataclass(frozen=True, slots=True)
class Depot:
    """Files by the digest of their bytes; none is believed that has others. Every method raises DepotFault."""

    files: Any  # fsspec.AbstractFileSystem
    root: str

    def _path(self, digest: str) -> str:
        return f"{self.root}/{digest[:2]}/{digest}"

    def get(self, digest: str) -> bytes | None:
        """Return the bytes of that digest; None where they are missing or damaged."""
        path = self._path(digest)
        try:
            data: bytes = self.files.cat_file(path)
        except FileNotFoundError:
            return None
        except Exception as reason:
            raise _fault(reason) from reason
        if blob_digest(data) == digest:
            return data
        with suppress(Exception):  # it is written anew, or removed by whoever may
            self.files.rm_file(path)
        return None

    def put(self, data: bytes) -> str:
        """Leave the bytes there, unless they are there already, and return their digest."""
        from fsspec.implementations.local import LocalFileSystem

        digest = blob_digest(data)
        path = self._path(digest)
        try:
            if self.files.exists(path):
                return digest
            self.files.makedirs(path.rpartition("/")[0], exist_ok=True)
            if isinstance(self.files, LocalFileSystem):
                # Written aside, for a folder shows half a file; what is no folder shows whole objects alone.
                aside = f"{path}.writing-{os.getpid()}"
                self.files.pipe_file(aside, data)
                self.files.mv(aside, path)
            else:
                self.files.pipe_file(path, data)
        except Exception as reason:
            raise _fault(reason) from reason
        return digest


@lru_cache(maxsize=4)
def depot_at(place: str) -> Depot:
    """Return the shared place at a path or address (file://, s3://, …, each with the package that fsspec asks for)."""
    from fsspec.core import url_to_fs

    try:
        files, root = url_to_fs(place)
    except Exception as reason:
        raise _fault(reason) from reason
    return Depot(files, root.rstrip("/"))


def _fault(reason: Exception) -> DepotFault:
    said = reason.strerror if isinstance(reason, OSError) and reason.strerror else str(reason)
    return DepotFault(next(iter(said.splitlines()), "") or type(reason).__name__)
