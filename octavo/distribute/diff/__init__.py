# SPDX-License-Identifier: AGPL-3.0-or-later
"""What differs between two publications as they were published: facts, messages, pages, sheets."""
