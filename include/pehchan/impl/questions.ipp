// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_IMPL_QUESTIONS_IPP
#define PEHCHAN_IMPL_QUESTIONS_IPP

// Finds the questions worth asking.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "../compiled.hpp"
#include "../detail/dependence.hpp"
#include "../detail/evaluate.hpp"
#include "../detail/misuse.hpp"
#include "../detail/outlook.hpp"
#include "../detail/run_program.hpp"
#include "../questions.hpp"

namespace pehchan {
inline namespace v0 {

namespace detail {

/// What a search for questions keeps from one person to the next.
class question_search {
public:
    explicit question_search(catalogue catalogue_used)
        : catalogue_(std::move(catalogue_used)),
          state_(catalogue_.state()),
          rules_(state_.rules_program),
          work_(rules_),
          outlook_(rules_),
          dependence_(state_),
          finding_at_(rules_.bits(), false) {
        for (const compiled_finding& f : state_.compiled_findings) finding_at_[f.rule.bit] = true;
        for (const compiled_finding& f : state_.compiled_findings) {
            if (f.definition->kind == finding_kind::offence)
                continue;  // nobody is asked anything for the sake of a prosecution
            const bool protective = f.definition->kind == finding_kind::victim ||
                                    f.definition->kind == finding_kind::protection;
            add(f.rule, protective ? 2 : 1, f.definition->headline == headline_id::act_now,
                protective);
        }
        for (const compiled_safeguard& s : state_.compiled_safeguards)
            for (const compiled_rule* rule : {&s.when, &s.unless_ruled_out})
                if (rule->exists()) add(*rule, 1);
        for (const compiled_referral& r : state_.compiled_referrals) {
            add(r.when, 1);
            if (r.combined.bit != r.when.bit)
                add(r.combined, r.definition->kind == referral_kind::protection ? 2 : 1);
        }
    }

    [[nodiscard]] std::vector<next_question> find(const answers& known,
                                                  const std::vector<bool>& asked,
                                                  const asking& how) {
        if (!(known.catalogue_used() == catalogue_))
            refuse_argument("pehchan::question_finder: the answers belong to another catalogue");
        evaluate(state_, known, state_.all_operations, work_);
        dependence_.look_at(known, work_);
        set_chances(how.expected);
        outlook_.look_at(work_, [&](std::uint32_t l) { return chances_[l]; });

        candidates_.clear();
        const auto may_ask = [&](std::uint32_t i) {
            const indicator& about = *state_.indicators[i];
            const answer_kind given = known.at(i).kind;
            return about.nature != indicator_nature::burden &&
                   (given == answer_kind::unknown ||
                    (how.declined_too && given == answer_kind::declined)) &&
                   !(i < asked.size() && asked[i]) && (how.full || about.sensitivity < 3) &&
                   !stands_in(state_.interview_ends_when, i) &&
                   (how.only.empty() ||
                    std::find(how.only.begin(), how.only.end(), about.id) != how.only.end());
        };
        weigh(weighed::danger);
        collect(question_reason::danger, may_ask);
        weigh(weighed::all);
        const bool harm_open = collect(question_reason::more, may_ask);
        if (!how.full) seek_protection();
        if (harm_open && state_.denials_count_when.exists() && open(state_.denials_count_when.bit))
            for (std::uint32_t i = 0; i < rules_.all_classes.size(); ++i)
                if (may_ask(i) && dependence_.tests(state_.denials_count_when, i))
                    put(i, question_reason::conditions, 0, true);
        std::sort(candidates_.begin(), candidates_.end(),
                  [](const candidate& a, const candidate& b) {
                      return a.why != b.why       ? a.why < b.why
                             : a.leads != b.leads ? a.leads > b.leads
                             : a.worth != b.worth ? a.worth > b.worth
                                                  : a.indicator < b.indicator;
                  });
        std::vector<next_question> out;
        for (const candidate& c : candidates_) {
            if (out.size() == how.most) break;
            if (c.surely_matters || matters(c.indicator))
                out.push_back({state_.indicators[c.indicator], c.why, c.worth});
        }
        return out;
    }

    [[nodiscard]] const catalogue& catalogue_used() const noexcept { return catalogue_; }

private:
    struct target {
        const compiled_rule* rule;
        std::uint64_t factor;
        bool danger, protective;
        std::vector<plane_word> direct;  ///< literals that it reaches otherwise than through a
                                         ///< finding; empty for findings
    };
    struct candidate {
        std::uint32_t indicator;
        question_reason why;
        std::uint64_t worth;
        bool surely_matters;
        std::uint64_t leads =
            0;  ///< at first contact: how likely a yes is to make a protective finding certain
    };

    void add(const compiled_rule& rule, std::uint64_t factor, bool danger = false,
             bool protective = false) {
        target made{&rule, factor, danger, protective, {}};
        if (!finding_at_[rule.bit]) {
            made.direct.assign(rules_.literal_words(), 0);
            std::vector<std::uint32_t> left{rule.bit};
            std::vector<bool> seen(rules_.bits(), false);
            while (!left.empty()) {
                const std::uint32_t at = left.back();
                left.pop_back();
                if (seen[at] || finding_at_[at]) continue;
                seen[at] = true;
                if (rules_.is_literal(at)) put_bit(made.direct, at, true);
                else
                    each_term(rules_, rules_.operations[at - rules_.literals.size()],
                              [&](std::uint32_t term) { left.push_back(term); });
            }
        }
        targets_.push_back(std::move(made));
    }

    [[nodiscard]] bool open(std::uint32_t bit) {
        return !work_.certain(bit) && work_.may_hold(bit);
    }

    [[nodiscard]] bool stands_in(const compiled_rule& rule, std::uint32_t indicator) const {
        if (!rule.exists()) return false;
        for (std::uint32_t l = rules_.literals_of[indicator]; l < rules_.literals_of[indicator + 1];
             ++l)
            if (test_bit(rule.literals, l)) return true;
        return false;
    }

    /// A yes is expected as often as the priors say, else once in 32; an option or a stretch of a
    /// number as if all were alike.
    void set_chances(const priors* expected) {
        chances_.resize(rules_.literals.size());
        for (std::uint32_t l = 0; l < rules_.literals.size(); ++l) {
            const literal& condition = rules_.literals[l];
            if (state_.indicators[condition.indicator]->type == indicator_type::yes_no)
                chances_[l] = condition.classes == 2
                                  ? outlook::certainty_unit / 32
                                  : outlook::certainty_unit - outlook::certainty_unit / 32;
            else
                chances_[l] = outlook::certainty_unit * count_bits(condition.classes) /
                              count_bits(rules_.all_classes[condition.indicator]);
        }
        if (!expected) return;
        for (const prior_frequency& f : expected->frequencies) {
            const std::uint32_t i = index_in(state_.indicators, f.indicator);
            if (i == none_index || state_.indicators[i]->type != indicator_type::yes_no ||
                f.total <= 0 || f.yes < 0 || f.yes > f.total || f.total > (std::int64_t{1} << 40))
                refuse_argument(
                    "pehchan::question_finder: a prior is a frequency of a yes/no indicator of the "
                    "catalogue");
            const std::uint64_t yes = outlook::certainty_unit * static_cast<std::uint64_t>(f.yes) /
                                      static_cast<std::uint64_t>(f.total);
            for (std::uint32_t l = rules_.literals_of[i]; l < rules_.literals_of[i + 1]; ++l)
                chances_[l] = rules_.literals[l].classes == 2 ? yes : outlook::certainty_unit - yes;
        }
    }

    enum class weighed { danger, protection, all };

    /// At first contact asking stops as soon as one protective finding is certain, so that what can
    /// make one certain comes first.
    void seek_protection() {
        weigh(weighed::protection);
        for (candidate& c : candidates_)
            for (std::uint32_t l = rules_.literals_of[c.indicator];
                 l < rules_.literals_of[c.indicator + 1]; ++l)
                if (c.why == question_reason::more && open(l)) c.leads += outlook_.expected_gain(l);
    }

    /// A target weighs as much as the open conditions that it keeps open.
    void weigh(weighed what) {
        seeds_.clear();
        for (const target& t : targets_) {
            if ((what == weighed::danger && !t.danger) || !open(t.rule->bit)) continue;
            if (what == weighed::protection) {
                if (t.protective) seeds_.push_back({t.rule->bit, 1 << 8});
                continue;
            }
            std::uint64_t conditions = 0;
            for (std::size_t w = 0; w < t.rule->literals.size(); ++w)
                conditions += count_bits(t.rule->literals[w] & ~work_.low()[w] & work_.high()[w]);
            seeds_.push_back({t.rule->bit, t.factor * conditions});
        }
        outlook_.weigh_for(seeds_);
    }

    /// Puts the indicators that the open targets reach among the candidates; says whether signs of
    /// harm that are asked for are among those reached.
    template <class MayAsk>
    bool collect(question_reason why, MayAsk may_ask) {
        bool harm = false;
        for (std::uint32_t i = 0; i < rules_.all_classes.size(); ++i) {
            std::uint64_t worth = 0;
            bool reached = false, alone = false;
            for (std::uint32_t l = rules_.literals_of[i]; l < rules_.literals_of[i + 1]; ++l) {
                if (!open(l) || !outlook_.is_reached(l)) continue;
                reached = true;
                alone = alone || outlook_.settles_alone(l);
                worth += outlook_.worth(l);
            }
            if (!reached) continue;
            harm = harm || is_asked_harm(*state_.indicators[i]);
            if (!may_ask(i)) continue;
            const bool child = why == question_reason::more && stands_in(state_.child_now, i);
            put(i, child ? question_reason::child : why,
                worth / static_cast<std::uint64_t>(state_.indicators[i]->sensitivity), alone);
        }
        return harm;
    }

    void put(std::uint32_t i, question_reason why, std::uint64_t worth, bool surely_matters) {
        for (candidate& c : candidates_) {
            if (c.indicator != i) continue;
            c.surely_matters = c.surely_matters || surely_matters;
            if (why < c.why) c.why = why, c.worth = worth;
            return;
        }
        candidates_.push_back({i, why, worth, surely_matters});
    }

    /// A rule that reaches the question only through findings which do not depend on it does not
    /// depend on it either.
    [[nodiscard]] bool matters(std::uint32_t question) {
        for (std::size_t t = 0; t < targets_.size(); ++t) {
            const target& affected = targets_[t];
            if (!affected.direct.empty() && !reaches_directly(affected, question)) continue;
            if (dependence_.can_change(*affected.rule, question)) return true;
        }
        return false;
    }
    [[nodiscard]] bool reaches_directly(const target& from, std::uint32_t question) const {
        for (std::uint32_t l = rules_.literals_of[question]; l < rules_.literals_of[question + 1];
             ++l)
            if (test_bit(from.direct, l)) return true;
        return false;
    }

    catalogue catalogue_;
    const catalogue_state& state_;
    const program& rules_;
    evaluation work_;
    outlook outlook_;
    dependence dependence_;
    std::vector<bool> finding_at_;
    std::vector<target> targets_;
    std::vector<std::uint64_t> chances_;
    std::vector<outlook_target> seeds_;
    std::vector<candidate> candidates_;
};

}  // namespace detail

question_finder::question_finder(catalogue catalogue_used)
    : search_(std::make_unique<detail::question_search>(std::move(catalogue_used))) {}
question_finder::question_finder(const question_finder& other)
    : question_finder(other.catalogue_used()) {}
question_finder::question_finder(question_finder&&) noexcept = default;
question_finder& question_finder::operator=(question_finder other) noexcept {
    search_ = std::move(other.search_);
    return *this;
}
question_finder::~question_finder() = default;

std::vector<next_question> question_finder::find(const answers& known,
                                                 const std::vector<bool>& asked,
                                                 const asking& how) {
    return search_->find(known, asked, how);
}
const catalogue& question_finder::catalogue_used() const& noexcept {
    return search_->catalogue_used();
}

std::vector<bool> asked_in(const catalogue& catalogue_used,
                           std::span<const std::string_view> named) {
    std::vector<bool> out(catalogue_used.indicators().size(), false);
    for (std::string_view id : named) {
        const std::uint32_t i = index_in(catalogue_used.state().indicators, id);
        if (i == none_index) detail::refuse_range("pehchan: the catalogue has no such indicator");
        out[i] = true;
    }
    return out;
}

std::vector<next_question> ask_next(const catalogue& catalogue_used, const answers& known,
                                    const asking& how) {
    return question_finder{catalogue_used}.find(known, {}, how);
}

}  // namespace v0
}  // namespace pehchan

#endif
