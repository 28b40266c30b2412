/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PEHCHAN_DATABASE_H
#define PEHCHAN_DATABASE_H

/* What SQLite and PostgreSQL share: names of arguments, and what an error may show. Nothing here
 * allocates, so nothing here is left behind when a database jumps out of a function. */

#include <pehchan/pehchan.h>

#include <stddef.h>
#include <stdint.h>
#include <string.h>

enum {
    PEHCHAN_DATABASE_ISSUES_SHOWN = 20,
    PEHCHAN_DATABASE_ID_SHOWN = 120, /* no id of a catalogue is longer */
    PEHCHAN_DATABASE_PLACE = 256
};

/* The index of a built-in catalogue; -1 where there is none. */
static inline int64_t pehchan_database_catalogue(const char* id) {
    uint64_t i;
    for (i = 0; i < pehchan_builtin_count(); ++i)
        if (strcmp(pehchan_builtin_id(i), id) == 0) return (int64_t)i;
    return -1;
}

/* PEHCHAN_VIEW_...; -1 where there is none. */
static inline int32_t pehchan_database_view(const char* name) {
    int32_t view;
    for (view = 0; view < pehchan_view_count(); ++view)
        if (strcmp(pehchan_view_name(view), name) == 0) return view;
    return -1;
}

/* PEHCHAN_FLAG_... of a list of words with spaces between them, such as "explain next"; -1 where
 * a word is none of them. */
static inline int64_t pehchan_database_flags(const char* words) {
    static const struct {
        const char* word;
        int64_t flag;
    } known[] = {
        {"allow_draft", PEHCHAN_FLAG_ALLOW_DRAFT},
        {"explain", PEHCHAN_FLAG_EXPLAIN},
        {"next", PEHCHAN_FLAG_NEXT},
    };
    const size_t count = sizeof known / sizeof known[0];
    int64_t flags = 0;
    for (;;) {
        size_t size, i;
        words += strspn(words, " ");
        if (*words == '\0') return flags;
        size = strcspn(words, " ");
        for (i = 0; i < count; ++i)
            if (strlen(known[i].word) == size && memcmp(known[i].word, words, size) == 0) break;
        if (i == count) return -1;
        flags |= known[i].flag;
        words += size;
    }
}

static inline int pehchan_database_is_id(const char* text, size_t size) {
    size_t i;
    if (size == 0 || size > PEHCHAN_DATABASE_ID_SHOWN) return 0;
    for (i = 0; i < size; ++i)
        if (!strchr("abcdefghijklmnopqrstuvwxyz0123456789_", text[i])) return 0;
    return 1;
}

/* A JSON Pointer as an error shows it. A key that has not the form of an id is replaced: it may be
 * an answer, or a name, that was written in the wrong place. */
static inline const char* pehchan_database_place(const char* pointer, char* place) {
    static const char hidden[] = "(not an id)";
    size_t used = 0;
    if (!pointer || *pointer == '\0') return "the top";
    while (*pointer == '/') {
        const char* token = pointer + 1;
        size_t size = strcspn(token, "/");
        pointer = token + size;
        if (!pehchan_database_is_id(token, size)) {
            token = hidden;
            size = sizeof hidden - 1;
        }
        if (used + size + 2 > PEHCHAN_DATABASE_PLACE) break;
        place[used++] = '/';
        memcpy(place + used, token, size);
        used += size;
    }
    place[used] = '\0';
    return place;
}

#endif
