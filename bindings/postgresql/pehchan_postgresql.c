/* SPDX-License-Identifier: Apache-2.0 */

/* The extension pehchan of PostgreSQL: pehchan_screen, pehchan_headline, pehchan_status (see
 * README.md).
 *
 * ereport and palloc may jump out of a function. No function of the library calls back, so a jump
 * never crosses C++; what is the library's is freed in PG_FINALLY, or before the jump. */

#include "postgres.h"

#include "fmgr.h"
#include "lib/stringinfo.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/jsonb.h"
#include "utils/memutils.h"

#include "pehchan_database.h"

PG_MODULE_MAGIC;

void _PG_init(void);

static const char default_catalogue[] = "pakistan";

/* A case in UTF-8. The lines and columns of jsonb are not those that anybody wrote. */
struct person {
    const char* json;
    size_t size;
    bool has_places_in_text;
};

/* ---- errors. None repeats an argument, because an argument may be an answer in the wrong place;
 * and the server's log does not get the statement, which may hold answers as literals. */

#define report(...) ereport(ERROR, (errhidestmt(true), errhidecontext(true), __VA_ARGS__))

static int sqlstate_of(int32_t status) {
    switch (status) {
        case PEHCHAN_STATUS_BAD_DATA: return ERRCODE_DATA_EXCEPTION;
        case PEHCHAN_STATUS_BAD_ARGUMENT:
        case PEHCHAN_STATUS_NOT_FOUND: return ERRCODE_INVALID_PARAMETER_VALUE;
        case PEHCHAN_STATUS_OUT_OF_MEMORY: return ERRCODE_OUT_OF_MEMORY;
        default: return ERRCODE_INTERNAL_ERROR;
    }
}

static void append_issue(StringInfo detail, const pehchan_error* error, uint64_t index,
                         bool has_places_in_text) {
    char place[PEHCHAN_DATABASE_PLACE];
    appendStringInfo(detail, "%s%s at %s", index ? "\n" : "",
                     pehchan_error_issue_code(error, index),
                     pehchan_database_place(pehchan_error_issue_pointer(error, index), place));
    if (has_places_in_text)
        appendStringInfo(detail, " (line %llu, column %llu)",
                         (unsigned long long)pehchan_error_issue_line(error, index),
                         (unsigned long long)pehchan_error_issue_column(error, index));
    appendStringInfo(detail, ": %s", pehchan_error_issue_message(error, index));
}

/* What the library says was wrong; frees the error. Like ereport it does not return. */
static void report_error(pehchan_error* error, bool has_places_in_text) {
    const int32_t status = error ? pehchan_error_status(error) : PEHCHAN_STATUS_OUT_OF_MEMORY;
    const uint64_t count = pehchan_error_issue_count(error);
    StringInfoData detail;
    char* message = NULL;
    PG_TRY();
    {
        uint64_t i;
        initStringInfo(&detail);
        message = pstrdup(error ? pehchan_error_message(error) : "out of memory");
        for (i = 0; i < count && i < PEHCHAN_DATABASE_ISSUES_SHOWN; ++i)
            append_issue(&detail, error, i, has_places_in_text);
        if (i < count)
            appendStringInfo(&detail, "\nand %llu more", (unsigned long long)(count - i));
    }
    PG_FINALLY();
    { pehchan_error_free(error); }
    PG_END_TRY();
    report(errcode(sqlstate_of(status)), errmsg("pehchan: %s", message),
           detail.len ? errdetail("%s", detail.data) : 0);
}

static void report_unknown_catalogue(void) {
    StringInfoData known;
    uint64_t i;
    initStringInfo(&known);
    for (i = 0; i < pehchan_builtin_count(); ++i)
        appendStringInfo(&known, "%s%s", i ? ", " : "", pehchan_builtin_id(i));
    report(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
           errmsg("pehchan: there is no built-in catalogue of this id"),
           errhint("There are %s.", known.data));
}

/* ---- arguments */

/* The catalogue of this id, loaded when the backend first uses it, and kept until that ends. */
static const pehchan_catalogue* catalogue_of(const char* id) {
    static pehchan_catalogue** loaded;
    const int64_t index = pehchan_database_catalogue(id);
    if (index < 0) report_unknown_catalogue();
    if (!loaded)
        loaded = MemoryContextAllocZero(TopMemoryContext, pehchan_builtin_count() * sizeof *loaded);
    if (!loaded[index]) {
        pehchan_error* error = NULL;
        if (pehchan_catalogue_builtin(id, &loaded[index], &error) != PEHCHAN_OK)
            report_error(error, true);
    }
    return loaded[index];
}

/* The library checks UTF-8 itself and shows no byte of it, so SQL_ASCII goes in as it is. */
static struct person person_of(char* json, size_t size, bool has_places_in_text) {
    struct person out;
    out.json = json;
    out.size = size;
    out.has_places_in_text = has_places_in_text;
    if (GetDatabaseEncoding() != PG_SQL_ASCII) {
        out.json = pg_server_to_any(json, (int)size, PG_UTF8);
        if (out.json != json) out.size = strlen(out.json);
    }
    return out;
}

/* Of text and of json, which are alike inside. */
static struct person person_of_text(Datum argument) {
    text* value = DatumGetTextPP(argument);
    return person_of(VARDATA_ANY(value), VARSIZE_ANY_EXHDR(value), true);
}

static struct person person_of_jsonb(Datum argument) {
    Jsonb* value = DatumGetJsonbP(argument);
    char* json = JsonbToCString(NULL, &value->root, VARSIZE(value));
    return person_of(json, strlen(json), false);
}

static char* name_of(FunctionCallInfo fcinfo, int index) {
    return text_to_cstring(PG_GETARG_TEXT_PP(index));
}

/* The caller's, who must free it also where palloc or ereport jump. */
static pehchan_assessment* assessment_of(const pehchan_catalogue* catalogue, struct person person) {
    pehchan_answers* answers = NULL;
    pehchan_assessment* out = NULL;
    pehchan_error* error = NULL;
    const bool failed =
        pehchan_answers_parse(catalogue, NULL, person.json, person.size, &answers, &error) !=
            PEHCHAN_OK ||
        pehchan_assess(catalogue, answers, PEHCHAN_VIEW_OFFICIAL, &out, &error) != PEHCHAN_OK;
    pehchan_answers_free(answers);
    if (failed) report_error(error, person.has_places_in_text);
    return out;
}

/* ---- functions */

/* In the encoding of the database; frees the text. */
static Datum json_of(pehchan_text* text) {
    volatile Datum out = (Datum)0;
    PG_TRY();
    {
        const char* utf8 = pehchan_text_data(text);
        const int size = (int)pehchan_text_size(text);
        const char* converted = pg_any_to_server(utf8, size, PG_UTF8);
        out = PointerGetDatum(converted == utf8 ? cstring_to_text_with_len(utf8, size)
                                                : cstring_to_text(converted));
    }
    PG_FINALLY();
    { pehchan_text_free(text); }
    PG_END_TRY();
    return out;
}

static Datum screen(FunctionCallInfo fcinfo, struct person (*read)(Datum)) {
    const pehchan_catalogue* catalogue;
    struct person person;
    pehchan_text* out = NULL;
    pehchan_error* error = NULL;
    char* language;
    int32_t view;
    int64_t flags;
    catalogue = catalogue_of(name_of(fcinfo, 1));
    view = pehchan_database_view(name_of(fcinfo, 2));
    language = name_of(fcinfo, 3);
    flags = pehchan_database_flags(name_of(fcinfo, 4));
    if (view < 0)
        report(errcode(ERRCODE_INVALID_PARAMETER_VALUE), errmsg("pehchan: there is no such view"),
               errhint("Views are official, helper, investigator and person."));
    if (flags < 0)
        report(errcode(ERRCODE_INVALID_PARAMETER_VALUE), errmsg("pehchan: there is no such option"),
               errhint("Options are allow_draft, explain and next, with spaces between them."));
    person = read(PG_GETARG_DATUM(0));
    if (pehchan_screen(catalogue, NULL, person.json, person.size, language, view, (uint32_t)flags,
                       &out, &error) != PEHCHAN_OK)
        report_error(error, person.has_places_in_text);
    return json_of(out);
}

static Datum headline(FunctionCallInfo fcinfo, struct person (*read)(Datum)) {
    const pehchan_catalogue* catalogue;
    pehchan_assessment* assessment;
    const char* name; /* of the library, not of the assessment */
    catalogue = catalogue_of(name_of(fcinfo, 1));
    assessment = assessment_of(catalogue, read(PG_GETARG_DATUM(0)));
    name = pehchan_assessment_headline(assessment);
    pehchan_assessment_free(assessment);
    if (!name) PG_RETURN_NULL();
    PG_RETURN_TEXT_P(cstring_to_text(name));
}

static Datum status(FunctionCallInfo fcinfo, struct person (*read)(Datum)) {
    const pehchan_catalogue* catalogue;
    pehchan_assessment* assessment;
    const char* name; /* of the library */
    char* finding;
    catalogue = catalogue_of(name_of(fcinfo, 2));
    finding = name_of(fcinfo, 1);
    assessment = assessment_of(catalogue, read(PG_GETARG_DATUM(0)));
    name = pehchan_finding_status_name(pehchan_assessment_status_of(assessment, finding));
    pehchan_assessment_free(assessment);
    if (!name)
        report(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
               errmsg("pehchan: an official sees no finding of this id in this catalogue"));
    PG_RETURN_TEXT_P(cstring_to_text(name));
}

PG_FUNCTION_INFO_V1(pehchan_screen_text);
PG_FUNCTION_INFO_V1(pehchan_screen_jsonb);
PG_FUNCTION_INFO_V1(pehchan_headline_text);
PG_FUNCTION_INFO_V1(pehchan_headline_jsonb);
PG_FUNCTION_INFO_V1(pehchan_status_text);
PG_FUNCTION_INFO_V1(pehchan_status_jsonb);

Datum pehchan_screen_text(PG_FUNCTION_ARGS) { return screen(fcinfo, person_of_text); }
Datum pehchan_screen_jsonb(PG_FUNCTION_ARGS) { return screen(fcinfo, person_of_jsonb); }
Datum pehchan_headline_text(PG_FUNCTION_ARGS) { return headline(fcinfo, person_of_text); }
Datum pehchan_headline_jsonb(PG_FUNCTION_ARGS) { return headline(fcinfo, person_of_jsonb); }
Datum pehchan_status_text(PG_FUNCTION_ARGS) { return status(fcinfo, person_of_text); }
Datum pehchan_status_jsonb(PG_FUNCTION_ARGS) { return status(fcinfo, person_of_jsonb); }

void _PG_init(void) {
    if (pehchan_abi_version() != PEHCHAN_ABI_VERSION)
        ereport(ERROR, (errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
                        errmsg("pehchan: libpehchan has another interface version")));
    /* Backends and parallel workers then begin with it. */
    if (process_shared_preload_libraries_in_progress) catalogue_of(default_catalogue);
}
