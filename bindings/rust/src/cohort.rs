// SPDX-License-Identifier: Apache-2.0

use crate::handle::{make, run, text, Owned};
use crate::sys::{self, ArrowArray, ArrowArrayStream, ArrowSchema};
use crate::{CohortFlags, Error, FindingStatus, Issue, Status};
use std::ffi::{c_void, CString};
use std::fmt;
use std::os::raw::{c_char, c_int};
use std::ptr;

/// Threads that wait between calls. Results do not depend on them.
pub struct Workers(Owned<sys::pehchan_workers>);

// SAFETY: pehchan.h: handles of this type never change; any number of threads may use one at once.
unsafe impl Send for Workers {}
unsafe impl Sync for Workers {}

impl Workers {
    /// So many threads, the calling one included.
    pub fn new(threads: u32) -> Result<Self, Error> {
        make(sys::pehchan_workers_free, |out, error| unsafe {
            sys::pehchan_workers_new(threads, out, error)
        })
        .map(Self)
    }

    /// How many there are.
    pub fn count(&self) -> u32 {
        // SAFETY: a live handle.
        unsafe { sys::pehchan_workers_count(self.0.as_ptr()) }
    }
}

impl fmt::Debug for Workers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Workers").field(&self.count()).finish()
    }
}

/// The answers of many persons to one indicator.
#[derive(Clone, Copy, Debug)]
pub enum Column<'a> {
    /// 1 yes, 0 no, -1 unknown, -2 declined; of a choice the index of the option.
    Codes(&'a [i8]),
    /// Numbers; NaN where one is unknown.
    Numbers(&'a [f64]),
}

impl Column<'_> {
    fn len(&self) -> usize {
        match self {
            Column::Codes(values) => values.len(),
            Column::Numbers(values) => values.len(),
        }
    }
}

/// Statuses and scores of many persons.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CohortResult {
    /// How many persons.
    pub count: usize,
    /// For each finding of the cohort that of each person; `None` where the row was refused.
    pub statuses: Vec<Vec<Option<FindingStatus>>>,
    /// For each score of the cohort both bounds of each person, in millionths.
    pub scores: Vec<Vec<Option<(i64, i64)>>>,
    /// With `KEEP_GOING`: what was wrong with a row.
    pub issues: Vec<Option<String>>,
}

/// A catalogue's rules made ready for many persons as columns: for statistics only.
pub struct Cohort(pub(crate) Owned<sys::pehchan_cohort>);

// SAFETY: pehchan.h: handles of this type never change; any number of threads may use one at once.
unsafe impl Send for Cohort {}
unsafe impl Sync for Cohort {}

impl Cohort {
    /// Ids of the findings, in the order of [`CohortResult::statuses`].
    pub fn findings(&self) -> impl Iterator<Item = &str> {
        // SAFETY (here and below): the handle is live, and what is borrowed lives as long as it.
        let count = unsafe { sys::pehchan_cohort_finding_count(self.0.as_ptr()) };
        (0..count)
            .filter_map(|i| unsafe { text(sys::pehchan_cohort_finding_id(self.0.as_ptr(), i)) })
    }

    /// Ids of the scores, in the order of [`CohortResult::scores`].
    pub fn scores(&self) -> impl Iterator<Item = &str> {
        let count = unsafe { sys::pehchan_cohort_score_count(self.0.as_ptr()) };
        (0..count).filter_map(|i| unsafe { text(sys::pehchan_cohort_score_id(self.0.as_ptr(), i)) })
    }

    /// A column an indicator, by its id. `STATUS_COLUMNS` is always set.
    pub fn assess(
        &self,
        columns: &[(&str, Column<'_>)],
        flags: CohortFlags,
        workers: Option<&Workers>,
    ) -> Result<CohortResult, Error> {
        let mut input = Input::of(columns)?;
        let mut out = Results(empty_stream());
        // SAFETY: both streams are as Arrow wants them; `input` outlives `out`.
        unsafe {
            let flags = flags | CohortFlags::STATUS_COLUMNS;
            self.assess_stream(&mut input.stream, flags, workers, &mut out.0)?;
        }
        let mut found = CohortResult {
            statuses: vec![Vec::new(); self.findings().count()],
            scores: vec![Vec::new(); self.scores().count()],
            ..CohortResult::default()
        };
        while out.read(&mut found)? {}
        Ok(found)
    }

    /// From one Arrow stream to another, which is computed as it is read.
    ///
    /// # Safety
    /// `input` is a stream as Arrow's C interface wants it; it is taken in any case. `out` may be
    /// written to; what is written is released by its own `release`.
    pub unsafe fn assess_stream(
        &self,
        input: *mut ArrowArrayStream,
        flags: CohortFlags,
        workers: Option<&Workers>,
        out: *mut ArrowArrayStream,
    ) -> Result<(), Error> {
        let workers = workers.map_or(ptr::null(), |some| some.0.as_ptr().cast_const());
        // SAFETY: the caller's word.
        run(|error| unsafe {
            sys::pehchan_cohort_assess(self.0.as_ptr(), input, flags.bits(), workers, out, error)
        })
    }
}

impl fmt::Debug for Cohort {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Cohort { .. }")
    }
}

fn empty_schema() -> ArrowSchema {
    ArrowSchema {
        format: ptr::null(),
        name: ptr::null(),
        metadata: ptr::null(),
        flags: 0,
        n_children: 0,
        children: ptr::null_mut(),
        dictionary: ptr::null_mut(),
        release: None,
        private_data: ptr::null_mut(),
    }
}

fn empty_array() -> ArrowArray {
    ArrowArray {
        length: 0,
        null_count: 0,
        offset: 0,
        n_buffers: 0,
        n_children: 0,
        buffers: ptr::null_mut(),
        children: ptr::null_mut(),
        dictionary: ptr::null_mut(),
        release: None,
        private_data: ptr::null_mut(),
    }
}

fn empty_stream() -> ArrowArrayStream {
    ArrowArrayStream {
        get_schema: None,
        get_next: None,
        get_last_error: None,
        release: None,
        private_data: ptr::null_mut(),
    }
}

// Of what goes in, nothing is freed by Arrow's `release`: `Input` owns it all and lives longer.
unsafe extern "C" fn release_schema(schema: *mut ArrowSchema) {
    // SAFETY: the library gives back what it was given.
    unsafe { (*schema).release = None };
}
unsafe extern "C" fn release_array(array: *mut ArrowArray) {
    // SAFETY: as above.
    unsafe { (*array).release = None };
}
unsafe extern "C" fn release_stream(stream: *mut ArrowArrayStream) {
    // SAFETY: as above.
    unsafe { (*stream).release = None };
}
unsafe extern "C" fn get_schema(stream: *mut ArrowArrayStream, out: *mut ArrowSchema) -> c_int {
    // SAFETY: `private_data` is a `Parts` that lives as long as the stream.
    unsafe { out.write(ptr::read(&(*(*stream).private_data.cast::<Parts>()).schema)) };
    0
}
unsafe extern "C" fn get_next(stream: *mut ArrowArrayStream, out: *mut ArrowArray) -> c_int {
    // SAFETY: as above; the array is given once.
    unsafe {
        let parts = &mut *(*stream).private_data.cast::<Parts>();
        out.write(std::mem::replace(&mut parts.array, empty_array()));
    }
    0
}
unsafe extern "C" fn get_last_error(_: *mut ArrowArrayStream) -> *const c_char {
    ptr::null()
}

struct Parts {
    schema: ArrowSchema,
    array: ArrowArray,
}

/// Columns of the caller's as a stream of one batch.
struct Input<'a> {
    stream: ArrowArrayStream,
    _parts: Box<Parts>,
    _names: Vec<CString>,
    _schemas: Vec<ArrowSchema>,
    _arrays: Vec<ArrowArray>,
    _pointers: (Vec<*mut ArrowSchema>, Vec<*mut ArrowArray>),
    _buffers: Vec<[*const c_void; 2]>,
    _columns: &'a [(&'a str, Column<'a>)],
}

const STRUCT: &[u8] = b"+s\0";
const INT8: &[u8] = b"c\0";
const FLOAT64: &[u8] = b"g\0";

impl<'a> Input<'a> {
    fn of(columns: &'a [(&'a str, Column<'a>)]) -> Result<Self, Error> {
        let count = columns.first().map_or(0, |(_, column)| column.len());
        if columns.iter().any(|(_, column)| column.len() != count) {
            return Err(Error::new(Status::BadArgument, "columns have one length"));
        }
        let names = columns
            .iter()
            .map(|(id, _)| crate::handle::word(id, "a column"))
            .collect::<Result<Vec<_>, _>>()?;
        // One pair a column, and the batch's own, in which no row is null.
        let mut buffers: Vec<[*const c_void; 2]> = columns
            .iter()
            .map(|(_, column)| match column {
                Column::Codes(values) => [ptr::null(), values.as_ptr().cast()],
                Column::Numbers(values) => [ptr::null(), values.as_ptr().cast()],
            })
            .chain([[ptr::null(); 2]])
            .collect();
        let mut schemas: Vec<ArrowSchema> = columns
            .iter()
            .zip(&names)
            .map(|((_, column), name)| ArrowSchema {
                format: match column {
                    Column::Codes(_) => INT8.as_ptr().cast(),
                    Column::Numbers(_) => FLOAT64.as_ptr().cast(),
                },
                name: name.as_ptr(),
                release: Some(release_schema),
                ..empty_schema()
            })
            .collect();
        let mut arrays: Vec<ArrowArray> = buffers
            .iter_mut()
            .take(columns.len())
            .map(|both| ArrowArray {
                length: count as i64,
                n_buffers: 2,
                buffers: both.as_mut_ptr(),
                release: Some(release_array),
                ..empty_array()
            })
            .collect();
        let mut of_schemas: Vec<*mut ArrowSchema> =
            schemas.iter_mut().map(|one| one as _).collect();
        let mut of_arrays: Vec<*mut ArrowArray> = arrays.iter_mut().map(|one| one as _).collect();
        let mut parts = Box::new(Parts {
            schema: ArrowSchema {
                format: STRUCT.as_ptr().cast(),
                name: STRUCT[2..].as_ptr().cast(),
                n_children: columns.len() as i64,
                children: of_schemas.as_mut_ptr(),
                release: Some(release_schema),
                ..empty_schema()
            },
            array: ArrowArray {
                length: count as i64,
                n_buffers: 1,
                buffers: buffers[columns.len()].as_mut_ptr(),
                n_children: columns.len() as i64,
                children: of_arrays.as_mut_ptr(),
                release: Some(release_array),
                ..empty_array()
            },
        });
        Ok(Self {
            stream: ArrowArrayStream {
                get_schema: Some(get_schema),
                get_next: Some(get_next),
                get_last_error: Some(get_last_error),
                release: Some(release_stream),
                private_data: ptr::from_mut(parts.as_mut()).cast(),
            },
            _parts: parts,
            _names: names,
            _schemas: schemas,
            _arrays: arrays,
            _pointers: (of_schemas, of_arrays),
            _buffers: buffers,
            _columns: columns,
        })
    }
}

/// A stream of the library's: one int8 a finding, two decimal128 a score, and perhaps `issues`.
struct Results(ArrowArrayStream);

impl Drop for Results {
    fn drop(&mut self) {
        if let Some(release) = self.0.release {
            // SAFETY: the library's own stream, released once.
            unsafe { release(&mut self.0) };
        }
    }
}

impl Results {
    fn failed(&mut self) -> Error {
        // SAFETY: what is lent is copied.
        let said = unsafe {
            self.0.get_last_error.and_then(|call| text(call(&mut self.0))).unwrap_or("").to_owned()
        };
        let issues: Vec<Issue> = said.lines().filter_map(issue_of).collect();
        if issues.is_empty() {
            return Error::new(Status::BadData, said);
        }
        Error::with(Status::BadData, "the answers have problems", issues)
    }

    /// The next piece; false at the end.
    fn read(&mut self, found: &mut CohortResult) -> Result<bool, Error> {
        let mut piece = empty_array();
        // SAFETY: as Arrow's C interface says; the layout is that of the library, and what is read
        // is copied before the piece is released.
        unsafe {
            let Some(next) = self.0.get_next else { return Ok(false) };
            if next(&mut self.0, &mut piece) != 0 {
                return Err(self.failed());
            }
            let Some(release) = piece.release else { return Ok(false) };
            let rows = piece.length as usize;
            found.count += rows;
            let children = piece.children;
            let mut columns = (0..piece.n_children as usize).map(|at| &**children.add(at));
            for statuses in &mut found.statuses {
                let Some(array) = columns.next() else { break };
                let values = (*array.buffers.add(1)).cast::<i8>();
                statuses.extend((0..rows).map(|row| {
                    there(array, row)
                        .then(|| i32::from(*values.add(array.offset as usize + row)))
                        .and_then(FindingStatus::of)
                }));
            }
            for scores in &mut found.scores {
                let (Some(low), Some(high)) = (columns.next(), columns.next()) else { break };
                let of = |array: &ArrowArray, row: usize| {
                    let values = (*array.buffers.add(1)).cast::<i128>();
                    values.add(array.offset as usize + row).read_unaligned() as i64
                };
                scores.extend(
                    (0..rows).map(|row| there(low, row).then(|| (of(low, row), of(high, row)))),
                );
            }
            if let Some(array) = columns.next() {
                let ends = (*array.buffers.add(1)).cast::<i32>().add(array.offset as usize);
                let words = (*array.buffers.add(2)).cast::<u8>();
                found.issues.extend((0..rows).map(|row| {
                    there(array, row).then(|| {
                        let (begin, end) = (*ends.add(row) as usize, *ends.add(row + 1) as usize);
                        let bytes = std::slice::from_raw_parts(words.add(begin), end - begin);
                        String::from_utf8_lossy(bytes).into_owned()
                    })
                }));
            }
            release(&mut piece);
        }
        Ok(true)
    }
}

/// Is there a value in this row?
///
/// # Safety
/// `array` is one of the library's with a validity buffer, or none.
unsafe fn there(array: &ArrowArray, row: usize) -> bool {
    // SAFETY: the caller's word.
    unsafe {
        let bits = (*array.buffers).cast::<u8>();
        let place = array.offset as usize + row;
        bits.is_null() || *bits.add(place / 8) >> (place % 8) & 1 == 1
    }
}

/// Of "CODE at /COLUMN/ROW: MESSAGE".
fn issue_of(line: &str) -> Option<Issue> {
    let (code, rest) = line.split_once(" at ")?;
    let (pointer, message) = rest.split_once(": ")?;
    Some(Issue {
        code: code.to_owned(),
        pointer: pointer.to_owned(),
        line: 0,
        column: 0,
        message: message.to_owned(),
    })
}
