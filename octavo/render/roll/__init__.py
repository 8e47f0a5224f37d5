# SPDX-License-Identifier: AGPL-3.0-or-later
"""Long rolls of names, set entry by entry without the engine that lays out all other pages."""
