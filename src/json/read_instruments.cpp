// SPDX-License-Identifier: Apache-2.0
#include "document_reader.hpp"

#include <utility>

namespace pehchan {
inline namespace v0 {
namespace detail {

instrument_definition document_reader::read_instrument(const json::value& value) {
    instrument_definition out;
    out.pointer = pointer_;
    const json::object* o = object(value, shapes::instrument);
    if (!o) return out;
    out.id = id_member(*o, "id");
    out.title = text_member(*o, "title");
    out.publisher = non_empty_string_member(*o, "publisher");
    out.year = non_empty_string_member(*o, "year");
    out.licence = non_empty_string_member(*o, "licence");
    out.population = text_member(*o, "population");
    out.rule_in_words = text_member(*o, "rule_in_words");
    out.not_for = text_member(*o, "not_for");
    out.findings = ids_member(*o, "findings", id_form::plain, true);
    out.scores = ids_member(*o, "scores", id_form::plain, true);
    out.published_wording = id_member(*o, "published_wording");
    out.applies_to = rule_member(*o, "applies_to");
    with_member(*o, "accuracy", [&](const json::value& v) {
        if (const json::array* list = array(v))
            for_each(*list, [&](const json::value& entry) {
                out.accuracy.push_back(read_evaluation(entry));
            });
    });
    out.statement = statement(*o);
    return out;
}
accuracy_definition document_reader::read_evaluation(const json::value& value) {
    accuracy_definition out;
    out.pointer = pointer_;
    const json::object* o = object(value, shapes::evaluation);
    if (!o) return out;
    out.id = id_member(*o, "id");
    out.finding = id_member(*o, "finding");
    out.population = text_member(*o, "population");
    out.n = count_member(*o, "n");
    out.true_positives = count_member(*o, "true_positives");
    out.false_negatives = count_member(*o, "false_negatives");
    out.false_positives = count_member(*o, "false_positives");
    out.true_negatives = count_member(*o, "true_negatives");
    out.sensitivity = rate_member(*o, "sensitivity");
    out.specificity = rate_member(*o, "specificity");
    out.statement = statement(*o);
    int counts = 0;
    for (const char* key :
         {"true_positives", "false_negatives", "false_positives", "true_negatives"})
        counts += o->contains(key);
    if (counts != 0 && counts != 4)
        problem("missing_key", "Expected all four counts or none, found some.");
    if (counts == 0 && !o->contains("sensitivity") && !o->contains("specificity"))
        problem("missing_key",
                "Expected counts, a sensitivity or a specificity in an evaluation, found none.");
    return out;
}
std::optional<accuracy_rate> document_reader::rate_member(const json::object& object,
                                                          std::string_view key) {
    std::optional<accuracy_rate> out;
    with_member(object, key, [&](const json::value& v) {
        const json::object* rate = this->object(v, shapes::rate);
        if (!rate) return;
        out.emplace();
        const auto percentage = [&](std::string_view name, std::int64_t& into) {
            with_member(*rate, name, [&](const json::value& p) {
                into = decimal_string(p);
                if (into > 100 * millionths)
                    problem("out_of_range", "Expected a percentage up to 100, found a larger one.");
            });
        };
        std::int64_t low = 0, high = 0;
        percentage("percent", out->percent);
        percentage("low", low);
        percentage("high", high);
        if (rate->contains("low") != rate->contains("high"))
            missing_key(rate->contains("low") ? "high" : "low",
                        "a rate that has one of \"low\" and \"high\"");
        else if (rate->contains("low")) out->low = low, out->high = high;
        if (out->low && (low > out->percent || high < out->percent))
            problem("bad_range", "Expected an interval around the percentage, found another.");
    });
    return out;
}
std::optional<std::int64_t> document_reader::count_member(const json::object& object,
                                                          std::string_view key) {
    std::optional<std::int64_t> out;
    if (has_key(object, key)) out = integer_member<std::int64_t>(object, key, limits::person_count);
    return out;
}

}  // namespace detail
}  // namespace v0
}  // namespace pehchan
