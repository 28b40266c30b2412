// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_TESTS_ARROW_TABLES_HPP
#define PEHCHAN_TESTS_ARROW_TABLES_HPP

// Arrow arrays and streams for tests: every type that the library reads, with offsets, slices,
// chunks and what lies under a null.

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "pehchan/pehchan.hpp"
#include "random_catalogue.hpp"

namespace pehchan_tests {

/// How many Arrow structs of tests are alive: after a test, none may be.
inline int& arrow_alive() {
    static int alive = 0;
    return alive;
}

/// An array or a schema with its memory, made piece by piece.
struct arrow_piece {
    std::string format, name;
    std::vector<std::vector<unsigned char>> buffers;
    std::vector<bool> absent;  ///< buffers that are null pointers
    std::int64_t length = 0, nulls = -1, offset = 0;
    std::vector<arrow_piece> children;
    std::vector<arrow_piece> dictionary;  ///< none or one
};

namespace arrow_detail {

template <class Struct>
struct kept {
    arrow_piece piece;
    std::vector<const void*> buffers;
    std::vector<Struct> children;
    std::vector<Struct*> places;
    std::vector<Struct> dictionary;
};
template <class Struct>
void release(Struct* what) {
    auto* mine = static_cast<kept<Struct>*>(what->private_data);
    for (Struct& one : mine->children)
        if (one.release) one.release(&one);
    for (Struct& one : mine->dictionary)
        if (one.release) one.release(&one);
    delete mine;
    what->release = nullptr;
    --arrow_alive();
}

}  // namespace arrow_detail

inline ArrowArray array_of(const arrow_piece& of) {
    auto mine = std::make_unique<arrow_detail::kept<ArrowArray>>();
    mine->piece = of;
    for (std::size_t b = 0; b < of.buffers.size(); ++b)
        mine->buffers.push_back(b < of.absent.size() && of.absent[b]
                                    ? nullptr
                                    : static_cast<const void*>(mine->piece.buffers[b].data()));
    for (const arrow_piece& one : of.children) mine->children.push_back(array_of(one));
    for (ArrowArray& one : mine->children) mine->places.push_back(&one);
    for (const arrow_piece& one : of.dictionary) mine->dictionary.push_back(array_of(one));
    ArrowArray out{of.length,
                   of.nulls,
                   of.offset,
                   static_cast<std::int64_t>(mine->buffers.size()),
                   static_cast<std::int64_t>(mine->places.size()),
                   mine->buffers.data(),
                   mine->places.data(),
                   mine->dictionary.empty() ? nullptr : &mine->dictionary.front(),
                   arrow_detail::release<ArrowArray>,
                   nullptr};
    out.private_data = mine.release();
    ++arrow_alive();
    return out;
}
inline ArrowSchema schema_of(const arrow_piece& of) {
    auto mine = std::make_unique<arrow_detail::kept<ArrowSchema>>();
    mine->piece = of;
    for (const arrow_piece& one : of.children) mine->children.push_back(schema_of(one));
    for (ArrowSchema& one : mine->children) mine->places.push_back(&one);
    for (const arrow_piece& one : of.dictionary) mine->dictionary.push_back(schema_of(one));
    ArrowSchema out{mine->piece.format.c_str(),
                    mine->piece.name.c_str(),
                    nullptr,
                    ARROW_FLAG_NULLABLE,
                    static_cast<std::int64_t>(mine->places.size()),
                    mine->places.data(),
                    mine->dictionary.empty() ? nullptr : &mine->dictionary.front(),
                    arrow_detail::release<ArrowSchema>,
                    nullptr};
    out.private_data = mine.release();
    ++arrow_alive();
    return out;
}

/// A stream of these batches; the schema is that of `like`. After `broken_after` batches get_next
/// fails.
inline ArrowArrayStream stream_of(arrow_piece like, std::vector<arrow_piece> batches,
                                  std::size_t broken_after = SIZE_MAX) {
    struct state {
        arrow_piece like;
        std::vector<arrow_piece> batches;
        std::size_t at, broken_after;
    };
    ArrowArrayStream out{};
    out.private_data = new state{std::move(like), std::move(batches), 0, broken_after};
    out.get_schema = [](ArrowArrayStream* s, ArrowSchema* to) {
        *to = schema_of(static_cast<state*>(s->private_data)->like);
        return 0;
    };
    out.get_next = [](ArrowArrayStream* s, ArrowArray* to) {
        auto& mine = *static_cast<state*>(s->private_data);
        if (mine.at == mine.broken_after) return 5;
        if (mine.at == mine.batches.size()) *to = {};
        else *to = array_of(mine.batches[mine.at++]);
        return 0;
    };
    out.get_last_error = [](ArrowArrayStream*) -> const char* { return nullptr; };
    out.release = [](ArrowArrayStream* s) {
        delete static_cast<state*>(s->private_data);
        s->release = nullptr;
        --arrow_alive();
    };
    ++arrow_alive();
    return out;
}

inline void put_bit(std::vector<unsigned char>& bits, std::size_t at, bool value) {
    if (bits.size() <= at / 8) bits.resize(at / 8 + 1);
    if (value) bits[at / 8] = static_cast<unsigned char>(bits[at / 8] | 1u << at % 8);
}
template <class Number>
void append(std::vector<unsigned char>& to, Number value) {
    const std::size_t at = to.size();
    to.resize(at + sizeof value);
    std::memcpy(to.data() + at, &value, sizeof value);
}

/// A text array, format "u", "U" or "vu"; a null pointer is a null.
inline arrow_piece texts(std::string format, const std::vector<const char*>& words) {
    arrow_piece out;
    out.format = std::move(format);
    const bool views = out.format == "vu";
    out.buffers.resize(views ? 4 : 3);
    out.length = static_cast<std::int64_t>(words.size());
    out.nulls = 0;
    const auto end = [&] {
        if (out.format == "u")
            append(out.buffers[1], static_cast<std::int32_t>(out.buffers[2].size()));
        else if (!views) append(out.buffers[1], static_cast<std::int64_t>(out.buffers[2].size()));
    };
    end();
    for (std::size_t w = 0; w < words.size(); ++w) {
        put_bit(out.buffers[0], w, words[w] != nullptr);
        out.nulls += words[w] ? 0 : 1;
        const std::string word = words[w] ? words[w] : "under a null";
        if (views) {
            append(out.buffers[1], static_cast<std::int32_t>(word.size()));
            std::vector<unsigned char>& view = out.buffers[1];
            const std::size_t at = view.size();
            view.resize(at + 12);
            std::memcpy(view.data() + at, word.data(),
                        std::min<std::size_t>(word.size(), word.size() > 12 ? 4 : 12));
            if (word.size() > 12) {
                const std::int32_t places[2] = {0,
                                                static_cast<std::int32_t>(out.buffers[2].size())};
                std::memcpy(view.data() + at + 4, places, 8);
                out.buffers[2].insert(out.buffers[2].end(), word.begin(), word.end());
            }
        } else {
            out.buffers[2].insert(out.buffers[2].end(), word.begin(), word.end());
        }
        end();
    }
    if (views) append(out.buffers[3], static_cast<std::int64_t>(out.buffers[2].size()));
    return out;
}

/// The answers of persons [first, first + count) to indicator `at`, in a random type that `format`
/// then names; always the same type for the same `kind`.
inline arrow_piece column_of(dice& d, const std::vector<pehchan::answers>& persons,
                             std::size_t first, std::size_t count, std::size_t at,
                             std::size_t kind) {
    using namespace pehchan;
    const indicator& about = *persons.front().catalogue_used().indicators()[at];
    const std::vector<const char*> yes_no{"b", "c", "s", "i", "l", "C",  "S",         "I",
                                          "L", "f", "g", "u", "U", "vu", "dictionary"},
        choice{"c", "i", "g", "u", "U", "vu", "dictionary"}, number{"s", "i", "l", "f", "g"};
    const std::vector<const char*>& formats = about.type == indicator_type::yes_no   ? yes_no
                                              : about.type == indicator_type::choice ? choice
                                                                                     : number;
    const std::string format = formats[kind % formats.size()];
    const auto offset = static_cast<std::size_t>(d.below(20));
    arrow_piece out;
    const auto given = [&](std::size_t p) { return persons[first + p].at(at); };
    const auto word_of = [&](const answer& a) -> const char* {
        switch (a.kind) {
            case answer_kind::yes: return "yes";
            case answer_kind::no: return "no";
            case answer_kind::not_applicable: return "not_applicable";
            case answer_kind::declined: return "declined";
            case answer_kind::option:
                return about.options[static_cast<std::size_t>(a.value)].id.c_str();
            default: return d.chance(30) ? "unknown" : d.chance(30) ? "" : nullptr;
        }
    };
    const auto code_of = [&](const answer& a) -> int {
        switch (a.kind) {
            case answer_kind::yes: return 1;
            case answer_kind::no:
            case answer_kind::not_applicable: return 0;
            case answer_kind::declined: return -2;
            case answer_kind::unknown: return -1;
            default: return static_cast<int>(a.value);
        }
    };
    if (format == "u" || format == "U" || format == "vu") {
        std::vector<const char*> words(offset, "before the first");
        for (std::size_t p = 0; p < count; ++p) words.push_back(word_of(given(p)));
        out = texts(format, words);
    } else if (format == "dictionary") {
        out.format = "C";
        std::vector<const char*> words{"never used",     "yes",   "no", "unknown", "declined",
                                       "not_applicable", nullptr, ""};
        for (const choice_option& o : about.options) words.push_back(o.id.c_str());
        out.dictionary.push_back(texts("u", words));
        out.buffers.resize(2);
        for (std::size_t p = 0; p < offset + count; ++p) {
            const char* word = p < offset ? "never used" : word_of(given(p - offset));
            std::size_t k = 6;
            for (std::size_t w = 0; word && w < words.size(); ++w)
                if (words[w] && std::string(words[w]) == word) k = w;
            put_bit(out.buffers[0], p, word != nullptr);
            out.buffers[1].push_back(static_cast<unsigned char>(word ? k : 200));
        }
    } else {
        out.format = format;
        out.buffers.resize(2);
        for (std::size_t p = 0; p < offset + count; ++p) {
            const bool before = p < offset,
                       missing = !before && (given(p - offset).kind == answer_kind::unknown ||
                                             given(p - offset).kind == answer_kind::declined);
            const bool is_signed = format != "b" && (format[0] >= 'a' && format[0] <= 'z');
            const bool null =
                missing && (about.type == indicator_type::number || !is_signed || d.chance(50));
            const int value = before || null ? 77 : code_of(given(p - offset));
            put_bit(out.buffers[0], p, !null);
            std::vector<unsigned char>& to = out.buffers[1];
            switch (format[0]) {
                case 'b': put_bit(to, p, value == 1 || value == 77); break;
                case 'c': append(to, static_cast<std::int8_t>(value)); break;
                case 'C': append(to, static_cast<std::uint8_t>(value)); break;
                case 's': append(to, static_cast<std::int16_t>(value)); break;
                case 'S': append(to, static_cast<std::uint16_t>(value)); break;
                case 'i': append(to, static_cast<std::int32_t>(value)); break;
                case 'I': append(to, static_cast<std::uint32_t>(value)); break;
                case 'l': append(to, static_cast<std::int64_t>(value)); break;
                case 'L': append(to, static_cast<std::uint64_t>(value)); break;
                case 'f': append(to, static_cast<float>(value)); break;
                default: append(to, static_cast<double>(value)); break;
            }
        }
    }
    out.name = about.id;
    out.length = static_cast<std::int64_t>(count);
    out.offset = static_cast<std::int64_t>(offset);
    out.nulls = -1;
    return out;
}

/// The persons as a batch whose struct begins `lead` rows before the first.
inline arrow_piece batch_of(dice& d, const std::vector<pehchan::answers>& persons,
                            std::size_t first, std::size_t count,
                            const std::vector<std::size_t>& kinds) {
    arrow_piece out;
    out.format = "+s";
    out.buffers.resize(1);
    out.absent = {true};
    out.nulls = 0;
    out.length = static_cast<std::int64_t>(count);
    for (std::size_t at = 0; at < kinds.size(); ++at)
        out.children.push_back(column_of(d, persons, first, count, at, kinds[at]));
    return out;
}

}  // namespace pehchan_tests

#endif
