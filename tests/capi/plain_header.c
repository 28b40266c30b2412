/* SPDX-License-Identifier: Apache-2.0 */

/* pehchan_plain.h is C99 after <stdint.h>, and declares what pehchan.h does. */

#include <stdint.h>

#include <pehchan/pehchan_plain.h>

int32_t plain_abi_version(void);
int32_t plain_abi_version(void) { return pehchan_abi_version(); }
