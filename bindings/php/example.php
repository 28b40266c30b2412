<?php // SPDX-License-Identifier: Apache-2.0
require __DIR__ . '/autoload.php'; // or Composer's

use Pehchan\{Catalogue, FindingStatus};

$catalogue = Catalogue::builtin('pakistan');
$person = $catalogue->answers('A-17')->set('made_to_work_by_force_or_menace', true)->set('age_now_years', 16);
$result = $person->assess();
echo $result->headline(), "\n";
foreach ($result->findings() as ['status' => $status, 'title' => $title]) {
    if ($status === FindingStatus::Indicated) {
        echo $title, "\n";
    }
}
