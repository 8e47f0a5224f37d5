# SPDX-License-Identifier: AGPL-3.0-or-later
"""The command line: one small module a group of commands."""
