// SPDX-License-Identifier: Apache-2.0

// The structs of the Arrow C data and stream interfaces.

#include <cstddef>
#include <cstdint>
#include <type_traits>

#include "catch.hpp"
#include "pehchan/arrow_structs.hpp"

// As every library that speaks Arrow declares them: under guards, so that a second copy is skipped.
#if !defined(ARROW_C_DATA_INTERFACE) || !defined(ARROW_C_STREAM_INTERFACE)
#error "without its guards the next library would declare the structs again"
#endif

TEST_CASE("the Arrow structs lie in memory as Arrow lays them down") {
    // eight bytes a number, one word a pointer
    constexpr std::size_t word = sizeof(void*);
    STATIC_REQUIRE(offsetof(ArrowSchema, format) == 0);
    STATIC_REQUIRE(offsetof(ArrowSchema, name) == word);
    STATIC_REQUIRE(offsetof(ArrowSchema, metadata) == 2 * word);
    STATIC_REQUIRE(offsetof(ArrowSchema, n_children) == offsetof(ArrowSchema, flags) + 8);
    STATIC_REQUIRE(offsetof(ArrowSchema, children) == offsetof(ArrowSchema, flags) + 16);
    STATIC_REQUIRE(offsetof(ArrowSchema, dictionary) == offsetof(ArrowSchema, children) + word);
    STATIC_REQUIRE(offsetof(ArrowSchema, release) == offsetof(ArrowSchema, children) + 2 * word);
    STATIC_REQUIRE(offsetof(ArrowSchema, private_data) ==
                   offsetof(ArrowSchema, children) + 3 * word);

    STATIC_REQUIRE(offsetof(ArrowArray, length) == 0);
    STATIC_REQUIRE(offsetof(ArrowArray, null_count) == 8);
    STATIC_REQUIRE(offsetof(ArrowArray, offset) == 16);
    STATIC_REQUIRE(offsetof(ArrowArray, n_buffers) == 24);
    STATIC_REQUIRE(offsetof(ArrowArray, n_children) == 32);
    STATIC_REQUIRE(offsetof(ArrowArray, buffers) == 40);
    STATIC_REQUIRE(offsetof(ArrowArray, children) == 40 + word);
    STATIC_REQUIRE(offsetof(ArrowArray, dictionary) == 40 + 2 * word);
    STATIC_REQUIRE(offsetof(ArrowArray, release) == 40 + 3 * word);
    STATIC_REQUIRE(offsetof(ArrowArray, private_data) == 40 + 4 * word);

    STATIC_REQUIRE(offsetof(ArrowArrayStream, get_schema) == 0);
    STATIC_REQUIRE(offsetof(ArrowArrayStream, get_next) == word);
    STATIC_REQUIRE(offsetof(ArrowArrayStream, get_last_error) == 2 * word);
    STATIC_REQUIRE(offsetof(ArrowArrayStream, release) == 3 * word);
    STATIC_REQUIRE(offsetof(ArrowArrayStream, private_data) == 4 * word);
    STATIC_REQUIRE(sizeof(ArrowArrayStream) == 5 * word);
    STATIC_REQUIRE(std::is_standard_layout_v<ArrowSchema>);
    STATIC_REQUIRE(std::is_trivially_copyable_v<ArrowArray>);
}

TEST_CASE("the flags of an Arrow schema have the numbers that Arrow gives them") {
    STATIC_REQUIRE(ARROW_FLAG_DICTIONARY_ORDERED == 1);
    STATIC_REQUIRE(ARROW_FLAG_NULLABLE == 2);
    STATIC_REQUIRE(ARROW_FLAG_MAP_KEYS_SORTED == 4);
}
