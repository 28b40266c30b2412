// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_DETAIL_COHORT_TILES_HPP
#define PEHCHAN_DETAIL_COHORT_TILES_HPP

// How is a tile of 512 persons read from its columns and assessed, on this machine?
//
// impl/kernel_body.ipp is compiled once for each level of vector instructions that the compiler can
// make, whatever options it was given, and the best that the machine has is chosen at run time. The
// portable level needs nothing but words of 64 bits. All levels give the same bits.

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <utility>
#include <vector>

#include "../cohort.hpp"
#include "../compiled.hpp"
#include "cohort_plan.hpp"
#include "cohort_steps.hpp"
#include "cohort_values.hpp"

namespace pehchan {
inline namespace v0 {

namespace detail {

inline constexpr std::size_t tile_persons = 512, tile_words = 8, node_words = 16;

struct alignas(64) memory_line {
    plane_word words[tile_words] = {};
};

/// How the values of one column get into planes of value classes.
enum class reader_kind : std::uint8_t {
    codes,    ///< int8 of a yes/no, close together
    doubles,  ///< float64 of a yes/no, close together
    planes,
    general
};

/// Where the planes of a yes/no go: straight into the node of its one condition, or into its value
/// classes.
struct plane_words_of {
    plane_word *yes = nullptr, *no = nullptr;  ///< null: nothing reads them
    plane_word flip = 0;                       ///< all ones where it is "not no" that is wanted
};

struct column_reader {
    reader_kind kind = reader_kind::general;
    const cohort_column* from = nullptr;
    const indicator* about = nullptr;
    std::span<const std::int64_t> cuts;
    std::uint32_t classes = 2;
    plane_word* equal = nullptr;  ///< by value class, a word for each 64 persons: who is in this
                                  ///< value class; null: nothing reads them
    plane_words_of to;            ///< of a yes/no, instead
};

/// An Arrow boolean that is read.
struct bitmap_reader {
    const std::uint8_t *values = nullptr, *validity = nullptr;  ///< no validity: all valid
    std::size_t offset = 0;
    plane_words_of to;
};

/// Columns of int8 that stand beside each other in rows: up to 64 bytes of each row are read at
/// once.
struct row_block {
    struct member {
        std::uint32_t byte = 0;
        plane_words_of to;
    };
    const unsigned char* first = nullptr;
    std::ptrdiff_t stride = 0;
    std::uint32_t width = 0;
    plane_word mask = 0;         ///< bytes that are columns of ours
    std::size_t whole_rows = 0;  ///< rows of which 64 bytes may be read
    std::vector<member> columns;
};

/// Where the results of a tile go.
struct tile_places {
    std::span<std::uint8_t* const> indicated, possible;
    std::span<std::int8_t* const> status;
    std::span<std::int64_t* const> low, high;
    std::uint8_t* refused = nullptr;
};

/// Lines of memory that the next tiles will need.
struct fetch_run {
    const unsigned char* first = nullptr;  ///< of the first tile
    std::ptrdiff_t stride = 0;             ///< from tile to tile
    std::uint32_t lines = 0;
    std::uint32_t pieces =
        1;  ///< 1 where the lines of all tiles of a group stand together, and are counted together
};

/// Planes that serve as a node where they lie.
struct direct_planes {
    const unsigned char* first = nullptr;
    std::ptrdiff_t stride = 128;
    std::uint32_t node = 0;
};

/// All that one thread needs for tiles of one table.
struct tile_work {
    const cohort_plan* plan = nullptr;
    std::vector<column_reader> readers;
    std::vector<row_block> blocks;
    std::vector<bitmap_reader> bitmaps;
    std::vector<direct_planes> direct;
    std::vector<std::uint32_t>
        derived;  ///< indicators of the plan whose conditions follow from `equal`
    std::vector<std::uint32_t>
        derived_first;                  ///< the same, for those that say whether a "no" counts
    std::vector<std::uint32_t> before;  ///< operations that are not the same for everyone
    tile_steps main;                    ///< the same
    std::vector<fetch_run> fetches;
    std::uint32_t fetches_a_step = 0, fetched_tiles = 1;
    std::vector<plane_word*> equal_of;     ///< by indicator of the plan
    std::vector<const plane_word*> at;     ///< by node
    std::vector<const plane_word*> saved;  ///< pointers that cases exchange, by depth
    std::vector<memory_line> memory;
    plane_word *literals = nullptr, *operations = nullptr, *sums = nullptr, *counts = nullptr;
    const plane_word *blank = nullptr, *ones = nullptr, *zeros = nullptr;
    plane_word bad[tile_words] = {};
    alignas(64) std::int8_t codes[tile_persons] = {};
    tile_places to;
    std::size_t persons = 0;
    void* collector = nullptr;
    void (*collect)(void* collector, std::size_t first,
                    const plane_word* bad) = nullptr;  ///< there are issues in this tile
};

[[nodiscard]] constexpr plane_word reversed(plane_word word) noexcept {
    plane_word out = 0;
    for (int b = 0; b < 8; ++b) out |= (word >> (8 * b) & 0xff) << (8 * (7 - b));
    return out;
}
/// The word whose lowest byte comes first in memory.
[[nodiscard]] inline plane_word first_byte_lowest(plane_word word) noexcept {
    return std::endian::native == std::endian::little ? word : reversed(word);
}

/// `count` bits, 64 at most, from bit `place` on.
[[nodiscard]] inline plane_word bits_from(const std::uint8_t* bits, std::size_t place,
                                          std::size_t count) noexcept {
    const std::uint8_t* from = bits + place / 8;
    const unsigned shift = place % 8;
    if (count >= 64) {
        plane_word word;
        std::memcpy(&word, from, 8);
        word = first_byte_lowest(word) >> shift;
        return shift ? word | plane_word{from[8]} << (64 - shift) : word;
    }
    plane_word out = 0;
    for (std::size_t b = 0; b < count; ++b) out |= plane_word{bit_at(bits, place + b)} << b;
    return out;
}

/// Codes of value classes: 0 and up; -1 and -2 unknown; -128 unlisted.
inline constexpr std::int8_t unlisted_code = -128;

/// Puts words of the memory of a plan together.
inline void lay_out(tile_work& work, const cohort_plan& plan) {
    work.plan = &plan;
    std::size_t lines = 0;
    const auto take = [&](std::size_t count) { return std::exchange(lines, lines + count); };
    const std::size_t literals = take(2 * plan.literal_nodes),
                      operations = take(std::size_t{2} * plan.operations.size() * plan.depths);
    const std::size_t sums = take(std::size_t{6} * most_digits * plan.depths), counts = take(1),
                      blank = take(2), ones = take(2), zeros = take(2);
    std::vector<std::size_t> equal;
    for (const plan_indicator& planned : plan.indicators) equal.push_back(take(planned.classes));
    work.memory.assign(lines, {});
    plane_word* const start = work.memory.data()->words;
    work.literals = start + literals * tile_words;
    work.operations = start + operations * tile_words;
    work.sums = start + sums * tile_words;
    work.counts = start + counts * tile_words;
    for (std::size_t w = 0; w < tile_words; ++w) {
        (start + blank * tile_words)[tile_words + w] = ~plane_word{0};
        (start + ones * tile_words)[w] = (start + ones * tile_words)[tile_words + w] =
            ~plane_word{0};
    }
    work.blank = start + blank * tile_words;
    work.ones = start + ones * tile_words;
    work.zeros = start + zeros * tile_words;
    work.equal_of.clear();
    for (const std::size_t place : equal) work.equal_of.push_back(start + place * tile_words);
    work.at.assign(plan.nodes(), nullptr);
    work.saved.assign(std::size_t{plan.nodes()} * plan.depths, nullptr);
}

template <class Number>
[[nodiscard]] std::int64_t saturated(Number value) noexcept {
    if constexpr (sizeof(Number) == 8 && Number(-1) > Number(0))
        return value > Number(INT64_MAX) ? INT64_MAX : static_cast<std::int64_t>(value);
    else return static_cast<std::int64_t>(value);
}

/// Codes of the value classes of `count` whole numbers that lie `stride` bytes apart.
template <class Number>
void code_numbers(const unsigned char* from, std::ptrdiff_t stride, std::size_t count,
                  const column_reader& reader, std::int8_t* codes) noexcept {
    const indicator& about = *reader.about;
    const std::span<const std::int32_t> means = reader.from->codes;
    if (about.type == indicator_type::number) {
        for (std::size_t p = 0; p < count; ++p) {
            const std::int64_t value =
                saturated(number_at<Number>(from + static_cast<std::ptrdiff_t>(p) * stride));
            int value_class = 0;
            for (const std::int64_t cut : reader.cuts) value_class += value >= cut;
            codes[p] = value < about.min || value > about.max
                           ? unlisted_code
                           : static_cast<std::int8_t>(value_class);
        }
        return;
    }
    const std::int64_t most =
        about.type == indicator_type::yes_no ? 2 : static_cast<std::int64_t>(about.options.size());
    for (std::size_t p = 0; p < count; ++p) {
        std::int64_t value =
            saturated(number_at<Number>(from + static_cast<std::ptrdiff_t>(p) * stride));
        if (!means.empty())
            value = value >= 0 && static_cast<std::uint64_t>(value) < means.size()
                        ? means[static_cast<std::size_t>(value)]
                        : cohort_column::unlisted;
        codes[p] = value < -2 || value >= most ? unlisted_code : static_cast<std::int8_t>(value);
    }
}

/// Codes of floating-point numbers, from their bits.
template <class Bits, unsigned Exponent, unsigned Fraction>
void code_floats(const unsigned char* from, std::ptrdiff_t stride, std::size_t count,
                 const column_reader& reader, std::int8_t* codes) noexcept {
    constexpr Bits one_bits = ((Bits{1} << (Exponent - 1)) - 1) << Fraction,
                   sign = Bits{1} << (Exponent + Fraction),
                   infinite = ((Bits{1} << Exponent) - 1) << Fraction;
    if (reader.about->type == indicator_type::yes_no && reader.from->codes.empty()) {
        for (std::size_t p = 0; p < count; ++p) {
            const Bits bits = number_at<Bits>(from + static_cast<std::ptrdiff_t>(p) * stride);
            const int yes = bits == one_bits,
                      no = (bits & ~sign) == 0;  // no branch on what nobody can predict
            const int unknown = ((bits & ~sign) > infinite) | (bits == (one_bits | sign)) |
                                (bits == ((one_bits + (Bits{1} << Fraction)) | sign));
            codes[p] =
                static_cast<std::int8_t>(yes - unknown + (1 - yes - no - unknown) * unlisted_code);
        }
        return;
    }
    const indicator& about = *reader.about;
    for (std::size_t p = 0; p < count; ++p) {
        const read_value value = integer_of<Exponent, Fraction>(
            number_at<Bits>(from + static_cast<std::ptrdiff_t>(p) * stride));
        std::int8_t code = unlisted_code;
        if (value.state == value_state::missing) code = -1;
        else if (value.state == value_state::present && about.type == indicator_type::number) {
            int value_class = 0;
            for (const std::int64_t cut : reader.cuts) value_class += value.number >= cut;
            if (value.number >= about.min && value.number <= about.max)
                code = static_cast<std::int8_t>(value_class);
        } else if (value.state == value_state::present) {
            const std::int64_t most = about.type == indicator_type::yes_no
                                          ? 2
                                          : static_cast<std::int64_t>(about.options.size());
            std::int64_t number = value.number;
            const std::span<const std::int32_t> means = reader.from->codes;
            if (!means.empty())
                number = number >= 0 && static_cast<std::uint64_t>(number) < means.size()
                             ? means[static_cast<std::size_t>(number)]
                             : cohort_column::unlisted;
            if (number >= -2 && number < most) code = static_cast<std::int8_t>(number);
        }
        codes[p] = code;
    }
}

/// The codes of `count` persons from `row` on, of a column of any kind.
inline void code_column(const column_reader& reader, std::size_t row, std::size_t count,
                        std::int8_t* codes) noexcept {
    const cohort_column& column = *reader.from;
    const std::ptrdiff_t stride =
        column.stride ? column.stride : static_cast<std::ptrdiff_t>(width_of(column.type));
    const unsigned char* from = static_cast<const unsigned char*>(column.values) +
                                static_cast<std::ptrdiff_t>(column.offset + row) * stride;
    switch (column.type) {
        case value_type::int8: return code_numbers<std::int8_t>(from, stride, count, reader, codes);
        case value_type::int16:
            return code_numbers<std::int16_t>(from, stride, count, reader, codes);
        case value_type::int32:
            return code_numbers<std::int32_t>(from, stride, count, reader, codes);
        case value_type::int64:
            return code_numbers<std::int64_t>(from, stride, count, reader, codes);
        case value_type::uint8:
            return code_numbers<std::uint8_t>(from, stride, count, reader, codes);
        case value_type::uint16:
            return code_numbers<std::uint16_t>(from, stride, count, reader, codes);
        case value_type::uint32:
            return code_numbers<std::uint32_t>(from, stride, count, reader, codes);
        case value_type::uint64:
            return code_numbers<std::uint64_t>(from, stride, count, reader, codes);
        case value_type::float32:
            return code_floats<std::uint32_t, 8, 23>(from, stride, count, reader, codes);
        case value_type::float64:
            return code_floats<std::uint64_t, 11, 52>(from, stride, count, reader, codes);
        default: return;  // bits are read otherwise
    }
}

/// A column of a table and what it is about.
struct bound_column {
    const cohort_column* from = nullptr;
    std::uint32_t at = 0;  ///< index of the indicator
};

/// Bytes of a group of tiles that are fetched together.
inline constexpr std::size_t fetched_at_once = 65536;

/// Which lines of memory a tile reads. They are fetched little by little while the tiles before it
/// are worked on, so that memory never waits.
inline void plan_fetches(tile_work& work) {
    work.fetches.clear();
    std::size_t lines = 0;
    const auto add = [&](const void* first, std::ptrdiff_t stride, std::size_t bytes) {
        const auto* place = static_cast<const unsigned char*>(first);
        const auto count = static_cast<std::uint32_t>((bytes + 63) / 64);
        lines += count;
        if (!work.fetches.empty() && work.fetches.back().stride == stride &&
            work.fetches.back().first + std::size_t{64} * work.fetches.back().lines == place)
            work.fetches.back().lines += count;
        else work.fetches.push_back({place, stride, count, 1});
    };
    for (const row_block& block : work.blocks)
        if (block.stride <= 512)
            add(block.first, block.stride * static_cast<std::ptrdiff_t>(tile_persons),
                static_cast<std::size_t>(block.stride) * tile_persons);
    for (const direct_planes& planes : work.direct) add(planes.first, planes.stride, 128);
    for (const bitmap_reader& bitmap : work.bitmaps) {
        add(bitmap.values + bitmap.offset / 8, 64, 64);
        if (bitmap.validity) add(bitmap.validity + bitmap.offset / 8, 64, 64);
    }
    for (const column_reader& reader : work.readers) {
        const cohort_column& column = *reader.from;
        const auto* values = static_cast<const unsigned char*>(column.values);
        if (column.type == value_type::planes)
            add(values, column.stride ? column.stride : 128, 128);
        else {
            const std::ptrdiff_t stride =
                column.stride ? column.stride : static_cast<std::ptrdiff_t>(width_of(column.type));
            if (stride > 0 && stride <= 64)
                add(values + column.offset * static_cast<std::size_t>(stride),
                    stride * static_cast<std::ptrdiff_t>(tile_persons),
                    static_cast<std::size_t>(stride) * tile_persons);
        }
        if (column.validity) add(column.validity + column.offset / 8, 64, 64);
    }
    const std::size_t steps = work.main.list.size() + work.bitmaps.size() + work.readers.size() +
                              64 * work.blocks.size() + 1;
    work.fetches_a_step = static_cast<std::uint32_t>((lines + steps - 1) / steps);
    work.fetched_tiles = static_cast<std::uint32_t>(
        std::clamp<std::size_t>(fetched_at_once / (64 * lines + 1), 1, 16));
    for (fetch_run& run : work.fetches)
        if (run.stride == std::ptrdiff_t{64} * run.lines) run.lines *= work.fetched_tiles;
        else run.pieces = work.fetched_tiles;
}

/// Chooses how each column is read, and finds out what is the same for everyone because nobody was
/// asked.
inline void prepare(tile_work& work, const catalogue_state& state,
                    std::span<const bound_column> columns, std::size_t persons) {
    const cohort_plan& plan = *work.plan;
    work.persons = persons;
    work.readers.clear();
    work.blocks.clear();
    work.bitmaps.clear();
    work.direct.clear();
    work.derived.clear();
    work.derived_first.clear();
    std::vector<bool> varies(plan.nodes(), false);
    for (const plan_indicator& planned : plan.indicators)
        for (const plan_literal& literal : planned.literals)
            work.at[literal.node] = literal.classes == state.rules_program.all_classes[planned.at]
                                        ? work.ones
                                        : work.blank;

    struct row_column {
        std::uintptr_t place;
        const bound_column* column;
        plane_words_of to;
    };
    std::vector<row_column> in_rows;
    for (const bound_column& column : columns) {
        const auto known = std::lower_bound(
            plan.indicators.begin(), plan.indicators.end(), column.at,
            [](const plan_indicator& planned, std::uint32_t at) { return planned.at < at; });
        const bool read = known != plan.indicators.end() && known->at == column.at;
        const auto which = static_cast<std::uint32_t>(known - plan.indicators.begin());
        const cohort_column& from = *column.from;
        const indicator& about = *state.indicators[column.at];
        column_reader made{reader_kind::general,
                           &from,
                           &about,
                           state.rules_program.cuts[column.at],
                           2,
                           read ? work.equal_of[which] : nullptr,
                           {}};
        bool straight = false;
        if (read) {
            made.classes = known->classes;
            straight = known->only_yes() && !known->under_duress;
            if (straight)
                made.to = {work.literals + std::size_t{known->literals.front().node} * node_words,
                           work.literals + std::size_t{known->literals.front().node} * node_words +
                               tile_words,
                           ~plane_word{0}};
            else if (about.type == indicator_type::yes_no)
                made.to = {made.equal + tile_words, made.equal, 0};
        }
        const bool code_bytes = from.type == value_type::int8 &&
                                about.type == indicator_type::yes_no && from.codes.empty();
        bool grouped = false, direct = false;
        if (from.type == value_type::planes && straight) direct = true;
        else if (from.type == value_type::planes) made.kind = reader_kind::planes;
        else if (code_bytes && (from.stride == 0 || from.stride == 1))
            made.kind = reader_kind::codes;
        else if (from.type == value_type::float64 && about.type == indicator_type::yes_no &&
                 from.codes.empty() && (from.stride == 0 || from.stride == 8))
            made.kind = reader_kind::doubles;
        else if (code_bytes && from.stride > 1 && !from.validity && persons >= 64) grouped = true;
        if (from.type == value_type::boolean) {
            if (read)
                work.bitmaps.push_back({static_cast<const std::uint8_t*>(from.values),
                                        from.validity, from.offset, made.to});
        } else if (direct)
            work.direct.push_back({static_cast<const unsigned char*>(from.values),
                                   from.stride ? from.stride : 128, known->literals.front().node});
        else if (grouped)
            in_rows.push_back({reinterpret_cast<std::uintptr_t>(from.values) +
                                   from.offset * static_cast<std::uintptr_t>(from.stride),
                               &column, made.to});
        else work.readers.push_back(made);
        if (!read) continue;
        for (const plan_literal& literal : known->literals) {
            varies[literal.node] = true;
            if (!direct)
                work.at[literal.node] = work.literals + std::size_t{literal.node} * node_words;
        }
        if (!straight) work.derived.push_back(which);
    }
    std::sort(in_rows.begin(), in_rows.end(), [](const row_column& a, const row_column& b) {
        return a.column->from->stride != b.column->from->stride
                   ? a.column->from->stride < b.column->from->stride
                   : a.place < b.place;
    });
    for (const row_column& entry : in_rows) {
        const std::ptrdiff_t stride = entry.column->from->stride;
        const auto* place = reinterpret_cast<const unsigned char*>(entry.place);
        if (work.blocks.empty() || work.blocks.back().stride != stride ||
            place - work.blocks.back().first >= std::min<std::ptrdiff_t>(64, stride)) {
            work.blocks.emplace_back();
            work.blocks.back().first = place;
            work.blocks.back().stride = stride;
        }
        row_block& block = work.blocks.back();
        const auto byte = static_cast<std::uint32_t>(place - block.first);
        block.width = byte + 1;
        block.mask |= plane_word{1} << byte;
        block.columns.push_back({byte, entry.to});
    }
    for (row_block& block : work.blocks) {
        const std::ptrdiff_t last =
            static_cast<std::ptrdiff_t>(persons - 1) * block.stride + block.width - 64;
        const bool within =
            block.stride <= 64 ||
            block.width == 64;  // otherwise what follows a row's last column may be nobody's memory
        block.whole_rows =
            last < 0 || !within ? 0 : static_cast<std::size_t>(last / block.stride) + 1;
    }
    std::sort(work.derived.begin(), work.derived.end());
    for (const std::uint32_t which : plan.first_readers)
        if (std::binary_search(work.derived.begin(), work.derived.end(),
                               which)) {  // others stand in their nodes already
            work.derived_first.push_back(which);
            if (!plan.indicators[which].under_duress) std::erase(work.derived, which);
        }
    for (std::uint32_t op = 0; op < plan.operations.size(); ++op) {
        const plan_terms& terms = plan.operations[op].terms;
        bool any_varies = false;
        for (std::uint32_t t = terms.first; t < terms.first + terms.size; ++t)
            any_varies = any_varies || varies[plan.terms[t]];
        varies[plan.operations[op].node] = any_varies;
    }
    const auto choose = [&](const std::vector<std::uint32_t>& from,
                            std::vector<std::uint32_t>& to) {
        to.clear();
        for (const std::uint32_t op : from)
            if (varies[plan.operations[op].node]) to.push_back(op);
    };
    choose(plan.before, work.before);
    std::vector<std::uint32_t> main;
    choose(plan.main, main);
    work.main = step_maker(plan, main, work.operations, node_words).make();
    plan_fetches(work);
}

inline constexpr std::uint64_t byte_ones = 0x0101'0101'0101'0101u;

// ---- the levels; impl/kernel_*.ipp

/// Whether this machine, and the compiler that made the library, have the level.
[[nodiscard]] bool avx2_runs() noexcept;
[[nodiscard]] bool avx512_runs() noexcept;

/// Assesses `count` persons from `first` on, all that was prepared in `work`.
void assess_range_portable(tile_work& work, std::size_t first, std::size_t count);
void assess_range_avx2(tile_work& work, std::size_t first, std::size_t count);
void assess_range_avx512(tile_work& work, std::size_t first, std::size_t count);

inline void assess_tiles(tile_work& work, std::size_t first, std::size_t count,
                         kernel_level level) {
    switch (level) {
        case kernel_level::avx512: return assess_range_avx512(work, first, count);
        case kernel_level::avx2: return assess_range_avx2(work, first, count);
        default: return assess_range_portable(work, first, count);
    }
}

}  // namespace detail

}  // namespace v0
}  // namespace pehchan

#endif
