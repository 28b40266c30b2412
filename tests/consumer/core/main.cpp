// SPDX-License-Identifier: Apache-2.0

// The core alone: a catalogue made in C++, without JSON. Prints the status of its finding for yes,
// no and no answer.

#include <iostream>

#include <pehchan/pehchan.hpp>

int main() {
    const pehchan::provenance said{{"own"}, pehchan::confidence_level::unverified, "", ""};
    const auto words = [](const char* of) {
        return pehchan::text{{{"en", of, pehchan::translation_status::source}}};
    };
    pehchan::catalogue_document d;
    d.id = "consumer";
    d.version = "1.0.0";
    d.title = words("One question");
    d.setting = pehchan::catalogue_setting::survey;
    d.languages = {{"en", pehchan::translation_status::source}};
    d.sources = {{"own", "This test", "", "2025", pehchan::confidence_level::unverified}};
    pehchan::indicator paid;
    paid.id = "wages_withheld";
    paid.nature = pehchan::indicator_nature::harm;
    paid.label = words("wages withheld");
    paid.question = words("Was your pay kept from you?");
    paid.statement = said;
    d.indicators = {paid};
    pehchan::finding_definition finding;
    finding.id = "pay_kept";
    finding.title = finding.meaning = words("Pay was kept");
    finding.rule.form = pehchan::rule_form::indicator;
    finding.rule.id = "wages_withheld";
    finding.statement = said;
    d.findings = {finding};

    const auto catalogue = pehchan::build(d);
    for (const pehchan::issue& one : catalogue.issues())
        std::cout << one.code << ' ' << one.pointer << ": " << one.message << '\n';
    if (!catalogue) return 1;
    for (const char* given : {"yes", "no", "unknown"}) {
        pehchan::answers person(*catalogue);
        if (person.set("wages_withheld", given) != pehchan::answer_problem::none) return 1;
        std::cout << given << ": "
                  << pehchan::name_of(pehchan::assess(*catalogue, person).findings.front().status)
                  << '\n';
    }
}
