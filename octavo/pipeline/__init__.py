# SPDX-License-Identifier: AGPL-3.0-or-later
"""The graph of steps from publications and profiles to published files."""
