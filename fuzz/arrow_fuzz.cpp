// SPDX-License-Identifier: Apache-2.0

// Random Arrow streams: every type, offsets, nulls, chunks, slices, empty and all null arrays,
// wrong types, and lengths, counts and pointers that lie. What lies is refused; what is taken gives
// results of the right shape. Only what nobody can check is kept from lying: how long the memory
// behind a pointer is.

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

#include "../tests/support/arrow_tables.hpp"
#include "pehchan/json.hpp"
#include "pehchan/pehchan.hpp"

namespace {

using pehchan_tests::arrow_piece;

void must(bool holds) {
    if (!holds) std::abort();
}

/// The bytes of the input, one decision after another; zero when they are used up.
class decisions {
public:
    decisions(const std::uint8_t* data, std::size_t size) : at_(data), left_(size) {}
    std::uint8_t next() { return left_ > 0 ? (--left_, *at_++) : std::uint8_t{0}; }
    std::size_t below(std::size_t n) { return next() % n; }
    bool seldom() { return next() > 250; }

private:
    const std::uint8_t* at_;
    std::size_t left_;
};

const pehchan::cohort& rules(std::size_t which) {
    static const std::array<pehchan::cohort, 2> all{
        pehchan::cohort{pehchan::builtin("pakistan").value()},
        pehchan::cohort{pehchan::builtin("dwems_2024").value()}};
    return all[which];
}

/// A number that an array may say of itself and that is not so.
std::int64_t odd(decisions& choose, std::int64_t good) {
    if (!choose.seldom()) return good;
    constexpr std::array<std::int64_t, 8> strange{-1,  -2,        0,         1,
                                                  100, INT64_MAX, INT64_MIN, std::int64_t{1} << 40};
    return strange[choose.below(strange.size())];
}

constexpr std::array<const char*, 12> words{"yes",
                                            "no",
                                            "unknown",
                                            "declined",
                                            "not_applicable",
                                            "punjab",
                                            "",
                                            "\xff",
                                            "a word much longer than twelve bytes",
                                            "sindh",
                                            "0",
                                            "YES"};

/// An array of `length` values from `offset` on. Its memory is as long as a true array's; offsets
/// of words and places of dictionaries are whatever they are.
arrow_piece array_of_type(decisions& choose, const std::string& format, std::size_t length,
                          std::size_t offset) {
    arrow_piece out;
    out.format = format;
    const std::size_t all = length + offset;
    if (format == "u" || format == "U" || format == "vu") {
        std::vector<const char*> chosen;
        for (std::size_t w = 0; w < all; ++w)
            chosen.push_back(choose.seldom() ? nullptr : words[choose.below(words.size())]);
        out = pehchan_tests::texts(format, chosen);
        std::vector<unsigned char>& places = out.buffers[1];
        if (choose.seldom() && format == "vu" && !places.empty())
            places[choose.below(places.size())] ^=
                0x80;  // a view is checked against the size of what it views
        if (choose.seldom())
            places.assign(places.size(), 0xff);  // words that end before they begin
    } else if (format != "n") {
        out.buffers.resize(2);
        const std::size_t width = format == "b"                                     ? 0
                                  : format == "c" || format == "C"                  ? 1
                                  : format == "s" || format == "S"                  ? 2
                                  : format == "i" || format == "I" || format == "f" ? 4
                                                                                    : 8;
        const std::size_t bytes = width ? width * all : (all + 7) / 8;
        const std::size_t style = choose.below(4);
        for (std::size_t b = 0; b < bytes; ++b)
            out.buffers[1].push_back(style == 0 ? choose.next()
                                     : b % std::max<std::size_t>(width, 1) == 0
                                         ? static_cast<unsigned char>(choose.below(2))
                                         : std::uint8_t{0});
        for (std::size_t b = 0; b < (all + 7) / 8; ++b) out.buffers[0].push_back(choose.next());
    }
    out.length = static_cast<std::int64_t>(length);
    out.offset = static_cast<std::int64_t>(offset);
    out.nulls = -1;
    for (std::vector<unsigned char>& buffer : out.buffers)
        if (buffer.empty()) buffer.resize(1);
    return out;
}

/// Makes a true array lie. Whether it says that it is longer than its memory: then its batch must
/// not, for nobody could tell.
bool damage(decisions& choose, arrow_piece& of) {
    const std::int64_t length = odd(choose, of.length), offset = odd(choose, of.offset);
    const bool longer = length > of.length;
    of.length = length;
    if (offset <= of.offset || offset > (std::int64_t{1} << 48)) of.offset = offset;
    of.nulls = odd(choose, of.nulls);
    if (choose.seldom() && !of.buffers.empty()) of.buffers.pop_back();
    else if (choose.seldom()) of.buffers.emplace_back(64);
    if (choose.seldom() && !of.buffers.empty()) {
        of.absent.resize(of.buffers.size());
        of.absent[choose.below(of.buffers.size())] = true;
    }
    if (choose.seldom()) of.children.emplace_back();
    return longer;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace pehchan;
    decisions choose(data, size);
    const cohort& chosen = rules(choose.below(2));
    constexpr std::array<const char*, 17> formats{"b", "c", "s", "i", "l",  "C", "S",   "I", "L",
                                                  "f", "g", "u", "U", "vu", "n", "tdD", "+l"};
    const std::size_t columns = choose.below(12), batches = choose.below(4);
    const auto indicators = chosen.catalogue_used().indicators();
    arrow_piece like;
    like.format = choose.seldom() ? "u" : "+s";
    for (std::size_t c = 0; c < columns; ++c) {
        arrow_piece& made = like.children.emplace_back();
        made.format = formats[choose.below(choose.seldom() ? formats.size() : 15)];
        made.name =
            choose.seldom() ? "nobody"
            : choose.below(12) == 0
                ? "case"
                : indicators[(choose.next() * 256u + choose.next()) % indicators.size()]->id;
        if (made.format.size() == 1 &&
            std::string("csilCSIL").find(made.format[0]) != std::string::npos &&
            choose.below(3) == 0) {
            made.dictionary.emplace_back();
            made.dictionary.back().format = choose.seldom() ? "i" : choose.below(2) ? "u" : "vu";
        }
    }
    std::vector<arrow_piece> all;
    for (std::size_t b = 0; b < batches; ++b) {
        arrow_piece batch;
        batch.format = "+s";
        const std::size_t length = choose.below(8) == 0 ? 500 + choose.next() : choose.below(40),
                          offset = choose.below(4) == 0 ? choose.below(10) : 0;
        batch.buffers.resize(1);
        batch.length = static_cast<std::int64_t>(length);
        batch.offset = static_cast<std::int64_t>(offset);
        batch.nulls = 0;
        if (choose.below(3) == 0) {
            batch.nulls = -1;
            for (std::size_t byte = 0; byte < (length + offset + 7) / 8; ++byte)
                batch.buffers[0].push_back(choose.next());
        } else {
            batch.absent = {true};
        }
        bool longer = false;
        for (const arrow_piece& child : like.children) {
            arrow_piece made = array_of_type(
                choose, child.format == "tdD" || child.format == "+l" ? "i" : child.format,
                length + offset, choose.below(20));
            made.name = child.name;
            if (!child.dictionary.empty() && !choose.seldom())
                made.dictionary.push_back(array_of_type(choose, child.dictionary.front().format,
                                                        choose.below(6), choose.below(3)));
            longer = damage(choose, made) || longer;
            batch.children.push_back(std::move(made));
        }
        const std::int64_t told = odd(choose, batch.length), begins = odd(choose, batch.offset),
                           end = static_cast<std::int64_t>(length + offset);
        if (!longer || (told <= batch.length && begins <= batch.offset))
            batch.length = told, batch.offset = begins;
        if (columns == 0 && batch.length > 100'000)
            batch.length = 100'000;  // without columns it has as many rows as it says
        if (batch.nulls == -1 && (batch.length < 0 || batch.offset < 0 || batch.length > end ||
                                  batch.offset > end - batch.length))
            batch.nulls = 0;
        if (choose.seldom() && !batch.children.empty()) batch.children.pop_back();
        all.push_back(std::move(batch));
    }
    arrow_settings how;
    how.ignore_extra = choose.below(2) == 0;
    how.status_columns = choose.below(2) == 0;
    how.keep_going = choose.below(2) == 0;
    how.rows_at_once = 1 + choose.below(200) * 7;
    ArrowArrayStream in =
        pehchan_tests::stream_of(like, all, choose.seldom() ? choose.below(4) : SIZE_MAX);
    {
        const auto started = arrow_screening::start(chosen, in, how);
        must(in.release == nullptr);
        must(started.ok() || !started.issues().empty());
        if (started.ok()) {
            ArrowSchema schema;
            started.value()->schema(schema);
            for (;;) {
                ArrowArray piece{};
                const auto more = started.value()->next(piece);
                if (!more.ok() || !*more) {
                    must(more.ok() || !more.issues().empty());
                    must(piece.release == nullptr);
                    break;
                }
                must(piece.n_children == schema.n_children && piece.length > 0);
                for (std::int64_t c = 0; c < piece.n_children; ++c)
                    must(piece.children[c]->length == piece.length);
                piece.release(&piece);
            }
            schema.release(&schema);
        }
    }
    must(pehchan_tests::arrow_alive() == 0);
    return 0;
}
