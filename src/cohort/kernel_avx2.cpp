// SPDX-License-Identifier: Apache-2.0
#include <pehchan/impl/kernel_avx2.ipp>
