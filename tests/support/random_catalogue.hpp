// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_TESTS_RANDOM_CATALOGUE_HPP
#define PEHCHAN_TESTS_RANDOM_CATALOGUE_HPP

// Random catalogues and answers, the same on every platform for the same seed.

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "give.hpp"
#include "pehchan/pehchan.hpp"

namespace pehchan_tests {

/// splitmix64: small, and the same everywhere, which std::uniform_int_distribution is not.
class dice {
public:
    explicit dice(std::uint64_t seed) : state_(seed) {}
    std::uint64_t next() {
        std::uint64_t z = (state_ += 0x9e3779b97f4a7c15u);
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
        return z ^ (z >> 31);
    }
    /// 0 to n - 1.
    std::size_t below(std::size_t n) { return static_cast<std::size_t>(next() % n); }
    bool chance(std::size_t percent) { return below(100) < percent; }

private:
    std::uint64_t state_;
};

struct random_shape {
    std::size_t indicators = 10;
    std::size_t findings = 5;
    std::size_t depth = 3;
    bool official = false;
    bool yes_no_only = false;
};

/// Builds documents with every rule form. All findings are measures, so that a harm number may
/// stand in both directions.
class random_catalogue_maker {
public:
    random_catalogue_maker(dice& d, random_shape shape) : dice_(d), shape_(shape) {}

    pehchan::catalogue_document make() {
        using namespace pehchan;
        doc_ = {};
        doc_.id = "random";
        doc_.version = "1.0.0";
        doc_.title = words("random");
        doc_.setting = shape_.official ? catalogue_setting::official : catalogue_setting::survey;
        doc_.languages = {{"en", translation_status::source}};
        doc_.sources = {{"s", "source", "", "2018", confidence_level::verified}};
        for (std::size_t i = 0; i < shape_.indicators; ++i)
            doc_.indicators.push_back(one_indicator(i));
        if (shape_.official) {
            indicator told = one_indicator(0);
            told.id = "told_may_refuse";
            told.type = indicator_type::yes_no;
            told.nature = indicator_nature::fact;
            doc_.indicators.push_back(told);
            rule_tree when;
            when.form = rule_form::indicator;
            when.id = "told_may_refuse";
            doc_.denials_count_when = when;
        }
        for (int t = 0; t < 2; ++t) {
            tag made{"tag." + std::to_string(t), {}, from(), "/tags/" + std::to_string(t)};
            for (const indicator& i : doc_.indicators)
                if (i.type == indicator_type::yes_no && dice_.chance(40))
                    made.indicators.push_back(i.id);
            doc_.tags.push_back(made);
        }
        rule_template pattern{"pattern", {"a", "b"}, {}, from(), "/templates/0"};
        pattern.rule =
            list(rule_form::any,
                 {count(2, {tag_use("$a")}),
                  list(rule_form::all, {count(1, {tag_use("$a")}), count(1, {tag_use("$b")})})});
        doc_.templates.push_back(pattern);
        for (int r = 0; r < 2; ++r) {
            doc_.rules.push_back({"rule_" + std::to_string(r),
                                  {},
                                  tree(shape_.depth),
                                  from(),
                                  "/rules/" + std::to_string(r)});
            ++rules_;
        }
        for (int s = 0; s < 2; ++s) {
            score_definition score{"score_" + std::to_string(s),
                                   words("score"),
                                   {},
                                   from(),
                                   "/scores/" + std::to_string(s)};
            const std::size_t terms = 1 + dice_.below(4);
            for (std::size_t t = 0; t < terms; ++t) {
                score_term term;
                term.pointer = score.pointer + "/terms/" + std::to_string(t);
                if (s == 1 && dice_.chance(30)) term.score = "score_0";
                else {
                    term.when = tree(1);
                    term.points = static_cast<std::int64_t>(dice_.below(5)) * 22500;
                }
                score.terms.push_back(term);
            }
            doc_.scores.push_back(score);
            ++scores_;
        }
        for (std::size_t f = 0; f < shape_.findings; ++f) {
            finding_definition finding;
            finding.id = "finding_" + std::to_string(f);
            finding.kind = finding_kind::measure;
            finding.urgency = static_cast<int>(dice_.below(3));
            finding.title = finding.meaning = words("finding");
            finding.rule = tree(shape_.depth);
            finding.statement = from();
            finding.pointer = "/findings/" + std::to_string(f);
            doc_.findings.push_back(finding);
            ++findings_;
        }
        return std::move(doc_);
    }

    static pehchan::provenance from() {
        return {{"s"}, pehchan::confidence_level::secondary, "", ""};
    }
    static pehchan::text words(const std::string& w) {
        return {{{"en", w, pehchan::translation_status::source}}};
    }

private:
    pehchan::indicator one_indicator(std::size_t i) {
        using namespace pehchan;
        indicator made;
        made.id = "i" + std::to_string(i);
        made.nature = dice_.chance(50) ? indicator_nature::harm : indicator_nature::fact;
        made.known = dice_.chance(70) ? known_by::asked : known_by::observed;
        made.label = made.question = words(made.id);
        made.not_applicable = words("never");
        made.statement = from();
        made.pointer = "/indicators/" + std::to_string(i);
        const std::size_t kind = dice_.below(10);
        if (kind < 6 || shape_.yes_no_only) made.type = indicator_type::yes_no;
        else if (kind < 8) {
            made.type = indicator_type::choice;
            const std::size_t options = 2 + dice_.below(3);
            for (std::size_t o = 0; o < options; ++o)
                made.options.push_back({"o" + std::to_string(o), words("o")});
        } else {
            made.type = indicator_type::number;
            made.min = -1;
            made.max = 4;
        }
        return made;
    }

    static pehchan::rule_tree list(pehchan::rule_form form,
                                   std::vector<pehchan::rule_tree> children) {
        pehchan::rule_tree made;
        made.form = form;
        made.children = std::move(children);
        return made;
    }
    static pehchan::rule_tree count(std::int64_t n, std::vector<pehchan::rule_tree> children) {
        pehchan::rule_tree made = list(pehchan::rule_form::at_least, std::move(children));
        made.number = n;
        return made;
    }
    static pehchan::rule_tree named(pehchan::rule_form form, std::string id) {
        pehchan::rule_tree made;
        made.form = form;
        made.id = std::move(id);
        return made;
    }
    static pehchan::rule_tree tag_use(std::string id) {
        return named(pehchan::rule_form::tag, std::move(id));
    }

    pehchan::rule_tree atom() {
        using namespace pehchan;
        const indicator& about = doc_.indicators[dice_.below(doc_.indicators.size())];
        rule_tree made;
        made.id = about.id;
        if (about.type == indicator_type::yes_no) made.form = rule_form::indicator;
        else if (about.type == indicator_type::choice) {
            made.form = rule_form::choice_is;
            for (const choice_option& o : about.options)
                if (made.options.size() + 1 < about.options.size() && dice_.chance(50))
                    made.options.push_back(o.id);
            if (made.options.empty())
                made.options.push_back(about.options[dice_.below(about.options.size())].id);
        } else {
            made.form = dice_.chance(50) ? rule_form::number_below : rule_form::number_at_least;
            made.number = dice_.chance(50) ? 1 : 3;
        }
        if (about.nature == indicator_nature::fact && dice_.chance(35))
            return list(rule_form::negation, {made});
        return made;
    }

    pehchan::rule_tree tree(std::size_t depth) {
        using namespace pehchan;
        if (depth == 0 || dice_.chance(20)) return atom();
        switch (dice_.below(12)) {
            case 0:
                if (rules_)
                    return named(rule_form::rule_reference,
                                 "rule_" + std::to_string(dice_.below(rules_)));
                break;
            case 1:
                if (findings_)
                    return named(rule_form::finding_reference,
                                 "finding_" + std::to_string(dice_.below(findings_)));
                break;
            case 2:
                if (findings_)
                    return named(rule_form::any_sign_of,
                                 "finding_" + std::to_string(dice_.below(findings_)));
                break;
            case 3:
                if (scores_) {
                    rule_tree made = named(rule_form::score_at_least,
                                           "score_" + std::to_string(dice_.below(scores_)));
                    made.number = static_cast<std::int64_t>(dice_.below(8)) * 22500;
                    return made;
                }
                break;
            case 4: {
                rule_tree made = named(rule_form::template_use, "pattern");
                made.arguments = {{"a", dice_.chance(50) ? "tag.0" : "tag.1"},
                                  {"b", dice_.chance(50) ? "tag.0" : "tag.1"}};
                return made;
            }
            case 5:
                return count(static_cast<std::int64_t>(1 + dice_.below(3)),
                             {tag_use("tag.0"), atom(), tree(depth - 1)});
            default: break;
        }
        std::vector<rule_tree> children;
        const std::size_t n = 1 + dice_.below(4);
        for (std::size_t c = 0; c < n; ++c) children.push_back(tree(depth - 1));
        switch (dice_.below(3)) {
            case 0: return list(rule_form::all, std::move(children));
            case 1: return list(rule_form::any, std::move(children));
            default: {
                const auto k = static_cast<std::int64_t>(1 + dice_.below(children.size()));
                return count(k, std::move(children));
            }
        }
    }

    dice& dice_;
    random_shape shape_;
    pehchan::catalogue_document doc_;
    std::size_t rules_ = 0, findings_ = 0, scores_ = 0;
};

/// Random answers with about `unknowns` indicators left open (declined, unknown or never set).
inline pehchan::answers random_answers(dice& d, const pehchan::catalogue& catalogue_used,
                                       std::size_t unknowns) {
    using namespace pehchan;
    answers out{catalogue_used};
    std::vector<const indicator*> all(catalogue_used.indicators().begin(),
                                      catalogue_used.indicators().end());
    for (std::size_t left = all.size(); left > 0; --left) {
        const std::size_t at = d.below(left);
        const indicator& about = *all[at];
        all[at] = all[left - 1];
        if (left <= unknowns) {
            if (d.chance(30)) give(out, about.id, d.chance(50) ? "unknown" : "declined");
            continue;
        }
        switch (about.type) {
            case indicator_type::yes_no:
                (void)out.set(about.id, d.chance(45)   ? "yes"
                                        : d.chance(10) ? "not_applicable"
                                                       : "no");
                break;  // not every indicator takes the second
            case indicator_type::choice:
                give(out, about.id,
                     std::string_view{about.options[d.below(about.options.size())].id});
                break;
            case indicator_type::number:
                give(out, about.id,
                     about.min + static_cast<std::int64_t>(
                                     d.below(static_cast<std::size_t>(about.max - about.min + 1))));
                break;
        }
    }
    return out;
}

}  // namespace pehchan_tests

#endif
