<?php
// SPDX-License-Identifier: Apache-2.0
declare(strict_types=1);

namespace Pehchan;

use FFI\CData;

/** What is known of one person. It keeps its catalogue. */
final class Answers extends Owned
{
    /** @internal */
    public function __construct(CData $pointer, private readonly Catalogue $of)
    {
        parent::__construct($pointer);
    }

    protected static function free(): string
    {
        return 'pehchan_answers_free';
    }

    /** The name of the case; "" where there is none. */
    public function case(): string
    {
        return Native::library()->pehchan_answers_case($this->own());
    }

    public function setCase(string $id): self
    {
        Native::word($id, 'id');
        Native::run(fn ($error) => Native::library()
            ->pehchan_answers_set_case($this->own(), $id, $error));
        return $this;
    }

    /**
     * "yes", "no", "unknown", "declined", "not_applicable", an option or a whole number; true, false
     * and null are yes, no and unknown. Where it is not taken, the answers are as before.
     */
    public function set(string $indicator, string|int|bool|null $value): self
    {
        Native::word($indicator, 'indicator');
        $library = Native::library();
        if (is_int($value)) {
            $call = fn ($error) => $library
                ->pehchan_answers_set_number($this->own(), $indicator, $value, $error);
        } else {
            $word = self::wordOf($value);
            $call = fn ($error) => $library
                ->pehchan_answers_set($this->own(), $indicator, $word, $error);
        }
        Native::run($call);
        return $this;
    }

    /** @internal */
    public static function wordOf(string|bool|null $value): string
    {
        return is_string($value) ? Native::word($value, 'an answer') : match ($value) {
            true => 'yes',
            false => 'no',
            null => 'unknown',
        };
    }

    /** By index. */
    public function setCode(int $index, Code $code): void
    {
        $given = Native::index($index);
        Native::check(Native::library()
            ->pehchan_answers_set_code($this->own(), $given, $code->value));
    }

    /** By index: the index of an option, or a whole number. */
    public function setValue(int $index, int $value): void
    {
        Native::check(Native::library()
            ->pehchan_answers_set_value($this->own(), Native::index($index), $value));
    }

    /** By index: what kind of answer was given; unknown also where nobody asked. */
    public function kind(int $index): AnswerKind
    {
        return AnswerKind::from(self::there(Native::library()
            ->pehchan_answers_kind($this->own(), Native::index($index))));
    }

    /** By index: the index of the option, or the whole number; else 0. */
    public function value(int $index): int
    {
        $library = Native::library();
        self::there($library->pehchan_answers_asked($this->own(), Native::index($index)));
        return $library->pehchan_answers_value($this->own(), $index);
    }

    /** By index: whether there is an answer, unknown too. */
    public function asked(int $index): bool
    {
        return self::there(Native::library()
            ->pehchan_answers_asked($this->own(), Native::index($index))) === 1;
    }

    private static function there(int $found): int
    {
        return $found >= 0
            ? $found
            : throw new PehchanException(Status::BadArgument, 'there is no such indicator');
    }

    /** What was answered; null where nothing was. */
    public function get(string $indicator): string|int|null
    {
        return $this->answer($this->of->indicator($indicator)->index);
    }

    /** @return array<string, string|int> Everything that was answered, by the ids of indicators. */
    public function all(): array
    {
        $library = Native::library();
        $of = $this->of->own();
        $all = [];
        for ($i = 0, $count = $library
            ->pehchan_catalogue_indicator_count($of); $i < $count; ++$i) {
            $answer = $this->answer($i);
            if ($answer !== null) {
                $all[$library->pehchan_catalogue_indicator_id($of, $i)] = $answer;
            }
        }
        return $all;
    }

    /** Null where it was never asked. */
    private function answer(int $index): string|int|null
    {
        if (!$this->asked($index)) {
            return null;
        }
        $kind = $this->kind($index);
        return match ($kind) {
            AnswerKind::Number => $this->value($index),
            AnswerKind::Option => Native::library()->pehchan_catalogue_option_id(
                $this->of->own(),
                $index,
                $this->value($index),
            ),
            default => Native::library()->pehchan_answer_kind_name($kind->value),
        };
    }

    /** As if it had never been asked. */
    public function forget(string $indicator): self
    {
        Native::word($indicator, 'indicator');
        Native::run(fn ($error) => Native::library()
            ->pehchan_answers_forget($this->own(), $indicator, $error));
        return $this;
    }

    /** Everything unknown again; the name of the case stays. */
    public function clear(): self
    {
        Native::check(Native::library()->pehchan_answers_clear($this->own()));
        return $this;
    }

    /** A case that `parse` takes. */
    public function json(): string
    {
        return Native::makeText(fn ($out, $error) => Native::library()
            ->pehchan_answers_json($this->own(), $out, $error));
    }

    /** Everything that follows, for one reader. Later changes of the answers do not change it. */
    public function assess(View $view = View::Official): Assessment
    {
        return new Assessment(Native::make(
            'pehchan_assessment *',
            fn ($out, $error) => Native::library()->pehchan_assess(
                $this->of->own(),
                $this->own(),
                $view->value,
                $out,
                $error,
            ),
        ));
    }

    /**
     * The same for a reader of an agency that the catalogue's referrals name, such as "fia". An
     * investigator learns what concerns officials only where the adult agreed, and of others than that
     * agency; null: not known.
     */
    public function assessForAgency(View $view, ?string $agency): Assessment
    {
        Native::wordOrNull($agency, 'agency');
        return new Assessment(Native::make(
            'pehchan_assessment *',
            fn ($out, $error) => Native::library()->pehchan_assess_for_agency(
                $this->of->own(),
                $this->own(),
                $view->value,
                $agency,
                $out,
                $error,
            ),
        ));
    }

    /** @return list<string> Ids of the indicators most worth asking next, the best first. */
    public function askNext(int $most = 5, ?string $form = null, Asking ...$asking): array
    {
        $library = Native::library();
        Native::wordOrNull($form, 'form');
        $bits = Asking::bits(...$asking);
        $most = Native::index($most);
        $call = fn ($out, $error) => $library
            ->pehchan_ask_next($this->own(), $form, $bits, $most, $out, $error);
        $found = Native::make('pehchan_questions *', $call);
        try {
            $each = fn (int $i) => $library->pehchan_questions_indicator($found, $i);
            return Native::list($library->pehchan_questions_count($found), $each);
        } finally {
            $library->pehchan_questions_free($found);
        }
    }

    /** A conversation that goes on from a copy of these answers. */
    public function interview(?string $form = null, Asking ...$asking): Interview
    {
        Native::wordOrNull($form, 'form');
        $bits = Asking::bits(...$asking);
        $call = fn ($out, $error) => Native::library()
            ->pehchan_interview_resume($this->own(), $form, $bits, $out, $error);
        return new Interview(Native::make('pehchan_interview *', $call), $this->of);
    }
}
