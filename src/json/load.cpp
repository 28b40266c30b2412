// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <pehchan/build.hpp>
#include <pehchan/json.hpp>

#include <boost/json/monotonic_resource.hpp>

#include "builtin_catalogues.hpp"
#include "digest.hpp"
#include "json_text.hpp"
#include "read_document.hpp"

namespace pehchan {
inline namespace v0 {
namespace detail {
namespace {

/// A catalogue text on its way to a catalogue: its shape is read first, then, with the catalogues
/// it uses, its meaning.
class catalogue_text {
public:
    explicit catalogue_text(std::string_view json) : json_(json) {
        value_ = parse_text(json, catalogue_limits, problems_, &storage_);
        if (value_) document_ = read_document(*value_, problems_);
    }
    /// Empty where the shape is wrong.
    [[nodiscard]] std::vector<catalogue_use> use() const {
        return problems_.empty() ? document_.use : std::vector<catalogue_use>{};
    }

    [[nodiscard]] outcome<catalogue> finish(std::span<const catalogue> used) && {
        if (!problems_.empty()) return std::move(problems_).placed(json_);
        std::vector<used_digest> digests;
        for (const catalogue_use& use : document_.use)
            for (const catalogue& each : used)
                if (each.id() == use.id && each.version() == use.version) {
                    digests.push_back({each.id(), each.digest()});
                    break;  // the builder refuses two different ones
                }
        document_.digest = digest_of(*value_, digests);
        const std::span<const std::string_view> proofs = proved_digests();
        document_.proved =
            std::find(proofs.begin(), proofs.end(), document_.digest) != proofs.end();

        outcome<catalogue> built = build(std::move(document_), used);
        if (built.ok()) return built;
        std::vector<issue> issues = built.issues();
        place_issues(issues, json_);
        return issues;
    }

private:
    std::string_view json_;
    issue_list problems_;
    boost::json::monotonic_resource storage_;
    std::optional<boost::json::value> value_;
    catalogue_document document_;
};

/// How many bytes must be added, removed or replaced to make one of the other.
std::size_t edits_between(std::string_view one, std::string_view other) {
    std::vector<std::size_t> row(other.size() + 1);
    for (std::size_t j = 0; j < row.size(); ++j) row[j] = j;
    for (std::size_t i = 1; i <= one.size(); ++i) {
        std::size_t corner = row[0];
        row[0] = i;
        for (std::size_t j = 1; j < row.size(); ++j) {
            const std::size_t replaced = corner + (one[i - 1] == other[j - 1] ? 0 : 1);
            corner = row[j];
            row[j] = std::min({row[j] + 1, row[j - 1] + 1, replaced});
        }
    }
    return row.back();
}

/// Which built-in catalogues there are, and the one that was meant, where one is close.
std::string no_such_catalogue(std::string_view id) {
    constexpr std::size_t close = 3;
    std::string names;
    std::string_view meant;
    std::size_t least = close;
    for (const std::string_view name : builtin_ids()) {
        names += names.empty() ? "" : ", ";
        names += name;
        if (id.size() > name.size() + close || name.size() > id.size() + close) continue;
        if (const std::size_t edits = edits_between(id, name);
            edits < least && 2 * edits < name.size())
            least = edits, meant = name;
    }
    std::string said = "There is no built-in catalogue of this id";
    if (!meant.empty()) said += "; did you mean \"" + std::string{meant} + "\"?";
    else said += ".";
    return said + " There are: " + names + ".";
}

/// Adds the built-in catalogue `id` to `loaded`, after those it uses. `depth` stops a circle of
/// uses.
std::vector<issue> load_builtin(std::string_view id, std::vector<catalogue>& loaded,
                                std::size_t depth) {
    if (std::any_of(loaded.begin(), loaded.end(),
                    [id](const catalogue& c) { return c.id() == id; }))
        return {};
    const std::string_view json = builtin_text(id);
    if (json.empty() || depth > builtin_ids().size())
        return {{"unknown_catalogue", "", 0, 0, no_such_catalogue(id)}};
    catalogue_text read{json};
    for (const catalogue_use& used : read.use())
        if (std::vector<issue> issues = load_builtin(used.id, loaded, depth + 1); !issues.empty())
            return issues;
    outcome<catalogue> made = std::move(read).finish(loaded);
    if (!made.ok()) return made.issues();
    loaded.push_back(std::move(made).value());
    return {};
}

}  // namespace
}  // namespace detail

outcome<catalogue> load(std::string_view json, std::span<const catalogue> used) {
    return detail::catalogue_text{json}.finish(used);
}

std::span<const std::string_view> builtin_ids() noexcept { return detail::builtin_catalogue_ids(); }

std::string_view builtin_text(std::string_view id) noexcept {
    const std::span<const std::string_view> ids = builtin_ids();
    const auto found = std::lower_bound(ids.begin(), ids.end(), id);
    if (found == ids.end() || *found != id) return {};
    return detail::builtin_catalogue_texts()[static_cast<std::size_t>(found - ids.begin())];
}

outcome<catalogue> builtin(std::string_view id) {
    std::vector<catalogue> loaded;
    if (std::vector<issue> issues = detail::load_builtin(id, loaded, 0); !issues.empty())
        return issues;
    return loaded.back();
}

}  // namespace v0
}  // namespace pehchan
