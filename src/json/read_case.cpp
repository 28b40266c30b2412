// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <pehchan/case_id.hpp>
#include <pehchan/json.hpp>

#include <boost/json/array.hpp>
#include <boost/json/monotonic_resource.hpp>
#include <boost/json/object.hpp>
#include <boost/json/string.hpp>

#include "json_text.hpp"

namespace pehchan {
inline namespace v0 {
namespace detail {
namespace {

namespace json = boost::json;

constexpr std::string_view not_a_tick =
    "An unticked box is not a \"no\": write \"yes\", \"no\", \"unknown\" or \"declined\".";

/// Why a JSON number is not a whole number that can be an answer.
enum class number_problem { none, not_whole, too_large };

struct whole_number {
    std::int64_t value = 0;
    number_problem problem = number_problem::none;
};

/// 16 and 16.0 are 16.
whole_number integer_of(const json::value& value) {
    if (const std::int64_t* n = value.if_int64()) return {*n};
    if (value.is_uint64()) return {0, number_problem::too_large};
    const double d = value.get_double();
    constexpr double exact = 9007199254740992.0;  // 2^53
    if (!(d > -exact && d < exact)) return {0, number_problem::too_large};
    const auto n = static_cast<std::int64_t>(d);
    if (static_cast<double>(n) != d) return {0, number_problem::not_whole};
    return {n};
}

std::string_view view_of(const json::string& s) { return {s.data(), s.size()}; }
std::string_view view_of(json::string_view s) { return {s.data(), s.size()}; }

/// Reads one line of cases; how a member of `answers` becomes answers is `Reader`'s part.
template <class Reader>
class case_reader {
public:
    case_reader(Reader reader, answers known)
        : reader_(std::move(reader)), known_(std::move(known)) {}

    outcome<person_case> read(std::string_view text, std::size_t first_line) && {
        unsigned char space[16384];
        json::monotonic_resource storage{space, sizeof space};
        const std::optional<json::value> value = parse_text(text, case_limits, issues_, &storage);
        std::string id;
        if (value) id = read(*value);
        if (!issues_.empty()) return std::move(issues_).placed(text, first_line);
        return person_case{std::move(id), std::move(known_), std::move(named_)};
    }

private:
    std::string read(const json::value& value) {
        const json::object* o = value.if_object();
        if (!o) {
            issues_.add("wrong_type", "", "Expected a case, which is an object.");
            return {};
        }
        const json::value* id = nullptr;
        const json::value* given = nullptr;
        for (const auto& member : *o) {
            if (member.key() == "case") id = &member.value();
            else if (member.key() == "answers") given = &member.value();
            else
                issues_.add("unknown_key", pointer_to("", view_of(member.key())),
                            "A case has the keys \"case\" and \"answers\" only.", issue_place::key);
        }
        if (!id) issues_.add("missing_key", "", "A case needs the key \"case\".");
        if (!given) issues_.add("missing_key", "", "A case needs the key \"answers\".");
        if (given) read_answers(*given);
        if (!id) return {};
        const json::string* name = id->if_string();
        if (!name) issues_.add("wrong_type", "/case", "Expected a string: the name of the case.");
        else if (!is_case_id(view_of(*name))) issues_.add("bad_case_id", "/case", case_id_rule);
        return name ? std::string{view_of(*name)} : std::string{};
    }
    void read_answers(const json::value& value) {
        const json::object* o = value.if_object();
        if (!o) {
            issues_.add("wrong_type", "/answers", "Expected an object of answers.");
            return;
        }
        for (const auto& member : *o) {
            const std::string_view name = view_of(member.key());
            const json::value& v = member.value();
            if (v.is_bool()) problem("boolean_answer", name, not_a_tick);
            else if (v.is_structured())
                problem("wrong_type", name, "Expected a string, a whole number or null.");
            else if (v.is_null()) blank(name);
            else if (const json::string* s = v.if_string())
                s->empty() ? blank(name) : reader_.string(*this, name, view_of(*s));
            else if (const whole_number n = integer_of(v); n.problem == number_problem::none)
                reader_.number(*this, name, n.value);
            else if (n.problem == number_problem::not_whole)
                problem("not_whole", name, "Expected a whole number.");
            else problem("out_of_range", name, "This number is too large.");
        }
    }

public:
    /// An answer that nobody gave: it is set, and not named.
    void blank(std::string_view name) {
        blank_ = true;
        reader_.blank(*this, name);
        blank_ = false;
    }
    void problem(std::string_view code, std::string_view name, std::string_view message,
                 issue_place place = issue_place::value) {
        issues_.add(code, pointer_to("/answers", name), std::string{message}, place);
    }
    /// Sets an answer; `name` is the key that it came from.
    template <class Value>
    void set(std::string_view indicator, Value value, std::string_view name) {
        switch (known_.set(indicator, value)) {
            case answer_problem::none:
                if (!blank_)
                    named_.push_back(known_.catalogue_used().find_indicator(indicator)->id);
                return;
            case answer_problem::unknown_indicator:
                return problem("unknown_indicator", name,
                               "The catalogue has no indicator of this id.", issue_place::key);
            case answer_problem::wrong_type:
                return problem(
                    "wrong_type", name,
                    std::is_same_v<Value, std::string_view>
                        ? "This indicator takes a whole number, written without quotation marks."
                        : "This indicator takes no number.");
            case answer_problem::unknown_value:
                return problem("unknown_value", name, "The indicator does not take this answer.");
            case answer_problem::out_of_range:
                return problem("out_of_range", name,
                               "This number is outside the indicator's range.");
            case answer_problem::not_applicable_not_allowed:
                return problem("not_applicable_not_allowed", name,
                               "This indicator applies to everyone.");
        }
    }

private:
    Reader reader_;
    answers known_;
    std::vector<std::string_view> named_;
    bool blank_ = false;
    issue_list issues_;
};

/// The keys are ids of indicators.
struct plain_reader {
    template <class Case>
    void blank(Case& to, std::string_view name) const {
        to.set(name, std::string_view{"unknown"}, name);
    }
    template <class Case>
    void string(Case& to, std::string_view name, std::string_view value) const {
        to.set(name, value, name);
    }
    template <class Case>
    void number(Case& to, std::string_view name, std::int64_t value) const {
        to.set(name, value, name);
    }
};

/// The keys are columns of a source.
class mapped_reader {
public:
    mapped_reader(const catalogue& from, const mapping_definition& mapping)
        : from_(&from), mapping_(&mapping) {
        columns_.reserve(mapping.columns.size());
        for (const mapping_column& c : mapping.columns) columns_.push_back(&c);
        std::sort(
            columns_.begin(), columns_.end(),
            [](const mapping_column* a, const mapping_column* b) { return a->column < b->column; });
    }
    template <class Case>
    void blank(Case& to, std::string_view name) const {
        (void)each_target(to, name, [&](const mapping_column& c) {
            to.set(c.indicator, std::string_view{"unknown"}, name);
        });
    }
    template <class Case>
    void string(Case& to, std::string_view name, std::string_view code) const {
        if (code.find_first_not_of(" \t") == std::string_view::npos) return to.blank(name);
        std::int64_t n = 0;
        const auto [end, failure] = std::from_chars(code.data(), code.data() + code.size(), n);
        // "099" is not 99: it may be a missing code in another spelling
        const bool is_number =
            failure == std::errc{} && end == code.data() + code.size() && std::to_string(n) == code;
        coded(to, name, code, is_number ? std::optional{n} : std::nullopt);
    }
    template <class Case>
    void number(Case& to, std::string_view name, std::int64_t value) const {
        coded(to, name, std::to_string(value), value);
    }

private:
    template <class Case, class Then>
    void each_target(Case& to, std::string_view name, Then then) const {
        auto at = std::lower_bound(columns_.begin(), columns_.end(), name,
                                   [](const mapping_column* c, std::string_view wanted) {
                                       return c->column.compare(wanted) < 0;
                                   });
        const bool mapped = at != columns_.end() && (*at)->column == name;
        for (; at != columns_.end() && (*at)->column == name; ++at) then(**at);
        if (!mapped && std::find(mapping_->ignore.begin(), mapping_->ignore.end(), name) ==
                           mapping_->ignore.end())
            to.problem("unmapped_column", name,
                       "The mapping neither reads nor ignores this column.", issue_place::key);
    }
    template <class Case>
    void coded(Case& to, std::string_view name, std::string_view code,
               std::optional<std::int64_t> number) const {
        bool listed = true;
        each_target(to, name, [&](const mapping_column& c) {
            const auto found =
                std::find_if(c.codes.begin(), c.codes.end(),
                             [code](const std::pair<std::string, std::string>& pair) {
                                 return std::string_view{pair.first} == code;
                             });
            const indicator* about = from_->find_indicator(c.indicator);
            if (found != c.codes.end()) to.set(c.indicator, std::string_view{found->second}, name);
            else if (number && about && about->type == indicator_type::number)
                to.set(c.indicator, *number, name);
            else listed = false;
        });
        if (!listed)
            to.problem("unmapped_code", name,
                       "The mapping does not list this code; an unlisted code is never a \"no\".");
    }

    const catalogue* from_;
    const mapping_definition* mapping_;
    std::vector<const mapping_column*> columns_;
};

}  // namespace
}  // namespace detail

outcome<person_case> read_case(const catalogue& from, std::string_view json,
                               std::size_t first_line) {
    return detail::case_reader<detail::plain_reader>{{}, answers{from}}.read(json, first_line);
}

outcome<person_case> read_mapped_case(const catalogue& from, const mapping_definition& mapping,
                                      std::string_view json, std::size_t first_line) {
    return detail::case_reader<detail::mapped_reader>{{from, mapping}, answers{from}}.read(
        json, first_line);
}

std::string case_id_of(std::string_view json) {
    detail::issue_list ignored;
    const std::optional<boost::json::value> value =
        detail::parse_text(json, detail::case_limits, ignored);
    const boost::json::object* o = value ? value->if_object() : nullptr;
    const boost::json::value* id = o ? o->if_contains("case") : nullptr;
    const boost::json::string* name = id ? id->if_string() : nullptr;
    if (!name) return {};
    std::string out(name->data(), name->size());
    return is_case_id(out) ? out : std::string{};
}

}  // namespace v0
}  // namespace pehchan
