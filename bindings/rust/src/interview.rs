// SPDX-License-Identifier: Apache-2.0

use crate::catalogue::Kept;
use crate::handle::{make, run, text, word, Owned};
use crate::{sys, Answers, Error, Stop, Why};
use std::fmt;
use std::ptr;
use std::sync::Arc;

/// One conversation: what to ask, and when to stop (docs/questions.md). May move to another thread,
/// but not be shared.
pub struct Interview(pub(crate) Owned<sys::pehchan_interview>, pub(crate) Arc<Kept>);

// SAFETY: pehchan.h: one thread at a time.
unsafe impl Send for Interview {}

impl Interview {
    /// The id of the question to ask now; `None` where asking stops, see [`Interview::stop`].
    #[allow(clippy::should_implement_trait)]
    pub fn next(&mut self) -> Result<Option<String>, Error> {
        let mut out = ptr::null();
        // SAFETY (here and below): texts end with a zero byte, the handle is live, and all outlive
        // the call.
        run(|error| unsafe { sys::pehchan_interview_next(self.0.as_ptr(), &mut out, error) })?;
        Ok(unsafe { text(out) }.map(str::to_owned))
    }

    /// As [`Interview::next`] left it.
    pub fn stop(&self) -> Stop {
        Stop::of(unsafe { sys::pehchan_interview_stop(self.0.as_ptr()) })
    }

    /// Of the question of [`Interview::next`].
    pub fn why(&self) -> Why {
        Why::of(unsafe { sys::pehchan_interview_why(self.0.as_ptr()) })
    }

    /// The answer to the question of [`Interview::next`]; where it is not taken, the question
    /// stands.
    pub fn answer(&mut self, value: &str) -> Result<(), Error> {
        let value = word(value, "value")?;
        run(|error| unsafe {
            sys::pehchan_interview_answer(self.0.as_ptr(), value.as_ptr(), error)
        })
    }

    /// A whole number.
    pub fn answer_number(&mut self, value: i64) -> Result<(), Error> {
        run(|error| unsafe { sys::pehchan_interview_answer_number(self.0.as_ptr(), value, error) })
    }

    /// Something volunteered, or a correction; ask for the next question again.
    pub fn record(&mut self, indicator: &str, value: &str) -> Result<(), Error> {
        let (indicator, value) = (word(indicator, "indicator")?, word(value, "value")?);
        run(|error| unsafe {
            sys::pehchan_interview_record(
                self.0.as_ptr(),
                indicator.as_ptr(),
                value.as_ptr(),
                error,
            )
        })
    }

    /// A whole number.
    pub fn record_number(&mut self, indicator: &str, value: i64) -> Result<(), Error> {
        let indicator = word(indicator, "indicator")?;
        run(|error| unsafe {
            sys::pehchan_interview_record_number(self.0.as_ptr(), indicator.as_ptr(), value, error)
        })
    }

    /// The person wishes to stop: recorded, and no further question.
    pub fn end(&mut self) {
        unsafe { sys::pehchan_interview_end(self.0.as_ptr()) };
    }

    /// In a full interview ([`Asking::FULL`](crate::Asking::FULL), and the wish of an adult) a
    /// specialist may go on after danger, once: true; else false.
    pub fn go_on(&mut self) -> bool {
        unsafe { sys::pehchan_interview_go_on(self.0.as_ptr()) == 1 }
    }

    /// Whether a "no" to a question about harm counts by the conditions recorded so far.
    pub fn denials_count(&self) -> bool {
        unsafe { sys::pehchan_interview_denials_count(self.0.as_ptr()) == 1 }
    }

    /// Whether it is certain that this is a child.
    pub fn is_child(&self) -> bool {
        unsafe { sys::pehchan_interview_child(self.0.as_ptr()) == 1 }
    }

    /// A copy of the answers so far.
    pub fn answers(&self) -> Result<Answers, Error> {
        make(sys::pehchan_answers_free, |out, error| unsafe {
            sys::pehchan_interview_answers(self.0.as_ptr(), out, error)
        })
        .map(|made| Answers(made, Arc::clone(&self.1)))
    }
}

impl fmt::Debug for Interview {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Interview { .. }")
    }
}
