// SPDX-License-Identifier: Apache-2.0
#include <pehchan/impl/disclosure.ipp>
