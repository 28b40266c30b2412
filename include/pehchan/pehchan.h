/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PEHCHAN_H
#define PEHCHAN_H

/* How does a program in another language use Pehchan? C99; the shared library needs libc, libstdc++ and libgcc only.
 *
 * Rules that hold everywhere:
 *  - A function that can fail returns a status (PEHCHAN_OK is 0). It takes its inputs, then `out`, then `error`. On failure *out is NULL and, where `error` is not NULL, *error is
 *    an error to be freed with pehchan_error_free; on success *error is NULL. `out` must not be NULL.
 *  - Who calls a function named _builtin, _load, _new, _parse, _assess, _text, _json, ... with an `out` owns what comes out and frees it with the _free function of its type. Everything
 *    else that comes back (const char *) is borrowed: it lives as long as the handle it was asked of, ends with a zero byte, and is UTF-8. A _free function takes NULL.
 *  - A handle begins with its type. NULL, or a live handle of another type, gives PEHCHAN_STATUS_NULL_ARGUMENT or PEHCHAN_STATUS_WRONG_HANDLE; a function that returns no status then returns NULL, 0 or -1.
 *    A freed handle must not be used.
 *  - Ids, languages and values end with a zero byte. JSON texts have a size in bytes and need no zero byte; NULL with size 0 is the empty text.
 *  - Catalogues, assessments, questions, texts and errors never change and may be used by any number of threads at once. Answers and evaluators may be used by one thread at a time.
 *  - Nothing is printed, logged, sent or kept, and no message holds an answer. There are no callbacks and no global state.
 *  - Numbers of the enumerations never change; new ones are added at the end. Everything below exists since version 0.1.0 of the library, ABI 1, unless it says otherwise.
 */

#include <stdint.h>

#if defined(_WIN32) && defined(PEHCHAN_IN_LIBRARY)
#define PEHCHAN_API __declspec(dllexport)
#elif defined(_WIN32)
#define PEHCHAN_API __declspec(dllimport)
#elif defined(__GNUC__)
#define PEHCHAN_API __attribute__((visibility("default")))
#else
#define PEHCHAN_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

enum {
    PEHCHAN_OK = 0,
    PEHCHAN_STATUS_NULL_ARGUMENT = 1,   /* a pointer that is needed was NULL */
    PEHCHAN_STATUS_WRONG_HANDLE = 2,    /* a handle of another type */
    PEHCHAN_STATUS_BAD_ARGUMENT = 3,    /* a view, flag, language or index that does not exist */
    PEHCHAN_STATUS_NOT_FOUND = 4,       /* no catalogue, mapping, indicator or finding of this id */
    PEHCHAN_STATUS_BAD_DATA = 5,        /* a text or an answer has problems: the error lists every one with its place */
    PEHCHAN_STATUS_WRONG_CATALOGUE = 6, /* the answers belong to another catalogue */
    PEHCHAN_STATUS_OUT_OF_MEMORY = 7,
    PEHCHAN_STATUS_INTERNAL = 8         /* a defect of the library: please report it */
};

/* For whom a result is (DESIGN and docs/model.md): what that reader must not see is left out. */
enum { PEHCHAN_VIEW_OFFICIAL = 0, PEHCHAN_VIEW_PERSON = 1, PEHCHAN_VIEW_INVESTIGATOR = 2, PEHCHAN_VIEW_COMMITTEE = 3 };

enum {
    PEHCHAN_FLAG_ALLOW_DRAFT = 1, /* the person may be shown translations that nobody has reviewed */
    PEHCHAN_FLAG_EXPLAIN = 2,     /* add what would still show an open finding */
    PEHCHAN_FLAG_NEXT = 4         /* add the questions most worth asking next */
};

enum { PEHCHAN_FINDING_NOT_SHOWN = 0, PEHCHAN_FINDING_OPEN = 1, PEHCHAN_FINDING_INDICATED = 2 };
enum { PEHCHAN_REFERRAL_INDICATED = 0, PEHCHAN_REFERRAL_OPEN = 1, PEHCHAN_REFERRAL_WITHHELD = 2 };
enum { PEHCHAN_INDICATOR_YES_NO = 0, PEHCHAN_INDICATOR_CHOICE = 1, PEHCHAN_INDICATOR_NUMBER = 2 };
enum { PEHCHAN_ANSWER_DECLINED = -2, PEHCHAN_ANSWER_UNKNOWN = -1, PEHCHAN_ANSWER_NO = 0, PEHCHAN_ANSWER_YES = 1 };

typedef struct pehchan_error pehchan_error;
typedef struct pehchan_text pehchan_text;
typedef struct pehchan_catalogue pehchan_catalogue;
typedef struct pehchan_answers pehchan_answers;
typedef struct pehchan_assessment pehchan_assessment;
typedef struct pehchan_questions pehchan_questions;
typedef struct pehchan_evaluator pehchan_evaluator;

/* ---- versions and statuses. Borrowed for the life of the library; any thread. */

/* Of the library, such as "0.1.0". */
PEHCHAN_API const char *pehchan_version(void);
/* Of this interface: 1. It grows when something that existed changes. */
PEHCHAN_API int32_t pehchan_abi_version(void);
/* Statuses are 0 to pehchan_status_count() - 1. */
PEHCHAN_API int32_t pehchan_status_count(void);
/* Such as "bad_data"; NULL where there is no such status. */
PEHCHAN_API const char *pehchan_status_name(int32_t status);

/* ---- errors. Shareable between threads. An error of status PEHCHAN_STATUS_OUT_OF_MEMORY needs no memory. */

PEHCHAN_API int32_t pehchan_error_status(const pehchan_error *error);
/* One plain English sentence. */
PEHCHAN_API const char *pehchan_error_message(const pehchan_error *error);
/* The problems of a text: all of them, with stable codes (docs/issue-codes.md), JSON Pointer, line and column (from 1; 0: none). */
PEHCHAN_API uint64_t pehchan_error_issue_count(const pehchan_error *error);
PEHCHAN_API const char *pehchan_error_issue_code(const pehchan_error *error, uint64_t index);
PEHCHAN_API const char *pehchan_error_issue_pointer(const pehchan_error *error, uint64_t index);
PEHCHAN_API const char *pehchan_error_issue_message(const pehchan_error *error, uint64_t index);
PEHCHAN_API uint64_t pehchan_error_issue_line(const pehchan_error *error, uint64_t index);
PEHCHAN_API uint64_t pehchan_error_issue_column(const pehchan_error *error, uint64_t index);
PEHCHAN_API void pehchan_error_free(pehchan_error *error);

/* ---- texts that the library made. Shareable between threads. */

/* UTF-8, with a zero byte after the last. */
PEHCHAN_API const char *pehchan_text_data(const pehchan_text *text);
/* In bytes, without the zero byte. */
PEHCHAN_API uint64_t pehchan_text_size(const pehchan_text *text);
PEHCHAN_API void pehchan_text_free(pehchan_text *text);

/* ---- catalogues. Shareable between threads. */

/* The catalogues that are compiled in, sorted. */
PEHCHAN_API uint64_t pehchan_builtin_count(void);
PEHCHAN_API const char *pehchan_builtin_id(uint64_t index);
/* Its text. NOT_FOUND. */
PEHCHAN_API int32_t pehchan_builtin_text(const char *id, pehchan_text **out, pehchan_error **error);

/* A built-in catalogue, with those it uses. NOT_FOUND. */
PEHCHAN_API int32_t pehchan_catalogue_builtin(const char *id, pehchan_catalogue **out, pehchan_error **error);
/* A catalogue from its text (docs/catalogue-format.md) and those it uses, which may be freed afterwards. BAD_DATA with every problem. */
PEHCHAN_API int32_t pehchan_catalogue_load(const char *json, uint64_t size, const pehchan_catalogue *const *used, uint64_t used_count, pehchan_catalogue **out, pehchan_error **error);
PEHCHAN_API void pehchan_catalogue_free(pehchan_catalogue *catalogue);

PEHCHAN_API const char *pehchan_catalogue_id(const pehchan_catalogue *catalogue);
PEHCHAN_API const char *pehchan_catalogue_version(const pehchan_catalogue *catalogue);
/* SHA-256, lower-case hexadecimal. */
PEHCHAN_API const char *pehchan_catalogue_digest(const pehchan_catalogue *catalogue);
/* 1 where `pehchan check` has proved this digest, 0 where not, -1 where the handle is none. */
PEHCHAN_API int32_t pehchan_catalogue_proved(const pehchan_catalogue *catalogue);

/* Indicators, sorted by id. */
PEHCHAN_API uint64_t pehchan_catalogue_indicator_count(const pehchan_catalogue *catalogue);
PEHCHAN_API const char *pehchan_catalogue_indicator_id(const pehchan_catalogue *catalogue, uint64_t index);
/* Its index; -1 where there is none. */
PEHCHAN_API int64_t pehchan_catalogue_indicator_index(const pehchan_catalogue *catalogue, const char *id);
/* PEHCHAN_INDICATOR_...; -1 where there is none. */
PEHCHAN_API int32_t pehchan_catalogue_indicator_type(const pehchan_catalogue *catalogue, uint64_t index);
/* 1 to 3; -1 where there is none. */
PEHCHAN_API int32_t pehchan_catalogue_indicator_sensitivity(const pehchan_catalogue *catalogue, uint64_t index);
/* In a language of the catalogue, else in English. A burden fact has no question: "". */
PEHCHAN_API const char *pehchan_catalogue_indicator_label(const pehchan_catalogue *catalogue, uint64_t index, const char *language);
PEHCHAN_API const char *pehchan_catalogue_indicator_question(const pehchan_catalogue *catalogue, uint64_t index, const char *language);
/* Options of a choice. */
PEHCHAN_API uint64_t pehchan_catalogue_option_count(const pehchan_catalogue *catalogue, uint64_t index);
PEHCHAN_API const char *pehchan_catalogue_option_id(const pehchan_catalogue *catalogue, uint64_t index, uint64_t option);
PEHCHAN_API const char *pehchan_catalogue_option_label(const pehchan_catalogue *catalogue, uint64_t index, uint64_t option, const char *language);
/* Ordered selections of indicators for one place of first contact. */
PEHCHAN_API uint64_t pehchan_catalogue_form_count(const pehchan_catalogue *catalogue);
PEHCHAN_API const char *pehchan_catalogue_form_id(const pehchan_catalogue *catalogue, uint64_t form);
PEHCHAN_API const char *pehchan_catalogue_form_title(const pehchan_catalogue *catalogue, uint64_t form, const char *language);
PEHCHAN_API uint64_t pehchan_catalogue_form_size(const pehchan_catalogue *catalogue, uint64_t form);
PEHCHAN_API const char *pehchan_catalogue_form_indicator(const pehchan_catalogue *catalogue, uint64_t form, uint64_t index);

/* ---- answers of one person. One thread at a time. */

/* Everything unknown. */
PEHCHAN_API int32_t pehchan_answers_new(const pehchan_catalogue *catalogue, pehchan_answers **out, pehchan_error **error);
/* From a case: {"case": "A-17", "answers": {"believed_under_18": "yes"}}. `mapping` is NULL, or the id of a mapping whose columns and codes the case uses. BAD_DATA, NOT_FOUND. */
PEHCHAN_API int32_t pehchan_answers_parse(const pehchan_catalogue *catalogue, const char *mapping, const char *json, uint64_t size, pehchan_answers **out, pehchan_error **error);
/* "yes", "no", "unknown", "declined", "not_applicable", or an option. NOT_FOUND, BAD_DATA; the answers are then as before. */
PEHCHAN_API int32_t pehchan_answers_set(pehchan_answers *answers, const char *indicator, const char *value, pehchan_error **error);
/* A whole number. */
PEHCHAN_API int32_t pehchan_answers_set_number(pehchan_answers *answers, const char *indicator, int64_t value, pehchan_error **error);
/* For tight loops, by index: PEHCHAN_ANSWER_... for yes/no; of other indicators only DECLINED and UNKNOWN. Makes no error object. */
PEHCHAN_API int32_t pehchan_answers_set_code(pehchan_answers *answers, uint64_t index, int8_t code);
/* Everything unknown again; the case id stays. */
PEHCHAN_API int32_t pehchan_answers_clear(pehchan_answers *answers);
/* The case id; "" where there is none. */
PEHCHAN_API const char *pehchan_answers_case(const pehchan_answers *answers);
/* A case that pehchan_answers_parse takes. */
PEHCHAN_API int32_t pehchan_answers_json(const pehchan_answers *answers, pehchan_text **out, pehchan_error **error);
PEHCHAN_API void pehchan_answers_free(pehchan_answers *answers);

/* ---- assessments: everything that follows, for one reader. Shareable between threads. */

/* BAD_ARGUMENT (view), WRONG_CATALOGUE. Later changes of the answers do not change the assessment. */
PEHCHAN_API int32_t pehchan_assess(const pehchan_catalogue *catalogue, const pehchan_answers *answers, int32_t view, pehchan_assessment **out, pehchan_error **error);
PEHCHAN_API void pehchan_assessment_free(pehchan_assessment *assessment);
/* What this reader sees. The person and the committee see no headline, finding, safeguard or referral by id: for them the counts are 0, and JSON and page are made. */
PEHCHAN_API const char *pehchan_assessment_headline(const pehchan_assessment *assessment);
PEHCHAN_API uint64_t pehchan_assessment_asked_n(const pehchan_assessment *assessment);
PEHCHAN_API uint64_t pehchan_assessment_asked_of(const pehchan_assessment *assessment);
PEHCHAN_API uint64_t pehchan_assessment_finding_count(const pehchan_assessment *assessment);
PEHCHAN_API const char *pehchan_assessment_finding_id(const pehchan_assessment *assessment, uint64_t index);
/* PEHCHAN_FINDING_...; -1 where there is none. */
PEHCHAN_API int32_t pehchan_assessment_finding_status(const pehchan_assessment *assessment, uint64_t index);
/* The same by id. */
PEHCHAN_API int32_t pehchan_assessment_status_of(const pehchan_assessment *assessment, const char *finding);
PEHCHAN_API uint64_t pehchan_assessment_score_count(const pehchan_assessment *assessment);
PEHCHAN_API const char *pehchan_assessment_score_id(const pehchan_assessment *assessment, uint64_t index);
/* Both bounds in millionths; both are attained. 0 where there is none. */
PEHCHAN_API int64_t pehchan_assessment_score_low(const pehchan_assessment *assessment, uint64_t index);
PEHCHAN_API int64_t pehchan_assessment_score_high(const pehchan_assessment *assessment, uint64_t index);
PEHCHAN_API uint64_t pehchan_assessment_safeguard_count(const pehchan_assessment *assessment);
PEHCHAN_API const char *pehchan_assessment_safeguard_id(const pehchan_assessment *assessment, uint64_t index);
PEHCHAN_API uint64_t pehchan_assessment_referral_count(const pehchan_assessment *assessment);
PEHCHAN_API const char *pehchan_assessment_referral_id(const pehchan_assessment *assessment, uint64_t index);
/* PEHCHAN_REFERRAL_...; -1 where there is none. */
PEHCHAN_API int32_t pehchan_assessment_referral_status(const pehchan_assessment *assessment, uint64_t index);
/* One line of JSON, the same bytes as `pehchan screen` (without its line end). BAD_ARGUMENT (language, flags). */
PEHCHAN_API int32_t pehchan_assessment_json(const pehchan_assessment *assessment, const char *language, uint32_t flags, pehchan_text **out, pehchan_error **error);
/* The page that this reader reads. */
PEHCHAN_API int32_t pehchan_assessment_page(const pehchan_assessment *assessment, const char *language, uint32_t flags, pehchan_text **out, pehchan_error **error);
/* Why one finding is shown, or not, or what is missing, as JSON. For officials and investigators: else BAD_ARGUMENT. NOT_FOUND. */
PEHCHAN_API int32_t pehchan_assessment_explain(const pehchan_assessment *assessment, const char *finding, const char *language, uint32_t flags, pehchan_text **out, pehchan_error **error);
/* Why one finding rather than another, as JSON. As above. */
PEHCHAN_API int32_t pehchan_assessment_contrast(const pehchan_assessment *assessment, const char *finding, const char *other, const char *language, uint32_t flags, pehchan_text **out, pehchan_error **error);
/* What a mapping of the catalogue writes of this person in the columns of another format, as JSON. For officials and investigators: else BAD_ARGUMENT. NOT_FOUND. */
PEHCHAN_API int32_t pehchan_assessment_columns(const pehchan_assessment *assessment, const char *mapping, const char *language, pehchan_text **out, pehchan_error **error);

/* ---- one call for a form: a case in, what pehchan_assessment_json says out. */

PEHCHAN_API int32_t pehchan_screen(const pehchan_catalogue *catalogue, const char *mapping, const char *json, uint64_t size, const char *language, int32_t view, uint32_t flags, pehchan_text **out, pehchan_error **error);

/* ---- what to ask next: at most `most` questions, the best first, none whose answer can no longer change anything. Shareable between threads. */

PEHCHAN_API int32_t pehchan_ask_next(const pehchan_answers *answers, uint64_t most, pehchan_questions **out, pehchan_error **error);
PEHCHAN_API uint64_t pehchan_questions_count(const pehchan_questions *questions);
PEHCHAN_API const char *pehchan_questions_indicator(const pehchan_questions *questions, uint64_t index);
PEHCHAN_API void pehchan_questions_free(pehchan_questions *questions);

/* ---- statuses and scores only, without allocation, for loops over many persons. No offences. One thread at a time. */

PEHCHAN_API int32_t pehchan_evaluator_new(const pehchan_catalogue *catalogue, pehchan_evaluator **out, pehchan_error **error);
/* Makes no error object. WRONG_CATALOGUE. */
PEHCHAN_API int32_t pehchan_evaluator_assess(pehchan_evaluator *evaluator, const pehchan_answers *answers);
PEHCHAN_API uint64_t pehchan_evaluator_finding_count(const pehchan_evaluator *evaluator);
PEHCHAN_API const char *pehchan_evaluator_finding_id(const pehchan_evaluator *evaluator, uint64_t index);
/* Of the person assessed last; -1 where there is none. */
PEHCHAN_API int32_t pehchan_evaluator_finding_status(pehchan_evaluator *evaluator, uint64_t index);
PEHCHAN_API uint64_t pehchan_evaluator_score_count(const pehchan_evaluator *evaluator);
PEHCHAN_API const char *pehchan_evaluator_score_id(const pehchan_evaluator *evaluator, uint64_t index);
PEHCHAN_API int64_t pehchan_evaluator_score_low(pehchan_evaluator *evaluator, uint64_t index);
PEHCHAN_API int64_t pehchan_evaluator_score_high(pehchan_evaluator *evaluator, uint64_t index);
PEHCHAN_API void pehchan_evaluator_free(pehchan_evaluator *evaluator);

#ifdef __cplusplus
}
#endif

#endif
