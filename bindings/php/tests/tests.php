<?php
// SPDX-License-Identifier: Apache-2.0
declare(strict_types=1);

// Test names are sentences that are true.

require __DIR__ . '/../autoload.php';

use Pehchan\{AnswerKind, Asking, Catalogue, Code, CohortFlag, Evaluator, FindingStatus, Flag};
use Pehchan\{IndicatorType, KnownBy, Library, Native, PehchanException, ReferralStatus, Status, Stop};
use Pehchan\{Translation, View, Why, Workers};

set_error_handler(function (int $level, string $message, string $file, int $line): never {
    throw new ErrorException($message, 0, $level, $file, $line);
});

const COUNT = 70000; // more than one piece of results

function same(mixed $found, mixed $wanted, string $what = ''): void
{
    if ($found !== $wanted) {
        throw new Exception("$what: found " . json_encode($found) . ', not ' . json_encode($wanted));
    }
}

function fails(Status|string $how, callable $work): Throwable
{
    try {
        $work();
    } catch (Throwable $error) {
        if ($how instanceof Status) {
            same($error::class, PehchanException::class, $error->getMessage());
            same($error->status, $how);
        } elseif (!$error instanceof $how) {
            throw $error;
        }
        return $error;
    }
    throw new Exception('nothing was thrown');
}

/** @return list<string> */
function lines(string $name): array
{
    return file((getenv('PEHCHAN_SOURCE_DIR') ?: __DIR__ . '/../../..') . "/examples/$name", FILE_IGNORE_NEW_LINES);
}

function answersOf(array $case): array
{
    return array_filter($case['answers'], fn ($value) => $value !== '');
}

$pakistan = Catalogue::builtin('pakistan');
$shared = [...lines('vignettes.jsonl'), ...lines('constructed.jsonl')];
$texts = '{"language": "xx", "direction": "rtl", "texts": {"words/texts/typed.yes/text": {"text": "zu | جو"},
    "indicators/indicators/sex/question": {"text": "XX?"}}}';
$child = '{"case": "A-17", "answers": {"made_to_work_by_force_or_menace": "yes", "age_now_years": 16}}';

$tests = [
    'the findings are those that the examples expect' => function () use ($pakistan): void {
        $held = 0;
        foreach (['vignettes', 'constructed'] as $name) {
            $expected = [];
            foreach (lines("$name.expected.jsonl") as $line) {
                $one = json_decode($line, true);
                $expected[$one['case']] = $one;
            }
            foreach (lines("$name.jsonl") as $line) {
                $answers = $pakistan->parse($line);
                $result = $answers->assess(View::Investigator);
                $wanted = $expected[$answers->case()];
                foreach ($wanted['expected_not_indicated'] as $finding) {
                    same($result->status($finding) === FindingStatus::Indicated, false, $finding);
                }
                foreach ($wanted['expected_at_least'] as $finding => $status) {
                    if ($status === 'indicated') {
                        same($result->status($finding), FindingStatus::Indicated, $finding);
                        ++$held;
                    }
                }
            }
        }
        same($held > 30, true);
    },
    'every way in gives the same bytes' => function () use ($pakistan, $shared): void {
        $codes = ['yes' => Code::Yes, 'no' => Code::No, 'unknown' => Code::Unknown, 'declined' => Code::Declined, 'not_applicable' => Code::NotApplicable];
        foreach ($shared as $line) {
            $wanted = $pakistan->screen($line);
            $parsed = $pakistan->parse($line);
            same($parsed->assess()->json(), $wanted);
            same($pakistan->parse($parsed->json())->assess()->json(), $wanted);
            $case = json_decode($line, true);
            $set = $pakistan->answers($case['case']);
            $byIndex = $pakistan->answers($case['case']);
            foreach (answersOf($case) as $id => $value) {
                $set->set($id, $value);
                $one = $pakistan->indicator($id);
                if (isset($codes[$value])) {
                    $byIndex->setCode($one->index, $codes[$value]);
                } else {
                    $number = $one->type === IndicatorType::Number;
                    $byIndex->setValue($one->index, $number ? $value : array_search($value, array_keys($one->options()), true));
                }
            }
            same($set->assess()->json(), $wanted);
            same($byIndex->assess()->json(), $wanted);
            same($set->all(), $byIndex->all());
        }
    },
    'an evaluator says what an assessment says' => function () use ($pakistan, $shared): void {
        $evaluator = $pakistan->evaluator();
        same($evaluator->status(0), null);
        foreach ($shared as $line) {
            $answers = $pakistan->parse($line);
            $evaluator->assess($answers);
            $result = $answers->assess(View::Helper); // who learns all answers
            foreach ($evaluator->findings as $i => $id) {
                same($evaluator->status($i), $result->status($id), $id);
            }
        }
        $instruments = Catalogue::builtin('instruments');
        $scored = $instruments->evaluator();
        $scored->assess($instruments->answers());
        foreach ($instruments->answers()->assess()->scores() as $i => $score) {
            same(['id' => $scored->scores[$i], ...$scored->score($i)], $score);
        }
        fails(Status::WrongCatalogue, fn () => $evaluator->assess(Catalogue::builtin('palermo')->answers()));
    },
    'an assessment can be read item by item' => function () use ($pakistan, $child): void {
        $result = $pakistan->parse($child)->assess();
        same($result->headline(), 'presumed_victim');
        same($result->askedOf() >= $result->asked() && $result->asked() > 0, true);
        same(count($result->findings()) > 20 && count($result->safeguards()) > 3, true);
        same(in_array(ReferralStatus::Indicated, array_column($result->referrals('ur'), 'status'), true), true);
        same($result->status('no_such'), null);
        same(str_contains($result->page('ur'), 'بچ'), true);
        same($result->explain('smuggled_migrant')['findings'][0]['id'], 'smuggled_migrant');
        same(is_array($result->contrast('trafficking', 'smuggled_migrant')), true);
        same($result->json('en', Flag::Explain, Flag::Next) !== $result->json(), true);
        same($pakistan->parse($child)->assess(View::Person)->findings(), []);
        same(is_array(Catalogue::builtin('mappings')->answers()->assess()->columns('htcds_2')), true);
        fails(Status::NotFound, fn () => $result->explain('no_such'));
        fails(Status::BadArgument, fn () => $result->json('xx'));
    },
    'the catalogue describes itself' => function () use ($pakistan): void {
        same(preg_match('/^\d+\.\d+\.\d+$/', Library::version()), 1);
        same(in_array('pakistan', Library::builtinIds(), true), true);
        same([$pakistan->id(), $pakistan->proved(), strlen($pakistan->digest())], ['pakistan', true, 64]);
        same($pakistan->version() !== '', true);
        same($pakistan->languages()[0], 'en');
        same(str_starts_with($pakistan->words('interview.stopped_danger'), 'STOP'), true);
        same($pakistan->words('no.such'), null);
        $age = $pakistan->indicator('age_now_years');
        same([$age->type, $age->least, $age->most, $age->mayNotApply], [IndicatorType::Number, 0, 120, false]);
        same($pakistan->indicator($age->index)->id, 'age_now_years');
        same($pakistan->indicator('visible_injuries')->knownBy, KnownBy::Looking);
        $province = $pakistan->indicator('province');
        same($province->options('ur')['punjab'], 'پنجاب');
        same([$province->translation(), $province->translation('ur')], [Translation::Source, Translation::Draft]);
        same($province->label() !== '' && $province->question('ur') !== '', true);
        same($pakistan->indicator('wages_withheld')->notApplicable() !== '', true);
        $roles = array_unique(array_map(fn ($form) => $form->role, $pakistan->forms()));
        sort($roles);
        same($roles, ['child', 'entry', 'full', 'offered_again', 'only_child', 'opening']);
        same(array_filter($pakistan->forms(), fn ($form) => $form->title('ur') === '' || $form->indicators === []), []);
        same(count($pakistan->indicators()) > 100, true);
        foreach ([View::class => 'view', FindingStatus::class => 'finding_status', ReferralStatus::class => 'referral_status',
            Why::class => 'why', Status::class => 'status', Stop::class => 'stop'] as $enum => $name) {
            foreach ($enum::cases() as $case) {
                $snake = strtolower(preg_replace('/(?<!^)[A-Z]/', '_$0', $case->name));
                same(str_starts_with(Native::library()->{"pehchan_{$name}_name"}($case->value), $snake), true, $snake);
            }
            same(Native::library()->{"pehchan_{$name}_name"}(count($enum::cases())), null);
        }
    },
    'a catalogue is loaded, and a bad one gives every problem with its place' => function (): void {
        $loaded = Catalogue::load(Library::builtinText('palermo'), Catalogue::builtin('indicators'));
        same($loaded->digest(), Catalogue::builtin('palermo')->digest());
        $error = fails(Status::BadData, fn () => Catalogue::load("{\"id\": 5,\n \"wrong\": 1}"));
        $found = array_filter($error->issues, fn ($one) => $one->code === 'unknown_key' && $one->pointer === '/wrong' && $one->line === 2);
        same(count($found), 1);
        same(str_contains($error->getMessage(), 'unknown_key at /wrong (line 2'), true);
        fails(Status::NotFound, fn () => Catalogue::builtin('no_such'));
        fails(Status::NotFound, fn () => Library::builtinText('no_such'));
        fails(Status::NotFound, fn () => Catalogue::builtin('pakistan')->parse('{}', 'no_such'));
        fails(Status::BadData, fn () => Catalogue::builtin('dwems_2024')->screen('{}', mapping: 'dwems_answers'));
    },
    'a language is added to a new catalogue; rules and digest stay' => function () use ($pakistan, $texts): void {
        $spoken = $pakistan->withTexts($texts);
        same($spoken->languages(), [...$pakistan->languages(), 'xx']);
        same(array_map($spoken->direction(...), ['xx', 'en', 'qq']), ['rtl', 'ltr', null]);
        same([$spoken->digest(), $pakistan->direction('xx')], [$pakistan->digest(), null]);
        $digest = $spoken->textsDigest('xx');
        same(preg_match('/^[0-9a-f]{64}$/', $digest), 1);
        same([$spoken->textsDigest('ur'), $pakistan->textsDigest('xx')], [null, null]);
        same($spoken->indicator('sex')->question('xx'), 'XX?');
        same(str_contains($spoken->screen('{"case": "A", "answers": {}}', 'xx'), $digest), true);
        $bad = "{\"language\": \"xx\",\n \"texts\": {\"palermo/no\": {\"text\": 3}}}";
        $issue = fails(Status::BadData, fn () => $pakistan->withTexts($bad))->issues[0];
        same([$issue->pointer, $issue->line], ['/texts/palermo~1no/text', 2]);
    },
    'what somebody types is understood in every language of the catalogue' => function () use ($pakistan, $texts): void {
        $spoken = $pakistan->withTexts($texts);
        foreach ([['believed_under_18', ' YES ', 'yes'], ['believed_under_18', 'نهيں', 'no'], ['believed_under_18', 'zu', 'yes'],
            ['believed_under_18', '', null], ['province', 'پنجاب', 'punjab'], ['province', 'd', 'unknown'], ['province', 'yes', null],
            ['age_now_years', '۱۷', '17'], ['age_now_years', 'r', 'declined']] as [$indicator, $text, $meaning]) {
            same($spoken->typed($indicator, $text), $meaning);
        }
        same($pakistan->typed('believed_under_18', 'zu'), null);
        fails(Status::NotFound, fn () => $pakistan->typed('no_such', 'yes'));
        fails(InvalidArgumentException::class, fn () => $pakistan->typed('sex', "yes\0"));
    },
    'a catalogue lists its mappings' => function () use ($pakistan): void {
        $mappings = Catalogue::builtin('mappings')->mappings();
        same([$mappings['htcds_2'], $mappings['ctdc_kanon'], $pakistan->mappings()], [true, false, []]);
    },
    'answers are set, refused, read back and forgotten' => function () use ($pakistan): void {
        $person = $pakistan->answers('A-17')->set('age_now_years', 16)->set('province', 'punjab');
        $at = fn (string $id) => $pakistan->indicator($id)->index;
        $person->setCode($at('wages_withheld'), Code::NotApplicable);
        same($person->all(), ['age_now_years' => 16, 'province' => 'punjab', 'wages_withheld' => 'not_applicable']);
        same([$person->get('age_now_years'), $person->get('believed_under_18')], [16, null]);
        $error = fails(Status::BadData, fn () => $person->set('age_now_years', 999));
        same($error->issues[0]->pointer, '/answers/age_now_years');
        fails(Status::NotFound, fn () => $person->set('no_such', 'yes'));
        fails(Status::BadArgument, fn () => $person->setCode($pakistan->indicator('age_now_years')->index, Code::Yes));
        fails(Status::BadArgument, fn () => $person->setValue(1000000, 1));
        fails(OutOfRangeException::class, fn () => $person->setValue(-1, 1));
        fails(Status::BadArgument, fn () => $person->setCode(1000000, Code::NotApplicable));
        fails(Status::BadArgument, fn () => $person->setCode($at('age_now_years'), Code::NotApplicable));
        fails(Status::NotFound, fn () => $person->get('no_such'));
        same([$person->kind($at('age_now_years')), $person->value($at('age_now_years'))], [AnswerKind::Number, 16]);
        same($person->kind($at('province')), AnswerKind::Option);
        same(array_keys($pakistan->indicator('province')->options())[$person->value($at('province'))], 'punjab');
        same([$person->kind($at('wages_withheld')), $person->value($at('wages_withheld'))], [AnswerKind::NotApplicable, 0]);
        $young = $at('believed_under_18');
        same([$person->kind($young), $person->asked($young)], [AnswerKind::Unknown, false]);
        $person->set('believed_under_18', null);
        same([$person->kind($young), $person->asked($young), $person->get('believed_under_18')], [AnswerKind::Unknown, true, 'unknown']);
        foreach (['kind', 'value', 'asked'] as $read) {
            fails(Status::BadArgument, fn () => $person->$read(1000000));
            fails(OutOfRangeException::class, fn () => $person->$read(-1));
        }
        fails(InvalidArgumentException::class, fn () => $person->set('wages_withheld', "yes\0no"));
        fails(InvalidArgumentException::class, fn () => $person->setCase("a\0b"));
        fails(Status::BadData, fn () => $person->setCase("\xff"));
        same($person->get('age_now_years'), 16);
        same($person->forget('age_now_years')->get('age_now_years'), null);
        same([$person->clear()->all(), $person->case()], [[], 'A-17']);
        same(count($person->askNext(3)), 3);
        fails(Status::NotFound, fn () => $person->askNext(3, 'no_such', Asking::Full));
    },
    'an interview asks until it stops' => function () use ($pakistan): void {
        $talk = $pakistan->interview();
        $asked = [];
        while (($id = $talk->next()) !== null) {
            same([$talk->stop(), in_array($id, $asked, true)], [Stop::None, false]);
            $asked[] = $id;
            $one = $pakistan->indicator($id);
            $talk->answer($one->type === IndicatorType::Number ? 30 : ($one->type === IndicatorType::Choice ? 'unknown' : null));
        }
        same($talk->stop() !== Stop::None && count($asked) > 3, true);
        $other = $pakistan->answers()->interview(null, Asking::Full);
        same($other->next(), $asked[0]);
        same($other->why(), Why::Conditions);
        $other->record('age_now_years', 12);
        $other->record('believed_under_18', true);
        same([$other->child(), $other->denialsCount(), $other->goOn()], [true, false, false]);
        same($other->answers()->get('age_now_years'), 12);
        fails(Status::BadArgument, fn () => $other->answer('yes'));
        $other->end();
        same([$other->next(), $other->stop()], [null, Stop::Wish]);
    },
    'a cohort says what the evaluator says of each person' => function (): void {
        foreach (['pakistan', 'instruments'] as $id) {
            $of = Catalogue::builtin($id);
            $cohort = $of->cohort();
            $evaluator = $of->evaluator();
            $workers = Workers::of(2);
            same($workers->count(), 2);
            same([$cohort->findings, $cohort->scores], [$evaluator->findings, $evaluator->scores]);
            $used = $columns = [];
            foreach ($of->indicators() as $one) {
                $number = $one->type === IndicatorType::Number;
                if (count(array_filter($used, fn ($other) => ($other->type === IndicatorType::Number) === $number)) >= ($number ? 3 : 25)) {
                    continue;
                }
                $column = [];
                for ($row = 0, $sign = count($used); $row < COUNT; ++$row) {
                    $code = ($row * 7 + $sign * 5 + ($row >> 3)) % 4 - 2;
                    $column[] = $number ? ($row % 3 ? $one->least + $row % 5 : null) : ($one->type === IndicatorType::Choice ? min($code, 0) : $code);
                }
                $columns[$one->id] = $column;
                $used[] = $one;
            }
            $found = $cohort->assess($columns, $workers);
            same([$found->count, $found->issues], [COUNT, []]);
            same($found->statuses === $cohort->assess($columns)->statuses, true);
            foreach ([0, 1, 2, 3, 17, 4711, 65535, 65536, 69999] as $row) {
                $person = $of->answers();
                foreach ($used as $one) {
                    $value = $columns[$one->id][$row];
                    if ($one->type === IndicatorType::YesNo || $one->type === IndicatorType::Choice && $value < 0) {
                        $person->setCode($one->index, Code::from($value));
                    } elseif ($value !== null) {
                        $person->setValue($one->index, $value);
                    }
                }
                $evaluator->assess($person);
                foreach ($evaluator->findings as $i => $finding) {
                    same($found->statuses[$finding][$row], $evaluator->status($i)->value, "$finding $row");
                }
                foreach ($evaluator->scores as $i => $score) {
                    same(['low' => $found->low[$score][$row], 'high' => $found->high[$score][$row]], $evaluator->score($i));
                }
            }
        }
    },
    'a cohort names every column and row that it does not take' => function () use ($pakistan): void {
        $cohort = $pakistan->cohort();
        fails(Status::BadData, fn () => $cohort->assess(['no_such' => [1]]));
        same($cohort->assess(['no_such' => [1, 0]], null, CohortFlag::IgnoreExtra)->count, 2);
        $wrong = ['believed_under_18' => [true, 7, null]];
        same(fails(Status::BadData, fn () => $cohort->assess($wrong))->issues[0]->pointer, '/believed_under_18/1');
        $found = $cohort->assess($wrong, null, CohortFlag::KeepGoing);
        same(array_map('is_null', $found->issues), [true, false, true]);
        same(array_map('is_null', $found->statuses[$cohort->findings[0]]), [false, true, false]);
        same($cohort->assess([])->count, 0);
        fails(InvalidArgumentException::class, fn () => $cohort->assess(['believed_under_18' => [1], 'age_now_years' => [1, 2]]));
        fails(InvalidArgumentException::class, fn () => $cohort->assess(['believed_under_18' => ['yes']]));
        fails(InvalidArgumentException::class, fn () => $cohort->assess(["a\0b" => []]));
        fails(OutOfRangeException::class, fn () => Workers::of(0));
        $cohort->close();
        fails(LogicException::class, fn () => $cohort->assess([]));
    },
    'what was made outlives what it was made from, and what is closed says so' => function () use ($child): void {
        $of = Catalogue::builtin('pakistan');
        $person = $of->parse($child);
        $result = $person->assess();
        $evaluator = $of->evaluator();
        $person->close();
        $person->close();
        fails(LogicException::class, fn () => $person->json());
        fails(LogicException::class, fn () => clone $result);
        fails(LogicException::class, fn () => serialize($result));
        unset($of, $person);
        same($result->headline(), 'presumed_victim');
        same($evaluator instanceof Evaluator && count($evaluator->findings) > 20, true);
    },
];

$passed = $failed = 0;
foreach ($tests as $name => $test) {
    try {
        $test();
        ++$passed;
    } catch (Throwable $error) {
        ++$failed;
        echo "not so: $name\n", $error, "\n";
    }
}
echo "PHP: $passed passed, $failed failed\n";
exit($failed === 0 ? 0 : 1);
