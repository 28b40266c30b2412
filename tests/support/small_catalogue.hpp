// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_TESTS_SMALL_CATALOGUE_HPP
#define PEHCHAN_TESTS_SMALL_CATALOGUE_HPP

// Small catalogues as JSON texts, so that a test shows only what it is about.

#include <algorithm>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "pehchan/json.hpp"
#include "pehchan/pehchan.hpp"

namespace pehchan_tests {

inline const std::string stated = R"("sources": ["s.doc"], "confidence": "secondary")";

inline std::string in_quotes(std::string_view words) {
    std::string out{'"'};
    out.append(words).push_back('"');
    return out;
}
inline std::string in_english(std::string_view words) {
    return R"({"en": ")" + std::string(words) + "\"}";
}

inline std::string yes_no_json(std::string_view id, std::string_view nature,
                               std::string_view known_by = "asked", std::string_view more = "") {
    return R"({"id": )" + in_quotes(id) + R"(, "type": "yes_no", "nature": )" + in_quotes(nature) +
           R"(, "known_by": )" + in_quotes(known_by) +
           R"(, "period": "then", "sensitivity": 1, "label": )" + in_english(id) +
           (nature == "burden" ? "" : R"(, "question": )" + in_english("?")) + std::string(more) +
           ", " + stated + "}";
}

/// What a small catalogue says; every member is the inside of a JSON array, or a rule.
struct small_catalogue {
    std::string setting = "official";
    std::vector<std::string> indicators{};
    std::string denials_count_when = in_quotes("told_may_refuse");  ///< "" leaves it out
    std::string rules{}, scores{}, findings{}, safeguards{}, referrals{}, forms{}, mappings{};
    std::string more{};  ///< further members of the top level, each after a comma

    [[nodiscard]] std::string json() const {
        std::string out =
            R"({"id": "small", "version": "1.0.0", "title": {"en": "Small"}, "setting": )" +
            in_quotes(setting) +
            R"(, "languages": [{"id": "en", "status": "source"}], )"
            R"("sources": [{"id": "s.doc", "title": "A document", "address": "", "as_of": "2020", "confidence": "verified"}], "indicators": [)";
        const auto told = yes_no_json("told_may_refuse", "fact", "observed");
        out += told;
        for (const std::string& i : indicators) out += ", " + i;
        out += "]";
        if (setting == "official" && !denials_count_when.empty())
            out += R"(, "denials_count_when": )" + denials_count_when;
        const auto collection = [&](std::string_view name, const std::string& inside) {
            if (!inside.empty()) out += ", " + in_quotes(name) + ": [" + inside + "]";
        };
        collection("rules", rules);
        collection("scores", scores);
        collection("findings", findings);
        collection("safeguards", safeguards);
        collection("referrals", referrals);
        collection("forms", forms);
        collection("mappings", mappings);
        return out + more + "}";
    }
};

inline std::string finding_json(std::string_view id, std::string_view kind, std::string_view rule,
                                std::string_view more = "") {
    const bool headline = kind != "measure" && kind != "offence";
    return R"({"id": )" + in_quotes(id) + R"(, "kind": )" + in_quotes(kind) +
           R"(, "urgency": 50, )" + (headline ? R"("headline": "needs_protection", )" : "") +
           R"("title": )" + in_english(id) + R"(, "meaning": )" + in_english(id) + R"(, "rule": )" +
           std::string(rule) + std::string(more) + ", " + stated + "}";
}
inline std::string safeguard_json(std::string_view id, std::string_view more = "",
                                  std::string_view effect = "limits_official",
                                  std::string_view force = "policy") {
    return R"({"id": )" + in_quotes(id) + R"(, "title": )" + in_english(id) +
           R"(, "urgency": 50, "force": )" + in_quotes(force) + R"(, "effect": )" +
           in_quotes(effect) + R"(, "as_of": "2020")" + std::string(more) + ", " + stated + "}";
}
inline std::string referral_json(std::string_view id, std::string_view agency,
                                 std::string_view kind, std::string_view when,
                                 std::string_view more = "", std::string_view level = "any") {
    return R"({"id": )" + in_quotes(id) + R"(, "authority": )" + in_english(id) +
           R"(, "agency": )" + in_quotes(agency) + R"(, "level": )" + in_quotes(level) +
           R"(, "kind": )" + in_quotes(kind) + R"(, "mode": "offer", "when": )" +
           std::string(when) +
           R"(, "serves": {"en": "everyone"}, "consent": {"adult": {"en": "adult"}, "child": {"en": "child"}}, "within_hours": 24, "hours_basis": "project_policy", )"
           R"("availability": "unverified", "basis": "policy")" +
           std::string(more) + ", " + stated + "}";
}

inline pehchan::catalogue loaded(const small_catalogue& of,
                                 std::span<const pehchan::catalogue> used = {}) {
    const std::string text = of.json();
    const auto made = pehchan::load(text, used);
    if (made) return *made;
    std::string why = text + "\n";
    for (const pehchan::issue& i : made.issues())
        why += i.code + " at " + i.pointer + ": " + i.message + "\n";
    throw std::runtime_error(why);
}

/// The codes that loading gives, in order; empty where it loads.
inline std::vector<std::string> refusals(const small_catalogue& of) {
    std::vector<std::string> out;
    const std::string text = of.json();
    const auto made = pehchan::load(text);
    for (const pehchan::issue& i : made.issues()) out.push_back(i.code);
    return out;
}
inline bool refuses_only(const small_catalogue& of, std::string_view code) {
    const std::vector<std::string> codes = refusals(of);
    return !codes.empty() &&
           std::all_of(codes.begin(), codes.end(), [&](const std::string& c) { return c == code; });
}

}  // namespace pehchan_tests

#endif
