/* SPDX-License-Identifier: Apache-2.0 */

/* memory: each allocation of a call fails once, SQLite's and the library's alike. What comes is the
 * right result or "out of memory", nothing is left behind, and the next call is right. It needs
 * glibc. */

#include "lines.h"

#include <dlfcn.h>

extern void* __libc_malloc(size_t size);
extern void* __libc_calloc(size_t count, size_t size);
extern void* __libc_realloc(void* block, size_t size);
extern void __libc_free(void* block);

static long until_failure = -1; /* below zero: none fails */
static int failed;
static long live;

static int refuse(void) {
    if (until_failure < 0 || until_failure-- > 0) return 0;
    failed = 1;
    return 1;
}
void* malloc(size_t size) {
    void* out = refuse() ? NULL : __libc_malloc(size);
    live += out != NULL;
    return out;
}
void* calloc(size_t count, size_t size) {
    void* out = refuse() ? NULL : __libc_calloc(count, size);
    live += out != NULL;
    return out;
}
void* realloc(void* block, size_t size) {
    void* out = refuse() ? NULL : __libc_realloc(block, size);
    live += out != NULL && block == NULL;
    return out;
}
void free(void* block) {
    live -= block != NULL;
    __libc_free(block);
}

static void expect(int holds, const char* what, long n) {
    if (holds) return;
    fprintf(stderr, "memory.c: not so, where allocation %ld fails: %s\n", n, what);
    exit(1);
}

static const char json[] =
    "{\"case\": \"A-17\", \"answers\": {\"age_now_years\": 16,"
    " \"made_to_work_by_force_or_menace\": \"yes\"}}";
static const char bad[] = "{\"case\": \"x\", \"answers\": {\"age_now_years\": \"16\", \"a\": 1}}";

struct call {
    const char *sql, *json;
    int code;
};

/* From the allocation `first` on, so many steps farther each time, until none fails. */
static long each_fails(sqlite3* db, const struct call* call, int step_percent) {
    sqlite3_stmt* query = prepared(db, call->sql);
    long n, tried = 0;
    int code;
    char* expected = NULL;
    sqlite3_bind_text(query, 1, call->json, -1, SQLITE_STATIC);
    code = sqlite3_step(query);
    expect(code == call->code, call->sql, -1);
    expected = sqlite3_mprintf(
        "%s", code == SQLITE_ROW ? (const char*)sqlite3_column_text(query, 0) : sqlite3_errmsg(db));
    sqlite3_reset(query);
    for (n = 0;; n += 1 + n * step_percent / 100, ++tried) {
        const long before = live;
        int was_failed;
        failed = 0;
        until_failure = n;
        code = sqlite3_step(query);
        until_failure = -1;
        was_failed = failed;
        if (code == SQLITE_ROW)
            expect(strcmp((const char*)sqlite3_column_text(query, 0), expected) == 0, "same", n);
        else if (code == call->code)
            expect(strcmp(sqlite3_errmsg(db), expected) == 0, "same message", n);
        else expect(code == SQLITE_NOMEM && was_failed, sqlite3_errmsg(db), n);
        sqlite3_reset(query);
        code = sqlite3_step(query); /* what SQLite keeps for the next time is made now */
        expect(code == call->code, "the next call", n);
        sqlite3_reset(query);
        expect(n == 0 || live <= before, "nothing is left behind", n);
        if (!was_failed) break;
    }
    sqlite3_free(expected);
    sqlite3_finalize(query);
    return tried;
}

/* A connection that is opened, used and closed, with a failure anywhere. */
static void whole_connection(const char* extension, long n) {
    sqlite3* db = NULL;
    sqlite3_stmt* query = NULL;
    char* message = NULL;
    int code;
    failed = 0;
    until_failure = n;
    code = sqlite3_open(":memory:", &db);
    if (code == SQLITE_OK) {
        sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 1, NULL);
        code = sqlite3_load_extension(db, extension, NULL, &message);
        sqlite3_free(message);
    }
    if (code == SQLITE_OK)
        code = sqlite3_prepare_v2(db, "SELECT pehchan_headline(?1, 'qyit_2019') IS NULL", -1,
                                  &query, NULL);
    if (code == SQLITE_OK)
        code = sqlite3_bind_text(query, 1, "{\"case\":\"x\",\"answers\":{}}", -1, SQLITE_STATIC);
    if (code == SQLITE_OK) code = sqlite3_step(query);
    until_failure = -1;
    expect(code == SQLITE_ROW || failed, sqlite3_errmsg(db), n);
    sqlite3_finalize(query);
    expect(sqlite3_close(db) == SQLITE_OK, "closes", n);
}
static long whole_connections(const char* extension) {
    long n, tried = 0;
    failed = 1;
    for (n = 0; failed; n += 1 + n / 12, ++tried) {
        long before;
        /* Once for what the C and C++ runtimes make at the first failure of a kind and keep. */
        whole_connection(extension, n);
        before = live;
        whole_connection(extension, n);
        expect(live == before, "nothing is left behind by a connection", n);
    }
    return tried;
}

int main(void) {
    static const struct call calls[] = {
        {"SELECT pehchan_headline(?1)", json, SQLITE_ROW},
        {"SELECT pehchan_status(?1, 'trafficking')", json, SQLITE_ROW},
        {"SELECT pehchan_screen(?1)", json, SQLITE_ROW},
        {"SELECT pehchan_screen(?1)", bad, SQLITE_ERROR},
        {"SELECT pehchan_headline(?1, 'no_such')", json, SQLITE_ERROR},
        {"SELECT pehchan_status(?1, 'no_such')", json, SQLITE_ERROR},
    };
    const char* extension = getenv("PEHCHAN_SQLITE_EXTENSION");
    /* It stays mapped, so that the loader's own allocations do not count. */
    void* kept = extension ? dlopen(extension, RTLD_NOW) : NULL;
    long tried = 0;
    sqlite3* db;
    size_t i;
    if (!kept) stop("dlopen", dlerror());
    /* Memory that SQLite keeps for later use would look like a leak. */
    sqlite3_config(SQLITE_CONFIG_LOOKASIDE, 0, 0);
    sqlite3_config(SQLITE_CONFIG_PAGECACHE, NULL, 0, 0);
    sqlite3_initialize();
    tried += whole_connections(extension);
    db = connection_open(":memory:");
    for (i = 0; i < sizeof calls / sizeof calls[0]; ++i) tried += each_fails(db, &calls[i], 2);
    sqlite3_close(db);
    printf("%ld failing allocations: the right result, or out of memory\n", tried);
    return 0;
}
