/* SPDX-License-Identifier: Apache-2.0 */

/* cases screen CATALOGUE CASES OUT: one assessment a line.
 * cases bench CATALOGUE CASES: the time of a call (bindings/README.md). */

#define _POSIX_C_SOURCE 199309L /* clock_gettime */

#include "lines.h"

#include <time.h>

static void screen(sqlite3_stmt* call, const struct lines* cases, const char* path) {
    FILE* out = fopen(path, "wb");
    size_t i;
    if (!out) stop(path, "cannot be written");
    for (i = 0; i < cases->count; ++i) {
        const struct line* line = &cases->all[i];
        sqlite3_bind_text(call, 1, line->text, line->size, SQLITE_STATIC);
        if (sqlite3_step(call) != SQLITE_ROW)
            stop("screen", sqlite3_errmsg(sqlite3_db_handle(call)));
        fwrite(sqlite3_column_text(call, 0), 1, (size_t)sqlite3_column_bytes(call, 0), out);
        putc('\n', out);
        sqlite3_reset(call);
    }
    if (fclose(out) != 0) stop(path, "cannot be written");
}

static double now(void) {
    struct timespec at;
    clock_gettime(CLOCK_MONOTONIC, &at);
    return (double)at.tv_sec * 1e9 + (double)at.tv_nsec;
}

/* Nanoseconds a person: the best of seven rounds of at least a tenth of a second, after one to warm
 * up. */
static double time_of(sqlite3_stmt* call, const struct lines* cases) {
    double best = 0;
    int round;
    for (round = 0; round < 8; ++round) {
        const double begin = now();
        double end, calls = 0;
        size_t i;
        do {
            for (i = 0; i < cases->count; ++i) {
                sqlite3_bind_text(call, 1, cases->all[i].text, cases->all[i].size, SQLITE_STATIC);
                if (sqlite3_step(call) != SQLITE_ROW || !sqlite3_column_text(call, 0))
                    stop("bench", sqlite3_errmsg(sqlite3_db_handle(call)));
                sqlite3_reset(call);
            }
            calls += (double)cases->count;
            end = now();
        } while (end - begin < 1e8);
        if (round == 1 || (round > 1 && (end - begin) / calls < best)) best = (end - begin) / calls;
    }
    return best;
}

int main(int count, char** words) {
    const int screens = count == 5 && strcmp(words[1], "screen") == 0;
    const int times = count == 4 && strcmp(words[1], "bench") == 0;
    struct lines cases;
    sqlite3_stmt *call, *headline;
    sqlite3* db;
    if (!screens && !times) {
        fprintf(stderr, "use: cases screen CATALOGUE CASES OUT | cases bench CATALOGUE CASES\n");
        return 2;
    }
    cases = lines_read(words[3]);
    db = connection_open(":memory:");
    call = prepared(db, "SELECT pehchan_screen(?1, ?2)");
    headline = prepared(db, "SELECT coalesce(pehchan_headline(?1, ?2), '')");
    sqlite3_bind_text(call, 2, words[2], -1, SQLITE_STATIC);
    sqlite3_bind_text(headline, 2, words[2], -1, SQLITE_STATIC);
    if (screens) screen(call, &cases, words[4]);
    else if (!cases.count) stop(words[3], "no cases");
    else
        printf("{\"binding\": \"sqlite\", \"json_call_ns\": %.0f, \"headline_call_ns\": %.0f}\n",
               time_of(call, &cases), time_of(headline, &cases));
    sqlite3_finalize(headline);
    sqlite3_finalize(call);
    if (sqlite3_close(db) != SQLITE_OK) stop("close", "statements are left");
    lines_free(&cases);
    return 0;
}
