/* SPDX-License-Identifier: Apache-2.0 */

/* cases screen CATALOGUE CASES OUT: one assessment a line. cases bench CATALOGUE CASES: the time of
 * a call. bindings/README.md says more. */

#define _POSIX_C_SOURCE 199309L /* clock_gettime; the library itself needs C99 only */

#include <pehchan/pehchan.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* Says what failed, frees the error, ends the program. */
static void stop(pehchan_error* error, const char* what) {
    uint64_t i;
    fprintf(stderr, "%s: %s\n", what, error ? pehchan_error_message(error) : "failed");
    for (i = 0; i < pehchan_error_issue_count(error); ++i)
        fprintf(stderr, "  %s at %s: %s\n", pehchan_error_issue_code(error, i),
                pehchan_error_issue_pointer(error, i), pehchan_error_issue_message(error, i));
    pehchan_error_free(error);
    exit(1);
}

struct line {
    char* text;
    size_t size;
};
struct lines {
    struct line* all;
    size_t count;
};

/* The whole file. Every line ends with a zero byte in place of its line end. */
static struct lines read_lines(const char* path, char** whole) {
    struct lines out = {NULL, 0};
    FILE* file = fopen(path, "rb");
    size_t size = 0, room = 1 << 16, at = 0, got;
    char* text = malloc(room);
    if (!file || !text) stop(NULL, path);
    while ((got = fread(text + size, 1, room - size - 1, file)) > 0) {
        size += got;
        if (size + 1 == room && !(text = realloc(text, room *= 2))) stop(NULL, path);
    }
    if (ferror(file)) stop(NULL, path);
    fclose(file);
    text[size] = '\0';
    while (at < size) {
        const char* end = memchr(text + at, '\n', size - at);
        const size_t length = end ? (size_t)(end - (text + at)) : size - at;
        if (length) {
            if (out.count % 1024 == 0 &&
                !(out.all = realloc(out.all, (out.count + 1024) * sizeof *out.all)))
                stop(NULL, path);
            out.all[out.count].text = text + at;
            out.all[out.count].size = length;
            ++out.count;
        }
        text[at + length] = '\0';
        at += length + 1;
    }
    *whole = text;
    return out;
}

static pehchan_text* screen_one(const pehchan_catalogue* catalogue, const struct line* one) {
    pehchan_text* json = NULL;
    pehchan_error* error = NULL;
    if (pehchan_screen(catalogue, NULL, one->text, one->size, "en", PEHCHAN_VIEW_OFFICIAL, 0, &json,
                       &error) != PEHCHAN_OK)
        stop(error, "screen");
    return json;
}

static void screen(const pehchan_catalogue* catalogue, const struct lines* cases,
                   const char* path) {
    FILE* out = fopen(path, "wb");
    size_t i;
    if (!out) stop(NULL, path);
    for (i = 0; i < cases->count; ++i) {
        pehchan_text* json = screen_one(catalogue, &cases->all[i]);
        fwrite(pehchan_text_data(json), 1, (size_t)pehchan_text_size(json), out);
        putc('\n', out);
        pehchan_text_free(json);
    }
    if (fclose(out) != 0) stop(NULL, path);
}

/* One answer of one person, by index. */
struct set {
    uint64_t index;
    int8_t code;
};
struct person {
    struct set* sets;
    size_t count;
};

struct work {
    const pehchan_catalogue* catalogue;
    struct lines cases;
    struct person* persons;
    pehchan_answers* answers;
    pehchan_evaluator* evaluator;
    uint64_t findings;
    uint64_t seen; /* printed by nobody, but read: nothing is left out as useless */
};

/* The yes and no answers of a case, found by their text. */
static struct person person_of(const pehchan_catalogue* catalogue, const char* text) {
    static const char* const values[] = {"no", "yes"};
    struct person out = {NULL, 0};
    uint64_t i;
    int8_t code;
    char wanted[256];
    for (i = 0; i < pehchan_catalogue_indicator_count(catalogue); ++i)
        for (code = 0; code <= 1; ++code) {
            if (pehchan_catalogue_indicator_type(catalogue, i) != PEHCHAN_INDICATOR_YES_NO)
                continue;
            snprintf(wanted, sizeof wanted, "\"%s\": \"%s\"",
                     pehchan_catalogue_indicator_id(catalogue, i), values[code]);
            if (!strstr(text, wanted)) continue;
            if (out.count % 64 == 0 &&
                !(out.sets = realloc(out.sets, (out.count + 64) * sizeof *out.sets)))
                stop(NULL, "memory");
            out.sets[out.count].index = i;
            out.sets[out.count].code = code;
            ++out.count;
        }
    return out;
}

static void by_json(struct work* work, size_t i) {
    pehchan_text* json = screen_one(work->catalogue, &work->cases.all[i]);
    work->seen += pehchan_text_size(json);
    pehchan_text_free(json);
}
static void by_handles(struct work* work, size_t i) {
    const struct person* person = &work->persons[i];
    uint64_t finding;
    size_t s;
    if (pehchan_answers_clear(work->answers) != PEHCHAN_OK) stop(NULL, "clear");
    for (s = 0; s < person->count; ++s)
        if (pehchan_answers_set_code(work->answers, person->sets[s].index, person->sets[s].code) !=
            PEHCHAN_OK)
            stop(NULL, "set_code");
    if (pehchan_evaluator_assess(work->evaluator, work->answers) != PEHCHAN_OK)
        stop(NULL, "assess");
    for (finding = 0; finding < work->findings; ++finding)
        work->seen +=
            pehchan_evaluator_finding_status(work->evaluator, finding) == PEHCHAN_FINDING_INDICATED;
}

static double now(void) {
    struct timespec at;
    clock_gettime(CLOCK_MONOTONIC, &at);
    return (double)at.tv_sec * 1e9 + (double)at.tv_nsec;
}
/* Nanoseconds a person: the best of seven rounds of at least a tenth of a second, after one to warm
 * up. */
static double time_of(struct work* work, void (*each)(struct work*, size_t)) {
    double best = 0;
    int round;
    for (round = 0; round < 8; ++round) {
        const double begin = now();
        double end, calls = 0;
        size_t i;
        do {
            for (i = 0; i < work->cases.count; ++i) each(work, i);
            calls += (double)work->cases.count;
            end = now();
        } while (end - begin < 1e8);
        if (round == 1 || (round > 1 && (end - begin) / calls < best)) best = (end - begin) / calls;
    }
    return best;
}

static void bench(struct work* work) {
    pehchan_error* error = NULL;
    double json, handles;
    size_t i;
    if (!work->cases.count) stop(NULL, "no cases");
    if (pehchan_answers_new(work->catalogue, &work->answers, &error) != PEHCHAN_OK)
        stop(error, "answers");
    if (pehchan_evaluator_new(work->catalogue, &work->evaluator, &error) != PEHCHAN_OK)
        stop(error, "evaluator");
    work->findings = pehchan_evaluator_finding_count(work->evaluator);
    if (!(work->persons = malloc(work->cases.count * sizeof *work->persons))) stop(NULL, "memory");
    for (i = 0; i < work->cases.count; ++i)
        work->persons[i] = person_of(work->catalogue, work->cases.all[i].text);
    json = time_of(work, by_json);
    handles = time_of(work, by_handles);
    printf("{\"binding\": \"c\", \"json_call_ns\": %.0f, \"handle_call_ns\": %.0f}\n", json,
           handles);
    if (!work->seen) stop(NULL, "nothing was seen");
    for (i = 0; i < work->cases.count; ++i) free(work->persons[i].sets);
    free(work->persons);
    pehchan_evaluator_free(work->evaluator);
    pehchan_answers_free(work->answers);
}

int main(int count, char** words) {
    const int screens = count == 5 && strcmp(words[1], "screen") == 0,
              times = count == 4 && strcmp(words[1], "bench") == 0;
    struct work work = {0};
    pehchan_catalogue* catalogue = NULL;
    pehchan_error* error = NULL;
    char* whole = NULL;
    if (!screens && !times) {
        fprintf(stderr, "use: cases screen CATALOGUE CASES OUT | cases bench CATALOGUE CASES\n");
        return 2;
    }
    if (pehchan_catalogue_builtin(words[2], &catalogue, &error) != PEHCHAN_OK)
        stop(error, words[2]);
    work.catalogue = catalogue;
    work.cases = read_lines(words[3], &whole);
    if (screens) screen(catalogue, &work.cases, words[4]);
    else bench(&work);
    pehchan_catalogue_free(catalogue);
    free(work.cases.all);
    free(whole);
    return 0;
}
