/* SPDX-License-Identifier: Apache-2.0 */

/* A loadable extension of SQLite: pehchan_screen, pehchan_headline, pehchan_status (README.md). */

#include <sqlite3ext.h>
SQLITE_EXTENSION_INIT1

#include "pehchan_database.h"

/* The catalogues of one connection, each loaded when it is first used. SQLite holds the mutex of
 * the connection while it calls a function of it, so no lock is needed here. */
struct catalogues {
    int uses;                     /* registered functions that share it */
    pehchan_catalogue* loaded[1]; /* as many as are built in, by index */
};

static struct catalogues* catalogues_new(void) {
    const sqlite3_uint64 count = pehchan_builtin_count();
    const sqlite3_uint64 size = sizeof(struct catalogues) + count * sizeof(pehchan_catalogue*);
    struct catalogues* out = sqlite3_malloc64(size);
    if (out) memset(out, 0, (size_t)size);
    return out;
}

static void catalogues_release(void* pointer) {
    struct catalogues* catalogues = pointer;
    uint64_t i;
    if (--catalogues->uses > 0) return;
    for (i = 0; i < pehchan_builtin_count(); ++i) pehchan_catalogue_free(catalogues->loaded[i]);
    sqlite3_free(catalogues);
}

/* ---- errors: none repeats an argument, because an argument may be an answer in the wrong place */

static void report(sqlite3_context* context, const char* message) {
    sqlite3_result_error(context, message, -1);
}

/* Takes ownership of `message`. */
static void report_built(sqlite3_context* context, sqlite3_str* message) {
    const int failure = sqlite3_str_errcode(message);
    char* text = sqlite3_str_finish(message);
    if (text && failure == SQLITE_OK) sqlite3_result_error(context, text, -1);
    else if (failure == SQLITE_TOOBIG) sqlite3_result_error_toobig(context);
    else sqlite3_result_error_nomem(context);
    sqlite3_free(text);
}

static void report_unknown_catalogue(sqlite3_context* context) {
    sqlite3_str* message = sqlite3_str_new(sqlite3_context_db_handle(context));
    uint64_t i;
    sqlite3_str_appendall(message, "pehchan: there is no built-in catalogue of this id; there are");
    for (i = 0; i < pehchan_builtin_count(); ++i)
        sqlite3_str_appendf(message, "%s %s", i ? "," : "", pehchan_builtin_id(i));
    report_built(context, message);
}

/* What the library says was wrong; frees the error. */
static void report_error(sqlite3_context* context, pehchan_error* error) {
    const uint64_t count = pehchan_error_issue_count(error);
    char place[PEHCHAN_DATABASE_PLACE];
    sqlite3_str* message;
    uint64_t i;
    if (!error || pehchan_error_status(error) == PEHCHAN_STATUS_OUT_OF_MEMORY) {
        pehchan_error_free(error);
        sqlite3_result_error_nomem(context);
        return;
    }
    message = sqlite3_str_new(sqlite3_context_db_handle(context));
    sqlite3_str_appendf(message, "pehchan: %s", pehchan_error_message(error));
    for (i = 0; i < count && i < PEHCHAN_DATABASE_ISSUES_SHOWN; ++i)
        sqlite3_str_appendf(message, "\n%s at %s (line %llu, column %llu): %s",
                            pehchan_error_issue_code(error, i),
                            pehchan_database_place(pehchan_error_issue_pointer(error, i), place),
                            (unsigned long long)pehchan_error_issue_line(error, i),
                            (unsigned long long)pehchan_error_issue_column(error, i),
                            pehchan_error_issue_message(error, i));
    if (i < count) sqlite3_str_appendf(message, "\nand %llu more", (unsigned long long)(count - i));
    pehchan_error_free(error);
    report_built(context, message);
}

/* ---- arguments */

/* The functions return NULL where an argument is NULL. */
static int any_null(int count, sqlite3_value** values) {
    int i;
    for (i = 0; i < count; ++i)
        if (sqlite3_value_type(values[i]) == SQLITE_NULL) return 1;
    return 0;
}

/* UTF-8 that lives as long as the value; NULL after an error was reported. */
static const char* text_of(sqlite3_context* context, sqlite3_value* value, uint64_t* size) {
    const char* text;
    if (sqlite3_value_type(value) != SQLITE_TEXT) {
        report(context, "pehchan: expected text, found a number or a blob");
        return NULL;
    }
    text = (const char*)sqlite3_value_text(value);
    if (!text) {
        sqlite3_result_error_nomem(context);
        return NULL;
    }
    *size = (uint64_t)sqlite3_value_bytes(value);
    return text;
}

/* As above, without a zero character. */
static const char* name_of(sqlite3_context* context, sqlite3_value* value) {
    uint64_t size;
    const char* text = text_of(context, value, &size);
    if (!text || strlen(text) == size) return text;
    report(context, "pehchan: a name contains a zero character");
    return NULL;
}

/* Argument `index`, or `otherwise` where there are fewer. */
static const char* name_or(sqlite3_context* context, int count, sqlite3_value** values, int index,
                           const char* otherwise) {
    return index < count ? name_of(context, values[index]) : otherwise;
}

/* Borrowed of the connection; NULL after an error was reported. */
static const pehchan_catalogue* catalogue_of(sqlite3_context* context, int count,
                                             sqlite3_value** values, int index) {
    struct catalogues* catalogues = sqlite3_user_data(context);
    const char* id = name_or(context, count, values, index, "pakistan");
    pehchan_error* error = NULL;
    int64_t found;
    if (!id) return NULL;
    found = pehchan_database_catalogue(id);
    if (found < 0) {
        report_unknown_catalogue(context);
        return NULL;
    }
    if (!catalogues->loaded[found] &&
        pehchan_catalogue_builtin(id, &catalogues->loaded[found], &error) != PEHCHAN_OK)
        report_error(context, error);
    return catalogues->loaded[found];
}

/* The caller's; NULL after an error was reported. */
static pehchan_assessment* assessment_of(sqlite3_context* context, sqlite3_value* value,
                                         const pehchan_catalogue* catalogue) {
    pehchan_answers* answers = NULL;
    pehchan_assessment* out = NULL;
    pehchan_error* error = NULL;
    uint64_t size;
    const char* json = text_of(context, value, &size);
    if (!json) return NULL;
    if (pehchan_answers_parse(catalogue, NULL, json, size, &answers, &error) != PEHCHAN_OK ||
        pehchan_assess(catalogue, answers, PEHCHAN_VIEW_OFFICIAL, &out, &error) != PEHCHAN_OK)
        report_error(context, error);
    pehchan_answers_free(answers);
    return out;
}

/* ---- functions */

/* pehchan_screen(json [, catalogue [, view [, language [, options]]]]) */
static void screen(sqlite3_context* context, int count, sqlite3_value** values) {
    const pehchan_catalogue* catalogue;
    const char *json, *view_name, *language, *options;
    pehchan_text* out = NULL;
    pehchan_error* error = NULL;
    uint64_t size;
    int64_t flags;
    int32_t view;
    if (any_null(count, values)) return;
    if (!(catalogue = catalogue_of(context, count, values, 1))) return;
    if (!(view_name = name_or(context, count, values, 2, "official"))) return;
    if (!(language = name_or(context, count, values, 3, "en"))) return;
    if (!(options = name_or(context, count, values, 4, ""))) return;
    if (!(json = text_of(context, values[0], &size))) return;
    view = pehchan_database_view(view_name);
    flags = pehchan_database_flags(options);
    if (view < 0) {
        report(context, "pehchan: a view is official, helper, investigator or person");
        return;
    }
    if (flags < 0) {
        report(context, "pehchan: options are allow_draft, explain and next");
        return;
    }
    if (pehchan_screen(catalogue, NULL, json, size, language, view, (uint32_t)flags, &out,
                       &error) != PEHCHAN_OK) {
        report_error(context, error);
        return;
    }
    sqlite3_result_text64(context, pehchan_text_data(out), pehchan_text_size(out), SQLITE_TRANSIENT,
                          SQLITE_UTF8);
    pehchan_text_free(out);
}

/* pehchan_headline(json [, catalogue]) */
static void headline(sqlite3_context* context, int count, sqlite3_value** values) {
    const pehchan_catalogue* catalogue;
    pehchan_assessment* assessment;
    const char* out;
    if (any_null(count, values)) return;
    if (!(catalogue = catalogue_of(context, count, values, 1))) return;
    if (!(assessment = assessment_of(context, values[0], catalogue))) return;
    out = pehchan_assessment_headline(assessment);
    if (out) sqlite3_result_text(context, out, -1, SQLITE_TRANSIENT);
    pehchan_assessment_free(assessment);
}

/* pehchan_status(json, finding [, catalogue]) */
static void status(sqlite3_context* context, int count, sqlite3_value** values) {
    const pehchan_catalogue* catalogue;
    pehchan_assessment* assessment;
    const char *finding, *out;
    if (any_null(count, values)) return;
    if (!(catalogue = catalogue_of(context, count, values, 2))) return;
    if (!(finding = name_of(context, values[1]))) return;
    if (!(assessment = assessment_of(context, values[0], catalogue))) return;
    out = pehchan_finding_status_name(pehchan_assessment_status_of(assessment, finding));
    if (out) sqlite3_result_text(context, out, -1, SQLITE_TRANSIENT);
    else report(context, "pehchan: an official sees no finding of this id in this catalogue");
    pehchan_assessment_free(assessment);
}

#ifdef _WIN32
__declspec(dllexport)
#elif defined(__GNUC__)
__attribute__((visibility("default")))
#endif
int sqlite3_pehchansqlite_init(sqlite3 *db, char **message, const sqlite3_api_routines *api);

int sqlite3_pehchansqlite_init(sqlite3* db, char** message, const sqlite3_api_routines* api) {
    static const struct {
        const char* name;
        void (*call)(sqlite3_context*, int, sqlite3_value**);
        int least, most;
    } functions[] = {
        {"pehchan_screen", screen, 1, 5},
        {"pehchan_headline", headline, 1, 2},
        {"pehchan_status", status, 2, 3},
    };
    /* The result depends on the arguments and the library only, and nothing outside is read or
     * changed: so also for indexes, triggers and views. */
    const int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;
    struct catalogues* catalogues;
    int failure = SQLITE_OK;
    size_t i;
    SQLITE_EXTENSION_INIT2(api);
    if (sqlite3_libversion_number() < 3031000) {
        *message = sqlite3_mprintf("pehchan: SQLite 3.31 or newer is needed");
        return SQLITE_ERROR;
    }
    if (pehchan_abi_version() != PEHCHAN_ABI_VERSION) {
        *message = sqlite3_mprintf("pehchan: libpehchan has another interface version");
        return SQLITE_ERROR;
    }
    if (!(catalogues = catalogues_new())) return SQLITE_NOMEM;
    catalogues->uses = 1; /* this function */
    for (i = 0; i < sizeof functions / sizeof functions[0]; ++i) {
        int count;
        for (count = functions[i].least; count <= functions[i].most && !failure; ++count) {
            /* SQLite releases what it was given also where it fails. */
            ++catalogues->uses;
            failure = sqlite3_create_function_v2(db, functions[i].name, count, flags, catalogues,
                                                 functions[i].call, NULL, NULL, catalogues_release);
        }
    }
    catalogues_release(catalogues);
    return failure;
}
