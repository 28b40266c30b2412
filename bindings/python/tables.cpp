// SPDX-License-Identifier: Apache-2.0

// Many persons: a stream of Arrow batches in, through a mapping where one is given, batches of
// results out.

#include <pybind11/stl.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <limits>
#include <map>
#include <memory>
#include <new>
#include <optional>
#include <set>
#include <stdexcept>
#include <unordered_map>

#include <pehchan/arrow.hpp>
#include <pehchan/arrow_arrays.hpp>
#include <pehchan/arrow_columns.hpp>

#include "module.hpp"
#include "worker_pool.hpp"

namespace core {
namespace {

using pehchan::aligned_bytes;
using pehchan::array_parts;
using pehchan::arrow_form;
using pehchan::arrow_owner;
using pehchan::arrow_type;
using pehchan::arrow_words;
using pehchan::finish_array;
using pehchan::finish_schema;
using pehchan::none_index;
using pehchan::schema_parts;
using pehchan::shared_array;

/// One column of a source and the indicator that its codes answer.
struct coded_column {
    std::string column, indicator;
    std::unordered_map<std::string, std::int64_t>
        codes;               ///< what each code means: the value of a column of whole numbers
    bool is_number = false;  ///< a code that is not listed is the number itself
};

constexpr std::int64_t unknown = -1, unlisted_code = -128,
                       no_number = std::numeric_limits<std::int64_t>::min(),
                       unknown_number = no_number + 1;

/// What a code means. `text` is how it is written.
std::int64_t meaning(const coded_column& column, const std::string& text,
                     const std::int64_t* number) {
    if (const auto found = column.codes.find(text); found != column.codes.end())
        return found->second;
    if (text.find_first_not_of(" \t") == std::string::npos)
        return column.is_number ? unknown_number : unknown;
    if (column.is_number) {
        if (number) return *number;
        try {
            std::size_t end = 0;
            const std::int64_t value = std::stoll(text, &end);
            if (end == text.size() && std::to_string(value) == text) return value;
        } catch (const std::exception&) {  // no number
        }
        return no_number;
    }
    return unlisted_code;
}

/// The values of one array as meanings; `bad` where the array cannot be read.
class code_reader {
public:
    code_reader(const coded_column& column, const ArrowArray& from, arrow_type type,
                arrow_type dictionary)
        : column_(column), from_(from), type_(type), dictionary_(dictionary) {
        if (dictionary_.form != arrow_form::other && from_.dictionary) {
            code_reader words{column_, *from_.dictionary, dictionary_, {}};
            for (std::int64_t k = 0; k < from_.dictionary->length; ++k)
                meanings_.push_back(words.at(from_.dictionary->offset + k));
        }
    }
    [[nodiscard]] std::int64_t at(std::int64_t place) {
        const std::int64_t nothing = column_.is_number ? unknown_number : unknown;
        if (type_.form == arrow_form::nothing) return nothing;
        const auto where = static_cast<std::size_t>(place);
        const auto* valid = static_cast<const std::uint8_t*>(from_.buffers[0]);
        if (from_.null_count != 0 && valid && !pehchan::bit_at(valid, where)) return nothing;
        if (pehchan::is_text(type_.form)) {
            const std::optional<std::string_view> word = arrow_words{from_, type_.form}.at(where);
            if (!word) return column_.is_number ? no_number : unlisted_code;
            if (*word != last_ || !has_last_)
                last_ = *word, last_meaning_ = meaning(column_, last_, nullptr), has_last_ = true;
            return last_meaning_;
        }
        pehchan::cohort_column column;
        column.type = type_.type;
        column.values = from_.buffers[1];
        const pehchan::read_value value = pehchan::value_at(column, where);
        if (value.state == pehchan::value_state::missing) return nothing;
        if (value.state == pehchan::value_state::fraction)
            return column_.is_number ? no_number : unlisted_code;
        if (dictionary_.form != arrow_form::other)
            return value.number >= 0 && static_cast<std::size_t>(value.number) < meanings_.size()
                       ? meanings_[static_cast<std::size_t>(value.number)]
                       : unlisted_code;
        if (const auto found = numbers_.find(value.number); found != numbers_.end())
            return found->second;
        std::int64_t means = unlisted_code;
        if (type_.form == arrow_form::boolean) {
            const std::string word = value.number ? "true" : "false";
            means = meaning(
                column_, column_.codes.count(word) ? word : std::to_string(value.number), nullptr);
        } else {
            means = meaning(column_, std::to_string(value.number), &value.number);
        }
        if (numbers_.size() < 4096) numbers_[value.number] = means;
        return means;
    }

private:
    const coded_column& column_;
    const ArrowArray& from_;
    arrow_type type_, dictionary_;
    std::vector<std::int64_t> meanings_;
    std::unordered_map<std::int64_t, std::int64_t> numbers_;
    std::string last_;
    std::int64_t last_meaning_ = 0;
    bool has_last_ = false;
};

/// How the columns of a source are read.
struct reading {
    std::vector<coded_column> coded;
    std::map<std::string, std::string> renamed;  ///< these pass as they are, under another name
    std::set<std::string> passed_over;
    bool only_these = false;            ///< a column that is not named is an issue
    std::vector<std::uint64_t> wanted;  ///< rows of which the answers are kept, sorted
};

/// A stream whose columns are named by indicators, made of one whose columns and codes are a
/// source's. It keeps the answers of the rows that are wanted.
class source_stream {
public:
    source_stream(pehchan::cohort rules, ArrowArrayStream& in, reading how, bool ignore_extra)
        : rules_(std::move(rules)),
          in_(std::move(in)),
          how_(std::move(how)),
          ignore_extra_(ignore_extra),
          reader_(rules_.catalogue_used()) {}

    [[nodiscard]] std::vector<pehchan::issue> read_schema() {
        ArrowSchema came{};
        if (!in_.get().release || !in_.get().get_schema)
            return {{"stream_failed", "", 0, 0, "The stream is released already."}};
        if (in_.get().get_schema(&in_.get(), &came) != 0)
            return {{"stream_failed", "", 0, 0, "The stream gave no schema."}};
        schema_ = arrow_owner<ArrowSchema>(std::move(came));
        const ArrowSchema& s = schema_.get();
        if (!s.format || std::string_view{s.format} != "+s")
            return {{"wrong_type", "", 0, 0, "The stream is not of record batches."}};
        std::vector<pehchan::issue> issues;
        for (std::int64_t c = 0; c < s.n_children; ++c) {
            const ArrowSchema& child = *s.children[c];
            const std::string name = child.name ? child.name : "";
            bool used = false;
            for (const coded_column& coded : how_.coded) {
                if (coded.column != name) continue;
                used = true;
                const arrow_type type = pehchan::type_of(child.format);
                const arrow_type dictionary =
                    child.dictionary ? pehchan::type_of(child.dictionary->format) : arrow_type{};
                const bool flat = type.form != arrow_form::other &&
                                  (!child.dictionary || (type.form == arrow_form::integer &&
                                                         dictionary.form != arrow_form::other));
                if (!flat)
                    issues.push_back({"wrong_type", pehchan::pointer_to(name), 0, 0,
                                      "Codes cannot be read from a column of this type."});
                columns_.push_back({c, &coded, type, dictionary, coded.indicator});
            }
            if (used || how_.passed_over.count(name)) continue;
            const auto other = how_.renamed.find(name);
            const std::string& as = other == how_.renamed.end() ? name : other->second;
            if (how_.only_these && other == how_.renamed.end() && name != "case") {
                if (!ignore_extra_)
                    issues.push_back({"unmapped_column", pehchan::pointer_to(name), 0, 0,
                                      "The mapping neither reads nor ignores this column."});
                continue;
            }
            columns_.push_back({c, nullptr, {}, {}, as});
        }
        return issues;
    }

    void schema(ArrowSchema& out) const {
        auto parts = std::make_unique<schema_parts>();
        parts->format = "+s";
        for (const column& source_column : columns_) {
            if (source_column.coded) {
                parts->children.push_back(pehchan::leaf_schema(
                    source_column.coded->is_number ? "l" : "c", source_column.name));
                continue;
            }
            auto copy = std::make_unique<schema_parts>();
            const ArrowSchema& from = *schema_.get().children[source_column.child];
            copy->format = from.format ? from.format : "";
            copy->name = source_column.name;
            for (std::int64_t i = 0; i < from.n_children; ++i)
                copy->children.push_back(pehchan::copy_of(*from.children[i]));
            if (from.dictionary) copy->dictionary = pehchan::copy_of(*from.dictionary);
            auto made = pehchan::new_arrow<ArrowSchema>();
            finish_schema(std::move(copy), from.flags, *made);
            parts->children.push_back(std::move(made));
        }
        finish_schema(std::move(parts), 0, out);
    }

    /// 0, or why not.
    [[nodiscard]] int next(ArrowArray& out) {
        ArrowArray came{};
        if (const int code = in_.get().get_next(&in_.get(), &came); code != 0) {
            const char* said =
                in_.get().get_last_error ? in_.get().get_last_error(&in_.get()) : nullptr;
            failure = said ? said : "";
            return code;
        }
        if (!came.release) {
            out = {};
            return 0;
        }
        auto batch = std::make_shared<arrow_owner<ArrowArray>>(std::move(came));
        const ArrowArray& from = batch->get();
        const std::int64_t length = from.length;
        auto parts = std::make_unique<array_parts>();
        for (const column& source_column : columns_) {
            const ArrowArray& child = *from.children[source_column.child];
            if (!source_column.coded) {
                parts->children.push_back(
                    shared_array(child, batch, child.offset + from.offset, length));
                continue;
            }
            if (child.length < from.offset + length ||
                (source_column.type.form != arrow_form::nothing &&
                 (child.n_buffers < 2 || !child.buffers ||
                  (!child.buffers[1] && child.length && child.null_count != child.length)))) {
                failure =
                    "the array of column " + source_column.coded->column + " contradicts its type";
                return EINVAL;
            }
            parts->children.push_back(
                decoded(source_column, child, child.offset + from.offset, length));
        }
        std::int64_t nulls = 0;
        if (const auto* valid = static_cast<const std::uint8_t*>(from.buffers[0]);
            valid && from.null_count != 0) {
            aligned_bytes bits(static_cast<std::size_t>(length + 7) / 8);
            for (std::int64_t r = 0; r < length; ++r) {
                if (pehchan::bit_at(valid, static_cast<std::size_t>(from.offset + r)))
                    bits.data()[r / 8] =
                        static_cast<std::uint8_t>(bits.data()[r / 8] | 1u << r % 8);
                else ++nulls;
            }
            parts->memory.push_back(std::move(bits));
            parts->buffers[0] = nulls ? parts->memory.back().data() : nullptr;
        }
        finish_array(std::move(parts), length, nulls, 0, 1, out);
        keep_wanted(out);
        rows_ += static_cast<std::uint64_t>(length);
        return 0;
    }

    /// "/COLUMN/ROW" in the source's words.
    [[nodiscard]] std::string in_source(const std::string& pointer) const {
        for (const column& source_column : columns_) {
            const std::string& source = source_column.coded
                                            ? source_column.coded->column
                                            : schema_.get().children[source_column.child]->name;
            const std::string start = pehchan::pointer_to(source_column.name);
            if (source_column.name != source && pointer.starts_with(start) &&
                (pointer.size() == start.size() || pointer[start.size()] == '/'))
                return pehchan::pointer_to(source) + pointer.substr(start.size());
        }
        return pointer;
    }

    std::string failure;
    std::map<std::uint64_t, person> kept;

private:
    struct column {
        std::int64_t child;
        const coded_column* coded;
        arrow_type type, dictionary;
        std::string name;
    };
    [[nodiscard]] static pehchan::arrow_ptr<ArrowArray> decoded(const column& source_column,
                                                                const ArrowArray& from,
                                                                std::int64_t first,
                                                                std::int64_t length) {
        const bool empty = source_column.type.form != arrow_form::nothing && !from.buffers[1];
        code_reader read{*source_column.coded, from,
                         empty ? arrow_type{arrow_form::nothing, {}} : source_column.type,
                         source_column.dictionary};
        const auto count = static_cast<std::size_t>(length);
        auto parts = std::make_unique<array_parts>();
        aligned_bytes valid((count + 7) / 8),
            values(source_column.coded->is_number ? 8 * count : count);
        std::int64_t nulls = 0;
        for (std::size_t r = 0; r < count; ++r) {
            const std::int64_t means = read.at(first + static_cast<std::int64_t>(r));
            if (!source_column.coded->is_number) {
                values.data()[r] = static_cast<std::uint8_t>(static_cast<std::int8_t>(means));
            } else if (means == unknown_number) {
                ++nulls;
                continue;
            } else {
                std::memcpy(values.data() + 8 * r, &means, 8);
            }
            valid.data()[r / 8] = static_cast<std::uint8_t>(valid.data()[r / 8] | 1u << r % 8);
        }
        parts->memory.push_back(std::move(valid));
        parts->memory.push_back(std::move(values));
        parts->buffers[0] = nulls ? parts->memory[0].data() : nullptr;
        parts->buffers[1] = parts->memory[1].data();
        auto out = pehchan::new_arrow<ArrowArray>();
        finish_array(std::move(parts), length, nulls, 0, 2, *out);
        return out;
    }
    void keep_wanted(const ArrowArray& batch) {
        const std::uint64_t end = rows_ + static_cast<std::uint64_t>(batch.length);
        for (; at_wanted_ < how_.wanted.size() && how_.wanted[at_wanted_] < end; ++at_wanted_) {
            const std::uint64_t row = how_.wanted[at_wanted_];
            if (!reader_ready_) {
                ArrowSchema mine{};
                schema(mine);
                mine_ = arrow_owner<ArrowSchema>(std::move(mine));
                std::uint32_t case_at = none_index;
                (void)reader_.read(mine_.get(), true, case_at);
                reader_ready_ = true;
            }
            std::vector<pehchan::issue> issues;
            if (!reader_.check(batch, none_index).empty()) return;
            const auto columns =
                reader_.columns(batch, static_cast<std::int64_t>(row - rows_), 1, issues);
            const auto table = pehchan::cohort_table::bind(rules_, 1, columns);
            if (!table || !issues.empty()) return;
            auto known = table->answers_of(0);
            if (!known) continue;  // the row has an issue of its own
            std::vector<bool> named;
            for (std::size_t i = 0; i < rules_.catalogue_used().indicators().size(); ++i)
                named.push_back((*known).at(i).kind != pehchan::answer_kind::unknown);
            kept.emplace(row, person{*known, std::move(named), {}});
        }
    }

    pehchan::cohort rules_;
    arrow_owner<ArrowArrayStream> in_;
    reading how_;
    bool ignore_extra_;
    arrow_owner<ArrowSchema> schema_, mine_;
    std::vector<column> columns_;
    pehchan::arrow_reader reader_;
    bool reader_ready_ = false;
    std::uint64_t rows_ = 0;
    std::size_t at_wanted_ = 0;
};

/// Does `work` for the caller of an Arrow stream, who understands numbers only.
template <class Work>
int as_number(Work work) noexcept {
    try {
        return work();
    } catch (const std::bad_alloc&) {
        return ENOMEM;
    } catch (...) {
        return EIO;
    }
}

ArrowArrayStream stream_of(std::shared_ptr<source_stream> from) {
    using held = std::shared_ptr<source_stream>;
    ArrowArrayStream out{};
    out.get_schema = [](ArrowArrayStream* self, ArrowSchema* to) {
        *to = {};
        return as_number([&] { return (*static_cast<held*>(self->private_data))->schema(*to), 0; });
    };
    out.get_next = [](ArrowArrayStream* self, ArrowArray* to) {
        *to = {};
        return as_number([&] { return (*static_cast<held*>(self->private_data))->next(*to); });
    };
    out.get_last_error = [](ArrowArrayStream* self) -> const char* {
        return (*static_cast<held*>(self->private_data))->failure.c_str();
    };
    out.release = [](ArrowArrayStream* self) {
        delete static_cast<held*>(self->private_data);
        self->release = nullptr;
    };
    out.private_data = new held(std::move(from));
    return out;
}

/// Results, as batches that any number of streams may share.
class table_result {
public:
    pehchan::cohort rules;
    arrow_owner<ArrowSchema> schema;
    std::vector<std::shared_ptr<arrow_owner<ArrowArray>>> batches;
    bool with_issues = false;  ///< whether the last column, of issues, is shown
    std::uint64_t rows = 0;
    pehchan::value_issues found;
    std::map<std::uint64_t, person> kept;

    explicit table_result(pehchan::cohort from) : rules(std::move(from)) {}

    [[nodiscard]] std::int64_t columns() const {
        return schema.get().n_children - (with_issues ? 0 : 1);
    }
    void copy_schema(ArrowSchema& out) const {
        auto parts = std::make_unique<schema_parts>();
        const pehchan::catalogue& catalogue_used = rules.catalogue_used();
        parts->format = "+s";
        parts->metadata =
            pehchan::metadata_of({{"pehchan.use", pehchan::statistics_only},
                                  {"pehchan.catalogue", catalogue_used.id()},
                                  {"pehchan.version", catalogue_used.version()},
                                  {"pehchan.digest", catalogue_used.digest()},
                                  {"pehchan.proved", catalogue_used.proved() ? "true" : "false"}});
        for (std::int64_t c = 0; c < columns(); ++c)
            parts->children.push_back(pehchan::copy_of(*schema.get().children[c]));
        finish_schema(std::move(parts), 0, out);
    }
    void copy_batch(std::size_t which, ArrowArray& out) const {
        const std::shared_ptr<arrow_owner<ArrowArray>>& from = batches[which];
        auto parts = std::make_unique<array_parts>();
        for (std::int64_t c = 0; c < columns(); ++c) {
            const ArrowArray& child = *from->get().children[c];
            parts->children.push_back(shared_array(child, from, child.offset, child.length));
        }
        finish_array(std::move(parts), from->get().length, 0, 0, 1, out);
    }
};

template <class Struct>
py::capsule capsule_of(Struct&& made, const char* name) {
    auto* held = new std::remove_cvref_t<Struct>(made);
    return py::capsule(held, name, [](PyObject* self) {
        auto* mine = static_cast<std::remove_cvref_t<Struct>*>(
            PyCapsule_GetPointer(self, PyCapsule_GetName(self)));
        if (!mine) return;
        if (mine->release) mine->release(mine);
        delete mine;
    });
}

py::capsule results_stream(const std::shared_ptr<table_result>& from) {
    struct state {
        std::shared_ptr<table_result> result;
        std::size_t at = 0;
    };
    ArrowArrayStream out{};
    out.get_schema = [](ArrowArrayStream* self, ArrowSchema* to) {
        *to = {};
        return as_number(
            [&] { return static_cast<state*>(self->private_data)->result->copy_schema(*to), 0; });
    };
    out.get_next = [](ArrowArrayStream* self, ArrowArray* to) {
        *to = {};
        return as_number([&] {
            auto& mine = *static_cast<state*>(self->private_data);
            if (mine.at < mine.result->batches.size()) mine.result->copy_batch(mine.at++, *to);
            return 0;
        });
    };
    out.get_last_error = [](ArrowArrayStream*) -> const char* { return nullptr; };
    out.release = [](ArrowArrayStream* self) {
        delete static_cast<state*>(self->private_data);
        self->release = nullptr;
    };
    out.private_data = new state{from, 0};
    return capsule_of(out, "arrow_array_stream");
}

/// Results; or, where the columns do not fit, the list of what is wrong.
py::object assess_table(
    const pehchan::catalogue& catalogue_used, const py::capsule& table,
    const std::vector<
        std::tuple<std::string, std::string, std::map<std::string, std::int64_t>, bool>>& coded,
    const std::map<std::string, std::string>& renamed, const std::set<std::string>& passed_over,
    bool only_these, bool ignore_extra, bool show_issues, std::vector<std::uint64_t> wanted,
    std::size_t threads, std::size_t rows_at_once, const py::object& progress) {
    auto* given =
        static_cast<ArrowArrayStream*>(PyCapsule_GetPointer(table.ptr(), "arrow_array_stream"));
    if (!given) throw py::error_already_set();
    reading how{{}, renamed, passed_over, only_these, std::move(wanted)};
    std::sort(how.wanted.begin(), how.wanted.end());
    for (const auto& [column, indicator, codes, number] : coded)
        how.coded.push_back({column, indicator, {codes.begin(), codes.end()}, number});
    const pehchan::cohort rules{catalogue_used};
    auto result = std::make_shared<table_result>(rules);
    result->with_issues = show_issues;

    pehchan_c::worker_pool pool(threads);
    std::shared_ptr<source_stream> source;
    std::unique_ptr<pehchan::arrow_screening> screening;
    std::vector<pehchan::issue> issues;
    const auto all_issues = [&] {
        for (pehchan::issue& problem : issues) problem.pointer = source->in_source(problem.pointer);
        return issue_list(issues);
    };
    // While the lock is released nothing of Python is touched here: the stream, the batches and the
    // results are this call's alone, the catalogue never changes, and a stream that runs Python
    // code takes the lock for itself, as the Arrow interface asks of it.
    {
        const py::gil_scoped_release free;
        source = std::make_shared<source_stream>(rules, *given, std::move(how), ignore_extra);
        issues = source->read_schema();
        if (issues.empty()) {
            ArrowArrayStream mapped = stream_of(source);
            auto started = pehchan::arrow_screening::start(
                rules, mapped, {ignore_extra, true, true, rows_at_once}, &pool);
            if (started) screening = std::move(started).value();
            else issues = started.issues();
        }
    }
    if (!screening) return all_issues();
    ArrowSchema schema{};
    screening->schema(schema);
    result->schema = arrow_owner<ArrowSchema>(std::move(schema));
    for (bool more = true; more;) {
        {
            const py::gil_scoped_release free;  // as above
            ArrowArray out{};
            const pehchan::outcome<bool> went = screening->next(out);
            more = went.ok() && *went;
            if (more)
                result->batches.push_back(
                    std::make_shared<arrow_owner<ArrowArray>>(std::move(out)));
            else if (!went.ok()) issues = went.issues();
        }
        if (!issues.empty()) {
            if (!source->failure.empty()) issues.front().message += " It says: " + source->failure;
            return all_issues();
        }
        if (PyErr_CheckSignals() != 0) throw py::error_already_set();
        if (more && !progress.is_none()) progress(screening->rows());
    }
    result->rows = screening->rows();
    result->found = screening->issues();
    for (pehchan::issue& problem : result->found.listed)
        problem.pointer = source->in_source(problem.pointer);
    result->kept = std::move(source->kept);
    return py::cast(result);
}

/// A stream of one batch, made of columns: (name, Arrow format, values, validity as bytes or None,
/// words of a dictionary or None).
py::capsule stream_from_columns(
    const std::vector<std::tuple<std::string, std::string, py::buffer, py::object, py::object>>&
        columns,
    std::size_t rows) {
    auto schema = std::make_unique<schema_parts>();
    auto batch = std::make_unique<array_parts>();
    schema->format = "+s";
    for (const auto& [name, format, values, mask, words] : columns) {
        // Let go by whatever thread lets the batch go.
        std::shared_ptr<py::buffer_info> shared(new py::buffer_info(values.request()),
                                                [](py::buffer_info* of) {
                                                    const py::gil_scoped_acquire held;
                                                    delete of;
                                                });
        const py::buffer_info& from = *shared;
        if (from.ndim != 1 || static_cast<std::size_t>(from.size) != rows)
            throw py::value_error("columns of different lengths");
        auto parts = std::make_unique<array_parts>();
        const auto width = static_cast<std::size_t>(from.itemsize);
        // Values that stand close together are read where they lie; others are copied.
        const bool as_it_is = from.strides[0] == from.itemsize && rows &&
                              reinterpret_cast<std::uintptr_t>(from.ptr) % width == 0;
        aligned_bytes valid((rows + 7) / 8), copy(as_it_is ? 0 : width * rows);
        const auto* begin = static_cast<const std::uint8_t*>(from.ptr);
        if (!as_it_is)
            for (std::size_t r = 0; r < rows; ++r)
                std::memcpy(copy.data() + width * r,
                            begin + static_cast<std::ptrdiff_t>(r) * from.strides[0], width);
        std::int64_t nulls = 0;
        if (!mask.is_none()) {
            const py::buffer_info missing = py::cast<py::buffer>(mask).request();
            if (missing.ndim != 1 || static_cast<std::size_t>(missing.size) != rows ||
                missing.itemsize != 1)
                throw py::value_error("a mask has one truth value for each value");
            for (std::size_t r = 0; r < rows; ++r) {
                if (static_cast<const std::uint8_t*>(
                        missing.ptr)[static_cast<std::ptrdiff_t>(r) * missing.strides[0]])
                    ++nulls;
                else
                    valid.data()[r / 8] =
                        static_cast<std::uint8_t>(valid.data()[r / 8] | 1u << r % 8);
            }
        }
        parts->memory.push_back(std::move(valid));
        parts->memory.push_back(std::move(copy));
        parts->buffers[0] = nulls ? parts->memory[0].data() : nullptr;
        parts->buffers[1] = as_it_is ? from.ptr : parts->memory[1].data();
        if (as_it_is) parts->owner = std::move(shared);
        if (!words.is_none()) {
            const auto listed = py::cast<std::vector<std::string>>(words);
            auto dictionary = std::make_unique<array_parts>();
            std::string text;
            aligned_bytes ends(4 * (listed.size() + 1));
            std::int32_t end = 0;
            for (std::size_t w = 0; w <= listed.size(); ++w) {
                std::memcpy(ends.data() + 4 * w, &end, 4);
                if (w < listed.size())
                    text += listed[w], end = static_cast<std::int32_t>(text.size());
            }
            aligned_bytes bytes(text.size() + 1);
            std::copy(text.begin(), text.end(), bytes.data());
            dictionary->memory.push_back(std::move(ends));
            dictionary->memory.push_back(std::move(bytes));
            dictionary->buffers[1] = dictionary->memory[0].data();
            dictionary->buffers[2] = dictionary->memory[1].data();
            parts->dictionary = pehchan::new_arrow<ArrowArray>();
            finish_array(std::move(dictionary), static_cast<std::int64_t>(listed.size()), 0, 0, 3,
                         *parts->dictionary);
            auto leaf = std::make_unique<schema_parts>();
            leaf->format = format;
            leaf->name = name;
            leaf->dictionary = pehchan::leaf_schema("u", "");
            schema->children.push_back(pehchan::new_arrow<ArrowSchema>());
            finish_schema(std::move(leaf), ARROW_FLAG_NULLABLE, *schema->children.back());
        } else {
            schema->children.push_back(pehchan::leaf_schema(format, name));
        }
        batch->children.push_back(pehchan::new_arrow<ArrowArray>());
        finish_array(std::move(parts), static_cast<std::int64_t>(rows), nulls, 0, 2,
                     *batch->children.back());
    }
    struct state {
        arrow_owner<ArrowSchema> schema;
        arrow_owner<ArrowArray> batch;
    };
    auto made = std::make_unique<state>();
    finish_schema(std::move(schema), 0, made->schema.get());
    finish_array(std::move(batch), static_cast<std::int64_t>(rows), 0, 0, 1, made->batch.get());
    ArrowArrayStream out{};
    out.get_schema = [](ArrowArrayStream* self, ArrowSchema* to) {
        *to = {};
        return as_number([&] {
            *to = pehchan::taken(
                *pehchan::copy_of(static_cast<state*>(self->private_data)->schema.get()));
            return 0;
        });
    };
    out.get_next = [](ArrowArrayStream* self, ArrowArray* to) {
        *to = pehchan::taken(static_cast<state*>(self->private_data)->batch.get());
        return 0;
    };
    out.get_last_error = [](ArrowArrayStream*) -> const char* { return nullptr; };
    out.release = [](ArrowArrayStream* self) {
        delete static_cast<state*>(self->private_data);
        self->release = nullptr;
    };
    out.private_data = made.release();
    return capsule_of(out, "arrow_array_stream");
}

}  // namespace

void add_tables(py::module_& to) {
    py::class_<table_result, std::shared_ptr<table_result>>(to, "TableResult")
        .def_readonly("rows", &table_result::rows)
        .def_property_readonly("columns",
                               [](const table_result& of) {
                                   py::list out;
                                   for (std::int64_t c = 0; c < of.columns(); ++c)
                                       out.append(std::string(of.schema.get().children[c]->name));
                                   return out;
                               })
        .def_property_readonly("issues",
                               [](const table_result& of) { return issue_list(of.found.listed); })
        .def_property_readonly("issue_count", [](const table_result& of) { return of.found.count; })
        .def("schema",
             [](const table_result& of) {
                 ArrowSchema out{};
                 of.copy_schema(out);
                 return capsule_of(out, "arrow_schema");
             })
        .def("stream", &results_stream)
        .def(
            "person",
            [](const table_result& of, std::uint64_t row) {
                const auto found = of.kept.find(row);
                return found == of.kept.end() ? std::nullopt : std::optional(found->second);
            },
            py::arg("row"));
    to.def("assess_table", &assess_table, py::arg("catalogue"), py::arg("table"), py::arg("coded"),
           py::arg("renamed"), py::arg("passed_over"), py::arg("only_these"),
           py::arg("ignore_extra"), py::arg("show_issues"), py::arg("wanted"), py::arg("threads"),
           py::arg("rows_at_once"), py::arg("progress"));
    to.def("stream_from_columns", &stream_from_columns, py::arg("columns"), py::arg("rows"));
}

}  // namespace core
