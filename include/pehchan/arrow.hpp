// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_ARROW_HPP
#define PEHCHAN_ARROW_HPP

// What follows from the answers of many persons that come as Arrow columns? A stream of record
// batches goes in, a stream of results comes out, in pieces, so that memory does not grow with the
// number of persons.
//
// In: one column an indicator, named by its id: booleans; signed and unsigned integers and floats
// (a yes/no: 1, 0, -1 unknown, -2 declined; a choice: the place of the option; a number); utf8,
// large_utf8, utf8_view, or a dictionary of them ("yes", "no", "unknown", "declined",
// "not_applicable", an option). Null, NaN and "" are unknown. A column `case` of any flat type is
// passed through; words in it are case ids (case_id.hpp), and any other word is an issue of its
// row, which then has no `case`. Where a whole row is null, so is its result.
//
// Out: `case`, where there is one; for each finding, but none of kind offence, two booleans
// ID.indicated and ID.possible, or one int8 ID (0 not_shown, 1 open, 2 indicated); for each score
// decimal128(18, 6) ID.low and ID.high; with `keep_going`, `issues`.

#include "detail/push_macros.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "arrow_structs.hpp"
#include "cohort.hpp"
#include "issue.hpp"

namespace pehchan {
inline namespace v0 {

namespace detail {
class stream_screening;
}

struct arrow_settings {
    bool ignore_extra =
        false;  ///< a column that is no indicator's is passed over; otherwise it is an issue
    bool status_columns = false;  ///< one int8 a finding instead of two booleans
    bool keep_going = false;  ///< a row with an issue gives nulls and says so in a column `issues`;
                              ///< otherwise the first piece with one ends the stream
    std::size_t rows_at_once =
        65536;  ///< of one batch that comes out, at most; rounded up to whole tiles
};

/// What the schema of results says of their use.
inline constexpr std::string_view statistics_only = "statistics only; no decision about a person";

/// A stream of answers on its way to a stream of results. For one thread at a time; `threads`,
/// where given, must outlive it.
class arrow_screening {
public:
    /// Takes the stream and looks at its schema: every problem with a column at once. The stream is
    /// taken, and in the end released, in any case.
    [[nodiscard]] static outcome<std::unique_ptr<arrow_screening>> start(
        const cohort& rules, ArrowArrayStream& in, arrow_settings how = {},
        cohort_threads* threads = nullptr);
    ~arrow_screening();

    /// The schema of the results. `out` is the caller's, to be released.
    void schema(ArrowSchema& out) const;

    /// The next piece of results into `out`, which is the caller's, to be released; false at the
    /// end. Issues: with the answers, or with the array that came in; nothing comes after them.
    [[nodiscard]] outcome<bool> next(ArrowArray& out);

    /// Rows that have been read.
    [[nodiscard]] std::uint64_t rows() const noexcept;
    /// What was wrong with answers so far, where it was to keep going.
    [[nodiscard]] const value_issues& issues() const& noexcept;
    void issues() const&& = delete;

private:
    explicit arrow_screening(std::unique_ptr<detail::stream_screening> work) noexcept;
    std::unique_ptr<detail::stream_screening> work_;
};

/// Makes of a stream of answers a stream of results, which is computed as it is read. `in` is
/// taken. On issues (all of them, with columns) `out` is left empty. Later ones end the stream with
/// EINVAL; its last error then lists the first twenty, one a line. `kept` lives as long as the
/// stream.
[[nodiscard]] std::vector<issue> assess_stream(const cohort& rules, ArrowArrayStream& in,
                                               ArrowArrayStream& out, arrow_settings how = {},
                                               cohort_threads* threads = nullptr,
                                               std::shared_ptr<const void> kept = {});

}  // namespace v0
}  // namespace pehchan

#include "detail/pop_macros.hpp"

#endif
