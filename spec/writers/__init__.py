# SPDX-License-Identifier: Apache-2.0
"""One module a language: each says which files it writes, and what is in them."""
