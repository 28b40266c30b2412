// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_COHORT_HPP
#define PEHCHAN_COHORT_HPP

// What follows from the answers of many persons, given as columns? For statistics only: nothing here is a decision about a person.
//
//     const cohort rules{catalogue};
//     const auto table = cohort_table::bind(rules, persons, columns);     // or every problem with a column
//     const cohort_result result = assess_cohort(*table);                 // statuses and scores; problems with values, by column and row
//
// The results are those of `assess`, person by person, bit for bit: bounds are exact, a forced "no" is no answer (law 3), declined is unknown. There is
// no column for findings of kind offence, for referrals, or for what could be held against somebody.
//
// The library starts no threads. Whoever has some gives each its own ranges: `run` over [first, first + count) writes nothing outside its range, and
// the result does not depend on how the persons were divided.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "answers.hpp"
#include "assess.hpp"
#include "catalogue.hpp"
#include "detail/cohort_kernel.hpp"
#include "detail/cohort_plan.hpp"
#include "detail/cohort_values.hpp"
#include "detail/misuse.hpp"
#include "issue.hpp"

namespace pehchan {
inline namespace v0 {

/// A catalogue's rules made ready for many persons. Immutable; cheap to copy, may be shared between threads.
class cohort {
public:
    /// Persons are worked on in tiles of so many; ranges begin at a multiple of it.
    static constexpr std::size_t tile = 512;

    explicit cohort(catalogue of) : of_(std::move(of)) {
        for (const detail::compiled_finding& f : of_.state().compiled_findings)
            if (f.definition->kind != finding_kind::offence) findings_.push_back(f.definition);
        for (const detail::compiled_score& s : of_.state().compiled_scores) scores_.push_back(s.definition);
        plan_ = std::make_shared<const detail::cohort_plan>(detail::plan_maker{of_.state()}.make());
    }

    [[nodiscard]] const catalogue& of() const noexcept { return of_; }
    /// By falling urgency, then id; none of kind offence.
    [[nodiscard]] std::span<const finding_definition* const> findings() const noexcept { return findings_; }
    /// By id.
    [[nodiscard]] std::span<const score_definition* const> scores() const noexcept { return scores_; }

    [[nodiscard]] const detail::cohort_plan& plan() const noexcept { return *plan_; }

private:
    catalogue of_;
    std::shared_ptr<const detail::cohort_plan> plan_;
    std::vector<const finding_definition*> findings_;
    std::vector<const score_definition*> scores_;
};

struct table_settings {
    bool ignore_extra = false;     ///< a column that is no indicator's is passed over; otherwise it is an issue
    std::uint64_t first_row = 0;   ///< added to the row in issues: for a table that comes in pieces
};

/// Columns that fit a cohort's catalogue. Refers to the caller's memory; may be shared between threads.
class cohort_table {
public:
    /// Checks everything about the columns but their values. An absent column is all unknown.
    [[nodiscard]] static outcome<cohort_table> bind(const cohort& rules, std::size_t persons, std::span<const cohort_column> columns, table_settings how = {}) {
        std::vector<issue> issues;
        const auto problem = [&](std::string_view code, const cohort_column& at, std::string_view message) {
            issues.push_back({std::string(code), pointer_to(at.id), 0, 0, std::string(message)});
        };
        cohort_table made{rules, persons, how};
        for (const cohort_column& one : columns) {
            const std::uint32_t at = detail::index_in(rules.of().state().indicators, one.id);
            if (at == none_index) {
                if (!how.ignore_extra) problem("unknown_indicator", one, "The catalogue has no indicator of this column's name.");
                continue;
            }
            const bool bits = one.type == value_type::boolean || one.type == value_type::planes;
            if (bits && rules.of().indicators()[at]->type != indicator_type::yes_no) problem("wrong_type", one, "Only a yes/no indicator can be a column of bits.");
            else if (!one.codes.empty() && (bits || rules.of().indicators()[at]->type == indicator_type::number)) problem("wrong_type", one, "Such a column has no dictionary.");
            else if (one.type == value_type::planes && (reinterpret_cast<std::uintptr_t>(one.values) % 8 || one.stride % 8)) problem("wrong_type", one, "Planes stand at multiples of 8 bytes.");
            else if (one.type == value_type::planes && (one.validity || one.offset)) problem("wrong_type", one, "Planes have no validity and no offset.");
            else if (!one.values && persons) problem("missing_values", one, "This column has no values.");
            else if (made.column_of_[at] != none_index) problem("duplicate_key", one, "This column is there twice.");
            else {
                made.column_of_[at] = static_cast<std::uint32_t>(made.columns_.size());
                made.columns_.push_back(one);
                made.columns_.back().id = rules.of().indicators()[at]->id;
            }
        }
        if (!issues.empty()) return issues;
        return made;
    }

    [[nodiscard]] const cohort& rules() const noexcept { return rules_; }
    [[nodiscard]] std::size_t persons() const noexcept { return persons_; }
    [[nodiscard]] std::span<const cohort_column> columns() const noexcept { return columns_; }

    /// One row as answers, for `assess` and its reasons; or every problem with the row. Throws `std::out_of_range` where there is no such row.
    [[nodiscard]] outcome<answers> answers_of(std::size_t row) const {
        if (row >= persons_) detail::misuse<std::out_of_range>("pehchan::cohort_table: there is no such row");
        answers known{rules_.of()};
        std::vector<issue> issues;
        read_row(row, known, issues);
        if (!issues.empty()) return issues;
        return known;
    }

    /// The indicators' columns: index into `columns()` or `none_index`, by index into the catalogue's indicators.
    [[nodiscard]] std::span<const std::uint32_t> column_of() const noexcept { return column_of_; }

    /// Appends what is wrong with the values of one row; what is right goes into `known`.
    void read_row(std::size_t row, answers& known, std::vector<issue>& issues) const {
        for (std::uint32_t at = 0; at < column_of_.size(); ++at) {
            if (column_of_[at] == none_index) continue;
            const cohort_column& from = columns_[column_of_[at]];
            const indicator& about = *rules_.of().indicators()[at];
            const detail::read_value value = detail::value_at(from, row);
            answer given;
            switch (detail::answer_of(about, value, given)) {
                case answer_problem::none: break;
                case answer_problem::out_of_range:
                    issues.push_back({value.state == detail::value_state::fraction ? "not_whole" : "out_of_range", pointer_to(from.id, row), 0, 0,
                                      value.state == detail::value_state::fraction ? "This indicator takes a whole number." : "This number is outside the indicator's range."});
                    break;
                default: issues.push_back({"unknown_value", pointer_to(from.id, row), 0, 0, "This is no answer to this indicator."}); break;
            }
            (void)known.set_at(at, given);
        }
    }

private:
    cohort_table(const cohort& rules, std::size_t persons, table_settings how)
        : rules_(rules), persons_(persons), how_(how), column_of_(rules.of().indicators().size(), none_index) {}

    /// "/COLUMN" or "/COLUMN/ROW": the place in an object of arrays.
    [[nodiscard]] static std::string pointer_to(std::string_view column) {
        std::string out = "/";
        for (const char c : column) c == '~' ? out += "~0" : c == '/' ? out += "~1" : out += c;
        return out;
    }
    [[nodiscard]] std::string pointer_to(std::string_view column, std::size_t row) const { return pointer_to(column) + '/' + std::to_string(how_.first_row + row); }

    cohort rules_;
    std::size_t persons_ = 0;
    table_settings how_;
    std::vector<cohort_column> columns_;
    std::vector<std::uint32_t> column_of_;
};

/// Where results go: memory of the caller's for the whole table; a null pointer, or an empty span, where something is not wanted. A bitmap is Arrow's,
/// of (persons + 7) / 8 bytes, the bits past the last person 0.
struct cohort_places {
    std::span<std::uint8_t* const> indicated, possible;  ///< by finding: bitmaps of the lower and the upper bound
    std::span<std::int8_t* const> status;                ///< by finding: 0 not_shown, 1 open, 2 indicated
    std::span<std::int64_t* const> low, high;            ///< by score: millionths
    std::uint8_t* refused = nullptr;                     ///< a bitmap: this row has an issue. Its answers that could be read were used, the others left unknown
};

/// What is wrong with values: the first of it, in the order of rows, then columns; and how much it is.
struct value_issues {
    static constexpr std::size_t listed_at_most = 1000;
    std::vector<issue> listed;
    std::uint64_t count = 0;

    void add(value_issues more) {
        count += more.count;
        for (issue& one : more.listed)
            if (listed.size() < listed_at_most) listed.push_back(std::move(one));
    }
};

/// The memory of one thread for `run`; any number of tables of one cohort, one after the other.
class cohort_memory {
public:
    /// The level is the best of this machine, or a lower one; the results are the same. Throws `std::invalid_argument` where the machine lacks it.
    explicit cohort_memory(const cohort& rules, kernel_level level = best_kernel_level()) : rules_(rules), level_(level) {
        if (!detail::level_runs(level)) detail::misuse<std::invalid_argument>("pehchan::cohort_memory: this machine lacks the level");
        detail::lay_out(work_, rules_.plan());
    }
    cohort_memory(const cohort_memory& other) : cohort_memory(other.rules_, other.level_) {}
    cohort_memory& operator=(const cohort_memory&) = delete;

private:
    friend value_issues run(const cohort_table&, std::size_t, std::size_t, const cohort_places&, cohort_memory&);
    cohort rules_;
    kernel_level level_;
    detail::tile_work work_;
};

/// Assesses `count` persons from `first` on. Throws `std::out_of_range` for a range outside the table, `std::invalid_argument` where `first` is no
/// multiple of `cohort::tile`, where `count` is none either and does not end the table, where places are missing, or the memory is another cohort's.
inline value_issues run(const cohort_table& table, std::size_t first, std::size_t count, const cohort_places& to, cohort_memory& memory) {
    const auto refuse = [](const char* why) { detail::misuse<std::invalid_argument>(why); };
    if (first > table.persons() || count > table.persons() - first) detail::misuse<std::out_of_range>("pehchan::run: the range is not in the table");
    if (first % cohort::tile || (count % cohort::tile && first + count != table.persons())) refuse("pehchan::run: the range is not of whole tiles");
    const std::size_t findings = table.rules().findings().size(), scores = table.rules().scores().size();
    for (const std::size_t size : {to.indicated.size(), to.possible.size(), to.status.size()})
        if (size && size != findings) refuse("pehchan::run: places for another number of findings");
    for (const std::size_t size : {to.low.size(), to.high.size()})
        if (size && size != scores) refuse("pehchan::run: places for another number of scores");
    if (&memory.rules_.plan() != &table.rules().plan()) refuse("pehchan::run: the memory of another cohort");

    struct teller {
        const cohort_table& table;
        value_issues out;
    } found{table, {}};
    detail::tile_work& work = memory.work_;
    std::vector<detail::bound_column> columns;
    for (std::uint32_t at = 0; at < table.column_of().size(); ++at)
        if (table.column_of()[at] != none_index) columns.push_back({&table.columns()[table.column_of()[at]], at});
    detail::prepare(work, table.rules().of().state(), columns, table.persons());
    work.to = {to.indicated, to.possible, to.status, to.low, to.high, to.refused};
    work.told = &found;
    work.tell = [](void* told, std::size_t begin, const plane_word* bad) {
        auto& all = *static_cast<teller*>(told);
        answers unread{all.table.rules().of()};
        for (std::size_t p = 0; p < cohort::tile; ++p) {
            if (!(bad[p / 64] >> p % 64 & 1)) continue;
            std::vector<issue> wrong;
            all.table.read_row(begin + p, unread, wrong);
            all.out.add({wrong, wrong.size()});
        }
    };
    detail::assess_tiles(work, first, count, memory.level_);
    return std::move(found.out);
}

/// Threads that the caller owns. The library has none; `pehchan.h` offers some.
class cohort_threads {
public:
    [[nodiscard]] virtual std::size_t count() const noexcept = 0;
    /// Calls `task(state, n, thread)` once for each `n` below `tasks`, on thread `thread` below `count()`, and returns when all are done; what a task throws is thrown again.
    virtual void each(std::size_t tasks, void (*task)(void* state, std::size_t n, std::size_t thread), void* state) = 0;

protected:
    ~cohort_threads() = default;
};

/// The memory of so many threads for tables of one cohort.
[[nodiscard]] inline std::vector<cohort_memory> memories_for(const cohort& rules, const cohort_threads* threads) {
    return std::vector<cohort_memory>(threads && threads->count() ? threads->count() : 1, cohort_memory{rules});
}

/// The whole table, divided among the threads; without any, by the caller's.
inline value_issues run(const cohort_table& table, const cohort_places& to, std::span<cohort_memory> memories, cohort_threads* threads) {
    constexpr std::size_t range = 64 * cohort::tile;
    const std::size_t ranges = (table.persons() + range - 1) / range;
    if (!threads || ranges < 2 || memories.size() < 2) return run(table, 0, table.persons(), to, memories.front());
    struct shared_work {
        const cohort_table& table;
        const cohort_places& to;
        std::span<cohort_memory> memories;
        std::vector<value_issues> issues;
    } work{table, to, memories, std::vector<value_issues>(ranges)};
    threads->each(
        ranges,
        [](void* state, std::size_t n, std::size_t thread) {
            auto& all = *static_cast<shared_work*>(state);
            const std::size_t first = n * range, left = all.table.persons() - first;
            all.issues[n] = run(all.table, first, left < range ? left : range, all.to, all.memories[thread]);
        },
        &work);
    value_issues out;
    for (value_issues& one : work.issues) out.add(std::move(one));
    return out;
}

/// All results of a table, in memory of their own.
struct cohort_result {
    std::size_t persons = 0;
    std::vector<std::vector<std::uint8_t>> indicated, possible;  ///< by finding, as in `cohort_places`
    std::vector<std::vector<std::int64_t>> low, high;            ///< by score
    std::vector<std::uint8_t> refused;
    value_issues issues;

    [[nodiscard]] finding_status status(std::size_t finding, std::size_t row) const {
        const bool sure = detail::bit_at(indicated.at(finding).data(), row), may = detail::bit_at(possible.at(finding).data(), row);
        return sure ? finding_status::indicated : may ? finding_status::open : finding_status::not_shown;
    }
};

/// The whole table at once: by the calling thread, or divided among `threads`, which changes nothing of the result.
[[nodiscard]] inline cohort_result assess_cohort(const cohort_table& table, cohort_threads* threads = nullptr) {
    cohort_result out;
    out.persons = table.persons();
    const std::size_t bytes = (table.persons() + 7) / 8;
    std::vector<std::uint8_t*> indicated, possible;
    std::vector<std::int64_t*> low, high;
    const auto make = [](auto& all, auto& places, std::size_t number, std::size_t size) {
        all.resize(number);
        for (auto& one : all) one.resize(size), places.push_back(one.data());
    };
    make(out.indicated, indicated, table.rules().findings().size(), bytes);
    make(out.possible, possible, table.rules().findings().size(), bytes);
    make(out.low, low, table.rules().scores().size(), table.persons());
    make(out.high, high, table.rules().scores().size(), table.persons());
    out.refused.resize(bytes);
    std::vector<cohort_memory> memories = memories_for(table.rules(), threads);
    out.issues = run(table, {indicated, possible, {}, low, high, out.refused.data()}, memories, threads);
    return out;
}

}  // namespace v0
}  // namespace pehchan

#endif
