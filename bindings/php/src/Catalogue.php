<?php
// SPDX-License-Identifier: Apache-2.0
declare(strict_types=1);

namespace Pehchan;

use FFI;

/** Indicators, rules and words. Never changes. */
final class Catalogue extends Owned
{
    protected static function free(): string
    {
        return 'pehchan_catalogue_free';
    }

    /** One that is compiled in, with those it uses. */
    public static function builtin(string $id): self
    {
        Native::word($id, 'id');
        $call = fn ($out, $error) => Native::library()
            ->pehchan_catalogue_builtin($id, $out, $error);
        return new self(Native::make('pehchan_catalogue *', $call));
    }

    /** From its text (docs/catalogue-format.md) and those it uses. */
    public static function load(string $json, self ...$used): self
    {
        $library = Native::library();
        $all = $library->new('const pehchan_catalogue *[' . max(1, count($used)) . ']');
        foreach (array_values($used) as $i => $one) {
            $all[$i] = $one->own();
        }
        return new self(Native::make(
            'pehchan_catalogue *',
            fn ($out, $error) => $library->pehchan_catalogue_load(
                $json,
                strlen($json),
                FFI::addr($all[0]),
                count($used),
                $out,
                $error,
            ),
        ));
    }

    /**
     * A new catalogue with translations into one more language, from their text, such as
     * {"language": "ps", "direction": "rtl", "texts": {"indicators/indicators/sex/question":
     * {"text": "..."}}} (docs/law.md). Rules and digest stay.
     */
    public function withTexts(string $json): self
    {
        $call = fn ($out, $error) => Native::library()
            ->pehchan_catalogue_with_texts($this->own(), $json, strlen($json), $out, $error);
        return new self(Native::make('pehchan_catalogue *', $call));
    }

    public function id(): string
    {
        return Native::library()->pehchan_catalogue_id($this->own());
    }

    public function version(): string
    {
        return Native::library()->pehchan_catalogue_version($this->own());
    }

    /** SHA-256, lower-case hexadecimal. */
    public function digest(): string
    {
        return Native::library()->pehchan_catalogue_digest($this->own());
    }

    /** Whether `pehchan check` has proved this digest. */
    public function proved(): bool
    {
        return Native::library()->pehchan_catalogue_proved($this->own()) === 1;
    }

    /** @return list<string> The source language first. */
    public function languages(): array
    {
        $library = Native::library();
        $each = fn (int $i) => $library->pehchan_catalogue_language($this->own(), $i);
        return Native::list($library->pehchan_catalogue_language_count($this->own()), $each);
    }

    /** "ltr" or "rtl"; null where the catalogue does not speak this language. */
    public function direction(string $language): ?string
    {
        $at = array_search($language, $this->languages(), true);
        return $at === false ? null : Native::library()
            ->pehchan_catalogue_language_direction($this->own(), $at);
    }

    /** SHA-256 of the texts that withTexts() has added in this language last; null where none were. */
    public function textsDigest(string $language): ?string
    {
        $word = Native::word($language, 'language');
        $digest = Native::library()->pehchan_catalogue_texts_digest($this->own(), $word);
        return $digest === '' ? null : $digest;
    }

    /**
     * What somebody means who types an answer to this indicator, in any language of the catalogue:
     * "yes", "no", "unknown", "declined", the id of an option or a whole number in the digits 0 to
     * 9. Null where it is not understood or means two things.
     */
    public function typed(string $indicator, string $text): ?string
    {
        $index = $this->indicator($indicator)->index;
        Native::word($text, 'text');
        try {
            return Native::makeText(fn ($out, $error) => Native::library()
                ->pehchan_catalogue_typed($this->own(), $index, $text, $out, $error));
        } catch (PehchanException $error) {
            return $error->status === Status::NotFound ? null : throw $error;
        }
    }

    /** Words that pages and interviews use, such as "interview.rights"; null where there are none. */
    public function words(string $id, string $language = 'en'): ?string
    {
        $word = Native::word($language, 'language');
        return Native::library()
            ->pehchan_catalogue_words($this->own(), Native::word($id, 'id'), $word);
    }

    /** @return list<Indicator> Sorted by id. */
    public function indicators(): array
    {
        $count = Native::library()->pehchan_catalogue_indicator_count($this->own());
        return Native::list($count, fn (int $i) => new Indicator($this, $i));
    }

    /** By its id, or by its place in indicators(). */
    public function indicator(string|int $which): Indicator
    {
        $library = Native::library();
        if (is_string($which)) {
            $word = Native::word($which, 'indicator');
            $which = $library->pehchan_catalogue_indicator_index($this->own(), $word);
        }
        if ($which < 0 || $which >= $library->pehchan_catalogue_indicator_count($this->own())) {
            throw new PehchanException(Status::NotFound, 'the catalogue has no such indicator');
        }
        return new Indicator($this, $which);
    }

    /** @return list<Form> */
    public function forms(): array
    {
        $count = Native::library()->pehchan_catalogue_form_count($this->own());
        return Native::list($count, fn (int $i) => new Form($this, $i));
    }

    /** @return array<string, bool> Whether `columns` of an assessment takes a mapping, by its id. */
    public function mappings(): array
    {
        $library = Native::library();
        $own = $this->own();
        $all = [];
        for ($i = 0, $count = $library
            ->pehchan_catalogue_mapping_count($own); $i < $count; ++$i) {
            $all[$library->pehchan_catalogue_mapping_id($own, $i)] = $library
                ->pehchan_catalogue_mapping_writes($own, $i) === 1;
        }
        return $all;
    }

    /** Of one person, everything unknown. */
    public function answers(?string $case = null): Answers
    {
        $call = fn ($out, $error) => Native::library()
            ->pehchan_answers_new($this->own(), $out, $error);
        $made = new Answers(Native::make('pehchan_answers *', $call), $this);
        return $case === null ? $made : $made->setCase($case);
    }

    /** From a case such as {"case": "A-17", "answers": {"believed_under_18": "yes"}}. */
    public function parse(string $json, ?string $mapping = null): Answers
    {
        Native::wordOrNull($mapping, 'mapping');
        return new Answers(Native::make(
            'pehchan_answers *',
            fn ($out, $error) => Native::library()->pehchan_answers_parse(
                $this->own(),
                $mapping,
                $json,
                strlen($json),
                $out,
                $error,
            ),
        ), $this);
    }

    /** A case in, its assessment as one line of JSON out: the bytes of `pehchan screen`. */
    public function screen(
        string $json,
        string $language = 'en',
        View $view = View::Official,
        ?string $mapping = null,
        Flag ...$flags,
    ): string {
        Native::word($language, 'language');
        Native::wordOrNull($mapping, 'mapping');
        return Native::makeText(fn ($out, $error) => Native::library()->pehchan_screen(
            $this->own(),
            $mapping,
            $json,
            strlen($json),
            $language,
            $view->value,
            Flag::bits(...$flags),
            $out,
            $error,
        ));
    }

    /** One conversation, from nothing. */
    public function interview(?string $form = null, Asking ...$asking): Interview
    {
        Native::wordOrNull($form, 'form');
        $bits = Asking::bits(...$asking);
        $call = fn ($out, $error) => Native::library()
            ->pehchan_interview_new($this->own(), $form, $bits, $out, $error);
        return new Interview(Native::make('pehchan_interview *', $call), $this);
    }

    /** Statuses and scores only, for loops over many persons. */
    public function evaluator(): Evaluator
    {
        $call = fn ($out, $error) => Native::library()
            ->pehchan_evaluator_new($this->own(), $out, $error);
        return new Evaluator(Native::make('pehchan_evaluator *', $call));
    }

    /** The rules made ready for many persons as columns. */
    public function cohort(): Cohort
    {
        $call = fn ($out, $error) => Native::library()
            ->pehchan_cohort_new($this->own(), $out, $error);
        return new Cohort(Native::make('pehchan_cohort *', $call), $this);
    }
}
