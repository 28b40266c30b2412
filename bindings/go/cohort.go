// SPDX-License-Identifier: Apache-2.0

package pehchan

/*
#include <stdlib.h>
#include <string.h>
#include <pehchan/pehchan.h>

// Columns as a stream of one batch (Arrow's C data interface). All memory is of one input, which
// outlives the stream; so there is nothing to free in `release`.
struct pehchan_go_input {
	struct ArrowSchema schema, *schemas, **of_schemas;
	struct ArrowArray array, *arrays, **of_arrays;
	const void **buffers;
	int given;
};

static void pehchan_go_release_schema(struct ArrowSchema *one) { one->release = NULL; }
static void pehchan_go_release_array(struct ArrowArray *one) { one->release = NULL; }
static void pehchan_go_release_stream(struct ArrowArrayStream *one) { one->release = NULL; }

static int pehchan_go_get_schema(struct ArrowArrayStream *stream, struct ArrowSchema *out) {
	*out = ((struct pehchan_go_input *)stream->private_data)->schema;
	return 0;
}
static int pehchan_go_get_next(struct ArrowArrayStream *stream, struct ArrowArray *out) {
	struct pehchan_go_input *input = stream->private_data;
	*out = input->array;
	if (input->given) out->release = NULL;
	input->given = 1;
	return 0;
}
static const char *pehchan_go_get_last_error(struct ArrowArrayStream *stream) {
	(void)stream;
	return NULL;
}

static void pehchan_go_input_free(struct pehchan_go_input *input) {
	int64_t i;
	for (i = 0; i < input->schema.n_children; ++i) {
		free((void *)input->schemas[i].name);
		free((void *)input->buffers[2 * i + 1]);
	}
	free(input->schemas);
	free(input->of_schemas);
	free(input->arrays);
	free(input->of_arrays);
	free(input->buffers);
	free(input);
}
static void *pehchan_go_room(int64_t count, size_t size) { return calloc(count ? count : 1, size); }

static struct pehchan_go_input *pehchan_go_input_new(int64_t columns, int64_t rows) {
	struct pehchan_go_input *input = pehchan_go_room(1, sizeof *input);
	if (!input) return NULL;
	input->schemas = pehchan_go_room(columns, sizeof *input->schemas);
	input->of_schemas = pehchan_go_room(columns, sizeof *input->of_schemas);
	input->arrays = pehchan_go_room(columns, sizeof *input->arrays);
	input->of_arrays = pehchan_go_room(columns, sizeof *input->of_arrays);
	input->buffers = pehchan_go_room(2 * columns + 1, sizeof *input->buffers);
	if (!input->schemas || !input->of_schemas || !input->arrays || !input->of_arrays ||
	    !input->buffers) {
		pehchan_go_input_free(input);
		return NULL;
	}
	input->schema.format = "+s";
	input->schema.name = "";
	input->schema.children = input->of_schemas;
	input->schema.release = pehchan_go_release_schema;
	input->array.length = rows;
	input->array.n_buffers = 1;
	input->array.buffers = input->buffers + 2 * columns;
	input->array.children = input->of_arrays;
	input->array.release = pehchan_go_release_array;
	return input;
}
// Takes the name; gives the memory for the values.
static void *pehchan_go_input_add(struct pehchan_go_input *input, char *name, int doubles) {
	int64_t i = input->schema.n_children;
	struct ArrowSchema *schema = &input->schemas[i];
	struct ArrowArray *array = &input->arrays[i];
	void *values = pehchan_go_room(input->array.length, doubles ? sizeof(double) : 1);
	if (!values) {
		free(name);
		return NULL;
	}
	schema->format = doubles ? "g" : "c";
	schema->name = name;
	schema->release = pehchan_go_release_schema;
	array->length = input->array.length;
	array->n_buffers = 2;
	array->buffers = input->buffers + 2 * i;
	array->buffers[1] = values;
	array->release = pehchan_go_release_array;
	input->of_schemas[i] = schema;
	input->of_arrays[i] = array;
	input->schema.n_children = input->array.n_children = i + 1;
	return values;
}
static void pehchan_go_input_stream(struct pehchan_go_input *input, struct ArrowArrayStream *out) {
	out->get_schema = pehchan_go_get_schema;
	out->get_next = pehchan_go_get_next;
	out->get_last_error = pehchan_go_get_last_error;
	out->release = pehchan_go_release_stream;
	out->private_data = input;
}

// What Go cannot call by itself.
static int pehchan_go_next(struct ArrowArrayStream *stream, struct ArrowArray *out) {
	memset(out, 0, sizeof *out);
	return stream->get_next(stream, out);
}
static const char *pehchan_go_error(struct ArrowArrayStream *stream) {
	return stream->get_last_error(stream);
}
static void pehchan_go_end_stream(struct ArrowArrayStream *stream) {
	if (stream->release) stream->release(stream);
}
static void pehchan_go_end_array(struct ArrowArray *array) {
	if (array->release) array->release(array);
}
*/
import "C"

import (
	"fmt"
	"math"
	"sort"
	"strings"
	"unsafe"
)

// Workers are threads that wait between calls. Results do not depend on them.
type Workers struct{ h *handle }

// NewWorkers gives so many threads, the calling one included.
func NewWorkers(threads int) (*Workers, error) {
	if threads < 0 || threads > C.PEHCHAN_WORKERS_MOST {
		message := fmt.Sprintf("threads are 1 to %d", C.PEHCHAN_WORKERS_MOST)
		return nil, &Error{Status: BadArgument, Message: message}
	}
	out, err := create(func(out **C.pehchan_workers, e **C.pehchan_error) C.int32_t {
		return C.pehchan_workers_new(C.uint32_t(threads), out, e)
	})
	if err != nil {
		return nil, err
	}
	return &Workers{newHandle(unsafe.Pointer(out), true, func(p unsafe.Pointer) {
		C.pehchan_workers_free((*C.pehchan_workers)(p))
	})}, nil
}

func (w *Workers) enter() (*C.pehchan_workers, error) {
	if w == nil {
		return nil, ErrClosed
	}
	made, err := w.h.enter()
	return (*C.pehchan_workers)(made), err
}

// Count is how many there are.
func (w *Workers) Count() (int, error) {
	made, err := w.enter()
	if err != nil {
		return 0, err
	}
	defer w.h.leave()
	return int(C.pehchan_workers_count(made)), nil
}

// Close ends them after the last stream that uses them; a second call does nothing.
func (w *Workers) Close() error {
	if w != nil {
		w.h.close()
	}
	return nil
}

// Cohort is a catalogue's rules made ready for many persons as columns: for statistics only.
type Cohort struct{ h *handle }

// Cohort makes the rules ready for many persons.
func (c *Catalogue) Cohort() (*Cohort, error) {
	made, err := c.enter()
	if err != nil {
		return nil, err
	}
	defer c.h.leave()
	out, err := create(func(out **C.pehchan_cohort, e **C.pehchan_error) C.int32_t {
		return C.pehchan_cohort_new(made, out, e)
	})
	if err != nil {
		return nil, err
	}
	return &Cohort{newHandle(unsafe.Pointer(out), true, func(p unsafe.Pointer) {
		C.pehchan_cohort_free((*C.pehchan_cohort)(p))
	})}, nil
}

func (c *Cohort) enter() (*C.pehchan_cohort, error) {
	if c == nil {
		return nil, ErrClosed
	}
	made, err := c.h.enter()
	return (*C.pehchan_cohort)(made), err
}

// Close frees it; a second call does nothing.
func (c *Cohort) Close() error {
	if c != nil {
		c.h.close()
	}
	return nil
}

// Findings are the ids of the findings that come out.
func (c *Cohort) Findings() ([]string, error) {
	made, err := c.enter()
	if err != nil {
		return nil, err
	}
	defer c.h.leave()
	ids := make([]string, uint64(C.pehchan_cohort_finding_count(made)))
	for i := range ids {
		ids[i] = C.GoString(C.pehchan_cohort_finding_id(made, C.uint64_t(i)))
	}
	return ids, nil
}

// Scores are the ids of the scores that come out.
func (c *Cohort) Scores() ([]string, error) {
	made, err := c.enter()
	if err != nil {
		return nil, err
	}
	defer c.h.leave()
	ids := make([]string, uint64(C.pehchan_cohort_score_count(made)))
	for i := range ids {
		ids[i] = C.GoString(C.pehchan_cohort_score_id(made, C.uint64_t(i)))
	}
	return ids, nil
}

// Columns are the answers of many persons, by the ids of indicators.
type Columns struct {
	Codes   map[string][]int8    // 1 yes, 0 no, -1 unknown, -2 declined; the index of an option
	Numbers map[string][]float64 // NaN: unknown
}

// Bounds are both ends of a score, in millionths.
type Bounds struct{ Low, High int64 }

// NoStatus and NoBounds stand in a row that was refused.
const NoStatus int8 = -1

// NoBounds stand in a row that was refused.
var NoBounds = Bounds{math.MinInt64, math.MinInt64}

// CohortResult holds statuses and scores of many persons.
type CohortResult struct {
	Count    int
	Statuses map[string][]int8   // by finding: the numbers of FindingStatus, or NoStatus
	Scores   map[string][]Bounds // by score
	Issues   []string            // with KeepGoing: what was wrong with a row, "" where nothing was
}

// Assess takes a column an indicator. StatusColumns is always set; workers may be nil.
func (c *Cohort) Assess(columns Columns, flags CohortFlags, workers *Workers) (
	*CohortResult, error,
) {
	found := &CohortResult{Statuses: map[string][]int8{}, Scores: map[string][]Bounds{}}
	findings, err := c.Findings()
	if err != nil {
		return nil, err
	}
	scores, err := c.Scores()
	if err != nil {
		return nil, err
	}
	input, err := columns.input()
	if err != nil {
		return nil, err
	}
	defer C.pehchan_go_input_free(input)
	streams := (*[2]C.struct_ArrowArrayStream)(C.calloc(2, C.sizeof_struct_ArrowArrayStream))
	defer C.free(unsafe.Pointer(streams))
	C.pehchan_go_input_stream(input, &streams[0])
	from, to := unsafe.Pointer(&streams[0]), unsafe.Pointer(&streams[1])
	if err := c.AssessStream(from, flags|CohortStatusColumns, workers, to); err != nil {
		return nil, err
	}
	defer C.pehchan_go_end_stream(&streams[1])
	piece := (*C.struct_ArrowArray)(C.calloc(1, C.sizeof_struct_ArrowArray))
	defer C.free(unsafe.Pointer(piece))
	for {
		if C.pehchan_go_next(&streams[1], piece) != 0 {
			return nil, valueError(C.GoString(C.pehchan_go_error(&streams[1])))
		}
		if piece.release == nil {
			return found, nil
		}
		found.add(piece, findings, scores)
		C.pehchan_go_end_array(piece)
	}
}

// AssessStream makes of one stream another, which is computed as it is read: each is the address of
// a struct ArrowArrayStream. The first is taken in any case; what is written into the second is
// released by its own release.
func (c *Cohort) AssessStream(
	from unsafe.Pointer, flags CohortFlags, workers *Workers, to unsafe.Pointer,
) error {
	made, err := c.enter()
	if err != nil {
		return err
	}
	defer c.h.leave()
	var shared *C.pehchan_workers
	if workers != nil {
		if shared, err = workers.enter(); err != nil {
			return err
		}
		defer workers.h.leave()
	}
	var e *C.pehchan_error
	in, out := (*C.struct_ArrowArrayStream)(from), (*C.struct_ArrowArrayStream)(to)
	status := C.pehchan_cohort_assess(made, in, C.uint32_t(flags), shared, out, &e)
	return failed(status, e)
}

// A copy in memory of C's, which may point to itself.
func (c Columns) input() (*C.struct_pehchan_go_input, error) {
	ids := make([]string, 0, len(c.Codes)+len(c.Numbers))
	rows := -1
	add := func(id string, length int) error {
		if rows >= 0 && rows != length {
			return &Error{Status: BadArgument, Message: "columns have one length"}
		}
		if strings.IndexByte(id, 0) >= 0 {
			return &Error{Status: BadArgument, Message: "the name of a column holds a zero byte"}
		}
		rows = length
		ids = append(ids, id)
		return nil
	}
	for id, values := range c.Codes {
		if _, twice := c.Numbers[id]; twice {
			return nil, &Error{Status: BadArgument, Message: "a column is there twice"}
		}
		if err := add(id, len(values)); err != nil {
			return nil, err
		}
	}
	for id, values := range c.Numbers {
		if err := add(id, len(values)); err != nil {
			return nil, err
		}
	}
	sort.Strings(ids)
	if rows < 0 {
		rows = 0
	}
	none := &Error{Status: OutOfMemory, Message: "out of memory"}
	input := C.pehchan_go_input_new(C.int64_t(len(ids)), C.int64_t(rows))
	if input == nil {
		return nil, none
	}
	for _, id := range ids {
		codes, whole := c.Codes[id]
		doubles := C.int(1)
		if whole {
			doubles = 0
		}
		values := C.pehchan_go_input_add(input, C.CString(id), doubles)
		if values == nil {
			C.pehchan_go_input_free(input)
			return nil, none
		}
		if whole {
			copy(unsafe.Slice((*int8)(values), rows), codes)
		} else {
			copy(unsafe.Slice((*float64)(values), rows), c.Numbers[id])
		}
	}
	return input, nil
}

// A column of the library's from its first row on.
type column struct {
	bits    []byte // of validity; nil: every row has a value
	first   int
	data    unsafe.Pointer
	strings unsafe.Pointer
}

func columnOf(array *C.struct_ArrowArray) column {
	buffers := unsafe.Slice(array.buffers, int(array.n_buffers))
	out := column{first: int(array.offset), data: buffers[1]}
	if buffers[0] != nil {
		out.bits = unsafe.Slice((*byte)(buffers[0]), (out.first+int(array.length)+7)/8)
	}
	if len(buffers) > 2 {
		out.strings = buffers[2]
	}
	return out
}

func (c column) there(row int) bool {
	at := c.first + row
	return c.bits == nil || c.bits[at/8]>>(at%8)&1 == 1
}

// Millionths in 16 bytes, of which a score needs the lower 8.
func (c column) millionths(row int) int64 {
	halves := unsafe.Slice((*int64)(c.data), 2*(c.first+row+1))
	if one := uint16(1); *(*byte)(unsafe.Pointer(&one)) == 0 {
		return halves[2*(c.first+row)+1]
	}
	return halves[2*(c.first+row)]
}

func (c column) text(row int) string {
	ends := unsafe.Slice((*int32)(c.data), c.first+row+2)
	begin, end := ends[c.first+row], ends[c.first+row+1]
	return C.GoStringN((*C.char)(unsafe.Add(c.strings, begin)), C.int(end-begin))
}

func (r *CohortResult) add(piece *C.struct_ArrowArray, findings, scores []string) {
	rows := int(piece.length)
	r.Count += rows
	children := unsafe.Slice(piece.children, int(piece.n_children))
	next := func() column {
		first := children[0]
		children = children[1:]
		return columnOf(first)
	}
	for _, id := range findings {
		one := next()
		values := unsafe.Slice((*int8)(one.data), one.first+rows)
		for row := 0; row < rows; row++ {
			status := NoStatus
			if one.there(row) {
				status = values[one.first+row]
			}
			r.Statuses[id] = append(r.Statuses[id], status)
		}
	}
	for _, id := range scores {
		low, high := next(), next()
		for row := 0; row < rows; row++ {
			bounds := NoBounds
			if low.there(row) {
				bounds = Bounds{low.millionths(row), high.millionths(row)}
			}
			r.Scores[id] = append(r.Scores[id], bounds)
		}
	}
	if len(children) > 0 {
		one := next()
		for row := 0; row < rows; row++ {
			text := ""
			if one.there(row) {
				text = one.text(row)
			}
			r.Issues = append(r.Issues, text)
		}
	}
}

// Of the lines "CODE at /COLUMN/ROW: MESSAGE" that a stream gives.
func valueError(text string) error {
	e := &Error{Status: BadData, Message: text}
	for _, line := range strings.Split(text, "\n") {
		code, rest, good := strings.Cut(line, " at ")
		pointer, message, good2 := strings.Cut(rest, ": ")
		if good && good2 {
			e.Issues = append(e.Issues, Issue{Code: code, Pointer: pointer, Message: message})
		}
	}
	if len(e.Issues) > 0 {
		e.Message = "the answers have problems"
	}
	return e
}
