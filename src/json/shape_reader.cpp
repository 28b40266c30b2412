// SPDX-License-Identifier: Apache-2.0
#include "shape_reader.hpp"

#include <optional>

#include <pehchan/detail/refused_words.hpp>
#include <pehchan/detail/utf8.hpp>

namespace pehchan {
inline namespace v0 {
namespace detail {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_version(std::string_view s) {
    int parts = 0;
    for (std::size_t i = 0; i <= s.size(); ++i, ++parts) {
        const std::size_t start = i;
        while (i < s.size() && is_digit(s[i])) ++i;
        if (i == start || i - start > 6 || (s[start] == '0' && i - start > 1)) return false;
        if (i < s.size() && s[i] != '.') return false;
    }
    return parts == 3;
}

/// "2018", "2018-05" or "2018-05-24".
bool is_date(std::string_view s) {
    if (s.size() != 4 && s.size() != 7 && s.size() != 10) return false;
    for (std::size_t i = 0; i < s.size(); ++i)
        if (i == 4 || i == 7 ? s[i] != '-' : !is_digit(s[i])) return false;
    const auto two = [s](std::size_t at) { return (s[at] - '0') * 10 + (s[at + 1] - '0'); };
    if (s.size() >= 7 && (two(5) < 1 || two(5) > 12)) return false;
    if (s.size() == 10) {
        constexpr int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
        const int year = two(0) * 100 + two(2);
        const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        if (two(8) < 1 || two(8) > days[two(5) - 1] + (leap && two(5) == 2 ? 1 : 0)) return false;
    }
    return true;
}

/// "4.5" as millionths; nothing where it is not a plain decimal below 10^9 with at most six
/// decimals.
std::optional<std::int64_t> millionths_of(std::string_view s) {
    const std::size_t point = std::min(s.find('.'), s.size());
    const std::string_view whole = s.substr(0, point);
    const std::string_view part = point < s.size() ? s.substr(point + 1) : std::string_view{"0"};
    if (whole.empty() || whole.size() > 9 || part.empty() || part.size() > 6) return std::nullopt;
    std::int64_t n = 0;
    for (const char c : whole) {
        if (!is_digit(c)) return std::nullopt;
        n = n * 10 + (c - '0');
    }
    for (std::size_t i = 0; i < 6; ++i) {
        if (i < part.size() && !is_digit(part[i])) return std::nullopt;
        n = n * 10 + (i < part.size() ? part[i] - '0' : 0);
    }
    return n;
}

std::string_view type_name(const json::value& value) {
    switch (value.kind()) {
        case json::kind::null: return "null";
        case json::kind::bool_: return "a boolean";
        case json::kind::int64:
        case json::kind::uint64:
        case json::kind::double_: return "a number";
        case json::kind::string: return "a string";
        case json::kind::array: return "an array";
        case json::kind::object: return "an object";
    }
    return "another type";
}

/// Why a string is no id, without the string.
std::string id_problem(std::string_view id, id_form form) {
    std::string message =
        "Expected an id, 1 to " + std::to_string(limits::id_length) +
        (form == id_form::plain ? " of a to z, 0 to 9 and underscore, found "
                                : " of a to z, 0 to 9, underscore and full stop, found ");
    if (id.empty()) message += "an empty string.";
    else if (id.size() > limits::id_length) message += "a longer string.";
    else message += "a string with another character.";
    return message;
}

}  // namespace

bool is_language_code(std::string_view s) {
    std::size_t letters = 0;
    while (letters < s.size() && s[letters] >= 'a' && s[letters] <= 'z') ++letters;
    if (letters < 2 || letters > 3 || s.size() > limits::language_code_length) return false;
    for (std::size_t i = letters; i < s.size();) {
        if (s[i++] != '-') return false;
        const std::size_t start = i;
        while (i < s.size() &&
               ((s[i] >= 'a' && s[i] <= 'z') || (s[i] >= 'A' && s[i] <= 'Z') || is_digit(s[i])))
            ++i;
        if (i == start || i - start > 8) return false;
    }
    return true;
}

bool is_id(std::string_view text, id_form form) {
    static_assert(limits::id_length == limits::dotted_id_length);
    if (form == id_form::parameter && !text.empty() && text.front() == '$') text.remove_prefix(1);
    return !text.empty() && text.size() <= limits::id_length &&
           std::all_of(text.begin(), text.end(), [form](char c) {
               return (c >= 'a' && c <= 'z') || is_digit(c) || c == '_' ||
                      (c == '.' && form != id_form::plain);
           });
}

shape_reader::pointer_scope::pointer_scope(std::string& pointer, std::string_view token)
    : pointer_(pointer), length_(pointer.size()) {
    append_token(pointer_, token);
}

void shape_reader::problem(std::string_view code, std::string message, issue_place place) {
    issues_.add(code, pointer_, std::move(message), place);
}
void shape_reader::wrong_type(std::string_view expected, const json::value& found,
                              std::string_view code) {
    std::string message = "Expected ";
    ((message += expected) += ", found ") += type_name(found);
    problem(code, message + ".");
}
void shape_reader::missing_key(std::string_view key, std::string_view object) {
    std::string message = "Expected the key \"";
    ((message += key) += "\" in ") += object;
    problem("missing_key", message + ", found no such key.");
}
void shape_reader::duplicate_id(std::string_view what) {
    problem("duplicate_id", "Expected another id than that of an earlier " + std::string{what} +
                                ", found the same.");
}

const json::object* shape_reader::object(const json::value& value, const object_shape& shape) {
    const json::object* o = value.if_object();
    if (!o) {
        wrong_type("an object (" + std::string{shape.title} + ")", value);
        return nullptr;
    }
    std::size_t known = 0;
    for (const key_rule& key : shape.keys) {
        if (has_key(*o, key.name)) ++known;
        else if (key.required) missing_key(key.name, shape.title);
    }
    if (known == o->size()) return o;
    std::string message = "Expected a key of " + std::string{shape.title} + " (";
    for (const key_rule& key : shape.keys)
        (message += key.name.data() == shape.keys.front().name.data() ? "" : ", ") += key.name;
    message += "), found another key.";
    for (const auto& member : *o) {
        const std::string_view name = view_of(member.key());
        if (std::none_of(shape.keys.begin(), shape.keys.end(),
                         [name](const key_rule& key) { return key.name == name; })) {
            const pointer_scope scope{pointer_, name};
            problem("unknown_key", message, issue_place::key);
        }
    }
    return o;
}
const json::array* shape_reader::array(const json::value& value) {
    const json::array* a = value.if_array();
    if (!a) wrong_type("an array", value);
    return a;
}
const json::array* shape_reader::non_empty_array(const json::value& value,
                                                 std::string_view entries) {
    const json::array* a = array(value);
    if (!a || !a->empty()) return a;
    problem("empty_list", "Expected at least " + std::string{entries} + ", found an empty array.");
    return nullptr;
}
std::string shape_reader::string(const json::value& value) {
    if (const json::string* s = value.if_string()) {
        if (!is_shown_as_written(view_of(*s))) problem("bad_text", not_shown_message);
        return std::string{view_of(*s)};
    }
    wrong_type("a string", value);
    return {};
}
std::string shape_reader::string_member(const json::object& object, std::string_view key) {
    std::string out;
    with_member(object, key, [&](const json::value& v) { out = string(v); });
    return out;
}
std::string shape_reader::non_empty_string_member(const json::object& object,
                                                  std::string_view key) {
    std::string out;
    with_member(object, key, [&](const json::value& v) {
        out = string(v);
        if (v.is_string() && out.empty())
            problem("empty_text", "Expected at least one character, found an empty string.");
    });
    return out;
}
std::string shape_reader::said_string_member(const json::object& object, std::string_view key) {
    std::string out = non_empty_string_member(object, key);
    const pointer_scope scope{pointer_, key};
    check_words(out);
    return out;
}
void shape_reader::check_words(std::string_view said) {
    if (refused_words::in(said)) problem("clears_or_brands", refused_words_message);
}
void shape_reader::check_label(std::string_view said) {
    if (!refused_words::in(said) && refused_words::in_label(said))
        problem("clears_or_brands", refused_words_message);
}
void shape_reader::check_label(const text& words, std::string_view key) {
    for (const translation& each : words.translations) {
        const pointer_scope scope{pointer_, key};
        const pointer_scope language{pointer_, each.language};
        check_label(each.words);
    }
}
bool shape_reader::boolean_member(const json::object& object, std::string_view key) {
    bool out = false;
    with_member(object, key, [&](const json::value& v) {
        if (v.is_bool()) out = v.get_bool();
        else wrong_type("true or false", v);
    });
    return out;
}
std::string shape_reader::version_member(const json::object& object, std::string_view key) {
    std::string out;
    with_member(object, key, [&](const json::value& v) {
        out = string(v);
        if (v.is_string() && !is_version(out))
            problem("bad_version",
                    "Expected three numbers, such as \"1.2.3\", found another string.");
    });
    return out;
}
std::string shape_reader::date_member(const json::object& object, std::string_view key,
                                      bool may_be_empty) {
    std::string out;
    with_member(object, key, [&](const json::value& v) {
        out = string(v);
        if (v.is_string() && !is_date(out) && !(may_be_empty && out.empty()))
            problem("bad_date",
                    "Expected a date written \"2018\", \"2018-05\" or \"2018-05-24\", found "
                    "another string.");
    });
    return out;
}

std::string shape_reader::id(const json::value& value, id_form form) {
    std::string out = string(value);
    if (value.is_string() && !is_id(out, form)) problem("bad_id", id_problem(out, form));
    check_words(out);
    return out;
}
std::string shape_reader::id_member(const json::object& object, std::string_view key,
                                    id_form form) {
    std::string out;
    with_member(object, key, [&](const json::value& v) { out = id(v, form); });
    return out;
}
std::vector<std::string> shape_reader::ids_member(const json::object& object, std::string_view key,
                                                  id_form form, bool may_be_empty) {
    std::vector<std::string> out;
    with_member(object, key, [&](const json::value& v) {
        const json::array* list = may_be_empty ? array(v) : non_empty_array(v, "one id");
        if (!list) return;
        out.reserve(list->size());
        std::unordered_set<std::string> seen;
        for_each(*list, [&](const json::value& entry) {
            out.push_back(id(entry, form));
            if (entry.is_string() && !seen.insert(out.back()).second)
                problem("duplicate_item", "Expected different ids, found one a second time.");
        });
    });
    return out;
}

std::size_t shape_reader::index_of_name(const json::value& value,
                                        std::span<const std::string_view> names,
                                        std::string_view code) {
    const json::string* s = value.if_string();
    if (!s) {
        wrong_type("a string", value);
        return 0;
    }
    const auto found = std::find(names.begin(), names.end(), view_of(*s));
    if (found != names.end()) return static_cast<std::size_t>(found - names.begin());
    std::string message = "Expected one of";
    for (const std::string_view& name : names)
        (message += &name == &names.front() ? " " : ", ") += name;
    problem(code, message + "; found another string.");
    return 0;
}

std::int64_t shape_reader::integer(const json::value& value, number_range range) {
    if (const std::int64_t* n = value.if_int64()) {
        if (*n < range.low || *n > range.high)
            problem("out_of_range", "Expected a whole number from " + std::to_string(range.low) +
                                        " to " + std::to_string(range.high) + ", found a " +
                                        (*n < range.low ? "smaller" : "larger") + " number.");
        return *n;
    }
    if (value.is_uint64())
        problem("out_of_range", "Expected a whole number of 64 bits, found a larger number.");
    else if (value.is_double())
        problem("not_whole",
                "Expected a whole number written with digits only, found a fraction or an "
                "exponent.");
    else wrong_type("a whole number", value);
    return range.low;
}
std::int64_t shape_reader::decimal_string(const json::value& value) {
    const json::string* s = value.if_string();
    if (!s) {
        wrong_type("a decimal string such as \"0.045\"", value);
        return 0;
    }
    const std::optional<std::int64_t> n = millionths_of(view_of(*s));
    if (!n)
        problem("bad_points",
                "Expected a decimal string, zero or more, below 10^9, with at most six decimals, "
                "such as \"0.045\", found another string.");
    return n.value_or(0);
}

std::vector<catalogue_language> shape_reader::languages_member(const json::object& object,
                                                               std::string_view key) {
    std::vector<catalogue_language> out;
    with_member(object, key, [&](const json::value& v) {
        const json::array* list = non_empty_array(v, "one language");
        if (!list) return;
        for_each(*list, [&](const json::value& entry) {
            const json::object* o = this->object(entry, shapes::language);
            if (!o) return;
            out.push_back(read_language(*o));
            const std::string& id = out.back().id;
            if (is_language_code(id) &&
                std::any_of(out.begin(), out.end() - 1,
                            [&](const catalogue_language& earlier) { return earlier.id == id; })) {
                const pointer_scope scope{pointer_, "id"};
                duplicate_id("language");
            }
        });
        if (std::none_of(out.begin(), out.end(), [](const catalogue_language& l) {
                return l.status == translation_status::source;
            }))
            problem("bad_value", "Expected a language with the status source, found none.");
    });
    // The first translation of a text is its source, whatever the order in the file.
    std::sort(out.begin(), out.end(), [](const catalogue_language& x, const catalogue_language& y) {
        const bool x_later = x.status != translation_status::source,
                   y_later = y.status != translation_status::source;
        return x_later != y_later ? y_later : x.id < y.id;
    });
    languages_ = out;
    return out;
}
catalogue_language shape_reader::read_language(const json::object& object) {
    catalogue_language out;
    with_member(object, "id", [&](const json::value& v) {
        out.id = string(v);
        if (v.is_string() && !is_language_code(out.id))
            problem("bad_id",
                    "Expected a language tag such as \"en\" or \"pt-BR\", found another string.");
    });
    enumerator_member(object, "status", out.status);
    enumerator_member(object, "direction", out.direction);
    return out;
}

text shape_reader::read_text(const json::value& value) {
    text out;
    const json::object* o = value.if_object();
    if (!o) {
        wrong_type("an object (a text, such as {\"en\": \"...\"})", value);
        return out;
    }
    std::vector<std::string> reviewed;
    for (const auto& member : *o) {
        const std::string_view key = view_of(member.key());
        const json::value& words = member.value();
        const pointer_scope scope{pointer_, key};
        if (key == "reviewed") {
            if (const json::array* list = array(words))
                for_each(*list, [&](const json::value& entry) {
                    reviewed.push_back(string(entry));
                    if (entry.is_string() &&
                        (reviewed.back() == "reviewed" || !has_key(*o, reviewed.back())))
                        problem("unknown_language",
                                "Expected a language of this text's translations, found another "
                                "string.");
                });
        } else if (!languages_.empty() &&
                   std::none_of(languages_.begin(), languages_.end(),
                                [key](const catalogue_language& l) { return l.id == key; })) {
            problem("unknown_language",
                    "Expected a language that the catalogue lists, or \"reviewed\"; found another "
                    "key.",
                    issue_place::key);
        } else if (!words.is_string()) {
            wrong_type("a string", words);
        } else if (words.get_string().empty()) {
            problem("empty_text", "Expected a translation, found an empty string.");
        } else {
            check_words(string(words));
        }
    }
    for (const catalogue_language& language : languages_) {
        const json::value* words = o->if_contains(language.id);
        if (!words) {
            if (language.status == translation_status::source)
                problem("missing_translation",
                        "Expected the source language " + language.id + ", found no such key.");
        } else if (words->is_string()) {
            const bool is_reviewed =
                language.status != translation_status::source &&
                std::find(reviewed.begin(), reviewed.end(), language.id) != reviewed.end();
            out.translations.push_back(
                {language.id, std::string{view_of(words->get_string())},
                 is_reviewed ? translation_status::reviewed : language.status});
        }
    }
    return out;
}
text shape_reader::text_member(const json::object& object, std::string_view key) {
    text out;
    with_member(object, key, [&](const json::value& v) { out = read_text(v); });
    return out;
}
provenance shape_reader::statement(const json::object& object) {
    provenance out;
    out.sources = ids_member(object, "sources", id_form::dotted);
    std::sort(out.sources.begin(), out.sources.end());
    enumerator_member(object, "confidence", out.confidence);
    out.as_of = date_member(object, "as_of");
    out.note = string_member(object, "note");
    return out;
}

}  // namespace detail
}  // namespace v0
}  // namespace pehchan
