# SPDX-License-Identifier: AGPL-3.0-or-later
"""Stage 1, load: a folder of YAML, Markdown, CSV and images becomes one validated publication."""
