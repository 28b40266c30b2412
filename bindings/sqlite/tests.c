/* SPDX-License-Identifier: Apache-2.0 */

/* tests FOLDER CASES...: what an SQLite program relies on. FOLDER is for database files. */

#define _POSIX_C_SOURCE 200112L /* threads */

#include "lines.h"

#include <pehchan/pehchan.h>

#include <pthread.h>
#include <sched.h>

static void expect(int holds, const char* what, int line) {
    if (holds) return;
    fprintf(stderr, "tests.c:%d: not so: %s\n", line, what);
    exit(1);
}
#define EXPECT(what) expect((what) != 0, #what, __LINE__)

static const char child[] =
    "{\"case\": \"A-17\", \"answers\": {\"age_now_years\": 16,"
    " \"made_to_work_by_force_or_menace\": \"yes\"}}";

/* What SQLite logs, and what a trace shows: all of it, one after the other. */
static char logged[1 << 16];
static pthread_mutex_t log_mutex = PTHREAD_MUTEX_INITIALIZER;
static void append_to_log(const char* message) {
    pthread_mutex_lock(&log_mutex);
    if (strlen(logged) + strlen(message) + 2 < sizeof logged) {
        strcat(logged, message);
        strcat(logged, "\n");
    }
    pthread_mutex_unlock(&log_mutex);
}
static void on_log(void* unused, int code, const char* message) {
    (void)unused;
    (void)code;
    append_to_log(message);
}
static int on_trace(unsigned kind, void* unused, void* statement, void* sql) {
    (void)kind;
    (void)unused;
    (void)statement;
    append_to_log(sql);
    return 0;
}

static void execute(sqlite3* db, const char* sql) {
    char* message = NULL;
    if (sqlite3_exec(db, sql, NULL, NULL, &message) != SQLITE_OK) stop(sql, message);
}

/* The one value of a query with at most one parameter; "(null)" for NULL. Freed by sqlite3_free. */
static char* value_of(sqlite3* db, const char* sql, const char* parameter, int size) {
    sqlite3_stmt* query = prepared(db, sql);
    const char* text;
    char* out;
    if (parameter) sqlite3_bind_text(query, 1, parameter, size, SQLITE_STATIC);
    if (sqlite3_step(query) != SQLITE_ROW) stop(sql, sqlite3_errmsg(db));
    text = (const char*)sqlite3_column_text(query, 0);
    out = sqlite3_mprintf("%s", text ? text : "(null)");
    sqlite3_finalize(query);
    return out;
}
static int gives(sqlite3* db, const char* sql, const char* parameter, const char* expected) {
    char* out = value_of(db, sql, parameter, -1);
    const int same = strcmp(out, expected) == 0;
    if (!same) fprintf(stderr, "%s gives %s\n", sql, out);
    sqlite3_free(out);
    return same;
}

/* The code of the failure, with the message beside it. */
static int fails(sqlite3* db, const char* sql, const char* parameter, int size,
                 const char* expected) {
    sqlite3_stmt* query = prepared(db, sql);
    int code;
    if (parameter) sqlite3_bind_text(query, 1, parameter, size, SQLITE_STATIC);
    code = sqlite3_step(query);
    if (code == SQLITE_ROW || code == SQLITE_DONE) stop(sql, "does not fail");
    if (!strstr(sqlite3_errmsg(db), expected)) stop(sql, sqlite3_errmsg(db));
    sqlite3_finalize(query);
    return code;
}

static void a_case_gives_what_the_library_gives(sqlite3* db, const pehchan_catalogue* catalogue,
                                                const struct line* line, char* seen) {
    sqlite3_stmt* screen = prepared(db, "SELECT pehchan_screen(?1), pehchan_headline(?1)");
    sqlite3_stmt* status = prepared(db, "SELECT pehchan_status(?1, ?2)");
    const uint64_t size = (uint64_t)line->size;
    pehchan_answers* answers = NULL;
    pehchan_assessment* assessment = NULL;
    pehchan_text* json = NULL;
    uint64_t i;
    EXPECT(pehchan_answers_parse(catalogue, NULL, line->text, size, &answers, NULL) == 0);
    EXPECT(pehchan_assess(catalogue, answers, 0, &assessment, NULL) == 0);
    EXPECT(pehchan_assessment_json(assessment, "en", 0, &json, NULL) == 0);
    sqlite3_bind_text(screen, 1, line->text, line->size, SQLITE_STATIC);
    EXPECT(sqlite3_step(screen) == SQLITE_ROW);
    EXPECT((uint64_t)sqlite3_column_bytes(screen, 0) == pehchan_text_size(json));
    EXPECT(strcmp((const char*)sqlite3_column_text(screen, 0), pehchan_text_data(json)) == 0);
    EXPECT(strcmp((const char*)sqlite3_column_text(screen, 1),
                  pehchan_assessment_headline(assessment)) == 0);
    sqlite3_bind_text(status, 1, line->text, line->size, SQLITE_STATIC);
    /* Which findings an official sees does not depend on the person. */
    for (i = 0; i < pehchan_assessment_finding_count(assessment); i += 7) {
        const char* id = pehchan_assessment_finding_id(assessment, i);
        const int32_t expected = pehchan_assessment_finding_status(assessment, i);
        sqlite3_bind_text(status, 2, id, -1, SQLITE_STATIC);
        EXPECT(sqlite3_step(status) == SQLITE_ROW);
        EXPECT(strcmp((const char*)sqlite3_column_text(status, 0),
                      pehchan_finding_status_name(expected)) == 0);
        seen[expected] = 1;
        sqlite3_reset(status);
    }
    sqlite3_finalize(status);
    sqlite3_finalize(screen);
    pehchan_text_free(json);
    pehchan_assessment_free(assessment);
    pehchan_answers_free(answers);
}

static void the_shared_cases(sqlite3* db, const char* path) {
    struct lines lines = lines_read(path);
    pehchan_catalogue* catalogue = NULL;
    char seen[3] = {0, 0, 0};
    size_t i;
    EXPECT(pehchan_catalogue_builtin("pakistan", &catalogue, NULL) == 0);
    for (i = 0; i < lines.count; ++i)
        a_case_gives_what_the_library_gives(db, catalogue, &lines.all[i], seen);
    EXPECT(lines.count > 10 && seen[PEHCHAN_FINDING_OPEN] && seen[PEHCHAN_FINDING_INDICATED]);
    pehchan_catalogue_free(catalogue);
    lines_free(&lines);
}

static void null_gives_null(sqlite3* db) {
    static const char* const calls[] = {
        "SELECT pehchan_screen(NULL)",
        "SELECT pehchan_screen(?1, NULL)",
        "SELECT pehchan_screen(?1, 'pakistan', NULL)",
        "SELECT pehchan_screen(?1, 'pakistan', 'official', NULL)",
        "SELECT pehchan_screen(?1, 'pakistan', 'official', 'en', NULL)",
        "SELECT pehchan_headline(NULL)",
        "SELECT pehchan_headline(?1, NULL)",
        "SELECT pehchan_status(NULL, 'trafficking')",
        "SELECT pehchan_status(?1, NULL)",
        "SELECT pehchan_status(?1, 'trafficking', NULL)",
        /* NULL comes first, also where something else is wrong. */
        "SELECT pehchan_status(NULL, 'no_such_finding', 'no_such_catalogue')",
        /* A catalogue of an instrument raises no headline. */
        "SELECT pehchan_headline('{\"case\":\"x\",\"answers\":{}}', 'qyit_2019')",
    };
    size_t i;
    for (i = 0; i < sizeof calls / sizeof calls[0]; ++i)
        EXPECT(gives(db, calls[i], strchr(calls[i], '?') ? child : NULL, "(null)"));
}

static void arguments_are_checked(sqlite3* db) {
    static const struct {
        const char *sql, *message;
    } wrong[] = {
        {"SELECT pehchan_headline(?1, 'no_such')", "no built-in catalogue of this id; there are"},
        {"SELECT pehchan_headline(?1, '')", "no built-in catalogue"},
        {"SELECT pehchan_headline(?1, 'Pakistan')", "pakistan, palermo"},
        {"SELECT pehchan_headline(?1, 'pakistan' || char(0))", "a zero character"},
        {"SELECT pehchan_headline(?1, 7)", "expected text"},
        {"SELECT pehchan_headline(7)", "expected text"},
        {"SELECT pehchan_headline(x'7b7d')", "expected text"},
        {"SELECT pehchan_status(?1, 'no_such_finding')", "an official sees no finding"},
        {"SELECT pehchan_status(?1, '')", "an official sees no finding"},
        {"SELECT pehchan_status(?1, 'offence_bonded_labour_act')", "an official sees no finding"},
        {"SELECT pehchan_status(?1, 'trafficking' || char(0))", "a zero character"},
        {"SELECT pehchan_screen(?1, 'pakistan', 'police')", "a view is official"},
        {"SELECT pehchan_screen(?1, 'pakistan', 'person', 'xx')", "language"},
        {"SELECT pehchan_screen(?1, 'pakistan', 'person', 'en', 'all')", "options are"},
        {"SELECT pehchan_screen('', 'pakistan')", "syntax_error"},
        {"SELECT pehchan_screen('null', 'pakistan')", "wrong_type at the top"},
    };
    static const char* const wrong_counts[] = {
        "SELECT pehchan_screen()",   "SELECT pehchan_screen(1,2,3,4,5,6)",
        "SELECT pehchan_headline()", "SELECT pehchan_headline(1,2,3)",
        "SELECT pehchan_status(1)",  "SELECT pehchan_status(1,2,3,4)",
    };
    sqlite3_stmt* query = NULL;
    size_t i;
    for (i = 0; i < sizeof wrong / sizeof wrong[0]; ++i)
        EXPECT(fails(db, wrong[i].sql, strchr(wrong[i].sql, '?') ? child : NULL, -1,
                     wrong[i].message) == SQLITE_ERROR);
    for (i = 0; i < sizeof wrong_counts / sizeof wrong_counts[0]; ++i) {
        EXPECT(sqlite3_prepare_v2(db, wrong_counts[i], -1, &query, NULL) == SQLITE_ERROR);
        EXPECT(strstr(sqlite3_errmsg(db), "wrong number of arguments") && !query);
    }
    EXPECT(gives(db,
                 "SELECT pehchan_screen(?1, 'pakistan', 'person', 'ur') <> "
                 "pehchan_screen(?1, 'pakistan', 'person', 'ur', ' allow_draft')",
                 child, "1"));
    EXPECT(gives(db,
                 "SELECT json_array_length(pehchan_screen(?1, 'pakistan', 'official', 'en', "
                 "'explain next'), '$.ask_next.questions') > 0",
                 child, "1"));
}

/* Neither the message, nor what SQLite logs, nor a trace repeats an answer. */
static void errors_hold_no_answers(sqlite3* db) {
    static const struct {
        const char *json, *message;
    } wrong[] = {
        {"{\"case\":\"SECRET\",\"answers\":{\"age_now_years\":\"SECRET\"}}",
         "wrong_type at /answers/age_now_years (line 1, column 45)"},
        {"{\"case\":\"SECRET\",\"answers\":{\"sex\":\"SECRET\"}}", "unknown_value at /answers/sex"},
        {"{\"case\":\"SECRET\",\"answers\":{\"SECRET\":\"yes\"}}",
         "unknown_indicator at /answers/(not an id)"},
        {"{\"case\":\"SECRET\",\"answers\":{\"a/b~1SECRET\":\"yes\"}}",
         "unknown_indicator at /answers/(not an id)"},
        {"{\"case\":\"x\",\"answers\":{\"sex\":\"SECRET", "syntax_error at"},
        {"SECRET", "syntax_error at"},
        {"{\"case\":\"SECRET\",\"SECRET\":1}", "at /(not an id)"},
        {"{\"case\":\"x\",\"answers\":{\"sex\":\"\xff SECRET\"}}", "not_utf8"},
        {"{\"case\":\"x\",\"answers\":{\"age_now_years\":17.999999999}}", "not_whole"},
        {"{\"case\":\"x\",\"answers\":{\"age_now_years\":16,\"age_now_years\":17}}",
         "duplicate_key at /answers/age_now_years"},
    };
    static const char* const swapped[] = {
        "SELECT pehchan_headline('pakistan', ?1)",
        "SELECT pehchan_status('trafficking', ?1)",
        "SELECT pehchan_screen('{}', 'pakistan', ?1)",
        "SELECT pehchan_screen('{}', 'pakistan', 'official', ?1)",
        "SELECT pehchan_screen('{}', 'pakistan', 'official', 'en', ?1)",
    };
    size_t i;
    logged[0] = '\0';
    sqlite3_trace_v2(db, SQLITE_TRACE_STMT, on_trace, NULL);
    for (i = 0; i < sizeof wrong / sizeof wrong[0]; ++i) {
        EXPECT(fails(db, "SELECT pehchan_screen(?1)", wrong[i].json, -1, wrong[i].message) ==
               SQLITE_ERROR);
        EXPECT(!strstr(sqlite3_errmsg(db), "SECRET") && !strstr(sqlite3_errmsg(db), "17.9"));
        EXPECT(fails(db, "SELECT pehchan_status(?1, 'trafficking')", wrong[i].json, -1,
                     wrong[i].message) == SQLITE_ERROR);
    }
    for (i = 0; i < sizeof swapped / sizeof swapped[0]; ++i) {
        fails(db, swapped[i], "{\"case\":\"x\",\"answers\":{\"sex\":\"SECRET\"}}", -1, "");
        EXPECT(!strstr(sqlite3_errmsg(db), "SECRET"));
    }
    sqlite3_trace_v2(db, 0, NULL, NULL);
    EXPECT(strstr(logged, "pehchan_screen(?1)") && strstr(logged, "wrong_type at"));
    EXPECT(!strstr(logged, "SECRET"));
}

static void many_problems_are_cut(sqlite3* db) {
    static char json[1 << 16];
    int i;
    strcpy(json, "{\"case\":\"x\",\"answers\":{\"a\":1");
    for (i = 0; i < 999; ++i) sprintf(json + strlen(json), ",\"k%d\":1", i);
    strcat(json, "}}");
    EXPECT(fails(db, "SELECT pehchan_headline(?1)", json, -1, "\nand 980 more") == SQLITE_ERROR);
    EXPECT(strlen(sqlite3_errmsg(db)) < 4096);
}

static void hostile_texts(sqlite3* db) {
    const int size = 64 << 20;
    char* text = malloc((size_t)size);
    static char deep[100001];
    EXPECT(text != NULL);
    memset(text, ' ', (size_t)size);
    EXPECT(fails(db, "SELECT pehchan_headline(?1)", text, size, "too_large") == SQLITE_ERROR);
    memset(text, 'k', (size_t)size);
    memcpy(text, child, 20);
    EXPECT(fails(db, "SELECT pehchan_headline(?1)", text, size, "too_large") == SQLITE_ERROR);
    free(text);
    memset(deep, '[', sizeof deep - 1);
    EXPECT(fails(db, "SELECT pehchan_headline(?1)", deep, -1, "too_deep") == SQLITE_ERROR);
    /* A zero byte is a part of the text, not its end. */
    EXPECT(fails(db, "SELECT pehchan_headline(?1)", child, (int)sizeof child, "syntax_error"));
    /* What is too long for the connection is an error, not a shorter text. */
    sqlite3_limit(db, SQLITE_LIMIT_LENGTH, 1000);
    EXPECT(fails(db, "SELECT pehchan_screen(?1)", child, -1, "too big") == SQLITE_TOOBIG);
    sqlite3_limit(db, SQLITE_LIMIT_LENGTH, 1000000000);
    EXPECT(gives(db, "SELECT pehchan_headline(?1)", child, "presumed_victim"));
}

static void a_schema_may_rest_on_it(sqlite3* db, const struct lines* lines) {
    sqlite3_stmt *insert, *trace;
    size_t i;
    execute(db, "PRAGMA trusted_schema = OFF");
    execute(db,
            "CREATE TABLE cases(n INTEGER PRIMARY KEY, answers TEXT NOT NULL,"
            "  headline TEXT AS (pehchan_headline(answers)) STORED,"
            "  CHECK (pehchan_status(answers, 'trafficking') IS NOT NULL));"
            "CREATE INDEX by_headline ON cases(pehchan_headline(answers));"
            "CREATE VIEW seen AS SELECT n, pehchan_status(answers, 'trafficking') AS t FROM cases;"
            "CREATE TABLE noted(headline TEXT);"
            "CREATE TRIGGER note AFTER INSERT ON cases BEGIN"
            "  INSERT INTO noted VALUES (pehchan_headline(new.answers)); END");
    insert = prepared(db, "INSERT INTO cases(answers) VALUES (?1)");
    execute(db, "BEGIN");
    for (i = 0; i < lines->count; ++i) {
        sqlite3_bind_text(insert, 1, lines->all[i].text, lines->all[i].size, SQLITE_STATIC);
        EXPECT(sqlite3_step(insert) == SQLITE_DONE);
        sqlite3_reset(insert);
    }
    execute(db, "COMMIT");
    /* A bad case is not stored. */
    sqlite3_bind_text(insert, 1, "{}", -1, SQLITE_STATIC);
    EXPECT(sqlite3_step(insert) == SQLITE_ERROR && strstr(sqlite3_errmsg(db), "missing_key"));
    sqlite3_finalize(insert);
    EXPECT(gives(db,
                 "SELECT (SELECT count(*) FROM cases) = (SELECT count(*) FROM noted)"
                 " AND NOT EXISTS (SELECT * FROM cases WHERE headline IS NOT"
                 "   pehchan_headline(+answers)) AND (SELECT count(t) FROM seen) > 10",
                 NULL, "1"));
    EXPECT(gives(db,
                 "SELECT count(*) > 0 AND count(*) ="
                 " (SELECT count(*) FROM cases WHERE headline = 'act_now')"
                 " FROM cases WHERE pehchan_headline(answers) = 'act_now'",
                 NULL, "1"));
    trace = prepared(db,
                     "EXPLAIN QUERY PLAN SELECT n FROM cases"
                     " WHERE pehchan_headline(answers) = 'act_now'");
    EXPECT(sqlite3_step(trace) == SQLITE_ROW);
    EXPECT(strstr((const char*)sqlite3_column_text(trace, 3), "USING INDEX by_headline"));
    sqlite3_finalize(trace);
    execute(db, "REINDEX");
    EXPECT(gives(db, "PRAGMA integrity_check", NULL, "ok"));
}

static void ten_thousand_rows(sqlite3* db, const char* count) {
    sqlite3_stmt* query = prepared(
        db,
        "WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < ?1)"
        " SELECT count(DISTINCT pehchan_screen(json_set(?2, '$.case', 'A-' || i))) FROM n");
    sqlite3_int64 before, after;
    sqlite3_bind_text(query, 1, count, -1, SQLITE_STATIC);
    sqlite3_bind_int(query, 1, atoi(count));
    sqlite3_bind_text(query, 2, child, -1, SQLITE_STATIC);
    EXPECT(sqlite3_step(query) == SQLITE_ROW);
    EXPECT(sqlite3_column_int(query, 0) == atoi(count));
    sqlite3_reset(query);
    before = sqlite3_memory_used();
    EXPECT(sqlite3_step(query) == SQLITE_ROW);
    sqlite3_reset(query);
    after = sqlite3_memory_used();
    EXPECT(after < before + (1 << 20));
    sqlite3_finalize(query);
}

static int stop_now(void* left) { return --*(int*)left < 0; }
/* An interrupt before the statement runs has no effect, so it is repeated until it is noticed. */
static int noticed;
static int is_noticed(int set) {
    int out;
    pthread_mutex_lock(&log_mutex);
    out = noticed |= set;
    pthread_mutex_unlock(&log_mutex);
    return out;
}
static void* interrupt(void* db) {
    while (!is_noticed(0)) {
        sqlite3_interrupt(db);
        sched_yield();
    }
    return NULL;
}
static const char long_query[] =
    "WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n)"
    " SELECT sum(length(pehchan_screen('{\"case\":\"' || i || '\",\"answers\":{}}'))) FROM n";

static void a_statement_can_be_cancelled(sqlite3* db) {
    int left = 50;
    pthread_t other;
    sqlite3_stmt* query;
    sqlite3_progress_handler(db, 100, stop_now, &left);
    EXPECT(fails(db, long_query, NULL, 0, "interrupted") == SQLITE_INTERRUPT);
    sqlite3_progress_handler(db, 0, NULL, NULL);
    query = prepared(db, long_query);
    EXPECT(pthread_create(&other, NULL, interrupt, db) == 0);
    EXPECT(sqlite3_step(query) == SQLITE_INTERRUPT);
    is_noticed(1);
    pthread_join(other, NULL);
    sqlite3_finalize(query);
    EXPECT(gives(db, "SELECT pehchan_headline(?1)", child, "presumed_victim"));
}

struct job {
    const char* path;
    sqlite3* db;
    int good;
};
static void* use_connection(void* pointer) {
    struct job* job = pointer;
    sqlite3* db = job->db ? job->db : connection_open(job->path);
    int i;
    for (i = 0; i < 20; ++i)
        if (gives(db, "SELECT pehchan_headline(?1)", child, "presumed_victim") &&
            gives(db, "SELECT pehchan_status(?1, 'trafficking', 'palermo')", child, "indicated") &&
            gives(db, "SELECT pehchan_headline(?1) FROM shared", child, "presumed_victim"))
            ++job->good;
    if (!job->db) sqlite3_close(db);
    return NULL;
}
static void threads(const char* path) {
    enum { COUNT = 8 };
    struct job jobs[COUNT];
    pthread_t all[COUNT];
    sqlite3* db = connection_open(path);
    int round, i;
    EXPECT(sqlite3_threadsafe() == 1); /* else one connection must not be used by two threads */
    execute(db,
            "DROP TABLE IF EXISTS shared; CREATE TABLE shared(a); "
            "INSERT INTO shared VALUES (1)");
    for (round = 0; round < 2; ++round) { /* a connection each, then one for all */
        for (i = 0; i < COUNT; ++i) {
            jobs[i].path = path;
            jobs[i].db = round ? db : NULL;
            jobs[i].good = 0;
            EXPECT(pthread_create(&all[i], NULL, use_connection, &jobs[i]) == 0);
        }
        for (i = 0; i < COUNT; ++i) {
            pthread_join(all[i], NULL);
            EXPECT(jobs[i].good == 20);
        }
    }
    EXPECT(sqlite3_close(db) == SQLITE_OK);
}

static void loading_and_closing(void) {
    sqlite3* db = connection_open(":memory:");
    sqlite3_stmt* query = prepared(db, "SELECT pehchan_headline(?1)");
    char* message = NULL;
    const char* extension = getenv("PEHCHAN_SQLITE_EXTENSION");
    /* The functions are replaced, with their catalogues. */
    EXPECT(gives(db, "SELECT pehchan_headline(?1)", child, "presumed_victim"));
    sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 1, NULL);
    EXPECT(sqlite3_load_extension(db, extension, NULL, NULL) == SQLITE_OK);
    EXPECT(gives(db, "SELECT pehchan_headline(?1)", child, "presumed_victim"));
    /* While a statement runs SQLite refuses to replace them; they stay as they are. */
    sqlite3_bind_text(query, 1, child, -1, SQLITE_STATIC);
    EXPECT(sqlite3_step(query) == SQLITE_ROW);
    EXPECT(sqlite3_load_extension(db, extension, NULL, &message) != SQLITE_OK);
    sqlite3_free(message);
    EXPECT(gives(db, "SELECT pehchan_headline(?1)", child, "presumed_victim"));
    /* A connection lives on until its last statement is finalized. */
    sqlite3_reset(query);
    EXPECT(sqlite3_close(db) == SQLITE_BUSY && sqlite3_close_v2(db) == SQLITE_OK);
    EXPECT(sqlite3_step(query) == SQLITE_ROW);
    sqlite3_finalize(query);
}

static void utf16(void) {
    static const char person[] = "{\"case\": \"A-17\", \"answers\": {}}";
    sqlite3 *wide = connection_open(":memory:"), *db = connection_open(":memory:");
    char *a, *b;
    execute(wide, "PRAGMA encoding = 'UTF-16le'; CREATE TABLE t(a TEXT)");
    a = value_of(wide, "SELECT pehchan_screen(?1, 'pakistan', 'official', 'ur')", person, -1);
    b = value_of(db, "SELECT pehchan_screen(?1, 'pakistan', 'official', 'ur')", person, -1);
    EXPECT(strcmp(a, b) == 0 && strstr(a, "\xdb\x8c"));
    sqlite3_free(a);
    sqlite3_free(b);
    sqlite3_close(wide);
    sqlite3_close(db);
}

int main(int count, char** words) {
    struct lines lines;
    char* path;
    sqlite3* db;
    int i;
    const char* rows = getenv("PEHCHAN_TEST_ROWS");
    EXPECT(count > 2);
    EXPECT(sqlite3_config(SQLITE_CONFIG_LOG, on_log, NULL) == SQLITE_OK);
    path = sqlite3_mprintf("%s/tests.db", words[1]);
    db = connection_open(":memory:");
    for (i = 2; i < count; ++i) the_shared_cases(db, words[i]);
    null_gives_null(db);
    arguments_are_checked(db);
    errors_hold_no_answers(db);
    many_problems_are_cut(db);
    hostile_texts(db);
    lines = lines_read(words[2]);
    a_schema_may_rest_on_it(db, &lines);
    lines_free(&lines);
    ten_thousand_rows(db, rows ? rows : "10000");
    a_statement_can_be_cancelled(db);
    EXPECT(sqlite3_close(db) == SQLITE_OK);
    loading_and_closing();
    utf16();
    threads(path);
    remove(path);
    sqlite3_free(path);
    printf("the SQLite tests pass\n");
    return 0;
}
