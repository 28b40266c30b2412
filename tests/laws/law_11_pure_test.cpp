// SPDX-License-Identifier: Apache-2.0

// Law 11: pure.

#include <clocale>
#include <cstdint>
#include <filesystem>
#include <locale>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <thread>
#include <tuple>
#include <vector>

#include "catch.hpp"
#include "pehchan/json.hpp"
#include "pehchan/pehchan.hpp"
#include "support/give.hpp"
#include "support/json_tree.hpp"
#include "support/shipped.hpp"
#include "support/small_catalogue.hpp"

using namespace pehchan;
using namespace pehchan_tests;

namespace {

/// The digests of a shipped catalogue and of all that it uses, computed here from the texts.
const std::string& expected_digest(const std::string& id) {
    static std::map<std::string, std::string> done;
    if (const auto at = done.find(id); at != done.end()) return at->second;
    const boost::json::value tree = tree_of(builtin_text(id));
    std::map<std::string, std::string> used;
    if (const auto* use = tree.as_object().if_contains("use"))
        for (const auto& u : use->as_array())
            used[string_of(u.at("id"))] = expected_digest(string_of(u.at("id")));
    return done[id] = plain_digest(tree, used);
}

struct comma_numbers : std::numpunct<char> {
    char do_decimal_point() const override { return ','; }
    char do_thousands_sep() const override { return '.'; }
    std::string do_grouping() const override { return "\3"; }
};

std::string digest_after(std::string text, std::string_view from, std::string_view to) {
    const std::size_t at = text.find(from);
    if (at == std::string::npos) throw std::runtime_error("not found: " + std::string(from));
    text.replace(at, from.size(), to);
    const auto made = load(text);
    if (!made) throw std::runtime_error(listed(made.issues()));
    return std::string(made->digest());
}

std::vector<std::string> files_under(const char* folder) {
    std::vector<std::string> out;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(
             std::string(PEHCHAN_SOURCE_DIR) + "/" + folder))
        if (entry.is_regular_file())
            out.push_back(std::filesystem::relative(entry.path(), PEHCHAN_SOURCE_DIR).string());
    return out;
}

}  // namespace

TEST_CASE(
    "law 11: the same answers give the same bytes again, from a catalogue loaded again, and in "
    "another thread",
    "[law-11]") {
    dice d{1101};
    for (const std::string_view id : assessing_catalogues) {
        const catalogue& catalogue_used = shipped(id);
        const auto again = builtin(id);
        REQUIRE(again);
        CHECK(again->digest() == catalogue_used.digest());
        for (std::size_t n = 0; n < 40 / slowed_down; ++n) {
            const answers person = random_person(d, catalogue_used, {.harm_yes = 8});
            const std::string said = everything_said(assess(catalogue_used, person));
            REQUIRE(everything_said(assess(catalogue_used, person)) == said);
            REQUIRE(everything_said(assess(*again, carried_over(d, person, *again))) == said);
            if (n % 8) continue;
            std::string elsewhere;
            std::thread{[&] {
                elsewhere = everything_said(assess(catalogue_used, person));
            }}.join();
            REQUIRE(elsewhere == said);
        }
    }
}

TEST_CASE(
    "law 11: the library keeps nothing: what was assessed, read and refused in between changes no "
    "byte",
    "[law-11]") {
    dice d{1102};
    const catalogue& catalogue_used = shipped("pakistan");
    const answers first = random_person(d, catalogue_used, {.harm_yes = 8});
    const std::string said = everything_said(assess(catalogue_used, first));
    for (std::size_t n = 0; n < 60 / slowed_down; ++n) {
        const catalogue& other = shipped(assessing_catalogues[d.below(4)]);
        (void)everything_said(assess(other, random_person(d, other, {.harm_yes = 20})));
        (void)read_case(catalogue_used, R"({"case": "x", "answers": {"confined_now": true}})");
        (void)load("{}");
        REQUIRE(everything_said(assess(catalogue_used, first)) == said);
    }
    // a result stays as it is when its answers change, and when its catalogue's other copies are
    // gone
    answers changing = first;
    const assessment kept = assess(catalogue_used, changing);
    const std::string before = everything_said(kept);
    for (const indicator* about : catalogue_used.indicators()) set_random(d, changing, *about);
    CHECK(everything_said(kept) == before);
    const std::string survives = [&] {
        const assessment last = [&] {
            const auto temporary = builtin("pakistan");
            return assess(*temporary, carried_over(d, first, *temporary));
        }();
        return everything_said(last);
    }();
    CHECK(survives == said);
}

TEST_CASE(
    "law 11: the digest is the SHA-256 of the minified text, keys sorted, collections by id, with "
    "the digests of used catalogues",
    "[law-11]") {
    CHECK(plain_sha256("abc") ==
          "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    for (const std::string_view id : builtin_ids()) {
        INFO(id);
        CHECK(shipped(id).digest() == expected_digest(std::string(id)));
        const assessment nothing = assess(shipped(id), answers{shipped(id)});
        for (const view_kind view :
             {view_kind::official, view_kind::investigator, view_kind::helper})
            CHECK(dump(nothing, shipped("words"), {view, "en", false})
                      .find("\"digest\":\"" + expected_digest(std::string(id)) + "\"") !=
                  std::string::npos);
    }
}

TEST_CASE(
    "law 11: a text written with other spaces, escapes, order of keys and of collections has the "
    "same digest",
    "[law-11]") {
    dice d{1103};
    for (const std::string_view id : builtin_ids()) {
        INFO(id);
        for (int n = 0; n < 3; ++n)
            CHECK(reordered(d, id, false).get().digest() == shipped(id).digest());
    }
    small_catalogue c;
    c.setting = "survey";
    c.indicators = {yes_no_json("beaten", "harm"), yes_no_json("sold", "harm")};
    c.findings = finding_json("harmed", "victim", R"({"any": ["beaten", "sold"]})");
    const catalogue as_written = loaded(c);
    const std::string text = c.json(), digest{as_written.digest()};
    CHECK(digest_after(text, "{\"id\": \"small\"", " \n\t{ \"id\"  :\r\n\"small\" ") == digest);
    CHECK(digest_after(text, "\"title\": {\"en\": \"Small\"}",
                       "\"title\": {\"en\": \"\\u0053mall\"}") == digest);
    CHECK(digest_after(text, "\"id\": \"small\", \"version\": \"1.0.0\"",
                       "\"version\": \"1.0.0\", \"id\": \"small\"") == digest);
    CHECK(digest_after(text, "\"sensitivity\": 1", "\"sensitivity\":1") == digest);
}

TEST_CASE(
    "law 11: any other difference, however small, in the catalogue or in one that it uses, is "
    "another digest",
    "[law-11]") {
    small_catalogue c;
    c.setting = "survey";
    c.indicators = {yes_no_json("beaten", "harm"), yes_no_json("sold", "harm")};
    c.findings = finding_json("harmed", "victim", R"({"any": ["beaten", "sold"]})");
    const std::string text = c.json();
    const catalogue as_written = loaded(c);
    std::set<std::string> digests{std::string(as_written.digest())};
    const std::vector<std::pair<std::string_view, std::string_view>> changes{
        {"\"Small\"", "\"small\""},
        {"\"1.0.0\"", "\"1.0.1\""},
        {"\"urgency\": 50", "\"urgency\": 51"},
        {"[\"beaten\", \"sold\"]", "[\"sold\", \"beaten\"]"},
        {"\"any\"", "\"all\""},
        {"\"survey\"", "\"official\", \"denials_count_when\": \"told_may_refuse\""},
        {"\"as_of\": \"2020\"", "\"as_of\": \"2021\""},
        {"\"sensitivity\": 1", "\"sensitivity\": 2"}};
    for (const auto& [from, to] : changes) digests.insert(digest_after(text, from, to));
    CHECK(digests.size() == changes.size() + 1);

    // through `use`, at any distance
    const auto with_use = [](std::string_view id, std::string_view used) {
        return R"({"id": ")" + std::string(id) +
               R"(", "version": "1.0.0", "title": {"en": "U"}, "setting": "survey", "languages": [{"id": "en", "status": "source"}], "use": [{"id": ")" +
               std::string(used) + R"(", "version": "1.0.0"}]})";
    };
    std::set<std::string> middle, outer;
    for (const std::string_view title : {"\"Small\"", "\"Small!\""}) {
        std::string changed = text;
        changed.replace(changed.find("\"Small\""), 7, title);
        const auto inner = load(changed);
        REQUIRE(inner);
        const std::vector<catalogue> one{*inner};
        const auto between = load(with_use("between", "small"), one);
        REQUIRE(between);
        const std::vector<catalogue> two{*inner, *between};
        const auto last = load(with_use("last", "between"), two);
        REQUIRE(last);
        middle.insert(std::string(between->digest()));
        outer.insert(std::string(last->digest()));
    }
    CHECK(middle.size() == 2);
    CHECK(outer.size() == 2);
}

TEST_CASE("law 11: a locale with decimal commas and thousands separators changes no byte",
          "[law-11]") {
    dice d{1104};
    for (const std::string_view id : {"dwems_2024", "pakistan"}) {
        const catalogue& catalogue_used = shipped(id);
        const answers person = random_person(d, catalogue_used, {.harm_yes = 10, .other = 90});
        const std::string said = everything_said(assess(catalogue_used, person));
        const std::locale before =
            std::locale::global(std::locale(std::locale::classic(), new comma_numbers));
        const char* c_locale = nullptr;
        for (const char* name :
             {"de_DE.UTF-8", "de_DE.utf8", "fr_FR.UTF-8", "ur_PK.UTF-8", "ur_PK", "C.UTF-8"})
            if (!c_locale) c_locale = std::setlocale(LC_ALL, name);
        const auto again = builtin(id);
        const std::string with_commas =
            again ? everything_said(assess(*again, carried_over(d, person, *again))) : "";
        std::setlocale(LC_ALL, "C");
        std::locale::global(before);
        CHECK(again);
        CHECK(with_commas == said);
    }
}

TEST_CASE(
    "law 11: no header of the core and no source of the JSON part reads a clock, the environment, "
    "a file, the network, a locale or a log, or keeps a global",
    "[law-11]") {
    std::vector<std::string> files = files_under("include");
    for (const std::string& file : files_under("src/json")) files.push_back(file);
    CHECK(files.size() > 25);
    for (const std::string& file : files) {
        const std::string text = file_text(file);
        INFO(file);
        for (const std::string_view header :
             {"<chrono>", "<ctime>", "<time.h>", "<fstream>", "<iostream>", "<cstdio>", "<stdio.h>",
              "<filesystem>", "<random>", "<locale>", "<clocale>", "<thread>", "<mutex>",
              "<atomic>", "<regex>", "<syslog.h>", "<unistd.h>", "<sys/"})
            if (text.find("#include " + std::string(header)) != std::string::npos)
                FAIL_CHECK("includes " << header);
        for (const std::string_view name :
             {"getenv", "setlocale", "std::rand", "thread_local", "printf", "std::cout",
              "std::cerr", "std::clog", "system_clock", "steady_clock", "time(nullptr)"})
            if (text.find(name) != std::string::npos) FAIL_CHECK("uses " << name);
        // static data is constant
        for (std::size_t at = text.find("static "); at != std::string::npos;
             at = text.find("static ", at + 1)) {
            const std::string line =
                text.substr(at, std::min(text.find('\n', at), text.size()) - at);
            const bool constant = line.starts_with("static constexpr") ||
                                  line.starts_with("static const ") ||
                                  line.find('(') != std::string::npos;
            if (!constant && at > 0 && (text[at - 1] == ' ' || text[at - 1] == '\n'))
                FAIL_CHECK("static data: " << line);
        }
    }
}

TEST_CASE(
    "law 11: points, thresholds and bounds are integers and exact decimals: no floating point in "
    "the core",
    "[law-11]") {
    for (const std::string& file : files_under("include")) {
        const std::string text = file_text(file);
        INFO(file);
        for (const std::string_view type :
             {"double ", "float ", "long double", "<double>", "<float>", "<cmath>"})
            CHECK(text.find(type) == std::string::npos);
    }
    for (const std::int64_t value :
         {std::int64_t{0}, std::int64_t{1}, std::int64_t{10}, std::int64_t{22'500},
          std::int64_t{100'000}, std::int64_t{1'000'000}, std::int64_t{1'500'000},
          std::int64_t{12'345'678}, std::int64_t{999'999}, std::int64_t{1'000'000'000'000'000}}) {
        const std::string shortest = decimal_of(value);
        INFO(shortest);
        CHECK((shortest.find('.') == std::string::npos || shortest.back() != '0'));
        CHECK(shortest.back() != '.');
        // read back as a score's points
        if (value >= 1'000'000'000'000'000) continue;
        small_catalogue c;
        c.setting = "survey";
        c.indicators = {yes_no_json("beaten", "harm")};
        c.scores =
            R"({"id": "sum", "title": {"en": "Sum"}, "terms": [{"when": "beaten", "points": ")" +
            shortest + R"("}], )" + stated + "}";
        const catalogue of = loaded(c);
        answers known{of};
        give(known, "beaten", "yes");
        CHECK(assess(of, known).scores[0].low == value);
        CHECK(dump(assess(of, known), shipped("words")).find("\"low\":\"" + shortest + "\"") !=
              std::string::npos);
    }
    // a sum that floating point would miss
    small_catalogue c;
    c.setting = "survey";
    std::string terms;
    for (int i = 0; i < 10; ++i) {
        c.indicators.push_back(yes_no_json("sign_" + std::to_string(i), "harm"));
        terms += std::string(i ? ", " : "") + R"({"when": "sign_)" + std::to_string(i) +
                 R"(", "points": "0.1"})";
    }
    c.scores = R"({"id": "sum", "title": {"en": "Sum"}, "terms": [)" + terms + "], " + stated + "}";
    c.findings = finding_json("one", "measure", R"({"score": "sum", "at_least": "1"})");
    const catalogue of = loaded(c);
    answers known{of};
    for (int i = 0; i < 10; ++i) give(known, "sign_" + std::to_string(i), "yes");
    CHECK(finding_of(assess(of, known), "one").status == finding_status::indicated);
    CHECK(assess(of, known).scores[0].low == 1'000'000);
}

TEST_CASE("law 11: every array is sorted by its stated key, then by id in UTF-8 bytes",
          "[law-11]") {
    dice d{1105};
    const auto rising = [](const auto& list, auto key) {
        for (std::size_t i = 1; i < list.size(); ++i)
            if (!(key(list[i - 1]) < key(list[i]))) return false;
        return true;
    };
    const auto by_condition = [](const condition& c) {
        return std::tuple(std::string_view{c.about->id}, c.form, c.option, c.number);
    };
    const auto plain = [](const auto& id) { return std::string_view{id}; };
    for (const std::string_view id : assessing_catalogues) {
        const catalogue& catalogue_used = shipped(id);
        REQUIRE(rising(catalogue_used.indicators(),
                       [](const indicator* i) { return std::string_view{i->id}; }));
        for (std::size_t n = 0; n < 150 / slowed_down; ++n) {
            const assessment result =
                assess(catalogue_used, random_person(d, catalogue_used, {.harm_yes = d.below(15)}));
            REQUIRE(rising(result.findings, [](const finding_result& f) {
                return std::tuple(-f.definition->urgency, std::string_view{f.definition->id});
            }));
            REQUIRE(rising(result.scores, [](const score_result& s) {
                return std::string_view{s.definition->id};
            }));
            REQUIRE(rising(result.safeguards, [](const safeguard_result& s) {
                return std::tuple(-s.definition->urgency, std::string_view{s.definition->id});
            }));
            REQUIRE(rising(result.referrals, [](const referral_result& r) {
                return std::tuple(r.definition->within_hours.value_or(1'000'000),
                                  static_cast<int>(r.definition->kind),
                                  std::string_view{r.definition->id});
            }));
            REQUIRE(rising(result.also, [](headline_id h) { return static_cast<int>(h); }));
            for (const finding_result& f : result.findings) {
                REQUIRE(rising(f.signs, by_condition));
                REQUIRE(rising(f.because, by_condition));
                REQUIRE(rising(f.definition->statement.sources, plain));
            }
            for (const safeguard_result& s : result.safeguards) {
                REQUIRE(rising(s.because, by_condition));
                REQUIRE(rising(s.unless_known, plain));
            }
            for (const referral_result& r : result.referrals) {
                REQUIRE(rising(r.because, by_condition));
                REQUIRE(rising(r.depends_on, plain));
                REQUIRE(rising(r.withheld_by, plain));
            }
        }
    }
}

TEST_CASE(
    "law 11: where several sets of reasons are equally small, the first in the order of ids is "
    "given",
    "[law-11]") {
    small_catalogue c;
    c.setting = "survey";
    for (const std::string_view id : {"d_sign", "b_sign", "c_sign", "a_sign"})
        c.indicators.push_back(yes_no_json(id, "harm"));
    c.findings =
        finding_json("one", "victim", R"({"any": ["d_sign", "c_sign", "b_sign", "a_sign"]})") +
        ", " +
        finding_json("two", "victim",
                     R"({"at_least": 2, "of": ["d_sign", "c_sign", "b_sign", "a_sign"]})") +
        ", " +
        finding_json(
            "pair", "victim",
            R"({"any": [{"all": ["c_sign", "d_sign"]}, {"all": ["b_sign", "d_sign"]}, {"all": ["d_sign", "a_sign"]}]})");
    const catalogue of = loaded(c);
    answers known{of};
    for (const std::string_view id : {"a_sign", "b_sign", "c_sign", "d_sign"})
        give(known, id, "yes");
    const assessment result = assess(of, known);
    const auto reasons = [&](std::string_view id) {
        std::vector<std::string> out;
        for (const condition& reason : finding_of(result, id).because)
            out.push_back(reason.about->id);
        return out;
    };
    CHECK(reasons("one") == std::vector<std::string>{"a_sign"});
    CHECK(reasons("two") == std::vector<std::string>{"a_sign", "b_sign"});
    CHECK(reasons("pair") == std::vector<std::string>{"a_sign", "d_sign"});
}

TEST_CASE("law 11: texts pass through as bytes, and the language is stated in the result",
          "[law-11]") {
    const catalogue& catalogue_used = shipped("pakistan");
    const assessment nothing = assess(catalogue_used, answers{catalogue_used});
    for (const std::string_view language : {"en", "ur"}) {
        const std::string said =
            dump(nothing, shipped("words"), {view_kind::official, language, false});
        CHECK(said.find("\"lang\":\"" + std::string(language) + "\"") != std::string::npos);
        CHECK(said.find("\\u") == std::string::npos);
        for (const safeguard_result& s : nothing.safeguards) {
            const std::string title{s.definition->title.in(language)};
            CHECK(builtin_text("pakistan").find(title) + builtin_text("palermo").find(title) + 1 !=
                  std::string_view::npos);
            CHECK(said.find("\"title\":\"" + title + "\"") != std::string::npos);
        }
    }
}

TEST_CASE(
    "law 11: the order in which a case lists its answers, and what stands around it, changes no "
    "byte",
    "[law-11]") {
    dice d{1106};
    const catalogue& catalogue_used = shipped("pakistan");
    for (const person_case& person :
         example_persons(catalogue_used, "examples/constructed.jsonl")) {
        const std::string said = everything_said(assess(catalogue_used, person.known));
        CHECK(everything_said(
                  assess(catalogue_used, carried_over(d, person.known, catalogue_used))) == said);
    }
    const auto one =
        read_case(catalogue_used,
                  R"({"case": "A", "answers": {"confined_now": "yes", "age_now_years": 16}})");
    const auto two = read_case(catalogue_used,
                               "  {\"answers\":{\"age_now_years\":16.0,\t\"\\u0063onfined_now\" : "
                               "\"\\u0079es\"} ,\"case\":\"A\"}\r\n",
                               77);
    REQUIRE(one);
    REQUIRE(two);
    CHECK(one->known == two->known);
    CHECK(everything_said(assess(catalogue_used, one->known)) ==
          everything_said(assess(catalogue_used, two->known)));
}
