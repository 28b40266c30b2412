// SPDX-License-Identifier: Apache-2.0

package pehchan

/*
#include <pehchan/pehchan.h>
*/
import "C"

import (
	"errors"
	"fmt"
	"unsafe"
)

// Catalogue holds indicators, rules and what follows from them.
type Catalogue struct{ h *handle }

// Option is one of the answers to a choice; its label by language.
type Option struct {
	ID     string
	Labels map[string]string
}

// Indicator is one observable sign or fact about one person. Words are by language, such as "en"
// and "ur".
type Indicator struct {
	ID            string
	Index         int // for SetCode and SetValue
	Type          IndicatorType
	KnownBy       KnownBy
	Sensitivity   int   // 1 easy to ask, 3 painful or dangerous
	Least, Most   int64 // of a number, both inclusive
	Labels        map[string]string
	Questions     map[string]string // "" where it is never asked
	Translations  map[string]Translation
	NotApplicable map[string]string // when that answer is right; nil where it is not taken
	Options       []Option          // of a choice
}

// Form is an ordered selection of indicators. Its role is "entry", "opening" (asked before anything
// else), "child" (all that a child is asked at a first contact), "only_child" (asked only where the
// person may be a child), "full" (the wish that a full interview needs) or "offered_again" (recorded
// once what was declined has been offered once more).
type Form struct {
	ID, Role   string
	Titles     map[string]string
	Indicators []string
}

func newCatalogue(made *C.pehchan_catalogue) *Catalogue {
	return &Catalogue{newHandle(unsafe.Pointer(made), true, func(p unsafe.Pointer) { C.pehchan_catalogue_free((*C.pehchan_catalogue)(p)) })}
}

func checkInterface() error {
	if found := C.pehchan_abi_version(); found != abi {
		return &Error{Status: Internal, Message: fmt.Sprintf("this package needs interface %d of the library pehchan; the library found has %d", abi, int(found))}
	}
	return nil
}

// Builtin gives a catalogue that is compiled in, with those it uses.
func Builtin(id string) (*Catalogue, error) {
	if err := checkInterface(); err != nil {
		return nil, err
	}
	words, free, err := cStrings(id)
	if err != nil {
		return nil, err
	}
	defer free()
	out, err := create(func(out **C.pehchan_catalogue, e **C.pehchan_error) C.int32_t {
		return C.pehchan_catalogue_builtin(words[0], out, e)
	})
	if err != nil {
		return nil, err
	}
	return newCatalogue(out), nil
}

// Load reads a catalogue from its text (docs/catalogue-format.md), with those it uses.
func Load(json string, used ...*Catalogue) (*Catalogue, error) {
	if err := checkInterface(); err != nil {
		return nil, err
	}
	those := make([]*C.pehchan_catalogue, 0, len(used)+1)
	for _, one := range used {
		made, err := one.enter()
		if err != nil {
			return nil, err
		}
		defer one.h.leave()
		those = append(those, made)
	}
	those = append(those, nil) // so that there is a first one
	data, size := bytes(json)
	out, err := create(func(out **C.pehchan_catalogue, e **C.pehchan_error) C.int32_t {
		return C.pehchan_catalogue_load(data, size, &those[0], C.uint64_t(len(used)), out, e)
	})
	if err != nil {
		return nil, err
	}
	return newCatalogue(out), nil
}

// WithTexts gives a new catalogue with translations into one more language, from their text:
// {"language": "ps", "direction": "rtl", "texts": {"indicators/indicators/sex/question": {"text":
// "..."}}} (docs/law.md). Rules and digest stay.
func (c *Catalogue) WithTexts(json string) (*Catalogue, error) {
	made, err := c.enter()
	if err != nil {
		return nil, err
	}
	defer c.h.leave()
	data, size := bytes(json)
	out, err := create(func(out **C.pehchan_catalogue, e **C.pehchan_error) C.int32_t {
		return C.pehchan_catalogue_with_texts(made, data, size, out, e)
	})
	if err != nil {
		return nil, err
	}
	return newCatalogue(out), nil
}

func (c *Catalogue) enter() (*C.pehchan_catalogue, error) {
	if c == nil {
		return nil, ErrClosed
	}
	made, err := c.h.enter()
	return (*C.pehchan_catalogue)(made), err
}

// Close frees it; a second call does nothing.
func (c *Catalogue) Close() error {
	if c != nil {
		c.h.close()
	}
	return nil
}

// Identity is which catalogue this is. The digest is SHA-256, in lower-case hexadecimal; Proved
// says whether `pehchan check` has proved exactly this text.
type Identity struct {
	ID, Version, Digest string
	Proved              bool
}

// Identity says which catalogue this is.
func (c *Catalogue) Identity() (Identity, error) {
	made, err := c.enter()
	if err != nil {
		return Identity{}, err
	}
	defer c.h.leave()
	return Identity{C.GoString(C.pehchan_catalogue_id(made)), C.GoString(C.pehchan_catalogue_version(made)), C.GoString(C.pehchan_catalogue_digest(made)), C.pehchan_catalogue_proved(made) == 1}, nil
}

// Languages are those that it speaks, the source first.
func (c *Catalogue) Languages() ([]string, error) {
	made, err := c.enter()
	if err != nil {
		return nil, err
	}
	defer c.h.leave()
	return languages(made), nil
}

func languages(of *C.pehchan_catalogue) []string {
	all := make([]string, uint64(C.pehchan_catalogue_language_count(of)))
	for i := range all {
		all[i] = C.GoString(C.pehchan_catalogue_language(of, C.uint64_t(i)))
	}
	return all
}

// Direction is how a language is written, "ltr" or "rtl"; NotFound where the catalogue does not
// speak it.
func (c *Catalogue) Direction(language string) (string, error) {
	made, err := c.enter()
	if err != nil {
		return "", err
	}
	defer c.h.leave()
	for i, one := range languages(made) {
		if one == language {
			return C.GoString(C.pehchan_catalogue_language_direction(made, C.uint64_t(i))), nil
		}
	}
	return "", &Error{Status: NotFound, Message: "the catalogue does not speak this language"}
}

// TextsDigest is SHA-256 of the texts that WithTexts has added in this language last; "" where none
// were.
func (c *Catalogue) TextsDigest(language string) (string, error) {
	made, err := c.enter()
	if err != nil {
		return "", err
	}
	defer c.h.leave()
	words, free, err := cStrings(language)
	if err != nil {
		return "", err
	}
	defer free()
	return C.GoString(C.pehchan_catalogue_texts_digest(made, words[0])), nil
}

// Typed is what somebody means who types an answer to this indicator, in any language of the
// catalogue: "yes", "no", "unknown", "declined", the id of an option or a whole number in the digits
// 0 to 9; "" where it is not understood or means two things.
func (c *Catalogue) Typed(indicator, text string) (string, error) {
	made, err := c.enter()
	if err != nil {
		return "", err
	}
	defer c.h.leave()
	words, free, err := cStrings(indicator, text)
	if err != nil {
		return "", err
	}
	defer free()
	index := C.pehchan_catalogue_indicator_index(made, words[0])
	if index < 0 {
		return "", &Error{Status: NotFound, Message: "the catalogue has no such indicator"}
	}
	meaning, err := makeText(func(out **C.pehchan_text, e **C.pehchan_error) C.int32_t {
		return C.pehchan_catalogue_typed(made, C.uint64_t(index), words[1], out, e)
	})
	var failure *Error
	if errors.As(err, &failure) && failure.Status == NotFound {
		return "", nil
	}
	return meaning, err
}

// Words are what pages and interviews use, such as "interview.rights", in this language, else in
// the source language.
func (c *Catalogue) Words(id, language string) (string, error) {
	made, err := c.enter()
	if err != nil {
		return "", err
	}
	defer c.h.leave()
	words, free, err := cStrings(id, language)
	if err != nil {
		return "", err
	}
	defer free()
	found := C.pehchan_catalogue_words(made, words[0], words[1])
	if found == nil {
		return "", &Error{Status: NotFound, Message: "there are no words of this id"}
	}
	return C.GoString(found), nil
}

// Indicators are all that an answer may name, sorted by id.
func (c *Catalogue) Indicators() ([]Indicator, error) {
	made, err := c.enter()
	if err != nil {
		return nil, err
	}
	defer c.h.leave()
	spoken := languages(made)
	words, free, err := cStrings(spoken...)
	if err != nil {
		return nil, err
	}
	defer free()
	all := make([]Indicator, uint64(C.pehchan_catalogue_indicator_count(made)))
	for i := range all {
		at := C.uint64_t(i)
		one := Indicator{ID: C.GoString(C.pehchan_catalogue_indicator_id(made, at)), Index: i, Type: IndicatorType(C.pehchan_catalogue_indicator_type(made, at)),
			KnownBy: KnownBy(C.pehchan_catalogue_indicator_known_by(made, at)), Sensitivity: int(C.pehchan_catalogue_indicator_sensitivity(made, at)),
			Least: int64(C.pehchan_catalogue_indicator_least(made, at)), Most: int64(C.pehchan_catalogue_indicator_most(made, at)),
			Labels: map[string]string{}, Questions: map[string]string{}, Translations: map[string]Translation{}}
		if C.pehchan_catalogue_indicator_may_not_apply(made, at) == 1 {
			one.NotApplicable = map[string]string{}
		}
		for o := C.uint64_t(0); o < C.pehchan_catalogue_option_count(made, at); o++ {
			one.Options = append(one.Options, Option{C.GoString(C.pehchan_catalogue_option_id(made, at, o)), map[string]string{}})
		}
		for l, language := range spoken {
			one.Labels[language] = C.GoString(C.pehchan_catalogue_indicator_label(made, at, words[l]))
			one.Questions[language] = C.GoString(C.pehchan_catalogue_indicator_question(made, at, words[l]))
			one.Translations[language] = Translation(C.pehchan_catalogue_indicator_translation(made, at, words[l]))
			if one.NotApplicable != nil {
				one.NotApplicable[language] = C.GoString(C.pehchan_catalogue_indicator_not_applicable(made, at, words[l]))
			}
			for o := range one.Options {
				one.Options[o].Labels[language] = C.GoString(C.pehchan_catalogue_option_label(made, at, C.uint64_t(o), words[l]))
			}
		}
		all[i] = one
	}
	return all, nil
}

// IndicatorIndex is the place of an indicator in Indicators, for SetCode and SetValue.
func (c *Catalogue) IndicatorIndex(id string) (int, error) {
	made, err := c.enter()
	if err != nil {
		return -1, err
	}
	defer c.h.leave()
	words, free, err := cStrings(id)
	if err != nil {
		return -1, err
	}
	defer free()
	index := int(C.pehchan_catalogue_indicator_index(made, words[0]))
	if index < 0 {
		return -1, &Error{Status: NotFound, Message: "the catalogue has no such indicator"}
	}
	return index, nil
}

// Forms are those of the catalogue and of all that it uses, sorted by id.
func (c *Catalogue) Forms() ([]Form, error) {
	made, err := c.enter()
	if err != nil {
		return nil, err
	}
	defer c.h.leave()
	spoken := languages(made)
	words, free, err := cStrings(spoken...)
	if err != nil {
		return nil, err
	}
	defer free()
	all := make([]Form, uint64(C.pehchan_catalogue_form_count(made)))
	for f := range all {
		at := C.uint64_t(f)
		one := Form{ID: C.GoString(C.pehchan_catalogue_form_id(made, at)), Role: C.GoString(C.pehchan_catalogue_form_role(made, at)), Titles: map[string]string{}}
		for l, language := range spoken {
			one.Titles[language] = C.GoString(C.pehchan_catalogue_form_title(made, at, words[l]))
		}
		for i := C.uint64_t(0); i < C.pehchan_catalogue_form_size(made, at); i++ {
			one.Indicators = append(one.Indicators, C.GoString(C.pehchan_catalogue_form_indicator(made, at, i)))
		}
		all[f] = one
	}
	return all, nil
}

// Mapping is how the columns and codes of another format are read; Writes: Columns of an assessment
// takes it too.
type Mapping struct {
	ID     string
	Writes bool
}

// Mappings are those of the catalogue and of all that it uses, sorted by id.
func (c *Catalogue) Mappings() ([]Mapping, error) {
	made, err := c.enter()
	if err != nil {
		return nil, err
	}
	defer c.h.leave()
	all := make([]Mapping, uint64(C.pehchan_catalogue_mapping_count(made)))
	for i := range all {
		at := C.uint64_t(i)
		all[i] = Mapping{C.GoString(C.pehchan_catalogue_mapping_id(made, at)), C.pehchan_catalogue_mapping_writes(made, at) == 1}
	}
	return all, nil
}

// Answers of which nothing is known yet.
func (c *Catalogue) Answers() (*Answers, error) {
	made, err := c.enter()
	if err != nil {
		return nil, err
	}
	defer c.h.leave()
	out, err := create(func(out **C.pehchan_answers, e **C.pehchan_error) C.int32_t {
		return C.pehchan_answers_new(made, out, e)
	})
	if err != nil {
		return nil, err
	}
	return newAnswers(out, c.h), nil
}

// Parse reads the answers of a case: {"case": "A-17", "answers": {"believed_under_18": "yes"}}.
// With a mapping: in its columns and codes; "": without.
func (c *Catalogue) Parse(json, mapping string) (*Answers, error) {
	made, err := c.enter()
	if err != nil {
		return nil, err
	}
	defer c.h.leave()
	words, free, err := cStrings(mapping)
	if err != nil {
		return nil, err
	}
	defer free()
	data, size := bytes(json)
	out, err := create(func(out **C.pehchan_answers, e **C.pehchan_error) C.int32_t {
		return C.pehchan_answers_parse(made, orNull(mapping, words[0]), data, size, out, e)
	})
	if err != nil {
		return nil, err
	}
	return newAnswers(out, c.h), nil
}

// Assess says everything that follows from the answers, for one reader. Later changes of the
// answers do not change it.
func (c *Catalogue) Assess(answers *Answers, view View) (*Assessment, error) {
	made, err := c.enter()
	if err != nil {
		return nil, err
	}
	defer c.h.leave()
	known, err := answers.enter()
	if err != nil {
		return nil, err
	}
	defer answers.h.leave()
	out, err := create(func(out **C.pehchan_assessment, e **C.pehchan_error) C.int32_t {
		return C.pehchan_assess(made, known, C.int32_t(view), out, e)
	})
	if err != nil {
		return nil, err
	}
	return newAssessment(out), nil
}

// AssessForAgency is Assess for a reader of an agency that the catalogue's referrals name, such as
// "fia". An investigator learns what concerns officials only where the adult agreed, and of others than
// that agency; "": not known.
func (c *Catalogue) AssessForAgency(answers *Answers, view View, agency string) (*Assessment, error) {
	words, free, err := cStrings(agency)
	if err != nil {
		return nil, err
	}
	defer free()
	made, err := c.enter()
	if err != nil {
		return nil, err
	}
	defer c.h.leave()
	known, err := answers.enter()
	if err != nil {
		return nil, err
	}
	defer answers.h.leave()
	out, err := create(func(out **C.pehchan_assessment, e **C.pehchan_error) C.int32_t {
		return C.pehchan_assess_for_agency(made, known, C.int32_t(view), words[0], out, e)
	})
	if err != nil {
		return nil, err
	}
	return newAssessment(out), nil
}

// Screen takes a case and gives one line of JSON: the same bytes as `pehchan screen`. With a
// mapping: a case in its columns and codes; "": without.
func (c *Catalogue) Screen(json, mapping string, view View, language string, flags Flags) (string, error) {
	made, err := c.enter()
	if err != nil {
		return "", err
	}
	defer c.h.leave()
	words, free, err := cStrings(mapping, language)
	if err != nil {
		return "", err
	}
	defer free()
	data, size := bytes(json)
	return makeText(func(out **C.pehchan_text, e **C.pehchan_error) C.int32_t {
		return C.pehchan_screen(made, orNull(mapping, words[0]), data, size, words[1], C.int32_t(view), C.uint32_t(flags), out, e)
	})
}

// Interview begins one conversation: within an entry form, or "": all indicators.
func (c *Catalogue) Interview(form string, asking Asking) (*Interview, error) {
	made, err := c.enter()
	if err != nil {
		return nil, err
	}
	defer c.h.leave()
	words, free, err := cStrings(form)
	if err != nil {
		return nil, err
	}
	defer free()
	out, err := create(func(out **C.pehchan_interview, e **C.pehchan_error) C.int32_t {
		return C.pehchan_interview_new(made, orNull(form, words[0]), C.uint32_t(asking), out, e)
	})
	if err != nil {
		return nil, err
	}
	return newInterview(out, c.h), nil
}

// Evaluator gives statuses and scores only, for loops over many persons.
func (c *Catalogue) Evaluator() (*Evaluator, error) {
	made, err := c.enter()
	if err != nil {
		return nil, err
	}
	defer c.h.leave()
	out, err := create(func(out **C.pehchan_evaluator, e **C.pehchan_error) C.int32_t {
		return C.pehchan_evaluator_new(made, out, e)
	})
	if err != nil {
		return nil, err
	}
	return newEvaluator(out), nil
}
