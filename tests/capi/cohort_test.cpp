// SPDX-License-Identifier: Apache-2.0

// Many persons through the C interface: streams in, streams out.

#include <cerrno>
#include <cstdint>
#include <string>
#include <vector>

#if defined(__unix__) || defined(__APPLE__)
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>
#include <csignal>
#endif

#include "catch.hpp"
#include "pehchan/pehchan.h"
#include "support/arrow_tables.hpp"
#include "support/shipped.hpp"

using namespace pehchan_tests;

namespace {

arrow_piece codes(std::string name, const std::vector<int>& values) {
    arrow_piece out;
    out.format = "c";
    out.name = std::move(name);
    out.buffers.resize(2);
    out.absent = {true, false};
    for (const int v : values) append(out.buffers[1], static_cast<std::int8_t>(v));
    out.length = static_cast<std::int64_t>(values.size());
    out.nulls = 0;
    return out;
}
arrow_piece table(std::vector<arrow_piece> columns) {
    arrow_piece out;
    out.format = "+s";
    out.buffers.resize(1);
    out.absent = {true};
    out.nulls = 0;
    out.length = columns.front().length;
    out.children = std::move(columns);
    return out;
}

struct handles {
    pehchan_catalogue* catalogue = nullptr;
    pehchan_cohort* cohort = nullptr;
    pehchan_workers* workers = nullptr;
    handles() {
        REQUIRE(pehchan_catalogue_builtin("pakistan", &catalogue, nullptr) == PEHCHAN_OK);
        REQUIRE(pehchan_cohort_new(catalogue, &cohort, nullptr) == PEHCHAN_OK);
        REQUIRE(pehchan_workers_new(2, &workers, nullptr) == PEHCHAN_OK);
    }
    ~handles() { free_all(); }
    void free_all() {
        pehchan_workers_free(workers);
        pehchan_cohort_free(cohort);
        pehchan_catalogue_free(catalogue);
        workers = nullptr;
        cohort = nullptr;
        catalogue = nullptr;
    }
};

/// All statuses, row after row.
std::string statuses(ArrowArrayStream& results) {
    std::string out;
    for (;;) {
        ArrowArray piece;
        REQUIRE(results.get_next(&results, &piece) == 0);
        if (!piece.release) break;
        for (std::int64_t row = 0; row < piece.length; ++row)
            for (std::int64_t c = 0; c < piece.n_children; ++c)
                out += static_cast<char>(
                    '0' + static_cast<const std::int8_t*>(piece.children[c]->buffers[1])[row]);
        piece.release(&piece);
    }
    results.release(&results);
    return out;
}

}  // namespace

TEST_CASE(
    "a stream of results is that of the evaluator, whatever threads there are, and stays good when "
    "everything else is freed") {
    handles all;
    dice d{5};
    std::vector<pehchan::answers> persons;
    for (int p = 0; p < 70'000; ++p)
        persons.push_back(p < 500 ? random_person(d, shipped("pakistan"))
                                  : persons[static_cast<std::size_t>(p % 500)]);
    const std::vector<std::size_t> kinds(shipped("pakistan").indicators().size(), 1);
    const arrow_piece batch = batch_of(d, persons, 0, persons.size(), kinds);

    std::string expected;
    pehchan::quick_assessment quick{shipped("pakistan")};
    for (const pehchan::answers& one : persons) {
        quick.assess(one);
        for (std::size_t f = 0; f < quick.finding_count(); ++f)
            if (quick.finding(f).kind != pehchan::finding_kind::offence)
                expected += static_cast<char>('0' + static_cast<int>(quick.status(f)));
    }
    ArrowArrayStream in = stream_of(batch, {batch}), alone, divided;
    REQUIRE(pehchan_cohort_assess(all.cohort, &in, PEHCHAN_COHORT_STATUS_COLUMNS, nullptr, &alone,
                                  nullptr) == PEHCHAN_OK);
    CHECK(in.release == nullptr);
    in = stream_of(batch, {batch});
    REQUIRE(pehchan_cohort_assess(all.cohort, &in, PEHCHAN_COHORT_STATUS_COLUMNS, all.workers,
                                  &divided, nullptr) == PEHCHAN_OK);
    all.free_all();
    CHECK((statuses(alone) == expected));
    CHECK((statuses(divided) == expected));
    CHECK(arrow_alive() == 0);
}

#if defined(__unix__) || defined(__APPLE__)
TEST_CASE(
    "after fork the child assesses without the threads and frees its handles, and the parent goes "
    "on") {
    handles all;
    dice d{6};
    std::vector<pehchan::answers> persons;
    for (int p = 0; p < 3'000; ++p)
        persons.push_back(p < 100 ? random_person(d, shipped("pakistan"))
                                  : persons[static_cast<std::size_t>(p % 100)]);
    const std::vector<std::size_t> kinds(shipped("pakistan").indicators().size(), 1);
    const arrow_piece batch = batch_of(d, persons, 0, persons.size(), kinds);
    const auto begun = [&] {
        ArrowArrayStream in = stream_of(batch, {batch}), results;
        REQUIRE(pehchan_cohort_assess(all.cohort, &in, PEHCHAN_COHORT_STATUS_COLUMNS, all.workers,
                                      &results, nullptr) == PEHCHAN_OK);
        return results;
    };
    ArrowArrayStream first = begun(), before = begun();
    const std::string expected = statuses(first);

    const pid_t child = fork();
    if (child == 0) {
        int answer = 2;
        try {
            ArrowArrayStream after = begun();
            answer = statuses(before) == expected && statuses(after) == expected ? 0 : 1;
            all.free_all();
        } catch (...) {}
        _exit(answer);
    }
    REQUIRE(child > 0);
    int status = -1;
    pid_t ended = 0;
    for (int tenths = 0; tenths < 1200 && (ended = waitpid(child, &status, WNOHANG)) == 0; ++tenths)
        usleep(100'000);
    if (ended == 0) {
        kill(child, SIGKILL);
        waitpid(child, nullptr, 0);
    }
    CHECK(ended == child);  // else it hung
    CHECK(status == 0);
    CHECK((statuses(before) == expected));
}
#endif

TEST_CASE(
    "columns that do not fit are an error with all issues, values that do not fit end the stream "
    "with their place") {
    handles all;
    pehchan_error* error = nullptr;
    const arrow_piece extra =
        table({codes("nobody", {1}), codes("case", {1}), codes("somebody", {1})});
    ArrowArrayStream in = stream_of(extra, {extra}), out;
    REQUIRE(pehchan_cohort_assess(all.cohort, &in, 0, nullptr, &out, &error) ==
            PEHCHAN_STATUS_BAD_DATA);
    CHECK(in.release == nullptr);
    CHECK(out.release == nullptr);
    REQUIRE(pehchan_error_issue_count(error) == 2);
    CHECK(std::string(pehchan_error_issue_code(error, 1)) == "unknown_indicator");
    CHECK(std::string(pehchan_error_issue_pointer(error, 1)) == "/somebody");
    pehchan_error_free(error);

    in = stream_of(extra, {extra});
    REQUIRE(pehchan_cohort_assess(all.cohort, &in, 8, nullptr, &out, &error) ==
            PEHCHAN_STATUS_BAD_ARGUMENT);
    pehchan_error_free(error);
    CHECK(in.release == nullptr);
    in = stream_of(extra, {extra});
    REQUIRE(pehchan_cohort_assess(all.cohort, &in, PEHCHAN_COHORT_IGNORE_EXTRA, nullptr, &out,
                                  nullptr) == PEHCHAN_OK);
    out.release(&out);

    const arrow_piece bad = table({codes("believed_under_18", {1, 0, 5})});
    in = stream_of(bad, {bad});
    REQUIRE(pehchan_cohort_assess(all.cohort, &in, 0, nullptr, &out, nullptr) == PEHCHAN_OK);
    ArrowArray piece;
    CHECK(out.get_next(&out, &piece) == EINVAL);
    CHECK(std::string(out.get_last_error(&out)) ==
          "unknown_value at /believed_under_18/2: The indicator does not take this answer.");
    out.release(&out);
    in = stream_of(bad, {bad});
    REQUIRE(pehchan_cohort_assess(all.cohort, &in, PEHCHAN_COHORT_KEEP_GOING, nullptr, &out,
                                  nullptr) == PEHCHAN_OK);
    REQUIRE(out.get_next(&out, &piece) == 0);
    CHECK(piece.length == 3);
    CHECK(piece.children[0]->null_count == 1);
    piece.release(&piece);
    out.release(&out);
    CHECK(arrow_alive() == 0);
}

TEST_CASE("a cohort names its columns, and there are 1 to 256 workers") {
    handles all;
    CHECK(pehchan_cohort_finding_count(all.cohort) > 20);
    CHECK(std::string(pehchan_cohort_finding_id(all.cohort, 0)).size() > 3);
    CHECK(pehchan_cohort_finding_id(all.cohort, pehchan_cohort_finding_count(all.cohort)) ==
          nullptr);
    pehchan_catalogue* survey = nullptr;
    pehchan_cohort* scored = nullptr;
    REQUIRE(pehchan_catalogue_builtin("dwems_2024", &survey, nullptr) == PEHCHAN_OK);
    REQUIRE(pehchan_cohort_new(survey, &scored, nullptr) == PEHCHAN_OK);
    REQUIRE(pehchan_cohort_score_count(scored) > 0);
    CHECK(pehchan_cohort_score_id(scored, 0) != nullptr);
    CHECK(pehchan_cohort_score_id(scored, UINT64_MAX) == nullptr);
    pehchan_cohort_free(scored);
    pehchan_catalogue_free(survey);
    CHECK(pehchan_workers_count(all.workers) == 2);
    pehchan_workers* none = nullptr;
    CHECK(pehchan_workers_new(0, &none, nullptr) == PEHCHAN_STATUS_BAD_ARGUMENT);
    CHECK(pehchan_workers_new(PEHCHAN_WORKERS_MOST + 1, &none, nullptr) ==
          PEHCHAN_STATUS_BAD_ARGUMENT);
    CHECK(none == nullptr);
}
