// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_ISSUE_HPP
#define PEHCHAN_ISSUE_HPP

// What is wrong with a piece of data, and where?

#include "detail/push_macros.hpp"

#include <concepts>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pehchan {
inline namespace v0 {

/// One problem in a catalogue or a case. Messages never contain an answer.
struct issue {
    std::string code;        ///< stable, `lower_snake`; listed in docs/issue-codes.md
    std::string pointer;     ///< JSON Pointer (RFC 6901) to the value, "" for the whole text
    std::size_t line = 0;    ///< 1-based; 0 where there is no text
    std::size_t column = 0;  ///< 1-based, in bytes
    std::string message;     ///< one plain English sentence
    friend bool operator==(const issue&, const issue&) = default;
};

/// Makes a JSON Pointer (RFC 6901) one token longer. Control, escape and direction characters of
/// the token stand in it as "\uXXXX": pointers are printed.
void append_token(std::string& pointer, std::string_view token);
/// The pointer of one token.
[[nodiscard]] std::string pointer_to(std::string_view token);

namespace detail {
/// Throws `std::logic_error` with the first issue.
[[noreturn]] void refuse_value(const std::vector<issue>& issues);
}  // namespace detail

/// A value, or the complete list of the problems that stand in its way. What a temporary outcome
/// gives is given by value: a reference into it would dangle.
template <class Value>
class [[nodiscard]] outcome {
public:
    /// A value: `ok()`.
    outcome(Value value) : value_(std::move(value)) {}
    /// The problems, at least one: not `ok()`.
    outcome(std::vector<issue> issues) : issues_(std::move(issues)) {}

    /// Whether there is a value.
    [[nodiscard]] bool ok() const noexcept { return value_.has_value(); }
    /// Not for an outcome that holds a bool: which of the two would be asked?
    [[nodiscard]] explicit operator bool() const noexcept
        requires(!std::same_as<Value, bool>)
    {
        return ok();
    }
    /// The value. Throws `std::logic_error` with the first issue where not `ok()`.
    [[nodiscard]] const Value& value() const& { return *checked(); }
    [[nodiscard]] Value value() && {
        (void)checked();
        return *std::move(value_);
    }
    /// As `value()`.
    [[nodiscard]] const Value& operator*() const& { return value(); }
    [[nodiscard]] Value operator*() && { return std::move(*this).value(); }
    /// As `value()`.
    [[nodiscard]] const Value* operator->() const& { return checked(); }
    const Value* operator->() const&& = delete;
    /// Empty where `ok()`.
    [[nodiscard]] const std::vector<issue>& issues() const& noexcept { return issues_; }
    [[nodiscard]] std::vector<issue> issues() && noexcept { return std::move(issues_); }

private:
    [[nodiscard]] const Value* checked() const {
        if (!value_) detail::refuse_value(issues_);
        return &*value_;
    }

    std::optional<Value> value_;
    std::vector<issue> issues_;
};

/// The text as a terminal can show it: control, escape and direction characters as "\uXXXX", and
/// "\uFFFD" for a byte that is no UTF-8.
[[nodiscard]] std::string escaped(std::string_view utf8);

}  // namespace v0
}  // namespace pehchan

#include "detail/pop_macros.hpp"

#endif
