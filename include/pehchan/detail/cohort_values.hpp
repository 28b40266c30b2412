// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_DETAIL_COHORT_VALUES_HPP
#define PEHCHAN_DETAIL_COHORT_VALUES_HPP

// What does one value of a column say? Floating-point numbers are read from their bits, so that no
// rounding, mode or compiler plays a part.

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>

#include "../answers.hpp"
#include "../cohort.hpp"
#include "../indicator.hpp"

namespace pehchan {
inline namespace v0 {

namespace detail {

[[nodiscard]] constexpr std::size_t width_of(value_type type) noexcept {
    switch (type) {
        case value_type::int8:
        case value_type::uint8: return 1;
        case value_type::int16:
        case value_type::uint16: return 2;
        case value_type::int32:
        case value_type::uint32:
        case value_type::float32: return 4;
        case value_type::planes: return 128;
        case value_type::boolean: return 0;
        default: return 8;
    }
}

/// The whole number that an IEEE 754 pattern of `Exponent` and `Fraction` bits stands for; what is
/// too large becomes the largest.
template <unsigned Exponent, unsigned Fraction>
[[nodiscard]] constexpr read_value integer_of(std::uint64_t bits) noexcept {
    constexpr std::uint64_t most = (std::uint64_t{1} << Exponent) - 1;
    constexpr std::int64_t bias = static_cast<std::int64_t>(most >> 1) + Fraction;
    const bool negative = (bits >> (Exponent + Fraction)) & 1u;
    const std::uint64_t exponent = bits >> Fraction & most,
                        fraction = bits & ((std::uint64_t{1} << Fraction) - 1);
    if (exponent == most && fraction) return {0, value_state::missing};
    if (exponent == 0 && fraction == 0) return {0, value_state::present};
    if (exponent == 0) return {0, value_state::fraction};
    std::uint64_t size = fraction | std::uint64_t{1} << Fraction;
    const std::int64_t shift = static_cast<std::int64_t>(exponent) - bias;
    if (shift > 62 - static_cast<std::int64_t>(Fraction))
        size = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    else if (shift >= 0) size <<= shift;
    else if (-shift > static_cast<std::int64_t>(Fraction)) return {0, value_state::fraction};
    else if (size & ((std::uint64_t{1} << -shift) - 1)) return {0, value_state::fraction};
    else size >>= -shift;
    return {negative ? -static_cast<std::int64_t>(size) : static_cast<std::int64_t>(size),
            value_state::present};
}

template <class Number>
[[nodiscard]] Number number_at(const unsigned char* place) noexcept {
    Number out;
    std::memcpy(&out, place, sizeof out);
    return out;
}

/// The value as an answer to `about`.
[[nodiscard]] inline answer_problem answer_of(const indicator& about, const read_value& value,
                                              answer& out) noexcept {
    out = {};
    if (value.state == value_state::missing) return answer_problem::none;
    if (about.type == indicator_type::number) {
        if (value.state == value_state::fraction || value.number < about.min ||
            value.number > about.max)
            return answer_problem::out_of_range;
        out = {answer_kind::number, value.number};
        return answer_problem::none;
    }
    if (value.state == value_state::fraction) return answer_problem::unknown_value;
    if (value.number == -1) return answer_problem::none;
    if (value.number == -2) {
        out.kind = answer_kind::declined;
        return answer_problem::none;
    }
    if (about.type == indicator_type::yes_no) {
        if (value.number != 0 && value.number != 1) return answer_problem::unknown_value;
        out.kind = value.number ? answer_kind::yes : answer_kind::no;
        return answer_problem::none;
    }
    if (value.number < 0 || static_cast<std::uint64_t>(value.number) >= about.options.size())
        return answer_problem::unknown_value;
    out = {answer_kind::option, value.number};
    return answer_problem::none;
}

}  // namespace detail

}  // namespace v0
}  // namespace pehchan

#endif
