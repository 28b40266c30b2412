// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_JSON_SHAPE_READER_HPP
#define PEHCHAN_JSON_SHAPE_READER_HPP

// How are the parts that every definition of a catalogue has read from JSON: keys, ids, words,
// numbers, texts, statements?

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include <pehchan/document.hpp>
#include <pehchan/names.hpp>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/string.hpp>

#include "json_text.hpp"

namespace pehchan {
inline namespace v0 {
namespace detail {

namespace json = boost::json;

/// A key that an object may have.
struct key_rule {
    std::string_view name;
    bool required = false;
};
inline constexpr bool required = true;

enum class id_form { plain, dotted, parameter };

inline bool is_digit(char c) { return c >= '0' && c <= '9'; }

inline bool is_id(std::string_view s, id_form form) {
    if (form == id_form::parameter && !s.empty() && s.front() == '$') s.remove_prefix(1);
    return !s.empty() && s.size() <= 120 && std::all_of(s.begin(), s.end(), [form](char c) {
        return (c >= 'a' && c <= 'z') || is_digit(c) || c == '_' ||
               (c == '.' && form != id_form::plain);
    });
}

/// "en", "pt-BR": what BCP 47 codes look like.
inline bool is_language(std::string_view s) {
    std::size_t letters = 0;
    while (letters < s.size() && s[letters] >= 'a' && s[letters] <= 'z') ++letters;
    if (letters < 2 || letters > 3 || s.size() > 35) return false;
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

inline bool is_version(std::string_view s) {
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
inline bool is_date(std::string_view s) {
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
inline std::optional<std::int64_t> decimal(std::string_view s) {
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

inline std::string_view view_of(json::string_view s) { return {s.data(), s.size()}; }

/// Reads parts of a catalogue and notes every problem with its place.
class shape_reader {
protected:
    explicit shape_reader(issue_list& issues) : issues_(issues) {}

    // Places.

    /// Makes the pointer one token longer for as long as it lives.
    class step {
    public:
        step(std::string& pointer, std::string_view token)
            : pointer_(pointer), length_(pointer.size()) {
            append_token(pointer_, token);
        }
        step(const step&) = delete;
        step& operator=(const step&) = delete;
        ~step() { pointer_.resize(length_); }

    private:
        std::string& pointer_;
        std::size_t length_;
    };

    void problem(std::string_view code, std::string message,
                 issue_place place = issue_place::value) {
        issues_.add(code, pointer_, std::move(message), place);
    }

    /// Calls `then` on the member, if there is one, with the pointer on it.
    template <class Then>
    void at(const json::object& o, std::string_view key, Then then) {
        if (const json::value* v = o.if_contains({key.data(), key.size()})) {
            const step here{pointer_, key};
            then(*v);
        }
    }

    // Shapes.

    const json::object* object(const json::value& value, std::string_view what,
                               std::initializer_list<key_rule> keys) {
        const json::object* o = value.if_object();
        if (!o) {
            problem("wrong_type", "Here stands " + std::string{what} + ", which is an object.");
            return nullptr;
        }
        std::size_t known = 0;
        for (const key_rule& key : keys) {
            if (o->contains({key.name.data(), key.name.size()})) ++known;
            else if (key.required)
                problem("missing_key",
                        std::string{what} + " needs the key \"" + std::string{key.name} + "\".");
        }
        if (known != o->size()) {
            for (const auto& member : *o) {
                const std::string_view name = view_of(member.key());
                if (std::none_of(keys.begin(), keys.end(),
                                 [name](const key_rule& k) { return k.name == name; })) {
                    const step here{pointer_, name};
                    problem("unknown_key", "This is no key of " + std::string{what} + ".",
                            issue_place::key);
                }
            }
        }
        return o;
    }
    const json::array* array(const json::value& value) {
        const json::array* a = value.if_array();
        if (!a) problem("wrong_type", "Here stands a list.");
        return a;
    }
    template <class Then>
    void each(const json::array& a, Then then) {
        for (std::size_t i = 0; i < a.size(); ++i) {
            const step here{pointer_, std::to_string(i)};
            then(a[i]);
        }
    }
    std::string string(const json::value& value) {
        if (const json::string* s = value.if_string()) return std::string{view_of(*s)};
        problem("wrong_type", "Here stands a string.");
        return {};
    }
    std::string string_member(const json::object& o, std::string_view key) {
        std::string out;
        at(o, key, [&](const json::value& v) { out = string(v); });
        return out;
    }
    std::string full_string_member(const json::object& o, std::string_view key) {
        std::string out;
        at(o, key, [&](const json::value& v) {
            out = string(v);
            if (v.is_string() && out.empty()) problem("empty_text", "This string is empty.");
        });
        return out;
    }
    std::string id(const json::value& value, id_form form = id_form::plain) {
        std::string out = string(value);
        if (value.is_string() && !is_id(out, form))
            problem("bad_id", form == id_form::plain
                                  ? "An id is 1 to 120 bytes of a to z, 0 to 9 and underscore."
                                  : "An id of this kind is 1 to 120 bytes of a to z, 0 to 9, "
                                    "underscore and full stop.");
        return out;
    }
    std::string id_member(const json::object& o, std::string_view key,
                          id_form form = id_form::plain) {
        std::string out;
        at(o, key, [&](const json::value& v) { out = id(v, form); });
        return out;
    }
    /// A list of ids without repetition.
    std::vector<std::string> ids(const json::value& value, id_form form, bool may_be_empty) {
        std::vector<std::string> out;
        const json::array* a = array(value);
        if (!a) return out;
        if (a->empty() && !may_be_empty)
            problem("empty_list", "This list needs at least one entry.");
        std::unordered_set<std::string> seen;
        each(*a, [&](const json::value& v) {
            std::string one = id(v, form);
            if (v.is_string() && !seen.insert(one).second)
                problem("duplicate_item", "This id stands twice in the list.");
            out.push_back(std::move(one));
        });
        return out;
    }
    std::vector<std::string> ids_member(const json::object& o, std::string_view key,
                                        id_form form = id_form::plain, bool may_be_empty = false) {
        std::vector<std::string> out;
        at(o, key, [&](const json::value& v) { out = ids(v, form, may_be_empty); });
        return out;
    }
    /// A word of the closed list of `Enum`, or of its first `size` words.
    template <class Enum>
    Enum word(const json::value& value, std::string_view code = "bad_value",
              std::size_t size = names_of<Enum>::all.size()) {
        const json::string* s = value.if_string();
        if (!s) {
            problem("wrong_type", "Here stands a string.");
            return Enum{};
        }
        std::string message = "This must be one of";
        for (std::size_t i = 0; i < size; ++i) {
            const std::string_view name = names_of<Enum>::all[i];
            if (name == view_of(*s)) return static_cast<Enum>(i);
            (message += i == 0 ? " " : ", ") += name;
        }
        problem(code, message + ".");
        return Enum{};
    }
    template <class Enum>
    void word_member(const json::object& o, std::string_view key, Enum& into,
                     std::string_view code = "bad_value",
                     std::size_t size = names_of<Enum>::all.size()) {
        at(o, key, [&](const json::value& v) { into = word<Enum>(v, code, size); });
    }
    template <class Enum>
    std::vector<Enum> words_member(const json::object& o, std::string_view key) {
        std::vector<Enum> out;
        at(o, key, [&](const json::value& v) {
            if (const json::array* a = array(v))
                each(*a, [&](const json::value& one) {
                    const Enum value = word<Enum>(one);
                    if (std::find(out.begin(), out.end(), value) == out.end()) out.push_back(value);
                });
        });
        std::sort(out.begin(), out.end());
        return out;
    }
    std::int64_t whole(const json::value& value,
                       std::int64_t low = std::numeric_limits<std::int64_t>::min(),
                       std::int64_t high = std::numeric_limits<std::int64_t>::max()) {
        if (const std::int64_t* n = value.if_int64()) {
            if (*n < low || *n > high)
                problem("out_of_range", "This number must be from " + std::to_string(low) + " to " +
                                            std::to_string(high) + ".");
            return *n;
        }
        if (value.is_uint64()) problem("out_of_range", "This number does not fit in 64 bits.");
        else if (value.is_double())
            problem("not_whole", "Here stands a whole number, written with digits only.");
        else problem("wrong_type", "Here stands a whole number.");
        return low;
    }
    template <class Number>
    Number whole_member(const json::object& o, std::string_view key, std::int64_t low,
                        std::int64_t high) {
        std::int64_t out = low;
        at(o, key, [&](const json::value& v) { out = whole(v, low, high); });
        return static_cast<Number>(out);
    }
    std::int64_t points(const json::value& value) {
        const std::string s = string(value);
        if (!value.is_string()) return 0;
        const std::optional<std::int64_t> n = decimal(s);
        if (!n)
            problem("bad_points",
                    "Points are a decimal string, zero or more, with at most six decimals, such as "
                    "\"0.045\".");
        return n.value_or(0);
    }
    std::string version(const json::value& value) {
        std::string out = string(value);
        if (value.is_string() && !is_version(out))
            problem("bad_version", "A version is three numbers, such as \"1.2.3\".");
        return out;
    }
    std::string date_member(const json::object& o, std::string_view key, bool may_be_empty) {
        std::string out;
        at(o, key, [&](const json::value& v) {
            out = string(v);
            if (v.is_string() && !is_date(out) && !(may_be_empty && out.empty()))
                problem("bad_date", "A date is written \"2018\", \"2018-05\" or \"2018-05-24\".");
        });
        return out;
    }

    template <class Definition, class Read>
    void collection(const json::object& o, std::string_view key, std::vector<Definition>& into,
                    Read read) {
        at(o, key, [&](const json::value& v) {
            const json::array* a = array(v);
            if (!a) return;
            into.reserve(a->size());
            std::unordered_set<std::string> seen;
            each(*a, [&](const json::value& one) {
                into.push_back(read(one));
                if (const std::string& id = into.back().id;
                    !id.empty() && !seen.insert(id).second) {
                    const step here{pointer_, "id"};
                    problem("duplicate_id", "This id stands twice in the collection.");
                }
            });
        });
    }

    // Texts and statements.

    std::vector<catalogue_language> languages(const json::value& value) {
        std::vector<catalogue_language> out;
        const json::array* a = array(value);
        if (!a) return out;
        if (a->empty()) problem("empty_list", "A catalogue needs at least one language.");
        each(*a, [&](const json::value& one) {
            const json::object* o =
                object(one, "a language", {{"id", required}, {"status", required}});
            if (!o) return;
            catalogue_language language;
            at(*o, "id", [&](const json::value& v) {
                language.id = string(v);
                if (!v.is_string()) return;
                if (!is_language(language.id))
                    problem("bad_id", "A language is a code such as \"en\" or \"ur\".");
                else if (std::any_of(out.begin(), out.end(), [&](const catalogue_language& l) {
                             return l.id == language.id;
                         }))
                    problem("duplicate_id", "This language stands twice.");
            });
            word_member(*o, "status", language.status);
            out.push_back(std::move(language));
        });
        if (!a->empty() && std::none_of(out.begin(), out.end(), [](const catalogue_language& l) {
                return l.status == translation_status::source;
            }))
            problem("bad_value", "One language needs the status source.");
        // The first translation of a text is its source, whatever the order in the file.
        std::sort(out.begin(), out.end(),
                  [](const catalogue_language& x, const catalogue_language& y) {
                      const bool x_later = x.status != translation_status::source,
                                 y_later = y.status != translation_status::source;
                      return x_later != y_later ? y_later : x.id < y.id;
                  });
        languages_ = out;
        return out;
    }
    text read_text(const json::value& value) {
        text out;
        const json::object* o = value.if_object();
        if (!o) {
            problem("wrong_type",
                    "Here stands a text, which is an object such as {\"en\": \"...\"}.");
            return out;
        }
        std::vector<std::string> reviewed;
        for (const auto& member : *o) {
            const std::string_view key = view_of(member.key());
            const step here{pointer_, key};
            if (key == "reviewed") {
                if (const json::array* a = array(member.value()))
                    each(*a, [&](const json::value& v) {
                        reviewed.push_back(string(v));
                        if (v.is_string() &&
                            (reviewed.back() == "reviewed" || !o->contains(v.get_string())))
                            problem("unknown_language",
                                    "This text has no translation into this language.");
                    });
            } else if (!languages_.empty() &&
                       std::none_of(languages_.begin(), languages_.end(),
                                    [key](const catalogue_language& l) { return l.id == key; })) {
                problem("unknown_language", "The catalogue's list of languages lacks this one.",
                        issue_place::key);
            } else if (!member.value().is_string()) {
                problem("wrong_type", "Here stands a string.");
            } else if (member.value().get_string().empty()) {
                problem("empty_text", "This translation is empty.");
            }
        }
        for (const catalogue_language& language : languages_) {
            const json::value* words = o->if_contains(language.id);
            if (!words) {
                if (language.status == translation_status::source)
                    problem("missing_translation",
                            "This text lacks the source language " + language.id + ".");
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
    text text_member(const json::object& o, std::string_view key) {
        text out;
        at(o, key, [&](const json::value& v) { out = read_text(v); });
        return out;
    }
    provenance statement(const json::object& o) {
        provenance out;
        out.sources = ids_member(o, "sources", id_form::dotted);
        std::sort(out.sources.begin(), out.sources.end());
        word_member(o, "confidence", out.confidence);
        out.as_of = date_member(o, "as_of", false);
        out.note = string_member(o, "note");
        return out;
    }

    issue_list& issues_;
    std::string pointer_;
    std::vector<catalogue_language> languages_;
};

}  // namespace detail
}  // namespace v0
}  // namespace pehchan

#endif
