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
    none,
    unknown_indicator,
    wrong_type,
    unknown_value,
    out_of_range,
    not_applicable_not_allowed
};

enum class answer_kind : std::uint8_t {
    unknown,
    declined,
    no,
    yes,
    not_applicable,
    option,
    number
};

struct answer {
    answer_kind kind = answer_kind::unknown;
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
concept no_answer = !whole_number<Type> && (std::same_as<Type, std::nullptr_t> ||
                                            !std::convertible_to<Type, std::string_view>);

/// One person's answers to the indicators of one catalogue. What was never set is unknown. Not to
/// be changed by two threads at once.
class answers {
public:
    explicit answers(catalogue of);

    /// "yes", "no", "unknown", "declined", "not_applicable", or the id of an option.
    answer_problem set(std::string_view id, std::string_view value);

    /// A whole number, for an indicator of type number.
    template <whole_number Whole>
    answer_problem set(std::string_view id, Whole value) {
        return set_number(id, std::in_range<std::int64_t>(value)
                                  ? std::optional{static_cast<std::int64_t>(value)}
                                  : std::nullopt);
    }
    template <no_answer Other>
    answer_problem set(std::string_view id, Other value) = delete;

    /// The same by index into `of().indicators()`.
    answer_problem set_at(std::size_t index, answer given) noexcept;

    /// Makes the answer unknown again.
    void forget(std::string_view id) noexcept;

    /// By index into `of().indicators()`.
    [[nodiscard]] answer at(std::size_t index) const noexcept { return given_[index]; }
    [[nodiscard]] const catalogue& of() const& noexcept { return catalogue_; }
    [[nodiscard]] catalogue of() && noexcept { return std::move(catalogue_); }
    friend bool operator==(const answers&, const answers&) = default;

    /// The literal words of the catalogue's program: what is certain, what may hold, and what may
    /// hold where law 3 takes a "no" away.
    [[nodiscard]] std::span<const plane_word> certain() const& noexcept { return plane(0); }
    [[nodiscard]] std::span<const plane_word> possible() const& noexcept { return plane(1); }
    [[nodiscard]] std::span<const plane_word> possible_under_pressure() const& noexcept {
        return plane(2);
    }
    void certain() const&& = delete;
    void possible() const&& = delete;
    void possible_under_pressure() const&& = delete;

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
