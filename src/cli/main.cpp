// SPDX-License-Identifier: Apache-2.0

// The program `pehchan`.

#include <iostream>

#include "command_line.hpp"

#if defined(_WIN32)
#include <fcntl.h>
#include <io.h>
#include <stdio.h>
#endif

int main(int count, char** words) {
    std::ios::sync_with_stdio(false);
#if defined(_WIN32)
    // The same bytes as elsewhere: no carriage returns, and no end at the first control character.
    _setmode(_fileno(stdin), _O_BINARY);
    _setmode(_fileno(stdout), _O_BINARY);
#endif
    return cli::run({words + 1, words + count});
}
