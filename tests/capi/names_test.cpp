// SPDX-License-Identifier: Apache-2.0

// Are the names of the C interface, which spec/abi.yaml lists, those of the C++ library?

#include <cstddef>
#include <cstdint>
#include <string>

#include <pehchan/pehchan.h>
#include <pehchan/pehchan.hpp>

#include "catch.hpp"

template <class Enum>
static void names_agree(const char* (*name_of)(std::int32_t)) {
    const auto& all = pehchan::names_of<Enum>::all;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const char* name = name_of(static_cast<std::int32_t>(i));
        REQUIRE(name != nullptr);
        CHECK(std::string(all[i]) == name);
    }
    CHECK(name_of(static_cast<std::int32_t>(all.size())) == nullptr);
    CHECK(name_of(-1) == nullptr);
}

TEST_CASE("the C interface names every enumerator as the C++ library does") {
    names_agree<pehchan::view_kind>(pehchan_view_name);
    names_agree<pehchan::finding_status>(pehchan_finding_status_name);
    names_agree<pehchan::referral_status>(pehchan_referral_status_name);
    names_agree<pehchan::interview_stop>(pehchan_stop_name);
    names_agree<pehchan::question_reason>(pehchan_why_name);
    // Kinds of answers have no names in C++.
    const auto names = [](pehchan::answer_kind kind) {
        return std::string(pehchan_answer_kind_name(static_cast<std::int32_t>(kind)));
    };
    CHECK(names(pehchan::answer_kind::unknown) == "unknown");
    CHECK(names(pehchan::answer_kind::declined) == "declined");
    CHECK(names(pehchan::answer_kind::no) == "no");
    CHECK(names(pehchan::answer_kind::yes) == "yes");
    CHECK(names(pehchan::answer_kind::not_applicable) == "not_applicable");
    CHECK(names(pehchan::answer_kind::option) == "option");
    CHECK(names(pehchan::answer_kind::number) == "number");
    const std::size_t views = pehchan::names_of<pehchan::view_kind>::all.size();
    CHECK(pehchan_view_count() == static_cast<std::int32_t>(views));
}
