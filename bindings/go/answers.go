// SPDX-License-Identifier: Apache-2.0

package pehchan

/*
#include <pehchan/pehchan.h>
*/
import "C"

import "unsafe"

// Answers are what is known of one person.
type Answers struct{ h *handle }

func newAnswers(made *C.pehchan_answers, catalogue *handle) *Answers {
	return &Answers{keepingHandle(unsafe.Pointer(made), catalogue, false, func(p unsafe.Pointer) { C.pehchan_answers_free((*C.pehchan_answers)(p)) })}
}

func (a *Answers) enter() (*C.pehchan_answers, error) {
	if a == nil {
		return nil, ErrClosed
	}
	made, err := a.h.enter()
	return (*C.pehchan_answers)(made), err
}

// Close frees them; a second call does nothing.
func (a *Answers) Close() error {
	if a != nil {
		a.h.close()
	}
	return nil
}

// Set takes "yes", "no", "unknown", "declined", "not_applicable", or an option. Where that is not
// taken, the answers are as before.
func (a *Answers) Set(indicator, value string) error {
	made, err := a.enter()
	if err != nil {
		return err
	}
	defer a.h.leave()
	words, free, err := cStrings(indicator, value)
	if err != nil {
		return err
	}
	defer free()
	var e *C.pehchan_error
	status := C.pehchan_answers_set(made, words[0], words[1], &e)
	return failed(status, e)
}

// SetNumber takes a whole number.
func (a *Answers) SetNumber(indicator string, value int64) error {
	made, err := a.enter()
	if err != nil {
		return err
	}
	defer a.h.leave()
	words, free, err := cStrings(indicator)
	if err != nil {
		return err
	}
	defer free()
	var e *C.pehchan_error
	status := C.pehchan_answers_set_number(made, words[0], C.int64_t(value), &e)
	return failed(status, e)
}

// SetCode is for tight loops, by the index of an indicator: NotApplicable where the indicator allows
// it; of others than yes/no only Unknown and Declined.
func (a *Answers) SetCode(index int, code Code) error {
	made, err := a.enter()
	if err != nil {
		return err
	}
	defer a.h.leave()
	return refused(C.pehchan_answers_set_code(made, C.uint64_t(index), C.int8_t(code)), "the catalogue has no indicator of this index that takes this code")
}

// SetValue is for tight loops, by the index of an indicator: the index of an option, or a whole
// number.
func (a *Answers) SetValue(index int, value int64) error {
	made, err := a.enter()
	if err != nil {
		return err
	}
	defer a.h.leave()
	return refused(C.pehchan_answers_set_value(made, C.uint64_t(index), C.int64_t(value)), "the catalogue has no indicator of this index that takes this value")
}

// Given is an answer as it is read by the index of an indicator.
type Given struct {
	Kind  AnswerKind // KindUnknown also where nobody asked
	Value int64      // the index of an option, or a whole number; else 0
	Asked bool       // whether there is an answer, unknown too
}

// At is for tight loops, by the index of an indicator: what was answered.
func (a *Answers) At(index int) (Given, error) {
	made, err := a.enter()
	if err != nil {
		return Given{}, err
	}
	defer a.h.leave()
	at := C.uint64_t(index)
	kind := C.pehchan_answers_kind(made, at)
	if kind < 0 {
		return Given{}, &Error{Status: BadArgument, Message: "the catalogue has no indicator of this index"}
	}
	return Given{AnswerKind(kind), int64(C.pehchan_answers_value(made, at)), C.pehchan_answers_asked(made, at) == 1}, nil
}

// Get is what was answered: a string or an int64; nil where nothing was.
func (a *Answers) Get(indicator string) (any, error) {
	made, err := a.enter()
	if err != nil {
		return nil, err
	}
	defer a.h.leave()
	words, free, err := cStrings(indicator)
	if err != nil {
		return nil, err
	}
	defer free()
	catalogue := (*C.pehchan_catalogue)(a.h.keeps.made)
	index := C.pehchan_catalogue_indicator_index(catalogue, words[0])
	if index < 0 {
		return nil, &Error{Status: NotFound, Message: "the catalogue has no such indicator"}
	}
	return answer(made, catalogue, C.uint64_t(index)), nil
}

// All are the answers by the ids of their indicators: strings, and int64 for whole numbers.
func (a *Answers) All() (map[string]any, error) {
	made, err := a.enter()
	if err != nil {
		return nil, err
	}
	defer a.h.leave()
	catalogue := (*C.pehchan_catalogue)(a.h.keeps.made)
	all := map[string]any{}
	count := C.pehchan_catalogue_indicator_count(catalogue)
	for i := C.uint64_t(0); i < count; i++ {
		if found := answer(made, catalogue, i); found != nil {
			all[C.GoString(C.pehchan_catalogue_indicator_id(catalogue, i))] = found
		}
	}
	return all, nil
}

// Nil where it was never asked.
func answer(made *C.pehchan_answers, of *C.pehchan_catalogue, at C.uint64_t) any {
	if C.pehchan_answers_asked(made, at) != 1 {
		return nil
	}
	value := C.pehchan_answers_value(made, at)
	switch kind := AnswerKind(C.pehchan_answers_kind(made, at)); kind {
	case KindNumber:
		return int64(value)
	case KindOption:
		return C.GoString(C.pehchan_catalogue_option_id(of, at, C.uint64_t(value)))
	default:
		return kind.String()
	}
}

// Forget makes an indicator as if it had never been asked.
func (a *Answers) Forget(indicator string) error {
	made, err := a.enter()
	if err != nil {
		return err
	}
	defer a.h.leave()
	words, free, err := cStrings(indicator)
	if err != nil {
		return err
	}
	defer free()
	var e *C.pehchan_error
	status := C.pehchan_answers_forget(made, words[0], &e)
	return failed(status, e)
}

// Clear makes everything unknown again; the name of the case stays.
func (a *Answers) Clear() error {
	made, err := a.enter()
	if err != nil {
		return err
	}
	defer a.h.leave()
	return refused(C.pehchan_answers_clear(made), "the answers could not be cleared")
}

// SetCase names the case: 1 to 64 of A to Z, a to z, 0 to 9, full stop, underscore and hyphen.
func (a *Answers) SetCase(id string) error {
	made, err := a.enter()
	if err != nil {
		return err
	}
	defer a.h.leave()
	words, free, err := cStrings(id)
	if err != nil {
		return err
	}
	defer free()
	var e *C.pehchan_error
	status := C.pehchan_answers_set_case(made, words[0], &e)
	return failed(status, e)
}

// Case is the name of the case; "" where there is none.
func (a *Answers) Case() (string, error) {
	made, err := a.enter()
	if err != nil {
		return "", err
	}
	defer a.h.leave()
	return C.GoString(C.pehchan_answers_case(made)), nil
}

// JSON is a case that Parse takes, where the case has a name.
func (a *Answers) JSON() (string, error) {
	made, err := a.enter()
	if err != nil {
		return "", err
	}
	defer a.h.leave()
	return makeText(func(out **C.pehchan_text, e **C.pehchan_error) C.int32_t { return C.pehchan_answers_json(made, out, e) })
}

// AskNext gives the ids of at most `most` questions, the best first, none whose answer can no
// longer change anything. With a form: only its indicators; "": all.
func (a *Answers) AskNext(form string, asking Asking, most int) ([]string, error) {
	made, err := a.enter()
	if err != nil {
		return nil, err
	}
	defer a.h.leave()
	if most < 0 {
		return nil, &Error{Status: BadArgument, Message: "fewer than no questions"}
	}
	words, free, err := cStrings(form)
	if err != nil {
		return nil, err
	}
	defer free()
	out, err := create(func(out **C.pehchan_questions, e **C.pehchan_error) C.int32_t {
		return C.pehchan_ask_next(made, orNull(form, words[0]), C.uint32_t(asking), C.uint64_t(most), out, e)
	})
	if err != nil {
		return nil, err
	}
	defer C.pehchan_questions_free(out)
	ids := make([]string, uint64(C.pehchan_questions_count(out)))
	for i := range ids {
		ids[i] = C.GoString(C.pehchan_questions_indicator(out, C.uint64_t(i)))
	}
	return ids, nil
}

// Interview goes on from a copy of these answers: what they name is not asked again.
func (a *Answers) Interview(form string, asking Asking) (*Interview, error) {
	made, err := a.enter()
	if err != nil {
		return nil, err
	}
	defer a.h.leave()
	words, free, err := cStrings(form)
	if err != nil {
		return nil, err
	}
	defer free()
	out, err := create(func(out **C.pehchan_interview, e **C.pehchan_error) C.int32_t {
		return C.pehchan_interview_resume(made, orNull(form, words[0]), C.uint32_t(asking), out, e)
	})
	if err != nil {
		return nil, err
	}
	return newInterview(out, a.h.keeps), nil
}

// Evaluator gives statuses and scores only, without allocation in the library, for loops over many
// persons. No offences; what is hidden from one reader or another is not left out.
type Evaluator struct{ h *handle }

func newEvaluator(made *C.pehchan_evaluator) *Evaluator {
	return &Evaluator{newHandle(unsafe.Pointer(made), false, func(p unsafe.Pointer) { C.pehchan_evaluator_free((*C.pehchan_evaluator)(p)) })}
}

func (v *Evaluator) enter() (*C.pehchan_evaluator, error) {
	if v == nil {
		return nil, ErrClosed
	}
	made, err := v.h.enter()
	return (*C.pehchan_evaluator)(made), err
}

// Close frees it; a second call does nothing.
func (v *Evaluator) Close() error {
	if v != nil {
		v.h.close()
	}
	return nil
}

// Findings are the ids in the order of the statuses that Assess gives.
func (v *Evaluator) Findings() ([]string, error) {
	made, err := v.enter()
	if err != nil {
		return nil, err
	}
	defer v.h.leave()
	ids := make([]string, uint64(C.pehchan_evaluator_finding_count(made)))
	for i := range ids {
		ids[i] = C.GoString(C.pehchan_evaluator_finding_id(made, C.uint64_t(i)))
	}
	return ids, nil
}

// Assess writes the status of every finding into `into`, which is made longer where it is too
// short, and gives it back.
func (v *Evaluator) Assess(answers *Answers, into []FindingStatus) ([]FindingStatus, error) {
	made, err := v.enter()
	if err != nil {
		return nil, err
	}
	defer v.h.leave()
	known, err := answers.enter()
	if err != nil {
		return nil, err
	}
	defer answers.h.leave()
	if err := refused(C.pehchan_evaluator_assess(made, known), "the answers belong to another catalogue"); err != nil {
		return nil, err
	}
	count := int(C.pehchan_evaluator_finding_count(made))
	into = into[:0]
	for i := 0; i < count; i++ {
		into = append(into, FindingStatus(C.pehchan_evaluator_finding_status(made, C.uint64_t(i))))
	}
	return into, nil
}

// Scores are those of the person assessed last.
func (v *Evaluator) Scores() ([]Score, error) {
	made, err := v.enter()
	if err != nil {
		return nil, err
	}
	defer v.h.leave()
	all := make([]Score, uint64(C.pehchan_evaluator_score_count(made)))
	for i := range all {
		at := C.uint64_t(i)
		all[i] = Score{C.GoString(C.pehchan_evaluator_score_id(made, at)), int64(C.pehchan_evaluator_score_low(made, at)), int64(C.pehchan_evaluator_score_high(made, at))}
	}
	return all, nil
}
