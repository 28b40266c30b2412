<?php
// SPDX-License-Identifier: Apache-2.0
declare(strict_types=1);

namespace Pehchan;

/** One problem of a text or a column. It holds no answer. */
final class Issue
{
    public function __construct(
        /** Stable; docs/issue-codes.md lists them. */
        public readonly string $code,
        /** JSON Pointer to the place. */
        public readonly string $pointer,
        public readonly string $message,
        /** From 1; 0 where there is no text. */
        public readonly int $line = 0,
        /** From 1, in bytes; 0 where there is no text. */
        public readonly int $column = 0,
    ) {
    }

    public function __toString(): string
    {
        $place = $this->line > 0 ? " (line $this->line, column $this->column)" : '';
        return "$this->code at " . ($this->pointer ?: '/') . "$place: $this->message";
    }
}
