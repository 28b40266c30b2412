// SPDX-License-Identifier: Apache-2.0

// How Arrow's schemas and arrays are made, shared and released.

#include <cstdint>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "catch.hpp"
#include "pehchan/arrow_arrays.hpp"

using namespace pehchan;

namespace {

int released = 0;

/// An array that counts its release.
ArrowArray counted() {
    ArrowArray out{};
    out.length = 7;
    out.release = [](ArrowArray* of) {
        ++released;
        of->release = nullptr;
    };
    return out;
}

/// An array of int32 over memory of its own.
arrow_ptr<ArrowArray> numbers(std::size_t count) {
    auto parts = std::make_unique<array_parts>();
    parts->memory.emplace_back(4 * count);
    for (std::size_t n = 0; n < count; ++n) {
        const auto value = static_cast<std::int32_t>(10 * n);
        std::memcpy(parts->memory.front().data() + 4 * n, &value, 4);
    }
    parts->buffers[1] = parts->memory.front().data();
    auto out = new_arrow<ArrowArray>();
    finish_array(std::move(parts), static_cast<std::int64_t>(count), 0, 0, 2, *out);
    return out;
}

}  // namespace

TEST_CASE("what is taken is released once, by its last owner") {
    released = 0;
    {
        ArrowArray from = counted();
        arrow_owner<ArrowArray> first{std::move(from)};
        CHECK(from.release == nullptr);
        CHECK(first.get().length == 7);
        arrow_owner<ArrowArray> second{std::move(first)};
        CHECK(first.get().release == nullptr);
        arrow_owner<ArrowArray> third;
        third = std::move(second);
        CHECK(released == 0);
        third = arrow_owner<ArrowArray>{counted()};
        CHECK(released == 1);  // what it held before
    }
    CHECK(released == 2);
    ArrowArray gone{};
    release(gone);  // nothing to release
    CHECK(released == 2);
}

TEST_CASE("memory for Arrow is zero, begins at a cache line, and is none where none is asked for") {
    CHECK(aligned_bytes{}.data() == nullptr);
    for (const std::size_t size : {std::size_t{1}, std::size_t{64}, std::size_t{1000}}) {
        aligned_bytes bytes{size};
        REQUIRE(bytes.data());
        CHECK(reinterpret_cast<std::uintptr_t>(bytes.data()) % 64 == 0);
        for (std::size_t at = 0; at < size; ++at) REQUIRE(int{bytes.data()[at]} == 0);
    }
}

TEST_CASE("the schema of a column has a format, a name and no children, and may hold nulls") {
    const arrow_ptr<ArrowSchema> leaf = leaf_schema("d:18,6", "points.low");
    CHECK(std::string_view{leaf->format} == "d:18,6");
    CHECK(std::string_view{leaf->name} == "points.low");
    CHECK(leaf->flags == ARROW_FLAG_NULLABLE);
    CHECK(leaf->n_children == 0);
    CHECK(leaf->metadata == nullptr);
    CHECK(leaf->dictionary == nullptr);
    release(*leaf);
    CHECK(leaf->release == nullptr);
}

TEST_CASE("metadata are pairs of words, each after its length") {
    const std::string bytes = metadata_of({{"key", "value"}, {"", "x"}});
    const char* at = bytes.data();
    CHECK(take_number(at) == 2);
    for (const std::string_view word : {"key", "value", "", "x"}) {
        const auto size = static_cast<std::size_t>(take_number(at));
        CHECK(std::string_view{at, size} == word);
        at += size;
    }
    CHECK(at == bytes.data() + bytes.size());
}

TEST_CASE("a copy of a schema owns all its parts but the metadata") {
    auto parts = std::make_unique<schema_parts>();
    parts->format = "+s";
    parts->name = "rows";
    parts->metadata = metadata_of({{"key", "value"}});
    parts->children.push_back(leaf_schema("u", "case"));
    parts->dictionary = leaf_schema("i", "words");
    auto from = new_arrow<ArrowSchema>();
    finish_schema(std::move(parts), 0, *from);
    CHECK(from->metadata);

    const arrow_ptr<ArrowSchema> copy = copy_of(*from);
    from.reset();
    CHECK(std::string_view{copy->format} == "+s");
    CHECK(std::string_view{copy->name} == "rows");
    CHECK(copy->metadata == nullptr);
    CHECK(copy->flags == 0);
    REQUIRE(copy->n_children == 1);
    CHECK(std::string_view{copy->children[0]->name} == "case");
    REQUIRE(copy->dictionary);
    CHECK(std::string_view{copy->dictionary->format} == "i");
}

TEST_CASE("a shared array reads the same memory, and keeps its owner until it is released") {
    const auto owner = std::make_shared<int>(0);
    const arrow_ptr<ArrowArray> from = numbers(5);
    arrow_ptr<ArrowArray> slice = shared_array(*from, owner, 2, 3);
    CHECK(owner.use_count() == 2);
    CHECK(slice->length == 3);
    CHECK(slice->offset == 2);
    CHECK(slice->buffers[1] == from->buffers[1]);
    CHECK(slice->null_count == 0);  // of none, a part has none

    ArrowArray with_nulls = *from;
    with_nulls.null_count = 4;
    CHECK(shared_array(with_nulls, owner, 2, 3)->null_count == -1);  // nobody counted these
    CHECK(shared_array(with_nulls, owner, 0, 5)->null_count == 4);
    slice.reset();
    CHECK(owner.use_count() == 1);
}
