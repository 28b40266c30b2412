<?php
// SPDX-License-Identifier: Apache-2.0
declare(strict_types=1);

namespace Pehchan;

/** Statuses and scores of many persons, row by row. */
final class CohortResult
{
    /** @var array<string, list<?int>> By finding: values of FindingStatus; null where a row was refused. */
    public array $statuses = [];
    /** @var array<string, list<?int>> By score, in millionths; attained. */
    public array $low = [];
    /** @var array<string, list<?int>> By score, in millionths; attained. */
    public array $high = [];
    /** @var list<?string> With KeepGoing: what was wrong with a row, null where nothing was. */
    public array $issues = [];

    /** @internal */
    public function __construct(public readonly int $count)
    {
    }
}
