# SPDX-License-Identifier: AGPL-3.0-or-later
"""Stage 5, check: values are judged; a check never raises and never writes."""
