// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_IMPL_COHORT_IPP
#define PEHCHAN_IMPL_COHORT_IPP

// Assesses many persons.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "../cohort.hpp"
#include "../compiled.hpp"
#include "../detail/cohort_plan.hpp"
#include "../detail/cohort_tiles.hpp"
#include "../detail/cohort_values.hpp"
#include "../detail/misuse.hpp"

namespace pehchan {
inline namespace v0 {

read_value value_at(const cohort_column& from, std::size_t row) noexcept {
    const std::size_t place = from.offset + row;
    if (from.validity && !bit_at(from.validity, place)) return {0, value_state::missing};
    if (!from.values) return {0, value_state::missing};
    const auto* bytes = static_cast<const unsigned char*>(from.values);
    if (from.type == value_type::boolean) return {bit_at(bytes, place), value_state::present};
    const std::ptrdiff_t stride =
        from.stride ? from.stride : static_cast<std::ptrdiff_t>(detail::width_of(from.type));
    if (from.type == value_type::planes) {
        const unsigned char* at =
            bytes + static_cast<std::ptrdiff_t>(row / 512) * stride + row / 64 % 8 * 8;
        const bool low = detail::number_at<std::uint64_t>(at) >> row % 64 & 1u,
                   high = detail::number_at<std::uint64_t>(at + 64) >> row % 64 & 1u;
        if (low && !high) return {2, value_state::present};  // contradicts itself: no listed value
        return low == high ? read_value{low, value_state::present}
                           : read_value{0, value_state::missing};
    }
    const unsigned char* at = bytes + static_cast<std::ptrdiff_t>(place) * stride;
    read_value out;
    switch (from.type) {
        case value_type::int8: out.number = detail::number_at<std::int8_t>(at); break;
        case value_type::int16: out.number = detail::number_at<std::int16_t>(at); break;
        case value_type::int32: out.number = detail::number_at<std::int32_t>(at); break;
        case value_type::int64: out.number = detail::number_at<std::int64_t>(at); break;
        case value_type::uint8: out.number = detail::number_at<std::uint8_t>(at); break;
        case value_type::uint16: out.number = detail::number_at<std::uint16_t>(at); break;
        case value_type::uint32: out.number = detail::number_at<std::uint32_t>(at); break;
        case value_type::uint64: {
            const auto size = detail::number_at<std::uint64_t>(at);
            constexpr auto most = std::numeric_limits<std::int64_t>::max();
            out.number =
                size > static_cast<std::uint64_t>(most) ? most : static_cast<std::int64_t>(size);
            break;
        }
        case value_type::float32:
            out = detail::integer_of<8, 23>(detail::number_at<std::uint32_t>(at));
            break;
        default: out = detail::integer_of<11, 52>(detail::number_at<std::uint64_t>(at)); break;
    }
    if (!from.codes.empty() && out.state == value_state::present)
        out.number = out.number >= 0 && static_cast<std::uint64_t>(out.number) < from.codes.size()
                         ? from.codes[static_cast<std::size_t>(out.number)]
                         : cohort_column::unlisted;
    return out;
}

cohort::cohort(catalogue catalogue_used) : catalogue_(std::move(catalogue_used)) {
    for (const compiled_finding& f : catalogue_.state().compiled_findings)
        if (f.definition->kind != finding_kind::offence) findings_.push_back(f.definition);
    for (const compiled_score& s : catalogue_.state().compiled_scores)
        scores_.push_back(s.definition);
    plan_ =
        std::make_shared<const detail::cohort_plan>(detail::plan_maker{catalogue_.state()}.make());
}

cohort_table::cohort_table(const cohort& rules, std::size_t persons, table_settings how)
    : rules_(rules),
      persons_(persons),
      how_(how),
      column_of_(rules.catalogue_used().state().indicators.size(), none_index) {}

outcome<cohort_table> cohort_table::bind(const cohort& rules, std::size_t persons,
                                         std::span<const cohort_column> columns,
                                         table_settings how) {
    std::vector<issue> issues;
    const auto problem = [&](std::string_view code, const cohort_column& at,
                             std::string_view message) {
        issues.push_back({std::string(code), pointer_to(at.id), 0, 0, std::string(message)});
    };
    cohort_table made{rules, persons, how};
    for (const cohort_column& column : columns) {
        const std::uint32_t at = index_in(rules.catalogue_used().state().indicators, column.id);
        if (at == none_index) {
            if (!how.ignore_extra)
                problem("unknown_indicator", column,
                        "The catalogue has no indicator of this column's name.");
            continue;
        }
        const bool bits = column.type == value_type::boolean || column.type == value_type::planes;
        if (bits && rules.catalogue_used().indicators()[at]->type != indicator_type::yes_no)
            problem("wrong_type", column, "Only a yes/no indicator can be a column of bits.");
        else if (!column.codes.empty() &&
                 (bits || rules.catalogue_used().indicators()[at]->type == indicator_type::number))
            problem("wrong_type", column,
                    "A column of bits or of numbers cannot have a dictionary.");
        else if (column.type == value_type::planes &&
                 (reinterpret_cast<std::uintptr_t>(column.values) % 8 || column.stride % 8))
            problem("wrong_type", column,
                    "The address and the stride of planes must be multiples of 8 bytes.");
        else if (column.type == value_type::planes && (column.validity || column.offset))
            problem("wrong_type", column, "Planes cannot have a validity bitmap or an offset.");
        else if (!column.values && persons)
            problem("missing_values", column, "This column has no values.");
        else if (made.column_of_[at] != none_index)
            problem("duplicate_key", column, "Another column has the same name.");
        else {
            made.column_of_[at] = static_cast<std::uint32_t>(made.columns_.size());
            made.columns_.push_back(column);
            made.columns_.back().id = rules.catalogue_used().indicators()[at]->id;
        }
    }
    if (!issues.empty()) return issues;
    return made;
}

outcome<answers> cohort_table::answers_of(std::size_t row) const {
    if (row >= persons_) detail::refuse_range("pehchan::cohort_table: there is no such row");
    answers known{rules_.catalogue_used()};
    std::vector<issue> issues;
    read_row(row, known, issues);
    if (!issues.empty()) return issues;
    return known;
}

void cohort_table::read_row(std::size_t row, answers& known, std::vector<issue>& issues) const {
    for (std::uint32_t at = 0; at < column_of_.size(); ++at) {
        if (column_of_[at] == none_index) continue;
        const cohort_column& from = columns_[column_of_[at]];
        const indicator& about = *rules_.catalogue_used().indicators()[at];
        const read_value value = value_at(from, row);
        answer given;
        switch (detail::answer_of(about, value, given)) {
            case answer_problem::none: break;
            case answer_problem::out_of_range:
                issues.push_back(
                    {value.state == value_state::fraction ? "not_whole" : "out_of_range",
                     place_of(from.id, row), 0, 0,
                     value.state == value_state::fraction
                         ? "This indicator takes a whole number."
                         : "This number is outside the indicator's range."});
                break;
            default:
                issues.push_back({"unknown_value", place_of(from.id, row), 0, 0,
                                  "The indicator does not take this answer."});
                break;
        }
        (void)known.set_at(at, given);
    }
}

std::string cohort_table::place_of(std::string_view column, std::size_t row) const {
    return pointer_to(column) + '/' + std::to_string(how_.first_row + row);
}

void value_issues::add(value_issues other) {
    count += other.count;
    for (issue& problem : other.listed)
        if (listed.size() < listed_at_most) listed.push_back(std::move(problem));
}

cohort_memory::cohort_memory(const cohort& rules, kernel_level level)
    : rules_(rules), level_(level), work_(std::make_unique<detail::tile_work>()) {
    if (!runs(level))
        detail::refuse_argument("pehchan::cohort_memory: this machine lacks the level");
    detail::lay_out(*work_, rules_.plan());
}
cohort_memory::cohort_memory(const cohort_memory& other)
    : cohort_memory(other.rules_, other.level_) {}
cohort_memory::cohort_memory(cohort_memory&&) noexcept = default;
cohort_memory::~cohort_memory() = default;

value_issues run(const cohort_table& table, std::size_t first, std::size_t count,
                 const cohort_places& to, cohort_memory& memory) {
    const auto refuse = [](const char* why) { detail::refuse_argument(why); };
    if (first > table.persons() || count > table.persons() - first)
        detail::refuse_range("pehchan::run: the range is not in the table");
    if (first % cohort::tile || (count % cohort::tile && first + count != table.persons()))
        refuse("pehchan::run: the range is not of whole tiles");
    const std::size_t findings = table.rules().findings().size(),
                      scores = table.rules().scores().size();
    for (const std::size_t size : {to.indicated.size(), to.possible.size(), to.status.size()})
        if (size && size != findings) refuse("pehchan::run: places for another number of findings");
    for (const std::size_t size : {to.low.size(), to.high.size()})
        if (size && size != scores) refuse("pehchan::run: places for another number of scores");
    if (&memory.rules_.plan() != &table.rules().plan())
        refuse("pehchan::run: the memory of another cohort");

    struct issue_collector {
        const cohort_table& table;
        value_issues out;
    } found{table, {}};
    detail::tile_work& work = *memory.work_;
    std::vector<detail::bound_column> columns;
    for (std::uint32_t at = 0; at < table.column_of().size(); ++at)
        if (table.column_of()[at] != none_index)
            columns.push_back({&table.columns()[table.column_of()[at]], at});
    detail::prepare(work, table.rules().catalogue_used().state(), columns, table.persons());
    work.to = {to.indicated, to.possible, to.status, to.low, to.high, to.refused};
    work.collector = &found;
    work.collect = [](void* collector, std::size_t begin, const plane_word* bad) {
        auto& all = *static_cast<issue_collector*>(collector);
        answers unread{all.table.rules().catalogue_used()};
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

std::vector<cohort_memory> memories_for(const cohort& rules, const cohort_threads* threads) {
    return std::vector<cohort_memory>(threads && threads->count() ? threads->count() : 1,
                                      cohort_memory{rules});
}

value_issues run(const cohort_table& table, const cohort_places& to,
                 std::span<cohort_memory> memories, cohort_threads* threads) {
    constexpr std::size_t range = 64 * cohort::tile;
    const std::size_t ranges = (table.persons() + range - 1) / range;
    if (!threads || ranges < 2 || memories.size() < 2)
        return run(table, 0, table.persons(), to, memories.front());
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
            all.issues[n] =
                run(all.table, first, left < range ? left : range, all.to, all.memories[thread]);
        },
        &work);
    value_issues out;
    for (value_issues& range_issues : work.issues) out.add(std::move(range_issues));
    return out;
}

finding_status cohort_result::status(std::size_t finding, std::size_t row) const {
    const bool sure = bit_at(indicated.at(finding).data(), row),
               may = bit_at(possible.at(finding).data(), row);
    return sure  ? finding_status::indicated
           : may ? finding_status::open
                 : finding_status::not_shown;
}

cohort_result assess_cohort(const cohort_table& table, cohort_threads* threads) {
    cohort_result out;
    out.persons = table.persons();
    const std::size_t bytes = (table.persons() + 7) / 8;
    std::vector<std::uint8_t*> indicated, possible;
    std::vector<std::int64_t*> low, high;
    const auto make = [](auto& all, auto& places, std::size_t number, std::size_t size) {
        all.resize(number);
        for (auto& values : all) values.resize(size), places.push_back(values.data());
    };
    make(out.indicated, indicated, table.rules().findings().size(), bytes);
    make(out.possible, possible, table.rules().findings().size(), bytes);
    make(out.low, low, table.rules().scores().size(), table.persons());
    make(out.high, high, table.rules().scores().size(), table.persons());
    out.refused.resize(bytes);
    std::vector<cohort_memory> memories = memories_for(table.rules(), threads);
    out.issues =
        run(table, {indicated, possible, {}, low, high, out.refused.data()}, memories, threads);
    return out;
}

bool runs(kernel_level level) noexcept {
    switch (level) {
        case kernel_level::avx512: return detail::avx512_runs();
        case kernel_level::avx2: return detail::avx2_runs();
        default: return true;
    }
}
kernel_level best_kernel_level() noexcept {
    return runs(kernel_level::avx512) ? kernel_level::avx512
           : runs(kernel_level::avx2) ? kernel_level::avx2
                                      : kernel_level::portable;
}

}  // namespace v0
}  // namespace pehchan

#endif
