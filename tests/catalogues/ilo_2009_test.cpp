// SPDX-License-Identifier: Apache-2.0

// The ILO dimension rule against its truth table, and the published codings.

#include <boost/json.hpp>

#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "catch.hpp"
#include "pehchan/json.hpp"
#include "pehchan/pehchan.hpp"
#include "support/give.hpp"
#include "support/shipped.hpp"

using namespace pehchan;
namespace json = boost::json;

namespace {

json::value read_json(const std::string& file) {
    std::ifstream in(std::string(PEHCHAN_SOURCE_DIR) + "/tests/cases/" + file);
    REQUIRE(in);
    return json::parse(
        std::string{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()});
}

const catalogue& ilo() {
    static const catalogue one = *builtin("ilo_2009");
    return one;
}

std::map<std::string, finding_status> statuses(const answers& known) {
    std::map<std::string, finding_status> out;
    for (const finding_result& f : assess(ilo(), known).findings) out[f.definition->id] = f.status;
    return out;
}

void speak_freely(answers& a) { pehchan_tests::record_safe_talk(a); }

/// Everything that was not answered is answered no.
void rest_no(answers& a) {
    for (std::size_t i = 0; i < ilo().indicators().size(); ++i)
        if (ilo().indicators()[i]->type == indicator_type::yes_no &&
            a.at(i).kind == answer_kind::unknown)
            pehchan_tests::give(a, ilo().indicators()[i]->id, "no");
}

}  // namespace

TEST_CASE("the dimension rule gives its published truth table in all twelve dimensions") {
    const json::value table = read_json("ilo_dimension_truth_table.json");
    std::size_t rows = 0;
    for (const char* list : {"adult_labour", "child_labour"})
        for (int dimension = 1; dimension <= 6; ++dimension) {
            std::map<std::string, std::vector<std::string>> of;
            for (const tag& t : ilo().document().tags) {
                const std::string beginning =
                    "ilo." + std::string(list) + ".d" + std::to_string(dimension) + ".";
                if (t.id.starts_with(beginning)) of[t.id.substr(beginning.size())] = t.indicators;
            }
            REQUIRE(of.size() == 3);
            for (const json::value& row : table.at("rows").as_array()) {
                const auto s = static_cast<std::size_t>(row.at("S").as_int64()),
                           m = static_cast<std::size_t>(row.at("M").as_int64()),
                           w = static_cast<std::size_t>(row.at("W").as_int64());
                if (s > of["strong"].size() || m > of["medium"].size() || w > of["weak"].size())
                    continue;
                answers a{ilo()};
                speak_freely(a);
                for (std::size_t i = 0; i < s; ++i) pehchan_tests::give(a, of["strong"][i], "yes");
                for (std::size_t i = 0; i < m; ++i) pehchan_tests::give(a, of["medium"][i], "yes");
                for (std::size_t i = 0; i < w; ++i) pehchan_tests::give(a, of["weak"][i], "yes");
                rest_no(a);
                INFO(list << " D" << dimension << " S " << s << " M " << m << " W " << w);
                const finding_status wanted = row.at("positive").as_bool()
                                                  ? finding_status::indicated
                                                  : finding_status::not_shown;
                CHECK(statuses(a)["ilo_" + std::string(list) + "_d" + std::to_string(dimension)] ==
                      wanted);
                ++rows;
            }
        }
    CHECK(rows > 150);
}

TEST_CASE(
    "the published codings give their dimensions and profiles with the rest no, and stay open with "
    "the rest unknown") {
    const json::value file = read_json("ilo_codings.json");
    std::size_t checked = 0;
    for (const json::value& c : file.at("codings").as_array()) {
        INFO(c.at("id"));
        const std::string list(c.at("list").as_string());
        answers a{ilo()};
        const auto apply = [&](const json::value& given) {
            for (const auto& [id, value] : given.as_object()) {
                INFO(id);
                if (value.is_int64())
                    REQUIRE(a.set(std::string(id), value.as_int64()) == answer_problem::none);
                else
                    REQUIRE(a.set(std::string(id), std::string_view(value.as_string().data(),
                                                                    value.as_string().size())) ==
                            answer_problem::none);
            }
        };
        apply(file.at("interview"));
        if (c.as_object().contains("given")) apply(c.at("given"));
        for (const json::value& id : c.at("present").as_array())
            REQUIRE(a.set(std::string(id.as_string()), "yes") == answer_problem::none);
        {
            std::map<std::string, finding_status> found = statuses(a);
            for (const auto& [d, wanted] : c.at("three_valued_rest_unknown").as_object()) {
                const std::string finding = "ilo_" + list + "_d" + std::string(d).substr(1);
                INFO(finding);
                CHECK(found.at(finding) == (wanted.as_string() == "positive"
                                                ? finding_status::indicated
                                                : finding_status::open));
                ++checked;
            }
        }
        rest_no(a);
        std::map<std::string, finding_status> found = statuses(a);
        for (const auto& [d, wanted] : c.at("positive").as_object()) {
            const std::string finding = "ilo_" + list + "_d" + std::string(d).substr(1);
            INFO(finding);
            CHECK((found.at(finding) == finding_status::indicated) == wanted.as_bool());
            ++checked;
        }
        for (const auto& [profile, wanted] : c.at("profiles").as_object()) {
            if (wanted.is_null()) continue;
            const std::string finding(c.at("profile_findings").at(profile).as_string());
            INFO(finding);
            CHECK((found.at(finding) == finding_status::indicated) == wanted.as_bool());
            ++checked;
        }
    }
    CHECK(checked >= 50);
}

TEST_CASE("the lists hold 67 and 65 items, and the strict profile never raises a headline") {
    std::map<std::string, std::set<std::string>> items;
    for (const tag& t : ilo().document().tags)
        for (const std::string& id : t.indicators)
            items[t.id.substr(4, t.id.find('.', 4) - 4)].insert(id);
    CHECK(items["adult_labour"].size() == 67);
    CHECK(items["child_labour"].size() == 65);
    answers a{ilo()};
    for (const auto& [list, ids] : items)
        for (const std::string& id : ids) pehchan_tests::give(a, id, "yes");
    CHECK(assess(ilo(), a).headline == headline_id::none);
}
