// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_HANDLES_HPP
#define PEHCHAN_HANDLES_HPP

// How does a C++17 program hold what the C interface makes, where it links the shared library only?
// Copy this file; with a C++20 compiler and pehchan::json you need none of it.

#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <pehchan/pehchan.h>

namespace pehchan_handles {

template <auto Free>
struct freed_by {
    template <class Handle>
    void operator()(Handle* own) const noexcept {
        Free(own);
    }
};
using catalogue = std::unique_ptr<pehchan_catalogue, freed_by<pehchan_catalogue_free>>;
using answers = std::unique_ptr<pehchan_answers, freed_by<pehchan_answers_free>>;
using assessment = std::unique_ptr<pehchan_assessment, freed_by<pehchan_assessment_free>>;
using questions = std::unique_ptr<pehchan_questions, freed_by<pehchan_questions_free>>;
using interview = std::unique_ptr<pehchan_interview, freed_by<pehchan_interview_free>>;
using evaluator = std::unique_ptr<pehchan_evaluator, freed_by<pehchan_evaluator_free>>;
using text = std::unique_ptr<pehchan_text, freed_by<pehchan_text_free>>;

/// One problem of a text. It holds no answer.
struct issue {
    std::string code, pointer, message;
    std::uint64_t line = 0, column = 0;
};

/// What the library says was wrong.
class failure : public std::runtime_error {
public:
    failure(std::int32_t status, const char* message, std::vector<issue> issues = {})
        : std::runtime_error(message ? message : "failed"),
          status_(status),
          issues_(std::move(issues)) {}
    [[nodiscard]] std::int32_t status() const noexcept { return status_; }
    [[nodiscard]] const std::vector<issue>& issues() const noexcept { return issues_; }

private:
    std::int32_t status_;
    std::vector<issue> issues_;
};

/// For functions that make no error object.
inline void check(std::int32_t status) {
    if (status != PEHCHAN_OK) throw failure(status, pehchan_status_name(status));
}

/// Calls `function(arguments..., &error)`.
template <class Function, class... Arguments>
void run(Function function, Arguments... arguments) {
    pehchan_error* made = nullptr;
    const std::int32_t status = function(arguments..., &made);
    const std::unique_ptr<pehchan_error, freed_by<pehchan_error_free>> error(made);
    if (status == PEHCHAN_OK) return;
    std::vector<issue> issues;
    for (std::uint64_t i = 0; i < pehchan_error_issue_count(made); ++i)
        issues.push_back({pehchan_error_issue_code(made, i), pehchan_error_issue_pointer(made, i),
                          pehchan_error_issue_message(made, i), pehchan_error_issue_line(made, i),
                          pehchan_error_issue_column(made, i)});
    throw failure(status, pehchan_error_message(made), std::move(issues));
}

/// Calls `function(arguments..., &out, &error)`: `make<answers>(pehchan_answers_new,
/// catalogue.get())`.
template <class Handle, class Function, class... Arguments>
[[nodiscard]] Handle make(Function function, Arguments... arguments) {
    typename Handle::pointer made = nullptr;
    run(function, arguments..., &made);
    return Handle{made};
}

/// What a text says, for as long as it lives.
[[nodiscard]] inline std::string_view view(const text& of) noexcept {
    return {pehchan_text_data(of.get()), static_cast<std::size_t>(pehchan_text_size(of.get()))};
}

}  // namespace pehchan_handles

#endif
