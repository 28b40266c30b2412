// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_TESTS_COHORT_TABLES_HPP
#define PEHCHAN_TESTS_COHORT_TABLES_HPP

// The answers of many persons as columns, each laid out in one of the ways that the library reads.

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <deque>
#include <vector>

#include "pehchan/pehchan.hpp"
#include "random_catalogue.hpp"

namespace pehchan_tests {

/// The ways in which `column_maker` lays out a column.
enum class layout {
    int8,
    int8_rows,
    int16_valid,
    int64,
    uint8_valid,
    float32,
    float64,
    boolean,
    planes,
    dictionary
};
inline constexpr std::array<layout, 10> all_layouts{
    layout::int8,    layout::int8_rows, layout::int16_valid, layout::int64,  layout::uint8_valid,
    layout::float32, layout::float64,   layout::boolean,     layout::planes, layout::dictionary};

/// Owns the memory of columns. Random where it may be: offsets, strides, values under a validity of
/// 0.
class column_maker {
public:
    explicit column_maker(dice& d) : dice_(d) {}

    /// The answers of `persons` to indicator `at`, in this layout where the indicator's type allows
    /// it, else as int64 or int8.
    pehchan::cohort_column make(const std::vector<pehchan::answers>& persons, std::size_t at,
                                layout how) {
        using namespace pehchan;
        const indicator& about = *persons.front().catalogue_used().indicators()[at];
        const bool yes_no = about.type == indicator_type::yes_no,
                   number = about.type == indicator_type::number;
        if (!yes_no && (how == layout::boolean || how == layout::planes)) how = layout::int8;
        if (number &&
            (how == layout::int8 || how == layout::int8_rows || how == layout::dictionary))
            how = layout::int16_valid;
        if (number && how == layout::int64) how = layout::float64;
        cohort_column out;
        out.id = about.id;
        const std::size_t n = persons.size();
        const auto value_of = [&](std::size_t p) -> int {
            const answer given = persons[p].at(at);
            switch (given.kind) {
                case answer_kind::yes: return 1;
                case answer_kind::no:
                case answer_kind::not_applicable: return 0;
                case answer_kind::declined: return number ? missing : -2;
                case answer_kind::unknown: return number ? missing : -1;
                default: return static_cast<int>(given.value);
            }
        };
        const auto absent = [&](int value) { return value == missing || (!number && value < 0); };
        switch (how) {
            case layout::int8: return fill<std::int8_t>(out, value_type::int8, n, value_of);
            case layout::int64: return fill<std::int64_t>(out, value_type::int64, n, value_of);
            case layout::float32:
                return fill<float>(out, value_type::float32, n, [&](std::size_t p) {
                    return absent(value_of(p)) && (number || dice_.chance(50))
                               ? nan<float, std::uint32_t>(0x7fc00000u)
                               : static_cast<float>(value_of(p));
                });
            case layout::float64:
                return fill<double>(out, value_type::float64, n, [&](std::size_t p) {
                    return absent(value_of(p)) && (number || dice_.chance(50))
                               ? nan<double, std::uint64_t>(0x7ff8000000000000u)
                               : static_cast<double>(value_of(p));
                });
            case layout::int8_rows: {  // others' bytes stand between
                const std::size_t stride = 1 + dice_.below(5), before = dice_.below(3);
                std::vector<unsigned char>& bytes = more(before + n * stride);
                for (std::size_t p = 0; p < n; ++p)
                    bytes[before + p * stride] = static_cast<unsigned char>(value_of(p));
                out.values = bytes.data() + before;
                out.stride = static_cast<std::ptrdiff_t>(stride);
                return out;
            }
            case layout::int16_valid:
            case layout::uint8_valid: {
                out.offset = dice_.below(70);
                std::vector<unsigned char>& valid = more((out.offset + n + 7) / 8);
                const auto bits = [&](std::size_t p) {
                    const bool there = !absent(value_of(p));
                    if (there)
                        valid[(out.offset + p) / 8] = static_cast<unsigned char>(
                            valid[(out.offset + p) / 8] | 1u << (out.offset + p) % 8);
                    return there ? value_of(p)
                                 : static_cast<int>(
                                       dice_.below(100));  // what lies under a 0 means nothing
                };
                out.validity = valid.data();
                if (how == layout::int16_valid || number)
                    return fill<std::int16_t>(out, value_type::int16, n, bits);
                return fill<std::uint8_t>(out, value_type::uint8, n, bits);
            }
            case layout::boolean: {
                out.type = value_type::boolean;
                out.offset = dice_.below(70);
                std::vector<unsigned char>& values = more((out.offset + n + 7) / 8);
                std::vector<unsigned char>& valid = more((out.offset + n + 7) / 8);
                for (std::size_t p = 0; p < n; ++p) {
                    const std::size_t place = out.offset + p;
                    const bool there = value_of(p) >= 0;
                    if (there ? value_of(p) == 1 : dice_.chance(50))
                        values[place / 8] =
                            static_cast<unsigned char>(values[place / 8] | 1u << place % 8);
                    if (there)
                        valid[place / 8] =
                            static_cast<unsigned char>(valid[place / 8] | 1u << place % 8);
                }
                out.values = values.data();
                out.validity = valid.data();
                return out;
            }
            case layout::planes: {
                out.type = value_type::planes;
                std::vector<unsigned char>& bytes = more((n + 511) / 512 * 128);
                for (std::size_t p = 0; p < n; ++p)
                    for (int side = 0; side < 2; ++side) {
                        const std::size_t place =
                            p / 512 * 128 + static_cast<std::size_t>(side) * 64 + p / 64 % 8 * 8;
                        std::uint64_t word;
                        std::memcpy(&word, bytes.data() + place, 8);
                        word |= std::uint64_t{side ? value_of(p) != 0 : value_of(p) == 1} << p % 64;
                        std::memcpy(bytes.data() + place, &word, 8);
                    }
                out.values = bytes.data();
                return out;
            }
            case layout::dictionary: {
                const std::size_t options = yes_no ? 2 : about.options.size();
                std::vector<std::int32_t>& codes = dictionaries_.emplace_back();
                for (std::size_t o = 0; o < options; ++o)
                    codes.push_back(static_cast<std::int32_t>(options - 1 - o));
                codes.insert(codes.end(), {-1, -2, cohort_column::unlisted});
                out.codes = codes;
                return fill<std::uint32_t>(out, value_type::uint32, n, [&](std::size_t p) {
                    return value_of(p) >= 0 ? static_cast<int>(options) - 1 - value_of(p)
                                            : static_cast<int>(options) - 1 - value_of(p);
                });
            }
        }
        return out;
    }

    /// Every indicator's column, each in a random layout; now and then none for an indicator that
    /// nobody answered.
    std::vector<pehchan::cohort_column> make_all(const std::vector<pehchan::answers>& persons) {
        std::vector<pehchan::cohort_column> out;
        for (std::size_t at = 0; at < persons.front().catalogue_used().indicators().size(); ++at) {
            bool asked = false;
            for (const pehchan::answers& one : persons)
                asked = asked || one.at(at).kind > pehchan::answer_kind::declined;
            if (asked || dice_.chance(50))
                out.push_back(make(persons, at, all_layouts[dice_.below(all_layouts.size())]));
        }
        return out;
    }
    /// Every indicator's column in one layout.
    std::vector<pehchan::cohort_column> make_all(const std::vector<pehchan::answers>& persons,
                                                 layout how) {
        std::vector<pehchan::cohort_column> out;
        for (std::size_t at = 0; at < persons.front().catalogue_used().indicators().size(); ++at)
            out.push_back(make(persons, at, how));
        return out;
    }

private:
    static constexpr int missing = 1'000'000;

    std::vector<unsigned char>& more(std::size_t size) {
        return bytes_.emplace_back(size, static_cast<unsigned char>(0));
    }

    template <class Number, class Bits>
    static Number nan(Bits bits) {
        Number out;
        std::memcpy(&out, &bits, sizeof out);
        return out;
    }
    template <class Number, class Value>
    pehchan::cohort_column fill(pehchan::cohort_column out, pehchan::value_type type, std::size_t n,
                                Value value_of) {
        std::vector<unsigned char>& bytes = more((out.offset + n) * sizeof(Number));
        for (std::size_t p = 0; p < n; ++p) {
            const auto value = static_cast<Number>(value_of(p));
            std::memcpy(bytes.data() + (out.offset + p) * sizeof(Number), &value, sizeof value);
        }
        out.type = type;
        out.values = bytes.data();
        return out;
    }

    dice& dice_;
    std::deque<std::vector<unsigned char>> bytes_;
    std::deque<std::vector<std::int32_t>> dictionaries_;
};

}  // namespace pehchan_tests

#endif
