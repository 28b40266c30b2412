// SPDX-License-Identifier: Apache-2.0
#include "json_text.hpp"

#include <algorithm>
#include <string>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include <boost/json/array.hpp>
#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/error.hpp>
#include <boost/json/object.hpp>
#include <boost/json/string.hpp>
#include <boost/json/value_stack.hpp>

namespace pehchan {
inline namespace v0 {
namespace detail {

namespace {

namespace json = boost::json;

/// Builds the value as Boost.JSON's own parser does, and counts the keys on the way.
struct counting_handler {
    static constexpr std::size_t max_object_size = json::object::max_size();
    static constexpr std::size_t max_array_size = json::array::max_size();
    static constexpr std::size_t max_key_size = json::string::max_size();
    static constexpr std::size_t max_string_size = json::string::max_size();

    json::value_stack stack;
    std::size_t keys = 0;

    counting_handler(json::storage_ptr storage, unsigned char* space, std::size_t size)
        : stack(json::storage_ptr{}, space, size) {
        stack.reset(std::move(storage));
    }

    bool on_document_begin(json::error_code&) { return true; }
    bool on_document_end(json::error_code&) { return true; }
    bool on_object_begin(json::error_code&) { return true; }
    bool on_object_end(std::size_t n, json::error_code&) {
        keys += n;
        stack.push_object(n);
        return true;
    }
    bool on_array_begin(json::error_code&) { return true; }
    bool on_array_end(std::size_t n, json::error_code&) {
        stack.push_array(n);
        return true;
    }
    bool on_key_part(json::string_view s, std::size_t, json::error_code&) {
        stack.push_chars(s);
        return true;
    }
    bool on_key(json::string_view s, std::size_t, json::error_code&) {
        stack.push_key(s);
        return true;
    }
    bool on_string_part(json::string_view s, std::size_t, json::error_code&) {
        stack.push_chars(s);
        return true;
    }
    bool on_string(json::string_view s, std::size_t, json::error_code&) {
        stack.push_string(s);
        return true;
    }
    bool on_number_part(json::string_view, json::error_code&) { return true; }
    bool on_int64(std::int64_t i, json::string_view, json::error_code&) {
        stack.push_int64(i);
        return true;
    }
    bool on_uint64(std::uint64_t u, json::string_view, json::error_code&) {
        stack.push_uint64(u);
        return true;
    }
    bool on_double(double d, json::string_view, json::error_code&) {
        stack.push_double(d);
        return true;
    }
    bool on_bool(bool b, json::error_code&) {
        stack.push_bool(b);
        return true;
    }
    bool on_null(json::error_code&) {
        stack.push_null();
        return true;
    }
    bool on_comment_part(json::string_view, json::error_code&) { return true; }
    bool on_comment(json::string_view, json::error_code&) { return true; }
};

std::size_t members_in(const json::value& value) {
    std::size_t count = 0;
    if (const json::object* object = value.if_object()) {
        count = object->size();
        for (const auto& member : *object)
            if (member.value().is_structured()) count += members_in(member.value());
    } else if (const json::array* array = value.if_array()) {
        for (const json::value& element : *array)
            if (element.is_structured()) count += members_in(element);
    }
    return count;
}

/// Walks a valid JSON text and tells `Visitor` each value and key with its pointer and offset.
template <class Visitor>
class text_walk {
public:
    text_walk(std::string_view text, Visitor& visitor) : text_(text), visitor_(visitor) {}

    void run() { value(); }

private:
    void skip_space() {
        while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\n' ||
                                      text_[at_] == '\t' || text_[at_] == '\r'))
            ++at_;
    }
    void skip_string() {
        for (++at_; text_[at_] != '"'; ++at_)
            if (text_[at_] == '\\') ++at_;
        ++at_;
    }
    static unsigned hex_at(std::string_view s) {
        unsigned code = 0;
        for (std::size_t i = 0; i < 4; ++i) {
            const char c = s[i];
            code = code * 16 + static_cast<unsigned>(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
        }
        return code;
    }
    static void append_utf8(std::string& out, unsigned code) {
        const auto put = [&out](unsigned byte) {
            out.push_back(static_cast<char>(static_cast<unsigned char>(byte)));
        };
        if (code < 0x80) {
            put(code);
        } else if (code < 0x800) {
            put(0xC0 | code >> 6);
            put(0x80 | (code & 0x3F));
        } else if (code < 0x10000) {
            put(0xE0 | code >> 12);
            put(0x80 | (code >> 6 & 0x3F));
            put(0x80 | (code & 0x3F));
        } else {
            put(0xF0 | code >> 18);
            put(0x80 | (code >> 12 & 0x3F));
            put(0x80 | (code >> 6 & 0x3F));
            put(0x80 | (code & 0x3F));
        }
    }
    static std::string unescaped(std::string_view s) {
        std::string out;
        for (std::size_t i = 0; i < s.size(); ++i) {
            if (s[i] != '\\') {
                out.push_back(s[i]);
                continue;
            }
            switch (s[++i]) {
                case 'b': out.push_back('\b'); break;
                case 'f': out.push_back('\f'); break;
                case 'n': out.push_back('\n'); break;
                case 'r': out.push_back('\r'); break;
                case 't': out.push_back('\t'); break;
                case 'u': {
                    unsigned code = hex_at(s.substr(i + 1));
                    i += 4;
                    if (code >= 0xD800 && code < 0xDC00) {
                        code =
                            0x10000 + ((code - 0xD800) << 10) + (hex_at(s.substr(i + 3)) - 0xDC00);
                        i += 6;
                    }
                    append_utf8(out, code);
                    break;
                }
                default: out.push_back(s[i]);
            }
        }
        return out;
    }
    void value() {
        skip_space();
        visitor_.on_value(pointer_, at_);
        if (text_[at_] == '{') object();
        else if (text_[at_] == '[') array();
        else if (text_[at_] == '"') skip_string();
        else
            while (at_ < text_.size() &&
                   std::string_view{",]} \n\t\r"}.find(text_[at_]) == std::string_view::npos)
                ++at_;
    }
    void object() {
        const std::size_t length = pointer_.size();
        visitor_.on_object();
        ++at_;
        for (skip_space(); text_[at_] != '}'; skip_space()) {
            if (text_[at_] == ',') {
                ++at_;
                skip_space();
            }
            const std::size_t key = at_;
            skip_string();
            const std::string name = unescaped(text_.substr(key + 1, at_ - key - 2));
            append_token(pointer_, name);
            visitor_.on_key(pointer_, key, name);
            skip_space();
            ++at_;  // the colon
            value();
            pointer_.resize(length);
        }
        ++at_;
        visitor_.on_object_end();
    }
    void array() {
        const std::size_t length = pointer_.size();
        ++at_;
        std::size_t element = 0;
        for (skip_space(); text_[at_] != ']'; skip_space()) {
            if (text_[at_] == ',') ++at_;
            append_token(pointer_, std::to_string(element++));
            value();
            pointer_.resize(length);
        }
        ++at_;
    }

    std::string_view text_;
    Visitor& visitor_;
    std::size_t at_ = 0;
    std::string pointer_;
};

struct duplicate_finder {
    issue_list& issues;
    std::vector<std::unordered_set<std::string>> seen;

    void on_value(const std::string&, std::size_t) {}
    void on_object() { seen.emplace_back(); }
    void on_object_end() { seen.pop_back(); }
    void on_key(const std::string& pointer, std::size_t offset, const std::string& name) {
        if (!seen.back().insert(name).second)
            issues.add_at(offset, "duplicate_key", pointer,
                          "The object has another member of this name.");
    }
};

/// Offsets of wanted pointers; where a key is doubled, of the last.
struct place_finder {
    std::unordered_map<std::string, std::size_t> values, keys;

    void on_value(const std::string& pointer, std::size_t offset) {
        if (const auto found = values.find(pointer); found != values.end()) found->second = offset;
    }
    void on_object() {}
    void on_object_end() {}
    void on_key(const std::string& pointer, std::size_t offset, const std::string&) {
        if (const auto found = keys.find(pointer); found != keys.end()) found->second = offset;
    }
};

}  // namespace

bool issue_list::room() {
    if (entries_.size() < most) return true;
    cut_ = true;
    return false;
}

void issue_list::add(std::string_view code, std::string_view pointer, std::string message,
                     issue_place place) {
    if (room())
        entries_.push_back(
            {{std::string{code}, std::string{pointer}, 0, 0, std::move(message)}, nowhere, place});
}

void issue_list::add_at(std::size_t offset, std::string_view code, std::string_view pointer,
                        std::string message) {
    if (room())
        entries_.push_back({{std::string{code}, std::string{pointer}, 0, 0, std::move(message)},
                            offset,
                            issue_place::value});
}

std::vector<issue> issue_list::placed(std::string_view text, std::size_t first_line) && {
    place_finder finder;
    for (const entry& e : entries_)
        if (e.offset == nowhere)
            (e.place == issue_place::key ? finder.keys : finder.values)
                .emplace(e.what.pointer, nowhere);
    if (!finder.keys.empty() || !finder.values.empty()) {
        text_walk<place_finder>{text, finder}.run();
        for (entry& e : entries_)
            if (e.offset == nowhere)
                e.offset =
                    (e.place == issue_place::key ? finder.keys : finder.values)[e.what.pointer];
    }
    std::sort(entries_.begin(), entries_.end(), [](const entry& a, const entry& b) {
        return std::tie(a.offset, a.what.code, a.what.pointer, a.what.message) <
               std::tie(b.offset, b.what.code, b.what.pointer, b.what.message);
    });

    std::vector<issue> out;
    out.reserve(entries_.size() + 1);
    std::size_t line = first_line, line_start = 0, read = 0;
    for (entry& e : entries_) {
        if (e.offset != nowhere) {
            for (; read < e.offset && read < text.size(); ++read)
                if (text[read] == '\n') {
                    ++line;
                    line_start = read + 1;
                }
            e.what.line = line;
            e.what.column = e.offset - line_start + 1;
        }
        out.push_back(std::move(e.what));
    }
    if (cut_)
        out.push_back(
            {"too_many_issues", "", 0, 0, "There are further problems, which are not listed."});
    return out;
}

std::optional<boost::json::value> parse_text(std::string_view text, text_limits limits,
                                             issue_list& issues, boost::json::storage_ptr storage) {
    if (text.size() > limits.bytes) {
        issues.add_at(0, "too_large", "",
                      "The text is larger than " + std::to_string(limits.bytes) + " bytes.");
        return std::nullopt;
    }
    if (text.substr(0, 3) == "\xEF\xBB\xBF") {
        issues.add_at(0, "byte_order_mark", "", "The text begins with a byte order mark.");
        return std::nullopt;
    }

    json::parse_options options;
    options.max_depth = limits.depth;
    unsigned char space[4096];
    json::basic_parser<counting_handler> parser{options, std::move(storage), space, sizeof space};
    json::error_code failure;
    std::size_t read = parser.write_some(false, text.data(), text.size(), failure);
    if (!failure && read < text.size()) failure = make_error_code(json::error::extra_data);
    if (failure) {
        // Boost.JSON calls ill-formed UTF-8 a syntax error; say what it is.
        const std::size_t ill_formed = first_ill_formed_utf8(text);
        if (ill_formed != std::string_view::npos)
            issues.add_at(ill_formed, "not_utf8", "",
                          "This byte is not part of well-formed UTF-8.");
        if (ill_formed == std::string_view::npos || read < ill_formed)
            issues.add_at(
                read, failure == json::error::too_deep ? "too_deep" : "syntax_error", "",
                failure == json::error::too_deep
                    ? "The text is nested deeper than " + std::to_string(limits.depth) + " levels."
                    : "This is not JSON: " + failure.message() + ".");
        return std::nullopt;
    }

    json::value value = parser.handler().stack.release();
    if (members_in(value) != parser.handler().keys) {
        duplicate_finder finder{issues, {}};
        text_walk<duplicate_finder>{text, finder}.run();
    }
    return value;
}

void place_issues(std::vector<issue>& issues, std::string_view text) {
    issue_list list;
    for (issue& each : issues) list.add(each.code, each.pointer, std::move(each.message));
    issues = std::move(list).placed(text);
}

std::string pointer_to(std::string_view pointer, std::string_view token) {
    std::string out{pointer};
    append_token(out, token);
    return out;
}

std::size_t first_ill_formed_utf8(std::string_view bytes) noexcept {
    const auto byte = [bytes](std::size_t i) {
        return i < bytes.size() ? static_cast<unsigned char>(bytes[i]) : 0u;
    };
    for (std::size_t i = 0; i < bytes.size();) {
        const unsigned first = byte(i);
        std::size_t more = 0;
        unsigned low = 0x80, high = 0xBF;  // bounds of the second byte (Unicode, table 3-7)
        if (first < 0x80) more = 0;
        else if (first >= 0xC2 && first <= 0xDF) more = 1;
        else if (first >= 0xE0 && first <= 0xEF) {
            more = 2;
            if (first == 0xE0) low = 0xA0;
            if (first == 0xED) high = 0x9F;
        } else if (first >= 0xF0 && first <= 0xF4) {
            more = 3;
            if (first == 0xF0) low = 0x90;
            if (first == 0xF4) high = 0x8F;
        } else {
            return i;
        }
        for (std::size_t k = 1; k <= more; ++k) {
            const unsigned next = byte(i + k);
            if (next < (k == 1 ? low : 0x80u) || next > (k == 1 ? high : 0xBFu)) return i;
        }
        i += more + 1;
    }
    return std::string_view::npos;
}

}  // namespace detail
}  // namespace v0
}  // namespace pehchan
