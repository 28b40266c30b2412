// SPDX-License-Identifier: Apache-2.0
module pehchan.example/go

go 1.21
