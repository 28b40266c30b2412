// SPDX-License-Identifier: Apache-2.0

// How the kernel reads columns; see kernel_operations.ipp.

#if PEHCHAN_DETAIL_LEVEL == 2
typedef char bytes64 __attribute__((vector_size(64)));
typedef unsigned char unsigned_bytes64 __attribute__((vector_size(64)));
typedef long long eight_words __attribute__((vector_size(64)));
#elif PEHCHAN_DETAIL_LEVEL == 1
typedef char byte_vec __attribute__((vector_size(32)));
typedef unsigned char unsigned_vec __attribute__((vector_size(32)));
inline plane_word sign_bits(byte_vec value) noexcept {
    return static_cast<unsigned>(__builtin_ia32_pmovmskb256(value));
}
#elif defined(__SSE2__) && defined(__GNUC__)
typedef char byte_vec __attribute__((vector_size(16)));
typedef unsigned char unsigned_vec __attribute__((vector_size(16)));
inline plane_word sign_bits(byte_vec value) noexcept {
    return static_cast<unsigned>(__builtin_ia32_pmovmskb128(value));
}
#define PEHCHAN_DETAIL_SSE2
#endif

/// Which of 64 bytes are equal to `value`.
inline plane_word equal_bytes(const void* bytes, int value) noexcept {
#if PEHCHAN_DETAIL_LEVEL == 2
    bytes64 x;
    std::memcpy(&x, bytes, 64);
    return __builtin_ia32_cmpb512_mask(x, bytes64{} + static_cast<char>(value), 0, ~plane_word{0});
#elif PEHCHAN_DETAIL_LEVEL == 1 || defined(PEHCHAN_DETAIL_SSE2)
    plane_word out = 0;
    for (std::size_t part = 0; part < 64; part += sizeof(byte_vec)) {
        byte_vec x;
        std::memcpy(&x, static_cast<const unsigned char*>(bytes) + part, sizeof x);
        out |= sign_bits(reinterpret_cast<byte_vec>(x == byte_vec{} + static_cast<char>(value)))
               << part;
    }
    return out;
#else
    plane_word out = 0;
    const auto* from = static_cast<const signed char*>(bytes);
    for (unsigned part = 0; part < 64; part += 8) {
        plane_word gathered = 0;
        for (unsigned b = 0; b < 8; ++b) gathered |= plane_word{from[part + b] == value} << b;
        out |= gathered << part;
    }
    return out;
#endif
}
/// Which of 64 bytes, as signed numbers, are no code: below -2, or `most` and more.
inline plane_word unlisted_bytes(const void* bytes, int most) noexcept {
#if PEHCHAN_DETAIL_LEVEL == 2
    unsigned_bytes64 shifted;  // past 255 it begins again, which signed numbers must not
    std::memcpy(&shifted, bytes, 64);
    shifted += static_cast<unsigned char>(2);
    return __builtin_ia32_ucmpb512_mask(reinterpret_cast<bytes64>(shifted),
                                        bytes64{} + static_cast<char>(most + 1), 6, ~plane_word{0});
#elif PEHCHAN_DETAIL_LEVEL == 1 || defined(PEHCHAN_DETAIL_SSE2)
    plane_word out = 0;
    for (std::size_t part = 0; part < 64; part += sizeof(unsigned_vec)) {
        unsigned_vec x;
        std::memcpy(&x, static_cast<const unsigned char*>(bytes) + part, sizeof x);
        out |= sign_bits(reinterpret_cast<byte_vec>(x + static_cast<unsigned char>(2) >
                                                    unsigned_vec{} +
                                                        static_cast<unsigned char>(most + 1)))
               << part;
    }
    return out;
#else
    plane_word out = 0;
    const auto* from = static_cast<const unsigned char*>(bytes);
    for (unsigned b = 0; b < 64; ++b)
        out |= plane_word{static_cast<unsigned char>(from[b] + 2) >
                          static_cast<unsigned char>(most + 1)}
               << b;
    return out;
#endif
}
#undef PEHCHAN_DETAIL_SSE2

/// Adds what shows that a byte is no code of a yes/no: of a code (1, 0, -1, -2) all bits but the
/// lowest are the same.
inline vec add_odd(vec& odd, const void* bytes) noexcept {
    vec value;
    std::memcpy(&value, bytes, sizeof value);
    odd |= value ^ (value >> 1);
    return value;
}
inline bool any_odd(vec odd) noexcept {
    plane_word found[vec_words], any = 0;
    store(found, odd);
    for (const plane_word word : found) any |= word;
    return (any & 0x7e * byte_ones) != 0;
}

/// Fetches what the next group of tiles needs, a little at each step of this group: columns one
/// after the other, and of each all that the group needs, because memory gives neighbouring lines
/// sooner than distant ones.
struct fetcher {
    const fetch_run *run, *end;
    std::ptrdiff_t tile;  ///< the first of the group
    std::uint32_t a_step;
    std::uint32_t done = 0, left = 0;  ///< pieces of this run; lines of this piece
    const unsigned char* place = nullptr;
};

/// A place that is only fetched: nothing need be there.
inline const unsigned char* further(const unsigned char* from, std::uintptr_t bytes) noexcept {
    return reinterpret_cast<const unsigned char*>(reinterpret_cast<std::uintptr_t>(from) + bytes);
}
inline void begin_piece(fetcher& at) noexcept {
    if (at.run == at.end) return;
    at.place = further(at.run->first, static_cast<std::uintptr_t>(at.tile + at.done) *
                                          static_cast<std::uintptr_t>(at.run->stride));
    at.left = at.run->lines;
}
inline fetcher fetches_of(const tile_work& work, std::ptrdiff_t tile) noexcept {
    fetcher made{work.fetches.data(), work.fetches.data() + work.fetches.size(), tile,
                 work.fetches_a_step};
    begin_piece(made);
    return made;
}
inline void fetch(fetcher& at) noexcept {
    for (std::uint32_t some = at.a_step; some && at.left;) {
        const std::uint32_t now = some < at.left ? some : at.left;
        const unsigned char* const end = further(at.place, std::uintptr_t{64} * now);
        for (; at.place != end; at.place = further(at.place, 64)) PEHCHAN_DETAIL_FETCH(at.place);
        some -= now;
        if ((at.left -= now) == 0) {
            if (++at.done == at.run->pieces) at.done = 0, ++at.run;
            begin_piece(at);
        }
    }
}

/// Eight vectors of words, each word eight bytes: byte j of the word of vector i becomes byte i of
/// the word of vector j.
inline void turn_bytes(vec* vectors) noexcept {
    plane_word mask = 0x0000'0000'ffff'ffffu;
    for (unsigned by = 32; by >= 8; by /= 2, mask ^= mask << by)
        for (std::size_t i = 0; i < 8; ++i) {
            if (i & by / 8) continue;
            vec &a = vectors[i], &b = vectors[i + by / 8];
            const vec change = ((a >> by) ^ b) & (vec{} + mask);
            b ^= change;
            a ^= change << by;
        }
}

/// 64 rows, `stride` bytes apart, of which as many bytes are read as fit into a vector: a word for
/// each byte of the row, a bit for each row. False where a byte may be no code.
///
/// A code's two lowest bits say all: 01 yes, 00 no, 10 and 11 unknown. Those of four rows are
/// packed into a byte, even rows and odd ones apart, so that the yes of both fall beside each
/// other.
inline bool read_rows(const unsigned char* from, std::ptrdiff_t stride, plane_word* yes,
                      plane_word* no, fetcher& next) noexcept {
    vec is_yes[8], is_no[8], odd{};
    for (std::size_t k = 0; k < 8; ++k) {
        fetch(next);
        vec packed[2];
        for (std::size_t half = 0; half < 2; ++half) {
            vec all{};
            for (std::size_t j = 4; j-- > 0;) {
                const vec row =
                    add_odd(odd, from + static_cast<std::ptrdiff_t>(8 * k + 2 * j + half) * stride);
                all = (all << 2) | (row & (vec{} + 3 * byte_ones));
            }
            packed[half] = all;
        }
        const vec even = vec{} + 0x55 * byte_ones;
        const vec unknown = ((packed[0] >> 1) & even) | (packed[1] & ~even),
                  value = (packed[0] & even) | ((packed[1] << 1) & ~even);
        is_yes[k] = value & ~unknown;
        is_no[k] = ~(value | unknown);
    }
    turn_bytes(is_yes);
    turn_bytes(is_no);
    for (std::size_t byte = 0; byte < 8; ++byte) {  // of each word of the row
        store(yes + byte * vec_words, is_yes[byte]);
        store(no + byte * vec_words, is_no[byte]);
    }
    return !any_odd(odd);
}
/// Where `read_rows` puts the word of a byte.
inline std::size_t place_of(std::size_t byte) noexcept {
    const std::size_t in_word =
        std::endian::native == std::endian::little ? byte % 8 : 7 - byte % 8;
    return in_word * vec_words + byte / 8;
}

/// Marks rows of which a byte of ours is no code. Where there are any, `copied` then holds all 64
/// rows, with "unknown" in place of such bytes.
inline bool refuse_rows(plane_word& bad, const row_block& block, const unsigned char* from,
                        std::ptrdiff_t stride, unsigned char* copied) noexcept {
    plane_word unlisted[64], any = 0;
    for (std::size_t p = 0; p < 64; ++p) {
        unlisted[p] =
            unlisted_bytes(from + static_cast<std::ptrdiff_t>(p) * stride, 2) & block.mask;
        bad |= plane_word{unlisted[p] != 0} << p;
        any |= unlisted[p];
    }
    if (!any) return false;
    for (std::size_t p = 0; p < 64; ++p) {
        std::memmove(copied + 64 * p, from + static_cast<std::ptrdiff_t>(p) * stride, 64);
        for (plane_word left = unlisted[p]; left; left &= left - 1)
            copied[64 * p + static_cast<std::size_t>(std::countr_zero(left))] = 0xff;
    }
    return true;
}

inline void read_block(tile_work& work, const row_block& block, std::size_t first,
                       std::size_t count, fetcher& next) noexcept {
    constexpr std::size_t width = 8 * vec_words;
    alignas(64) unsigned char copied[64 * 64];
    alignas(64) plane_word yes[tile_words][64], no[tile_words][64];
    for (std::size_t w = 0; w < tile_words; ++w) {
        const std::size_t begin = first + 64 * w,
                          there = count > 64 * w ? std::min<std::size_t>(count - 64 * w, 64) : 0;
        const unsigned char* from = block.first + static_cast<std::ptrdiff_t>(begin) * block.stride;
        std::ptrdiff_t stride = block.stride;
        if (there < 64 || begin + 64 > block.whole_rows) {  // rows that end before 64 bytes do
            std::memset(copied, 0xff, sizeof copied);
            for (std::size_t p = 0; p < there; ++p)
                std::memcpy(copied + 64 * p, from + static_cast<std::ptrdiff_t>(p) * stride,
                            block.width);
            from = copied;
            stride = 64;
        }
        bool codes = true;
        for (std::size_t part = 0; part < block.width; part += width)
            codes = read_rows(from + part, stride, yes[w] + part, no[w] + part, next) && codes;
        if (!codes && refuse_rows(work.bad[w], block, from, stride, copied))
            for (std::size_t part = 0; part < block.width; part += width)
                (void)read_rows(copied + part, 64, yes[w] + part, no[w] + part, next);
    }
    for (const row_block::member& member : block.columns) {
        if (!member.to.yes) continue;
        const std::size_t place = member.byte / width * width + place_of(member.byte % width);
        for (std::size_t w = 0; w < tile_words; ++w) {
            member.to.yes[w] = yes[w][place];
            member.to.no[w] = no[w][place] ^ member.to.flip;
        }
    }
}

/// Codes of a yes/no without validity.
inline void read_codes(tile_work& work, const column_reader& reader,
                       const std::int8_t* codes) noexcept {
    vec odd{};
    for (std::size_t w = 0; w < tile_words; ++w) {
        for (std::size_t byte = 0; byte < 64; byte += sizeof(vec))
            add_odd(odd, codes + 64 * w + byte);
        if (!reader.to.yes) continue;
        reader.to.yes[w] = equal_bytes(codes + 64 * w, 1);
        reader.to.no[w] = equal_bytes(codes + 64 * w, 0) ^ reader.to.flip;
    }
    if (any_odd(odd))
        for (std::size_t w = 0; w < tile_words; ++w)
            work.bad[w] |= unlisted_bytes(codes + 64 * w, 2);
}

/// Value classes of 512 codes into planes; -1, -2 are nobody's value class.
inline void read_classes(tile_work& work, const column_reader& reader, const std::int8_t* codes,
                         const cohort_column& column, std::size_t first,
                         std::size_t count) noexcept {
    const bool yes_no = reader.about->type == indicator_type::yes_no;
    for (std::size_t w = 0; w < tile_words; ++w) {
        plane_word valid = ~plane_word{0};
        if (column.validity)
            valid = count > 64 * w
                        ? bits_from(column.validity, column.offset + first + 64 * w, count - 64 * w)
                        : 0;
        work.bad[w] |= unlisted_bytes(codes + 64 * w, yes_no ? 2 : 64) & valid;
        if (yes_no && reader.to.yes) {
            reader.to.yes[w] = equal_bytes(codes + 64 * w, 1) & valid;
            reader.to.no[w] = (equal_bytes(codes + 64 * w, 0) & valid) ^ reader.to.flip;
        } else if (!yes_no && reader.equal) {
            for (std::uint32_t c = 0; c < reader.classes; ++c)
                reader.equal[c * tile_words + w] =
                    equal_bytes(codes + 64 * w, static_cast<int>(c)) & valid;
        }
    }
}

/// 512 bits from bit `place` on, part by part: `v` counts words.
inline vec bits_at(const std::uint8_t* bits, std::size_t place, std::size_t v) noexcept {
    const std::uint8_t* from = bits + place / 8 + 8 * v;
    const auto shift = static_cast<int>(place % 8);
    vec out;
    std::memcpy(&out, from, sizeof out);
    if (shift) {
        vec next;  // one byte on: its bits that stand in `out` too fall onto the same places
        std::memcpy(&next, from + 1, sizeof next);
        out = (out >> shift) | (next << (8 - shift));
    }
    return out;
}

inline void read_bitmaps(tile_work& work, std::size_t first, std::size_t count,
                         fetcher& next) noexcept {
    const bool full_tile = count == tile_persons && std::endian::native == std::endian::little;
    for (const bitmap_reader& bitmap : work.bitmaps) {
        fetch(next);
        const std::size_t place = bitmap.offset + first;
        if (full_tile) {
            for (std::size_t v = 0; v < tile_words; v += vec_words) {
                const vec value = bits_at(bitmap.values, place, v),
                          valid = bitmap.validity ? bits_at(bitmap.validity, place, v) : all_ones();
                store(bitmap.to.yes + v, valid & value);
                store(bitmap.to.no + v, (valid & ~value) ^ (vec{} + bitmap.to.flip));
            }
            continue;
        }
        for (std::size_t w = 0; w < tile_words; ++w) {
            const std::size_t left = count > 64 * w ? count - 64 * w : 0;
            const plane_word value = left ? bits_from(bitmap.values, place + 64 * w, left) : 0;
            plane_word valid = left >= 64 ? ~plane_word{0} : (plane_word{1} << left) - 1;
            if (bitmap.validity && left) valid = bits_from(bitmap.validity, place + 64 * w, left);
            bitmap.to.yes[w] = valid & value;
            bitmap.to.no[w] = (valid & ~value) ^ bitmap.to.flip;
        }
    }
}

/// 512 float64, by their bits: 1 is yes, 0 no, -1, -2 and what is no number unknown. False where
/// one is something else.
inline bool read_doubles(const column_reader& reader, std::size_t first) noexcept {
#if defined(__GNUC__)
    constexpr plane_word sign = plane_word{1} << 63, one = plane_word{0x3ff} << 52,
                         two = plane_word{0x400} << 52, infinite = plane_word{0x7ff} << 52;
    const cohort_column& column = *reader.from;
    const unsigned char* from =
        static_cast<const unsigned char*>(column.values) + 8 * (column.offset + first);
#if PEHCHAN_DETAIL_LEVEL == 2
    const auto where = [](vec a, plane_word b) -> plane_word {
        return static_cast<unsigned char>(__builtin_ia32_cmpq512_mask(
            reinterpret_cast<eight_words>(a), reinterpret_cast<eight_words>(vec{} + b), 0, 0xff));
    };
    plane_word others = 0;
#else
    vec others{}, start{};
    for (std::size_t element = 0; element < vec_words; ++element)
        start[element] = plane_word{1} << element;
#endif
    for (std::size_t w = 0; w < tile_words; ++w) {
        plane_word some_yes = 0, some_no = 0;
#if PEHCHAN_DETAIL_LEVEL == 2
        for (std::size_t p = 0; p < 64; p += vec_words, from += sizeof(vec)) {
            vec value;
            std::memcpy(&value, from, sizeof value);
            const vec size = value & ~(vec{} + sign);
            const plane_word yes = where(value, one), no = where(size, 0);
            plane_word unknown = static_cast<unsigned char>(__builtin_ia32_cmpq512_mask(
                reinterpret_cast<eight_words>(size),
                reinterpret_cast<eight_words>(vec{} + infinite), 6, 0xff));
            if ((yes | no | unknown) != 0xff)
                unknown |= where(value, sign | one) | where(value, sign | two);
            some_yes |= yes << p;
            some_no |= no << p;
            others |= 0xff ^ (yes | no | unknown);
        }
#else
        vec yes{}, no{}, bit = start;
        for (std::size_t p = 0; p < 64;
             p += vec_words, from += sizeof(vec), bit <<= static_cast<int>(vec_words)) {
            vec value;
            std::memcpy(&value, from, sizeof value);
            const vec size = value & ~(vec{} + sign);
            const vec is_yes = reinterpret_cast<vec>(value == vec{} + one),
                      is_no = reinterpret_cast<vec>(size == vec{});
            const vec unknown =
                reinterpret_cast<vec>(reinterpret_cast<signed_vec>(size) >
                                      signed_vec{} + static_cast<std::int64_t>(infinite)) |
                reinterpret_cast<vec>(value == vec{} + (sign | one)) |
                reinterpret_cast<vec>(value == vec{} + (sign | two));
            yes |= is_yes & bit;
            no |= is_no & bit;
            others |= ~(is_yes | is_no | unknown);
        }
        for (std::size_t element = 0; element < vec_words; ++element)
            some_yes |= yes[element], some_no |= no[element];
#endif
        plane_word valid = ~plane_word{0};
        if (column.validity) valid = bits_from(column.validity, column.offset + first + 64 * w, 64);
        if (reader.to.yes) {
            reader.to.yes[w] = some_yes & valid;
            reader.to.no[w] = (some_no & valid) ^ reader.to.flip;
        }
    }
#if PEHCHAN_DETAIL_LEVEL == 2
    return others == 0;
#else
    plane_word any = 0;
    for (std::size_t element = 0; element < vec_words; ++element) any |= others[element];
    return any == 0;
#endif
#else
    return (void)reader, (void)first, false;
#endif
}

/// Planes that are nodes already: only the pointers move. Nobody may be certain of what is
/// impossible: such an answer is unknown, in a node of ours.
inline void read_direct(tile_work& work, std::size_t first) noexcept {
    const auto tile = static_cast<std::ptrdiff_t>(first / tile_persons);
    vec bad[tile_vectors] = {};
    for (const direct_planes& planes : work.direct) {
        const auto* at = reinterpret_cast<const plane_word*>(planes.first + tile * planes.stride);
        work.at[planes.node] = at;
        for (std::size_t v = 0; v < tile_vectors; ++v)
            bad[v] |= load(at + v * vec_words) & ~load(at + tile_words + v * vec_words);
    }
    plane_word found[tile_words];
    for (std::size_t v = 0; v < tile_vectors; ++v) store(found + v * vec_words, bad[v]);
    if (!any_bit(found)) return;
    for (std::size_t w = 0; w < tile_words; ++w) work.bad[w] |= found[w];
    for (const direct_planes& planes : work.direct) {
        const plane_word* at = work.at[planes.node];
        plane_word* const mended = work.literals + std::size_t{planes.node} * node_words;
        for (std::size_t w = 0; w < tile_words; ++w) {
            mended[w] = at[w] & at[tile_words + w];
            mended[tile_words + w] = at[w] | at[tile_words + w];
        }
        work.at[planes.node] = mended;
    }
}

inline void read_column(tile_work& work, const column_reader& reader, std::size_t first,
                        std::size_t count) noexcept {
    const cohort_column& column = *reader.from;
    switch (reader.kind) {
        case reader_kind::codes: {
            const auto* codes =
                static_cast<const std::int8_t*>(column.values) + column.offset + first;
            if (count < tile_persons) {
                std::memset(work.codes, 0xff, sizeof work.codes);
                std::memcpy(work.codes, codes, count);
                codes = work.codes;
            }
            if (column.validity) read_classes(work, reader, codes, column, first, count);
            else read_codes(work, reader, codes);
            break;
        }
        case reader_kind::planes: {
            const std::ptrdiff_t stride = column.stride ? column.stride : 128;
            const auto* at = reinterpret_cast<const plane_word*>(
                static_cast<const unsigned char*>(column.values) +
                static_cast<std::ptrdiff_t>(first / tile_persons) * stride);
            for (std::size_t v = 0; v < tile_words; v += vec_words) {
                const vec low = load(at + v), high = load(at + tile_words + v);
                store(work.bad + v, load(work.bad + v) | (low & ~high));
                if (reader.to.yes) {
                    store(reader.to.yes + v, low & high);
                    store(reader.to.no + v, ~(low | high));
                }
            }
            break;
        }
        case reader_kind::doubles:
            if (count == tile_persons && read_doubles(reader, first)) break;
            [[fallthrough]];
        case reader_kind::general:
            code_column(reader, first, count, work.codes);
            for (std::size_t p = count; p < tile_persons; ++p) work.codes[p] = -1;
            read_classes(work, reader, work.codes, column, first, count);
            break;
    }
}

/// The conditions of an indicator from its value classes; where a "no" does not count (`counts` is
/// 0), what it leaves possible is possible.
inline void derive(tile_work& work, std::uint32_t which, bool law_3_applies) noexcept {
    const plan_indicator& about = work.plan->indicators[which];
    const plane_word* equal = work.equal_of[which];
    if (about.yes_no) {
        for (const plan_literal& literal : about.literals) {
            plane_word* out = work.literals + literal.node * node_words;
            if (literal.classes == 3) {
                std::memset(out, 0xff, node_words * 8);
                continue;
            }
            const plane_word* is = equal + (literal.classes == 2 ? tile_words : 0);
            const plane_word* is_not = equal + (literal.classes == 2 ? 0 : tile_words);
            const bool under_duress = law_3_applies && literal.under_duress != literal.classes;
            for (std::size_t v = 0; v < tile_words; v += vec_words) {
                store(out + v, load(is + v));
                vec against = load(is_not + v);
                if (under_duress) against &= load(work.counts + v);
                store(out + tile_words + v, ~against);
            }
        }
        return;
    }
    for (const plan_literal& literal : about.literals) {
        plane_word* out = work.literals + literal.node * node_words;
        const bool always =
            literal.classes ==
            (about.classes == 64 ? ~class_set{0} : (class_set{1} << about.classes) - 1);
        for (std::size_t v = 0; v < tile_words; v += vec_words) {
            vec known{}, in{}, left{};
            for (std::uint32_t c = 0; c < about.classes; ++c) {
                const vec members = load(equal + c * tile_words + v);
                known |= members;
                if (literal.classes >> c & 1) in |= members;
                else if (literal.under_duress >> c & 1) left |= members;
            }
            if (law_3_applies) left &= ~load(work.counts + v);
            else left = vec{};
            store(out + v, always ? all_ones() : in);
            store(out + tile_words + v, in | ~known | left);
        }
    }
}
