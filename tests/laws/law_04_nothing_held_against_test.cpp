// SPDX-License-Identifier: Apache-2.0

// Law 4: nothing is held against the person.

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "catch.hpp"
#include "pehchan/compiled.hpp"
#include "pehchan/json.hpp"
#include "pehchan/pehchan.hpp"
#include "support/give.hpp"
#include "support/rule_trees.hpp"
#include "support/shipped.hpp"
#include "support/small_catalogue.hpp"

using namespace pehchan;
using namespace pehchan_tests;

namespace {

constexpr std::array<std::string_view, 2> protective_catalogues{"pakistan", "palermo"};

/// What `more` lost against `less`, "" if nothing: a lower status of a victim or protection finding
/// or of one of its elements, a sign, a safeguard, a referral, or a referral's status otherwise
/// than by becoming withheld.
std::string lost(const assessment& less, const assessment& more) {
    for (std::size_t f = 0; f < less.findings.size(); ++f) {
        const finding_result &a = less.findings[f], &b = more.findings[f];
        if (a.definition->kind != finding_kind::victim &&
            a.definition->kind != finding_kind::protection)
            continue;
        if (b.status < a.status) return "the status of " + a.definition->id;
        for (std::size_t e = 0; e < a.elements.size(); ++e)
            if (b.elements[e].status < a.elements[e].status)
                return "an element of " + a.definition->id;
        for (const condition& sign : a.signs)
            if (std::find(b.signs.begin(), b.signs.end(), sign) == b.signs.end())
                return "a sign of " + a.definition->id;
    }
    for (const safeguard_result& s : less.safeguards)
        if (!safeguard_of(more, s.definition->id)) return "the safeguard " + s.definition->id;
    for (const referral_result& r : less.referrals) {
        const referral_result* now = referral_of(more, r.definition->id);
        if (!now) return "the referral " + r.definition->id;
        if (now->status == referral_status::withheld) {
            if (now->withheld_by.empty()) return "why " + r.definition->id + " is withheld";
            for (const std::string_view by : now->withheld_by)
                if (!safeguard_of(more, by))
                    return "the safeguard that withholds " + r.definition->id;
        } else if (r.status == referral_status::withheld) {
            return "the protection from " + r.definition->id;
        } else if (r.status == referral_status::indicated &&
                   now->status != referral_status::indicated) {
            return "the certainty of " + r.definition->id;
        }
    }
    return "";
}

answers with_yes(answers known, std::string_view id) {
    give(known, id, "yes");
    return known;
}

std::vector<const indicator*> of_nature(const catalogue& catalogue_used, indicator_nature nature) {
    std::vector<const indicator*> out;
    for (const indicator* about : catalogue_used.indicators())
        if (about->nature == nature) out.push_back(about);
    return out;
}

/// The indicators of which a yes is a sign of harm.
std::vector<const indicator*> possible_signs(const catalogue& catalogue_used) {
    std::vector<const indicator*> out;
    for (const indicator* about : of_nature(catalogue_used, indicator_nature::harm))
        if (about->type == indicator_type::yes_no) out.push_back(about);
    return out;
}

/// Whether a sign of harm stands in the finding's rule; statelessness, for one, is a fact and no
/// sign.
bool rests_on_a_sign(const catalogue& catalogue_used, const finding_definition& f) {
    const program& rules = catalogue_used.state().rules_program;
    for (const auto& compiled : catalogue_used.state().compiled_findings) {
        if (compiled.definition != &f) continue;
        for (std::uint32_t l = 0; l < rules.literals.size(); ++l)
            if (test_bit(compiled.rule.literals, l) &&
                catalogue_used.indicators()[rules.literals[l].indicator]->nature ==
                    indicator_nature::harm)
                return true;
    }
    return false;
}

/// A small catalogue with one indicator of each nature and a finding, safeguard and referral.
small_catalogue plain() {
    small_catalogue c;
    c.indicators = {
        yes_no_json("beaten", "harm"), yes_no_json("moved", "fact"),
        yes_no_json("no_visa", "burden", "document"), yes_no_json("minority", "identity"),
        R"({"id": "nights_held", "type": "number", "nature": "harm", "known_by": "asked", "period": "then", "sensitivity": 1, "label": {"en": "n"}, "question": {"en": "?"}, "min": 0, "max": 99, )" +
            stated + "}"};
    return c;
}

}  // namespace

TEST_CASE(
    "law 4: a further sign of harm lowers and removes nothing, from thousands of random answers",
    "[law-4]") {
    dice d{401};
    for (const std::string_view id : protective_catalogues) {
        const catalogue& catalogue_used = shipped(id);
        const std::vector<const indicator*> signs = possible_signs(catalogue_used);
        std::map<std::string, std::size_t> raised;  // how often each finding's status rose
        std::size_t withheld = 0;
        const std::size_t pairs = (id == "pakistan" ? 8'000 : 4'000) / slowed_down;
        for (std::size_t n = 0; n < pairs; n += 10) {
            habits h;
            h.harm_yes = d.below(12);
            h.harm_no = d.below(80);
            const answers person = random_person(d, catalogue_used, h);
            const assessment before = assess(catalogue_used, person);
            for (std::size_t k = 0; k < 10; ++k) {
                const indicator& sign = *signs[(n + k) % signs.size()];
                const assessment after = assess(catalogue_used, with_yes(person, sign.id));
                if (const std::string what = lost(before, after); !what.empty())
                    FAIL_CHECK(catalogue_used.id() << ": with " << sign.id << " goes " << what);
                for (std::size_t f = 0; f < before.findings.size(); ++f)
                    if (after.findings[f].status > before.findings[f].status)
                        ++raised[before.findings[f].definition->id];
                for (const referral_result& r : before.referrals) {
                    const referral_result* now = referral_of(after, r.definition->id);
                    if (now && now->status == referral_status::withheld &&
                        r.status != referral_status::withheld)
                        ++withheld;
                }
            }
        }
        // the test reaches every victim and protection finding that a sign can raise (the smaller
        // sample under the sanitizers need not), and withholding where there are referrals
        for (const finding_definition* f : catalogue_used.findings())
            if (slowed_down == 1 && protects(*f) && rests_on_a_sign(catalogue_used, *f)) {
                INFO(f->id);
                CHECK(raised[f->id] > 0);
            }
        CHECK((withheld > 0) == (id == "pakistan"));
    }
}

TEST_CASE("law 4: from any one reason that suffices, no single further sign takes the finding away",
          "[law-4]") {
    dice d{402};
    const catalogue& catalogue_used = shipped("pakistan");
    const std::vector<const indicator*> signs = possible_signs(catalogue_used);
    std::map<std::string, std::set<std::string>> reasons;  // by finding
    for (int n = 0; n < 400; ++n) {
        const assessment result =
            assess(catalogue_used, random_person(d, catalogue_used, {.harm_yes = 4}));
        for (const finding_result& f : result.findings) {
            if (f.status != finding_status::indicated || !protects(*f.definition)) continue;
            std::string key;
            for (const condition& c : f.because) key += c.about->id + " ";
            if (reasons[f.definition->id].size() >= 2 ||
                !reasons[f.definition->id].insert(key).second)
                continue;
            answers least{catalogue_used};
            for (const condition& c : f.because) make_hold(least, c);
            const assessment before = assess(catalogue_used, least);
            REQUIRE(finding_of(before, f.definition->id).status == finding_status::indicated);
            for (const indicator* sign : signs)
                if (const std::string what =
                        lost(before, assess(catalogue_used, with_yes(least, sign->id)));
                    !what.empty())
                    FAIL_CHECK("with " << sign->id << " goes " << what);
        }
    }
    for (const finding_definition* f : catalogue_used.findings())
        if (protects(*f)) {
            INFO(f->id);
            CHECK(!reasons[f->id].empty());
        }
}

TEST_CASE(
    "law 4: all signs at once leave every victim finding indicated: short of force means at least "
    "this",
    "[law-4]") {
    for (const std::string_view id : protective_catalogues) {
        const catalogue& catalogue_used = shipped(id);
        answers known{catalogue_used};
        for (const indicator* sign : possible_signs(catalogue_used)) give(known, sign->id, "yes");
        if (catalogue_used.find_indicator("province"))
            give(known, "province", "balochistan");  // national limits of age differ by province
        give(known, "age_now_years", 12);
        const assessment everything = assess(catalogue_used, known);
        for (const finding_result& f : everything.findings) {
            INFO(f.definition->id);
            if (f.definition->kind == finding_kind::victim)
                CHECK(f.status == finding_status::indicated);
            if (f.definition->kind == finding_kind::protection &&
                rests_on_a_sign(catalogue_used, *f.definition))
                CHECK(f.status == finding_status::indicated);
        }
    }
}

TEST_CASE("law 4: a burden fact, answered in any way, changes not one byte of any view",
          "[law-4]") {
    dice d{403};
    const std::vector<std::string_view> of_the_law{"entered_or_stayed_irregularly",
                                                   "carries_false_papers",
                                                   "consented_to_the_journey_or_work",
                                                   "paid_for_the_journey",
                                                   "committed_offence",
                                                   "did_sex_work",
                                                   "sold_own_organ",
                                                   "recruited_others",
                                                   "guarded_or_supervised_others",
                                                   "trusted_by_exploiter",
                                                   "went_back_to_exploiter",
                                                   "did_not_flee_or_seek_help",
                                                   "could_walk_around",
                                                   "had_phone_or_money",
                                                   "entered_lawfully",
                                                   "removed_before",
                                                   "account_late_or_changed",
                                                   "withdrew_account",
                                                   "refused_help",
                                                   "family_agreed",
                                                   "refused_by_authority_before"};
    for (const std::string_view id : assessing_catalogues) {
        const catalogue& catalogue_used = shipped(id);
        for (const std::string_view burden : of_the_law) {
            REQUIRE(catalogue_used.find_indicator(burden));
            CHECK(catalogue_used.find_indicator(burden)->nature == indicator_nature::burden);
        }
        const std::vector<const indicator*> burdens =
            of_nature(catalogue_used, indicator_nature::burden);
        for (int n = 0; n < 30; ++n) {
            answers person = random_person(d, catalogue_used, {.burden_yes = 0});
            for (const indicator* burden : burdens) person.forget(burden->id);
            const std::string said = everything_said(assess(catalogue_used, person));
            for (const indicator* burden : burdens)
                REQUIRE(said.find(burden->id) == std::string::npos);
            for (const std::string_view value : {"yes", "no"}) {
                answers all = person;
                for (const indicator* burden : burdens) give(all, burden->id, value);
                if (everything_said(assess(catalogue_used, all)) != said)
                    FAIL_CHECK(catalogue_used.id()
                               << ": burdens answered " << value << " change the result");
                const indicator& one = *burdens[d.below(burdens.size())];
                answers single = person;
                give(single, one.id, value);
                if (everything_said(assess(catalogue_used, single)) != said)
                    FAIL_CHECK(catalogue_used.id()
                               << ": " << one.id << " " << value << " changes the result");
            }
        }
    }
}

TEST_CASE("law 4: burden facts are never asked: they have no question and stand in no form",
          "[law-4]") {
    for (const std::string_view id : builtin_ids()) {
        const catalogue& catalogue_used = shipped(id);
        for (const indicator* burden : of_nature(catalogue_used, indicator_nature::burden))
            CHECK(burden->question.empty());
        for (const form_definition& form : catalogue_used.document().forms)
            for (const std::string& about : form.indicators)
                CHECK(catalogue_used.find_indicator(about)->nature != indicator_nature::burden);
    }
    small_catalogue c = plain();
    c.forms = R"({"id": "desk", "title": {"en": "Desk"}, "indicators": ["beaten", "no_visa"]})";
    CHECK(refuses_only(c, "burden_asked"));
    c = plain();
    c.indicators.push_back(
        yes_no_json("paid", "burden", "document", R"(, "question": {"en": "?"})"));
    CHECK(refuses_only(c, "key_not_allowed"));
}

TEST_CASE("law 4: a burden fact serves routing only: every other rule that names one is refused",
          "[law-4]") {
    const std::string harm = in_quotes("beaten");
    const std::vector<std::string> with_burden{
        in_quotes("no_visa"), R"({"any": ["beaten", "no_visa"]})",
        R"({"all": ["beaten", {"any": ["moved", "no_visa"]}]})",
        R"({"at_least": 1, "of": ["beaten", "no_visa"]})", R"({"rule": "through"})"};
    for (const std::string& rule : with_burden) {
        INFO(rule);
        const auto through = [&] {
            small_catalogue c = plain();
            if (rule.find("through") != std::string::npos)
                c.rules =
                    R"({"id": "through", "rule": {"any": ["beaten", "no_visa"]}, )" + stated + "}";
            return c;
        };
        for (const std::string_view kind :
             {"victim", "protection", "migration", "offence", "measure"}) {
            small_catalogue c = through();
            c.findings = finding_json("f", kind, rule);
            CHECK(refuses_only(c, "burden_in_rule"));
            c.findings = finding_json(
                "f", kind, harm,
                R"(, "elements": [{"id": "e", "title": {"en": "e"}, "rule": )" + rule + "}]");
            CHECK(refuses_only(c, "burden_in_rule"));
        }
        small_catalogue c = through();
        c.safeguards = safeguard_json("s", R"(, "when": )" + rule);
        CHECK(refuses_only(c, "burden_in_rule"));
        c.safeguards = safeguard_json("s", R"(, "unless_ruled_out": )" + rule);
        CHECK(refuses_only(c, "burden_in_rule"));
        c = through();
        c.referrals = referral_json("r", "aid", "protection", rule);
        CHECK(refuses_only(c, "burden_in_rule"));
        c = through();
        c.scores = R"({"id": "sum", "title": {"en": "Sum"}, "terms": [{"when": )" + rule +
                   R"(, "points": "1"}], )" + stated + "}";
        CHECK(refuses_only(c, "burden_in_rule"));
        c = through();
        c.more = R"(, "offences_shown_when": )" + rule;
        CHECK(refuses_only(c, "burden_in_rule"));
        c = through();
        c.denials_count_when = rule;
        CHECK(refuses_only(c, "not_an_interview_fact"));
    }
    small_catalogue c = plain();
    c.referrals = referral_json("r", "aid", "protection", harm, R"(, "routing": "no_visa")");
    CHECK(refusals(c).empty());
}

TEST_CASE("law 4: a burden fact that routes opens a service, is no reason and is nowhere named",
          "[law-4]") {
    small_catalogue c = plain();
    c.findings = finding_json("harmed", "victim", in_quotes("beaten"));
    c.referrals = referral_json("for_all", "aid", "protection", R"({"finding": "harmed"})") + ", " +
                  referral_json("papers_clinic", "aid", "protection", R"({"finding": "harmed"})",
                                R"(, "routing": "no_visa")");
    const catalogue of = loaded(c);
    answers known{of};
    give(known, "beaten", "yes");
    const assessment unanswered = assess(of, known);
    REQUIRE(referral_of(unanswered, "papers_clinic"));
    CHECK(referral_of(unanswered, "papers_clinic")->status == referral_status::open);
    CHECK(everything_said(unanswered).find("no_visa") == std::string::npos);
    give(known, "no_visa", "yes");
    const assessment opened = assess(of, known);
    CHECK(lost(unanswered, opened).empty());
    REQUIRE(referral_of(opened, "papers_clinic"));
    CHECK(referral_of(opened, "papers_clinic")->status == referral_status::indicated);
    CHECK(referral_of(opened, "for_all")->status == referral_status::indicated);
    CHECK(everything_said(opened).find("no_visa") == std::string::npos);
    give(known, "no_visa", "no");
    CHECK(referral_of(assess(of, known), "for_all")->status == referral_status::indicated);
    CHECK(everything_said(assess(of, known)).find("no_visa") == std::string::npos);
}

TEST_CASE(
    "law 4: neither harm nor burden can be negated, and a harm number counts in one direction in "
    "protective rules",
    "[law-4]") {
    small_catalogue c = plain();
    c.findings = finding_json("f", "victim", R"({"all": ["moved", {"not": "beaten"}]})");
    CHECK(refuses_only(c, "not_over_harm"));
    c.findings =
        finding_json("f", "protection", R"({"not": {"number": "nights_held", "at_least": 3}})");
    CHECK(refuses_only(c, "not_over_harm"));
    c.findings = finding_json("f", "measure", R"({"all": ["moved", {"not": "beaten"}]})");
    CHECK(refuses_only(c, "not_over_harm"));
    c.findings = finding_json("f", "victim", R"({"not": {"any": ["moved"]}})");
    CHECK_FALSE(refusals(c).empty());
    c.findings = finding_json("f", "victim", R"({"not": {"rule": "r"}})");
    c.rules = R"({"id": "r", "rule": "beaten", )" + stated + "}";
    CHECK_FALSE(refusals(c).empty());
    c = plain();
    c.referrals = referral_json("r", "aid", "protection", in_quotes("beaten"),
                                R"(, "routing": {"not": "no_visa"})");
    const auto codes = refusals(c);
    CHECK(std::find(codes.begin(), codes.end(), "not_over_burden") != codes.end());

    const std::string both =
        R"({"any": [{"all": ["beaten", {"number": "nights_held", "below": 3}]}, {"number": "nights_held", "at_least": 9}]})";
    for (const std::string_view kind : {"victim", "protection"}) {
        c = plain();
        c.findings = finding_json("f", kind, both);
        CHECK(refuses_only(c, "direction"));
        c.findings = finding_json(
            "f", kind,
            R"({"any": [{"number": "nights_held", "at_least": 3}, {"number": "nights_held", "at_least": 9}]})");
        CHECK(refusals(c).empty());
    }
    c = plain();
    c.safeguards = safeguard_json("s", R"(, "when": )" + both);
    CHECK(refuses_only(c, "direction"));
    c = plain();
    c.referrals = referral_json("r", "aid", "protection", both);
    CHECK(refuses_only(c, "direction"));
}

TEST_CASE("law 4: the shipped rules negate plain facts only and name no burden fact", "[law-4]") {
    for (const std::string_view id : builtin_ids()) {
        const catalogue& catalogue_used = shipped(id);
        for (const rule_tree* rule : all_rules(catalogue_used.document(), true)) {
            std::vector<std::string> negated;
            each_negated(*rule, negated);
            for (const std::string& about : negated) {
                INFO(catalogue_used.id() << ": not " << about);
                const indicator_nature nature = catalogue_used.find_indicator(about)->nature;
                CHECK((nature == indicator_nature::fact || nature == indicator_nature::identity));
            }
            std::set<std::string> names;
            names_in(*rule, names);
            for (const std::string& name : names)
                if (const indicator* about = catalogue_used.find_indicator(name))
                    CHECK(about->nature != indicator_nature::burden);
        }
    }
}

TEST_CASE(
    "law 4: an identity fact changes no finding and no element, and is never a sign or a reason of "
    "one",
    "[law-4]") {
    dice d{404};
    for (const std::string_view id : assessing_catalogues) {
        const catalogue& catalogue_used = shipped(id);
        const std::vector<const indicator*> identities =
            of_nature(catalogue_used, indicator_nature::identity);
        for (const std::string_view about :
             {"sex", "gender_identity_disclosed", "nationality_country",
              "ethnic_or_religious_minority", "disability"}) {
            REQUIRE(catalogue_used.find_indicator(about));
            CHECK(catalogue_used.find_indicator(about)->nature == indicator_nature::identity);
        }
        for (int n = 0; n < 400; ++n) {
            answers person = random_person(d, catalogue_used);
            for (const indicator* about : identities) person.forget(about->id);
            const assessment nobody = assess(catalogue_used, person);
            for (const indicator* about : identities)
                if (d.chance(80)) set_random(d, person, *about);
            const assessment somebody = assess(catalogue_used, person);
            REQUIRE(somebody.asked_n == nobody.asked_n);
            REQUIRE(somebody.headline == nobody.headline);
            REQUIRE(somebody.also == nobody.also);
            for (std::size_t f = 0; f < nobody.findings.size(); ++f) {
                const finding_result &a = nobody.findings[f], &b = somebody.findings[f];
                if (a.definition->kind == finding_kind::measure) continue;
                if (a.status != b.status || a.signs != b.signs || a.because != b.because)
                    FAIL_CHECK(catalogue_used.id() << ": identity changes " << a.definition->id);
                for (std::size_t e = 0; e < a.elements.size(); ++e)
                    REQUIRE(a.elements[e].status == b.elements[e].status);
                for (const auto* conditions : {&b.signs, &b.because})
                    for (const condition& c : *conditions)
                        if (c.about->nature == indicator_nature::identity)
                            FAIL_CHECK(a.definition->id << " rests on " << c.about->id);
            }
            // identity only opens: nothing indicated is lost, no safeguard goes
            for (const safeguard_result& s : nobody.safeguards)
                REQUIRE(safeguard_of(somebody, s.definition->id));
            for (const referral_result& r : nobody.referrals) {
                const referral_result* now = referral_of(somebody, r.definition->id);
                if (r.status == referral_status::indicated &&
                    (!now || now->status != referral_status::indicated))
                    FAIL_CHECK("identity removes " << r.definition->id);
            }
        }
    }
}

TEST_CASE(
    "law 4: an identity fact is refused as a condition of findings and as the reason of a "
    "referral, and allowed where it opens a service",
    "[law-4]") {
    for (const std::string_view rule : {R"("minority")", R"({"any": ["beaten", "minority"]})",
                                        R"({"all": ["beaten", {"not": "minority"}]})"}) {
        INFO(rule);
        for (const std::string_view kind : {"victim", "protection", "migration", "offence"}) {
            small_catalogue c = plain();
            c.findings = finding_json("f", kind, rule);
            CHECK(refuses_only(c, "identity_in_rule"));
        }
        small_catalogue c = plain();
        c.referrals = referral_json("r", "aid", "protection", rule);
        CHECK(refuses_only(c, "identity_in_rule"));
        c = plain();
        c.findings = finding_json("f", "measure", rule);
        CHECK(refusals(c).empty());
    }
    small_catalogue c = plain();
    c.safeguards = safeguard_json("s", R"(, "when": "minority")", "offers_person");
    c.referrals = referral_json("r", "aid", "protection", in_quotes("beaten"),
                                R"(, "serves_only": "minority")") +
                  ", " +
                  referral_json("r2", "aid", "protection", in_quotes("beaten"),
                                R"(, "routing": {"not": "minority"})");
    CHECK(refusals(c).empty());
}

TEST_CASE("law 4: a withheld referral stays in the result with the safeguards that withhold it",
          "[law-4]") {
    small_catalogue c = plain();
    c.indicators.push_back(yes_no_json("police_took_part", "harm"));
    c.findings = finding_json("harmed", "victim", in_quotes("beaten"));
    c.safeguards = safeguard_json(
        "not_the_police",
        R"(, "when": "police_took_part", "withholds": {"agencies": ["police"], "levels": ["district"], "referrals": ["clinic"]})");
    c.referrals =
        referral_json("police_desk", "police", "investigation", R"({"finding": "harmed"})") + ", " +
        referral_json("district_desk", "aid", "protection", R"({"finding": "harmed"})", "",
                      "district") +
        ", " + referral_json("clinic", "health", "protection", R"({"finding": "harmed"})") + ", " +
        referral_json("lawyer", "aid", "protection", R"({"finding": "harmed"})");
    const catalogue of = loaded(c);
    answers known{of};
    give(known, "beaten", "yes");
    const assessment before = assess(of, known);
    give(known, "police_took_part", "yes");
    const assessment after = assess(of, known);
    CHECK(lost(before, after).empty());
    for (const std::string_view id : {"police_desk", "district_desk", "clinic"}) {
        INFO(id);
        REQUIRE(referral_of(after, id));
        CHECK(referral_of(before, id)->status == referral_status::indicated);
        CHECK(referral_of(after, id)->status == referral_status::withheld);
        CHECK(referral_of(after, id)->withheld_by ==
              std::vector<std::string_view>{"not_the_police"});
        CHECK(dump(after, shipped("words")).find("\"id\":\"" + std::string(id) + "\"") !=
              std::string::npos);
    }
    CHECK(referral_of(after, "lawyer")->status == referral_status::indicated);
    CHECK(dump(after, shipped("words")).find(R"("withheld_by":["not_the_police"])") !=
          std::string::npos);
}

TEST_CASE(
    "law 4: in the shipped catalogue every involved agency is withheld and named by its safeguard",
    "[law-4]") {
    const catalogue& catalogue_used = shipped("pakistan");
    const std::map<std::string, std::set<std::string>> agencies{
        {"official_involved_police", {"police"}},
        {"official_involved_fia", {"fia"}},
        {"official_involved_levies_or_forces", {"levies_or_forces"}},
        {"official_involved_district", {"district_administration"}},
        {"official_involved_child_or_welfare_body", {"child_body", "social_welfare", "shelter"}},
        {"official_involved_embassy", {"mission"}}};
    for (const auto& [sign, involved] : agencies) {
        answers known{catalogue_used};
        for (const indicator* about : possible_signs(catalogue_used))
            if (!about->id.starts_with("official_involved")) give(known, about->id, "yes");
        give(known, "border_crossed_or_to_be_crossed", "yes");
        give(known, "person_is_abroad_now", "yes");
        give(known, "person_asks_embassy_contact", "yes");
        give(known, "province", "balochistan");
        give(known, "province_of_exploitation", "balochistan");
        give(known, "age_now_years", 12);
        give(known, "sex", "female");
        give(known, "nationality_country", "pakistan");
        give(known, sign, "yes");
        std::size_t seen = 0;
        for (const referral_result& r : assess(catalogue_used, known).referrals) {
            const bool mine = involved.contains(r.definition->agency) ||
                              (sign != "official_involved_embassy" &&
                               r.definition->level == referral_level::district);
            if (!mine) continue;
            ++seen;
            INFO(sign << ": " << r.definition->id);
            CHECK(r.status == referral_status::withheld);
            CHECK_FALSE(r.withheld_by.empty());
        }
        INFO(sign);
        CHECK(seen > 0);
    }
}
