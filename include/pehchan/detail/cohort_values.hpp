// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_DETAIL_COHORT_VALUES_HPP
#define PEHCHAN_DETAIL_COHORT_VALUES_HPP

// What does one value of a column say? Floating-point numbers are read from their bits, so that no rounding, mode or compiler plays a part.

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <span>

#include "../answers.hpp"
#include "../indicator.hpp"

namespace pehchan {
inline namespace v0 {

/// How the values of a column lie in memory. `boolean` and `planes` are for yes/no indicators only.
enum class value_type : std::uint8_t {
    int8, int16, int32, int64, uint8, uint16, uint32, uint64,
    float32, float64,  ///< IEEE 754; NaN is unknown, a fraction is an issue
    boolean,           ///< an Arrow bitmap: the lowest bit of the first byte comes first
    planes             ///< tiles of 512 persons: 8 words of the lower bound (yes), then 8 of the upper (not no); bit `i % 64` of word `i / 64`
};

/// The answers of many persons to one indicator, where they lie. Nothing is copied or kept; the memory stays the caller's.
struct cohort_column {
    std::string_view id;                      ///< of the indicator
    value_type type = value_type::int8;
    const void* values = nullptr;
    std::ptrdiff_t stride = 0;                ///< bytes from one person's value to the next, for `planes` from tile to tile; 0: close together. Not for `boolean`. What lies between the values of int8 columns that share a stride may be read too
    const std::uint8_t* validity = nullptr;   ///< an Arrow bitmap; a 0 is unknown. Null: all are there. Not for `planes`
    std::size_t offset = 0;                   ///< where the first person stands: in values, and in bits of `validity` and of booleans. Not for `planes`
    std::span<const std::int32_t> codes;      ///< of a dictionary: what the value k means; `unlisted` means nothing. Empty: values mean themselves
    static constexpr std::int32_t unlisted = std::numeric_limits<std::int32_t>::min();
};

namespace detail {

enum class value_state : std::uint8_t { there, missing, fraction };

struct read_value {
    std::int64_t number = 0;
    value_state state = value_state::there;
};

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

[[nodiscard]] inline bool bit_at(const std::uint8_t* bits, std::size_t place) noexcept { return (bits[place >> 3] >> (place & 7)) & 1u; }

/// The whole number that an IEEE 754 pattern of `Exponent` and `Fraction` bits stands for; what is too large becomes the largest.
template <unsigned Exponent, unsigned Fraction>
[[nodiscard]] constexpr read_value whole_of(std::uint64_t bits) noexcept {
    constexpr std::uint64_t most = (std::uint64_t{1} << Exponent) - 1;
    constexpr std::int64_t bias = static_cast<std::int64_t>(most >> 1) + Fraction;
    const bool negative = (bits >> (Exponent + Fraction)) & 1u;
    const std::uint64_t exponent = bits >> Fraction & most, fraction = bits & ((std::uint64_t{1} << Fraction) - 1);
    if (exponent == most && fraction) return {0, value_state::missing};
    if (exponent == 0 && fraction == 0) return {0, value_state::there};
    if (exponent == 0) return {0, value_state::fraction};
    std::uint64_t size = fraction | std::uint64_t{1} << Fraction;
    const std::int64_t shift = static_cast<std::int64_t>(exponent) - bias;
    if (shift > 62 - static_cast<std::int64_t>(Fraction)) size = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    else if (shift >= 0) size <<= shift;
    else if (-shift > static_cast<std::int64_t>(Fraction)) return {0, value_state::fraction};
    else if (size & ((std::uint64_t{1} << -shift) - 1)) return {0, value_state::fraction};
    else size >>= -shift;
    return {negative ? -static_cast<std::int64_t>(size) : static_cast<std::int64_t>(size), value_state::there};
}

template <class Number>
[[nodiscard]] Number number_at(const unsigned char* place) noexcept {
    Number out;
    std::memcpy(&out, place, sizeof out);
    return out;
}

/// The value of the person in row `row`, before it is judged.
[[nodiscard]] inline read_value value_at(const cohort_column& from, std::size_t row) noexcept {
    const std::size_t place = from.offset + row;
    if (from.validity && !bit_at(from.validity, place)) return {0, value_state::missing};
    if (!from.values) return {0, value_state::missing};
    const auto* bytes = static_cast<const unsigned char*>(from.values);
    if (from.type == value_type::boolean) return {bit_at(bytes, place), value_state::there};
    const std::ptrdiff_t stride = from.stride ? from.stride : static_cast<std::ptrdiff_t>(width_of(from.type));
    if (from.type == value_type::planes) {
        const unsigned char* at = bytes + static_cast<std::ptrdiff_t>(row / 512) * stride + row / 64 % 8 * 8;
        const bool low = number_at<std::uint64_t>(at) >> row % 64 & 1u, high = number_at<std::uint64_t>(at + 64) >> row % 64 & 1u;
        if (low && !high) return {2, value_state::there};  // contradicts itself: no listed value
        return low == high ? read_value{low, value_state::there} : read_value{0, value_state::missing};
    }
    const unsigned char* at = bytes + static_cast<std::ptrdiff_t>(place) * stride;
    read_value out;
    switch (from.type) {
        case value_type::int8: out.number = number_at<std::int8_t>(at); break;
        case value_type::int16: out.number = number_at<std::int16_t>(at); break;
        case value_type::int32: out.number = number_at<std::int32_t>(at); break;
        case value_type::int64: out.number = number_at<std::int64_t>(at); break;
        case value_type::uint8: out.number = number_at<std::uint8_t>(at); break;
        case value_type::uint16: out.number = number_at<std::uint16_t>(at); break;
        case value_type::uint32: out.number = number_at<std::uint32_t>(at); break;
        case value_type::uint64: {
            const auto size = number_at<std::uint64_t>(at);
            constexpr auto most = std::numeric_limits<std::int64_t>::max();
            out.number = size > static_cast<std::uint64_t>(most) ? most : static_cast<std::int64_t>(size);
            break;
        }
        case value_type::float32: out = whole_of<8, 23>(number_at<std::uint32_t>(at)); break;
        default: out = whole_of<11, 52>(number_at<std::uint64_t>(at)); break;
    }
    if (!from.codes.empty() && out.state == value_state::there)
        out.number = out.number >= 0 && static_cast<std::uint64_t>(out.number) < from.codes.size() ? from.codes[static_cast<std::size_t>(out.number)] : cohort_column::unlisted;
    return out;
}

/// The value as an answer to `about`.
[[nodiscard]] inline answer_problem answer_of(const indicator& about, const read_value& value, answer& out) noexcept {
    out = {};
    if (value.state == value_state::missing) return answer_problem::none;
    if (about.type == indicator_type::number) {
        if (value.state == value_state::fraction || value.number < about.min || value.number > about.max) return answer_problem::out_of_range;
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
    if (value.number < 0 || static_cast<std::uint64_t>(value.number) >= about.options.size()) return answer_problem::unknown_value;
    out = {answer_kind::option, value.number};
    return answer_problem::none;
}

}  // namespace detail
}  // namespace v0
}  // namespace pehchan

#endif
