// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_ANSWERS_HPP
#define PEHCHAN_ANSWERS_HPP

// What is known of one person?

#include "detail/push_macros.hpp"

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "catalogue.hpp"
#include "program.hpp"

namespace pehchan {
inline namespace v0 {

/// Why an answer was not taken; the answers are then as before.
enum class [[nodiscard]] answer_problem {
    none,                       ///< the answer was taken
    unknown_indicator,          ///< the catalogue has no such indicator
    wrong_type,                 ///< a number for a choice, or text for a number
    unknown_value,              ///< no option of this id, or not "yes", "no", ...
    out_of_range,               ///< outside `min` to `max` of the indicator
    not_applicable_not_allowed  ///< the indicator applies to everyone
};

/// What was answered; `unknown` where nobody asked.
enum class answer_kind : std::uint8_t {
    unknown,         ///< never asked, or the person does not know
    declined,        ///< the person did not wish to answer
    no,              ///< for yes/no indicators
    yes,             ///< for yes/no indicators
    not_applicable,  ///< for yes/no indicators that allow it; counts as "no"
    option,          ///< `answer::value` is the index of the option
    number           ///< `answer::value` is the number
};

/// One answer to one indicator.
struct answer {
    answer_kind kind = answer_kind::unknown;  ///< says how `value` is read
    std::int64_t value = 0;  ///< index of the option in `indicator::options`, or the number
    friend bool operator==(const answer&, const answer&) = default;
};

/// An integer that is a number: neither a bool nor a character.
template <class Type>
concept whole_number =
    std::integral<Type> && sizeof(Type) <= sizeof(std::int64_t) && !std::same_as<Type, bool> &&
    !std::same_as<Type, char> && !std::same_as<Type, wchar_t> && !std::same_as<Type, char8_t> &&
    !std::same_as<Type, char16_t> && !std::same_as<Type, char32_t>;
/// What can be neither the words of an answer nor a whole number, such as a bool, a fraction or a
/// null pointer.
template <class Type>
concept not_an_answer = !whole_number<Type> && (std::same_as<Type, std::nullptr_t> ||
                                                !std::convertible_to<Type, std::string_view>);

/// One person's answers to the indicators of one catalogue. What was never set is unknown. Not to
/// be changed by two threads at once.
class answers {
public:
    /// All unknown.
    explicit answers(catalogue catalogue_used);

    /// "yes", "no", "unknown", "declined", "not_applicable", or the id of an option.
    answer_problem set(std::string_view id, std::string_view value);

    /// A whole number, for an indicator of type number.
    template <whole_number Integer>
    answer_problem set(std::string_view id, Integer value) {
        return set_number(id, std::in_range<std::int64_t>(value)
                                  ? std::optional{static_cast<std::int64_t>(value)}
                                  : std::nullopt);
    }
    template <not_an_answer Other>
    answer_problem set(std::string_view id, Other value) = delete;

    /// The same by index into `catalogue_used().indicators()`.
    answer_problem set_at(std::size_t index, answer given) noexcept;

    /// Makes the answer unknown again.
    void forget(std::string_view id) noexcept;

    /// By index into `catalogue_used().indicators()`.
    [[nodiscard]] answer at(std::size_t index) const noexcept { return given_[index]; }
    /// The catalogue whose indicators are answered.
    [[nodiscard]] const catalogue& catalogue_used() const& noexcept { return catalogue_; }
    [[nodiscard]] catalogue catalogue_used() && noexcept { return std::move(catalogue_); }
    friend bool operator==(const answers&, const answers&) = default;

    /// The literal words of the catalogue's program: what is certain, what may hold, and what may
    /// hold where law 3 takes a "no" away.
    [[nodiscard]] std::span<const plane_word> certain() const& noexcept { return plane(0); }
    /// The literals that may hold, every "no" taken as given.
    [[nodiscard]] std::span<const plane_word> possible() const& noexcept { return plane(1); }
    /// The literals that may hold where a "no" does not count (law 3).
    [[nodiscard]] std::span<const plane_word> possible_under_duress() const& noexcept {
        return plane(2);
    }
    void certain() const&& = delete;
    void possible() const&& = delete;
    void possible_under_duress() const&& = delete;

private:
    /// Nothing: a number that no indicator takes.
    answer_problem set_number(std::string_view id, std::optional<std::int64_t> value);
    [[nodiscard]] std::span<const plane_word> plane(std::size_t which) const noexcept {
        const std::size_t words = planes_.size() / 3;
        return {planes_.data() + which * words, words};
    }
    void put(std::uint32_t at, answer given) noexcept;

    catalogue catalogue_;
    std::vector<answer> given_;
    std::vector<plane_word> planes_;  ///< follows from `given_`
};

}  // namespace v0
}  // namespace pehchan

#include "detail/pop_macros.hpp"

#endif
