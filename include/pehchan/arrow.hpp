// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_ARROW_HPP
#define PEHCHAN_ARROW_HPP

// What follows from the answers of many persons that come as Arrow columns? A stream of record batches goes in, a stream of results comes out, in
// pieces, so that memory does not grow with the number of persons.
//
// In: one column an indicator, named by its id: booleans; signed and unsigned integers and floats (a yes/no: 1, 0, -1 unknown, -2 declined; a choice: the
// place of the option; a number); utf8, large_utf8, utf8_view, or a dictionary of them ("yes", "no", "unknown", "declined", "not_applicable", an option).
// Null, NaN and "" are unknown. A column `case` of any flat type is passed through. Where a whole row is null, so is its result.
//
// Out: `case`, where there is one; for each finding, but none of kind offence, two booleans ID.indicated and ID.possible, or one int8 ID (0 not_shown,
// 1 open, 2 indicated); for each score decimal128(18, 6) ID.low and ID.high; with `keep_going`, `issues`.

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <new>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cohort.hpp"
#include "detail/arrow_arrays.hpp"
#include "detail/arrow_columns.hpp"

namespace pehchan {
inline namespace v0 {

struct arrow_settings {
    bool ignore_extra = false;         ///< a column that is no indicator's is passed over; otherwise it is an issue
    bool status_columns = false;       ///< one int8 a finding instead of two booleans
    bool keep_going = false;           ///< a row with an issue gives nulls and says so in a column `issues`; otherwise the first piece with one ends the stream
    std::size_t rows_at_once = 65536;  ///< of one batch that comes out, at most; rounded up to whole tiles
};

/// What the schema of results says of their use.
inline constexpr std::string_view statistics_only = "statistics only; no decision about a person";

/// A stream of answers on its way to a stream of results. For one thread at a time; `threads`, where given, must outlive it.
class arrow_screening {
public:
    /// Takes the stream and looks at its schema: every problem with a column at once. The stream is taken, and in the end released, in any case.
    [[nodiscard]] static outcome<std::unique_ptr<arrow_screening>> start(const cohort& rules, ArrowArrayStream& in, arrow_settings how = {}, cohort_threads* threads = nullptr) {
        std::unique_ptr<arrow_screening> made(new arrow_screening(rules, in, how, threads));
        std::vector<issue> issues = made->read_schema();
        if (!issues.empty()) return issues;
        return made;
    }

    /// The schema of the results. `out` is the caller's, to be released.
    void schema(ArrowSchema& out) const {
        auto parts = std::make_unique<detail::schema_parts>();
        parts->format = "+s";
        const catalogue& of = rules_.of();
        parts->metadata = detail::metadata_of({{"pehchan.use", statistics_only}, {"pehchan.catalogue", of.id()}, {"pehchan.version", of.version()}, {"pehchan.digest", of.digest()}, {"pehchan.proved", of.proved() ? "true" : "false"}});
        if (case_at_ != none_index) parts->children.push_back(detail::copy_of(*in_schema_.get().children[case_at_]));
        const auto add = [&](std::string_view format, std::string_view id, std::string_view end) {
            std::string name(id);
            name += end;
            parts->children.push_back(detail::leaf_schema(format, std::move(name)));
        };
        for (const finding_definition* f : rules_.findings()) {
            if (how_.status_columns) {
                add("c", f->id, "");
                continue;
            }
            add("b", f->id, ".indicated");
            add("b", f->id, ".possible");
        }
        for (const score_definition* s : rules_.scores()) {
            add("d:18,6", s->id, ".low");
            add("d:18,6", s->id, ".high");
        }
        if (how_.keep_going) add("u", "issues", "");
        detail::finish_schema(std::move(parts), 0, out);
    }

    /// The next piece of results into `out`, which is the caller's, to be released; false at the end. Issues: with the answers, or with the array
    /// that came in; nothing comes after them.
    [[nodiscard]] outcome<bool> next(ArrowArray& out) {
        if (!failed_.empty()) return failed_;
        if (ended_) return false;
        while (!batch_ || at_ == batch_->get().length) {
            detail::arrow_owner<ArrowArray> came;  // released whatever fails from here on
            if (const int code = in_.get().get_next(&in_.get(), &came.get()); code != 0) {
                came.get().release = nullptr;  // nothing came
                return fail({problem("stream_failed", "", "The stream of answers failed with error " + std::to_string(code) + ".")});
            }
            if (!came.get().release) {
                ended_ = true;
                return false;
            }
            batch_ = std::make_shared<detail::arrow_owner<ArrowArray>>(std::move(came));
            at_ = 0;
            if (std::vector<issue> issues = reader_.check(batch_->get(), case_at_); !issues.empty()) {
                batch_.reset();
                return fail(std::move(issues));
            }
        }
        return piece(out);
    }

    /// Rows that have been read.
    [[nodiscard]] std::uint64_t rows() const noexcept { return rows_; }
    /// What was wrong with answers so far, where it was to keep going.
    [[nodiscard]] const value_issues& issues() const noexcept { return found_; }

private:
    arrow_screening(const cohort& rules, ArrowArrayStream& in, arrow_settings how, cohort_threads* threads)
        : rules_(rules), in_(std::move(in)), how_(how), threads_(threads), reader_(rules.of()) {
        how_.rows_at_once = (std::clamp<std::size_t>(how_.rows_at_once, 1, std::size_t{1} << 24) + cohort::tile - 1) / cohort::tile * cohort::tile;
    }

    [[nodiscard]] static issue problem(std::string_view code, std::string pointer, std::string message) { return {std::string(code), std::move(pointer), 0, 0, std::move(message)}; }

    [[nodiscard]] outcome<bool> fail(std::vector<issue> issues) { return failed_ = std::move(issues); }

    [[nodiscard]] std::vector<issue> read_schema() {
        if (!in_.get().release || !in_.get().get_schema || !in_.get().get_next) return {problem("stream_failed", "", "There is no stream.")};
        ArrowSchema came{};
        if (const int code = in_.get().get_schema(&in_.get(), &came); code != 0) return {problem("stream_failed", "", "The stream's schema could not be had: error " + std::to_string(code) + ".")};
        in_schema_ = detail::arrow_owner<ArrowSchema>(std::move(came));
        std::vector<issue> issues = reader_.read(in_schema_.get(), how_.ignore_extra, case_at_);
        if (issues.empty()) memories_ = memories_for(rules_, threads_);
        return issues;
    }

    /// The results of the next rows of the batch.
    [[nodiscard]] outcome<bool> piece(ArrowArray& out) {
        const ArrowArray& batch = batch_->get();
        const auto count = static_cast<std::size_t>(std::min<std::int64_t>(batch.length - at_, static_cast<std::int64_t>(how_.rows_at_once)));
        std::vector<issue> issues;
        const std::span<const cohort_column> columns = reader_.columns(batch, at_, count, issues);
        if (!issues.empty()) return fail(std::move(issues));
        const outcome<cohort_table> table = cohort_table::bind(rules_, count, columns, {false, rows_});
        if (!table) return fail(table.issues());

        const std::size_t bitmap = (count + 7) / 8, findings = rules_.findings().size(), scores = rules_.scores().size();
        std::vector<std::unique_ptr<detail::array_parts>> results;
        const auto place = [&](std::size_t size) {
            results.push_back(std::make_unique<detail::array_parts>());
            results.back()->memory.emplace_back(size);
            return results.back()->memory.front().data();
        };
        std::vector<std::uint8_t*> indicated, possible;
        std::vector<std::int8_t*> status;
        std::vector<std::int64_t*> low, high;
        for (std::size_t f = 0; f < findings; ++f) {
            if (how_.status_columns) status.push_back(reinterpret_cast<std::int8_t*>(place(count)));
            else indicated.push_back(place(bitmap)), possible.push_back(place(bitmap));
        }
        for (std::size_t s = 0; s < scores; ++s)  // a decimal has 16 bytes; the whole numbers stand in the first half, to be spread
            low.push_back(reinterpret_cast<std::int64_t*>(place(16 * count))), high.push_back(reinterpret_cast<std::int64_t*>(place(16 * count)));
        detail::aligned_bytes refused(bitmap);
        detail::arrow_ptr<ArrowArray> said;
        value_issues found = run(*table, {indicated, possible, status, low, high, refused.data()}, memories_, threads_);
        if (found.count && !how_.keep_going) return fail(std::move(found.listed));
        for (std::vector<std::int64_t*>* all : {&low, &high})
            for (std::int64_t* numbers : *all) detail::spread_decimals(numbers, count);

        if (how_.keep_going) said = detail::issue_column(found.listed, refused.data(), count, rows_);
        // rows of which nothing is said
        std::uint8_t* valid = refused.data();
        for (std::size_t b = 0; b < bitmap; ++b) valid[b] = static_cast<std::uint8_t>(~valid[b]);
        reader_.clear_null_rows(batch, at_, count, valid);
        std::int64_t nulls = 0;
        for (std::size_t row = 0; row < count; ++row) nulls += detail::bit_at(valid, row) ? 0 : 1;

        auto whole = std::make_unique<detail::array_parts>();
        if (case_at_ != none_index) {
            const ArrowArray& ids = *batch.children[case_at_];
            whole->children.push_back(detail::shared_array(ids, batch_, ids.offset + batch.offset + at_, static_cast<std::int64_t>(count)));
        }
        for (std::unique_ptr<detail::array_parts>& one : results) {
            if (nulls) {
                detail::aligned_bytes& copy = one->memory.emplace_back(bitmap);
                std::copy(valid, valid + bitmap, copy.data());
                one->buffers[0] = copy.data();
            }
            one->buffers[1] = one->memory.front().data();
            whole->children.push_back(detail::new_arrow<ArrowArray>());
            detail::finish_array(std::move(one), static_cast<std::int64_t>(count), nulls, 0, 2, *whole->children.back());
        }
        if (said) whole->children.push_back(std::move(said));
        found_.add(std::move(found));
        detail::finish_array(std::move(whole), static_cast<std::int64_t>(count), 0, 0, 1, out);
        at_ += static_cast<std::int64_t>(count);
        rows_ += count;
        if (at_ == batch.length) batch_.reset();
        return true;
    }

    cohort rules_;
    detail::arrow_owner<ArrowArrayStream> in_;
    arrow_settings how_;
    cohort_threads* threads_ = nullptr;
    detail::arrow_reader reader_;
    detail::arrow_owner<ArrowSchema> in_schema_;
    std::uint32_t case_at_ = none_index;
    std::vector<cohort_memory> memories_;
    std::shared_ptr<detail::arrow_owner<ArrowArray>> batch_;
    std::int64_t at_ = 0;
    bool ended_ = false;
    std::uint64_t rows_ = 0;
    value_issues found_;
    std::vector<issue> failed_;
};

namespace detail {

struct result_stream {
    std::shared_ptr<const void> kept;
    std::unique_ptr<arrow_screening> screening;
    std::string said;
};

/// Does `work` for a stream's caller, who understands numbers only.
template <class Work>
int as_errno(result_stream& stream, Work work) noexcept {
#if defined(__cpp_exceptions)
    try {
#endif
        stream.said.clear();
        return work();
#if defined(__cpp_exceptions)
    } catch (const std::bad_alloc&) {
        return ENOMEM;
    } catch (...) {
        return EIO;
    }
#endif
}

extern "C" inline int pehchan_detail_stream_schema(ArrowArrayStream* stream, ArrowSchema* out) {
    auto& mine = *static_cast<result_stream*>(stream->private_data);
    *out = {};
    return as_errno(mine, [&] {
        mine.screening->schema(*out);
        return 0;
    });
}
extern "C" inline int pehchan_detail_stream_next(ArrowArrayStream* stream, ArrowArray* out) {
    auto& mine = *static_cast<result_stream*>(stream->private_data);
    *out = {};
    return as_errno(mine, [&] {
        const outcome<bool> more = mine.screening->next(*out);
        if (more.ok()) return 0;
        constexpr std::size_t said_at_most = 20;
        for (std::size_t i = 0; i < std::min(more.issues().size(), said_at_most); ++i) {
            const issue& one = more.issues()[i];
            mine.said.append(i ? "\n" : "").append(one.code).append(one.pointer.empty() ? "" : " at ").append(one.pointer).append(": ").append(one.message);
        }
        if (more.issues().size() > said_at_most) mine.said += "\nand more";
        return EINVAL;
    });
}
extern "C" inline const char* pehchan_detail_stream_said(ArrowArrayStream* stream) {
    const auto& mine = *static_cast<result_stream*>(stream->private_data);
    return mine.said.empty() ? nullptr : mine.said.c_str();
}
extern "C" inline void pehchan_detail_stream_release(ArrowArrayStream* stream) {
    delete static_cast<result_stream*>(stream->private_data);
    stream->release = nullptr;
}

}  // namespace detail

/// Makes of a stream of answers a stream of results, which is computed as it is read. `in` is taken. On issues (all of them, with columns) `out` is
/// left empty. Later ones end the stream with EINVAL; its last error then lists the first twenty, one a line. `kept` lives as long as the stream.
[[nodiscard]] inline std::vector<issue> assess_stream(const cohort& rules, ArrowArrayStream& in, ArrowArrayStream& out, arrow_settings how = {}, cohort_threads* threads = nullptr,
                                                      std::shared_ptr<const void> kept = {}) {
    out = {};
    auto started = arrow_screening::start(rules, in, how, threads);
    if (!started) return started.issues();
    auto stream = std::make_unique<detail::result_stream>();
    stream->kept = std::move(kept);
    stream->screening = std::move(started).value();
    out = {detail::pehchan_detail_stream_schema, detail::pehchan_detail_stream_next, detail::pehchan_detail_stream_said, detail::pehchan_detail_stream_release, stream.release()};
    return {};
}

}  // namespace v0
}  // namespace pehchan

#endif
