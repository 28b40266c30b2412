// SPDX-License-Identifier: Apache-2.0

// What enumerated values and numbers are called.

#include <cstddef>
#include <string_view>

#include "catch.hpp"
#include "pehchan/names.hpp"

using namespace pehchan;

TEST_CASE("millionths are printed as the shortest exact decimal") {
    CHECK(decimal_of(0) == "0");
    CHECK(decimal_of(22500) == "0.0225");
    CHECK(decimal_of(990000) == "0.99");
    CHECK(decimal_of(1) == "0.000001");
    CHECK(decimal_of(1000000) == "1");
    CHECK(decimal_of(12500000) == "12.5");
}

TEST_CASE("every enumerated value has one name, and the name finds it again") {
    for (int h = 0; h <= static_cast<int>(headline_id::none); ++h)
        CHECK(value_named<headline_id>(name_of(static_cast<headline_id>(h))) ==
              static_cast<headline_id>(h));
    CHECK_FALSE(value_named<view_kind>("public").has_value());
    CHECK(name_of(finding_status::not_shown) == "not_shown");
    CHECK(name_of(referral_status::withheld) == "withheld");
}

namespace {

/// Every value has a name of its own, which finds it again.
template <class Enum>
void check_names(Enum last) {
    const auto& all = names_of<Enum>::all;
    CHECK(all.size() == static_cast<std::size_t>(last) + 1);
    for (std::size_t value = 0; value < all.size(); ++value) {
        CAPTURE(all[value]);
        CHECK(name_of(static_cast<Enum>(value)) == all[value]);
        CHECK(value_named<Enum>(all[value]) == static_cast<Enum>(value));
    }
    for (const std::string_view none : {"", "no_such_value", "NONE"})
        CHECK_FALSE(value_named<Enum>(none).has_value());
}

}  // namespace

TEST_CASE("every enumeration has as many names as values") {
    check_names(indicator_type::number);
    check_names(indicator_nature::identity);
    check_names(known_by::document);
    check_names(indicator_period::then);
    check_names(form_role::offered_again);
    check_names(view_kind::helper);
    check_names(translation_status::reviewed);
    check_names(confidence_level::verified);
    check_names(catalogue_setting::survey);
    check_names(finding_kind::measure);
    check_names(headline_id::none);
    check_names(basis_kind::project_policy);
    check_names(safeguard_effect::protects_child);
    check_names(referral_level::any);
    check_names(referral_kind::information);
    check_names(referral_mode::duty);
    check_names(availability_kind::none_known);
    check_names(finding_status::indicated);
    check_names(referral_status::withheld);
    check_names(interview_stop::nothing_left);
    check_names(question_reason::more);
    CHECK(name_of(indicator_period::twelve_months) == "12_months");
}
