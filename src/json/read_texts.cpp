// SPDX-License-Identifier: Apache-2.0

// Translations into one language, from JSON text.

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <pehchan/json.hpp>

#include "digest.hpp"
#include "json_text.hpp"
#include "shape_reader.hpp"

namespace pehchan {
inline namespace v0 {
namespace {

namespace json = boost::json;

constexpr detail::key_rule texts_keys[] = {
    {"language", detail::required}, {"direction"}, {"texts", detail::required}};
constexpr detail::object_shape texts_shape{"a list of texts", texts_keys};
constexpr detail::key_rule translation_keys[] = {{"text", detail::required}, {"status"}};
constexpr detail::object_shape translation_shape{"a translation", translation_keys};

class texts_reader : detail::shape_reader {
public:
    texts_reader() : shape_reader(problems_) {}

    outcome<language_texts> read(std::string_view text) && {
        if (const auto value = detail::parse_text(text, detail::catalogue_limits, problems_)) {
            read(*value);
            out_.digest = detail::digest_of(*value, {});
        }
        if (!problems_.empty()) return std::move(problems_).placed(text);
        return std::move(out_);
    }

private:
    void read(const json::value& value) {
        const json::object* o = object(value, texts_shape);
        if (!o) return;
        with_member(*o, "language", [&](const json::value& v) {
            out_.language = string(v);
            if (v.is_string() && !detail::is_language_code(out_.language))
                problem("bad_id",
                        "Expected a language tag such as \"en\" or \"pt-BR\", found another "
                        "string.");
        });
        enumerator_member(*o, "direction", out_.direction);
        with_member(*o, "texts", [&](const json::value& v) {
            const json::object* texts = v.if_object();
            if (!texts) return wrong_type("an object (of texts by place)", v);
            for (const auto& member : *texts) {
                const pointer_scope scope{pointer_, detail::view_of(member.key())};
                read_one(detail::view_of(member.key()), member.value());
            }
        });
    }

    void read_one(std::string_view place, const json::value& value) {
        const json::object* o = object(value, translation_shape);
        if (!o) return;
        added_text made{.place = std::string{place}, .words = {}};
        made.words = said_string_member(*o, "text");
        if (const json::value* status = o->if_contains("status")) {
            const pointer_scope scope{pointer_, "status"};
            made.status = enumerator<translation_status>(*status);
            if (made.status == translation_status::source)
                problem("bad_value", "Expected draft or reviewed, found source.");
        }
        out_.texts.push_back(std::move(made));
    }

    detail::issue_list problems_;
    language_texts out_;
};

}  // namespace

outcome<language_texts> read_texts(std::string_view json) { return texts_reader{}.read(json); }

outcome<catalogue> with_texts(const catalogue& base, std::string_view json) {
    const outcome<language_texts> read = read_texts(json);
    if (!read.ok()) return read.issues();
    outcome<catalogue> made = with_texts(base, *read);
    std::vector<issue> issues = made.issues();
    // The page texts get the same translations later (page_words), when nobody can be told.
    if (base.id() != "words") {
        const outcome<catalogue> words = with_texts(page_words(base), *read);
        for (const issue& each : words.issues())
            if (std::find(issues.begin(), issues.end(), each) == issues.end())
                issues.push_back(each);
    }
    if (issues.empty()) return made;
    detail::place_issues(issues, json);
    return issues;
}

catalogue page_words(const catalogue& shown) {
    catalogue words = *builtin("words");
    for (const auto& added : shown.document().added_languages) words = *with_texts(words, *added);
    return words;
}

}  // namespace v0
}  // namespace pehchan
