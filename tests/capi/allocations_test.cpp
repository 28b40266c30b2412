// SPDX-License-Identifier: Apache-2.0

// Every allocation fails once: the call says "out of memory", nothing is left over, nothing that
// was there is lost, and the same call then succeeds.

#include <array>
#include <atomic>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <new>
#include <string>

#include "catch.hpp"
#include "pehchan/pehchan.h"
#include "support/shipped.hpp"
#include "support/small_catalogue.hpp"

namespace {

// The shared library takes its memory from the operator new of this program.
std::atomic<std::int64_t> live = 0, until_failure = -1;
std::atomic<bool> failed = false;

void* taken(std::size_t size, std::size_t alignment = alignof(std::max_align_t)) {
    if (until_failure == 0) {
        failed = true;
        return nullptr;
    }
    if (until_failure > 0) --until_failure;
    ++live;
    return std::aligned_alloc(alignment, (size / alignment + 1) * alignment);
}
void given_back(void* at) noexcept {
    if (at) --live;
    std::free(at);
}

}  // namespace

void* operator new(std::size_t size) {
    void* const at = taken(size);
    if (!at) throw std::bad_alloc{};
    return at;
}
void* operator new[](std::size_t size) { return operator new(size); }
void* operator new(std::size_t size, const std::nothrow_t&) noexcept { return taken(size); }
void* operator new[](std::size_t size, const std::nothrow_t&) noexcept { return taken(size); }
void* operator new(std::size_t size, std::align_val_t alignment) {
    void* const at = taken(size, static_cast<std::size_t>(alignment));
    if (!at) throw std::bad_alloc{};
    return at;
}
void* operator new[](std::size_t size, std::align_val_t alignment) {
    return operator new(size, alignment);
}
void operator delete(void* at) noexcept { given_back(at); }
void operator delete(void* at, std::align_val_t) noexcept { given_back(at); }
void operator delete[](void* at, std::align_val_t) noexcept { given_back(at); }
void operator delete(void* at, std::size_t, std::align_val_t) noexcept { given_back(at); }
void operator delete[](void* at, std::size_t, std::align_val_t) noexcept { given_back(at); }
void operator delete[](void* at) noexcept { given_back(at); }
void operator delete(void* at, std::size_t) noexcept { given_back(at); }
void operator delete[](void* at, std::size_t) noexcept { given_back(at); }
void operator delete(void* at, const std::nothrow_t&) noexcept { given_back(at); }
void operator delete[](void* at, const std::nothrow_t&) noexcept { given_back(at); }

namespace {

struct tried {
    std::int64_t allocations = 0;  ///< that were made to fail
    std::string problem;
};

/// Fails allocation 1, 1 + every, 1 + 2 * every, ... of `call(error)` until it succeeds. `undo`
/// gives back what a success made.
template <class Call, class Undo>
tried fail_each(Call call, Undo undo, std::int64_t every = 1) {
    tried out;
    for (std::int64_t n = 0;; n += every) {
        const std::int64_t before = live;
        pehchan_error* error = nullptr;
        failed = false;
        until_failure = n;
        const std::int32_t status = call(&error);
        until_failure = -1;
        if (!failed) {
            if (status != PEHCHAN_OK) out.problem = "it fails with memory enough";
            undo();
            if (live != before) out.problem = "a success leaves something over";
            return out;
        }
        ++out.allocations;
        if (status == PEHCHAN_OK) {  // something could do without
            undo();
        } else {
            if (status != PEHCHAN_STATUS_OUT_OF_MEMORY)
                out.problem = std::string("it says ") + pehchan_status_name(status);
            if (pehchan_error_status(error) != status ||
                std::string_view(pehchan_error_message(error)) != "out of memory")
                out.problem = "its error is another";
            pehchan_error_free(error);
        }
        if (live != before)
            out.problem = "failing allocation " + std::to_string(n) + " leaves something over";
        if (!out.problem.empty()) return out;
    }
}

constexpr std::int64_t slowed = pehchan_tests::slowed_down;

/// All calls on one catalogue that `load` makes. `every` as above, for loading and for the rest.
template <class Load>
void try_all(Load load, const std::string& a_case, const char* finding, const char* other,
             const char* indicator, std::int64_t every_load, std::int64_t every) {
    pehchan_catalogue* catalogue = nullptr;
    pehchan_answers* answers = nullptr;
    pehchan_assessment* assessment = nullptr;
    pehchan_text* text = nullptr;
    pehchan_questions* questions = nullptr;
    pehchan_interview* interview = nullptr;
    pehchan_evaluator* evaluator = nullptr;
    const auto nothing = [] {};
    const auto check = [](const char* what, const tried& of, std::int64_t at_least) {
        INFO(what);
        CHECK(of.problem == "");
        CHECK(of.allocations >= at_least);
    };
    check("load",
          fail_each([&](pehchan_error** e) { return load(&catalogue, e); },
                    [&] { pehchan_catalogue_free(catalogue); }, every_load),
          every_load > 1000 ? 10 : 50);
    REQUIRE(load(&catalogue, nullptr) == PEHCHAN_OK);
    check("new answers",
          fail_each([&](pehchan_error** e) { return pehchan_answers_new(catalogue, &answers, e); },
                    [&] { pehchan_answers_free(answers); }),
          2);
    check("parse",
          fail_each(
              [&](pehchan_error** e) {
                  return pehchan_answers_parse(catalogue, nullptr, a_case.data(), a_case.size(),
                                               &answers, e);
              },
              [&] { pehchan_answers_free(answers); }),
          3);
    REQUIRE(pehchan_answers_parse(catalogue, nullptr, a_case.data(), a_case.size(), &answers,
                                  nullptr) == PEHCHAN_OK);
    pehchan_answers* named = nullptr;
    const auto name = [&](pehchan_error** e) {
        if (pehchan_answers_new(catalogue, &named, e) != PEHCHAN_OK)
            return std::int32_t{PEHCHAN_STATUS_OUT_OF_MEMORY};
        const std::int32_t status = pehchan_answers_set_case(
            named, "a-name-that-is-longer-than-any-string-s-own-buffer", e);
        if (status != PEHCHAN_OK) pehchan_answers_free(named);
        return status;
    };
    check("name", fail_each(name, [&] { pehchan_answers_free(named); }), 3);
    (void)fail_each(
        [&](pehchan_error** e) { return pehchan_answers_set(answers, indicator, "yes", e); },
        nothing);
    check("assess",
          fail_each(
              [&](pehchan_error** e) {
                  return pehchan_assess(catalogue, answers, PEHCHAN_VIEW_OFFICIAL, &assessment, e);
              },
              [&] { pehchan_assessment_free(assessment); }, every),
          20);
    REQUIRE(pehchan_assess(catalogue, answers, PEHCHAN_VIEW_OFFICIAL, &assessment, nullptr) ==
            PEHCHAN_OK);
    const auto free_text = [&] { pehchan_text_free(text); };
    REQUIRE(pehchan_assessment_json(assessment, "en", 0, &text, nullptr) == PEHCHAN_OK);
    const std::string before = pehchan_text_data(text);
    free_text();
    check("answers as JSON",
          fail_each([&](pehchan_error** e) { return pehchan_answers_json(answers, &text, e); },
                    free_text),
          2);
    check("JSON",
          fail_each(
              [&](pehchan_error** e) {
                  return pehchan_assessment_json(
                      assessment, "en", PEHCHAN_FLAG_EXPLAIN | PEHCHAN_FLAG_NEXT, &text, e);
              },
              free_text, every),
          10);
    check("page",
          fail_each(
              [&](pehchan_error** e) {
                  return pehchan_assessment_page(
                      assessment, "en", PEHCHAN_FLAG_EXPLAIN | PEHCHAN_FLAG_NEXT, &text, e);
              },
              free_text, every),
          10);
    check("explain",
          fail_each(
              [&](pehchan_error** e) {
                  return pehchan_assessment_explain(assessment, finding, "en", 0, &text, e);
              },
              free_text, every),
          10);
    check("contrast",
          fail_each(
              [&](pehchan_error** e) {
                  return pehchan_assessment_contrast(assessment, finding, other, "en", 0, &text, e);
              },
              free_text, every),
          10);
    check("screen",
          fail_each(
              [&](pehchan_error** e) {
                  return pehchan_screen(catalogue, nullptr, a_case.data(), a_case.size(), "en",
                                        PEHCHAN_VIEW_OFFICIAL, 0, &text, e);
              },
              free_text, every),
          10);
    check("ask next",
          fail_each(
              [&](pehchan_error** e) {
                  return pehchan_ask_next(answers, nullptr, 0, 3, &questions, e);
              },
              [&] { pehchan_questions_free(questions); }, every),
          5);
    check("evaluator",
          fail_each(
              [&](pehchan_error** e) { return pehchan_evaluator_new(catalogue, &evaluator, e); },
              [&] { pehchan_evaluator_free(evaluator); }),
          2);
    check("interview",
          fail_each(
              [&](pehchan_error** e) {
                  return pehchan_interview_resume(answers, nullptr, 0, &interview, e);
              },
              [&] { pehchan_interview_free(interview); }, every),
          5);
    REQUIRE(pehchan_interview_resume(answers, nullptr, 0, &interview, nullptr) == PEHCHAN_OK);
    const char* question = nullptr;
    REQUIRE(pehchan_interview_next(interview, &question, nullptr) == PEHCHAN_OK);
    pehchan_answers* copy = nullptr;
    check(
        "interview's answers",
        fail_each([&](pehchan_error** e) { return pehchan_interview_answers(interview, &copy, e); },
                  [&] { pehchan_answers_free(copy); }),
        2);
    pehchan_interview_free(interview);
    // nothing that was there is lost
    REQUIRE(pehchan_assessment_json(assessment, "en", 0, &text, nullptr) == PEHCHAN_OK);
    CHECK(before == pehchan_text_data(text));
    free_text();
    pehchan_assessment_free(assessment);
    pehchan_answers_free(answers);
    pehchan_catalogue_free(catalogue);
}

}  // namespace

TEST_CASE(
    "when an allocation fails, every call on a small catalogue says so, leaks nothing and loses "
    "nothing") {
    using namespace pehchan_tests;
    small_catalogue small;
    small.indicators = {yes_no_json("threat", "harm"), yes_no_json("debt", "harm"),
                        yes_no_json("guard", "harm", "observed")};
    small.rules =
        R"({"id": "pressed", "title": {"en": "pressed"}, "rule": {"any": ["threat", "debt"]}, )" +
        stated + "}";
    small.findings =
        finding_json("one", "protection", R"({"all": [{"rule": "pressed"}, "guard"]})") + ", " +
        finding_json("two", "protection", R"({"at_least": 2, "of": ["threat", "debt", "guard"]})");
    small.safeguards = safeguard_json("apart");
    small.referrals = referral_json("desk", "desk", "protection", R"({"finding": "one"})") + ", " +
                      referral_json("other_desk", "desk2", "protection", R"({"finding": "two"})");
    const std::string text = small.json();
    (void)loaded(small);  // says why, if it does not load
    try_all(
        [&](pehchan_catalogue** out, pehchan_error** e) {
            return pehchan_catalogue_load(text.data(), text.size(), nullptr, 0, out, e);
        },
        R"({"case": "a-case-whose-name-is-longer-than-any-string-s-own-buffer", "answers": {"threat": "yes", "guard": "unknown"}})",
        "one", "two", "debt", 1, 1);
}

TEST_CASE(
    "when an allocation fails, a sample of every call on the catalogue of Pakistan says so, leaks "
    "nothing and loses nothing") {
    try_all([](pehchan_catalogue** out,
               pehchan_error** e) { return pehchan_catalogue_builtin("pakistan", out, e); },
            R"({"case": "B", "answers": {"believed_under_18": "yes", "debt_inflated": "yes"}})",
            "trafficking", "smuggled_migrant", "made_to_work_by_force_or_menace", 503 * slowed, 29);
}

TEST_CASE(
    "when an allocation fails while problems are listed, the error is the one that needs no "
    "memory") {
    const std::string broken =
        R"({"id": "x", "versoin": 1, "indicators": [{"id": "a"}, {"id": "a"}]})";
    pehchan_catalogue* none = nullptr;
    for (std::int64_t n = 0;; ++n) {
        const std::int64_t before = live;
        pehchan_error* error = nullptr;
        failed = false;
        until_failure = n;
        const std::int32_t status =
            pehchan_catalogue_load(broken.data(), broken.size(), nullptr, 0, &none, &error);
        until_failure = -1;
        const bool had_to_fail = failed;
        CHECK(none == nullptr);
        CHECK(pehchan_error_status(error) == status);
        CHECK(status == (had_to_fail ? PEHCHAN_STATUS_OUT_OF_MEMORY : PEHCHAN_STATUS_BAD_DATA));
        pehchan_error_free(error);
        REQUIRE(live == before);
        if (!had_to_fail) {
            CHECK(n > 20);
            break;
        }
    }
}

namespace {

// A stream of batches that takes no memory itself: `persons` answers "yes", then "no" and so on, in
// one column, and says so.
constexpr std::int64_t persons = 600;
std::array<std::int8_t, persons> stream_codes{};
int batches_left = 0, held = 0;  // held: what somebody still has to release

void empty_array(ArrowArray* out) {
    *out = {};
    out->n_buffers = 1;
    out->release = [](ArrowArray* self) { self->release = nullptr, --held; };
    ++held;
}
ArrowArrayStream answers_of_many(int batches) {
    batches_left = batches;
    for (std::size_t p = 0; p < persons; ++p) stream_codes[p] = static_cast<std::int8_t>(p % 2);
    ArrowArrayStream out{};
    out.get_schema = [](ArrowArrayStream*, ArrowSchema* to) {
        static ArrowSchema column, *const columns[] = {&column};
        column = {};
        column.format = "c";
        column.name = "threat";
        column.release = [](ArrowSchema* self) { self->release = nullptr; };
        *to = {};
        to->format = "+s";
        to->name = "";
        to->n_children = 1;
        to->children = const_cast<ArrowSchema**>(columns);
        to->release = [](ArrowSchema* self) { self->release = nullptr, --held; };
        ++held;
        return 0;
    };
    out.get_next = [](ArrowArrayStream*, ArrowArray* to) {
        static const void* no_validity[] = {nullptr};
        static const void* values[] = {nullptr, stream_codes.data()};
        static ArrowArray column, *const columns[] = {&column};
        *to = {};
        if (batches_left == 0) return 0;
        --batches_left;
        column = {};
        column.length = persons;
        column.n_buffers = 2;
        column.buffers = values;
        column.release = [](ArrowArray* self) { self->release = nullptr; };
        empty_array(to);
        to->length = persons;
        to->buffers = no_validity;
        to->n_children = 1;
        to->children = const_cast<ArrowArray**>(columns);
        return 0;
    };
    out.get_last_error = [](ArrowArrayStream*) -> const char* { return nullptr; };
    out.release = [](ArrowArrayStream* self) { self->release = nullptr, --held; };
    ++held;
    return out;
}

/// Reads to the end: OK, or what an error says.
std::int32_t read_all(ArrowArrayStream& out, std::int64_t& indicated) {
    int problem = 0;
    ArrowSchema schema{};
    problem = out.get_schema(&out, &schema);
    if (problem == 0) schema.release(&schema);
    while (problem == 0) {
        ArrowArray piece{};
        problem = out.get_next(&out, &piece);
        if (problem || !piece.release) break;
        for (std::int64_t row = 0; row < piece.length; ++row)
            indicated += static_cast<const std::int8_t*>(piece.children[0]->buffers[1])[row] == 2;
        piece.release(&piece);
    }
    out.release(&out);
    return problem == 0        ? PEHCHAN_OK
           : problem == ENOMEM ? PEHCHAN_STATUS_OUT_OF_MEMORY
                               : PEHCHAN_STATUS_INTERNAL;
}

}  // namespace

TEST_CASE(
    "when an allocation fails, cohorts, their threads and their streams say so, leak nothing and "
    "lose nothing") {
    using namespace pehchan_tests;
    small_catalogue small;
    small.setting = "survey";
    small.indicators = {yes_no_json("threat", "harm"), yes_no_json("debt", "harm")};
    small.findings = finding_json("one", "measure", "\"threat\"") + ", " +
                     finding_json("two", "measure", R"({"all": ["threat", "debt"]})");
    const std::string text = small.json();
    pehchan_catalogue* catalogue = nullptr;
    REQUIRE(pehchan_catalogue_load(text.data(), text.size(), nullptr, 0, &catalogue, nullptr) ==
            PEHCHAN_OK);

    pehchan_cohort* cohort = nullptr;
    const tried made =
        fail_each([&](pehchan_error** e) { return pehchan_cohort_new(catalogue, &cohort, e); },
                  [&] { pehchan_cohort_free(cohort); });
    CHECK(made.problem == "");
    CHECK(made.allocations >= 10);
    pehchan_workers* workers = nullptr;
    const tried threads =
        fail_each([&](pehchan_error** e) { return pehchan_workers_new(3, &workers, e); },
                  [&] { pehchan_workers_free(workers); });
    CHECK(threads.problem == "");
    CHECK(threads.allocations >= 3);

    REQUIRE(pehchan_cohort_new(catalogue, &cohort, nullptr) == PEHCHAN_OK);
    ArrowArrayStream out{};
    const auto start = [&](const pehchan_workers* with, pehchan_error** e) {
        ArrowArrayStream in = answers_of_many(2);
        const std::int32_t status =
            pehchan_cohort_assess(cohort, &in, PEHCHAN_COHORT_STATUS_COLUMNS, with, &out, e);
        CHECK(in.release == nullptr);
        CHECK((out.release == nullptr) == (status != PEHCHAN_OK));
        return status;
    };
    const tried started =
        fail_each([&](pehchan_error** e) { return start(nullptr, e); }, [&] { out.release(&out); });
    CHECK(started.problem == "");
    CHECK(started.allocations >= 5);
    CHECK(held == 0);

    // reading: the stream is ended by its reader, whatever it said
    for (const bool divided : {false, true}) {
        CAPTURE(divided);
        if (divided) REQUIRE(pehchan_workers_new(3, &workers, nullptr) == PEHCHAN_OK);
        std::int64_t n = 0;
        for (bool again = true; again; ++n) {
            const std::int64_t before = live;
            REQUIRE(start(divided ? workers : nullptr, nullptr) == PEHCHAN_OK);
            std::int64_t indicated = 0;
            failed = false;
            until_failure = n;
            const std::int32_t status = read_all(out, indicated);
            until_failure = -1;
            again = failed;
            CHECK(status == (again ? PEHCHAN_STATUS_OUT_OF_MEMORY : PEHCHAN_OK));
            if (!again) CHECK(indicated == persons);
            CHECK(held == 0);
            CHECK(live == before);
        }
        CHECK(n > 10);
    }
    const std::int64_t with_workers = live;
    pehchan_workers_free(workers);
    CHECK(live < with_workers);
    pehchan_cohort_free(cohort);
    pehchan_catalogue_free(catalogue);
}
