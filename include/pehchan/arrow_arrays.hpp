// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_ARROW_ARRAYS_HPP
#define PEHCHAN_ARROW_ARRAYS_HPP

// How are Arrow's schemas and arrays made, shared and released?

#include "detail/push_macros.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "arrow_structs.hpp"

namespace pehchan {
inline namespace v0 {

/// Releases an Arrow struct unless it is released already.
template <class Struct>
void release(Struct& what) noexcept {
    if (what.release) what.release(&what);
}

/// Takes what `from` holds; `from` is then released, without anything being freed.
template <class Struct>
[[nodiscard]] Struct taken(Struct& from) noexcept {
    Struct out = from;
    from.release = nullptr;
    return out;
}

/// Owns an Arrow struct of any kind.
template <class Struct>
class arrow_owner {
public:
    arrow_owner() = default;
    /// Takes what `from` holds.
    explicit arrow_owner(Struct&& from) noexcept : held_(taken(from)) {}
    arrow_owner(arrow_owner&& other) noexcept : held_(taken(other.held_)) {}
    arrow_owner& operator=(arrow_owner&& other) noexcept {
        if (this != &other) {
            release(held_);
            held_ = taken(other.held_);
        }
        return *this;
    }
    ~arrow_owner() { release(held_); }
    /// The struct, which stays owned.
    [[nodiscard]] Struct& get() noexcept { return held_; }
    [[nodiscard]] const Struct& get() const noexcept { return held_; }

private:
    Struct held_{};
};

/// An Arrow struct of its own in memory, released with its owner.
template <class Struct>
struct releasing {
    void operator()(Struct* what) const noexcept {
        release(*what);
        delete what;
    }
};
/// Owns an Arrow struct on the heap.
template <class Struct>
using arrow_ptr = std::unique_ptr<Struct, releasing<Struct>>;
/// A released Arrow struct on the heap, to be filled.
template <class Struct>
[[nodiscard]] arrow_ptr<Struct> new_arrow() {
    return arrow_ptr<Struct>(new Struct());
}

/// Memory that begins at a cache line, as Arrow recommends.
class aligned_bytes {
public:
    /// Zeroed; the size is rounded up to 64 bytes.
    explicit aligned_bytes(std::size_t size = 0) : lines_((size + 63) / 64) {}
    /// Aligned to 64 bytes; null where the size is 0.
    [[nodiscard]] std::uint8_t* data() noexcept {
        return lines_.empty() ? nullptr : lines_.front().bytes;
    }

private:
    struct alignas(64) line {
        std::uint8_t bytes[64] = {};
    };
    std::vector<line> lines_;
};

// ---- schemas

/// What an ArrowSchema points to, until it is released.
struct schema_parts {
    std::string format, name, metadata;  ///< as in ArrowSchema; `metadata` in its encoding
    std::vector<arrow_ptr<ArrowSchema>> children;  ///< owned
    std::vector<ArrowSchema*> places;              ///< the pointers that the struct points to
    arrow_ptr<ArrowSchema> dictionary;             ///< null: not dictionary-encoded
};

/// The `release` of schemas that `finish_schema` makes.
extern "C" inline void pehchan_detail_release_schema(ArrowSchema* schema) {
    delete static_cast<schema_parts*>(schema->private_data);
    schema->release = nullptr;
}

/// Fills `out`, which then owns `parts`.
inline void finish_schema(std::unique_ptr<schema_parts> parts, std::int64_t flags,
                          ArrowSchema& out) {
    for (const arrow_ptr<ArrowSchema>& child : parts->children)
        parts->places.push_back(child.get());
    out = {parts->format.c_str(),
           parts->name.c_str(),
           parts->metadata.empty() ? nullptr : parts->metadata.data(),
           flags,
           static_cast<std::int64_t>(parts->places.size()),
           parts->places.empty() ? nullptr : parts->places.data(),
           parts->dictionary.get(),
           pehchan_detail_release_schema,
           parts.get()};
    (void)parts.release();
}

/// A nullable column without children.
[[nodiscard]] inline arrow_ptr<ArrowSchema> leaf_schema(std::string_view format, std::string name) {
    auto parts = std::make_unique<schema_parts>();
    parts->format = format;
    parts->name = std::move(name);
    auto out = new_arrow<ArrowSchema>();
    finish_schema(std::move(parts), ARROW_FLAG_NULLABLE, *out);
    return out;
}

/// Appends the bytes of `number`, in native order.
inline void put_number(std::string& out, std::int32_t number) {
    const auto* bytes = reinterpret_cast<const char*>(&number);
    out.append(bytes, sizeof number);
}
/// Reads what `put_number` wrote, and moves on.
[[nodiscard]] inline std::int32_t take_number(const char*& from) noexcept {
    std::int32_t out;
    auto* bytes = reinterpret_cast<char*>(&out);
    for (std::size_t i = 0; i < sizeof out; ++i) bytes[i] = *from++;
    return out;
}

/// Arrow's form of pairs of words.
[[nodiscard]] inline std::string metadata_of(
    const std::vector<std::pair<std::string_view, std::string_view>>& pairs) {
    std::string out;
    put_number(out, static_cast<std::int32_t>(pairs.size()));
    for (const auto& pair : pairs)
        for (const std::string_view words : {pair.first, pair.second}) {
            put_number(out, static_cast<std::int32_t>(words.size()));
            out += words;
        }
    return out;
}

/// Nobody nests a column of ids deeper.
inline constexpr int deepest_copy = 8;

/// A copy that owns all its parts; its metadata is left out.
[[nodiscard]] inline arrow_ptr<ArrowSchema> copy_of(const ArrowSchema& from, int depth = 0) {
    auto parts = std::make_unique<schema_parts>();
    parts->format = from.format ? from.format : "";
    parts->name = from.name ? from.name : "";
    for (std::int64_t i = 0; i < from.n_children && depth < deepest_copy; ++i)
        parts->children.push_back(copy_of(*from.children[i], depth + 1));
    if (from.dictionary && depth < deepest_copy)
        parts->dictionary = copy_of(*from.dictionary, depth + 1);
    auto out = new_arrow<ArrowSchema>();
    finish_schema(std::move(parts), from.flags, *out);
    return out;
}

// ---- arrays

/// What an ArrowArray points to, until it is released.
struct array_parts {
    std::vector<aligned_bytes> memory;            ///< of buffers that it owns
    std::array<const void*, 3> buffers{};         ///< validity first
    std::vector<const void*> more_buffers;        ///< instead of `buffers`, where not empty
    std::vector<arrow_ptr<ArrowArray>> children;  ///< owned
    std::vector<ArrowArray*> places;              ///< the pointers that the struct points to
    arrow_ptr<ArrowArray> dictionary;             ///< null: not dictionary-encoded
    std::shared_ptr<const void> owner;            ///< of memory that is shared
};

/// The `release` of arrays that `finish_array` makes.
extern "C" inline void pehchan_detail_release_array(ArrowArray* array) {
    delete static_cast<array_parts*>(array->private_data);
    array->release = nullptr;
}

/// Fills `out`, which then owns `parts`; `nulls` is -1 where it was not counted.
inline void finish_array(std::unique_ptr<array_parts> parts, std::int64_t length,
                         std::int64_t nulls, std::int64_t offset, std::int64_t buffers,
                         ArrowArray& out) {
    for (const arrow_ptr<ArrowArray>& child : parts->children) parts->places.push_back(child.get());
    out = {length,
           nulls,
           offset,
           buffers,
           static_cast<std::int64_t>(parts->places.size()),
           parts->more_buffers.empty() ? parts->buffers.data() : parts->more_buffers.data(),
           parts->places.empty() ? nullptr : parts->places.data(),
           parts->dictionary.get(),
           pehchan_detail_release_array,
           parts.get()};
    (void)parts.release();
}

/// The array again, over the same memory, which `owner` keeps.
[[nodiscard]] inline arrow_ptr<ArrowArray> shared_array(const ArrowArray& from,
                                                        const std::shared_ptr<const void>& owner,
                                                        std::int64_t offset, std::int64_t length) {
    auto parts = std::make_unique<array_parts>();
    parts->owner = owner;
    parts->more_buffers.assign(from.buffers, from.buffers + from.n_buffers);
    for (std::int64_t i = 0; i < from.n_children; ++i)
        parts->children.push_back(shared_array(*from.children[i], owner, from.children[i]->offset,
                                               from.children[i]->length));
    if (from.dictionary)
        parts->dictionary =
            shared_array(*from.dictionary, owner, from.dictionary->offset, from.dictionary->length);
    auto out = new_arrow<ArrowArray>();
    const bool unchanged = offset == from.offset && length == from.length;
    finish_array(std::move(parts), length, unchanged || from.null_count == 0 ? from.null_count : -1,
                 offset, from.n_buffers, *out);
    return out;
}

}  // namespace v0
}  // namespace pehchan

#include "detail/pop_macros.hpp"

#endif
