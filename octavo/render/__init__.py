# SPDX-License-Identifier: AGPL-3.0-or-later
"""Stage 4, render: a document becomes pages, and pages become files."""
