// SPDX-License-Identifier: Apache-2.0
#include "../../src/json/sha256.hpp"

#include <algorithm>
#include <string>
#include <string_view>

#include "catch.hpp"

namespace {

std::string sha256_of(std::string_view bytes) {
    pehchan::detail::sha256 hash;
    hash.update(bytes);
    return hash.finish();
}

}  // namespace

TEST_CASE(
    "SHA-256 gives the published digests (FIPS 180-4 examples, NIST SHA256ShortMsg and "
    "SHA256LongMsg)") {
    CHECK(sha256_of("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    CHECK(sha256_of("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CHECK(sha256_of("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq") ==
          "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    CHECK(sha256_of("abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmno"
                    "pqklmnopqrlmnopqrsmnopqrstnopqrstu") ==
          "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1");
    CHECK(sha256_of("\xd3") == "28969cdfa74a12c82f3bad960b0b000aca2ac329deea5c2328ebc6f2ba9802c1");
    CHECK(sha256_of("\x74\xcb\x93\x81\xd8\x9f\x5a\xa7\x33\x68") ==
          "73d6fad1caaa75b43b21733561fd3958bdc555194a037c2addec19dc2d7a52bd");
}

TEST_CASE("SHA-256 of a million times \"a\" is the published digest, in pieces of any size") {
    constexpr std::string_view expected =
        "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0";
    const std::string million(1'000'000, 'a');
    CHECK(sha256_of(million) == expected);
    for (const std::size_t piece : {1u, 7u, 63u, 64u, 65u, 4096u}) {
        pehchan::detail::sha256 hash;
        for (std::string_view rest = million; !rest.empty();
             rest.remove_prefix(std::min(piece, rest.size())))
            hash.update(rest.substr(0, piece));
        CHECK(hash.finish() == expected);
    }
}

TEST_CASE("SHA-256 pads right at every length around a block") {
    // The digest over the digests of 0 to 200 bytes "x", computed with another implementation.
    pehchan::detail::sha256 all;
    for (std::size_t length = 0; length <= 200; ++length)
        all.update(sha256_of(std::string(length, 'x')));
    CHECK(all.finish() == "75013a3fd49991ead9d8a57ea80485c088443c3406a0e8fa003ed57144041eb4");
}
