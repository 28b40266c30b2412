// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_BENCHMARKS_COHORT_FORMS_HPP
#define PEHCHAN_BENCHMARKS_COHORT_FORMS_HPP

// In which forms do the columns of a cohort lie in memory, and what does merely reading them cost?

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <new>
#include <random>
#include <string>
#include <vector>

#include <pehchan/pehchan.hpp>

#include "reference_job.hpp"

namespace forms {

/// Memory that begins at a page.
class memory_block {
public:
    explicit memory_block(std::size_t size)
        : bytes_(new(std::align_val_t{4096}) unsigned char[size]) {
        std::memset(bytes_, 0, size);
    }
    memory_block(const memory_block&) = delete;
    memory_block& operator=(const memory_block&) = delete;
    ~memory_block() { operator delete[](bytes_, std::align_val_t{4096}); }
    unsigned char* get() { return bytes_; }

private:
    unsigned char* bytes_;
};

/// Reads so many bytes once and does nothing else that costs: what no way of assessing them can be
/// faster than.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
__attribute__((target_clones("avx512f", "avx2", "default")))
#endif
inline void
read_through(const unsigned char* from, std::size_t size) {
    std::uint64_t all[32] = {};
    for (std::size_t at = 0; at + 256 <= size; at += 256) {
        __builtin_prefetch(from + at + 4096);
        __builtin_prefetch(from + at + 4096 + 64);
        __builtin_prefetch(from + at + 4096 + 128);
        __builtin_prefetch(from + at + 4096 + 192);
        for (std::size_t w = 0; w < 32; ++w) {
            std::uint64_t word;
            std::memcpy(&word, from + at + 8 * w, 8);
            all[w] ^= word;
        }
    }
    static std::atomic<std::uint64_t> seen;  // so that nothing is left out
    std::uint64_t out = 0;
    for (const std::uint64_t w : all) out ^= w;
    seen.store(out, std::memory_order_relaxed);
}

enum class form { planes, booleans, int8_columns, int8_rows, float64_columns };
inline constexpr const char* form_names[] = {"planes", "booleans", "int8_columns", "int8_rows",
                                             "float64_columns"};

/// Persons of the reference job, again and again until there are so many, as columns of one form.
struct table_of {
    std::size_t persons;
    std::vector<std::string> ids = reference::names();
    std::vector<std::unique_ptr<memory_block>> blocks;
    std::vector<pehchan::cohort_column> columns;
    std::size_t bytes = 0;

    table_of(form how, std::size_t count)
        : table_of(how, count, reference::persons(std::min(count, std::size_t{1} << 14))) {}
    table_of(form how, std::size_t count, const std::vector<reference::person>& some)
        : persons(count) {
        const auto reply = [&](std::size_t p, std::size_t i) { return some[p % some.size()][i]; };
        const auto take = [&](std::size_t size) {
            bytes += size;
            blocks.push_back(std::make_unique<memory_block>(size));
            return blocks.back()->get();
        };
        const std::size_t tiles = (count + 511) / 512;
        unsigned char* whole = nullptr;
        if (how == form::planes) whole = take(tiles * ids.size() * 128);
        if (how == form::int8_rows) whole = take(count * ids.size());
        for (std::size_t i = 0; i < ids.size(); ++i) {
            pehchan::cohort_column& made = columns.emplace_back();
            made.id = ids[i];
            switch (how) {
                case form::planes:
                    made.type = pehchan::value_type::planes;
                    made.values = whole + i * 128;
                    made.stride = static_cast<std::int64_t>(ids.size() * 128);
                    for (std::size_t p = 0; p < count; ++p) {
                        auto* at = reinterpret_cast<std::uint64_t*>(
                                       whole + p / 512 * ids.size() * 128 + i * 128) +
                                   p / 64 % 8;
                        at[0] |= std::uint64_t{reply(p, i) == reference::reply::yes} << p % 64;
                        at[8] |= std::uint64_t{reply(p, i) != reference::reply::no} << p % 64;
                    }
                    break;
                case form::booleans: {
                    made.type = pehchan::value_type::boolean;
                    unsigned char *values = take(tiles * 64), *valid = take(tiles * 64);
                    for (std::size_t p = 0; p < count; ++p) {
                        values[p / 8] = static_cast<unsigned char>(
                            values[p / 8] | unsigned{reply(p, i) == reference::reply::yes}
                                                << p % 8);
                        valid[p / 8] = static_cast<unsigned char>(
                            valid[p / 8] | unsigned{reply(p, i) != reference::reply::unknown}
                                               << p % 8);
                    }
                    made.values = values;
                    made.validity = valid;
                    break;
                }
                case form::int8_columns:
                case form::int8_rows: {
                    unsigned char* at = how == form::int8_rows ? whole + i : take(count);
                    made.values = at;
                    made.stride = how == form::int8_rows ? reference::indicators : 1;
                    for (std::size_t p = 0; p < count; ++p)
                        at[p * static_cast<std::size_t>(made.stride)] =
                            static_cast<unsigned char>(code(reply(p, i)));
                    break;
                }
                case form::float64_columns: {
                    made.type = pehchan::value_type::float64;
                    auto* at = reinterpret_cast<double*>(take(count * 8));
                    made.values = at;
                    for (std::size_t p = 0; p < count; ++p)
                        at[p] = reply(p, i) == reference::reply::unknown
                                    ? __builtin_nan("")
                                    : static_cast<double>(code(reply(p, i)));
                    break;
                }
            }
        }
    }
    static int code(reference::reply r) {
        return r == reference::reply::yes ? 1 : r == reference::reply::no ? 0 : -1;
    }
    /// Reads all columns and does nothing else; the blocks of a table are equally long, and one
    /// block alone is read in 64 parts.
    void read(pehchan::cohort_threads* workers = nullptr) {
        struct task {
            table_of& of;
            std::size_t parts, size;
        } all{*this, blocks.size() == 1 ? 64 : blocks.size(), 0};
        all.size = bytes / all.parts;
        const auto one = [](void* state, std::size_t n, std::size_t) {
            auto& [of, parts, size] = *static_cast<task*>(state);
            read_through(
                of.blocks.size() == 1 ? of.blocks.front()->get() + n * size : of.blocks[n]->get(),
                size);
        };
        if (workers) workers->each(all.parts, one, &all);
        else
            for (std::size_t n = 0; n < all.parts; ++n) one(&all, n, 0);
    }
};

/// Random persons of any catalogue as int8 columns (numbers as int16): 4,096, again and again.
struct any_table {
    std::vector<pehchan::cohort_column> columns;
    std::vector<std::vector<std::int16_t>> wide;
    std::vector<std::vector<std::int8_t>> narrow;
    any_table(const pehchan::catalogue& catalogue_used, std::size_t count, unsigned seed) {
        std::mt19937_64 random{seed};
        for (const pehchan::indicator* about : catalogue_used.indicators()) {
            pehchan::cohort_column& made = columns.emplace_back();
            made.id = about->id;
            std::vector<std::int16_t> some(1 << 12);
            for (std::int16_t& value : some) {
                const std::uint64_t u = random() % 100;
                if (about->type == pehchan::indicator_type::yes_no)
                    value = u < 15 ? 1 : u < 45 ? -1 : 0;
                else if (about->type == pehchan::indicator_type::choice)
                    value = u < 30 ? static_cast<std::int16_t>(-1)
                                   : static_cast<std::int16_t>(random() % about->options.size());
                else
                    value = static_cast<std::int16_t>(
                        about->min +
                        static_cast<std::int64_t>(
                            random() % static_cast<std::uint64_t>(about->max - about->min + 1)));
            }
            if (about->type == pehchan::indicator_type::number) {
                made.type = pehchan::value_type::int16;
                wide.emplace_back(count);
                for (std::size_t p = 0; p < count; ++p) wide.back()[p] = some[p % some.size()];
                made.values = wide.back().data();
            } else {
                narrow.emplace_back(count);
                for (std::size_t p = 0; p < count; ++p)
                    narrow.back()[p] = static_cast<std::int8_t>(some[p % some.size()]);
                made.values = narrow.back().data();
            }
        }
    }
    void read() const {
        for (const auto& column : wide)
            read_through(reinterpret_cast<const unsigned char*>(column.data()), column.size() * 2);
        for (const auto& column : narrow)
            read_through(reinterpret_cast<const unsigned char*>(column.data()), column.size());
    }
};

/// Memory for the bitmaps of all findings and, where there are any, the bounds of all scores.
struct results_of {
    std::vector<std::vector<std::uint8_t>> bits;
    std::vector<std::vector<std::int64_t>> sums;
    std::vector<std::uint8_t*> indicated, possible;
    std::vector<std::int64_t*> low, high;
    results_of(const pehchan::cohort& rules, std::size_t persons) {
        for (std::size_t f = 0; f < 2 * rules.findings().size(); ++f)
            bits.emplace_back((persons + 511) / 512 * 64);
        for (std::size_t s = 0; s < 2 * rules.scores().size(); ++s) sums.emplace_back(persons);
        for (std::size_t f = 0; f < rules.findings().size(); ++f)
            indicated.push_back(bits[2 * f].data()), possible.push_back(bits[2 * f + 1].data());
        for (std::size_t s = 0; s < rules.scores().size(); ++s)
            low.push_back(sums[2 * s].data()), high.push_back(sums[2 * s + 1].data());
    }
    [[nodiscard]] pehchan::cohort_places places() const {
        return {indicated, possible, {}, low, high, nullptr};
    }
};

}  // namespace forms

#endif
