# SPDX-License-Identifier: AGPL-3.0-or-later
"""What build.py does before there is an environment to run in: the standard library is all it may use."""
