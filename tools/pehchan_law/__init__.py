# SPDX-License-Identifier: Apache-2.0
"""The authored form of the law (law/) and its translations (law/locale), and what is built of them.

model      read_law: law/ as Python values, with file, line and column of each
locale     read_locale, refresh: one .po file a language
build      built_files: catalogues/*.json and the words of the desktop form
importing  import_catalogue: a catalogue's JSON as authored files
checking   what is wrong: form, translations, proofs
rules      rules in words, and whether one is easier to reach than another
versions   read_version: the catalogues of a git revision, a folder or a file
meaning    differences: what changed in meaning between two versions
skeletons  new files
review     pages for a lawyer and a translator, and how far both are
cli        the command line
"""

from .locale import Locale, Translation, read_locale, read_locales, refresh
from .model import SOURCE_LANGUAGE, Law, LawError, Message, Place, Problem, read_law

__all__ = [
    "SOURCE_LANGUAGE",
    "Law",
    "LawError",
    "Locale",
    "Message",
    "Place",
    "Problem",
    "Translation",
    "read_law",
    "read_locale",
    "read_locales",
    "refresh",
]
