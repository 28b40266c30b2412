// SPDX-License-Identifier: Apache-2.0

// Package pehchan recognises possible victims of trafficking in one person's answers. It decides
// nothing about a person, and clears nobody: read docs/limitations.md first.
//
// Catalogues, cohorts and assessments never change and serve any number of goroutines at once.
// Goroutines that share answers, an interview or an evaluator wait for one another. What is closed
// gives
// [ErrClosed]; closing while another goroutine is in a call frees after that call; what nobody
// closed is freed after it became unreachable.
package pehchan

/*
#cgo LDFLAGS: -lpehchan
#include <stdlib.h>
#include <pehchan/pehchan.h>
*/
import "C"

import (
	"errors"
	"fmt"
	"runtime"
	"strings"
	"sync"
	"unsafe"
)

// ErrClosed is what a call with something closed, or with a zero value, gives.
var ErrClosed = errors.New("pehchan: it is closed")

// Issue is a problem in a text: a stable code (docs/issue-codes.md), a JSON Pointer, line and
// column (from 1; 0: none), one sentence.
type Issue struct {
	Code, Pointer string
	Line, Column  uint64
	Message       string
}

// Error is what the library did not take, and why. It holds no answer: it may be logged.
type Error struct {
	Status  Status
	Message string
	Issues  []Issue // every problem of a text; empty for other statuses
}

func (e *Error) Error() string {
	var out strings.Builder
	out.WriteString("pehchan: " + e.Message)
	for _, one := range e.Issues {
		fmt.Fprintf(&out, "\n%d:%d %s %s: %s", one.Line, one.Column, one.Pointer, one.Code, one.Message)
	}
	return out.String()
}

// Version is that of the library, such as "0.1.0".
func Version() string { return C.GoString(C.pehchan_version()) }

// BuiltinIDs are those of the catalogues that are compiled in, sorted.
func BuiltinIDs() []string {
	ids := make([]string, uint64(C.pehchan_builtin_count()))
	for i := range ids {
		ids[i] = C.GoString(C.pehchan_builtin_id(C.uint64_t(i)))
	}
	return ids
}

// BuiltinText is the text of a built-in catalogue.
func BuiltinText(id string) (string, error) {
	words, free, err := cStrings(id)
	if err != nil {
		return "", err
	}
	defer free()
	return makeText(func(out **C.pehchan_text, e **C.pehchan_error) C.int32_t {
		return C.pehchan_builtin_text(words[0], out, e)
	})
}

// ---- handles

// A handle is something of the library's that must be freed once, after its last use.
type handle struct {
	made   unsafe.Pointer
	free   func(unsafe.Pointer)
	keeps  *handle     // what is freed after it only; nil: nothing
	turn   *sync.Mutex // nil: any number of goroutines at once
	mutex  sync.Mutex  // of the two below
	users  int
	closed bool
}

func newHandle(made unsafe.Pointer, shared bool, free func(unsafe.Pointer)) *handle {
	return keepingHandle(made, nil, shared, free)
}

// To be called between enter and leave of what it keeps, or of what keeps that too.
func keepingHandle(made unsafe.Pointer, keeps *handle, shared bool, free func(unsafe.Pointer)) *handle {
	h := &handle{made: made, free: free, keeps: keeps}
	if keeps != nil {
		keeps.mutex.Lock()
		keeps.users++
		keeps.mutex.Unlock()
	}
	if !shared {
		h.turn = &sync.Mutex{}
	}
	runtime.SetFinalizer(h, func(h *handle) { h.close() })
	return h
}

func (h *handle) close() {
	if h == nil {
		return
	}
	h.mutex.Lock()
	last := !h.closed && h.users == 0
	h.closed = true
	h.mutex.Unlock()
	if last {
		h.release()
	}
}

func (h *handle) release() {
	h.free(h.made)
	if h.keeps != nil {
		h.keeps.letGo()
	}
}

// Every enter that gives no error is followed by a leave.
func (h *handle) enter() (unsafe.Pointer, error) {
	if h == nil {
		return nil, ErrClosed
	}
	h.mutex.Lock()
	if h.closed {
		h.mutex.Unlock()
		return nil, ErrClosed
	}
	h.users++
	h.mutex.Unlock()
	if h.turn != nil {
		h.turn.Lock()
	}
	return h.made, nil
}

func (h *handle) leave() {
	if h.turn != nil {
		h.turn.Unlock()
	}
	h.letGo()
}

func (h *handle) letGo() {
	h.mutex.Lock()
	h.users--
	last := h.closed && h.users == 0
	h.mutex.Unlock()
	if last {
		h.release()
	}
}

// ---- texts and errors

// The texts with a zero byte at the end, to be freed together. A text that holds one itself is
// refused.
func cStrings(texts ...string) ([]*C.char, func(), error) {
	made := make([]*C.char, 0, len(texts))
	free := func() {
		for _, one := range made {
			C.free(unsafe.Pointer(one))
		}
	}
	for _, one := range texts {
		if strings.IndexByte(one, 0) >= 0 {
			free()
			return nil, nil, &Error{Status: BadArgument, Message: "a text holds a zero byte"}
		}
		made = append(made, C.CString(one))
	}
	return made, free, nil
}

// NULL where the text is empty: no mapping, no form.
func orNull(text string, made *C.char) *C.char {
	if text == "" {
		return nil
	}
	return made
}

// The bytes of a text that goes with its size; good as long as the text is.
func bytes(text string) (*C.char, C.uint64_t) {
	return (*C.char)(unsafe.Pointer(unsafe.StringData(text))), C.uint64_t(len(text))
}

func failed(status C.int32_t, made *C.pehchan_error) error {
	if status == C.PEHCHAN_OK {
		return nil
	}
	if made == nil {
		return &Error{Status: Status(status), Message: "the library gave no reason"}
	}
	defer C.pehchan_error_free(made)
	e := &Error{Status: Status(status), Message: C.GoString(C.pehchan_error_message(made))}
	for i := C.uint64_t(0); i < C.pehchan_error_issue_count(made); i++ {
		e.Issues = append(e.Issues, Issue{C.GoString(C.pehchan_error_issue_code(made, i)), C.GoString(C.pehchan_error_issue_pointer(made, i)),
			uint64(C.pehchan_error_issue_line(made, i)), uint64(C.pehchan_error_issue_column(made, i)), C.GoString(C.pehchan_error_issue_message(made, i))})
	}
	return e
}

// For functions that make no error object.
func refused(status C.int32_t, message string) error {
	if status == C.PEHCHAN_OK {
		return nil
	}
	return &Error{Status: Status(status), Message: message}
}

// Makes something of the library's, or gives its error.
func create[Pointer any](call func(out *Pointer, e **C.pehchan_error) C.int32_t) (Pointer, error) {
	var out Pointer
	var e *C.pehchan_error
	status := call(&out, &e)
	return out, failed(status, e)
}

func makeText(call func(**C.pehchan_text, **C.pehchan_error) C.int32_t) (string, error) {
	out, err := create(call)
	if err != nil {
		return "", err
	}
	defer C.pehchan_text_free(out)
	return C.GoStringN(C.pehchan_text_data(out), C.int(C.pehchan_text_size(out))), nil
}
