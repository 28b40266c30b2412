// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_ARROW_COLUMNS_HPP
#define PEHCHAN_ARROW_COLUMNS_HPP

// Which columns of a cohort are the children of an Arrow struct, and is the struct what it says?
//
// Nothing in Arrow's C interface says how long a buffer is; everything else that an array says of
// itself is checked before it is followed.

#include "detail/push_macros.hpp"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "arrow_arrays.hpp"
#include "catalogue.hpp"
#include "compiled.hpp"
#include "detail/cohort_values.hpp"
#include "issue.hpp"

namespace pehchan {
inline namespace v0 {

/// What the values of an Arrow array are.
enum class arrow_form : std::uint8_t {
    nothing,    ///< the null type
    boolean,    ///< a bitmap
    integer,    ///< signed or unsigned, up to 64 bits
    real,       ///< float32 or float64
    text32,     ///< utf8
    text64,     ///< large_utf8
    text_view,  ///< utf8_view
    other       ///< not read
};

/// What is read from an Arrow format string.
struct arrow_type {
    arrow_form form = arrow_form::other;  ///< says whether `type` means anything
    value_type type = value_type::int8;   ///< of integers, reals and booleans
};

/// Reads an Arrow format string; `other` for what a column of answers cannot be.
[[nodiscard]] inline arrow_type type_of(std::string_view format) noexcept {
    if (format == "vu") return {arrow_form::text_view, {}};
    if (format.size() != 1) return {};
    switch (format.front()) {
        case 'n': return {arrow_form::nothing, {}};
        case 'b': return {arrow_form::boolean, value_type::boolean};
        case 'c': return {arrow_form::integer, value_type::int8};
        case 's': return {arrow_form::integer, value_type::int16};
        case 'i': return {arrow_form::integer, value_type::int32};
        case 'l': return {arrow_form::integer, value_type::int64};
        case 'C': return {arrow_form::integer, value_type::uint8};
        case 'S': return {arrow_form::integer, value_type::uint16};
        case 'I': return {arrow_form::integer, value_type::uint32};
        case 'L': return {arrow_form::integer, value_type::uint64};
        case 'f': return {arrow_form::real, value_type::float32};
        case 'g': return {arrow_form::real, value_type::float64};
        case 'u': return {arrow_form::text32, {}};
        case 'U': return {arrow_form::text64, {}};
        default: return {};
    }
}
/// Whether the values are words.
[[nodiscard]] constexpr bool is_text(arrow_form form) noexcept {
    return form == arrow_form::text32 || form == arrow_form::text64 ||
           form == arrow_form::text_view;
}

/// The words of a text array that was checked. A word that cannot be reached is none.
class arrow_words {
public:
    /// `from` must outlive it.
    arrow_words(const ArrowArray& from, arrow_form form) noexcept : from_(from), form_(form) {}

    /// The word at `place`, the offset of the array included.
    [[nodiscard]] std::optional<std::string_view> at(std::size_t place) const noexcept {
        const auto* bytes = static_cast<const unsigned char*>(from_.buffers[1]);
        if (form_ == arrow_form::text_view) return view_at(bytes + 16 * place);
        const std::int64_t begin = form_ == arrow_form::text32
                                       ? detail::number_at<std::int32_t>(bytes + 4 * place)
                                       : detail::number_at<std::int64_t>(bytes + 8 * place);
        const std::int64_t end = form_ == arrow_form::text32
                                     ? detail::number_at<std::int32_t>(bytes + 4 * place + 4)
                                     : detail::number_at<std::int64_t>(bytes + 8 * place + 8);
        if (begin < 0 || end < begin) return std::nullopt;
        if (begin == end) return std::string_view{};
        const auto* text = static_cast<const char*>(from_.buffers[2]);
        if (!text) return std::nullopt;
        return std::string_view{text + begin, static_cast<std::size_t>(end - begin)};
    }

private:
    [[nodiscard]] std::optional<std::string_view> view_at(
        const unsigned char* view) const noexcept {
        const auto size = detail::number_at<std::int32_t>(view);
        if (size < 0) return std::nullopt;
        if (size <= 12)
            return std::string_view{reinterpret_cast<const char*>(view + 4),
                                    static_cast<std::size_t>(size)};
        const std::int64_t buffer = detail::number_at<std::int32_t>(view + 8),
                           begin = detail::number_at<std::int32_t>(view + 12),
                           buffers = from_.n_buffers - 3;
        const auto* sizes = static_cast<const unsigned char*>(from_.buffers[from_.n_buffers - 1]);
        if (buffer < 0 || buffer >= buffers || begin < 0 || !sizes || !from_.buffers[2 + buffer])
            return std::nullopt;
        if (begin + size > detail::number_at<std::int64_t>(sizes + 8 * buffer)) return std::nullopt;
        return std::string_view{static_cast<const char*>(from_.buffers[2 + buffer]) + begin,
                                static_cast<std::size_t>(size)};
    }
    const ArrowArray& from_;
    arrow_form form_;
};

/// Reads the columns that a catalogue knows.
class arrow_reader {
public:
    /// Reads nothing yet.
    explicit arrow_reader(catalogue catalogue_used) : catalogue_(std::move(catalogue_used)) {}

    /// Which child is which indicator's; `case_at` is where the column `case` stands. All problems
    /// of the schema.
    [[nodiscard]] std::vector<issue> read(const ArrowSchema& schema, bool ignore_extra,
                                          std::uint32_t& case_at) {
        std::vector<issue> issues;
        columns_.clear();
        case_at = none_index;
        if (!schema.format || std::string_view{schema.format} != "+s")
            return {{"wrong_type", "", 0, 0, "The stream is not of record batches."}};
        if (schema.n_children < 0 || schema.n_children > std::numeric_limits<std::int32_t>::max() ||
            (schema.n_children && !schema.children))
            return {{"bad_array", "", 0, 0, "The schema's children are missing."}};
        children_ = schema.n_children;
        std::vector<bool> seen(catalogue_.indicators().size(), false);
        for (std::int64_t c = 0; c < schema.n_children; ++c) {
            if (!schema.children[c] || !schema.children[c]->format) {
                issues.push_back({"bad_array", "", 0, 0, "The schema's children are missing."});
                return issues;
            }
            const ArrowSchema& child = *schema.children[c];
            const std::string_view name = child.name ? child.name : "";
            const std::uint32_t at = index_in(catalogue_.state().indicators, name);
            const auto problem = [&](std::string_view code, std::string_view message) {
                issues.push_back({std::string(code), pointer_to(name), 0, 0, std::string(message)});
            };
            if (at == none_index && name == "case") {
                if (case_at != none_index)
                    problem("duplicate_key", "Another column has the same name.");
                else if (child.n_children != 0 || child.format[0] == '+' ||
                         (child.dictionary &&
                          (!child.dictionary->format || child.dictionary->n_children != 0 ||
                           child.dictionary->dictionary)))
                    problem("wrong_type", "The column `case` must have a flat type.");
                else case_at = static_cast<std::uint32_t>(c);
            } else if (at == none_index) {
                if (!ignore_extra)
                    problem("unknown_indicator",
                            "The catalogue has no indicator of this column's name.");
            } else if (seen[at]) {
                problem("duplicate_key", "Another column has the same name.");
            } else {
                seen[at] = true;
                child_column made{static_cast<std::uint32_t>(c),
                                  catalogue_.indicators()[at],
                                  type_of(child.format),
                                  {},
                                  {},
                                  {},
                                  {}};
                if (child.dictionary) {
                    made.dictionary =
                        type_of(child.dictionary->format ? child.dictionary->format : "");
                    if (made.format.form != arrow_form::integer || !is_text(made.dictionary.form) ||
                        child.dictionary->dictionary)
                        made.format.form = arrow_form::other;
                }
                if (!fits(made))
                    problem("wrong_type",
                            "An indicator of this type cannot be read from such a column.");
                else columns_.push_back(std::move(made));
            }
        }
        return issues;
    }

    /// Whether a batch is what the schema said.
    [[nodiscard]] std::vector<issue> check(const ArrowArray& batch, std::uint32_t case_at) {
        const auto bad_batch = [](std::string_view message) {
            return std::vector<issue>{{"bad_array", "", 0, 0, std::string(message)}};
        };
        if (batch.n_children != children_ || (children_ && !batch.children))
            return bad_batch("The number of columns of a batch differs from that of the schema.");
        if (batch.length < 0 || batch.offset < 0 || batch.length > longest - batch.offset)
            return bad_batch("The length or offset of a batch is out of range.");
        if (batch.n_buffers != 1 || !batch.buffers || (batch.null_count > 0 && !batch.buffers[0]))
            return bad_batch("A batch's buffers are not those of a struct.");
        if (batch.dictionary) return bad_batch("A batch has a dictionary.");
        std::vector<issue> issues;
        for (std::int64_t c = 0; c < children_; ++c)
            if (!batch.children[c]) return bad_batch("A batch's column is missing.");
        const std::int64_t needed = batch.offset + batch.length;
        std::vector<bool> read(static_cast<std::size_t>(children_), false);
        for (const child_column& column : columns_) read[column.child] = true;
        for (std::int64_t c = 0; c < children_;
             ++c)  // a column that is passed over says how long a batch can be, too
            if (!read[static_cast<std::size_t>(c)] && batch.children[c]->length < needed)
                return bad_batch("A batch is longer than one of its columns.");
        for (child_column& column : columns_) {
            const ArrowArray& from = *batch.children[column.child];
            const char* wrong = problem_of(from, column.format.form, needed);
            if (!wrong && !column.has_dictionary() && from.dictionary)
                wrong = "This column has a dictionary that its schema does not name.";
            if (!wrong && column.has_dictionary())
                wrong = from.dictionary ? problem_of(*from.dictionary, column.dictionary.form, 0)
                                        : "This column's dictionary is missing.";
            if (!wrong && column.has_dictionary() && !read_dictionary(column, *from.dictionary))
                wrong = "A string of this column's dictionary lies outside its buffers.";
            if (wrong) issues.push_back({"bad_array", pointer_to(column.about->id), 0, 0, wrong});
        }
        if (case_at != none_index) {
            const ArrowArray& ids = *batch.children[case_at];
            const auto bad = [&](const ArrowArray& at) {
                return at.n_buffers < 0 || at.n_buffers > longest / 8 ||
                       (at.n_buffers && !at.buffers) || at.n_children != 0 || at.length < 0 ||
                       at.offset < 0 || at.length > longest - at.offset;
            };
            if (bad(ids) ||
                (ids.dictionary && (bad(*ids.dictionary) || ids.dictionary->dictionary)))
                issues.push_back(
                    {"bad_array", "/case", 0, 0, "The members of this array contradict its type."});
        }
        return issues;
    }

    /// The columns of `count` rows of a checked batch from `first` on. They are good until the next
    /// call.
    [[nodiscard]] std::span<const cohort_column> columns(const ArrowArray& batch,
                                                         std::int64_t first, std::size_t count,
                                                         std::vector<issue>& issues) {
        out_.clear();
        const std::uint8_t* rows =
            batch.null_count != 0 ? static_cast<const std::uint8_t*>(batch.buffers[0]) : nullptr;
        const auto row = static_cast<std::size_t>(batch.offset + first);
        for (child_column& column : columns_) {
            const ArrowArray& from = *batch.children[column.child];
            if (column.format.form == arrow_form::nothing || count == 0 ||
                (from.null_count == from.length && !from.buffers[1]))
                continue;
            cohort_column made;
            made.id = column.about->id;
            made.type = column.format.type;
            made.values = from.buffers[1];
            made.validity =
                from.null_count != 0 ? static_cast<const std::uint8_t*>(from.buffers[0]) : nullptr;
            made.offset = row + static_cast<std::size_t>(from.offset);
            made.codes = column.codes;
            if (column.has_dictionary() && made.codes.empty()) made.codes = no_word;
            if (is_text(column.format.form)) {
                if (!read_words(column, from, made, count, rows, row)) {
                    issues.push_back({"bad_array", pointer_to(column.about->id), 0, 0,
                                      "A string of this column lies outside its buffers."});
                    continue;
                }
            } else if (rows) {
                join_validity(column, made, count, rows, row);
            }
            out_.push_back(made);
        }
        return out_;
    }

    /// Why an array of this form, of which `needed` rows are read, contradicts itself, or null.
    [[nodiscard]] static const char* problem_of(const ArrowArray& from, arrow_form form,
                                                std::int64_t needed) noexcept {
        if (from.length < 0 || from.offset < 0 || from.length > longest - from.offset)
            return "The length or offset of this array is out of range.";
        if (from.length < needed) return "This array is shorter than its batch.";
        if (from.n_children != 0) return "This array has children.";
        if (form == arrow_form::nothing)
            return from.n_buffers == 0 ? nullptr : "This array of nulls has buffers.";
        const bool buffers_fit = form == arrow_form::text_view
                                     ? from.n_buffers >= 3 && from.n_buffers < longest / 8
                                     : from.n_buffers == (is_text(form) ? 3 : 2);
        if (!buffers_fit || !from.buffers)
            return "The number of buffers of this array does not fit its type.";
        if (from.null_count > from.length || from.null_count < -1)
            return "This array counts more nulls than it has values.";
        if (from.null_count > 0 && !from.buffers[0])
            return "This array counts nulls and has no validity bitmap.";
        if (from.length && !from.buffers[1] && from.null_count != from.length)
            return "This array's values are missing.";
        return nullptr;
    }

    /// Clears the bits of rows that are null as a whole.
    static void clear_null_rows(const ArrowArray& batch, std::int64_t first, std::size_t count,
                                std::uint8_t* bits) noexcept {
        const auto* rows = static_cast<const std::uint8_t*>(batch.buffers[0]);
        if (!rows || batch.null_count == 0) return;
        for (std::size_t r = 0; r < count; ++r)
            if (!bit_at(rows, static_cast<std::size_t>(batch.offset + first) + r))
                bits[r / 8] = static_cast<std::uint8_t>(bits[r / 8] & ~(1u << r % 8));
    }

private:
    static constexpr std::int64_t longest = std::int64_t{1} << 48;
    static constexpr std::int32_t no_word[1] = {cohort_column::unlisted};
    static constexpr std::int8_t unlisted_word = -128;

    struct child_column {
        std::uint32_t child = 0;
        const indicator* about = nullptr;
        arrow_type format, dictionary;
        std::vector<std::int32_t> codes;  ///< of the batch's dictionary
        std::vector<std::int8_t> words;   ///< of the piece, as codes
        std::vector<std::uint8_t> valid;  ///< of the piece, where rows are null as a whole
        [[nodiscard]] bool has_dictionary() const noexcept {
            return dictionary.form != arrow_form::other;
        }
    };

    [[nodiscard]] static bool fits(const child_column& column) noexcept {
        switch (column.format.form) {
            case arrow_form::other: return false;
            case arrow_form::nothing: return true;
            case arrow_form::boolean: return column.about->type == indicator_type::yes_no;
            case arrow_form::integer:
                return column.about->type != indicator_type::number || !column.has_dictionary();
            case arrow_form::real: return true;
            default: return column.about->type != indicator_type::number;
        }
    }

    /// What a word means for an indicator: as the int8 code of a column.
    [[nodiscard]] static std::int8_t meaning_of(const indicator& about,
                                                std::string_view word) noexcept {
        if (word.empty() || word == "unknown") return -1;
        if (word == "declined") return -2;
        if (about.type == indicator_type::choice) {
            for (std::size_t o = 0; o < about.options.size(); ++o)
                if (about.options[o].id == word) return static_cast<std::int8_t>(o);
            return unlisted_word;
        }
        if (word == "yes") return 1;
        if (word == "no" || (word == "not_applicable" && !about.not_applicable.empty())) return 0;
        return unlisted_word;
    }

    [[nodiscard]] static bool read_dictionary(child_column& column, const ArrowArray& from) {
        column.codes.assign(static_cast<std::size_t>(from.length), -1);
        const auto* valid =
            from.null_count != 0 ? static_cast<const std::uint8_t*>(from.buffers[0]) : nullptr;
        if (!from.buffers[1]) return true;
        const arrow_words words{from, column.dictionary.form};
        for (std::size_t k = 0; k < column.codes.size(); ++k) {
            const std::size_t place = static_cast<std::size_t>(from.offset) + k;
            if (valid && !bit_at(valid, place)) continue;
            const std::optional<std::string_view> word = words.at(place);
            if (!word) return false;
            const std::int8_t means = meaning_of(*column.about, *word);
            column.codes[k] = means == unlisted_word ? cohort_column::unlisted : means;
        }
        return true;
    }

    [[nodiscard]] static bool read_words(child_column& column, const ArrowArray& from,
                                         cohort_column& made, std::size_t count,
                                         const std::uint8_t* rows, std::size_t row) {
        column.words.assign(count, -1);
        const arrow_words words{from, column.format.form};
        std::string_view last;
        std::int8_t means = -1;
        for (std::size_t r = 0; r < count; ++r) {
            if ((made.validity && !bit_at(made.validity, made.offset + r)) ||
                (rows && !bit_at(rows, row + r)))
                continue;
            const std::optional<std::string_view> word = words.at(made.offset + r);
            if (!word) return false;
            if (*word != last) last = *word, means = meaning_of(*column.about, last);
            column.words[r] = means;
        }
        made.type = value_type::int8;
        made.values = column.words.data();
        made.validity = nullptr;
        made.offset = 0;
        return true;
    }

    /// A value counts where its row does.
    static void join_validity(child_column& column, cohort_column& made, std::size_t count,
                              const std::uint8_t* rows, std::size_t row) {
        // the values keep their offset, so the bitmap begins where theirs would
        const std::size_t skipped = made.offset % 8;
        column.valid.assign((skipped + count + 7) / 8, 0);
        for (std::size_t r = 0; r < count; ++r)
            if (bit_at(rows, row + r) && (!made.validity || bit_at(made.validity, made.offset + r)))
                column.valid[(skipped + r) / 8] = static_cast<std::uint8_t>(
                    column.valid[(skipped + r) / 8] | 1u << (skipped + r) % 8);
        const std::size_t width = detail::width_of(made.type);
        made.values = static_cast<const unsigned char*>(made.values) +
                      (width ? width * (made.offset - skipped) : (made.offset - skipped) / 8);
        made.offset = skipped;
        made.validity = column.valid.data();
    }

    catalogue catalogue_;
    std::int64_t children_ = 0;
    std::vector<child_column> columns_;
    std::vector<cohort_column> out_;
};

/// Millionths become the decimals of 16 bytes of which they fill the first half.
inline void spread_decimals(std::int64_t* numbers, std::size_t count) noexcept {
    auto* bytes = reinterpret_cast<unsigned char*>(numbers);
    for (std::size_t n = count; n > 0; --n) {
        const auto value = detail::number_at<std::int64_t>(bytes + 8 * (n - 1));
        const std::int64_t sign = value < 0 ? -1 : 0;
        constexpr bool little = std::endian::native == std::endian::little;
        std::memcpy(bytes + 16 * (n - 1) + (little ? 0 : 8), &value, 8);
        std::memcpy(bytes + 16 * (n - 1) + (little ? 8 : 0), &sign, 8);
    }
}

/// A text for each row that was refused, "CODE at COLUMN" one after the other, or "too_many_issues"
/// where they are not listed; null for the others.
[[nodiscard]] inline arrow_ptr<ArrowArray> issue_column(const std::vector<issue>& listed,
                                                        const std::uint8_t* refused,
                                                        std::size_t count,
                                                        std::uint64_t first_row) {
    std::vector<std::string> words(count);
    for (const issue& problem : listed) {
        const std::size_t slash = problem.pointer.rfind('/');
        std::uint64_t row = 0;
        for (const char digit : std::string_view{problem.pointer}.substr(slash + 1))
            row = row * 10 + static_cast<std::uint64_t>(digit - '0');
        std::string& row_words = words.at(static_cast<std::size_t>(row - first_row));
        if (!row_words.empty()) row_words += "; ";
        row_words.append(problem.code).append(" at ").append(problem.pointer, 1, slash - 1);
    }
    for (std::size_t row = 0; row < count; ++row)
        if (bit_at(refused, row) && words[row].empty()) words[row] = "too_many_issues";
    auto parts = std::make_unique<array_parts>();
    std::size_t size = 0;
    for (const std::string& word : words) size += word.size();
    aligned_bytes valid((count + 7) / 8), offsets(4 * (count + 1)), text(size);
    std::int32_t end = 0;
    std::int64_t nulls = 0;
    std::memcpy(offsets.data(), &end, 4);
    for (std::size_t row = 0; row < count; ++row) {
        const std::string& row_words = words[row];
        std::copy(row_words.begin(), row_words.end(), text.data() + end);
        end += static_cast<std::int32_t>(row_words.size());
        std::memcpy(offsets.data() + 4 * (row + 1), &end, 4);
        if (row_words.empty()) ++nulls;
        else
            valid.data()[row / 8] =
                static_cast<std::uint8_t>(valid.data()[row / 8] | 1u << row % 8);
    }
    parts->memory.push_back(std::move(valid));
    parts->memory.push_back(std::move(offsets));
    parts->memory.push_back(std::move(text));
    for (std::size_t b = 0; b < 3; ++b) parts->buffers[b] = parts->memory[b].data();
    auto out = new_arrow<ArrowArray>();
    finish_array(std::move(parts), static_cast<std::int64_t>(count), nulls, 0, 3, *out);
    return out;
}

}  // namespace v0
}  // namespace pehchan

#include "detail/pop_macros.hpp"

#endif
