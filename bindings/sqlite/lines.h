/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PEHCHAN_SQLITE_LINES_H
#define PEHCHAN_SQLITE_LINES_H

/* For tests.c and cases.c: the lines of a file, and a connection with the extension. */

#include <sqlite3.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct line {
    char* text;
    int size;
};
struct lines {
    struct line* all;
    size_t count;
    char* content;
};

static inline void stop(const char* what, const char* why) {
    fprintf(stderr, "%s: %s\n", what, why);
    exit(1);
}

/* Every line ends with a zero byte in place of its line end; empty lines are left out. */
static inline struct lines lines_read(const char* path) {
    struct lines out = {NULL, 0, NULL};
    FILE* file = fopen(path, "rb");
    size_t size = 0, room = 1 << 16, at = 0, got;
    if (!file || !(out.content = malloc(room))) stop(path, "cannot be read");
    while ((got = fread(out.content + size, 1, room - size - 1, file)) > 0) {
        size += got;
        if (size + 1 == room && !(out.content = realloc(out.content, room *= 2)))
            stop(path, "out of memory");
    }
    if (ferror(file)) stop(path, "cannot be read");
    fclose(file);
    out.content[size] = '\0';
    while (at < size) {
        char *text = out.content + at, *end = memchr(text, '\n', size - at);
        const size_t length = end ? (size_t)(end - text) : size - at;
        text[length] = '\0';
        at += length + 1;
        if (!length) continue;
        if (out.count % 1024 == 0 &&
            !(out.all = realloc(out.all, (out.count + 1024) * sizeof *out.all)))
            stop(path, "out of memory");
        out.all[out.count].text = text;
        out.all[out.count].size = (int)length;
        ++out.count;
    }
    return out;
}

static inline void lines_free(struct lines* lines) {
    free(lines->all);
    free(lines->content);
}

/* PEHCHAN_SQLITE_EXTENSION names the file of the extension. */
static inline sqlite3* connection_open(const char* path) {
    sqlite3* db = NULL;
    char* message = NULL;
    const char* extension = getenv("PEHCHAN_SQLITE_EXTENSION");
    if (!extension) stop("PEHCHAN_SQLITE_EXTENSION", "is not set");
    if (sqlite3_open(path, &db) != SQLITE_OK) stop(path, "cannot be opened");
    sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 1, NULL);
    if (sqlite3_load_extension(db, extension, NULL, &message) != SQLITE_OK)
        stop(extension, message ? message : "cannot be loaded");
    sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL);
    return db;
}

static inline sqlite3_stmt* prepared(sqlite3* db, const char* sql) {
    sqlite3_stmt* out = NULL;
    if (sqlite3_prepare_v2(db, sql, -1, &out, NULL) != SQLITE_OK) stop(sql, sqlite3_errmsg(db));
    return out;
}

#endif
