// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_DETAIL_VIEW_FILTER_HPP
#define PEHCHAN_DETAIL_VIEW_FILTER_HPP

// What may a reader not see?

#include <algorithm>
#include <string_view>
#include <vector>

#include "../assess.hpp"

namespace pehchan {
inline namespace v0 {

namespace detail {

/// What one reader may not see.
class view_filter {
public:
    /// An investigator may belong to the agency that is accused: what is hidden from the local
    /// official is hidden from them too, unless the adult agreed.
    view_filter(view_kind view, bool consented)
        : view_(view), as_official_(view == view_kind::investigator && !consented) {}

    [[nodiscard]] bool hides(const std::vector<view_kind>& from) const noexcept {
        const auto named = [&](view_kind view) {
            return std::find(from.begin(), from.end(), view) != from.end();
        };
        return named(view_) || (as_official_ && named(view_kind::official));
    }
    void drop(std::vector<condition>& conditions) const {
        std::erase_if(conditions, [&](const condition& c) { return hides(c.about->hidden_from); });
    }
    void drop(std::vector<std::string_view>& ids, const catalogue& catalogue_used) const {
        std::erase_if(ids, [&](std::string_view id) {
            const indicator* about = catalogue_used.find_indicator(id);
            return about && hides(about->hidden_from);
        });
    }

private:
    view_kind view_;
    bool as_official_;
};

}  // namespace detail

}  // namespace v0
}  // namespace pehchan

#endif
