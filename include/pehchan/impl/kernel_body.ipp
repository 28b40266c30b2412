// SPDX-License-Identifier: Apache-2.0

// The kernel, for one level of vector instructions.

#include "kernel_operations.ipp"
#include "kernel_reading.ipp"
#include "kernel_tiles.ipp"
