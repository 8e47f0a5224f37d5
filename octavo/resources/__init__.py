# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where the shared templates, fonts and starter are: in the checkout first, else inside the wheel."""
