// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_ANSWERS_HPP
#define PEHCHAN_ANSWERS_HPP

// What is known of one person?

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "catalogue.hpp"
#include "program.hpp"

namespace pehchan {
inline namespace v0 {

/// Why an answer was not taken; the answers are then as before.
enum class answer_problem { none, unknown_indicator, wrong_type, unknown_value, out_of_range, not_applicable_not_allowed };

enum class answer_kind : std::uint8_t { unknown, declined, no, yes, not_applicable, option, number };

struct answer {
    answer_kind kind = answer_kind::unknown;
    std::int64_t value = 0;  ///< index of the option in `indicator::options`, or the number
    friend bool operator==(const answer&, const answer&) = default;
};

/// One person's answers to the indicators of one catalogue. What was never set is unknown. Not to be changed by two threads at once.
class answers {
public:
    explicit answers(catalogue of);

    /// "yes", "no", "unknown", "declined", "not_applicable", or the id of an option.
    answer_problem set(std::string_view id, std::string_view value);

    /// A whole number, for an indicator of type number.
    answer_problem set(std::string_view id, std::int64_t value);
    answer_problem set(std::string_view id, const char* value) { return set(id, std::string_view{value}); }
    answer_problem set(std::string_view id, int value) { return set(id, std::int64_t{value}); }

    /// The same by index into `of().indicators()`.
    answer_problem set_at(std::size_t index, answer given) noexcept;

    /// Makes the answer unknown again.
    void forget(std::string_view id) noexcept;

    /// By index into `of().indicators()`.
    [[nodiscard]] const answer& at(std::size_t index) const noexcept { return given_[index]; }
    [[nodiscard]] const catalogue& of() const noexcept { return catalogue_; }
    friend bool operator==(const answers&, const answers&) = default;

    /// The literal words of the catalogue's program: what is certain, what may hold, and what may hold where law 3 takes a "no" away.
    [[nodiscard]] std::span<const plane_word> certain() const noexcept { return plane(0); }
    [[nodiscard]] std::span<const plane_word> possible() const noexcept { return plane(1); }
    [[nodiscard]] std::span<const plane_word> possible_under_pressure() const noexcept { return plane(2); }

private:
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

#endif
