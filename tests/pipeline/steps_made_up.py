# SPDX-License-Identifier: AGPL-3.0-or-later
"""Steps that cost nothing, for tests of what runs them and of what keeps what they made."""

from __future__ import annotations

from octavo.pipeline.work import Work


def read(work: Work) -> dict[str, bytes]:
    """Read the file; a picture is kept beside it."""
    return {"text": work.leaves["file"].read()["text"], "file picture": b"ink", "problems": b"[]"}


def more(work: Work) -> dict[str, bytes]:
    """Add a letter to what comes before."""
    return {"text": work.data("text") + work.params["letter"].encode(), "problems": b"[]"}


def join(work: Work) -> dict[str, bytes]:
    """Join what was made side by side."""
    return {"text": b" ".join(work.data(name) for name in sorted(work.digests)), "problems": b"[]"}


STEPS = {"read": read, "more": more, "join": join}
