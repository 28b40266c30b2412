// SPDX-License-Identifier: Apache-2.0

// Law 6: never "not a victim".

#include <algorithm>
#include <array>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "catch.hpp"
#include "pehchan/json.hpp"
#include "pehchan/pehchan.hpp"
#include "support/give.hpp"
#include "support/shipped.hpp"
#include "support/small_catalogue.hpp"

using namespace pehchan;
using namespace pehchan_tests;

namespace {

/// What would say of a person that nothing was done to them, or suggest it.
const std::vector<std::string> clearance{"not a victim",
                                         "not_a_victim",
                                         "notavictim",
                                         "not a trafficking victim",
                                         "not a victim of trafficking",
                                         "no victim",
                                         "non-victim",
                                         "nonvictim",
                                         "not victim",
                                         "isn't a victim",
                                         "is not trafficked",
                                         "was not trafficked",
                                         "not trafficked",
                                         "not been trafficked",
                                         "not exploited",
                                         "not_trafficked",
                                         "not_exploited",
                                         "genuine migrant",
                                         "voluntary migrant",
                                         "no sign of trafficking",
                                         "no signs of trafficking",
                                         "no indication of",
                                         "no evidence of",
                                         "no indicators",
                                         "no concern",
                                         "no risk",
                                         "low risk",
                                         "no further action",
                                         "screened out",
                                         "screened_out",
                                         "negative",
                                         "cleared",
                                         "clearance",
                                         "all clear",
                                         "case closed",
                                         "free to deport",
                                         "may be deported",
                                         "may be removed",
                                         "can be removed",
                                         "can be deported",
                                         "safe to remove",
                                         "fit for removal",
                                         "not eligible",
                                         "ineligible",
                                         "false alarm",
                                         "not credible",
                                         "not believed",
                                         "متاثرہ نہیں",
                                         "متاثر نہیں",
                                         "متاثرین میں شامل نہیں",
                                         "منفی",
                                         "کلیئر",
                                         "کلئیر",
                                         "شکار نہیں",
                                         "زیادتی نہیں ہوئی",
                                         "ٹریفکنگ نہیں",
                                         "ٹریفک نہیں"};

/// Marks that read as clearance.
const std::vector<std::string> marks{"\x1b[", "✓",  "✔",     "☑",       "✅",
                                     "🟢",    "🟩", "green", "#00ff00", "tick"};

std::string lower(std::string text) {
    for (char& c : text)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return text;
}

/// The phrase found as words of their own, with what stands around it; "" if none.
std::string found_in(const std::string& text, const std::vector<std::string>& phrases) {
    const std::string low = lower(text);
    const auto letter = [&](std::size_t at) {
        return at < low.size() &&
               (std::isalnum(static_cast<unsigned char>(low[at])) || low[at] == '_');
    };
    for (const std::string& phrase : phrases)
        for (std::size_t at = low.find(phrase); at != std::string::npos;
             at = low.find(phrase, at + 1)) {
            const bool ascii = static_cast<unsigned char>(phrase.front()) < 128;
            if (ascii && phrase.front() != '\x1b' &&
                ((at > 0 && letter(at - 1)) || letter(at + phrase.size())))
                continue;
            return "\"" + phrase + "\" in: " + text.substr(at > 60 ? at - 60 : 0, 140);
        }
    return "";
}

template <class Enum>
std::string names_joined() {
    std::string out;
    for (const std::string_view name : names_of<Enum>::all) out += std::string(name) + " ";
    return out;
}

const std::vector<std::string_view> holds_of_palermo{"no_removal_before_screening",
                                                     "non_punishment"};
const std::vector<std::string_view> holds_of_pakistan{
    "no_removal_before_screening", "non_punishment", "pk_screen_before_any_case"};

}  // namespace

TEST_CASE("law 6: the search finds what it looks for", "[law-6]") {
    CHECK_FALSE(found_in("This person is Not A Victim.", clearance).empty());
    CHECK_FALSE(found_in("status: cleared", clearance).empty());
    CHECK_FALSE(found_in("یہ شخص متاثرہ نہیں ہے", clearance).empty());
    CHECK_FALSE(found_in("\x1b[32mok", marks).empty());
    CHECK(found_in("ticket", marks).empty());
}

TEST_CASE(
    "law 6: no id and no text of a shipped catalogue, in any language, says or suggests that "
    "somebody is no victim",
    "[law-6]") {
    for (const std::string_view id : builtin_ids()) {
        INFO(id);
        const std::string whole{builtin_text(id)};
        REQUIRE_FALSE(whole.empty());
        CHECK(found_in(whole, clearance) == "");
        CHECK(found_in(whole, marks) == "");
    }
}

TEST_CASE("law 6: no name in JSON and no name in the library says it", "[law-6]") {
    const std::string names = names_joined<finding_status>() + names_joined<headline_id>() +
                              names_joined<referral_status>() + names_joined<finding_kind>() +
                              names_joined<availability_kind>() + names_joined<safeguard_effect>() +
                              names_joined<referral_kind>() + names_joined<confidence_level>() +
                              names_joined<basis_kind>() + names_joined<view_kind>();
    CHECK(found_in(names, clearance) == "");
    CHECK(names_joined<finding_status>() == "not_shown open indicated ");
    CHECK(names_joined<headline_id>() ==
          "act_now presumed_victim possible_victim needs_protection rights_and_information "
          "nothing_shown_so_far not_yet_asked none ");
    std::size_t files = 0;
    for (const char* folder : {"include", "src"})
        for (const auto& entry : std::filesystem::recursive_directory_iterator(
                 std::string(PEHCHAN_SOURCE_DIR) + "/" + folder)) {
            if (!entry.is_regular_file() || entry.path().filename() == "refused_words.hpp")
                continue;  // it lists what nobody may say
            ++files;
            std::string text = lower(
                file_text(std::filesystem::relative(entry.path(), PEHCHAN_SOURCE_DIR).string()));
            for (std::size_t at; (at = text.find("page.never_cleared")) != std::string::npos;)
                text.erase(at, 18);  // the line that says that nobody is
            INFO(entry.path().filename());
            for (const std::string_view name :
                 {"not_a_victim", "not_victim", "notavictim", "is_cleared", "cleared", "clearance",
                  "not_trafficked", "screened_out"})
                CHECK(text.find(name) == std::string::npos);
            if (entry.path().filename() != "terminal.cpp")  // it wipes the screen
                for (const std::string_view colour : {"\\x1b[", "\\033["})
                    CHECK(text.find(colour) == std::string::npos);
        }
    CHECK(files > 20);
}

namespace {

/// A catalogue with these words as the title of a finding, and what is wrong with it.
std::vector<issue> issues_with_title(const std::string& title) {
    small_catalogue c;
    c.setting = "survey";
    c.indicators = {yes_no_json("exploited", "harm")};
    c.findings = finding_json("harmed", "victim", in_quotes("exploited"));
    std::string text = c.json();
    const std::string was = R"("title": {"en": "harmed"})";
    const std::size_t at = text.find(was);
    REQUIRE(at != std::string::npos);
    text.replace(at, was.size(), R"("title": {"en": ")" + title + "\"}");
    const auto made = load(text);
    return made ? std::vector<issue>{} : made.issues();
}

/// The same words written in another way.
std::vector<std::string> disguised(const std::string& words) {
    std::vector<std::string> out{words};
    for (const std::string_view between : {"-", "_", "", "  ", "\u00A0", "\u2011", "\u200B"}) {
        std::string made, shouted;
        bool first = true;
        for (const char c : words) {
            made.append(c == ' ' ? between : std::string_view{&c, 1});
            const char upper = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
            // "notAVictim" where nothing stands between
            if (c != ' ') shouted.push_back(between.empty() && !first ? c : upper);
            else shouted.append(between);
            first = c == ' ';
        }
        out.push_back(made);
        out.push_back(shouted);
    }
    return out;
}

}  // namespace

TEST_CASE(
    "law 6: a catalogue in which a title clears or brands somebody is refused, however it is "
    "written",
    "[law-6]") {
    for (const std::string words :
         {"not a victim", "no victim", "genuine migrant", "screened out", "case closed",
          "no further action", "low risk", "illegal immigrant", "is a criminal", "fake victim",
          "not trafficked", "may be deported", "is lying"})
        for (const std::string& said : disguised(words))
            for (const std::string& title :
                 {said, "Result: " + said, "This person " + said + "."}) {
                const std::vector<issue> found = issues_with_title(title);
                INFO(title);
                REQUIRE_FALSE(found.empty());
                CHECK(found[0].code == "clears_or_brands");
                CHECK(found[0].pointer == "/findings/0/title/en");
                CHECK(found[0].line > 0);
                CHECK(lower(found[0].message).find(words) == std::string::npos);
            }
    for (const std::string title : {"Cleared", "CLEARED", "Criminal", "criminal", "Illegal",
                                    "Genuine", "Liar", "Negative", "Closed", "Suspect"}) {
        INFO(title);
        CHECK_FALSE(issues_with_title(title).empty());
    }
}

TEST_CASE("law 6: what denies a clearance, and words that only look like one, may be said",
          "[law-6]") {
    for (const std::string title :
         {"This clears nobody", "Nobody is cleared by it",
          "It never says that somebody is not a victim",
          "No answer shows that somebody is not a victim",
          "A silence does not mean that the person is not a victim",
          "Do not call the person an illegal immigrant", "Never write that somebody is a criminal",
          "Criminal gang or court", "Made to commit crimes by a criminal network",
          "Held until the debt is cleared", "Nuclear education", "Genuine consent to each step",
          "A victim whom no one believed", "Not asked whether a victim is hurt",
          "Cannot a victim leave?", "Ticket", "Liars are believed: this says so never"}) {
        const std::vector<issue> found = issues_with_title(title);
        INFO(title << listed(found));
        if (title != "Liars are believed: this says so never") CHECK(found.empty());
        else CHECK_FALSE(found.empty());  // what is denied must stand after what denies it
    }
    for (const std::string_view id : builtin_ids()) {
        const auto made = builtin(id);
        INFO(id << (made ? std::string{} : listed(made.issues())));
        CHECK(made);
    }
}

TEST_CASE(
    "law 6: ids, codes that are written, added texts and documents made in C++ are held to it",
    "[law-6]") {
    const auto first_code = [](const auto& made) {
        return made ? std::string{} : made.issues()[0].code + " at " + made.issues()[0].pointer;
    };
    small_catalogue c;
    c.setting = "survey";
    c.indicators = {yes_no_json("exploited", "harm")};
    c.findings = finding_json("no_victim", "victim", in_quotes("exploited"));
    CHECK(first_code(load(c.json())) == "clears_or_brands at /findings/0/id");
    c.findings = finding_json("harmed", "victim", in_quotes("exploited"));
    for (const std::string code : {"Cleared", "NoVictim", "genuine", "IllegalImmigrant"}) {
        c.mappings = R"({"id": "m", "title": {"en": "M"}, "columns": [{"column": "s", )"
                     R"("indicator": "exploited", "codes": {"1": "yes"}}], )"
                     R"("writes": [{"column": "status", "code": ")" +
                     code + R"(", "when": "exploited"}], )" + stated + "}";
        CHECK(first_code(load(c.json())) == "clears_or_brands at /mappings/0/writes/0/code");
        // read as what is not known, it is nobody's judgement; as a "no" it is
        for (const auto& [meant, refused] : {std::pair{"unknown", false}, {"no", true}}) {
            c.mappings = R"({"id": "m", "title": {"en": "M"}, "columns": [{"column": "s", )"
                         R"("indicator": "exploited", "codes": {")" +
                         code + R"(": ")" + meant + R"("}}], )" + stated + "}";
            CHECK(first_code(load(c.json())).starts_with("clears_or_brands") == refused);
        }
    }
    c.mappings.clear();
    const catalogue plain = loaded(c);
    for (const auto& [words, code] : {std::pair{"is a liar", "clears_or_brands"},
                                      {"\x1b[2J", "bad_text"},
                                      {"\u202Etext", "bad_text"}}) {
        language_texts added;
        added.language = "fr";
        added.texts.push_back({.place = "small/title", .words = words});
        CHECK(first_code(with_texts(plain, added)).starts_with(code));
        catalogue_document document = plain.document();
        document.digest.clear();  // as a document made in C++ has none
        document.findings[0].title.translations[0].words = words;
        CHECK(first_code(build(document)) == std::string(code) + " at /findings/harmed/title/en");
    }
}

TEST_CASE("law 6: nothing that is printed about anybody says it, whatever the answers", "[law-6]") {
    dice d{601};
    for (const std::string_view id : assessing_catalogues) {
        const catalogue& catalogue_used = shipped(id);
        std::vector<answers> persons{answers{catalogue_used}};
        answers all_no{catalogue_used};
        for (const indicator* about : catalogue_used.indicators())
            if (about->type == indicator_type::yes_no) give(all_no, about->id, "no");
        persons.push_back(all_no);
        record_safe_talk(all_no);
        persons.push_back(all_no);
        for (std::size_t n = 0; n < 60 / slowed_down; ++n)
            persons.push_back(
                random_person(d, catalogue_used, {.harm_yes = d.below(8), .harm_no = 80}));
        for (const answers& person : persons) {
            const std::string said = everything_said(assess(catalogue_used, person));
            REQUIRE(found_in(said, clearance) == "");
            REQUIRE(found_in(said, marks) == "");
            REQUIRE(said.find('\x1b') == std::string::npos);
        }
    }
}

TEST_CASE(
    "law 6: a page that shows nothing says that this clears nobody and that most may be unasked",
    "[law-6]") {
    const catalogue& words = shipped("words");
    const catalogue& catalogue_used = shipped("pakistan");
    answers all_no{catalogue_used};
    for (const indicator* about : catalogue_used.indicators())
        if (about->type == indicator_type::yes_no && about->nature == indicator_nature::harm)
            give(all_no, about->id, "no");
    record_safe_talk(all_no);
    const assessment none_shown = assess(catalogue_used, all_no),
                     not_asked = assess(catalogue_used, answers{catalogue_used});
    CHECK(none_shown.headline == headline_id::nothing_shown_so_far);
    CHECK(not_asked.headline == headline_id::not_yet_asked);
    CHECK(std::string(words.find_text("headline.nothing_shown_so_far")->in("en"))
              .find("clears nobody") != std::string::npos);
    for (const view_kind view : {view_kind::official, view_kind::investigator})
        for (const std::string_view language : {"en", "ur"}) {
            for (const assessment* result : {&none_shown, &not_asked}) {
                const std::string text = page(*result, words, {view, language, false});
                CHECK(text.find(words.find_text("page.never_cleared")->in(language)) !=
                      std::string::npos);
                CHECK(text.find(words.find_text("page.asked_note")->in(language)) !=
                      std::string::npos);
                CHECK(text.find(
                          words.find_text(result->asked_n ? "page.asked_most" : "page.asked_none")
                              ->in(language)) != std::string::npos);
            }
            CHECK(page(none_shown, words, {view, language, false})
                      .find(words.find_text("headline.nothing_shown_so_far")->in(language)) !=
                  std::string::npos);
            CHECK(page(not_asked, words, {view, language, false})
                      .find(words.find_text("headline.not_yet_asked")->in(language)) !=
                  std::string::npos);
        }
}

TEST_CASE(
    "law 6: \"nothing shown so far\" is never said where a sign of a victim finding is recorded",
    "[law-6]") {
    dice d{602};
    const catalogue& catalogue_used = shipped("pakistan");
    std::size_t with_signs = 0;
    for (std::size_t n = 0; n < 1'500 / slowed_down; ++n) {
        const assessment result =
            assess(catalogue_used,
                   random_person(d, catalogue_used, {.harm_yes = d.below(3), .harm_no = 90}));
        const bool sign = std::any_of(
            result.findings.begin(), result.findings.end(), [](const finding_result& f) {
                return f.definition->kind == finding_kind::victim && !f.signs.empty();
            });
        with_signs += sign;
        if (sign) REQUIRE(result.headline != headline_id::nothing_shown_so_far);
        if (sign) REQUIRE(result.headline != headline_id::not_yet_asked);
        REQUIRE(result.headline != headline_id::none);
    }
    CHECK(with_signs > 20);
}

TEST_CASE(
    "law 6: a finding that is not shown although signs are recorded reads so, and asks to screen "
    "again",
    "[law-6]") {
    const catalogue& words = shipped("words");
    const catalogue& catalogue_used = shipped("pakistan");
    answers known{catalogue_used};
    for (const indicator* about : catalogue_used.indicators())
        if (about->type == indicator_type::yes_no && about->nature == indicator_nature::harm)
            give(known, about->id, "no");
    record_safe_talk(known);
    for (const char* age : {"age_now_years", "age_when_it_happened_years"}) give(known, age, 30);
    give(known, "believed_under_18", "no");
    give(known, "deceived_about_job", "yes");  // a sign of trafficking without a purpose
    const assessment result = assess(catalogue_used, known);
    const finding_result& f = finding_of(result, "trafficking");
    REQUIRE(f.status == finding_status::not_shown);
    REQUIRE(f.signs.size() == 1);
    CHECK(result.headline != headline_id::nothing_shown_so_far);
    for (const std::string_view language : {"en", "ur"}) {
        const std::string text = page(result, words, {view_kind::official, language, false});
        bool said = false;
        for (std::size_t at = 0, end; at < text.size(); at = end + 1) {
            end = std::min(text.find('\n', at), text.size());
            const std::string line = text.substr(at, end - at);
            said = said || (line.find(f.definition->title.in(language)) != std::string::npos &&
                            line.find(words.find_text("page.signs_not_complete")->in(language)) !=
                                std::string::npos &&
                            line.find(f.signs[0].about->label.in(language)) != std::string::npos);
        }
        CHECK(said);
    }
    CHECK(words.find_text("page.signs_not_complete")->in("en") ==
          "signs recorded, but the answers do not complete it; screen again");
}

TEST_CASE("law 6: the hold on charge, detention and removal applies with no answers at all",
          "[law-6]") {
    for (const auto& [id, holds] : {std::pair{std::string_view{"palermo"}, holds_of_palermo},
                                    std::pair{std::string_view{"pakistan"}, holds_of_pakistan}}) {
        const catalogue& catalogue_used = shipped(id);
        const assessment nothing = assess(catalogue_used, answers{catalogue_used});
        for (const std::string_view hold : holds) {
            INFO(id << " " << hold);
            const safeguard_result* s = safeguard_of(nothing, hold);
            REQUIRE(s);
            CHECK(s->because.empty());
            CHECK(s->unless_known.empty());
            CHECK(s->definition->effect == safeguard_effect::limits_official);
            // without a condition there is nothing that an answer could end
            CHECK_FALSE(s->definition->when);
            CHECK_FALSE(s->definition->unless_ruled_out);
            CHECK(s->definition->hidden_from.empty());
            for (const std::string_view language : {"en", "ur"})
                CHECK(says_safeguard(
                    page(nothing, shipped("words"), {view_kind::official, language, false}),
                    *s->definition, language));
        }
    }
}

TEST_CASE("law 6: no answer and no status ends the hold", "[law-6]") {
    dice d{603};
    for (const auto& [id, holds] : {std::pair{std::string_view{"palermo"}, holds_of_palermo},
                                    std::pair{std::string_view{"pakistan"}, holds_of_pakistan}}) {
        const catalogue& catalogue_used = shipped(id);
        std::vector<answers> persons;
        for (const std::string_view value : {"yes", "no", "declined"}) {
            answers all{catalogue_used};
            for (const indicator* about : catalogue_used.indicators())
                if (about->type == indicator_type::yes_no) give(all, about->id, value);
            persons.push_back(all);
            record_safe_talk(all);
            persons.push_back(all);
        }
        for (const indicator* about : catalogue_used.indicators()) {
            answers one{catalogue_used};
            if (about->type == indicator_type::yes_no) {
                give(one, about->id, "no");
                persons.push_back(one);
                give(one, about->id, "yes");
            } else {
                set_random(d, one, *about);
            }
            persons.push_back(one);
        }
        for (std::size_t n = 0; n < 1'500 / slowed_down; ++n)
            persons.push_back(random_person(
                d, catalogue_used,
                {.harm_yes = d.below(20), .harm_no = d.below(80), .fact_yes = 40, .fact_no = 40}));
        for (const answers& person : persons) {
            const assessment result = assess(catalogue_used, person);
            for (const std::string_view hold : holds)
                if (!safeguard_of(result, hold)) FAIL_CHECK(id << ": " << hold << " ended");
        }
    }
}

TEST_CASE(
    "law 6: the hold names arrest, deportation, off-loading and reception, and ends by a named "
    "authority's written decision",
    "[law-6]") {
    const assessment nothing = assess(shipped("pakistan"), answers{shipped("pakistan")});
    const safeguard_result* hold = safeguard_of(nothing, "pk_screen_before_any_case");
    REQUIRE(hold);
    const std::string words = lower(std::string(hold->definition->words.in("en")));
    INFO(words);
    for (const std::string_view word :
         {"arrest", "off-loading", "deportation", "reception", "charge", "detention", "removal",
          "written decision", "no answer"}) {
        INFO(word);
        CHECK(words.find(word) != std::string::npos);
    }
    CHECK(std::string(hold->definition->words.in("ur")).find("تحریری") != std::string::npos);
    const safeguard_result* removal = safeguard_of(nothing, "no_removal_before_screening");
    REQUIRE(removal);
    CHECK(std::string(removal->definition->words.in("en")).find("written decision") !=
          std::string::npos);
}

TEST_CASE("law 6: HTCDS's code for it is never written and reads as unknown", "[law-6]") {
    const std::string code = "NotAVictimOfTrafficking";
    for (const std::string_view id : builtin_ids()) {
        for (const mapping_definition& m : shipped(id).document().mappings)
            for (const mapping_column& c : m.columns)
                for (const auto& [from, to] : c.codes)
                    if (lower(from).find("notavictim") != std::string::npos) CHECK(to == "unknown");
        CHECK(lower(std::string(builtin_text(id))).find("notavictim") == std::string::npos);
    }
    small_catalogue c;
    c.setting = "survey";
    c.indicators = {yes_no_json("exploited", "harm")};
    c.findings = finding_json("harmed", "victim", in_quotes("exploited"));
    const auto mapping = [](const std::string& codes) {
        return R"({"id": "htcds", "title": {"en": "HTCDS"}, "columns": [{"column": "status", "indicator": "exploited", "codes": )" +
               codes + "}], " + stated + "}";
    };
    const std::string row = R"({"case": "A-17", "answers": {"status": ")" + code + "\"}}";
    // listed: unknown, and nothing that is written says it
    c.mappings = mapping(R"({"VictimOfTrafficking": "yes", ")" + code + R"(": "unknown"})");
    const catalogue of = loaded(c);
    const auto read = read_mapped_case(of, *of.find_mapping("htcds"), row);
    REQUIRE(read);
    const std::string said = everything_said(assess(of, read->known));
    CHECK(said == everything_said(assess(of, answers{of})));
    CHECK(lower(said).find("notavictim") == std::string::npos);
    // not listed: an error, never a "no"
    c.mappings = mapping(R"({"VictimOfTrafficking": "yes"})");
    const catalogue unlisted = loaded(c);
    const auto refused = read_mapped_case(unlisted, *unlisted.find_mapping("htcds"), row);
    REQUIRE_FALSE(refused);
    CHECK(refused.issues()[0].code == "unmapped_code");
    CHECK(lower(dump(refused.issues(), "A-17")).find("notavictim") == std::string::npos);
    // as an answer of a case it is refused
    CHECK_FALSE(read_case(of, R"({"case": "A-17", "answers": {"exploited": ")" + code + "\"}}"));
}
