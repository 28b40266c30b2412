// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_ISSUE_HPP
#define PEHCHAN_ISSUE_HPP

// What is wrong with a piece of data, and where?

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
    std::string code;     ///< stable, `lower_snake`; listed in docs/issue-codes.md
    std::string pointer;  ///< JSON Pointer (RFC 6901) to the value, "" for the whole text
    std::size_t line = 0;    ///< 1-based; 0 where there is no text
    std::size_t column = 0;  ///< 1-based, in bytes
    std::string message;  ///< one plain English sentence
    friend bool operator==(const issue&, const issue&) = default;
};

/// Makes a JSON Pointer (RFC 6901) one token longer.
void append_token(std::string& pointer, std::string_view token);
/// The pointer of one token.
[[nodiscard]] std::string pointer_to(std::string_view token);

/// A value, or the complete list of the problems that stand in its way.
template <class Value>
class outcome {
public:
    outcome(Value value) : value_(std::move(value)) {}
    outcome(std::vector<issue> issues) : issues_(std::move(issues)) {}

    [[nodiscard]] bool ok() const noexcept { return value_.has_value(); }
    explicit operator bool() const noexcept { return ok(); }
    /// The value. Throws `std::bad_optional_access` where not `ok()`.
    [[nodiscard]] const Value& value() const& { return value_.value(); }
    [[nodiscard]] Value&& value() && { return std::move(value_).value(); }
    [[nodiscard]] const Value& operator*() const& { return value_.value(); }
    [[nodiscard]] const Value* operator->() const { return &value_.value(); }
    /// Empty where `ok()`.
    [[nodiscard]] const std::vector<issue>& issues() const noexcept { return issues_; }

private:
    std::optional<Value> value_;
    std::vector<issue> issues_;
};

}  // namespace v0
}  // namespace pehchan

#endif
