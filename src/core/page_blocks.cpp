// SPDX-License-Identifier: Apache-2.0
#include <pehchan/impl/page_blocks.ipp>
