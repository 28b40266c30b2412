<?php
// SPDX-License-Identifier: Apache-2.0
declare(strict_types=1);

// cases.php screen CATALOGUE CASES OUT: one assessment a line. cases.php bench CATALOGUE CASES: the time of a call.

require __DIR__ . '/autoload.php';

use Pehchan\{Catalogue, Code, FindingStatus, IndicatorType};

/** Nanoseconds a person: the best of seven rounds of at least a tenth of a second, after one to warm up. */
function timeOf(int $cases, callable $each): int
{
    $best = INF;
    for ($round = 0; $round < 8; ++$round) {
        $begin = hrtime(true);
        $calls = 0;
        do {
            for ($i = 0; $i < $cases; ++$i) {
                $each($i);
            }
            $calls += $cases;
            $spent = hrtime(true) - $begin;
        } while ($spent < 1e8);
        $best = $round > 0 ? min($best, $spent / $calls) : $best;
    }
    return (int) round($best);
}

function bench(Catalogue $catalogue, array $cases): void
{
    $persons = array_map(function (string $line) use ($catalogue): array {
        $codes = [];
        foreach (json_decode($line, true)['answers'] as $id => $value) {
            $one = $value === 'yes' || $value === 'no' ? $catalogue->indicator($id) : null;
            if ($one?->type === IndicatorType::YesNo) {
                $codes[$one->index] = $value === 'yes' ? Code::Yes : Code::No;
            }
        }
        return $codes;
    }, $cases);
    $answers = $catalogue->answers();
    $evaluator = $catalogue->evaluator();
    $findings = count($evaluator->findings);
    $seen = 0;
    $json = timeOf(count($cases), function (int $i) use ($catalogue, $cases, &$seen): void {
        $seen += strlen($catalogue->screen($cases[$i]));
    });
    $handles = timeOf(count($cases), function (int $i) use ($persons, $answers, $evaluator, $findings, &$seen): void {
        $answers->clear();
        foreach ($persons[$i] as $index => $code) {
            $answers->setCode($index, $code);
        }
        $evaluator->assess($answers);
        for ($f = 0; $f < $findings; ++$f) {
            $seen += $evaluator->status($f) === FindingStatus::Indicated ? 1 : 0;
        }
    });
    if ($seen === 0) {
        throw new RuntimeException('nothing was seen');
    }
    echo json_encode(['binding' => 'php', 'json_call_ns' => $json, 'handle_call_ns' => $handles]), "\n";
}

[, $command, $catalogue, $cases, $out] = [...$argv, null, null, null, null];
$lines = fn () => file($cases, FILE_IGNORE_NEW_LINES | FILE_SKIP_EMPTY_LINES);
if ($command === 'screen' && $out !== null && $argc === 5) {
    $of = Catalogue::builtin($catalogue);
    $file = fopen($out, 'wb');
    foreach ($lines() as $line) {
        fwrite($file, $of->screen($line) . "\n");
    }
    fclose($file);
} elseif ($command === 'bench' && $argc === 4) {
    bench(Catalogue::builtin($catalogue), $lines());
} else {
    fwrite(STDERR, "use: cases.php screen CATALOGUE CASES OUT | cases.php bench CATALOGUE CASES\n");
    exit(2);
}
