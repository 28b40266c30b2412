// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_IMPL_ARROW_IPP
#define PEHCHAN_IMPL_ARROW_IPP

// Screens a stream of Arrow arrays.

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

#include "../arrow.hpp"
#include "../arrow_arrays.hpp"
#include "../arrow_columns.hpp"
#include "../detail/arrow_case.hpp"
#include "../detail/cohort_values.hpp"
#include "../program.hpp"

namespace pehchan {
inline namespace v0 {

namespace detail {

/// What a screening of a stream keeps.
class stream_screening {
public:
    void schema(ArrowSchema& out) const {
        auto parts = std::make_unique<schema_parts>();
        parts->format = "+s";
        const catalogue& catalogue_used = rules_.catalogue_used();
        parts->metadata =
            metadata_of({{"pehchan.use", statistics_only},
                         {"pehchan.catalogue", catalogue_used.id()},
                         {"pehchan.version", catalogue_used.version()},
                         {"pehchan.digest", catalogue_used.digest()},
                         {"pehchan.proved", catalogue_used.proved() ? "true" : "false"}});
        if (case_at_ != none_index)
            parts->children.push_back(copy_of(*in_schema_.get().children[case_at_]));
        const auto add = [&](std::string_view format, std::string_view id, std::string_view end) {
            std::string name(id);
            name += end;
            parts->children.push_back(leaf_schema(format, std::move(name)));
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
        finish_schema(std::move(parts), 0, out);
    }

    [[nodiscard]] outcome<bool> next(ArrowArray& out) {
        if (!failed_.empty()) return failed_;
        if (ended_) return false;
        while (!batch_ || at_ == batch_->get().length) {
            arrow_owner<ArrowArray> came;  // released whatever fails from here on
            if (const int code = in_.get().get_next(&in_.get(), &came.get()); code != 0) {
                came.get().release = nullptr;  // nothing came
                return fail({problem(
                    "stream_failed", "",
                    "The stream of answers failed with error " + std::to_string(code) + ".")});
            }
            if (!came.get().release) {
                ended_ = true;
                return false;
            }
            batch_ = std::make_shared<arrow_owner<ArrowArray>>(std::move(came));
            at_ = 0;
            std::vector<issue> issues = reader_.check(batch_->get(), case_at_);
            if (const ArrowArray& batch = batch_->get(); issues.empty() && case_at_ != none_index)
                if (const char* why =
                        case_ids_.problem(*batch.children[case_at_], batch.offset + batch.length))
                    issues.push_back(problem("bad_array", "/case", why));
            if (!issues.empty()) {
                batch_.reset();
                return fail(std::move(issues));
            }
        }
        return piece(out);
    }

    [[nodiscard]] std::uint64_t rows() const noexcept { return rows_; }
    [[nodiscard]] const value_issues& issues() const noexcept { return found_; }

    stream_screening(const cohort& rules, ArrowArrayStream& in, arrow_settings how,
                     cohort_threads* threads)
        : rules_(rules),
          in_(std::move(in)),
          how_(how),
          threads_(threads),
          reader_(rules.catalogue_used()) {
        how_.rows_at_once = (std::clamp<std::size_t>(how_.rows_at_once, 1, std::size_t{1} << 24) +
                             cohort::tile - 1) /
                            cohort::tile * cohort::tile;
    }

    /// Every problem with the schema.
    [[nodiscard]] std::vector<issue> read_schema() {
        if (!in_.get().release || !in_.get().get_schema || !in_.get().get_next)
            return {problem("stream_failed", "", "The stream is released already.")};
        ArrowSchema came{};
        if (const int code = in_.get().get_schema(&in_.get(), &came); code != 0)
            return {problem("stream_failed", "",
                            "The stream gave no schema: error " + std::to_string(code) + ".")};
        in_schema_ = arrow_owner<ArrowSchema>(std::move(came));
        std::vector<issue> issues = reader_.read(in_schema_.get(), how_.ignore_extra, case_at_);
        if (case_at_ != none_index && !case_ids_.read(*in_schema_.get().children[case_at_]))
            issues.push_back(problem("wrong_type", "/case",
                                     "Case ids cannot be read from a column of this type."));
        if (issues.empty()) memories_ = memories_for(rules_, threads_);
        return issues;
    }

private:
    [[nodiscard]] static issue problem(std::string_view code, std::string pointer,
                                       std::string message) {
        return {std::string(code), std::move(pointer), 0, 0, std::move(message)};
    }

    [[nodiscard]] outcome<bool> fail(std::vector<issue> issues) {
        return failed_ = std::move(issues);
    }

    /// The rows that name their case by what is no case id; noted, and refused.
    [[nodiscard]] std::vector<std::size_t> refuse_cases(const ArrowArray& batch, std::size_t count,
                                                        std::uint8_t* refused,
                                                        value_issues& found) const {
        if (case_at_ == none_index) return {};
        const ArrowArray& ids = *batch.children[case_at_];
        const std::vector<std::size_t> rows = case_ids_.refused(
            ids, static_cast<std::size_t>(ids.offset + batch.offset + at_), count);
        if (rows.empty()) return rows;
        found.count += rows.size();
        for (std::size_t n = 0; n < rows.size(); ++n) {
            const std::size_t row = rows[n];
            refused[row / 8] = static_cast<std::uint8_t>(refused[row / 8] | 1u << row % 8);
            if (n < value_issues::listed_at_most)
                found.listed.push_back(
                    problem("bad_case_id", "/case/" + std::to_string(rows_ + row), case_id_rule));
        }
        const auto row_of = [](const issue& each) {
            const std::size_t slash = each.pointer.rfind('/');
            std::uint64_t row = 0;
            for (const char digit : std::string_view{each.pointer}.substr(slash + 1))
                row = row * 10 + static_cast<std::uint64_t>(digit - '0');
            return row;
        };
        std::stable_sort(found.listed.begin(), found.listed.end(),
                         [&](const issue& a, const issue& b) { return row_of(a) < row_of(b); });
        if (found.listed.size() > value_issues::listed_at_most)
            found.listed.resize(value_issues::listed_at_most);
        return rows;
    }

    /// The results of the next rows of the batch.
    [[nodiscard]] outcome<bool> piece(ArrowArray& out) {
        const ArrowArray& batch = batch_->get();
        const auto count = static_cast<std::size_t>(std::min<std::int64_t>(
            batch.length - at_, static_cast<std::int64_t>(how_.rows_at_once)));
        std::vector<issue> issues;
        const std::span<const cohort_column> columns = reader_.columns(batch, at_, count, issues);
        if (!issues.empty()) return fail(std::move(issues));
        const outcome<cohort_table> table =
            cohort_table::bind(rules_, count, columns, {false, rows_});
        if (!table) return fail(table.issues());

        const std::size_t bitmap = (count + 7) / 8, findings = rules_.findings().size(),
                          scores = rules_.scores().size();
        std::vector<std::unique_ptr<array_parts>> results;
        const auto place = [&](std::size_t size) {
            results.push_back(std::make_unique<array_parts>());
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
        for (std::size_t s = 0; s < scores; ++s)  // a decimal has 16 bytes; the whole numbers stand
                                                  // in the first half, to be spread
            low.push_back(reinterpret_cast<std::int64_t*>(place(16 * count))),
                high.push_back(reinterpret_cast<std::int64_t*>(place(16 * count)));
        aligned_bytes refused(bitmap);
        arrow_ptr<ArrowArray> said;
        value_issues found = run(*table, {indicated, possible, status, low, high, refused.data()},
                                 memories_, threads_);
        const std::vector<std::size_t> unnamed = refuse_cases(batch, count, refused.data(), found);
        if (found.count && !how_.keep_going) return fail(std::move(found.listed));
        for (std::vector<std::int64_t*>* all : {&low, &high})
            for (std::int64_t* numbers : *all) spread_decimals(numbers, count);

        if (how_.keep_going) said = issue_column(found.listed, refused.data(), count, rows_);
        // rows of which nothing is said
        std::uint8_t* valid = refused.data();
        for (std::size_t b = 0; b < bitmap; ++b) valid[b] = static_cast<std::uint8_t>(~valid[b]);
        reader_.clear_null_rows(batch, at_, count, valid);
        std::int64_t nulls = 0;
        for (std::size_t row = 0; row < count; ++row) nulls += bit_at(valid, row) ? 0 : 1;

        auto batch_parts = std::make_unique<array_parts>();
        if (case_at_ != none_index) {
            const ArrowArray& ids = *batch.children[case_at_];
            batch_parts->children.push_back(
                case_ids_.shared(ids, batch_, ids.offset + batch.offset + at_, count, unnamed));
        }
        for (std::unique_ptr<array_parts>& column : results) {
            if (nulls) {
                aligned_bytes& copy = column->memory.emplace_back(bitmap);
                std::copy(valid, valid + bitmap, copy.data());
                column->buffers[0] = copy.data();
            }
            column->buffers[1] = column->memory.front().data();
            batch_parts->children.push_back(new_arrow<ArrowArray>());
            finish_array(std::move(column), static_cast<std::int64_t>(count), nulls, 0, 2,
                         *batch_parts->children.back());
        }
        if (said) batch_parts->children.push_back(std::move(said));
        found_.add(std::move(found));
        finish_array(std::move(batch_parts), static_cast<std::int64_t>(count), 0, 0, 1, out);
        at_ += static_cast<std::int64_t>(count);
        rows_ += count;
        if (at_ == batch.length) batch_.reset();
        return true;
    }

    cohort rules_;
    arrow_owner<ArrowArrayStream> in_;
    arrow_settings how_;
    cohort_threads* threads_ = nullptr;
    arrow_reader reader_;
    arrow_case_column case_ids_;
    arrow_owner<ArrowSchema> in_schema_;
    std::uint32_t case_at_ = none_index;
    std::vector<cohort_memory> memories_;
    std::shared_ptr<arrow_owner<ArrowArray>> batch_;
    std::int64_t at_ = 0;
    bool ended_ = false;
    std::uint64_t rows_ = 0;
    value_issues found_;
    std::vector<issue> failed_;
};

}  // namespace detail

arrow_screening::arrow_screening(std::unique_ptr<detail::stream_screening> work) noexcept
    : work_(std::move(work)) {}
arrow_screening::~arrow_screening() = default;

outcome<std::unique_ptr<arrow_screening>> arrow_screening::start(const cohort& rules,
                                                                 ArrowArrayStream& in,
                                                                 arrow_settings how,
                                                                 cohort_threads* threads) {
    auto made = std::make_unique<detail::stream_screening>(rules, in, how, threads);
    std::vector<issue> issues = made->read_schema();
    if (!issues.empty()) return issues;
    return std::unique_ptr<arrow_screening>(new arrow_screening(std::move(made)));
}
void arrow_screening::schema(ArrowSchema& out) const { work_->schema(out); }
outcome<bool> arrow_screening::next(ArrowArray& out) { return work_->next(out); }
std::uint64_t arrow_screening::rows() const noexcept { return work_->rows(); }
const value_issues& arrow_screening::issues() const& noexcept { return work_->issues(); }

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
        const outcome<bool> went = mine.screening->next(*out);
        if (went.ok()) return 0;
        constexpr std::size_t said_at_most = 20;
        for (std::size_t i = 0; i < std::min(went.issues().size(), said_at_most); ++i) {
            const issue& problem = went.issues()[i];
            mine.said.append(i ? "\n" : "")
                .append(problem.code)
                .append(problem.pointer.empty() ? "" : " at ")
                .append(problem.pointer)
                .append(": ")
                .append(problem.message);
        }
        if (went.issues().size() > said_at_most) mine.said += "\nand more";
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

std::vector<issue> assess_stream(const cohort& rules, ArrowArrayStream& in, ArrowArrayStream& out,
                                 arrow_settings how, cohort_threads* threads,
                                 std::shared_ptr<const void> kept) {
    out = {};
    auto started = arrow_screening::start(rules, in, how, threads);
    if (!started) return started.issues();
    auto stream = std::make_unique<detail::result_stream>();
    stream->kept = std::move(kept);
    stream->screening = std::move(started).value();
    out = {detail::pehchan_detail_stream_schema, detail::pehchan_detail_stream_next,
           detail::pehchan_detail_stream_said, detail::pehchan_detail_stream_release,
           stream.release()};
    return {};
}

}  // namespace v0
}  // namespace pehchan

#endif
