// SPDX-License-Identifier: Apache-2.0
#include "digest.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/string.hpp>

#include "sha256.hpp"

namespace pehchan {
inline namespace v0 {
namespace detail {

namespace {

namespace json = boost::json;

/// Writes canonical JSON into a hash. Numbers are whole: a catalogue holds no others.
class canonical_writer {
public:
    explicit canonical_writer(std::span<const used_digest> used) : used_(used) {}

    std::string digest(const json::value& catalogue) {
        value(catalogue, level::top);
        hash_.update(text_);
        return hash_.finish();
    }

private:
    /// Where in the catalogue a value stands.
    enum class level { top, collection, use, use_entry, inside };

    void put(std::string_view bytes) {
        text_ += bytes;
        if (text_.size() > 16384) {
            hash_.update(text_);
            text_.clear();
        }
    }
    void string(std::string_view s) {
        put("\"");
        std::size_t plain = 0;
        for (std::size_t i = 0; i < s.size(); ++i) {
            const auto c = static_cast<unsigned char>(s[i]);
            if (c >= 0x20 && c != '"' && c != '\\') continue;
            put(s.substr(plain, i - plain));
            plain = i + 1;
            switch (c) {
                case '"': put("\\\""); break;
                case '\\': put("\\\\"); break;
                case '\b': put("\\b"); break;
                case '\f': put("\\f"); break;
                case '\n': put("\\n"); break;
                case '\r': put("\\r"); break;
                case '\t': put("\\t"); break;
                default: {
                    const char escape[6] = {'\\',
                                            'u',
                                            '0',
                                            '0',
                                            "0123456789abcdef"[c >> 4],
                                            "0123456789abcdef"[c & 15]};
                    put({escape, 6});
                }
            }
        }
        put(s.substr(plain));
        put("\"");
    }
    template <class Number>
    void number(Number n) {
        char digits[32];
        const auto end = std::to_chars(digits, digits + sizeof digits, n).ptr;
        put({digits, static_cast<std::size_t>(end - digits)});
    }
    void value(const json::value& v, level where) {
        switch (v.kind()) {
            case json::kind::null: put("null"); break;
            case json::kind::bool_: put(v.get_bool() ? "true" : "false"); break;
            case json::kind::int64: number(v.get_int64()); break;
            case json::kind::uint64: number(v.get_uint64()); break;
            case json::kind::double_: number(v.get_double()); break;
            case json::kind::string: string(v.get_string()); break;
            case json::kind::array: array(v.get_array(), where); break;
            case json::kind::object: object(v.get_object(), where); break;
        }
    }
    static const json::string* id_of(const json::value& v) {
        const json::object* object = v.if_object();
        const json::value* id = object ? object->if_contains("id") : nullptr;
        return id ? id->if_string() : nullptr;
    }
    void array(const json::array& elements, level where) {
        std::vector<const json::value*> order;
        order.reserve(elements.size());
        for (const json::value& element : elements) order.push_back(&element);
        const bool collection = where == level::collection || where == level::use;
        if (collection &&
            std::all_of(order.begin(), order.end(), [](const json::value* v) { return id_of(*v); }))
            std::stable_sort(order.begin(), order.end(),
                             [](const json::value* a, const json::value* b) {
                                 return std::string_view{*id_of(*a)} < std::string_view{*id_of(*b)};
                             });
        put("[");
        for (std::size_t i = 0; i < order.size(); ++i) {
            if (i != 0) put(",");
            value(*order[i], where == level::use ? level::use_entry : level::inside);
        }
        put("]");
    }
    void object(const json::object& members, level where) {
        using member = std::pair<std::string_view, const json::value*>;
        std::vector<member> order;
        order.reserve(members.size() + 1);
        for (const auto& m : members) order.emplace_back(m.key(), &m.value());
        json::value digest;
        if (where == level::use_entry) {
            const json::value* id = members.if_contains("id");
            const json::string* wanted = id ? id->if_string() : nullptr;
            for (const used_digest& each : used_)
                if (wanted && each.id == std::string_view{*wanted}) {
                    digest = json::string_view{each.digest.data(), each.digest.size()};
                    order.emplace_back("digest", &digest);
                }
        }
        std::sort(order.begin(), order.end(),
                  [](const member& a, const member& b) { return a.first < b.first; });
        put("{");
        for (std::size_t i = 0; i < order.size(); ++i) {
            if (i != 0) put(",");
            string(order[i].first);
            put(":");
            value(*order[i].second, where != level::top       ? level::inside
                                    : order[i].first == "use" ? level::use
                                                              : level::collection);
        }
        put("}");
    }

    std::span<const used_digest> used_;
    std::string text_;
    sha256 hash_;
};

}  // namespace

std::string digest_of(const boost::json::value& catalogue, std::span<const used_digest> used) {
    return canonical_writer{used}.digest(catalogue);
}

}  // namespace detail
}  // namespace v0
}  // namespace pehchan
