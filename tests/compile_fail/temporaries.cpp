// SPDX-License-Identifier: Apache-2.0
// References into what is gone at the end of the line.

#include <pehchan/json.hpp>
#include <pehchan/pehchan.hpp>

void use(const pehchan::answers& person, const pehchan::cohort& rules, pehchan::arrow_screening& screening, ArrowArray& piece) {
    const auto& c = person.catalogue_used();
    (void)pehchan::builtin("pakistan")->id();                                            // refused: deleted
    (void)pehchan::builtin("pakistan").value().id();                                     // refused: deleted
    (void)(*pehchan::builtin("pakistan")).indicators();                                  // refused: deleted
    (void)pehchan::load("{}").value().find_finding("trafficking");                       // refused: deleted
    (void)pehchan::read_case(c, "{}").value().known.certain();                           // refused: deleted
    (void)pehchan::interview{c}.asked();                                                 // refused: deleted
    (void)pehchan::instrument_of(assess(c, person), "index");                            // refused: deleted
    (void)pehchan::words_for_person(assess(c, person), *pehchan::builtin("words"), {});  // refused: deleted
    (void)pehchan::text{}.in("ur");                                                      // refused: deleted
    (void)pehchan::words_for(pehchan::text{}, {});                                       // refused: deleted
    (void)pehchan::cohort{c}.findings();                                                 // refused: deleted
    (void)pehchan::quick_assessment{c}.finding(0);                                       // refused: deleted
    (void)pehchan::cohort_table::bind(rules, 0, {}).value().columns();                   // refused: deleted
    // "It went well" and "there is more" are not the same.
    if (screening.next(piece)) return;                                                   // refused
}
