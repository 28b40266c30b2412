<?php
// SPDX-License-Identifier: Apache-2.0
declare(strict_types=1);

namespace Pehchan;

/** One sign or fact that an answer is about. It keeps its catalogue. */
final class Indicator
{
    public readonly string $id;
    public readonly IndicatorType $type;
    public readonly KnownBy $knownBy;
    /** 1 to 3: 3 is never asked at a first contact. */
    public readonly int $sensitivity;
    public readonly bool $mayNotApply;
    /** Of a number; 0 for others. */
    public readonly int $least;
    public readonly int $most;

    /** @internal */
    public function __construct(private readonly Catalogue $of, public readonly int $index)
    {
        $library = Native::library();
        $own = $of->own();
        $this->id = $library->pehchan_catalogue_indicator_id($own, $index);
        $this->type = IndicatorType::from($library->pehchan_catalogue_indicator_type($own, $index));
        $this->knownBy = KnownBy::from($library
            ->pehchan_catalogue_indicator_known_by($own, $index));
        $this->sensitivity = $library->pehchan_catalogue_indicator_sensitivity($own, $index);
        $this->mayNotApply = $library
            ->pehchan_catalogue_indicator_may_not_apply($own, $index) === 1;
        $this->least = $library->pehchan_catalogue_indicator_least($own, $index);
        $this->most = $library->pehchan_catalogue_indicator_most($own, $index);
    }

    public function label(string $language = 'en'): string
    {
        $word = Native::word($language, 'language');
        return Native::library()
            ->pehchan_catalogue_indicator_label($this->of->own(), $this->index, $word);
    }

    /** Empty for a fact that is never asked. */
    public function question(string $language = 'en'): string
    {
        $word = Native::word($language, 'language');
        return Native::library()
            ->pehchan_catalogue_indicator_question($this->of->own(), $this->index, $word);
    }

    /** When that answer is right; empty where it is not taken. */
    public function notApplicable(string $language = 'en'): string
    {
        $word = Native::word($language, 'language');
        return Native::library()
            ->pehchan_catalogue_indicator_not_applicable($this->of->own(), $this->index, $word);
    }

    /** How far the words of the question can be relied on. */
    public function translation(string $language = 'en'): Translation
    {
        $word = Native::word($language, 'language');
        $found = Native::library()
            ->pehchan_catalogue_indicator_translation($this->of->own(), $this->index, $word);
        return Translation::from($found);
    }

    /** @return array<string, string> Labels of the options of a choice, by their ids. */
    public function options(string $language = 'en'): array
    {
        $library = Native::library();
        $own = $this->of->own();
        $word = Native::word($language, 'language');
        $all = [];
        for ($i = 0, $count = $library
            ->pehchan_catalogue_option_count($own, $this->index); $i < $count; ++$i) {
            $id = $library->pehchan_catalogue_option_id($own, $this->index, $i);
            $all[$id] = $library->pehchan_catalogue_option_label($own, $this->index, $i, $word);
        }
        return $all;
    }
}
