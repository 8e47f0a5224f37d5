# SPDX-License-Identifier: AGPL-3.0-or-later
"""A preview served to one reader at this machine: who may ask, what is given, and how news reach the page."""
