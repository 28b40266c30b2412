// SPDX-License-Identifier: Apache-2.0
// Macros of Qt, windows.h, X11, complex.h, AssertMacros.h and of users, as they stand before the
// library's headers are included.
#define min(a, b) (((a) < (b)) ? (a) : (b))
#define max(a, b) (((a) > (b)) ? (a) : (b))
#define slots
#define signals public
#define emit
#define foreach for
#define forever for (;;)
#define check(what) ((void)(what))
#define verify(what) ((void)(what))
#define require(what, label) ((void)(what))
#define yes 1
#define no 0
#define unknown 2
#define small char
#define hyper long
#define interface struct
#define near
#define far
#define pascal
#define cdecl
#define IN
#define OUT
#define OPTIONAL
#define ERROR 0
#define DELETE 0x00010000L
#define BOOL int
#define TRUE 1
#define FALSE 0
#define VOID void
#define CONST const
#define STRICT 1
#define I ((float)1)
#define Bool int
#define Status int
#define None 0L
#define True 1
#define False 0
#define Always 2
#define Success 0
