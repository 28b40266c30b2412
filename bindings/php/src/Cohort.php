<?php
// SPDX-License-Identifier: Apache-2.0
declare(strict_types=1);

namespace Pehchan;

use FFI\CData;

/** A catalogue's rules made ready for many persons as columns: for statistics only. */
final class Cohort extends Owned
{
    /** @var list<string> */
    public readonly array $findings;
    /** @var list<string> */
    public readonly array $scores;

    /** @internal */
    public function __construct(CData $pointer, private readonly Catalogue $of)
    {
        parent::__construct($pointer);
        $library = Native::library();
        $finding = fn (int $i) => $library->pehchan_cohort_finding_id($pointer, $i);
        $score = fn (int $i) => $library->pehchan_cohort_score_id($pointer, $i);
        $this->findings = Native::list($library->pehchan_cohort_finding_count($pointer), $finding);
        $this->scores = Native::list($library->pehchan_cohort_score_count($pointer), $score);
    }

    protected static function free(): string
    {
        return 'pehchan_cohort_free';
    }

    /**
     * A column an indicator, by its id. Yes/no: 1, 0, -1 unknown, -2 declined; a choice: the index of
     * the option; true, false and null are 1, 0 and unknown. Numbers: null is unknown.
     *
     * @param array<string, list<int|float|bool|null>> $columns
     */
    public function assess(array $columns, ?Workers $workers = null, CohortFlag ...$flags): CohortResult
    {
        $bits = CohortFlag::bits(...$flags) | CohortFlag::StatusColumns->value;
        $numbers = [];
        $own = $this->of->own();
        foreach (array_keys($columns) as $id) {
            $index = Native::library()
                ->pehchan_catalogue_indicator_index($own, Native::word((string) $id, 'a column'));
            $numbers[$id] = $index >= 0 && $this->of->indicator($index)->type === IndicatorType::Number;
        }
        $call = fn (CData $input, CData $out) => $this->run($input, $bits, $workers, $out);
        return Arrow::assess($columns, $numbers, $this->findings, $this->scores, $call);
    }

    /**
     * From one Arrow stream to another, which is computed as it is read: pointers to two
     * `struct ArrowArrayStream`. The first is taken in any case.
     */
    public function assessStream(CData $input, CData $out, ?Workers $workers = null, CohortFlag ...$flags): void
    {
        $this->run($input, CohortFlag::bits(...$flags), $workers, $out);
    }

    private function run(CData $input, int $bits, ?Workers $workers, CData $out): void
    {
        $shared = $workers?->own();
        Native::run(fn ($error) => Native::library()->pehchan_cohort_assess(
            $this->own(),
            $input,
            $bits,
            $shared,
            $out,
            $error,
        ));
    }
}
