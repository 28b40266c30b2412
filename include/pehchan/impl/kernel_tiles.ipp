// SPDX-License-Identifier: Apache-2.0

// How the kernel writes results, and goes from tile to tile; see kernel_operations.ipp.

// ---- results

inline void put_bits(std::uint8_t* to, const plane_word* plane, std::size_t first,
                     std::size_t count) noexcept {
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
inline void put_status(std::int8_t* to, const plane_word* node, std::size_t first,
                       std::size_t count) noexcept {
    for (std::size_t p = 0; p < count; p += 8) {
        const plane_word low = node[p / 64] >> (p % 64) & 0xff,
                         high = node[tile_words + p / 64] >> (p % 64) & 0xff;
        const plane_word bytes = spread(low) + spread(high);
        std::memcpy(to + first + p, &bytes, std::min<std::size_t>(8, count - p));
    }
}

/// The numbers whose digits these are, times `unit`.
inline void put_sums(std::int64_t* to, const plane_word* sum, std::uint32_t digits,
                     std::int64_t unit, std::size_t first, std::size_t count) noexcept {
    for (std::size_t p = 0; p < count; p += 64) {
        plane_word numbers[64] = {};
        for (std::uint32_t d = 0; d < digits; ++d) {
            const plane_word digit = sum[d * tile_words + p / 64];
            for (unsigned b = 0; b < 64; ++b) numbers[b] |= (digit >> b & 1) << d;
        }
        const std::size_t numbers_left = std::min<std::size_t>(64, count - p);
        for (std::size_t b = 0; b < numbers_left; ++b)
            to[first + p + b] = static_cast<std::int64_t>(numbers[b]) * unit;
    }
}

inline void put_scores(tile_work& work, std::size_t first, std::size_t count) noexcept {
    const cohort_plan& plan = *work.plan;
    for (std::size_t s = 0; s < plan.scores.size(); ++s) {
        std::int64_t *low = work.to.low.empty() ? nullptr : work.to.low[s],
                     *high = work.to.high.empty() ? nullptr : work.to.high[s];
        if (!low && !high) continue;
        const plan_operation& op = plan.operations[plan.scores[s]];
        plane_word *sum_low = sums_at(work, 0, 0), *sum_high = sums_at(work, 0, 1);
        bool exact = op.case_split == none_index;
        if (!exact) {
            plane_word several[tile_words];
            several_classes(work, plan.case_splits[op.case_split], several);
            exact = !any_bit(several);
        }
        if (exact) {
            sum_terms(work, op.terms, 0, sum_low, op.digits);
            sum_terms(work, op.terms, tile_words, sum_high, op.digits);
        } else {
            case_split_bounds(work, op, 0);
        }
        if (low) put_sums(low, sum_low, op.digits, op.unit, first, count);
        if (high) put_sums(high, sum_high, op.digits, op.unit, first, count);
    }
}

inline void put_results(tile_work& work, std::size_t first, std::size_t count) noexcept {
    const cohort_plan& plan = *work.plan;
    for (std::size_t f = 0; f < plan.findings.size(); ++f) {
        const plane_word* node = work.at[plan.findings[f]];
        if (!work.to.indicated.empty() && work.to.indicated[f])
            put_bits(work.to.indicated[f], node, first, count);
        if (!work.to.possible.empty() && work.to.possible[f])
            put_bits(work.to.possible[f], node + tile_words, first, count);
        if (!work.to.status.empty() && work.to.status[f])
            put_status(work.to.status[f], node, first, count);
    }
    put_scores(work, first, count);
    if (work.to.refused) put_bits(work.to.refused, work.bad, first, count);
}

// ---- tiles

/// Whether a "no" counts, from operations that have run over what was said (law 3).
inline void set_counts(tile_work& work) noexcept {
    const plane_word* sure =
        work.plan->denials_count == none_index ? work.ones : work.at[work.plan->denials_count];
    for (std::size_t w = 0; w < tile_words; ++w) work.counts[w] = sure[w];
}

inline void run_step(tile_work& work, const tile_step& step) noexcept {
    const std::uint32_t* nodes = work.main.terms.data() + step.terms;
    const step_part* parts = work.main.parts.data() + step.parts;
    switch (step.code) {
        case step_code::all: return run_all(work, nodes, step.size, step.out);
        case step_code::all_of_anys:
            return run_all_of_anys(work, nodes, parts, step.part_count, step.out);
        case step_code::any_of_alls:
            return run_any_of_alls(work, nodes, parts, step.part_count, step.out);
        case step_code::one: return run_one(work, nodes, parts, step.part_count);
        case step_code::two: return run_two(work, nodes, parts, step.part_count);
        case step_code::three: return run_three(work, nodes, parts, step.part_count);
        case step_code::four: return run_four(work, nodes, parts, step.part_count);
        case step_code::all_of_two:
        case step_code::any_of_two: {
            const plane_word *a = work.at[nodes[0]], *b = work.at[nodes[1]];
            if (step.code == step_code::all_of_two)
                for (std::size_t v = 0; v < node_words; v += vec_words)
                    store(step.out + v, load(a + v) & load(b + v));
            else
                for (std::size_t v = 0; v < node_words; v += vec_words)
                    store(step.out + v, load(a + v) | load(b + v));
            return;
        }
        case step_code::other: return run_operation(work, step.index, 0);
    }
}

inline void assess_range(tile_work& work, std::size_t first, std::size_t count) {
    const cohort_plan& plan = *work.plan;
    const bool law_3_applies = plan.denials_count != none_index;
    // what is the same for everyone, because nobody was asked
    for (const std::uint32_t op : plan.before) run_operation(work, op, 0);
    set_counts(work);
    for (const std::uint32_t op : plan.main) run_operation(work, op, 0);

    fetcher next{};
    for (std::size_t done = 0; done < count; done += tile_persons) {
        const std::size_t begin = first + done, persons = std::min(tile_persons, count - done);
        for (plane_word& word : work.bad) word = 0;
        if (done / tile_persons % work.fetched_tiles == 0)
            next = fetches_of(
                work, static_cast<std::ptrdiff_t>(begin / tile_persons + work.fetched_tiles));
        for (const row_block& block : work.blocks) read_block(work, block, begin, persons, next);
        read_direct(work, begin);
        read_bitmaps(work, begin, persons, next);
        for (const column_reader& reader : work.readers) {
            fetch(next);
            read_column(work, reader, begin, persons);
        }
        if (law_3_applies) {
            for (const std::uint32_t which : work.derived_first) derive(work, which, false);
            for (const std::uint32_t op : work.before) run_operation(work, op, 0);
            set_counts(work);
        }
        for (const std::uint32_t which : work.derived) derive(work, which, law_3_applies);
        for (const tile_step& step : work.main.list) {
            fetch(next);
            run_step(work, step);
        }
        if (any_bit(work.bad)) {
            const std::size_t full_words = persons / 64;
            for (std::size_t w = full_words; w < tile_words; ++w)
                work.bad[w] &= w == full_words ? (plane_word{1} << persons % 64) - 1 : 0;
            work.collect(work.collector, begin, work.bad);
        }
        put_results(work, begin, persons);
    }
}
