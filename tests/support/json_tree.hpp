// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_TESTS_JSON_TREE_HPP
#define PEHCHAN_TESTS_JSON_TREE_HPP

// Catalogue texts as JSON values that a test can reorder, and the digest of law 11 told a second
// time.

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <boost/json.hpp>

#include "give.hpp"
#include "pehchan/json.hpp"
#include "random_catalogue.hpp"

namespace pehchan_tests {

inline std::string string_of(const boost::json::value& v) {
    return std::string(v.as_string().data(), v.as_string().size());
}
inline boost::json::value tree_of(std::string_view text) {
    return boost::json::parse(boost::json::string_view(text.data(), text.size()));
}
inline std::string text_of_tree(const boost::json::value& v) {
    const auto text = boost::json::serialize(v);
    return {text.data(), text.size()};
}

/// SHA-256 (FIPS 180-4) as plainly as possible: the whole message at once, constants from their
/// definition in integers.
inline std::string plain_sha256(std::string message) {
    constexpr std::array<std::uint32_t, 64> k{
        0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4,
        0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe,
        0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f,
        0x4a7484aa, 0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7,
        0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc,
        0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b,
        0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116,
        0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
        0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7,
        0xc67178f2};
    std::array<std::uint32_t, 8> h{0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                   0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
    const std::uint64_t bits = message.size() * 8;
    message += static_cast<char>(0x80);
    while (message.size() % 64 != 56) message += '\0';
    for (int shift = 56; shift >= 0; shift -= 8) message += static_cast<char>(bits >> shift & 0xff);
    const auto turn = [](std::uint32_t x, int n) { return x >> n | x << (32 - n); };
    for (std::size_t at = 0; at < message.size(); at += 64) {
        std::array<std::uint32_t, 64> w{};
        for (std::size_t i = 0; i < 64; ++i)
            if (i < 16)
                for (std::size_t b = 0; b < 4; ++b)
                    w[i] = w[i] << 8 | static_cast<unsigned char>(message[at + 4 * i + b]);
            else
                w[i] = w[i - 16] + (turn(w[i - 15], 7) ^ turn(w[i - 15], 18) ^ w[i - 15] >> 3) +
                       w[i - 7] + (turn(w[i - 2], 17) ^ turn(w[i - 2], 19) ^ w[i - 2] >> 10);
        auto [a, b, c, d, e, f, g, x] = h;
        for (std::size_t i = 0; i < 64; ++i) {
            const std::uint32_t t1 =
                x + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + k[i] + w[i];
            const std::uint32_t t2 =
                (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
            x = g, g = f, f = e, e = d + t1, d = c, c = b, b = a, a = t1 + t2;
        }
        const std::array<std::uint32_t, 8> add{a, b, c, d, e, f, g, x};
        for (std::size_t i = 0; i < 8; ++i) h[i] += add[i];
    }
    std::string out;
    for (const std::uint32_t word : h)
        for (int shift = 28; shift >= 0; shift -= 4) out += "0123456789abcdef"[word >> shift & 15];
    return out;
}

/// Minified JSON with keys sorted by their bytes.
inline std::string minified(const boost::json::value& v) {
    std::string out;
    if (const auto* o = v.if_object()) {
        std::map<std::string, const boost::json::value*> members;
        for (const auto& m : *o) members[std::string(m.key())] = &m.value();
        for (const auto& [key, value] : members)
            out += (out.empty() ? "" : ",") + text_of_tree(boost::json::value(key)) + ":" +
                   minified(*value);
        return "{" + out + "}";
    }
    if (const auto* a = v.if_array()) {
        for (const auto& element : *a) out += (out.empty() ? "" : ",") + minified(element);
        return "[" + out + "]";
    }
    return text_of_tree(v);
}

/// The digest of law 11 of a catalogue's text, those of the catalogues it uses given: minified,
/// keys sorted, collections by id, the digests of used catalogues included.
inline std::string plain_digest(const boost::json::value& catalogue,
                                const std::map<std::string, std::string>& used) {
    boost::json::object top = catalogue.as_object();
    for (auto& member : top) {
        auto* list = member.value().if_array();
        if (!list || !std::all_of(list->begin(), list->end(), [](const boost::json::value& v) {
                return v.is_object() && v.as_object().contains("id");
            }))
            continue;
        std::vector<boost::json::value> entries(list->begin(), list->end());
        std::stable_sort(entries.begin(), entries.end(), [](const auto& a, const auto& b) {
            return string_of(a.at("id")) < string_of(b.at("id"));
        });
        if (member.key() == "use")
            for (auto& entry : entries)
                entry.as_object()["digest"] = used.at(string_of(entry.at("id")));
        *list = boost::json::array(entries.begin(), entries.end());
    }
    return plain_sha256(minified(top));
}

inline void shuffle(dice& d, boost::json::array& list) {
    for (std::size_t left = list.size(); left > 1; --left) {
        const std::size_t at = d.below(left);
        if (at + 1 == left) continue;
        boost::json::value last = list[left - 1];
        list[left - 1] = list[at];
        list[at] = std::move(last);
    }
}

/// Shuffles the keys of every object; with `lists` also every list whose order means nothing: the
/// collections, the members of `all`, `any`, `of` and `is`, the indicators of tags, sources, and
/// lists of ids. The order of options, elements, forms, parameters and languages is meant.
inline boost::json::value shuffled(dice& d, const boost::json::value& v, bool lists,
                                   std::string_view key = "", int depth = 0) {
    if (const auto* o = v.if_object()) {
        std::vector<std::pair<std::string, boost::json::value>> members;
        for (const auto& m : *o)
            members.emplace_back(
                std::string(m.key()),
                shuffled(d, m.value(), lists, std::string_view(m.key().data(), m.key().size()),
                         depth + 1));
        boost::json::object out;
        while (!members.empty()) {
            const std::size_t at = d.below(members.size());
            out[members[at].first] = std::move(members[at].second);
            members.erase(members.begin() + static_cast<std::ptrdiff_t>(at));
        }
        return out;
    }
    if (const auto* a = v.if_array()) {
        boost::json::array out;
        for (const auto& element : *a) out.push_back(shuffled(d, element, lists, "", depth + 1));
        const bool collection = depth == 1 && key != "languages";
        constexpr std::array<std::string_view, 11> sets{
            "all",      "any",    "of",        "is",         "sources", "hidden_from",
            "agencies", "levels", "referrals", "case_types", "reviewed"};
        const bool set = std::find(sets.begin(), sets.end(), key) != sets.end();
        const bool tag = key == "indicators" &&
                         depth == 3;  // of tags and forms; forms are put back by the caller
        if (collection || (lists && (set || tag))) shuffle(d, out);
        return out;
    }
    return v;
}

/// A catalogue and all that it uses, loaded from reordered texts.
class reordered {
public:
    /// `lists`: inside rules too.
    reordered(dice& d, std::string_view id, bool lists) : dice_(d), lists_(lists) {
        load(std::string(id));
    }
    [[nodiscard]] const pehchan::catalogue& get() const { return loaded_.back(); }

private:
    void load(const std::string& id) {
        for (const pehchan::catalogue& done : loaded_)
            if (done.id() == id) return;
        const boost::json::value plain = tree_of(pehchan::builtin_text(id));
        boost::json::value tree = shuffled(dice_, plain, lists_);
        if (const auto* forms =
                plain.as_object().if_contains("forms"))  // the order of a form is meant
            for (auto& form : tree.as_object().at("forms").as_array())
                for (const auto& original : forms->as_array())
                    if (original.at("id") == form.at("id"))
                        form.as_object()["indicators"] = original.at("indicators");
        if (const auto* use = tree.as_object().if_contains("use"))
            for (const auto& u : use->as_array()) load(string_of(u.at("id")));
        const auto made = pehchan::load(text_of_tree(tree), loaded_);
        if (!made)
            throw std::runtime_error(id + ": " + made.issues().front().code + " at " +
                                     made.issues().front().pointer + ": " +
                                     made.issues().front().message);
        loaded_.push_back(*made);
    }

    dice& dice_;
    bool lists_;
    std::vector<pehchan::catalogue> loaded_;
};

/// The answers carried over to another catalogue with the same indicators, set in a random order.
inline pehchan::answers carried_over(dice& d, const pehchan::answers& known,
                                     const pehchan::catalogue& to) {
    using namespace pehchan;
    answers out{to};
    std::vector<std::size_t> order(known.catalogue_used().indicators().size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    for (std::size_t left = order.size(); left > 0; --left) {
        const std::size_t at = d.below(left);
        const std::size_t i = order[at];
        order[at] = order[left - 1];
        const indicator& about = *known.catalogue_used().indicators()[i];
        const answer given = known.at(i);
        switch (given.kind) {
            case answer_kind::unknown: break;
            case answer_kind::declined: give(out, about.id, "declined"); break;
            case answer_kind::no: give(out, about.id, "no"); break;
            case answer_kind::yes: give(out, about.id, "yes"); break;
            case answer_kind::not_applicable: give(out, about.id, "not_applicable"); break;
            case answer_kind::option:
                give(out, about.id,
                     std::string_view{about.options[static_cast<std::size_t>(given.value)].id});
                break;
            case answer_kind::number: give(out, about.id, given.value); break;
        }
    }
    return out;
}

}  // namespace pehchan_tests

#endif
