// SPDX-License-Identifier: Apache-2.0

package pehchan

/*
#include <pehchan/pehchan.h>
*/
import "C"

import (
	"unsafe"
)

// Assessment is everything that follows from answers, for one reader. The person
// sees no headline, finding, safeguard or referral by id: for them Summary is empty, and JSON and
// page are made.
type Assessment struct{ h *handle }

// Finding is one finding of an assessment.
type Finding struct {
	ID, Title string
	Status    FindingStatus
}

// Score has both bounds in millionths; both are attained.
type Score struct {
	ID        string
	Low, High int64
}

// Safeguard is what the official must or must not do now.
type Safeguard struct{ ID, Title string }

// Referral is a body with a mandate.
type Referral struct {
	ID, Authority string
	Status        ReferralStatus
}

// Summary is what a reader sees by id.
type Summary struct {
	Headline        string // "" where the catalogue raises none
	AskedN, AskedOf uint64 // signs of harm with an answer that counts, of those that the rules test
	Findings        []Finding
	Scores          []Score
	Safeguards      []Safeguard
	Referrals       []Referral
}

func newAssessment(made *C.pehchan_assessment) *Assessment {
	return &Assessment{newHandle(unsafe.Pointer(made), true, func(p unsafe.Pointer) { C.pehchan_assessment_free((*C.pehchan_assessment)(p)) })}
}

func (a *Assessment) enter() (*C.pehchan_assessment, error) {
	if a == nil {
		return nil, ErrClosed
	}
	made, err := a.h.enter()
	return (*C.pehchan_assessment)(made), err
}

// Close frees it; a second call does nothing.
func (a *Assessment) Close() error {
	if a != nil {
		a.h.close()
	}
	return nil
}

// Summary gives headline, findings, scores, safeguards and referrals, with titles in this language,
// else in the source language.
func (a *Assessment) Summary(language string) (Summary, error) {
	made, err := a.enter()
	if err != nil {
		return Summary{}, err
	}
	defer a.h.leave()
	words, free, err := cStrings(language)
	if err != nil {
		return Summary{}, err
	}
	defer free()
	var out Summary
	if headline := C.pehchan_assessment_headline(made); headline != nil {
		out.Headline = C.GoString(headline)
	}
	out.AskedN, out.AskedOf = uint64(C.pehchan_assessment_asked_n(made)), uint64(C.pehchan_assessment_asked_of(made))
	for i := C.uint64_t(0); i < C.pehchan_assessment_finding_count(made); i++ {
		out.Findings = append(out.Findings, Finding{C.GoString(C.pehchan_assessment_finding_id(made, i)), C.GoString(C.pehchan_assessment_finding_title(made, i, words[0])), FindingStatus(C.pehchan_assessment_finding_status(made, i))})
	}
	for i := C.uint64_t(0); i < C.pehchan_assessment_score_count(made); i++ {
		out.Scores = append(out.Scores, Score{C.GoString(C.pehchan_assessment_score_id(made, i)), int64(C.pehchan_assessment_score_low(made, i)), int64(C.pehchan_assessment_score_high(made, i))})
	}
	for i := C.uint64_t(0); i < C.pehchan_assessment_safeguard_count(made); i++ {
		out.Safeguards = append(out.Safeguards, Safeguard{C.GoString(C.pehchan_assessment_safeguard_id(made, i)), C.GoString(C.pehchan_assessment_safeguard_title(made, i, words[0]))})
	}
	for i := C.uint64_t(0); i < C.pehchan_assessment_referral_count(made); i++ {
		out.Referrals = append(out.Referrals, Referral{C.GoString(C.pehchan_assessment_referral_id(made, i)), C.GoString(C.pehchan_assessment_referral_authority(made, i, words[0])), ReferralStatus(C.pehchan_assessment_referral_status(made, i))})
	}
	return out, nil
}

// Status is that of one finding; an error of status NotFound where this reader sees no such
// finding.
func (a *Assessment) Status(finding string) (FindingStatus, error) {
	made, err := a.enter()
	if err != nil {
		return NotShown, err
	}
	defer a.h.leave()
	words, free, err := cStrings(finding)
	if err != nil {
		return NotShown, err
	}
	defer free()
	status := C.pehchan_assessment_status_of(made, words[0])
	if status < 0 {
		return NotShown, &Error{Status: NotFound, Message: "this reader sees no such finding"}
	}
	return FindingStatus(status), nil
}

func (a *Assessment) text(call func(*C.pehchan_assessment, []*C.char, **C.pehchan_text, **C.pehchan_error) C.int32_t, texts ...string) (string, error) {
	made, err := a.enter()
	if err != nil {
		return "", err
	}
	defer a.h.leave()
	words, free, err := cStrings(texts...)
	if err != nil {
		return "", err
	}
	defer free()
	return makeText(func(out **C.pehchan_text, e **C.pehchan_error) C.int32_t { return call(made, words, out, e) })
}

// JSON is one line, the same bytes as `pehchan screen`.
func (a *Assessment) JSON(language string, flags Flags) (string, error) {
	return a.text(func(made *C.pehchan_assessment, words []*C.char, out **C.pehchan_text, e **C.pehchan_error) C.int32_t {
		return C.pehchan_assessment_json(made, words[0], C.uint32_t(flags), out, e)
	}, language)
}

// Page is the page that this reader reads.
func (a *Assessment) Page(language string, flags Flags) (string, error) {
	return a.text(func(made *C.pehchan_assessment, words []*C.char, out **C.pehchan_text, e **C.pehchan_error) C.int32_t {
		return C.pehchan_assessment_page(made, words[0], C.uint32_t(flags), out, e)
	}, language)
}

// Explain says why one finding is shown, or not, or what is missing, as JSON. For officials and
// investigators.
func (a *Assessment) Explain(finding, language string, flags Flags) (string, error) {
	return a.text(func(made *C.pehchan_assessment, words []*C.char, out **C.pehchan_text, e **C.pehchan_error) C.int32_t {
		return C.pehchan_assessment_explain(made, words[0], words[1], C.uint32_t(flags), out, e)
	}, finding, language)
}

// Contrast says why one finding rather than another, as JSON. For officials and investigators.
func (a *Assessment) Contrast(finding, other, language string, flags Flags) (string, error) {
	return a.text(func(made *C.pehchan_assessment, words []*C.char, out **C.pehchan_text, e **C.pehchan_error) C.int32_t {
		return C.pehchan_assessment_contrast(made, words[0], words[1], words[2], C.uint32_t(flags), out, e)
	}, finding, other, language)
}

// Columns are what a mapping of the catalogue writes of this person in another format, as JSON. For
// officials and investigators.
func (a *Assessment) Columns(mapping, language string) (string, error) {
	return a.text(func(made *C.pehchan_assessment, words []*C.char, out **C.pehchan_text, e **C.pehchan_error) C.int32_t {
		return C.pehchan_assessment_columns(made, words[0], words[1], out, e)
	}, mapping, language)
}
