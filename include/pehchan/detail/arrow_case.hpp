// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_DETAIL_ARROW_CASE_HPP
#define PEHCHAN_DETAIL_ARROW_CASE_HPP

// Which rows of an Arrow column of case ids name their case by what is no case id? Numbers, dates
// and truth values are passed through as they are; what holds bytes is read.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "../arrow_columns.hpp"
#include "../case_id.hpp"
#include "cohort_values.hpp"

namespace pehchan {
inline namespace v0 {
namespace detail {

class arrow_case_column {
public:
    /// False: a type that can hold what is no case id and is not read.
    [[nodiscard]] bool read(const ArrowSchema& schema) {
        const std::string_view format = schema.format;
        is_indexed_ = schema.dictionary != nullptr;
        const std::string_view values = is_indexed_ ? schema.dictionary->format : format;
        form_ = form_of(values);
        index_ = is_indexed_ ? type_of(format) : arrow_type{};
        if (is_indexed_ && index_.form != arrow_form::integer) return false;
        return !values.starts_with("w:");
    }

    /// Why the array cannot be read, or null. Its batch has `needed` rows, the offset included.
    [[nodiscard]] const char* problem(const ArrowArray& ids, std::int64_t needed) const {
        if (form_ == arrow_form::other) return nullptr;
        if (!is_indexed_) return arrow_reader::problem_of(ids, form_, needed);
        if (!ids.dictionary) return "This column's dictionary is missing.";
        if (const char* why = arrow_reader::problem_of(ids, index_.form, needed)) return why;
        return arrow_reader::problem_of(*ids.dictionary, form_, 0);
    }

    /// The rows among `count` from `first` on, counted from there, that hold no case id. `first` is
    /// a place in the array's buffers. Null and "" name no case, and are none of them.
    [[nodiscard]] std::vector<std::size_t> refused(const ArrowArray& ids, std::size_t first,
                                                   std::size_t count) const {
        std::vector<std::size_t> out;
        if (form_ == arrow_form::other || !ids.buffers[1]) return out;
        const auto* valid =
            ids.null_count != 0 ? static_cast<const std::uint8_t*>(ids.buffers[0]) : nullptr;
        for (std::size_t row = 0; row < count; ++row) {
            if (valid && !bit_at(valid, first + row)) continue;
            const std::optional<std::string_view> id = id_at(ids, first + row);
            if (!id || (!id->empty() && !is_case_id(*id))) out.push_back(row);
        }
        return out;
    }

    /// `count` rows from `first` on over the same memory, which `owner` keeps; null where a row is
    /// among `without`.
    [[nodiscard]] arrow_ptr<ArrowArray> shared(const ArrowArray& ids,
                                               const std::shared_ptr<const void>& owner,
                                               std::int64_t first, std::size_t count,
                                               const std::vector<std::size_t>& without) const {
        const auto length = static_cast<std::int64_t>(count);
        if (without.empty()) return shared_array(ids, owner, first, length);
        const auto* before =
            ids.null_count != 0 ? static_cast<const std::uint8_t*>(ids.buffers[0]) : nullptr;
        aligned_bytes valid((count + 7) / 8);
        std::int64_t nulls = length;
        const auto place = static_cast<std::size_t>(first);
        for (std::size_t row = 0; row < count; ++row)
            if ((!before || bit_at(before, place + row)) &&
                !std::binary_search(without.begin(), without.end(), row)) {
                valid.data()[row / 8] =
                    static_cast<std::uint8_t>(valid.data()[row / 8] | 1u << row % 8);
                --nulls;
            }
        auto parts = std::make_unique<array_parts>();
        parts->owner = owner;
        parts->more_buffers.assign(ids.buffers, ids.buffers + ids.n_buffers);
        parts->memory.push_back(std::move(valid));
        parts->more_buffers[0] = parts->memory.back().data();
        // the bitmap begins with these rows, so what was counted from the start does, too
        parts->more_buffers[1] =
            static_cast<const unsigned char*>(ids.buffers[1]) + width() * place;
        if (ids.dictionary)
            parts->dictionary = shared_array(*ids.dictionary, owner, ids.dictionary->offset,
                                             ids.dictionary->length);
        auto out = new_arrow<ArrowArray>();
        finish_array(std::move(parts), length, nulls, 0, ids.n_buffers, *out);
        return out;
    }

private:
    /// Bytes are laid out as words are.
    [[nodiscard]] static arrow_form form_of(std::string_view format) noexcept {
        if (format == "u" || format == "z") return arrow_form::text32;
        if (format == "U" || format == "Z") return arrow_form::text64;
        if (format == "vu" || format == "vz") return arrow_form::text_view;
        return arrow_form::other;
    }
    /// Of what the second buffer holds of a row.
    [[nodiscard]] std::size_t width() const noexcept {
        if (is_indexed_) return width_of(index_.type);
        return form_ == arrow_form::text32 ? 4 : form_ == arrow_form::text64 ? 8 : 16;
    }
    [[nodiscard]] std::optional<std::string_view> id_at(const ArrowArray& ids,
                                                        std::size_t place) const noexcept {
        if (!is_indexed_) return arrow_words{ids, form_}.at(place);
        const ArrowArray& words = *ids.dictionary;
        const auto* from =
            static_cast<const unsigned char*>(ids.buffers[1]) + width_of(index_.type) * place;
        std::int64_t index = -1;
        switch (index_.type) {
            case value_type::int8: index = number_at<std::int8_t>(from); break;
            case value_type::int16: index = number_at<std::int16_t>(from); break;
            case value_type::int32: index = number_at<std::int32_t>(from); break;
            case value_type::int64: index = number_at<std::int64_t>(from); break;
            case value_type::uint8: index = number_at<std::uint8_t>(from); break;
            case value_type::uint16: index = number_at<std::uint16_t>(from); break;
            case value_type::uint32: index = number_at<std::uint32_t>(from); break;
            case value_type::uint64: {
                const auto large = number_at<std::uint64_t>(from);
                if (large < static_cast<std::uint64_t>(words.length))
                    index = static_cast<std::int64_t>(large);
                break;
            }
            default: break;
        }
        if (index < 0 || index >= words.length) return std::nullopt;
        const auto at = static_cast<std::size_t>(words.offset + index);
        const auto* valid =
            words.null_count != 0 ? static_cast<const std::uint8_t*>(words.buffers[0]) : nullptr;
        if (!words.buffers[1] || (valid && !bit_at(valid, at))) return std::string_view{};
        return arrow_words{words, form_}.at(at);
    }

    bool is_indexed_ = false;
    arrow_form form_ = arrow_form::other;  ///< of the ids; other: they are not words
    arrow_type index_;
};

}  // namespace detail
}  // namespace v0
}  // namespace pehchan

#endif
