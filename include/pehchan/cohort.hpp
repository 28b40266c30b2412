// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_COHORT_HPP
#define PEHCHAN_COHORT_HPP

// What follows from the answers of many persons, given as columns? For statistics only: nothing
// here is a decision about a person.
//
//     const cohort rules{catalogue};
//     const auto table = cohort_table::bind(rules, persons, columns);     // or every problem with
//     a column const cohort_result result = assess_cohort(*table);                 // statuses and
//     scores; problems with values, by column and row
//
// The results are those of `assess`, person by person, bit for bit: bounds are exact, a forced "no"
// is no answer (law 3), declined is unknown. There is no column for findings of kind offence, for
// referrals, or for what could be held against somebody.
//
// The library starts no threads. Whoever has some gives each its own ranges: `run` over [first,
// first + count) writes nothing outside its range, and the result does not depend on how the
// persons were divided.

#include "detail/push_macros.hpp"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "answers.hpp"
#include "assess.hpp"
#include "catalogue.hpp"
#include "issue.hpp"

namespace pehchan {
inline namespace v0 {

namespace detail {
struct cohort_plan;
struct tile_work;
}  // namespace detail

/// How the values of a column lie in memory. `boolean` and `planes` are for yes/no indicators only.
enum class value_type : std::uint8_t {
    int8,     ///< signed, native byte order
    int16,    ///< signed, native byte order
    int32,    ///< signed, native byte order
    int64,    ///< signed, native byte order
    uint8,    ///< unsigned, native byte order
    uint16,   ///< unsigned, native byte order
    uint32,   ///< unsigned, native byte order
    uint64,   ///< unsigned, native byte order
    float32,  ///< IEEE 754; NaN is unknown, a fraction is an issue
    float64,  ///< IEEE 754; NaN is unknown, a fraction is an issue
    boolean,  ///< an Arrow bitmap: the lowest bit of the first byte comes first
    planes    ///< tiles of 512 persons: 8 words of the lower bound (yes), then 8 of the upper (not
              ///< no); bit `i % 64` of word `i / 64`
};

/// The answers of many persons to one indicator, where they lie. Nothing is copied or kept; the
/// memory stays the caller's.
struct cohort_column {
    std::string_view id;                 ///< of the indicator
    value_type type = value_type::int8;  ///< how `values` is read
    const void* values = nullptr;        ///< the first value; null only where there are no persons
    std::ptrdiff_t stride =
        0;  ///< bytes from one person's value to the next, for `planes` from tile to tile; 0: close
            ///< together. Not for `boolean`. What lies between the values of int8 columns that
            ///< share a stride may be read too
    const std::uint8_t* validity =
        nullptr;  ///< an Arrow bitmap; a 0 is unknown. Null: all are there. Not for `planes`
    std::size_t offset = 0;  ///< where the first person stands: in values, and in bits of
                             ///< `validity` and of booleans. Not for `planes`
    std::span<const std::int32_t> codes;  ///< of a dictionary: what the value k means; `unlisted`
                                          ///< means nothing. Empty: values mean themselves
    static constexpr std::int32_t unlisted = std::numeric_limits<std::int32_t>::min();
};

/// What stands in one place of a column: `fraction` is a number that is not whole.
enum class value_state : std::uint8_t { present, missing, fraction };

/// One value of a column, and whether it is one.
struct read_value {
    std::int64_t number = 0;  ///< 0 where it is missing; saturated where it does not fit
    value_state state = value_state::present;  ///< whether `number` means anything
};

/// The value of the person in row `row`, before anybody asks whether it is an answer.
[[nodiscard]] read_value value_at(const cohort_column& from, std::size_t row) noexcept;

/// Bit `place` of an Arrow bitmap.
[[nodiscard]] constexpr bool bit_at(const std::uint8_t* bits, std::size_t place) noexcept {
    return (bits[place >> 3] >> (place & 7)) & 1u;
}

/// Vector instructions that a cohort may use.
enum class kernel_level : std::uint8_t { portable, avx2, avx512 };

/// Whether this machine, and the compiler that made the library, have the level.
[[nodiscard]] bool runs(kernel_level level) noexcept;
/// The best level of this machine.
[[nodiscard]] kernel_level best_kernel_level() noexcept;

/// A catalogue's rules made ready for many persons. Immutable; cheap to copy, may be shared between
/// threads.
class cohort {
public:
    /// Persons are worked on in tiles of so many; ranges begin at a multiple of it.
    static constexpr std::size_t tile = 512;

    /// Plans the evaluation; the results do not depend on the machine.
    explicit cohort(catalogue catalogue_used);

    /// The catalogue whose rules these are.
    [[nodiscard]] const catalogue& catalogue_used() const& noexcept { return catalogue_; }
    /// By falling urgency, then id; none of kind offence.
    [[nodiscard]] std::span<const finding_definition* const> findings() const& noexcept {
        return findings_;
    }
    /// By id.
    [[nodiscard]] std::span<const score_definition* const> scores() const& noexcept {
        return scores_;
    }

    /// For `run` and tests.
    [[nodiscard]] const detail::cohort_plan& plan() const& noexcept { return *plan_; }
    void catalogue_used() const&& = delete;
    void findings() const&& = delete;
    void scores() const&& = delete;
    void plan() const&& = delete;

private:
    catalogue catalogue_;
    std::shared_ptr<const detail::cohort_plan> plan_;
    std::vector<const finding_definition*> findings_;
    std::vector<const score_definition*> scores_;
};

/// How `cohort_table::bind` takes columns.
struct table_settings {
    bool ignore_extra =
        false;  ///< a column that is no indicator's is passed over; otherwise it is an issue
    std::uint64_t first_row = 0;  ///< added to the row in issues: for a table that comes in pieces
};

/// Columns that fit a cohort's catalogue. Refers to the caller's memory; may be shared between
/// threads.
class cohort_table {
public:
    /// Checks everything about the columns but their values. An absent column is all unknown.
    [[nodiscard]] static outcome<cohort_table> bind(const cohort& rules, std::size_t persons,
                                                    std::span<const cohort_column> columns,
                                                    table_settings how = {});

    /// The rules that the columns were bound to.
    [[nodiscard]] const cohort& rules() const& noexcept { return rules_; }
    /// The number of rows.
    [[nodiscard]] std::size_t persons() const noexcept { return persons_; }
    /// Columns that are an indicator's, in the order given.
    [[nodiscard]] std::span<const cohort_column> columns() const& noexcept { return columns_; }

    /// One row as answers, for `assess` and its reasons; or every problem with the row. Throws
    /// `std::out_of_range` where there is no such row.
    [[nodiscard]] outcome<answers> answers_of(std::size_t row) const;

    /// The indicators' columns: index into `columns()` or `none_index`, by index into the
    /// catalogue's indicators.
    [[nodiscard]] std::span<const std::uint32_t> column_of() const& noexcept { return column_of_; }
    void rules() const&& = delete;
    void columns() const&& = delete;
    void column_of() const&& = delete;

    /// Appends what is wrong with the values of one row; what is right goes into `known`.
    void read_row(std::size_t row, answers& known, std::vector<issue>& issues) const;

private:
    cohort_table(const cohort& rules, std::size_t persons, table_settings how);

    /// "/COLUMN/ROW": the place in an object of arrays.
    [[nodiscard]] std::string place_of(std::string_view column, std::size_t row) const;

    cohort rules_;
    std::size_t persons_ = 0;
    table_settings how_;
    std::vector<cohort_column> columns_;
    std::vector<std::uint32_t> column_of_;
};

/// Where results go: memory of the caller's for the whole table; a null pointer, or an empty span,
/// where something is not wanted. A bitmap is Arrow's, of (persons + 7) / 8 bytes, the bits past
/// the last person 0.
struct cohort_places {
    std::span<std::uint8_t* const> indicated,
        possible;                          ///< by finding: bitmaps of the lower and the upper bound
    std::span<std::int8_t* const> status;  ///< by finding: 0 not_shown, 1 open, 2 indicated
    std::span<std::int64_t* const> low, high;  ///< by score: millionths
    std::uint8_t* refused = nullptr;  ///< a bitmap: this row has an issue. Its answers that could
                                      ///< be read were used, the others left unknown
};

/// What is wrong with values: the first of it, in the order of rows, then columns; and how much it
/// is.
struct [[nodiscard]] value_issues {
    static constexpr std::size_t listed_at_most = 1000;  ///< more are counted and not listed
    std::vector<issue> listed;                           ///< the first, by row, then column
    std::uint64_t count = 0;                             ///< all, listed or not

    /// Appends what a later range found.
    void add(value_issues other);
};

/// The memory of one thread for `run`; any number of tables of one cohort, one after the other.
class cohort_memory {
public:
    /// The level is the best of this machine, or a lower one; the results are the same. Throws
    /// `std::invalid_argument` where the machine lacks it.
    explicit cohort_memory(const cohort& rules, kernel_level level = best_kernel_level());
    /// Memory of its own for the same cohort and level.
    cohort_memory(const cohort_memory& other);
    cohort_memory(cohort_memory&&) noexcept;
    cohort_memory& operator=(const cohort_memory&) = delete;
    ~cohort_memory();

private:
    friend value_issues run(const cohort_table&, std::size_t, std::size_t, const cohort_places&,
                            cohort_memory&);
    cohort rules_;
    kernel_level level_;
    std::unique_ptr<detail::tile_work> work_;
};

/// Assesses `count` persons from `first` on. Throws `std::out_of_range` for a range outside the
/// table, `std::invalid_argument` where `first` is no multiple of `cohort::tile`, where `count` is
/// none either and does not end the table, where places are missing, or the memory is another
/// cohort's.
value_issues run(const cohort_table& table, std::size_t first, std::size_t count,
                 const cohort_places& to, cohort_memory& memory);

/// Threads that the caller owns. The library has none; `pehchan.h` offers some.
class cohort_threads {
public:
    /// How many threads there are; `each` numbers them from 0.
    [[nodiscard]] virtual std::size_t count() const noexcept = 0;
    /// Calls `task(state, n, thread)` once for each `n` below `tasks`, on thread `thread` below
    /// `count()`, and returns when all are done; what a task throws is thrown again.
    virtual void each(std::size_t tasks,
                      void (*task)(void* state, std::size_t n, std::size_t thread),
                      void* state) = 0;

protected:
    ~cohort_threads() = default;
};

/// The memory of so many threads for tables of one cohort.
[[nodiscard]] std::vector<cohort_memory> memories_for(const cohort& rules,
                                                      const cohort_threads* threads);

/// The whole table, divided among the threads; without any, by the caller's.
value_issues run(const cohort_table& table, const cohort_places& to,
                 std::span<cohort_memory> memories, cohort_threads* threads);

/// All results of a table, in memory of their own.
struct cohort_result {
    std::size_t persons = 0;  ///< rows of the table
    std::vector<std::vector<std::uint8_t>> indicated,
        possible;                                      ///< by finding, as in `cohort_places`
    std::vector<std::vector<std::int64_t>> low, high;  ///< by score
    std::vector<std::uint8_t> refused;                 ///< a bitmap: this row has an issue
    value_issues issues;                               ///< what is wrong with values

    /// The status of finding `finding` for the person in row `row`.
    [[nodiscard]] finding_status status(std::size_t finding, std::size_t row) const;
};

/// The whole table at once: by the calling thread, or divided among `threads`, which changes
/// nothing of the result.
[[nodiscard]] cohort_result assess_cohort(const cohort_table& table,
                                          cohort_threads* threads = nullptr);

}  // namespace v0
}  // namespace pehchan

#include "detail/pop_macros.hpp"

#endif
