// SPDX-License-Identifier: Apache-2.0
// Sets aside macros of others (Qt, windows.h, AssertMacros.h, complex.h, ...) that are names in
// these headers; pop_macros.hpp brings them back. Every public header begins with the one and ends
// with the other, so there is no guard.
#pragma push_macro("I")
#undef I
#pragma push_macro("check")
#undef check
#pragma push_macro("emit")
#undef emit
#pragma push_macro("far")
#undef far
#pragma push_macro("interface")
#undef interface
#pragma push_macro("max")
#undef max
#pragma push_macro("min")
#undef min
#pragma push_macro("near")
#undef near
#pragma push_macro("no")
#undef no
#pragma push_macro("signals")
#undef signals
#pragma push_macro("slots")
#undef slots
#pragma push_macro("small")
#undef small
#pragma push_macro("unknown")
#undef unknown
#pragma push_macro("yes")
#undef yes
