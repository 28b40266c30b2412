// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_JSON_SHAPE_READER_HPP
#define PEHCHAN_JSON_SHAPE_READER_HPP

// How are the parts that every definition of a catalogue has read from JSON: keys, ids, names of
// enumerated values, numbers, texts, statements?

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
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

#include "catalogue_keys.hpp"
#include "json_text.hpp"

namespace pehchan {
inline namespace v0 {
namespace detail {

namespace json = boost::json;

enum class id_form { plain, dotted, parameter };

[[nodiscard]] bool is_id(std::string_view text, id_form form);
/// "en", "pt-BR": what BCP 47 codes look like.
[[nodiscard]] bool is_language_code(std::string_view code);

inline std::string_view view_of(json::string_view text) { return {text.data(), text.size()}; }

[[nodiscard]] inline bool has_key(const json::object& object, std::string_view key) {
    return object.contains({key.data(), key.size()});
}

/// Reads parts of a catalogue and notes every problem with its place. A member function that is
/// called `..._member` reads the member of an object, and gives an empty value where there is none.
class shape_reader {
protected:
    explicit shape_reader(issue_list& issues) : issues_(issues) {}

    // Places and problems.

    /// Makes the pointer one token longer for as long as it lives.
    class pointer_scope {
    public:
        pointer_scope(std::string& pointer, std::string_view token);
        pointer_scope(const pointer_scope&) = delete;
        pointer_scope& operator=(const pointer_scope&) = delete;
        ~pointer_scope() { pointer_.resize(length_); }

    private:
        std::string& pointer_;
        std::size_t length_;
    };

    /// At the current place. `message` says what was expected and what was found: the type of a
    /// value, never the value.
    void problem(std::string_view code, std::string message,
                 issue_place place = issue_place::value);
    void wrong_type(std::string_view expected, const json::value& found,
                    std::string_view code = "wrong_type");
    void missing_key(std::string_view key, std::string_view object);

    /// Calls `then` on the member, if there is one, with the pointer on it.
    template <class Then>
    void with_member(const json::object& object, std::string_view key, Then then) {
        if (const json::value* member = object.if_contains({key.data(), key.size()})) {
            const pointer_scope scope{pointer_, key};
            then(*member);
        }
    }
    template <class Then>
    void for_each(const json::array& array, Then then) {
        for (std::size_t i = 0; i < array.size(); ++i) {
            const pointer_scope scope{pointer_, std::to_string(i)};
            then(array[i]);
        }
    }

    // Objects, arrays and strings.

    /// The object, with every key that is missing or unknown noted; null where it is none.
    const json::object* object(const json::value& value, const object_shape& shape);
    const json::array* array(const json::value& value);
    /// `entries` is what the array should have, such as "one rule"; null also where it is empty.
    const json::array* non_empty_array(const json::value& value, std::string_view entries);
    std::string string(const json::value& value);
    std::string string_member(const json::object& object, std::string_view key);
    std::string non_empty_string_member(const json::object& object, std::string_view key);
    /// Of what is said on a page: none that clears or brands a person (law 6).
    std::string said_string_member(const json::object& object, std::string_view key);
    void check_words(std::string_view said);
    /// Of what is all that is said, the words of which are checked: not "criminal" or "negative".
    void check_label(std::string_view said);
    void check_label(const text& words, std::string_view key);
    bool boolean_member(const json::object& object, std::string_view key);
    std::string version_member(const json::object& object, std::string_view key);
    std::string date_member(const json::object& object, std::string_view key,
                            bool may_be_empty = false);

    // Ids.

    std::string id(const json::value& value, id_form form = id_form::plain);
    std::string id_member(const json::object& object, std::string_view key,
                          id_form form = id_form::plain);
    /// A list of ids without repetition.
    std::vector<std::string> ids_member(const json::object& object, std::string_view key,
                                        id_form form = id_form::plain, bool may_be_empty = false);

    // Enumerated values.

    /// One of the names of `Enum`, or of the first `size` of them.
    template <class Enum>
    Enum enumerator(const json::value& value, std::string_view code = "bad_value",
                    std::size_t size = names_of<Enum>::all.size()) {
        const std::span<const std::string_view> names{names_of<Enum>::all.data(), size};
        return static_cast<Enum>(index_of_name(value, names, code));
    }
    template <class Enum>
    void enumerator_member(const json::object& object, std::string_view key, Enum& into,
                           std::string_view code = "bad_value",
                           std::size_t size = names_of<Enum>::all.size()) {
        with_member(object, key,
                    [&](const json::value& v) { into = enumerator<Enum>(v, code, size); });
    }
    /// In the order of the enumeration, each once.
    template <class Enum>
    std::vector<Enum> enumerators_member(const json::object& object, std::string_view key) {
        std::vector<Enum> out;
        with_member(object, key, [&](const json::value& v) {
            if (const json::array* list = array(v))
                for_each(*list,
                         [&](const json::value& entry) { out.push_back(enumerator<Enum>(entry)); });
        });
        std::sort(out.begin(), out.end());
        out.erase(std::unique(out.begin(), out.end()), out.end());
        return out;
    }

    // Numbers.

    std::int64_t integer(const json::value& value,
                         number_range range = {std::numeric_limits<std::int64_t>::min(),
                                               std::numeric_limits<std::int64_t>::max()});
    template <class Number>
    Number integer_member(const json::object& object, std::string_view key, number_range range) {
        std::int64_t out = range.low;
        with_member(object, key, [&](const json::value& v) { out = integer(v, range); });
        return static_cast<Number>(out);
    }
    /// In millionths.
    std::int64_t decimal_string(const json::value& value);

    // What catalogues are made of.

    template <class Definition, class Read>
    void collection_member(const json::object& object, std::string_view key,
                           std::vector<Definition>& into, Read read) {
        with_member(object, key, [&](const json::value& v) {
            const json::array* list = array(v);
            if (!list) return;
            into.reserve(list->size());
            std::unordered_set<std::string> seen;
            for_each(*list, [&](const json::value& entry) {
                into.push_back(read(entry));
                if (const std::string& id = into.back().id;
                    !id.empty() && !seen.insert(id).second) {
                    const pointer_scope scope{pointer_, "id"};
                    duplicate_id("entry of this collection");
                }
            });
        });
    }
    void duplicate_id(std::string_view what);
    /// To be read before any text.
    std::vector<catalogue_language> languages_member(const json::object& object,
                                                     std::string_view key);
    text read_text(const json::value& value);
    text text_member(const json::object& object, std::string_view key);
    provenance statement(const json::object& object);

    std::string pointer_;

private:
    std::size_t index_of_name(const json::value& value, std::span<const std::string_view> names,
                              std::string_view code);
    catalogue_language read_language(const json::object& object);

    issue_list& issues_;
    std::vector<catalogue_language> languages_;
};

}  // namespace detail
}  // namespace v0
}  // namespace pehchan

#endif
