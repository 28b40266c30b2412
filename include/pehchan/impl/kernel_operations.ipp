// SPDX-License-Identifier: Apache-2.0

// Operations and sums of the kernel, for one level of vector instructions: included by kernel_*.ipp
// once for each, inside a namespace that says what `vec` and `signed_vec` are. Plain functions
// only, so that all of it is compiled for that level. A node is worked on `tile_vectors` vectors at
// a time, one after the other: the accumulators of both bounds then stay in registers.

inline constexpr std::size_t vec_words = sizeof(vec) / 8, tile_vectors = tile_words / vec_words;

inline vec load(const plane_word* from) noexcept {
    vec out;
    std::memcpy(&out, from, sizeof out);
    return out;
}
inline void store(plane_word* to, vec value) noexcept { std::memcpy(to, &value, sizeof value); }
inline vec all_ones() noexcept { return ~vec{}; }

// ---- sums, digit by digit

/// The sum of terms into `digits` lines of `sum`; `side` is 0 for the lower bounds, 8 for the
/// upper.
inline void sum_terms(const tile_work& work, const plan_terms& terms, std::size_t side,
                      plane_word* sum, std::uint32_t digits) noexcept {
    const std::uint32_t* nodes = work.plan->terms.data() + terms.first;
    const std::int64_t* weights = work.plan->weights.data() + terms.first;
    for (std::size_t v = 0; v < tile_words; v += vec_words) {
        for (std::uint32_t d = 0; d < digits; ++d) store(sum + d * tile_words + v, vec{});
        for (std::uint32_t t = 0; t < terms.size; ++t) {
            const vec term = load(work.at[nodes[t]] + side + v);
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

/// `to` += `added`.
inline void add_sum(plane_word* to, const plane_word* added, std::uint32_t digits) noexcept {
    for (std::size_t v = 0; v < tile_words; v += vec_words) {
        vec carry{};
        for (std::uint32_t d = 0; d < digits; ++d) {
            const vec a = load(to + d * tile_words + v), b = load(added + d * tile_words + v);
            store(to + d * tile_words + v, a ^ b ^ carry);
            carry = (a & b) | (carry & (a | b));
        }
    }
}

/// Replaces `best` by `sum` where `when` holds and `sum` is less (greater, if `larger`).
inline void take_better(plane_word* best, const plane_word* sum, const plane_word* when,
                        bool larger, std::uint32_t digits) noexcept {
    for (std::size_t v = 0; v < tile_words; v += vec_words) {
        vec better{}, equal = all_ones();
        for (std::uint32_t d = digits; d-- > 0;) {
            const vec a = load(sum + d * tile_words + v), b = load(best + d * tile_words + v);
            better |= equal & (larger ? a & ~b : b & ~a);
            equal &= ~(a ^ b);
        }
        better &= load(when + v);
        for (std::uint32_t d = 0; d < digits; ++d) {
            const vec a = load(sum + d * tile_words + v), b = load(best + d * tile_words + v);
            store(best + d * tile_words + v, (a & better) | (b & ~better));
        }
    }
}

/// Where the sum reaches the threshold.
inline void reaches(const plane_word* sum, std::uint32_t digits, std::int64_t threshold,
                    plane_word* out) noexcept {
    const bool never = digits < 63 && threshold >> digits;
    for (std::size_t v = 0; v < tile_words; v += vec_words) {
        vec greater{}, equal = all_ones();
        for (std::uint32_t d = digits; d-- > 0;) {
            const vec digit = load(sum + d * tile_words + v);
            if (threshold >> d & 1) equal &= digit;
            else greater |= equal & digit, equal &= ~digit;
        }
        store(out + v, never ? vec{} : greater | equal);
    }
}

// ---- operations

inline void run_operation(tile_work& work, std::uint32_t index, std::uint32_t depth) noexcept;

inline plane_word* sums_at(const tile_work& work, std::uint32_t depth, std::size_t which) noexcept {
    return work.sums + (depth * 6 + which) * most_digits * tile_words;
}

/// Whether any bit is set.
inline bool any_bit(const plane_word* plane) noexcept {
    plane_word all = 0;
    for (std::size_t w = 0; w < tile_words; ++w) all |= plane[w];
    return all != 0;
}

/// Exact bounds of one group over the cases of its variables, into sums 2 and 3 of this depth.
inline void group_bounds(tile_work& work, const plan_group& group, std::uint32_t digits,
                         std::uint32_t depth) noexcept {
    plane_word *best_low = sums_at(work, depth, 2), *best_high = sums_at(work, depth, 3),
               *case_sum = sums_at(work, depth, 4);
    for (std::size_t w = 0; w < digits * tile_words; ++w)
        best_low[w] = ~plane_word{0}, best_high[w] = 0;
    const cohort_plan& plan = *work.plan;
    std::size_t chosen[64] =
        {};  // at most 64 cases: at most 6 variables with a choice; the others have one class
    const std::size_t n = group.variables.size();
    // what the cases exchange is put back: pins after each case, the slice's results at the end
    const plane_word** const saved = work.saved.data() + depth * plan.nodes();
    const plane_word** const saved_slice = saved + plan.literal_nodes;
    for (std::size_t s = 0; s < group.slice.size(); ++s)
        saved_slice[s] = work.at[plan.operations[group.slice[s]].node];
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
                for (const auto& [node, holds] : group.variables[v].pinned[chosen[v]]) {
                    saved[kept++] = work.at[node];
                    work.at[node] = holds ? work.ones : work.zeros;
                }
            for (const std::uint32_t op : group.slice) run_operation(work, op, depth + 1);
            sum_terms(work, group.terms, 0, case_sum, digits);
            take_better(best_low, case_sum, when, false, digits);
            sum_terms(work, group.terms, tile_words, case_sum, digits);
            take_better(best_high, case_sum, when, true, digits);
            for (std::size_t v = n; v-- > 0;)
                for (auto at = group.variables[v].pinned[chosen[v]].rbegin();
                     at != group.variables[v].pinned[chosen[v]].rend(); ++at)
                    work.at[at->first] = saved[--kept];
        }
        more = false;
        for (std::size_t v = 0; v < n && !more; ++v) {
            if (++chosen[v] < group.variables[v].reach.size()) more = true;
            else chosen[v] = 0;
        }
    }
    for (std::size_t s = 0; s < group.slice.size(); ++s)
        work.at[plan.operations[group.slice[s]].node] = saved_slice[s];
}

/// Bounds of a case-split operation into sums 0 and 1 of this depth.
inline void case_split_bounds(tile_work& work, const plan_operation& op,
                              std::uint32_t depth) noexcept {
    const plan_case_split& case_split = work.plan->case_splits[op.case_split];
    plane_word *low = sums_at(work, depth, 0), *high = sums_at(work, depth, 1);
    sum_terms(work, case_split.others, 0, low, op.digits);
    sum_terms(work, case_split.others, tile_words, high, op.digits);
    for (const plan_group& group : case_split.groups) {
        group_bounds(work, group, op.digits, depth);
        add_sum(low, sums_at(work, depth, 2), op.digits);
        add_sum(high, sums_at(work, depth, 3), op.digits);
    }
}

/// Whether the cases of a case split can matter to anybody: some answer leaves several classes.
inline void several_classes(const tile_work& work, const plan_case_split& case_split,
                            plane_word* out) noexcept {
    for (std::size_t w = 0; w < tile_words; ++w) out[w] = 0;
    for (const plan_group& group : case_split.groups)
        for (const plan_variable& variable : group.variables) {
            plane_word seen[tile_words] = {};
            for (const std::uint32_t node : variable.reach)
                for (std::size_t w = 0; w < tile_words; ++w) {
                    const plane_word reach = work.at[node][tile_words + w];
                    out[w] |= seen[w] & reach;
                    seen[w] |= reach;
                }
        }
}

inline void run_all(const tile_work& work, const std::uint32_t* nodes, std::uint32_t size,
                    plane_word* out) noexcept {
    for (std::size_t v = 0; v < tile_words; v += vec_words) {
        vec low = all_ones(), high = all_ones();
        for (std::uint32_t t = 0; t < size; ++t) {
            const plane_word* term = work.at[nodes[t]] + v;
            low &= load(term);
            high &= load(term + tile_words);
        }
        store(out + v, low);
        store(out + tile_words + v, high);
    }
}
inline void run_all_of_anys(const tile_work& work, const std::uint32_t* nodes,
                            const step_part* parts, std::uint32_t count, plane_word* out) noexcept {
    for (std::size_t v = 0; v < tile_words; v += vec_words) {
        vec low = all_ones(), high = all_ones();
        const std::uint32_t* node = nodes;
        for (const step_part* part = parts; part != parts + count; ++part) {
            vec low1{}, high1{};
            for (const std::uint32_t* const end = node + part->size; node != end; ++node) {
                const plane_word* term = work.at[*node] + v;
                low1 |= load(term);
                high1 |= load(term + tile_words);
            }
            low &= low1;
            high &= high1;
        }
        store(out + v, low);
        store(out + tile_words + v, high);
    }
}
inline void run_any_of_alls(const tile_work& work, const std::uint32_t* nodes,
                            const step_part* parts, std::uint32_t count, plane_word* out) noexcept {
    for (std::size_t v = 0; v < tile_words; v += vec_words) {
        vec low{}, high{};
        const std::uint32_t* node = nodes;
        for (const step_part* part = parts; part != parts + count; ++part) {
            vec low1 = all_ones(), high1 = all_ones();
            for (const std::uint32_t* const end = node + part->size; node != end; ++node) {
                const plane_word* term = work.at[*node] + v;
                low1 &= load(term);
                high1 &= load(term + tile_words);
            }
            low |= low1;
            high |= high1;
        }
        store(out + v, low);
        store(out + tile_words + v, high);
    }
}

// Chains: one count, which stops at one, two, three or four; it is looked at after each part.
inline void run_one(const tile_work& work, const std::uint32_t* nodes, const step_part* parts,
                    std::uint32_t count) noexcept {
    for (std::size_t v = 0; v < tile_words; v += vec_words) {
        vec low{}, high{};
        const std::uint32_t* node = nodes;
        for (const step_part* part = parts; part != parts + count; ++part) {
            for (const std::uint32_t* const end = node + part->size; node != end; ++node) {
                const plane_word* term = work.at[*node] + v;
                low |= load(term);
                high |= load(term + tile_words);
            }
            store(part->out + v, low);
            store(part->out + tile_words + v, high);
        }
    }
}
inline void run_two(const tile_work& work, const std::uint32_t* nodes, const step_part* parts,
                    std::uint32_t count) noexcept {
    for (std::size_t v = 0; v < tile_words; v += vec_words) {
        vec low{}, high{}, low2{}, high2{};
        const std::uint32_t* node = nodes;
        for (const step_part* part = parts; part != parts + count; ++part) {
            for (const std::uint32_t* const end = node + part->size; node != end; ++node) {
                const plane_word* term = work.at[*node] + v;
                const vec a = load(term), b = load(term + tile_words);
                low2 |= low & a;
                high2 |= high & b;
                low |= a;
                high |= b;
            }
            store(part->out + v, part->at_least == 1 ? low : low2);
            store(part->out + tile_words + v, part->at_least == 1 ? high : high2);
        }
    }
}
inline void run_three(const tile_work& work, const std::uint32_t* nodes, const step_part* parts,
                      std::uint32_t count) noexcept {
    for (std::size_t v = 0; v < tile_words; v += vec_words) {
        vec low{}, high{}, low2{}, high2{}, low3{}, high3{};
        const std::uint32_t* node = nodes;
        for (const step_part* part = parts; part != parts + count; ++part) {
            for (const std::uint32_t* const end = node + part->size; node != end; ++node) {
                const plane_word* term = work.at[*node] + v;
                const vec a = load(term), b = load(term + tile_words);
                low3 |= low2 & a;
                high3 |= high2 & b;
                low2 |= low & a;
                high2 |= high & b;
                low |= a;
                high |= b;
            }
            store(part->out + v, part->at_least == 1 ? low : part->at_least == 2 ? low2 : low3);
            store(part->out + tile_words + v, part->at_least == 1   ? high
                                              : part->at_least == 2 ? high2
                                                                    : high3);
        }
    }
}
inline void run_four(const tile_work& work, const std::uint32_t* nodes, const step_part* parts,
                     std::uint32_t count) noexcept {
    for (std::size_t side = 0; side < node_words;
         side += tile_words)  // one bound after the other: accumulators of both would not fit into
                              // sixteen registers
        for (std::size_t v = side; v < side + tile_words; v += vec_words) {
            vec at_least_1{}, at_least_2{}, at_least_3{}, at_least_4{};
            const std::uint32_t* node = nodes;
            for (const step_part* part = parts; part != parts + count; ++part) {
                for (const std::uint32_t* const end = node + part->size; node != end; ++node) {
                    const vec term = load(work.at[*node] + v);
                    at_least_4 |= at_least_3 & term;
                    at_least_3 |= at_least_2 & term;
                    at_least_2 |= at_least_1 & term;
                    at_least_1 |= term;
                }
                store(part->out + v, part->at_least == 1   ? at_least_1
                                     : part->at_least == 2 ? at_least_2
                                     : part->at_least == 3 ? at_least_3
                                                           : at_least_4);
            }
        }
}
/// At least `threshold`, up to 255: counted in eight digits that stay in registers.
inline void run_count(const tile_work& work, const std::uint32_t* nodes, std::uint32_t size,
                      std::int64_t threshold, std::uint32_t digits, plane_word* out) noexcept {
    for (std::size_t side = 0; side < node_words; side += tile_words)
        for (std::size_t v = 0; v < tile_words; v += vec_words) {
            vec sum[8] = {};
            for (std::uint32_t t = 0; t < size; ++t) {
                vec carry = load(work.at[nodes[t]] + side + v);
                for (std::uint32_t d = 0; d < digits; ++d) {
                    const vec old = sum[d];
                    sum[d] = old ^ carry;
                    carry &= old;
                }
            }
            vec greater{}, equal = all_ones();
            for (std::uint32_t d = digits; d-- > 0;) {
                if (threshold >> d & 1) equal &= sum[d];
                else greater |= equal & sum[d], equal &= ~sum[d];
            }
            store(out + side + v, greater | equal);
        }
}

/// Runs an operation other than a sum; its node then points to the result.
inline void run_operation(tile_work& work, std::uint32_t index, std::uint32_t depth) noexcept {
    const plan_operation& op = work.plan->operations[index];
    if (op.kind == operation_kind::sum) return;
    plane_word* const out =
        work.operations + (depth * work.plan->operations.size() + index) * node_words;
    const std::uint32_t* nodes = work.plan->terms.data() + op.terms.first;
    const step_part part{op.terms.size, static_cast<std::uint32_t>(op.threshold), out};
    switch (op.kind) {
        case operation_kind::all: run_all(work, nodes, op.terms.size, out); break;
        case operation_kind::any: run_one(work, nodes, &part, 1); break;
        default:
            if (op.kind == operation_kind::count && op.threshold == 2)
                run_two(work, nodes, &part, 1);
            else if (op.kind == operation_kind::count && op.threshold == 3)
                run_three(work, nodes, &part, 1);
            else if (op.kind == operation_kind::count && op.digits <= 8 &&
                     !(op.threshold >> op.digits))
                run_count(work, nodes, op.terms.size, op.threshold, op.digits, out);
            else
                for (std::size_t side = 0; side < node_words; side += tile_words) {
                    plane_word* sum = sums_at(work, depth, side / tile_words);
                    sum_terms(work, op.terms, side, sum, op.digits);
                    reaches(sum, op.digits, op.threshold, out + side);
                }
            break;
    }
    if (op.case_split != none_index) {
        plane_word undecided[tile_words];
        several_classes(work, work.plan->case_splits[op.case_split], undecided);
        for (std::size_t w = 0; w < tile_words; ++w) undecided[w] &= out[tile_words + w] & ~out[w];
        if (any_bit(undecided)) {
            case_split_bounds(work, op, depth);
            reaches(sums_at(work, depth, 0), op.digits, op.threshold, out);
            reaches(sums_at(work, depth, 1), op.digits, op.threshold, out + tile_words);
        }
    }
    work.at[op.node] = out;
}
