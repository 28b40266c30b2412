/* SPDX-License-Identifier: Apache-2.0 */
#ifndef PEHCHAN_H
#define PEHCHAN_H

/* How does a program in another language use Pehchan? C99; the shared library needs libc, libstdc++ and libgcc only.
 *
 * Rules that hold everywhere:
 *  - A function that can fail returns a status (PEHCHAN_OK is 0). It takes its inputs, then `out`, then `error`. On failure *out is NULL and, where `error` is not NULL, *error is
 *    an error to be freed with pehchan_error_free; on success *error is NULL. `out` must not be NULL.
 *  - A handle begins with its type. NULL, or a live handle of another type, gives PEHCHAN_STATUS_NULL_ARGUMENT or PEHCHAN_STATUS_WRONG_HANDLE; a function that returns no status then returns NULL, 0 or -1.
 *    A freed handle must not be used. A _free function takes NULL.
 *  - Ids, languages and values end with a zero byte. JSON texts have a size in bytes and need no zero byte; NULL with size 0 is the empty text. What comes out is UTF-8.
 *  - Nothing is printed, logged, sent or kept, and no message holds an answer. There are no callbacks and no global state.
 *  - Numbers of the enumerations never change; new ones are added at the end.
 *
 * In brackets after each declaration's comment: since which version of the library; whose the result is; which threads.
 *  - "yours: F": what comes out through `out` (or `error`) is the caller's, who frees it with F. It stays good when everything that it was made from has been freed.
 *  - "borrowed of X": it lives as long as X does and is never freed by the caller. "value": a number.
 *  - "any thread": handles of this type never change; any number of threads may use one at once, also while others use it otherwise; only freeing must come last.
 *    "one thread of X": the call changes X, or reads what another call may change: one thread at a time for one X. Different ones need no care.
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

/* The structs of the Arrow C data and stream interfaces, as Arrow publishes them for every library to declare. */
#ifndef ARROW_C_DATA_INTERFACE
#define ARROW_C_DATA_INTERFACE
#define ARROW_FLAG_DICTIONARY_ORDERED 1
#define ARROW_FLAG_NULLABLE 2
#define ARROW_FLAG_MAP_KEYS_SORTED 4
struct ArrowSchema {
    const char *format;
    const char *name;
    const char *metadata;
    int64_t flags;
    int64_t n_children;
    struct ArrowSchema **children;
    struct ArrowSchema *dictionary;
    void (*release)(struct ArrowSchema *);
    void *private_data;
};
struct ArrowArray {
    int64_t length;
    int64_t null_count;
    int64_t offset;
    int64_t n_buffers;
    int64_t n_children;
    const void **buffers;
    struct ArrowArray **children;
    struct ArrowArray *dictionary;
    void (*release)(struct ArrowArray *);
    void *private_data;
};
#endif
#ifndef ARROW_C_STREAM_INTERFACE
#define ARROW_C_STREAM_INTERFACE
struct ArrowArrayStream {
    int (*get_schema)(struct ArrowArrayStream *, struct ArrowSchema *out);
    int (*get_next)(struct ArrowArrayStream *, struct ArrowArray *out);
    const char *(*get_last_error)(struct ArrowArrayStream *);
    void (*release)(struct ArrowArrayStream *);
    void *private_data;
};
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

/* What may be asked: by default what may be asked at a first contact, and nothing that was declined. */
enum {
    PEHCHAN_ASK_FULL = 1,  /* sensitivity 3 too: for a specialist, in a full interview */
    PEHCHAN_ASK_LATER = 2  /* a later interview: conditions and consent anew, and what was declined before may be offered once */
};

/* Why asking stops. */
enum {
    PEHCHAN_STOP_NONE = 0,
    PEHCHAN_STOP_WISH = 1,            /* the person wishes to stop, or never agreed to talk */
    PEHCHAN_STOP_DANGER = 2,          /* danger is shown: act first */
    PEHCHAN_STOP_CHILD_DISCLOSED = 3, /* a child has told of harm: ask nothing more, call the child body */
    PEHCHAN_STOP_ENOUGH = 4,          /* a first contact has enough: danger is known, and one protective finding or referral is certain */
    PEHCHAN_STOP_NOTHING_LEFT = 5     /* no question that may be asked can change anything */
};

/* Why a question comes now. */
enum { PEHCHAN_WHY_DANGER = 0, PEHCHAN_WHY_CONDITIONS = 1, PEHCHAN_WHY_CHILD = 2, PEHCHAN_WHY_MORE = 3 };

enum { PEHCHAN_FINDING_NOT_SHOWN = 0, PEHCHAN_FINDING_OPEN = 1, PEHCHAN_FINDING_INDICATED = 2 };
enum { PEHCHAN_REFERRAL_INDICATED = 0, PEHCHAN_REFERRAL_OPEN = 1, PEHCHAN_REFERRAL_WITHHELD = 2 };
enum { PEHCHAN_INDICATOR_YES_NO = 0, PEHCHAN_INDICATOR_CHOICE = 1, PEHCHAN_INDICATOR_NUMBER = 2 };
enum { PEHCHAN_ANSWER_DECLINED = -2, PEHCHAN_ANSWER_UNKNOWN = -1, PEHCHAN_ANSWER_NO = 0, PEHCHAN_ANSWER_YES = 1 };

/* How an indicator becomes known: by asking the person; by looking; from a document. */
enum { PEHCHAN_KNOWN_BY_ASKING = 0, PEHCHAN_KNOWN_BY_LOOKING = 1, PEHCHAN_KNOWN_BY_DOCUMENT = 2 };
/* How far words can be relied on: they are the source; a draft that nobody has reviewed; a reviewed translation. */
enum { PEHCHAN_TRANSLATION_SOURCE = 0, PEHCHAN_TRANSLATION_DRAFT = 1, PEHCHAN_TRANSLATION_REVIEWED = 2 };

/* How a cohort is assessed. */
enum {
    PEHCHAN_COHORT_IGNORE_EXTRA = 1,   /* pass over columns that are no indicator's; otherwise they are issues */
    PEHCHAN_COHORT_STATUS_COLUMNS = 2, /* one int8 a finding (PEHCHAN_FINDING_...) instead of two booleans */
    PEHCHAN_COHORT_KEEP_GOING = 4      /* a row with an issue gives nulls and is named in a column `issues`; otherwise it ends the stream */
};
enum { PEHCHAN_WORKERS_MOST = 256 };

typedef struct pehchan_error pehchan_error;
typedef struct pehchan_text pehchan_text;
typedef struct pehchan_catalogue pehchan_catalogue;
typedef struct pehchan_answers pehchan_answers;
typedef struct pehchan_assessment pehchan_assessment;
typedef struct pehchan_questions pehchan_questions;
typedef struct pehchan_interview pehchan_interview;
typedef struct pehchan_evaluator pehchan_evaluator;
typedef struct pehchan_workers pehchan_workers;
typedef struct pehchan_cohort pehchan_cohort;

/* ---- versions and names */

/* Of the library, such as "0.1.0". [0.1.0; borrowed of the library; any thread] */
PEHCHAN_API const char *pehchan_version(void);
/* Of this interface: 1. It grows when something that existed changes. [0.1.0; value; any thread] */
PEHCHAN_API int32_t pehchan_abi_version(void);
/* Statuses are 0 to this number - 1. [0.1.0; value; any thread] */
PEHCHAN_API int32_t pehchan_status_count(void);
/* Such as "bad_data"; NULL where there is no such status. [0.1.0; borrowed of the library; any thread] */
PEHCHAN_API const char *pehchan_status_name(int32_t status);
/* Views are 0 to this number - 1. [0.1.0; value; any thread] */
PEHCHAN_API int32_t pehchan_view_count(void);
/* Such as "official"; NULL where there is no such view. [0.1.0; borrowed of the library; any thread] */
PEHCHAN_API const char *pehchan_view_name(int32_t view);
/* "not_shown", "open", "indicated"; NULL where there is no such status of a finding. [0.1.0; borrowed of the library; any thread] */
PEHCHAN_API const char *pehchan_finding_status_name(int32_t status);
/* "indicated", "open", "withheld"; NULL where there is no such status of a referral. [0.1.0; borrowed of the library; any thread] */
PEHCHAN_API const char *pehchan_referral_status_name(int32_t status);

/* "none", "wish", "danger", ...; NULL where there is no such stop. [0.1.0; borrowed of the library; any thread] */
PEHCHAN_API const char *pehchan_stop_name(int32_t stop);
/* "danger", "conditions", "child", "more"; NULL where there is no such reason. [0.1.0; borrowed of the library; any thread] */
PEHCHAN_API const char *pehchan_why_name(int32_t why);

/* ---- errors. One of status PEHCHAN_STATUS_OUT_OF_MEMORY needs no memory. */

/* -1 where the handle is none. [0.1.0; value; any thread] */
PEHCHAN_API int32_t pehchan_error_status(const pehchan_error *error);
/* One plain English sentence. [0.1.0; borrowed of the error; any thread] */
PEHCHAN_API const char *pehchan_error_message(const pehchan_error *error);
/* How many problems a text has: all of them are listed. [0.1.0; value; any thread] */
PEHCHAN_API uint64_t pehchan_error_issue_count(const pehchan_error *error);
/* Stable; docs/issue-codes.md lists them. [0.1.0; borrowed of the error; any thread] */
PEHCHAN_API const char *pehchan_error_issue_code(const pehchan_error *error, uint64_t index);
/* JSON Pointer to the place. [0.1.0; borrowed of the error; any thread] */
PEHCHAN_API const char *pehchan_error_issue_pointer(const pehchan_error *error, uint64_t index);
/* One plain English sentence. [0.1.0; borrowed of the error; any thread] */
PEHCHAN_API const char *pehchan_error_issue_message(const pehchan_error *error, uint64_t index);
/* From 1; 0 where there is no text. [0.1.0; value; any thread] */
PEHCHAN_API uint64_t pehchan_error_issue_line(const pehchan_error *error, uint64_t index);
/* From 1, in bytes; 0 where there is no text. [0.1.0; value; any thread] */
PEHCHAN_API uint64_t pehchan_error_issue_column(const pehchan_error *error, uint64_t index);
/* [0.1.0; takes what is yours; any thread, the last to use it] */
PEHCHAN_API void pehchan_error_free(pehchan_error *error);

/* ---- texts that the library made */

/* UTF-8, with a zero byte after the last. [0.1.0; borrowed of the text; any thread] */
PEHCHAN_API const char *pehchan_text_data(const pehchan_text *text);
/* In bytes, without the zero byte. [0.1.0; value; any thread] */
PEHCHAN_API uint64_t pehchan_text_size(const pehchan_text *text);
/* [0.1.0; takes what is yours; any thread, the last to use it] */
PEHCHAN_API void pehchan_text_free(pehchan_text *text);

/* ---- catalogues */

/* How many are compiled in. [0.1.0; value; any thread] */
PEHCHAN_API uint64_t pehchan_builtin_count(void);
/* Sorted. [0.1.0; borrowed of the library; any thread] */
PEHCHAN_API const char *pehchan_builtin_id(uint64_t index);
/* Its text. NOT_FOUND. [0.1.0; yours: pehchan_text_free; any thread] */
PEHCHAN_API int32_t pehchan_builtin_text(const char *id, pehchan_text **out, pehchan_error **error);

/* A built-in catalogue, with those it uses. NOT_FOUND. [0.1.0; yours: pehchan_catalogue_free; any thread] */
PEHCHAN_API int32_t pehchan_catalogue_builtin(const char *id, pehchan_catalogue **out, pehchan_error **error);
/* A catalogue from its text (docs/catalogue-format.md) and those it uses. BAD_DATA with every problem. [0.1.0; yours: pehchan_catalogue_free; any thread] */
PEHCHAN_API int32_t pehchan_catalogue_load(const char *json, uint64_t size, const pehchan_catalogue *const *used, uint64_t used_count, pehchan_catalogue **out, pehchan_error **error);
/* [0.1.0; takes what is yours; any thread, the last to use it] */
PEHCHAN_API void pehchan_catalogue_free(pehchan_catalogue *catalogue);

/* [0.1.0; borrowed of the catalogue; any thread] */
PEHCHAN_API const char *pehchan_catalogue_id(const pehchan_catalogue *catalogue);
/* [0.1.0; borrowed of the catalogue; any thread] */
PEHCHAN_API const char *pehchan_catalogue_version(const pehchan_catalogue *catalogue);
/* SHA-256, lower-case hexadecimal. [0.1.0; borrowed of the catalogue; any thread] */
PEHCHAN_API const char *pehchan_catalogue_digest(const pehchan_catalogue *catalogue);
/* 1 where `pehchan check` has proved this digest, 0 where not, -1 where the handle is none. [0.1.0; value; any thread] */
PEHCHAN_API int32_t pehchan_catalogue_proved(const pehchan_catalogue *catalogue);
/* Languages that it speaks, the source language first. [0.1.0; value; any thread] */
PEHCHAN_API uint64_t pehchan_catalogue_language_count(const pehchan_catalogue *catalogue);
/* Such as "ur". [0.1.0; borrowed of the catalogue; any thread] */
PEHCHAN_API const char *pehchan_catalogue_language(const pehchan_catalogue *catalogue, uint64_t index);
/* Words that pages and interviews use, such as "interview.rights" (catalogues/words.json), in this language, else in the source language; NULL where there are none.
 * [0.1.0; borrowed of the catalogue; any thread] */
PEHCHAN_API const char *pehchan_catalogue_words(const pehchan_catalogue *catalogue, const char *id, const char *language);

/* Indicators, sorted by id. [0.1.0; value; any thread] */
PEHCHAN_API uint64_t pehchan_catalogue_indicator_count(const pehchan_catalogue *catalogue);
/* [0.1.0; borrowed of the catalogue; any thread] */
PEHCHAN_API const char *pehchan_catalogue_indicator_id(const pehchan_catalogue *catalogue, uint64_t index);
/* Its index; -1 where there is none. [0.1.0; value; any thread] */
PEHCHAN_API int64_t pehchan_catalogue_indicator_index(const pehchan_catalogue *catalogue, const char *id);
/* PEHCHAN_INDICATOR_...; -1 where there is none. [0.1.0; value; any thread] */
PEHCHAN_API int32_t pehchan_catalogue_indicator_type(const pehchan_catalogue *catalogue, uint64_t index);
/* 1 to 3: sensitivity 3 is never asked at a first contact. -1 where there is none. [0.1.0; value; any thread] */
PEHCHAN_API int32_t pehchan_catalogue_indicator_sensitivity(const pehchan_catalogue *catalogue, uint64_t index);
/* 1 where it takes "not_applicable", 0 where not, -1 where there is none. [0.1.0; value; any thread] */
PEHCHAN_API int32_t pehchan_catalogue_indicator_may_not_apply(const pehchan_catalogue *catalogue, uint64_t index);
/* In this language, else in the source language. [0.1.0; borrowed of the catalogue; any thread] */
PEHCHAN_API const char *pehchan_catalogue_indicator_label(const pehchan_catalogue *catalogue, uint64_t index, const char *language);
/* As above. A fact that is never asked has none: "". [0.1.0; borrowed of the catalogue; any thread] */
PEHCHAN_API const char *pehchan_catalogue_indicator_question(const pehchan_catalogue *catalogue, uint64_t index, const char *language);
/* PEHCHAN_TRANSLATION_... of the words that _question gives or, where there is no question, _label; -1 where there is none. [0.1.0; value; any thread] */
PEHCHAN_API int32_t pehchan_catalogue_indicator_translation(const pehchan_catalogue *catalogue, uint64_t index, const char *language);
/* PEHCHAN_KNOWN_BY_...: what is seen or read is not asked. -1 where there is none. [0.1.0; value; any thread] */
PEHCHAN_API int32_t pehchan_catalogue_indicator_known_by(const pehchan_catalogue *catalogue, uint64_t index);
/* The least that a number may be; 0 for others. [0.1.0; value; any thread] */
PEHCHAN_API int64_t pehchan_catalogue_indicator_least(const pehchan_catalogue *catalogue, uint64_t index);
/* The most that a number may be; 0 for others. [0.1.0; value; any thread] */
PEHCHAN_API int64_t pehchan_catalogue_indicator_most(const pehchan_catalogue *catalogue, uint64_t index);
/* When the answer "not_applicable" is right, in this language, else in the source language; "" where it is not taken. [0.1.0; borrowed of the catalogue; any thread] */
PEHCHAN_API const char *pehchan_catalogue_indicator_not_applicable(const pehchan_catalogue *catalogue, uint64_t index, const char *language);
/* Options of a choice. [0.1.0; value; any thread] */
PEHCHAN_API uint64_t pehchan_catalogue_option_count(const pehchan_catalogue *catalogue, uint64_t index);
/* [0.1.0; borrowed of the catalogue; any thread] */
PEHCHAN_API const char *pehchan_catalogue_option_id(const pehchan_catalogue *catalogue, uint64_t index, uint64_t option);
/* [0.1.0; borrowed of the catalogue; any thread] */
PEHCHAN_API const char *pehchan_catalogue_option_label(const pehchan_catalogue *catalogue, uint64_t index, uint64_t option, const char *language);
/* Forms: ordered selections of indicators, for one place of first contact or for one part of an interview. [0.1.0; value; any thread] */
PEHCHAN_API uint64_t pehchan_catalogue_form_count(const pehchan_catalogue *catalogue);
/* [0.1.0; borrowed of the catalogue; any thread] */
PEHCHAN_API const char *pehchan_catalogue_form_id(const pehchan_catalogue *catalogue, uint64_t form);
/* "entry", "opening" (asked before anything else) or "child" (all that a child is asked at a first contact). [0.1.0; borrowed of the library; any thread] */
PEHCHAN_API const char *pehchan_catalogue_form_role(const pehchan_catalogue *catalogue, uint64_t form);
/* [0.1.0; borrowed of the catalogue; any thread] */
PEHCHAN_API const char *pehchan_catalogue_form_title(const pehchan_catalogue *catalogue, uint64_t form, const char *language);
/* How many indicators it has. [0.1.0; value; any thread] */
PEHCHAN_API uint64_t pehchan_catalogue_form_size(const pehchan_catalogue *catalogue, uint64_t form);
/* The id of an indicator. [0.1.0; borrowed of the catalogue; any thread] */
PEHCHAN_API const char *pehchan_catalogue_form_indicator(const pehchan_catalogue *catalogue, uint64_t form, uint64_t index);

/* ---- answers of one person */

/* Everything unknown. [0.1.0; yours: pehchan_answers_free; any thread] */
PEHCHAN_API int32_t pehchan_answers_new(const pehchan_catalogue *catalogue, pehchan_answers **out, pehchan_error **error);
/* From a case: {"case": "A-17", "answers": {"believed_under_18": "yes"}}. `mapping` is NULL, or the id of a mapping whose columns and codes the case uses.
 * BAD_DATA with every problem, NOT_FOUND. [0.1.0; yours: pehchan_answers_free; any thread] */
PEHCHAN_API int32_t pehchan_answers_parse(const pehchan_catalogue *catalogue, const char *mapping, const char *json, uint64_t size, pehchan_answers **out, pehchan_error **error);
/* The name of the case, as in the text of a case: 1 to 256 bytes of UTF-8, no control character. BAD_DATA. [0.1.0; error yours: pehchan_error_free; one thread of the answers] */
PEHCHAN_API int32_t pehchan_answers_set_case(pehchan_answers *answers, const char *id, pehchan_error **error);
/* "yes", "no", "unknown", "declined", "not_applicable", or an option. NOT_FOUND, BAD_DATA; the answers are then as before.
 * [0.1.0; error yours: pehchan_error_free; one thread of the answers] */
PEHCHAN_API int32_t pehchan_answers_set(pehchan_answers *answers, const char *indicator, const char *value, pehchan_error **error);
/* A whole number. As above. [0.1.0; error yours: pehchan_error_free; one thread of the answers] */
PEHCHAN_API int32_t pehchan_answers_set_number(pehchan_answers *answers, const char *indicator, int64_t value, pehchan_error **error);
/* For tight loops, by index: PEHCHAN_ANSWER_... for yes/no; of other indicators only DECLINED and UNKNOWN. Makes no error object. BAD_ARGUMENT. [0.1.0; value; one thread of the answers] */
PEHCHAN_API int32_t pehchan_answers_set_code(pehchan_answers *answers, uint64_t index, int8_t code);
/* For tight loops, by index: the index of an option, or a whole number. Makes no error object. BAD_ARGUMENT. [0.1.0; value; one thread of the answers] */
PEHCHAN_API int32_t pehchan_answers_set_value(pehchan_answers *answers, uint64_t index, int64_t value);
/* As if it had never been asked. NOT_FOUND. [0.1.0; error yours: pehchan_error_free; one thread of the answers] */
PEHCHAN_API int32_t pehchan_answers_forget(pehchan_answers *answers, const char *indicator, pehchan_error **error);
/* Everything unknown again; the name of the case stays. [0.1.0; value; one thread of the answers] */
PEHCHAN_API int32_t pehchan_answers_clear(pehchan_answers *answers);
/* The name of the case; "" where there is none. [0.1.0; borrowed of the answers, until they get another name; one thread of the answers] */
PEHCHAN_API const char *pehchan_answers_case(const pehchan_answers *answers);
/* A case that pehchan_answers_parse takes, where it has a name (pehchan_answers_set_case). [0.1.0; yours: pehchan_text_free; one thread of the answers] */
PEHCHAN_API int32_t pehchan_answers_json(const pehchan_answers *answers, pehchan_text **out, pehchan_error **error);
/* [0.1.0; takes what is yours; any thread, the last to use it] */
PEHCHAN_API void pehchan_answers_free(pehchan_answers *answers);

/* ---- assessments: everything that follows, for one reader.
 * What can be asked by index is what this reader sees. The person and the committee see no headline, finding, safeguard or referral by id: for them the counts are 0, and JSON and page are made. */

/* Later changes of the answers do not change it. BAD_ARGUMENT (view), WRONG_CATALOGUE. [0.1.0; yours: pehchan_assessment_free; one thread of the answers] */
PEHCHAN_API int32_t pehchan_assess(const pehchan_catalogue *catalogue, const pehchan_answers *answers, int32_t view, pehchan_assessment **out, pehchan_error **error);
/* [0.1.0; takes what is yours; any thread, the last to use it] */
PEHCHAN_API void pehchan_assessment_free(pehchan_assessment *assessment);
/* Such as "presumed_victim"; NULL where the catalogue raises none. [0.1.0; borrowed of the library; any thread] */
PEHCHAN_API const char *pehchan_assessment_headline(const pehchan_assessment *assessment);
/* Signs of harm with an answer that counts, ... [0.1.0; value; any thread] */
PEHCHAN_API uint64_t pehchan_assessment_asked_n(const pehchan_assessment *assessment);
/* ... of those that the rules test. [0.1.0; value; any thread] */
PEHCHAN_API uint64_t pehchan_assessment_asked_of(const pehchan_assessment *assessment);
/* By falling urgency. [0.1.0; value; any thread] */
PEHCHAN_API uint64_t pehchan_assessment_finding_count(const pehchan_assessment *assessment);
/* [0.1.0; borrowed of the assessment; any thread] */
PEHCHAN_API const char *pehchan_assessment_finding_id(const pehchan_assessment *assessment, uint64_t index);
/* In this language, else in the source language. [0.1.0; borrowed of the assessment; any thread] */
PEHCHAN_API const char *pehchan_assessment_finding_title(const pehchan_assessment *assessment, uint64_t index, const char *language);
/* PEHCHAN_FINDING_...; -1 where there is none. [0.1.0; value; any thread] */
PEHCHAN_API int32_t pehchan_assessment_finding_status(const pehchan_assessment *assessment, uint64_t index);
/* The same by id. [0.1.0; value; any thread] */
PEHCHAN_API int32_t pehchan_assessment_status_of(const pehchan_assessment *assessment, const char *finding);
/* [0.1.0; value; any thread] */
PEHCHAN_API uint64_t pehchan_assessment_score_count(const pehchan_assessment *assessment);
/* [0.1.0; borrowed of the assessment; any thread] */
PEHCHAN_API const char *pehchan_assessment_score_id(const pehchan_assessment *assessment, uint64_t index);
/* In millionths; attained. 0 where there is none. [0.1.0; value; any thread] */
PEHCHAN_API int64_t pehchan_assessment_score_low(const pehchan_assessment *assessment, uint64_t index);
/* In millionths; attained. 0 where there is none. [0.1.0; value; any thread] */
PEHCHAN_API int64_t pehchan_assessment_score_high(const pehchan_assessment *assessment, uint64_t index);
/* Those that apply, by falling urgency. [0.1.0; value; any thread] */
PEHCHAN_API uint64_t pehchan_assessment_safeguard_count(const pehchan_assessment *assessment);
/* [0.1.0; borrowed of the assessment; any thread] */
PEHCHAN_API const char *pehchan_assessment_safeguard_id(const pehchan_assessment *assessment, uint64_t index);
/* In this language, else in the source language. [0.1.0; borrowed of the assessment; any thread] */
PEHCHAN_API const char *pehchan_assessment_safeguard_title(const pehchan_assessment *assessment, uint64_t index, const char *language);
/* Those with a reason and not ruled out; withheld ones stay. [0.1.0; value; any thread] */
PEHCHAN_API uint64_t pehchan_assessment_referral_count(const pehchan_assessment *assessment);
/* [0.1.0; borrowed of the assessment; any thread] */
PEHCHAN_API const char *pehchan_assessment_referral_id(const pehchan_assessment *assessment, uint64_t index);
/* The authority, in this language, else in the source language. [0.1.0; borrowed of the assessment; any thread] */
PEHCHAN_API const char *pehchan_assessment_referral_authority(const pehchan_assessment *assessment, uint64_t index, const char *language);
/* PEHCHAN_REFERRAL_...; -1 where there is none. [0.1.0; value; any thread] */
PEHCHAN_API int32_t pehchan_assessment_referral_status(const pehchan_assessment *assessment, uint64_t index);
/* One line of JSON, the same bytes as `pehchan screen` (without its line end). BAD_ARGUMENT (language, flags). [0.1.0; yours: pehchan_text_free; any thread] */
PEHCHAN_API int32_t pehchan_assessment_json(const pehchan_assessment *assessment, const char *language, uint32_t flags, pehchan_text **out, pehchan_error **error);
/* The page that this reader reads. BAD_ARGUMENT (language, flags). [0.1.0; yours: pehchan_text_free; any thread] */
PEHCHAN_API int32_t pehchan_assessment_page(const pehchan_assessment *assessment, const char *language, uint32_t flags, pehchan_text **out, pehchan_error **error);
/* Why one finding is shown, or not, or what is missing, as JSON. For officials and investigators: else BAD_ARGUMENT. NOT_FOUND where this reader sees no such finding. [0.1.0; yours: pehchan_text_free; any thread] */
PEHCHAN_API int32_t pehchan_assessment_explain(const pehchan_assessment *assessment, const char *finding, const char *language, uint32_t flags, pehchan_text **out, pehchan_error **error);
/* Why one finding rather than another, as JSON. As above. [0.1.0; yours: pehchan_text_free; any thread] */
PEHCHAN_API int32_t pehchan_assessment_contrast(const pehchan_assessment *assessment, const char *finding, const char *other, const char *language, uint32_t flags, pehchan_text **out, pehchan_error **error);
/* What a mapping of the catalogue writes of this person in the columns of another format, as JSON. For officials and investigators: else BAD_ARGUMENT. NOT_FOUND. [0.1.0; yours: pehchan_text_free; any thread] */
PEHCHAN_API int32_t pehchan_assessment_columns(const pehchan_assessment *assessment, const char *mapping, const char *language, pehchan_text **out, pehchan_error **error);

/* ---- one call for a form */

/* A case in, what pehchan_assessment_json says out. Errors as of pehchan_answers_parse, pehchan_assess and pehchan_assessment_json. [0.1.0; yours: pehchan_text_free; any thread] */
PEHCHAN_API int32_t pehchan_screen(const pehchan_catalogue *catalogue, const char *mapping, const char *json, uint64_t size, const char *language, int32_t view, uint32_t flags, pehchan_text **out, pehchan_error **error);

/* ---- what to ask next */

/* At most `most` questions, the best first, none whose answer can no longer change anything, none that was asked already. `form`: NULL, or only those of this form; `flags`: PEHCHAN_ASK_...
 * NOT_FOUND, BAD_ARGUMENT (flags). [0.1.0; yours: pehchan_questions_free; one thread of the answers] */
PEHCHAN_API int32_t pehchan_ask_next(const pehchan_answers *answers, const char *form, uint32_t flags, uint64_t most, pehchan_questions **out, pehchan_error **error);
/* [0.1.0; value; any thread] */
PEHCHAN_API uint64_t pehchan_questions_count(const pehchan_questions *questions);
/* The id of an indicator. [0.1.0; borrowed of the questions; any thread] */
PEHCHAN_API const char *pehchan_questions_indicator(const pehchan_questions *questions, uint64_t index);
/* [0.1.0; takes what is yours; any thread, the last to use it] */
PEHCHAN_API void pehchan_questions_free(pehchan_questions *questions);

/* ---- one conversation: what to ask, one question at a time, and when to stop asking (docs/questions.md). It holds the answers of one person and keeps nothing when it is freed. */

/* From nothing. `form`: NULL, or an entry form; `flags`: PEHCHAN_ASK_... NOT_FOUND, BAD_ARGUMENT (flags). [0.1.0; yours: pehchan_interview_free; any thread] */
PEHCHAN_API int32_t pehchan_interview_new(const pehchan_catalogue *catalogue, const char *form, uint32_t flags, pehchan_interview **out, pehchan_error **error);
/* From answers, which are copied: what they name is not asked again. As above. [0.1.0; yours: pehchan_interview_free; one thread of the answers] */
PEHCHAN_API int32_t pehchan_interview_resume(const pehchan_answers *answers, const char *form, uint32_t flags, pehchan_interview **out, pehchan_error **error);
/* The id of the question to ask now; *out is NULL where asking stops: see pehchan_interview_stop. It stays the same until it is answered. [0.1.0; borrowed of the interview; one thread of the interview] */
PEHCHAN_API int32_t pehchan_interview_next(pehchan_interview *interview, const char **out, pehchan_error **error);
/* PEHCHAN_STOP_...; -1 where the handle is none. [0.1.0; value; one thread of the interview] */
PEHCHAN_API int32_t pehchan_interview_stop(const pehchan_interview *interview);
/* Of the question of pehchan_interview_next: PEHCHAN_WHY_...; -1 where the handle is none. [0.1.0; value; one thread of the interview] */
PEHCHAN_API int32_t pehchan_interview_why(const pehchan_interview *interview);
/* The answer to the question of pehchan_interview_next, as of pehchan_answers_set; where it is not taken, the question stands. BAD_ARGUMENT where there is no question, and where
 * pehchan_interview_next was not called since the last answer or record: nobody answers a question that nobody has seen.
 * [0.1.0; error yours: pehchan_error_free; one thread of the interview] */
PEHCHAN_API int32_t pehchan_interview_answer(pehchan_interview *interview, const char *value, pehchan_error **error);
/* A whole number. As above. [0.1.0; error yours: pehchan_error_free; one thread of the interview] */
PEHCHAN_API int32_t pehchan_interview_answer_number(pehchan_interview *interview, int64_t value, pehchan_error **error);
/* Something volunteered, or a correction, as of pehchan_answers_set. [0.1.0; error yours: pehchan_error_free; one thread of the interview] */
PEHCHAN_API int32_t pehchan_interview_record(pehchan_interview *interview, const char *indicator, const char *value, pehchan_error **error);
/* A whole number. As above. [0.1.0; error yours: pehchan_error_free; one thread of the interview] */
PEHCHAN_API int32_t pehchan_interview_record_number(pehchan_interview *interview, const char *indicator, int64_t value, pehchan_error **error);
/* The person wishes to stop: recorded, and no further question. [0.1.0; value; one thread of the interview] */
PEHCHAN_API int32_t pehchan_interview_end(pehchan_interview *interview);
/* In a full interview a specialist may go on after danger or a child's words, once each: 1, else 0; -1 where the handle is none. [0.1.0; value; one thread of the interview] */
PEHCHAN_API int32_t pehchan_interview_go_on(pehchan_interview *interview);
/* 1 where a "no" to a question about harm counts by the conditions recorded so far, 0 where not; -1 where the handle is none or memory ran out. [0.1.0; value; one thread of the interview] */
PEHCHAN_API int32_t pehchan_interview_no_counts(const pehchan_interview *interview);
/* 1 where it is certain that this is a child, 0 where not; -1 as above. [0.1.0; value; one thread of the interview] */
PEHCHAN_API int32_t pehchan_interview_child(const pehchan_interview *interview);
/* A copy of the answers so far. [0.1.0; yours: pehchan_answers_free; one thread of the interview] */
PEHCHAN_API int32_t pehchan_interview_answers(const pehchan_interview *interview, pehchan_answers **out, pehchan_error **error);
/* [0.1.0; takes what is yours; any thread, the last to use it] */
PEHCHAN_API void pehchan_interview_free(pehchan_interview *interview);

/* ---- statuses and scores only, without allocation, for loops over many persons: for statistics. No offences; what is hidden from one reader or another is not left out. */

/* [0.1.0; yours: pehchan_evaluator_free; any thread] */
PEHCHAN_API int32_t pehchan_evaluator_new(const pehchan_catalogue *catalogue, pehchan_evaluator **out, pehchan_error **error);
/* Makes no error object. WRONG_CATALOGUE: the evaluator then holds nobody's results. [0.1.0; value; one thread of the evaluator and of the answers] */
PEHCHAN_API int32_t pehchan_evaluator_assess(pehchan_evaluator *evaluator, const pehchan_answers *answers);
/* [0.1.0; value; any thread] */
PEHCHAN_API uint64_t pehchan_evaluator_finding_count(const pehchan_evaluator *evaluator);
/* [0.1.0; borrowed of the evaluator; any thread] */
PEHCHAN_API const char *pehchan_evaluator_finding_id(const pehchan_evaluator *evaluator, uint64_t index);
/* Of the person assessed last; -1 where there is none. [0.1.0; value; one thread of the evaluator] */
PEHCHAN_API int32_t pehchan_evaluator_finding_status(pehchan_evaluator *evaluator, uint64_t index);
/* [0.1.0; value; any thread] */
PEHCHAN_API uint64_t pehchan_evaluator_score_count(const pehchan_evaluator *evaluator);
/* [0.1.0; borrowed of the evaluator; any thread] */
PEHCHAN_API const char *pehchan_evaluator_score_id(const pehchan_evaluator *evaluator, uint64_t index);
/* Of the person assessed last, in millionths; 0 where there is none. [0.1.0; value; one thread of the evaluator] */
PEHCHAN_API int64_t pehchan_evaluator_score_low(pehchan_evaluator *evaluator, uint64_t index);
/* As above. [0.1.0; value; one thread of the evaluator] */
PEHCHAN_API int64_t pehchan_evaluator_score_high(pehchan_evaluator *evaluator, uint64_t index);
/* [0.1.0; takes what is yours; any thread, the last to use it] */
PEHCHAN_API void pehchan_evaluator_free(pehchan_evaluator *evaluator);

/* ---- many persons as Arrow columns: for statistics only. docs/cohorts.md says which columns go in and which come out. No offences, referrals or burden facts come out. */

/* So many threads, the calling one included, that wait between calls: 1 to PEHCHAN_WORKERS_MOST. The library starts no others. Results do not depend on them.
 * [0.1.0; yours: pehchan_workers_free; any thread] */
PEHCHAN_API int32_t pehchan_workers_new(uint32_t threads, pehchan_workers **out, pehchan_error **error);
/* 0 where the handle is none. [0.1.0; value; any thread] */
PEHCHAN_API uint32_t pehchan_workers_count(const pehchan_workers *workers);
/* The threads end with the last stream that uses them. [0.1.0; takes what is yours; any thread, the last to use it] */
PEHCHAN_API void pehchan_workers_free(pehchan_workers *workers);

/* The catalogue's rules made ready for many persons. [0.1.0; yours: pehchan_cohort_free; any thread] */
PEHCHAN_API int32_t pehchan_cohort_new(const pehchan_catalogue *catalogue, pehchan_cohort **out, pehchan_error **error);
/* [0.1.0; value; any thread] */
PEHCHAN_API uint64_t pehchan_cohort_finding_count(const pehchan_cohort *cohort);
/* In the order of the columns that come out. [0.1.0; borrowed of the cohort; any thread] */
PEHCHAN_API const char *pehchan_cohort_finding_id(const pehchan_cohort *cohort, uint64_t index);
/* [0.1.0; value; any thread] */
PEHCHAN_API uint64_t pehchan_cohort_score_count(const pehchan_cohort *cohort);
/* In the order of the columns that come out. [0.1.0; borrowed of the cohort; any thread] */
PEHCHAN_API const char *pehchan_cohort_score_id(const pehchan_cohort *cohort, uint64_t index);
/* Makes of a stream of answers a stream of results that is computed as it is read, a piece at a time. `in` is taken in any case: its release is NULL afterwards. `out` is a struct of the caller's;
 * what is written into it is released by its own `release`, as Arrow says, and stays good when everything else has been freed; on failure its release is NULL. BAD_DATA: the error lists every problem
 * with a column. Problems with values come while reading: get_next then returns EINVAL, and get_last_error lists the first twenty, one a line, as "CODE at /COLUMN/ROW: MESSAGE", rows from 0.
 * `flags` are PEHCHAN_COHORT_...; `workers` may be NULL: the reading thread then does it all. A stream is read by one thread at a time. [0.1.0; error yours: pehchan_error_free; any thread] */
PEHCHAN_API int32_t pehchan_cohort_assess(const pehchan_cohort *cohort, struct ArrowArrayStream *in, uint32_t flags, const pehchan_workers *workers, struct ArrowArrayStream *out, pehchan_error **error);
/* [0.1.0; takes what is yours; any thread, the last to use it] */
PEHCHAN_API void pehchan_cohort_free(pehchan_cohort *cohort);

#ifdef __cplusplus
}
#endif

#endif
