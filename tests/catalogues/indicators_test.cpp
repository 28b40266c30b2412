// SPDX-License-Identifier: Apache-2.0

// The shipped indicators, and the forms that ask for them.

#include <algorithm>
#include <string>

#include "catch.hpp"
#include "pehchan/json.hpp"
#include "pehchan/pehchan.hpp"
#include "support/give.hpp"
#include "support/shipped.hpp"

using namespace pehchan;
using namespace pehchan_tests;

namespace {

const catalogue& pakistan() { return shipped("pakistan"); }

}  // namespace

TEST_CASE(
    "the indicator bank holds at least 180 indicators, each with what a form needs in both "
    "languages") {
    const auto bank = builtin("indicators");
    REQUIRE(bank);
    CHECK(bank->indicators().size() >= 180);
    for (const indicator* i : bank->indicators()) {
        INFO(i->id);
        CHECK(i->label.find("en"));
        CHECK(i->label.find("ur"));
        if (i->nature == indicator_nature::burden) CHECK(i->question.empty());
        else {
            CHECK(i->question.find("en"));
            CHECK(i->question.find("ur"));
        }
    }
}

TEST_CASE(
    "every entry form leads to a protective finding, asks danger, and asks nothing that hurts "
    "most") {
    std::size_t entries = 0;
    for (const form_definition* form : pakistan().forms()) {
        if (form->role != form_role::entry && form->role != form_role::child) continue;
        entries += form->role == form_role::entry;
        INFO(form->id);
        for (const std::string& id : form->indicators)
            CHECK(pakistan().find_indicator(id)->sensitivity < 3);
        CHECK(std::find(form->indicators.begin(), form->indicators.end(), "threatened_now") !=
              form->indicators.end());
        answers all = willing(pakistan());
        for (const std::string& id : form->indicators)
            if (pakistan().find_indicator(id)->type == indicator_type::yes_no) give(all, id, "yes");
        const assessment result = assess(pakistan(), all);
        CHECK(std::any_of(
            result.findings.begin(), result.findings.end(), [](const finding_result& f) {
                return protects(*f.definition) && f.status == finding_status::indicated;
            }));
    }
    CHECK(entries == 8);
}
