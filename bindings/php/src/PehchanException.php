<?php
// SPDX-License-Identifier: Apache-2.0
declare(strict_types=1);

namespace Pehchan;

/** What the library says was wrong. It holds no answer: it may be logged. */
final class PehchanException extends \RuntimeException
{
    /** @param list<Issue> $issues */
    public function __construct(public readonly Status $status, string $message, public readonly array $issues = [])
    {
        parent::__construct(implode("\n", [$message, ...$issues]));
    }
}
