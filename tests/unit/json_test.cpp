// SPDX-License-Identifier: Apache-2.0

// What is read from JSON and written into it. Every text in tests/malformed gives exactly the
// issues written beside it: code, line:column and JSON Pointer.

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "catch.hpp"
#include "pehchan/json.hpp"
#include "support/random_catalogue.hpp"
#include "support/shipped.hpp"

using namespace pehchan;
using namespace pehchan_tests;

namespace {

const std::filesystem::path folder =
    std::filesystem::path{PEHCHAN_SOURCE_DIR} / "tests" / "malformed";

std::string bytes_of(const std::filesystem::path& file) {
    std::ifstream in{file, std::ios::binary};
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

std::vector<std::filesystem::path> files_in(const char* name, const char* extension) {
    std::vector<std::filesystem::path> out;
    for (const auto& entry : std::filesystem::directory_iterator{folder / name})
        if (entry.path().extension() == extension) out.push_back(entry.path());
    std::sort(out.begin(), out.end());
    return out;
}

/// As in the `.expected` files.
std::string line_of(const pehchan::issue& one) {
    std::string line = one.code + " " + std::to_string(one.line) + ":" + std::to_string(one.column);
    if (!one.pointer.empty()) line += " " + one.pointer;
    return line + "\n";
}

std::string lines_of(const std::vector<pehchan::issue>& issues) {
    std::string lines;
    for (const pehchan::issue& one : issues) lines += line_of(one);
    return lines;
}

pehchan::catalogue base() {
    const pehchan::outcome<pehchan::catalogue> loaded =
        pehchan::load(bytes_of(folder / "base.json"));
    INFO(lines_of(loaded.issues()));
    REQUIRE(loaded.ok());
    return *loaded;
}

/// Reads a file of cases line by line: the problems of the bad lines, and how many lines are good.
template <class Read>
std::pair<std::string, std::size_t> read_lines(const std::string& text, Read read) {
    std::string problems;
    std::size_t good = 0, number = 0;
    for (std::size_t start = 0; start < text.size();) {
        const std::size_t end = std::min(text.find('\n', start), text.size());
        const pehchan::outcome<pehchan::person_case> one =
            read(std::string_view{text}.substr(start, end - start), ++number);
        problems += lines_of(one.issues());
        if (one.ok()) ++good;
        start = end + 1;
    }
    return {problems, good};
}

std::size_t bad_lines(const std::string& expected) {
    std::vector<std::string> numbers;
    std::istringstream in{expected};
    for (std::string code, place, rest; in >> code >> place && std::getline(in, rest);)
        numbers.push_back(place.substr(0, place.find(':')));
    return static_cast<std::size_t>(std::unique(numbers.begin(), numbers.end()) - numbers.begin());
}

const catalogue& pakistan() { return shipped("pakistan"); }

}  // namespace

TEST_CASE(
    "a malformed catalogue gives all its problems, each with code, pointer, line and column") {
    const auto files = files_in("catalogue", ".json");
    CHECK(files.size() >= 85);
    for (const auto& file : files) {
        CAPTURE(file.filename().string());
        const pehchan::outcome<pehchan::catalogue> loaded = pehchan::load(bytes_of(file));
        CHECK_FALSE(loaded.ok());
        CHECK(lines_of(loaded.issues()) ==
              bytes_of(std::filesystem::path{file}.replace_extension(".expected")));
        for (const pehchan::issue& one : loaded.issues()) {
            CHECK(one.message.size() > 10);
            CHECK(one.message.find("boost") == std::string::npos);
            CHECK(one.message.find("/usr") == std::string::npos);
        }
    }
}

TEST_CASE(
    "a malformed case gives its problems with their line in the file, and loses no other case") {
    const pehchan::catalogue known = base();
    for (const auto& file : files_in("case", ".jsonl")) {
        CAPTURE(file.filename().string());
        const std::string text = bytes_of(file),
                          expected =
                              bytes_of(std::filesystem::path{file}.replace_extension(".expected"));
        const auto [problems, good] =
            read_lines(text, [&](std::string_view line, std::size_t number) {
                return pehchan::read_case(known, line, number);
            });
        CHECK(problems == expected);
        CHECK(good + bad_lines(expected) ==
              static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')));
    }
}

TEST_CASE("a column or code that a mapping does not list is a problem with its place, never a no") {
    const pehchan::catalogue known = base();
    const pehchan::mapping_definition* form = known.find_mapping("form");
    REQUIRE(form);
    for (const auto& file : files_in("mapped_case", ".jsonl")) {
        CAPTURE(file.filename().string());
        const std::string text = bytes_of(file),
                          expected =
                              bytes_of(std::filesystem::path{file}.replace_extension(".expected"));
        const auto [problems, good] =
            read_lines(text, [&](std::string_view line, std::size_t number) {
                return pehchan::read_mapped_case(known, *form, line, number);
            });
        CHECK(problems == expected);
        CHECK(good + bad_lines(expected) ==
              static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')));
    }
}

TEST_CASE("texts over the limits on size are refused") {
    const pehchan::catalogue known = base();
    const std::string catalogue_text = bytes_of(folder / "base.json");
    const std::size_t catalogue_limit = std::size_t{16} << 20, case_limit = std::size_t{1} << 20;
    CHECK(pehchan::load(catalogue_text + std::string(catalogue_limit - catalogue_text.size(), ' '))
              .ok());
    const auto large = pehchan::load(catalogue_text +
                                     std::string(catalogue_limit - catalogue_text.size() + 1, ' '));
    CHECK(lines_of(large.issues()) == "too_large 1:1\n");

    const std::string case_text = R"({"case": "a", "answers": {}})";
    CHECK(pehchan::read_case(known, case_text + std::string(case_limit - case_text.size(), ' '))
              .ok());
    CHECK(lines_of(pehchan::read_case(
                       known, case_text + std::string(case_limit - case_text.size() + 1, ' '), 9)
                       .issues()) == "too_large 9:1\n");
}

TEST_CASE("no issue of a case repeats an answer") {
    const pehchan::catalogue known = base();
    const auto read = pehchan::read_case(
        known,
        R"({"case": "a", "answers": {"locked_in": "SECRET", "province": "SECRET", "age_years": 987654321, "beaten": true}})");
    CHECK(read.issues().size() == 4);
    for (const pehchan::issue& one : read.issues()) {
        CHECK(one.message.find("SECRET") == std::string::npos);
        CHECK(one.message.find("987654321") == std::string::npos);
        CHECK(one.pointer.find("SECRET") == std::string::npos);
    }
}

TEST_CASE("null, an empty string and \"unknown\" are the same answer, and so are 16 and 16.0") {
    const pehchan::catalogue known = base();
    const auto answers_of = [&](std::string_view text) {
        const auto read = pehchan::read_case(known, text);
        REQUIRE(read.ok());
        CHECK(read->id == "a");
        return read->known;
    };
    const pehchan::answers nothing = answers_of(R"({"case": "a", "answers": {}})");
    CHECK(
        answers_of(
            R"({"case": "a", "answers": {"locked_in": null, "province": "", "age_years": "unknown"}})") ==
        nothing);
    CHECK(answers_of(R"({"answers": {"age_years": 16.0}, "case": "a"})") ==
          answers_of(R"({"case": "a", "answers": {"age_years": 16}})"));
    CHECK_FALSE(answers_of(R"({"case": "a", "answers": {"locked_in": "no"}})") == nothing);
}

TEST_CASE(
    "a mapping reads codes as strings and as whole numbers, and one column may feed several "
    "indicators") {
    const pehchan::catalogue known = base();
    const pehchan::mapping_definition& form = *known.find_mapping("form");
    const auto mapped = [&](std::string_view text) {
        const auto read = pehchan::read_mapped_case(known, form, text);
        INFO(lines_of(read.issues()));
        REQUIRE(read.ok());
        return read->known;
    };
    const pehchan::answers expected =
        pehchan::read_case(
            known,
            R"({"case": "a", "answers": {"locked_in": "yes", "beaten": "no", "province": "sindh", "age_years": 16}})")
            .value()
            .known;
    CHECK(mapped(R"({"case": "a", "answers": {"q1": "1", "q2": "2", "age": "16", "row": "x"}})") ==
          expected);
    CHECK(mapped(R"({"case": "a", "answers": {"q1": 1, "q2": 2.0, "age": 16, "row": null}})") ==
          expected);
    CHECK(mapped(R"({"case": "a", "answers": {"q1": -99, "q2": "", "age": "-99", "row": 5}})") ==
          pehchan::answers{known});
}

TEST_CASE("the digest ignores the order of keys and of collections, and nothing else") {
    const auto digest_of = [](const std::string& texts) {
        const auto loaded = pehchan::load(
            R"({"id": "d", "version": "1.0.0", "title": {"en": "D"}, "setting": "survey",
            "languages": [{"id": "en", "status": "source"}], "texts": )" +
            texts + "}");
        REQUIRE(loaded.ok());
        return std::string{loaded->digest()};
    };
    const std::string one = digest_of(
        R"([{"id": "a", "text": {"en": "A\u00e4\""}}, {"id": "b", "text": {"en": "é"}}])");
    CHECK(one.size() == 64);
    CHECK(
        digest_of(
            R"([ {"text": {"en": "\u00e9"}, "id": "b"}, {"id": "\u0061", "text": {"en": "A\u00e4\u0022"}} ])") ==
        one);
    CHECK_FALSE(
        digest_of(R"([{"id": "a", "text": {"en": "A"}}, {"id": "b", "text": {"en": "B"}}])") ==
        one);
}

TEST_CASE("the digest covers the digests of used catalogues") {
    const auto used = [](const char* title) {
        return *pehchan::load(
            std::string{
                R"({"id": "u", "version": "1.0.0", "setting": "survey", "languages": [{"id": "en", "status": "source"}], "title": {"en": ")"} +
            title + R"("}})");
    };
    const auto with = [](const pehchan::catalogue& u) {
        const pehchan::catalogue list[] = {u};
        const auto loaded = pehchan::load(
            R"({"id": "d", "version": "1.0.0", "title": {"en": "D"}, "setting": "survey",
            "languages": [{"id": "en", "status": "source"}], "use": [{"id": "u", "version": "1.0.0"}]})",
            list);
        REQUIRE(loaded.ok());
        return std::string{loaded->digest()};
    };
    CHECK(with(used("A")) == with(used("A")));
    CHECK_FALSE(with(used("A")) == with(used("B")));
}

TEST_CASE(
    "every built-in catalogue loads, is named as its file, and is its file line for line without "
    "indentation") {
    const auto ids = pehchan::builtin_ids();
    CHECK_FALSE(ids.empty());
    CHECK(std::is_sorted(ids.begin(), ids.end()));
    for (const std::string_view id : ids) {
        CAPTURE(std::string{id});
        const auto loaded = pehchan::builtin(id);
        INFO(lines_of(loaded.issues()));
        REQUIRE(loaded.ok());
        CHECK(loaded->id() == id);
        CHECK(loaded->digest().size() == 64);
        const std::string file = bytes_of(std::filesystem::path{PEHCHAN_SOURCE_DIR} / "catalogues" /
                                          (std::string{id} + ".json"));
        std::string lines;
        for (std::size_t i = 0; i < file.size(); ++i) {
            lines += file[i];
            if (file[i] == '\n') i = std::min(file.find_first_not_of(' ', i + 1), file.size()) - 1;
        }
        CHECK((lines == pehchan::builtin_text(id)));  // not printed: it is long
    }
    CHECK(lines_of(pehchan::builtin("nowhere").issues()) == "unknown_catalogue 0:0\n");
    CHECK(pehchan::builtin_text("nowhere").empty());
}

TEST_CASE("every built-in catalogue loads, and an unknown one is said to be unknown") {
    for (std::string_view id : builtin_ids()) {
        const auto one = builtin(id);
        REQUIRE(one);
        CHECK(one->id() == id);
        CHECK(one->digest().size() == 64);
        CHECK(one->proved());  // scripts/prove records it
    }
    const auto none = builtin("atlantis");
    REQUIRE_FALSE(none);
    CHECK(none.issues().front().code == "unknown_catalogue");
    CHECK(none.issues().front().message.find("did you mean") == std::string::npos);
}

TEST_CASE(
    "a misspelt catalogue is answered with those that there are, also by the exception of who did "
    "not look") {
    std::string there_are;
    for (std::string_view id : builtin_ids())
        there_are += (there_are.empty() ? "There are: " : ", ") + std::string{id};
    for (const std::string_view misspelt : {"pakistn", "Pakistan", "pakistan ", "pakstian"}) {
        const std::string message = builtin(misspelt).issues().front().message;
        CHECK(message == "There is no built-in catalogue of this id; did you mean \"pakistan\"? " +
                             there_are + ".");
        try {
            (void)*builtin(misspelt);
            FAIL("no exception");
        } catch (const std::logic_error& refused) {
            CHECK(refused.what() == "there is no value: unknown_catalogue: " + message);
        }
    }
    CHECK(builtin("").issues().front().message ==
          "There is no built-in catalogue of this id. " + there_are + ".");
    try {
        (void)load("{}").value();
        FAIL("no exception");
    } catch (const std::logic_error& refused) {
        CHECK(std::string_view{refused.what()}.find("(line 1, column 1) And ") !=
              std::string_view::npos);
    }
}

TEST_CASE("the answers of an interview are a case line that is read back as it was") {
    dice d{12};
    const catalogue& catalogue_used = pakistan();
    for (int trial = 0; trial < 30; ++trial) {
        const answers known = random_person(d, catalogue_used);
        std::vector<bool> named(catalogue_used.indicators().size(), false);
        named[d.below(named.size())] = true;
        const auto back = read_case(catalogue_used, dump(known, named, "A-17"));
        REQUIRE(back);
        CHECK(back->id == "A-17");
        CHECK(back->known == known);
        for (std::size_t i = 0; i < named.size(); ++i)
            if (named[i])
                CHECK(std::find(back->named.begin(), back->named.end(),
                                catalogue_used.indicators()[i]->id) != back->named.end());
    }
}

TEST_CASE("the id of a case that cannot be read is found where it has one that can be used") {
    CHECK(case_id_of(R"({"case": "A-17", "answers": {"no_such_sign": 5}})") == "A-17");
    CHECK(case_id_of(R"({"answers": {}})").empty());
    CHECK(case_id_of(R"({"case": 17})").empty());
    CHECK(case_id_of("{").empty());
    CHECK(case_id_of("").empty());
}

TEST_CASE("issues in the place of a case name it, and say code and place") {
    const std::string said =
        dump(std::vector<issue>{{"unknown_value", "/answers/sex", 3, 9, "A \"word\"."}}, "A-17");
    CHECK(said.find(R"("case":"A-17")") != std::string::npos);
    CHECK(said.find(R"("code":"unknown_value")") != std::string::npos);
    CHECK(said.find(R"("pointer":"/answers/sex")") != std::string::npos);
    CHECK(said.find(R"(A \"word\".)") != std::string::npos);
    CHECK(said.find('\n') == std::string::npos);
}
