// SPDX-License-Identifier: Apache-2.0

// The kernel, for one level of vector instructions: included by cohort_kernel.hpp once for each, inside a namespace that says what `vec` is. Plain
// functions only, so that all of it is compiled for that level. A slot is worked on `lanes` vectors at a time, one after the other: the accumulators
// of both bounds then stay in registers.

inline constexpr std::size_t vec_words = sizeof(vec) / 8, lanes = tile_words / vec_words;

inline vec load(const plane_word* from) noexcept {
    vec out;
    std::memcpy(&out, from, sizeof out);
    return out;
}
inline void store(plane_word* to, vec value) noexcept { std::memcpy(to, &value, sizeof value); }
inline vec all_ones() noexcept { return ~vec{}; }

// ---- sums, digit by digit

/// The sum of terms into `digits` lines of `sum`; `side` is 0 for the lower bounds, 8 for the upper.
inline void sum_terms(const tile_work& work, const plan_terms& terms, std::size_t side, plane_word* sum, std::uint32_t digits) noexcept {
    const std::uint32_t* slots = work.plan->terms.data() + terms.first;
    const std::int64_t* weights = work.plan->weights.data() + terms.first;
    for (std::size_t v = 0; v < tile_words; v += vec_words) {
        for (std::uint32_t d = 0; d < digits; ++d) store(sum + d * tile_words + v, vec{});
        for (std::uint32_t t = 0; t < terms.size; ++t) {
            const vec term = load(work.at[slots[t]] + side + v);
            for (auto left = static_cast<std::uint64_t>(weights[t]); left; left &= left - 1) {
                vec carry = term;
                for (auto d = static_cast<std::uint32_t>(std::countr_zero(left)); d < digits; ++d) {
                    plane_word* digit = sum + d * tile_words + v;
                    const vec old = load(digit);
                    store(digit, old ^ carry);
                    carry &= old;
                }
            }
        }
    }
}

/// `to` += `more`.
inline void add_sum(plane_word* to, const plane_word* more, std::uint32_t digits) noexcept {
    for (std::size_t v = 0; v < tile_words; v += vec_words) {
        vec carry{};
        for (std::uint32_t d = 0; d < digits; ++d) {
            const vec a = load(to + d * tile_words + v), b = load(more + d * tile_words + v);
            store(to + d * tile_words + v, a ^ b ^ carry);
            carry = (a & b) | (carry & (a | b));
        }
    }
}

/// Takes `here` where `when` holds and it is less than `best` (more, if `larger`).
inline void take_better(plane_word* best, const plane_word* here, const plane_word* when, bool larger, std::uint32_t digits) noexcept {
    for (std::size_t v = 0; v < tile_words; v += vec_words) {
        vec better{}, equal = all_ones();
        for (std::uint32_t d = digits; d-- > 0;) {
            const vec a = load(here + d * tile_words + v), b = load(best + d * tile_words + v);
            better |= equal & (larger ? a & ~b : b & ~a);
            equal &= ~(a ^ b);
        }
        better &= load(when + v);
        for (std::uint32_t d = 0; d < digits; ++d) {
            const vec a = load(here + d * tile_words + v), b = load(best + d * tile_words + v);
            store(best + d * tile_words + v, (a & better) | (b & ~better));
        }
    }
}

/// Where the sum reaches the threshold.
inline void reaches(const plane_word* sum, std::uint32_t digits, std::int64_t threshold, plane_word* out) noexcept {
    const bool never = digits < 63 && threshold >> digits;
    for (std::size_t v = 0; v < tile_words; v += vec_words) {
        vec more{}, equal = all_ones();
        for (std::uint32_t d = digits; d-- > 0;) {
            const vec digit = load(sum + d * tile_words + v);
            if (threshold >> d & 1) equal &= digit;
            else more |= equal & digit, equal &= ~digit;
        }
        store(out + v, never ? vec{} : more | equal);
    }
}

// ---- operations

inline void run_operation(tile_work& work, std::uint32_t index, std::uint32_t depth) noexcept;

inline plane_word* sums_at(const tile_work& work, std::uint32_t depth, std::size_t which) noexcept { return work.sums + (depth * 6 + which) * most_digits * tile_words; }

/// Whether any bit is set.
inline bool any_bit(const plane_word* plane) noexcept {
    plane_word all = 0;
    for (std::size_t w = 0; w < tile_words; ++w) all |= plane[w];
    return all != 0;
}

/// Exact bounds of one group over the cases of its variables, into sums 2 and 3 of this depth.
inline void group_bounds(tile_work& work, const plan_group& group, std::uint32_t digits, std::uint32_t depth) noexcept {
    plane_word *best_low = sums_at(work, depth, 2), *best_high = sums_at(work, depth, 3), *here = sums_at(work, depth, 4);
    for (std::size_t w = 0; w < digits * tile_words; ++w) best_low[w] = ~plane_word{0}, best_high[w] = 0;
    const cohort_plan& plan = *work.plan;
    std::size_t chosen[64] = {};  // at most 64 cases: at most 6 variables with a choice; the others have one class
    const std::size_t n = group.variables.size();
    // what the cases exchange is put back: pins after each case, the slice's results at the end
    const plane_word** const saved = work.saved.data() + depth * plan.slots();
    const plane_word** const saved_slice = saved + plan.literal_slots;
    for (std::size_t s = 0; s < group.slice.size(); ++s) saved_slice[s] = work.at[plan.operations[group.slice[s]].slot];
    for (bool more = true; more;) {
        plane_word when[tile_words];
        for (std::size_t w = 0; w < tile_words; ++w) when[w] = ~plane_word{0};
        for (std::size_t v = 0; v < n; ++v) {
            const plane_word* reach = work.at[group.variables[v].reach[chosen[v]]] + tile_words;
            for (std::size_t w = 0; w < tile_words; ++w) when[w] &= reach[w];
        }
        if (any_bit(when)) {
            std::size_t kept = 0;
            for (std::size_t v = 0; v < n; ++v)
                for (const auto& [slot, holds] : group.variables[v].pinned[chosen[v]]) {
                    saved[kept++] = work.at[slot];
                    work.at[slot] = holds ? work.ones : work.zeros;
                }
            for (const std::uint32_t op : group.slice) run_operation(work, op, depth + 1);
            sum_terms(work, group.terms, 0, here, digits);
            take_better(best_low, here, when, false, digits);
            sum_terms(work, group.terms, tile_words, here, digits);
            take_better(best_high, here, when, true, digits);
            for (std::size_t v = n; v-- > 0;)
                for (auto at = group.variables[v].pinned[chosen[v]].rbegin(); at != group.variables[v].pinned[chosen[v]].rend(); ++at) work.at[at->first] = saved[--kept];
        }
        more = false;
        for (std::size_t v = 0; v < n && !more; ++v) {
            if (++chosen[v] < group.variables[v].reach.size()) more = true;
            else chosen[v] = 0;
        }
    }
    for (std::size_t s = 0; s < group.slice.size(); ++s) work.at[plan.operations[group.slice[s]].slot] = saved_slice[s];
}

/// Bounds of a split operation into sums 0 and 1 of this depth.
inline void split_bounds(tile_work& work, const plan_operation& op, std::uint32_t depth) noexcept {
    const plan_split& split = work.plan->splits[op.split];
    plane_word *low = sums_at(work, depth, 0), *high = sums_at(work, depth, 1);
    sum_terms(work, split.others, 0, low, op.digits);
    sum_terms(work, split.others, tile_words, high, op.digits);
    for (const plan_group& group : split.groups) {
        group_bounds(work, group, op.digits, depth);
        add_sum(low, sums_at(work, depth, 2), op.digits);
        add_sum(high, sums_at(work, depth, 3), op.digits);
    }
}

/// Whether the cases of a split can matter to anybody: some answer leaves several classes.
inline void several_classes(const tile_work& work, const plan_split& split, plane_word* out) noexcept {
    for (std::size_t w = 0; w < tile_words; ++w) out[w] = 0;
    for (const plan_group& group : split.groups)
        for (const plan_variable& variable : group.variables) {
            plane_word seen[tile_words] = {};
            for (const std::uint32_t slot : variable.reach)
                for (std::size_t w = 0; w < tile_words; ++w) {
                    const plane_word reach = work.at[slot][tile_words + w];
                    out[w] |= seen[w] & reach;
                    seen[w] |= reach;
                }
        }
}

inline void run_all(const tile_work& work, const std::uint32_t* slots, std::uint32_t size, plane_word* out) noexcept {
    for (std::size_t v = 0; v < tile_words; v += vec_words) {
        vec low = all_ones(), high = all_ones();
        for (std::uint32_t t = 0; t < size; ++t) {
            const plane_word* term = work.at[slots[t]] + v;
            low &= load(term);
            high &= load(term + tile_words);
        }
        store(out + v, low);
        store(out + tile_words + v, high);
    }
}
inline void run_any(const tile_work& work, const std::uint32_t* slots, std::uint32_t size, plane_word* out) noexcept {
    for (std::size_t v = 0; v < tile_words; v += vec_words) {
        vec low{}, high{};
        for (std::uint32_t t = 0; t < size; ++t) {
            const plane_word* term = work.at[slots[t]] + v;
            low |= load(term);
            high |= load(term + tile_words);
        }
        store(out + v, low);
        store(out + tile_words + v, high);
    }
}
inline void run_two(const tile_work& work, const std::uint32_t* slots, std::uint32_t size, plane_word* out) noexcept {
    for (std::size_t v = 0; v < tile_words; v += vec_words) {
        vec low{}, high{}, low2{}, high2{};
        for (std::uint32_t t = 0; t < size; ++t) {
            const plane_word* term = work.at[slots[t]] + v;
            const vec a = load(term), b = load(term + tile_words);
            low2 |= low & a;
            high2 |= high & b;
            low |= a;
            high |= b;
        }
        store(out + v, low2);
        store(out + tile_words + v, high2);
    }
}
inline void run_three(const tile_work& work, const std::uint32_t* slots, std::uint32_t size, plane_word* out) noexcept {
    for (std::size_t v = 0; v < tile_words; v += vec_words) {
        vec low{}, high{}, low2{}, high2{}, low3{}, high3{};
        for (std::uint32_t t = 0; t < size; ++t) {
            const plane_word* term = work.at[slots[t]] + v;
            const vec a = load(term), b = load(term + tile_words);
            low3 |= low2 & a;
            high3 |= high2 & b;
            low2 |= low & a;
            high2 |= high & b;
            low |= a;
            high |= b;
        }
        store(out + v, low3);
        store(out + tile_words + v, high3);
    }
}
/// At least `threshold`, up to 255: counted in eight digits that stay in registers.
inline void run_count(const tile_work& work, const std::uint32_t* slots, std::uint32_t size, std::int64_t threshold, std::uint32_t digits, plane_word* out) noexcept {
    for (std::size_t side = 0; side < slot_words; side += tile_words)
        for (std::size_t v = 0; v < tile_words; v += vec_words) {
            vec sum[8] = {};
            for (std::uint32_t t = 0; t < size; ++t) {
                vec carry = load(work.at[slots[t]] + side + v);
                for (std::uint32_t d = 0; d < digits; ++d) {
                    const vec old = sum[d];
                    sum[d] = old ^ carry;
                    carry &= old;
                }
            }
            vec more{}, equal = all_ones();
            for (std::uint32_t d = digits; d-- > 0;) {
                if (threshold >> d & 1) equal &= sum[d];
                else more |= equal & sum[d], equal &= ~sum[d];
            }
            store(out + side + v, more | equal);
        }
}

/// Runs an operation other than a sum; its slot then points to the result.
inline void run_operation(tile_work& work, std::uint32_t index, std::uint32_t depth) noexcept {
    const plan_operation& op = work.plan->operations[index];
    if (op.kind == operation_kind::sum) return;
    plane_word* const out = work.operations + (depth * work.plan->operations.size() + index) * slot_words;
    const std::uint32_t* slots = work.plan->terms.data() + op.terms.first;
    switch (op.kind) {
        case operation_kind::all: run_all(work, slots, op.terms.size, out); break;
        case operation_kind::any: run_any(work, slots, op.terms.size, out); break;
        default:
            if (op.kind == operation_kind::count && op.threshold == 2) run_two(work, slots, op.terms.size, out);
            else if (op.kind == operation_kind::count && op.threshold == 3) run_three(work, slots, op.terms.size, out);
            else if (op.kind == operation_kind::count && op.digits <= 8 && !(op.threshold >> op.digits)) run_count(work, slots, op.terms.size, op.threshold, op.digits, out);
            else
                for (std::size_t side = 0; side < slot_words; side += tile_words) {
                    plane_word* sum = sums_at(work, depth, side / tile_words);
                    sum_terms(work, op.terms, side, sum, op.digits);
                    reaches(sum, op.digits, op.threshold, out + side);
                }
            break;
    }
    if (op.split != none_index) {
        plane_word undecided[tile_words];
        several_classes(work, work.plan->splits[op.split], undecided);
        for (std::size_t w = 0; w < tile_words; ++w) undecided[w] &= out[tile_words + w] & ~out[w];
        if (any_bit(undecided)) {
            split_bounds(work, op, depth);
            reaches(sums_at(work, depth, 0), op.digits, op.threshold, out);
            reaches(sums_at(work, depth, 1), op.digits, op.threshold, out + tile_words);
        }
    }
    work.at[op.slot] = out;
}

// ---- reading

#if PEHCHAN_DETAIL_LEVEL == 2
typedef char bytes64 __attribute__((vector_size(64)));
typedef unsigned char unsigned_bytes64 __attribute__((vector_size(64)));
#elif PEHCHAN_DETAIL_LEVEL == 1
typedef char byte_vec __attribute__((vector_size(32)));
typedef unsigned char unsigned_vec __attribute__((vector_size(32)));
inline plane_word sign_bits(byte_vec of) noexcept { return static_cast<unsigned>(__builtin_ia32_pmovmskb256(of)); }
#elif defined(__SSE2__) && defined(__GNUC__)
typedef char byte_vec __attribute__((vector_size(16)));
typedef unsigned char unsigned_vec __attribute__((vector_size(16)));
inline plane_word sign_bits(byte_vec of) noexcept { return static_cast<unsigned>(__builtin_ia32_pmovmskb128(of)); }
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
        out |= sign_bits((byte_vec)(x == byte_vec{} + static_cast<char>(value))) << part;
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
    return __builtin_ia32_ucmpb512_mask((bytes64)shifted, bytes64{} + static_cast<char>(most + 1), 6, ~plane_word{0});
#elif PEHCHAN_DETAIL_LEVEL == 1 || defined(PEHCHAN_DETAIL_SSE2)
    plane_word out = 0;
    for (std::size_t part = 0; part < 64; part += sizeof(unsigned_vec)) {
        unsigned_vec x;
        std::memcpy(&x, static_cast<const unsigned char*>(bytes) + part, sizeof x);
        out |= sign_bits((byte_vec)(x + static_cast<unsigned char>(2) > unsigned_vec{} + static_cast<unsigned char>(most + 1))) << part;
    }
    return out;
#else
    plane_word out = 0;
    const auto* from = static_cast<const unsigned char*>(bytes);
    for (unsigned b = 0; b < 64; ++b) out |= plane_word{static_cast<unsigned char>(from[b] + 2) > static_cast<unsigned char>(most + 1)} << b;
    return out;
#endif
}
#undef PEHCHAN_DETAIL_SSE2

/// Turns 64 words of 64 bits about their diagonal: bit j of word i becomes bit i of word j.
inline void transpose(plane_word* rows) noexcept {
#if PEHCHAN_DETAIL_LEVEL == 2
    vec x[8];
    for (std::size_t i = 0; i < 8; ++i) x[i] = load(rows + 8 * i);
    const auto exchange = [](vec& a, vec& b, int by, plane_word mask) {
        const vec t = ((a >> by) ^ b) & (vec{} + mask);
        b ^= t;
        a ^= t << by;
    };
    for (std::size_t i = 0; i < 4; ++i) exchange(x[i], x[i + 4], 32, 0x0000'0000'ffff'ffffu);
    for (std::size_t i = 0; i < 8; i += 4)
        for (std::size_t k = i; k < i + 2; ++k) exchange(x[k], x[k + 2], 16, 0x0000'ffff'0000'ffffu);
    for (std::size_t i = 0; i < 8; i += 2) exchange(x[i], x[i + 1], 8, 0x00ff'00ff'00ff'00ffu);
    for (vec& one : x) {  // rows 4, 2 and 1 apart stand in the same vector
        vec other = __builtin_shufflevector(one, one, 4, 5, 6, 7, 0, 1, 2, 3);
        const vec low4 = {~0ull, ~0ull, ~0ull, ~0ull, 0, 0, 0, 0}, low2 = {~0ull, ~0ull, 0, 0, ~0ull, ~0ull, 0, 0}, low1 = {~0ull, 0, ~0ull, 0, ~0ull, 0, ~0ull, 0};
        constexpr plane_word m4 = 0x0f0f'0f0f'0f0f'0f0fu, m2 = 0x3333'3333'3333'3333u, m1 = 0x5555'5555'5555'5555u;
        // a lower row keeps its low bits and takes the other's low bits above them; a higher row keeps its high bits and takes the other's high bits below
        one = (low4 & ((one & m4) | ((other & m4) << 4))) | (~low4 & ((one & ~m4) | ((other & ~m4) >> 4)));
        other = __builtin_shufflevector(one, one, 2, 3, 0, 1, 6, 7, 4, 5);
        one = (low2 & ((one & m2) | ((other & m2) << 2))) | (~low2 & ((one & ~m2) | ((other & ~m2) >> 2)));
        other = __builtin_shufflevector(one, one, 1, 0, 3, 2, 5, 4, 7, 6);
        one = (low1 & ((one & m1) | ((other & m1) << 1))) | (~low1 & ((one & ~m1) | ((other & ~m1) >> 1)));
    }
    for (std::size_t i = 0; i < 8; ++i) store(rows + 8 * i, x[i]);
#else
    plane_word mask = 0x0000'0000'ffff'ffffu;
    for (std::size_t by = 32; by; by >>= 1, mask ^= mask << by)
        for (std::size_t i = 0; i < 64; i += 2 * by)
            for (std::size_t k = i; k < i + by; ++k) {
                const plane_word t = ((rows[k] >> by) ^ rows[k + by]) & mask;
                rows[k + by] ^= t;
                rows[k] ^= t << by;
            }
#endif
}

/// Fetches what the next tiles need, a little at each step.
struct fetcher {
    const tile_work& work;
    std::ptrdiff_t tile = 0;
    std::size_t run = 0;
    std::uint32_t line = 0;
};
inline constexpr std::ptrdiff_t ahead = 1;

inline void fetch(fetcher& at) noexcept {
    const fetch_run* runs = at.work.fetches.data();
    for (std::uint32_t left = at.work.fetches_a_step; left && at.run < at.work.fetches.size(); --left) {
        PEHCHAN_DETAIL_FETCH(runs[at.run].first + at.tile * runs[at.run].stride + 64 * static_cast<std::ptrdiff_t>(at.line));
        if (++at.line == runs[at.run].lines) at.line = 0, ++at.run;
    }
}

inline void read_block(tile_work& work, const row_block& block, std::size_t first, std::size_t count, fetcher& next) noexcept {
    alignas(64) plane_word yes[64], no[64];
    alignas(64) unsigned char row[64];
    for (std::size_t w = 0; w < tile_words; ++w) {
        fetch(next);
        const std::size_t begin = first + 64 * w, there = count > 64 * w ? std::min<std::size_t>(count - 64 * w, 64) : 0;
        const unsigned char* from = block.first + static_cast<std::ptrdiff_t>(begin) * block.stride;
        if (there == 64 && begin + 64 <= block.whole_rows) {
            plane_word any = 0;
            const unsigned char* at = from;
#if PEHCHAN_DETAIL_LEVEL == 2
            unsigned_bytes64 odd{};  // bits that no code has once two is added: all but the lowest two
            for (std::size_t p = 0; p < 64; ++p, at += block.stride) {
                bytes64 x;
                std::memcpy(&x, at, 64);
                yes[p] = __builtin_ia32_cmpb512_mask(x, bytes64{} + char{1}, 0, ~plane_word{0});
                no[p] = __builtin_ia32_cmpb512_mask(x, bytes64{}, 0, ~plane_word{0});
                odd |= (unsigned_bytes64)x + static_cast<unsigned char>(2);
            }
            any = __builtin_ia32_cmpb512_mask((bytes64)odd & (bytes64{} + char{-4}), bytes64{}, 4, ~plane_word{0});
#else
            for (std::size_t p = 0; p < 64; ++p, at += block.stride) {
                yes[p] = equal_bytes(at, 1);
                no[p] = equal_bytes(at, 0);
                any |= unlisted_bytes(at, 2);
            }
#endif
            if (any & block.mask)
                for (std::size_t p = 0; p < 64; ++p)
                    work.bad[w] |= plane_word{(unlisted_bytes(from + static_cast<std::ptrdiff_t>(p) * block.stride, 2) & block.mask) != 0} << p;
        } else {
            for (std::size_t p = 0; p < 64; ++p) {
                std::memset(row, 0xff, sizeof row);
                if (p < there) std::memcpy(row, from + static_cast<std::ptrdiff_t>(p) * block.stride, block.width);
                yes[p] = equal_bytes(row, 1);
                no[p] = equal_bytes(row, 0);
                work.bad[w] |= plane_word{(unlisted_bytes(row, 2) & block.mask) != 0} << p;
            }
        }
        transpose(yes);
        transpose(no);
        for (const row_block::member& one : block.columns)
            if (one.to.yes) {
                one.to.yes[w] = yes[one.byte];
                one.to.no[w] = no[one.byte] ^ one.to.flip;
            }
    }
}

/// Codes of a yes/no without validity.
inline void read_codes(tile_work& work, const column_reader& reader, const std::int8_t* codes) noexcept {
    plane_word any = 0;
    if (reader.to.yes) {
        plane_word *yes = reader.to.yes, *no = reader.to.no;
        const plane_word flip = reader.to.flip;
        for (std::size_t w = 0; w < tile_words; ++w) {
            yes[w] = equal_bytes(codes + 64 * w, 1);
            no[w] = equal_bytes(codes + 64 * w, 0) ^ flip;
            any |= unlisted_bytes(codes + 64 * w, 2);
        }
    } else {
        for (std::size_t w = 0; w < tile_words; ++w) any |= unlisted_bytes(codes + 64 * w, 2);
    }
    if (any)
        for (std::size_t w = 0; w < tile_words; ++w) work.bad[w] |= unlisted_bytes(codes + 64 * w, 2);
}

/// Cells of 512 codes into planes; -1, -2 are nobody's cell.
inline void read_cells(tile_work& work, const column_reader& reader, const std::int8_t* codes, const cohort_column& of, std::size_t first, std::size_t count) noexcept {
    const bool yes_no = reader.about->type == indicator_type::yes_no;
    for (std::size_t w = 0; w < tile_words; ++w) {
        plane_word valid = ~plane_word{0};
        if (of.validity) valid = count > 64 * w ? bits_from(of.validity, of.offset + first + 64 * w, count - 64 * w) : 0;
        work.bad[w] |= unlisted_bytes(codes + 64 * w, yes_no ? 2 : 64) & valid;
        if (yes_no && reader.to.yes) {
            reader.to.yes[w] = equal_bytes(codes + 64 * w, 1) & valid;
            reader.to.no[w] = (equal_bytes(codes + 64 * w, 0) & valid) ^ reader.to.flip;
        } else if (!yes_no && reader.equal) {
            for (std::uint32_t c = 0; c < reader.cells; ++c) reader.equal[c * tile_words + w] = equal_bytes(codes + 64 * w, static_cast<int>(c)) & valid;
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

inline void read_bits(const column_reader& reader, std::size_t first, std::size_t count) noexcept {
    const cohort_column& of = *reader.from;
    const auto* values = static_cast<const std::uint8_t*>(of.values);
    const plane_words_of to = reader.to;
    const std::size_t place = of.offset + first;
    if (!to.yes) return;
    if (count == tile_persons && std::endian::native == std::endian::little) {
        for (std::size_t v = 0; v < tile_words; v += vec_words) {
            const vec value = bits_at(values, place, v), valid = of.validity ? bits_at(of.validity, place, v) : all_ones();
            store(to.yes + v, valid & value);
            store(to.no + v, (valid & ~value) ^ (vec{} + to.flip));
        }
        return;
    }
    for (std::size_t w = 0; w < tile_words; ++w) {
        const std::size_t there = count > 64 * w ? count - 64 * w : 0;
        const plane_word value = there ? bits_from(values, place + 64 * w, there) : 0;
        plane_word valid = there >= 64 ? ~plane_word{0} : (plane_word{1} << there) - 1;
        if (of.validity && there) valid = bits_from(of.validity, place + 64 * w, there);
        to.yes[w] = valid & value;
        to.no[w] = (valid & ~value) ^ to.flip;
    }
}

/// Planes that are slots already: only the pointers move, and nobody may be certain of what is impossible.
inline void read_direct(tile_work& work, std::size_t first) noexcept {
    const auto tile = static_cast<std::ptrdiff_t>(first / tile_persons);
    for (const direct_planes& one : work.direct) work.at[one.slot] = reinterpret_cast<const plane_word*>(one.first + tile * one.stride);
    for (std::size_t v = 0; v < tile_words; v += vec_words) {
        vec bad{};
        for (const direct_planes& one : work.direct) {
            const plane_word* at = work.at[one.slot] + v;
            bad |= load(at) & ~load(at + tile_words);
        }
        store(work.bad + v, load(work.bad + v) | bad);
    }
}

inline void read_column(tile_work& work, const column_reader& reader, std::size_t first, std::size_t count) noexcept {
    const cohort_column& of = *reader.from;
    switch (reader.kind) {
        case reader_kind::codes: {
            const auto* codes = static_cast<const std::int8_t*>(of.values) + of.offset + first;
            if (count < tile_persons) {
                std::memset(work.codes, 0xff, sizeof work.codes);
                std::memcpy(work.codes, codes, count);
                codes = work.codes;
            }
            if (of.validity) read_cells(work, reader, codes, of, first, count);
            else read_codes(work, reader, codes);
            break;
        }
        case reader_kind::bits: read_bits(reader, first, count); break;
        case reader_kind::planes: {
            const std::ptrdiff_t stride = of.stride ? of.stride : 128;
            const auto* at = reinterpret_cast<const plane_word*>(static_cast<const unsigned char*>(of.values) + static_cast<std::ptrdiff_t>(first / tile_persons) * stride);
            for (std::size_t v = 0; v < tile_words; v += vec_words) {
                const vec low = load(at + v), high = load(at + tile_words + v);
                store(work.bad + v, load(work.bad + v) | (low & ~high));
                if (reader.to.yes) {
                    store(reader.to.yes + v, low);
                    store(reader.to.no + v, ~high);
                }
            }
            break;
        }
        case reader_kind::general:
            code_column(reader, first, count, work.codes);
            for (std::size_t p = count; p < tile_persons; ++p) work.codes[p] = -1;
            read_cells(work, reader, work.codes, of, first, count);
            break;
    }
}

/// The conditions of an indicator from its cells; where a "no" does not count (`counts` is 0), what it leaves possible is possible.
inline void derive(tile_work& work, std::uint32_t which, bool press) noexcept {
    const plan_indicator& about = work.plan->indicators[which];
    const plane_word* equal = work.equal_of[which];
    if (about.yes_no) {
        for (const plan_literal& literal : about.literals) {
            plane_word* out = work.literals + literal.slot * slot_words;
            if (literal.cells == 3) {
                std::memset(out, 0xff, slot_words * 8);
                continue;
            }
            const plane_word* is = equal + (literal.cells == 2 ? tile_words : 0);
            const plane_word* is_not = equal + (literal.cells == 2 ? 0 : tile_words);
            const bool pressed = press && literal.pressed != literal.cells;
            for (std::size_t v = 0; v < tile_words; v += vec_words) {
                store(out + v, load(is + v));
                vec against = load(is_not + v);
                if (pressed) against &= load(work.counts + v);
                store(out + tile_words + v, ~against);
            }
        }
        return;
    }
    for (const plan_literal& literal : about.literals) {
        plane_word* out = work.literals + literal.slot * slot_words;
        const bool always = literal.cells == (about.cells == 64 ? ~cell_set{0} : (cell_set{1} << about.cells) - 1);
        for (std::size_t v = 0; v < tile_words; v += vec_words) {
            vec known{}, in{}, left{};
            for (std::uint32_t c = 0; c < about.cells; ++c) {
                const vec here = load(equal + c * tile_words + v);
                known |= here;
                if (literal.cells >> c & 1) in |= here;
                else if (literal.pressed >> c & 1) left |= here;
            }
            if (press) left &= ~load(work.counts + v);
            else left = vec{};
            store(out + v, always ? all_ones() : in);
            store(out + tile_words + v, in | ~known | left);
        }
    }
}

// ---- results

inline void put_bits(std::uint8_t* to, const plane_word* plane, std::size_t first, std::size_t count) noexcept {
    std::uint8_t* out = to + first / 8;
    if (count == tile_persons && std::endian::native == std::endian::little) {
        std::memcpy(out, plane, 64);
        return;
    }
    for (std::size_t byte = 0; byte < (count + 7) / 8; ++byte) {
        const std::size_t left = count - 8 * byte;
        const auto bits = static_cast<unsigned>(plane[byte / 8] >> (byte % 8 * 8) & 0xff);
        out[byte] = static_cast<std::uint8_t>(left >= 8 ? bits : bits & ((1u << left) - 1));
    }
}

/// Eight bits as eight bytes of 0 or 1, the lowest first in memory.
inline plane_word spread(plane_word bits) noexcept {
    bits = (bits | bits << 28) & 0x0000'000f'0000'000fu;
    bits = (bits | bits << 14) & 0x0003'0003'0003'0003u;
    return first_byte_lowest((bits | bits << 7) & byte_ones);
}
inline void put_status(std::int8_t* to, const plane_word* slot, std::size_t first, std::size_t count) noexcept {
    for (std::size_t p = 0; p < count; p += 8) {
        const plane_word low = slot[p / 64] >> (p % 64) & 0xff, high = slot[tile_words + p / 64] >> (p % 64) & 0xff;
        const plane_word bytes = spread(low) + spread(high);
        std::memcpy(to + first + p, &bytes, std::min<std::size_t>(8, count - p));
    }
}

/// The numbers whose digits these are, times `unit`.
inline void put_sums(std::int64_t* to, const plane_word* sum, std::uint32_t digits, std::int64_t unit, std::size_t first, std::size_t count) noexcept {
    for (std::size_t p = 0; p < count; p += 64) {
        plane_word numbers[64] = {};
        for (std::uint32_t d = 0; d < digits; ++d) {
            const plane_word digit = sum[d * tile_words + p / 64];
            for (unsigned b = 0; b < 64; ++b) numbers[b] |= (digit >> b & 1) << d;
        }
        const std::size_t there = std::min<std::size_t>(64, count - p);
        for (std::size_t b = 0; b < there; ++b) to[first + p + b] = static_cast<std::int64_t>(numbers[b]) * unit;
    }
}

inline void put_scores(tile_work& work, std::size_t first, std::size_t count) noexcept {
    const cohort_plan& plan = *work.plan;
    for (std::size_t s = 0; s < plan.scores.size(); ++s) {
        std::int64_t *low = work.to.low.empty() ? nullptr : work.to.low[s], *high = work.to.high.empty() ? nullptr : work.to.high[s];
        if (!low && !high) continue;
        const plan_operation& op = plan.operations[plan.scores[s]];
        plane_word *sum_low = sums_at(work, 0, 0), *sum_high = sums_at(work, 0, 1);
        bool exact = op.split == none_index;
        if (!exact) {
            plane_word several[tile_words];
            several_classes(work, plan.splits[op.split], several);
            exact = !any_bit(several);
        }
        if (exact) {
            sum_terms(work, op.terms, 0, sum_low, op.digits);
            sum_terms(work, op.terms, tile_words, sum_high, op.digits);
        } else {
            split_bounds(work, op, 0);
        }
        if (low) put_sums(low, sum_low, op.digits, op.unit, first, count);
        if (high) put_sums(high, sum_high, op.digits, op.unit, first, count);
    }
}

inline void put_results(tile_work& work, std::size_t first, std::size_t count) noexcept {
    const cohort_plan& plan = *work.plan;
    for (std::size_t f = 0; f < plan.findings.size(); ++f) {
        const plane_word* slot = work.at[plan.findings[f]];
        if (!work.to.indicated.empty() && work.to.indicated[f]) put_bits(work.to.indicated[f], slot, first, count);
        if (!work.to.possible.empty() && work.to.possible[f]) put_bits(work.to.possible[f], slot + tile_words, first, count);
        if (!work.to.status.empty() && work.to.status[f]) put_status(work.to.status[f], slot, first, count);
    }
    put_scores(work, first, count);
    if (work.to.refused) put_bits(work.to.refused, work.bad, first, count);
}

// ---- tiles

/// Whether a "no" counts, from operations that have run over what was said (law 3).
inline void set_counts(tile_work& work) noexcept {
    const plane_word* sure = work.plan->no_counts == none_index ? work.ones : work.at[work.plan->no_counts];
    for (std::size_t w = 0; w < tile_words; ++w) work.counts[w] = sure[w];
}

inline void run_step(tile_work& work, const tile_step& step) noexcept {
    switch (step.code) {
        case step_code::all: return run_all(work, step.slots, step.size, step.out);
        case step_code::any: return run_any(work, step.slots, step.size, step.out);
        case step_code::two: return run_two(work, step.slots, step.size, step.out);
        case step_code::three: return run_three(work, step.slots, step.size, step.out);
        case step_code::all_of_two:
        case step_code::any_of_two: {
            const plane_word *a = work.at[step.slots[0]], *b = work.at[step.slots[1]];
            if (step.code == step_code::all_of_two)
                for (std::size_t v = 0; v < slot_words; v += vec_words) store(step.out + v, load(a + v) & load(b + v));
            else
                for (std::size_t v = 0; v < slot_words; v += vec_words) store(step.out + v, load(a + v) | load(b + v));
            return;
        }
        case step_code::other: return run_operation(work, step.index, 0);
    }
}

inline void assess_range(tile_work& work, std::size_t first, std::size_t count) {
    const cohort_plan& plan = *work.plan;
    const bool pressing = plan.no_counts != none_index;
    // what is the same for everyone, because nobody was asked
    for (const std::uint32_t op : plan.before) run_operation(work, op, 0);
    set_counts(work);
    for (const std::uint32_t op : plan.main) run_operation(work, op, 0);

    for (std::size_t done = 0; done < count; done += tile_persons) {
        const std::size_t begin = first + done, here = std::min(tile_persons, count - done);
        for (plane_word& word : work.bad) word = 0;
        fetcher next{work, static_cast<std::ptrdiff_t>(begin / tile_persons) + ahead};
        for (const row_block& block : work.blocks) read_block(work, block, begin, here, next);
        read_direct(work, begin);
        for (const column_reader& reader : work.readers) {
            fetch(next);
            read_column(work, reader, begin, here);
        }
        if (pressing) {
            for (const std::uint32_t which : work.derived_first) derive(work, which, false);
            for (const std::uint32_t op : work.before) run_operation(work, op, 0);
            set_counts(work);
        }
        for (const std::uint32_t which : work.derived) derive(work, which, pressing);
        for (const tile_step& step : work.main) {
            fetch(next);
            run_step(work, step);
        }
        if (any_bit(work.bad)) {
            const std::size_t whole = here / 64;
            for (std::size_t w = whole; w < tile_words; ++w) work.bad[w] &= w == whole ? (plane_word{1} << here % 64) - 1 : 0;
            work.tell(work.told, begin, work.bad);
        }
        put_results(work, begin, here);
    }
}
