<?php
// SPDX-License-Identifier: Apache-2.0
declare(strict_types=1);

namespace Pehchan;

/** An ordered selection of indicators. It keeps its catalogue. */
final class Form
{
    public readonly string $id;
    /** "entry", "opening" or "child". */
    public readonly string $role;
    /** @var list<string> The ids of its indicators. */
    public readonly array $indicators;

    /** @internal */
    public function __construct(private readonly Catalogue $of, private readonly int $index)
    {
        $library = Native::library();
        $own = $of->own();
        $this->id = $library->pehchan_catalogue_form_id($own, $index);
        $this->role = $library->pehchan_catalogue_form_role($own, $index);
        $count = $library->pehchan_catalogue_form_size($own, $index);
        $each = fn (int $i) => $library->pehchan_catalogue_form_indicator($own, $index, $i);
        $this->indicators = Native::list($count, $each);
    }

    public function title(string $language = 'en'): string
    {
        $word = Native::word($language, 'language');
        return Native::library()
            ->pehchan_catalogue_form_title($this->of->own(), $this->index, $word);
    }
}
