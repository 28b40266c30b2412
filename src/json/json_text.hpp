// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_JSON_JSON_TEXT_HPP
#define PEHCHAN_JSON_JSON_TEXT_HPP

// Is this text one strict JSON value, and where in it does a JSON Pointer lead?

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <pehchan/issue.hpp>

#include <boost/json/storage_ptr.hpp>
#include <boost/json/value.hpp>

namespace pehchan {
inline namespace v0 {
namespace detail {

struct text_limits {
    std::size_t bytes;
    std::size_t depth;
};
/// As in docs/catalogue-format.md.
inline constexpr text_limits catalogue_limits{std::size_t{16} << 20, 64};
inline constexpr text_limits case_limits{std::size_t{1} << 20, 8};

/// What a problem's place is: the value its pointer leads to, or the key of that value.
enum class issue_place : std::uint8_t { value, key };

/// The problems of one text. Places are looked up once, at the end, and only where there are
/// problems.
class issue_list {
public:
    /// More than these are not collected; a text with so many has one problem of its own.
    static constexpr std::size_t most = 10'000;

    void add(std::string_view code, std::string_view pointer, std::string message,
             issue_place place = issue_place::value);
    /// A problem at a known byte.
    void add_at(std::size_t offset, std::string_view code, std::string_view pointer,
                std::string message);
    [[nodiscard]] bool empty() const noexcept { return entries_.empty(); }

    /// Every problem with line and column, in the order of the text. `text` must have been accepted
    /// by `parse_text`, unless all places are known bytes. The first line of `text` is number
    /// `first_line`.
    [[nodiscard]] std::vector<issue> placed(std::string_view text, std::size_t first_line = 1) &&;

private:
    struct entry {
        issue what;
        std::size_t offset;
        issue_place place;
    };
    static constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

    bool room();

    std::vector<entry> entries_;
    bool cut_ = false;
};

/// The value, or nothing where the text is not JSON, too large or too deep. Duplicate keys are
/// added to `issues`, and the last of them is in the value.
[[nodiscard]] std::optional<boost::json::value> parse_text(std::string_view text,
                                                           text_limits limits, issue_list& issues,
                                                           boost::json::storage_ptr storage = {});

/// Fills `line` and `column` of issues that have a pointer into `text`, a valid JSON text; sorts
/// them by place.
void place_issues(std::vector<issue>& issues, std::string_view text);

/// `pointer` with one more token, escaped as in RFC 6901.
[[nodiscard]] std::string pointer_to(std::string_view pointer, std::string_view token);

/// The offset of the first byte that is not part of well-formed UTF-8, or `std::string_view::npos`.
[[nodiscard]] std::size_t first_ill_formed_utf8(std::string_view bytes) noexcept;

}  // namespace detail
}  // namespace v0
}  // namespace pehchan

#endif
