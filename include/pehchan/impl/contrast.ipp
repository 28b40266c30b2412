// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_IMPL_CONTRAST_IPP
#define PEHCHAN_IMPL_CONTRAST_IPP

// Sets two findings side by side.

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "../compiled.hpp"
#include "../contrast.hpp"
#include "../detail/dependence.hpp"
#include "../detail/evaluate.hpp"
#include "../detail/misuse.hpp"
#include "../detail/nearness.hpp"
#include "../detail/outlook.hpp"
#include "../detail/run_program.hpp"

namespace pehchan {
inline namespace v0 {

namespace detail {

class contrast_maker {
public:
    contrast_maker(const catalogue& catalogue_used, const answers& known)
        : state_(catalogue_used.state()),
          rules_(state_.rules_program),
          known_(known),
          work_(rules_),
          outlook_(rules_),
          dependence_(state_) {}

    [[nodiscard]] contrast_result make(const assessment& assessed, std::string_view first,
                                       std::string_view second) {
        const std::array<const compiled_finding*, 2> rules{compiled(first), compiled(second)};
        const std::array<const finding_result*, 2> results{result(assessed, first),
                                                           result(assessed, second)};
        contrast_result out;
        const std::array<contrast_side*, 2> sides{&out.first, &out.second};
        evaluate(state_, known_, state_.all_operations, work_);
        outlook_.look_at(work_, [&](std::uint32_t l) {
            return outlook::certainty_unit * count_bits(rules_.literals[l].classes) /
                   count_bits(rules_.all_classes[rules_.literals[l].indicator]) / 16;
        });
        for (std::size_t s = 0; s < 2; ++s) {
            const finding_result &own = *results[s], &other = *results[1 - s];
            sides[s]->definition = own.definition;
            sides[s]->status = own.status;
            for (std::size_t e = 0; e < own.elements.size(); ++e) {
                if (own.elements[e].status != finding_status::indicated) continue;
                const bool both = holds_too(*rules[s], e, *rules[1 - s], other);
                if (!both) sides[s]->holds.push_back(own.elements[e].definition);
                else if (s == 0) out.shared.push_back(own.elements[e].definition);
            }
            for (const condition& sign : own.signs) {
                const bool both =
                    std::find(other.signs.begin(), other.signs.end(), sign) != other.signs.end();
                if (!both) sides[s]->signs.push_back(sign);
                else if (s == 0) out.shared_signs.push_back(sign);
            }
            sides[s]->would_separate = separating(rules[s]->rule, rules[1 - s]->rule);
        }
        out.written = assessed.catalogue_used.find_contrast(first, second);
        return out;
    }

private:
    [[nodiscard]] const compiled_finding* compiled(std::string_view id) const {
        for (const compiled_finding& f : state_.compiled_findings)
            if (f.definition->id == id) return &f;
        detail::refuse_range("pehchan::contrast: the catalogue has no such finding");
    }
    [[nodiscard]] static const finding_result* result(const assessment& assessed,
                                                      std::string_view id) {
        for (const finding_result& f : assessed.findings)
            if (f.definition->id == id) return &f;
        detail::refuse_range("pehchan::contrast: the assessment has no such finding");
    }

    /// An element is the same in both findings if it has the same id or the same rule.
    [[nodiscard]] static bool holds_too(const compiled_finding& own, std::size_t element,
                                        const compiled_finding& other,
                                        const finding_result& result) {
        for (std::size_t e = 0; e < other.elements.size(); ++e)
            if (result.elements[e].status == finding_status::indicated &&
                (other.definition->elements[e].id == own.definition->elements[element].id ||
                 other.elements[e].bit == own.elements[element].bit))
                return true;
        return false;
    }

    [[nodiscard]] bool settled(const compiled_rule& rule) {
        return work_.certain(rule.bit) || !work_.may_hold(rule.bit);
    }

    [[nodiscard]] std::vector<const indicator*> separating(const compiled_rule& own,
                                                           const compiled_rule& other) {
        if (settled(own)) return {};
        const std::array<outlook_target, 1> target{{{own.bit, 1 << 12}}};
        outlook_.weigh_for(target);
        std::vector<std::pair<std::uint64_t, std::uint32_t>> found;
        for (std::uint32_t i = 0; i < rules_.all_classes.size(); ++i) {
            if (state_.indicators[i]->nature == indicator_nature::burden) continue;
            std::uint64_t worth = 0;
            bool reached = false;
            for (std::uint32_t l = rules_.literals_of[i]; l < rules_.literals_of[i + 1]; ++l)
                if (outlook_.is_reached(l) && !work_.certain(l) && work_.may_hold(l))
                    reached = true, worth += outlook_.worth(l);
            if (!reached) continue;
            dependence_.look_at(known_, work_);
            if (dependence_.can_change(own, i) && !dependence_.can_change(other, i))
                found.emplace_back(worth, i);
        }
        const nearness near{state_, known_, work_.low()};
        std::erase_if(found, [&](const auto& each) { return near.cannot_apply(each.second); });
        std::sort(found.begin(), found.end(), [&](const auto& a, const auto& b) {
            if (near.of(a.second) != near.of(b.second))
                return near.of(a.second) > near.of(b.second);
            return a.first != b.first ? a.first > b.first : near.before(a.second, b.second);
        });
        std::vector<const indicator*> out;
        for (const auto& [worth, i] : found) out.push_back(state_.indicators[i]);
        return out;
    }

    const catalogue_state& state_;
    const program& rules_;
    const answers& known_;
    evaluation work_;
    outlook outlook_;
    dependence dependence_;
};

}  // namespace detail

contrast_result contrast(const catalogue& catalogue_used, const answers& known,
                         std::string_view first, std::string_view second) {
    return detail::contrast_maker{catalogue_used, known}.make(assess(catalogue_used, known), first,
                                                              second);
}

}  // namespace v0
}  // namespace pehchan

#endif
