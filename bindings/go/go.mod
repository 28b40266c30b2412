// SPDX-License-Identifier: Apache-2.0
module pehchan

go 1.21
