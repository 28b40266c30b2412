// SPDX-License-Identifier: Apache-2.0

package pehchan

/*
#include <pehchan/pehchan.h>
*/
import "C"

import "unsafe"

// Interview is one conversation: what to ask, and when to stop (docs/questions.md).
type Interview struct{ h *handle }

// Question is what to ask now. Where asking stops, Indicator is "" and Stop says why.
type Question struct {
	Indicator string
	Why       Why
	Stop      Stop
	// Whether a "no" about harm counts by the conditions recorded so far.
	DenialsCount bool
	// Whether it is certain that this is a child.
	Child bool
}

func newInterview(made *C.pehchan_interview, catalogue *handle) *Interview {
	return &Interview{keepingHandle(unsafe.Pointer(made), catalogue, false, func(p unsafe.Pointer) { C.pehchan_interview_free((*C.pehchan_interview)(p)) })}
}

func (t *Interview) enter() (*C.pehchan_interview, error) {
	if t == nil {
		return nil, ErrClosed
	}
	made, err := t.h.enter()
	return (*C.pehchan_interview)(made), err
}

// Close frees it; a second call does nothing.
func (t *Interview) Close() error {
	if t != nil {
		t.h.close()
	}
	return nil
}

// Next gives the question to ask now. It stays the same until it is answered.
func (t *Interview) Next() (Question, error) {
	made, err := t.enter()
	if err != nil {
		return Question{}, err
	}
	defer t.h.leave()
	id, err := create(func(out **C.char, e **C.pehchan_error) C.int32_t { return C.pehchan_interview_next(made, out, e) })
	if err != nil {
		return Question{}, err
	}
	out := Question{Stop: Stop(C.pehchan_interview_stop(made)), DenialsCount: C.pehchan_interview_denials_count(made) == 1, Child: C.pehchan_interview_child(made) == 1}
	if id != nil {
		out.Indicator, out.Why = C.GoString(id), Why(C.pehchan_interview_why(made))
	}
	return out, nil
}

func (t *Interview) take(call func(*C.pehchan_interview, []*C.char, **C.pehchan_error) C.int32_t, texts ...string) error {
	made, err := t.enter()
	if err != nil {
		return err
	}
	defer t.h.leave()
	words, free, err := cStrings(texts...)
	if err != nil {
		return err
	}
	defer free()
	var e *C.pehchan_error
	status := call(made, words, &e)
	return failed(status, e)
}

// Answer takes the answer to the question of Next, as Answers.Set; where it is not taken, the
// question stands.
func (t *Interview) Answer(value string) error {
	return t.take(func(made *C.pehchan_interview, words []*C.char, e **C.pehchan_error) C.int32_t {
		return C.pehchan_interview_answer(made, words[0], e)
	}, value)
}

// AnswerNumber takes a whole number.
func (t *Interview) AnswerNumber(value int64) error {
	return t.take(func(made *C.pehchan_interview, _ []*C.char, e **C.pehchan_error) C.int32_t {
		return C.pehchan_interview_answer_number(made, C.int64_t(value), e)
	})
}

// Record takes something volunteered, or a correction; ask for the next question again.
func (t *Interview) Record(indicator, value string) error {
	return t.take(func(made *C.pehchan_interview, words []*C.char, e **C.pehchan_error) C.int32_t {
		return C.pehchan_interview_record(made, words[0], words[1], e)
	}, indicator, value)
}

// RecordNumber takes a whole number.
func (t *Interview) RecordNumber(indicator string, value int64) error {
	return t.take(func(made *C.pehchan_interview, words []*C.char, e **C.pehchan_error) C.int32_t {
		return C.pehchan_interview_record_number(made, words[0], C.int64_t(value), e)
	}, indicator)
}

// End is the person's wish to stop: recorded, and no further question.
func (t *Interview) End() error {
	made, err := t.enter()
	if err != nil {
		return err
	}
	defer t.h.leave()
	return refused(C.pehchan_interview_end(made), "the interview could not be ended")
}

// GoOn lets a specialist go on in a full interview after danger, once: true; else false.
func (t *Interview) GoOn() (bool, error) {
	made, err := t.enter()
	if err != nil {
		return false, err
	}
	defer t.h.leave()
	return C.pehchan_interview_go_on(made) == 1, nil
}

// Answers is a copy of the answers so far.
func (t *Interview) Answers() (*Answers, error) {
	made, err := t.enter()
	if err != nil {
		return nil, err
	}
	defer t.h.leave()
	out, err := create(func(out **C.pehchan_answers, e **C.pehchan_error) C.int32_t {
		return C.pehchan_interview_answers(made, out, e)
	})
	if err != nil {
		return nil, err
	}
	return newAnswers(out, t.h.keeps), nil
}
