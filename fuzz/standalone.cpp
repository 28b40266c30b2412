// SPDX-License-Identifier: Apache-2.0

// For compilers without libFuzzer: `NAME_fuzz COUNT FOLDER` tries every file of the folder, then
// COUNT seeded changes of them.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

std::string changed(std::string text, const std::vector<std::string>& others,
                    std::mt19937_64& random) {
    const auto below = [&](std::size_t n) {
        return static_cast<std::size_t>(random() % std::max<std::size_t>(n, 1));
    };
    for (std::size_t left = 1 + below(6); left > 0; --left) {
        const std::size_t at = below(text.size() + 1),
                          length = below(std::min<std::size_t>(64, text.size() - at + 1));
        switch (below(6)) {
            case 0: text.erase(at, length); break;
            case 1: text.insert(at, text.substr(at, length)); break;
            case 2: text.insert(at, 1, static_cast<char>(random())); break;
            case 3:
                if (at < text.size()) text[at] = static_cast<char>(text[at] ^ (1 << below(8)));
                break;
            case 4:
                if (at < text.size()) text[at] = "{}[]\",:0-9\\"[below(11)];
                break;
            default: {
                const std::string& other = others[below(others.size())];
                const std::size_t from = below(other.size());
                text.insert(at, other.substr(from, below(256)));
            }
        }
    }
    return text;
}

}  // namespace

int main(int count, char** words) {
    if (count != 3) return std::fprintf(stderr, "usage: %s COUNT FOLDER\n", words[0]), 2;
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(words[2]))
        files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    std::vector<std::string> seeds;
    for (const auto& file : files) {
        std::ifstream in(file, std::ios::binary);
        seeds.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
    }
    if (seeds.empty()) return std::fprintf(stderr, "%s holds no seeds\n", words[2]), 2;
    const auto run = [](const std::string& text) {
        LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(text.data()), text.size());
    };
    for (const std::string& seed : seeds) run(seed);
    std::mt19937_64 random(20261127);
    const long changes = std::stol(words[1]);
    for (long n = 0; n < changes; ++n) run(changed(seeds[random() % seeds.size()], seeds, random));
    std::printf("%zu seeds and %ld changes of them\n", seeds.size(), changes);
    return 0;
}
