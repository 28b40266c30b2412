<?php
// SPDX-License-Identifier: Apache-2.0
declare(strict_types=1);

namespace Pehchan;

use FFI\CData;

/**
 * Statuses and scores only, for loops over many persons: for statistics. No offences; what is hidden
 * from one reader or another is not left out.
 */
final class Evaluator extends Owned
{
    /** @var list<string> */
    public readonly array $findings;
    /** @var list<string> */
    public readonly array $scores;

    /** @internal */
    public function __construct(CData $pointer)
    {
        parent::__construct($pointer);
        $library = Native::library();
        $finding = fn (int $i) => $library->pehchan_evaluator_finding_id($pointer, $i);
        $score = fn (int $i) => $library->pehchan_evaluator_score_id($pointer, $i);
        $this->findings = Native::list($library
            ->pehchan_evaluator_finding_count($pointer), $finding);
        $this->scores = Native::list($library->pehchan_evaluator_score_count($pointer), $score);
    }

    protected static function free(): string
    {
        return 'pehchan_evaluator_free';
    }

    /** From now on the results are this person's. */
    public function assess(Answers $answers): void
    {
        Native::check(Native::library()->pehchan_evaluator_assess($this->own(), $answers->own()));
    }

    /** Null where nobody was assessed, or there is no such finding. */
    public function status(int $index): ?FindingStatus
    {
        $found = Native::library()
            ->pehchan_evaluator_finding_status($this->own(), Native::index($index));
        return FindingStatus::tryFrom($found);
    }

    /** @return array{low: int, high: int} In millionths. */
    public function score(int $index): array
    {
        $library = Native::library();
        return [
            'low' => $library->pehchan_evaluator_score_low($this->own(), Native::index($index)),
            'high' => $library->pehchan_evaluator_score_high($this->own(), Native::index($index)),
        ];
    }
}
