// SPDX-License-Identifier: Apache-2.0

// Where a statement comes from, and how sure it is.

#include <string>

#include "catch.hpp"
#include "pehchan/source.hpp"

using namespace pehchan;

TEST_CASE(
    "law 10: what says nothing of its confidence is unverified, which is the least that there is") {
    CHECK(source{}.confidence == confidence_level::unverified);
    CHECK(provenance{}.confidence == confidence_level::unverified);
    CHECK(provenance{}.sources.empty());
    STATIC_REQUIRE(confidence_level::unverified < confidence_level::secondary);
    STATIC_REQUIRE(confidence_level::secondary < confidence_level::verified);
}

TEST_CASE("two sources, or two provenances, are equal where every member is") {
    const source one{"s.act", "An Act", "https://example.org/act", "2018-05-24",
                     confidence_level::verified};
    CHECK(one == source{one});
    for (std::string source::* member :
         {&source::id, &source::title, &source::address, &source::as_of}) {
        source other = one;
        (other.*member) += "x";
        CHECK_FALSE(other == one);
    }
    source less = one;
    less.confidence = confidence_level::secondary;
    CHECK_FALSE(less == one);

    const provenance stated{{"s.act", "s.code"}, confidence_level::secondary, "2018", "a note"};
    CHECK(stated == provenance{stated});
    provenance other = stated;
    other.sources.pop_back();
    CHECK_FALSE(other == stated);
    other = stated;
    other.confidence = confidence_level::verified;
    CHECK_FALSE(other == stated);
    for (std::string provenance::* member : {&provenance::as_of, &provenance::note}) {
        other = stated;
        (other.*member) += "x";
        CHECK_FALSE(other == stated);
    }
}
