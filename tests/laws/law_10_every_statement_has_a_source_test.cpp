// SPDX-License-Identifier: Apache-2.0

// Law 10: every statement has a source, a date and a confidence.

#include <algorithm>
#include <array>
#include <cctype>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <boost/json.hpp>

#include "catch.hpp"
#include "pehchan/compiled.hpp"
#include "pehchan/json.hpp"
#include "pehchan/pehchan.hpp"
#include "support/give.hpp"
#include "support/shipped.hpp"
#include "support/small_catalogue.hpp"

using namespace pehchan;
using namespace pehchan_tests;

namespace {

namespace json = boost::json;

/// The collections whose entries assert something.
constexpr std::array<std::string_view, 9> asserting{"indicators", "tags",      "templates",
                                                    "rules",      "scores",    "findings",
                                                    "safeguards", "referrals", "mappings"};

std::string text_of(const json::value& v) {
    return std::string(v.as_string().data(), v.as_string().size());
}

/// The texts of a catalogue and of all that it uses, read here and not by the library.
class texts {
public:
    explicit texts(const std::string& id) : own_(id) { join(id); }

    [[nodiscard]] const json::object& one(const std::string& collection,
                                          const std::string& id) const {
        const auto at = entries_.find({collection, id});
        if (at == entries_.end()) throw std::runtime_error("no " + id + " in " + collection);
        return *at->second;
    }
    template <class Visit>
    void each(std::string_view collection, Visit visit) const {
        for (const auto& [key, entry] : entries_)
            if (key.first == collection) visit(*entry);
    }

    /// Of the catalogue itself only, not of those it uses.
    template <class Visit>
    void each_own(std::string_view collection, Visit visit) const {
        if (const json::value* list = documents_.at(own_).as_object().if_contains(
                json::string_view(collection.data(), collection.size())))
            for (const json::value& entry : list->as_array()) visit(entry.as_object());
    }

    /// Law 10, the law: the least confidence of the finding and of the findings that its rule
    /// names, through rules too.
    [[nodiscard]] int law_of_finding(const std::string& id) const {
        const json::object& f = one("findings", id);
        return std::min(level(f), law_of(f.at("rule")));
    }
    /// Law 10, the reading: the least confidence of all that the finding's rule rests on, the
    /// statements of findings apart.
    [[nodiscard]] int reading_of_finding(const std::string& id) const {
        return least(one("findings", id).at("rule"), {});
    }

    static int level(const json::object& statement) {
        const std::string word = text_of(statement.at("confidence"));
        return word == "verified" ? 2 : word == "secondary" ? 1 : 0;
    }

private:
    void join(const std::string& id) {
        if (!documents_.contains(id)) {
            const std::string_view text = builtin_text(id);
            documents_[id] = json::parse(json::string_view(text.data(), text.size()));
        }
        const json::object& top = documents_[id].as_object();
        for (const auto& member : top)
            if (const json::array* list = member.value().if_array())
                for (const json::value& entry : *list)
                    if (entry.is_object() && entry.as_object().contains("id"))
                        entries_[{std::string(member.key()), text_of(entry.as_object().at("id"))}] =
                            &entry.as_object();
        if (const json::value* use = top.if_contains("use"))
            for (const json::value& u : use->as_array()) join(text_of(u.at("id")));
    }

    using arguments = std::map<std::string, std::string>;

    [[nodiscard]] int law_of(const json::value& rule) const {
        if (rule.is_string()) return 2;
        const json::object& o = rule.as_object();
        int out = 2;
        for (const std::string_view list : {"all", "any", "of"})
            if (const json::value* members = o.if_contains(list))
                for (const json::value& member : members->as_array())
                    out = std::min(out, law_of(member));
        for (const std::string_view reference : {"finding", "any_sign_of"})
            if (const json::value* v = o.if_contains(reference))
                out = std::min(out, law_of_finding(text_of(*v)));
        if (const json::value* v = o.if_contains("rule"))
            out = std::min(out, law_of(one("rules", text_of(*v)).at("rule")));
        return out;
    }

    [[nodiscard]] int least_of_tag(const std::string& id) const {
        const json::object& tag = one("tags", id);
        int out = level(tag);
        for (const json::value& member : tag.at("indicators").as_array())
            out = std::min(out, level(one("indicators", text_of(member))));
        return out;
    }
    [[nodiscard]] int least_of_score(const std::string& id) const {
        const json::object& score = one("scores", id);
        int out = level(score);
        for (const json::value& term : score.at("terms").as_array())
            out = std::min(out, term.as_object().contains("when")
                                    ? least(term.at("when"), {})
                                    : least_of_score(text_of(term.at("score"))));
        return out;
    }
    [[nodiscard]] int least(const json::value& rule, const arguments& given) const {
        if (rule.is_string()) return level(one("indicators", text_of(rule)));
        const json::object& o = rule.as_object();
        const auto tag_name = [&](const json::value& v) {
            const std::string name = text_of(v);
            return name.front() == '$' ? given.at(name.substr(1)) : name;
        };
        int out = 2;
        for (const std::string_view list : {"all", "any", "of"})
            if (const json::value* members = o.if_contains(list))
                for (const json::value& member : members->as_array())
                    out = std::min(out, least(member, given));
        if (const json::value* v = o.if_contains("not")) out = std::min(out, least(*v, given));
        if (const json::value* v = o.if_contains("choice"))
            out = std::min(out, level(one("indicators", text_of(*v))));
        if (const json::value* v = o.if_contains("number"))
            out = std::min(out, level(one("indicators", text_of(*v))));
        if (const json::value* v = o.if_contains("score"))
            out = std::min(out, least_of_score(text_of(*v)));
        if (const json::value* v = o.if_contains("tag"))
            out = std::min(out, least_of_tag(tag_name(*v)));
        for (const std::string_view reference : {"finding", "any_sign_of"})
            if (const json::value* v = o.if_contains(reference))
                out = std::min(out, reading_of_finding(text_of(*v)));
        if (const json::value* v = o.if_contains("rule")) {
            const json::object& named = one("rules", text_of(*v));
            out = std::min({out, level(named), least(named.at("rule"), {})});
        }
        if (const json::value* v = o.if_contains("template")) {
            const json::object& used = one("templates", text_of(*v));
            arguments passed;
            for (const auto& argument : o.at("with").as_object())
                passed[std::string(argument.key())] = tag_name(argument.value());
            out = std::min({out, level(used), least(used.at("rule"), passed)});
        }
        return out;
    }

    std::string own_;
    std::map<std::string, json::value> documents_;
    std::map<std::pair<std::string, std::string>, const json::object*> entries_;
};

bool is_date(const std::string& s) {
    if (s.size() != 4 && s.size() != 7 && s.size() != 10) return false;
    for (std::size_t i = 0; i < s.size(); ++i)
        if (i == 4 || i == 7 ? s[i] != '-' : !std::isdigit(static_cast<unsigned char>(s[i])))
            return false;
    return s >= "1800" && s < "2100";
}

small_catalogue with_source(std::string_view statement) {
    small_catalogue c;
    c.setting = "survey";
    c.indicators = {yes_no_json("beaten", "harm")};
    std::string finding = finding_json("harmed", "victim", in_quotes("beaten"));
    finding.replace(finding.find(stated), stated.size(), statement);
    c.findings = finding;
    return c;
}

}  // namespace

TEST_CASE(
    "law 10: every statement in the shipped catalogues names a source that exists, a confidence "
    "and a date, its own or of a source",
    "[law-10]") {
    std::size_t statements = 0;
    std::string sourceless, undated, raised;
    for (const std::string_view id : builtin_ids()) {
        const texts all{std::string(id)};
        for (const std::string_view collection : asserting)
            all.each_own(collection, [&](const json::object& statement) {
                ++statements;
                const std::string name = std::string(id) + " " + std::string(collection) + " " +
                                         text_of(statement.at("id")) + "\n";
                const json::value* sources = statement.if_contains("sources");
                if (!sources || sources->as_array().empty() || !statement.contains("confidence")) {
                    sourceless += name;
                    return;
                }
                const json::value* own = statement.if_contains("as_of");
                bool dated = own && is_date(text_of(*own));
                int best = 0;
                for (const json::value& s : sources->as_array()) {
                    const json::object& source = all.one("sources", text_of(s));
                    dated = dated || is_date(text_of(source.at("as_of")));
                    best = std::max(best, texts::level(source));
                }
                if (!dated) undated += name;
                if (texts::level(statement) > best) raised += name;
            });
    }
    CHECK(sourceless == "");
    CHECK(undated == "");
    CHECK(raised == "");
    CHECK(statements > 400);
}

TEST_CASE("law 10: every source says what it is", "[law-10]") {
    for (const std::string_view id : builtin_ids()) {
        const texts all{std::string(id)};
        all.each("sources", [&](const json::object& source) {
            INFO(text_of(source.at("id")));
            CHECK(!text_of(source.at("title")).empty());
            CHECK(source.contains("address"));
        });
    }
}

TEST_CASE(
    "law 10: a finding says how well its law was read, and apart from that what supports the "
    "reading of the answers, whatever the answers",
    "[law-10]") {
    dice d{1001};
    std::size_t apart = 0;
    for (const std::string_view id : assessing_catalogues) {
        const catalogue& catalogue_used = shipped(id);
        const texts all{std::string(id)};
        std::map<std::string, int> expected, read_as;
        for (const finding_definition* f : catalogue_used.findings()) {
            expected[f->id] = all.law_of_finding(f->id);
            read_as[f->id] = all.reading_of_finding(f->id);
            apart += expected[f->id] != read_as[f->id];
        }
        for (std::size_t n = 0; n < 40 / slowed_down; ++n) {
            const assessment result =
                assess(catalogue_used, n == 0 ? answers{catalogue_used}
                                              : random_person(d, catalogue_used, {.harm_yes = 10}));
            for (const finding_result& f : result.findings) {
                if (static_cast<int>(f.confidence) != expected[f.definition->id])
                    FAIL_CHECK(id << ": the law of " << f.definition->id << " is printed as "
                                  << name_of(f.confidence) << ", the least of its statements is "
                                  << expected[f.definition->id]);
                if (static_cast<int>(f.reading) != read_as[f.definition->id])
                    FAIL_CHECK(id << ": the reading of " << f.definition->id << " is printed as "
                                  << name_of(f.reading) << ", the least of its rule is "
                                  << read_as[f.definition->id]);
            }
            const std::string said =
                dump(result, shipped("words"), {view_kind::investigator, "en", false});
            for (const finding_result& f : result.findings) {
                if (!f.definition->hidden_from.empty() ||
                    f.definition->kind == finding_kind::offence)
                    continue;  // not on this page
                const std::size_t at = said.find(R"({"id":")" + f.definition->id + R"(","kind")");
                REQUIRE(at != std::string::npos);
                const std::size_t confidence = said.find(R"("confidence":")", at);
                REQUIRE(said.substr(confidence + 14, name_of(f.confidence).size() + 1) ==
                        std::string(name_of(f.confidence)) + "\"");
                const std::size_t reading = said.find(R"("reading":")", at);
                REQUIRE(said.substr(reading + 11, name_of(f.reading).size() + 1) ==
                        std::string(name_of(f.reading)) + "\"");
            }
        }
    }
    CHECK(apart > 10);  // otherwise one word would do for both
}

TEST_CASE(
    "law 10: one unsure indicator deep in a rule lowers the reading of the finding, and no law and "
    "no other finding",
    "[law-10]") {
    small_catalogue c;
    c.setting = "survey";
    std::string unsure = yes_no_json("rumoured", "harm");
    unsure.replace(unsure.find("\"secondary\""), 11, "\"unverified\"");
    c.indicators = {yes_no_json("beaten", "harm"), unsure};
    c.rules = R"({"id": "deep", "rule": {"any": ["beaten", {"all": ["beaten", "rumoured"]}]}, )" +
              stated + "}";
    c.findings =
        finding_json("sure", "victim", in_quotes("beaten")) + ", " +
        finding_json("less_sure", "victim", R"({"rule": "deep"})") + ", " +
        finding_json("by_finding", "victim", R"({"any": ["beaten", {"finding": "less_sure"}]})");
    const catalogue of = loaded(c);
    answers known{of};
    for (const std::string_view value : {"unknown", "yes", "no"}) {
        give(known, "beaten", value);
        const assessment result = assess(of, known);
        CHECK(finding_of(result, "sure").reading == confidence_level::secondary);
        CHECK(finding_of(result, "less_sure").reading == confidence_level::unverified);
        CHECK(finding_of(result, "by_finding").reading == confidence_level::unverified);
        for (const std::string_view id : {"sure", "less_sure", "by_finding"})
            CHECK(finding_of(result, id).confidence == confidence_level::secondary);
    }
}

TEST_CASE("law 10: a law that nobody read lowers every finding that names it, and no reading",
          "[law-10]") {
    small_catalogue c;
    c.setting = "survey";
    c.indicators = {yes_no_json("beaten", "harm")};
    std::string unread = finding_json("unread", "victim", in_quotes("beaten"));
    unread.replace(unread.find("\"secondary\""), 11, "\"unverified\"");
    c.rules = R"({"id": "through", "rule": {"any": [{"finding": "unread"}]}, )" + stated + "}";
    c.findings = unread + ", " + finding_json("read", "victim", R"({"all": ["beaten"]})") + ", " +
                 finding_json("names_it", "victim", R"({"any": ["beaten", {"rule": "through"}]})");
    const catalogue of = loaded(c);
    const assessment result = assess(of, answers{of});
    CHECK(finding_of(result, "read").confidence == confidence_level::secondary);
    CHECK(finding_of(result, "unread").confidence == confidence_level::unverified);
    CHECK(finding_of(result, "names_it").confidence == confidence_level::unverified);
    for (const std::string_view id : {"read", "unread", "names_it"})
        CHECK(finding_of(result, id).reading == confidence_level::secondary);
}

TEST_CASE(
    "law 10: a statement without source, date of its force or confidence is refused, and so is a "
    "raised confidence",
    "[law-10]") {
    CHECK(refusals(with_source(stated)).empty());
    CHECK(refusals(with_source(R"("confidence": "secondary")")) ==
          std::vector<std::string>{"missing_key"});
    CHECK(refusals(with_source(R"("sources": ["s.doc"])")) ==
          std::vector<std::string>{"missing_key"});
    CHECK_FALSE(refusals(with_source(R"("sources": [], "confidence": "secondary")")).empty());
    CHECK(refusals(with_source(R"("sources": ["s.other"], "confidence": "unverified")")) ==
          std::vector<std::string>{"unknown_source"});
    CHECK(refusals(with_source(R"("sources": ["s.doc"], "confidence": "certain")")) ==
          std::vector<std::string>{"bad_value"});
    CHECK(refusals(with_source(
              R"("sources": ["s.doc"], "confidence": "verified", "as_of": "last year")")) ==
          std::vector<std::string>{"bad_date"});
    CHECK(refusals(with_source(R"("sources": ["s.doc"], "confidence": "verified")"))
              .empty());  // the document is verified
    small_catalogue c = with_source(stated);
    std::string text = c.json();
    text.replace(text.find(R"("as_of": "2020", "confidence": "verified")"), 41,
                 R"("as_of": "2020", "confidence": "unverified")");
    const auto raised = load(text);
    REQUIRE_FALSE(raised);
    for (const issue& i : raised.issues()) CHECK(i.code == "confidence_raised");
    c = with_source(stated);
    c.safeguards = safeguard_json("s");
    c.safeguards.replace(c.safeguards.find(R"("as_of": "2020")"), 15, R"("note": "undated")");
    CHECK(refusals(c) == std::vector<std::string>{"missing_key"});
}

TEST_CASE(
    "law 10: our own proposals are unverified: what rests on project_policy claims no more, and "
    "every number of hours says what it rests on",
    "[law-10]") {
    for (const std::string_view id : builtin_ids()) {
        const texts all{std::string(id)};
        all.each("safeguards", [&](const json::object& s) {
            INFO(text_of(s.at("id")));
            if (text_of(s.at("force")) == "project_policy") CHECK(texts::level(s) == 0);
        });
        all.each("referrals", [&](const json::object& r) {
            INFO(text_of(r.at("id")));
            CHECK(value_named<basis_kind>(text_of(r.at("hours_basis"))));
            CHECK(value_named<basis_kind>(text_of(r.at("basis"))));
            if (text_of(r.at("basis")) == "project_policy") CHECK(texts::level(r) == 0);
        });
    }
    // the hours that a text orders are few: a missing child, a child before the court; all others
    // are proposals
    std::size_t proposed = 0;
    for (const referral_definition* r : shipped("pakistan").state().referrals) {
        INFO(r->id);
        if (!r->within_hours) continue;
        if (r->hours_basis == basis_kind::project_policy) ++proposed;
        else
            CHECK((r->agency == "child_court" || r->agency == "zarra" ||
                   r->id == "police_missing_child"));
    }
    CHECK(proposed > 30);
    // and they are printed so
    answers known{shipped("pakistan")};
    give(known, "held_for_ransom", "yes");
    CHECK(dump(assess(shipped("pakistan"), known), shipped("words"))
              .find(R"("hours_basis":"project_policy")") != std::string::npos);
}

TEST_CASE("law 10: nothing ships that was marked as doubtful memory, machine-made or not found",
          "[law-10]") {
    for (const std::string_view id : builtin_ids()) {
        const std::string text{builtin_text(id)};
        for (const std::string_view mark :
             {"[M-]", "[ML]", "[?]", "(M-)", "(ML)", "(?)", "M-:", "ML:", "\"M-\"", "\"ML\"",
              "\"?\"", "TODO", "FIXME", "lawgratis", "lex-form", "FIA 1991"}) {
            INFO(id << " " << mark);
            CHECK(text.find(mark) == std::string::npos);
        }
        // a verified or secondary statement is not of memory
        const texts all{std::string(id)};
        all.each("sources", [&](const json::object& source) {
            const std::string name = text_of(source.at("id"));
            if (name.find("memory") != std::string::npos ||
                name.find("project") != std::string::npos || name.ends_with("policy")) {
                INFO(name);
                CHECK(texts::level(source) == 0);
            }
        });
    }
}

TEST_CASE(
    "law 10: every printed finding, safeguard and referral carries its sources and confidence, and "
    "a safeguard its date",
    "[law-10]") {
    const catalogue& catalogue_used = shipped("pakistan");
    answers known{catalogue_used};
    for (const indicator* about : catalogue_used.indicators())
        if (about->type == indicator_type::yes_no && about->nature == indicator_nature::harm)
            give(known, about->id, "yes");
    give(known, "province", "punjab");
    give(known, "age_now_years", 12);
    const json::value said = json::parse(dump(assess(catalogue_used, known), shipped("words"),
                                              {view_kind::investigator, "en", false}));
    std::size_t seen = 0;
    for (const std::string_view collection : {"findings", "safeguards", "referrals"})
        for (const json::value& v : said.at(collection).as_array()) {
            ++seen;
            INFO(text_of(v.at("id")));
            CHECK(!v.at("sources").as_array().empty());
            for (const json::value& s : v.at("sources").as_array())
                CHECK(catalogue_used.find_source(text_of(s)));
            CHECK(value_named<confidence_level>(text_of(v.at("confidence"))));
            if (collection == "safeguards") {
                CHECK(is_date(text_of(v.at("as_of"))));
                CHECK(value_named<basis_kind>(text_of(v.at("force"))));
            }
            if (collection == "referrals") CHECK(value_named<basis_kind>(text_of(v.at("basis"))));
        }
    CHECK(seen > 60);
}
