# SPDX-License-Identifier: AGPL-3.0-or-later
"""The values that stages hand to each other: immutable, typed, with one canonical form in bytes."""
