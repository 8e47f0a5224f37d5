# SPDX-License-Identifier: AGPL-3.0-or-later
"""Outside judges, each optional: what they say of a file, or why they were not asked."""
