// SPDX-License-Identifier: Apache-2.0

// Frequencies of answers, from JSON text.

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <pehchan/detail/refused_words.hpp>
#include <pehchan/detail/utf8.hpp>
#include <pehchan/json.hpp>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/string.hpp>

#include "json_text.hpp"

namespace pehchan {
inline namespace v0 {
namespace {

namespace json = boost::json;

class priors_reader {
public:
    explicit priors_reader(const catalogue& from) : from_(from) {}

    outcome<priors> read(std::string_view text) && {
        const std::optional<json::value> value =
            detail::parse_text(text, detail::case_limits, issues_);
        if (value) read(*value);
        if (!issues_.empty()) return std::move(issues_).placed(text);
        return std::move(out_);
    }

private:
    void read(const json::value& value) {
        const json::object* o = value.if_object();
        if (!o)
            return issues_.add("wrong_type", "",
                               "Priors are an object with \"name\" and \"frequencies\".");
        keys(*o, "", {"name", "frequencies"});
        if (const json::value* name = o->if_contains("name")) {
            const json::string* s = name->if_string();
            if (!s || s->empty())
                issues_.add("wrong_type", "/name",
                            "Priors have a name, which is printed with the questions.");
            else {
                out_.name.assign(s->data(), s->size());
                if (!detail::is_shown_as_written(out_.name))
                    issues_.add("bad_text", "/name", detail::not_shown_message);
                if (detail::refused_words::in(out_.name))
                    issues_.add("clears_or_brands", "/name", detail::refused_words_message);
            }
        }
        const json::value* list = o->if_contains("frequencies");
        if (!list) return;
        const json::array* all = list->if_array();
        if (!all)
            return issues_.add("wrong_type", "/frequencies", "Expected an array of frequencies.");
        for (std::size_t i = 0; i < all->size(); ++i)
            read_frequency((*all)[i], "/frequencies/" + std::to_string(i));
    }

    void read_frequency(const json::value& value, const std::string& pointer) {
        const json::object* o = value.if_object();
        if (!o)
            return issues_.add("wrong_type", pointer,
                               "A frequency is an object with \"indicator\", \"yes\" and \"of\".");
        if (!keys(*o, pointer, {"indicator", "yes", "of"})) return;
        prior_frequency made;
        const json::string* id = o->at("indicator").if_string();
        const std::int64_t *yes = o->at("yes").if_int64(), *of = o->at("of").if_int64();
        const indicator* about = id ? from_.find_indicator({id->data(), id->size()}) : nullptr;
        if (!about)
            return issues_.add("unknown_indicator", pointer + "/indicator",
                               "The catalogue has no indicator of this id.");
        if (about->type != indicator_type::yes_no)
            return issues_.add("wrong_type", pointer + "/indicator",
                               "Frequencies are of yes/no indicators.");
        if (!yes || !of || *of < 1 || *of > (std::int64_t{1} << 40) || *yes < 0 || *yes > *of)
            return issues_.add(
                "out_of_range", pointer,
                "\"yes\" is a whole number from 0 to \"of\", and \"of\" at least 1.");
        made.indicator = about->id;
        made.yes = *yes;
        made.total = *of;
        if (std::any_of(out_.frequencies.begin(), out_.frequencies.end(),
                        [&](const prior_frequency& f) { return f.indicator == made.indicator; }))
            return issues_.add("duplicate_id", pointer + "/indicator",
                               "Another frequency is of the same indicator.");
        out_.frequencies.push_back(std::move(made));
    }

    /// Whether the object has exactly these keys.
    bool keys(const json::object& o, const std::string& pointer,
              std::initializer_list<std::string_view> wanted) {
        bool all = true;
        for (const auto& member : o)
            if (std::find(wanted.begin(), wanted.end(),
                          std::string_view{member.key().data(), member.key().size()}) ==
                wanted.end())
                issues_.add("unknown_key",
                            detail::pointer_to(pointer, {member.key().data(), member.key().size()}),
                            "Unknown key.", detail::issue_place::key),
                    all = false;
        for (const std::string_view key : wanted)
            if (!o.contains(json::string_view(key.data(), key.size())))
                issues_.add("missing_key", pointer,
                            "The key \"" + std::string(key) + "\" is missing."),
                    all = false;
        return all;
    }

    const catalogue& from_;
    detail::issue_list issues_;
    priors out_;
};

}  // namespace

outcome<priors> read_priors(const catalogue& from, std::string_view text) {
    return priors_reader{from}.read(text);
}

}  // namespace v0
}  // namespace pehchan
