// SPDX-License-Identifier: Apache-2.0

use crate::catalogue::Kept;
use crate::handle::{self, make, optional, pointer_to, run, text, word, Owned};
use crate::{sys, AnswerKind, Asking, Code, Error, FindingStatus, Interview, Status};
use std::fmt;
use std::sync::Arc;

/// What is known of one person. May move to another thread, but not be shared.
pub struct Answers(pub(crate) Owned<sys::pehchan_answers>, pub(crate) Arc<Kept>);

// SAFETY: pehchan.h: one thread at a time. Not `Sync`, because reading while another thread reads
// is not allowed either.
unsafe impl Send for Answers {}

/// What was answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// "yes", "no", "unknown", "declined", "not_applicable", or an option.
    Word(String),
    /// A whole number.
    Number(i64),
}

impl Answers {
    pub(crate) fn as_ptr(&self) -> *mut sys::pehchan_answers {
        self.0.as_ptr()
    }

    /// "yes", "no", "unknown", "declined", "not_applicable", or an option. Where it is not taken,
    /// the answers are as before.
    pub fn set(&mut self, indicator: &str, value: &str) -> Result<(), Error> {
        let (indicator, value) = (word(indicator, "indicator")?, word(value, "value")?);
        // SAFETY (here and below): texts end with a zero byte, handles are live, and all outlive
        // the call.
        run(|error| unsafe {
            sys::pehchan_answers_set(self.as_ptr(), indicator.as_ptr(), value.as_ptr(), error)
        })
    }

    /// A whole number.
    pub fn set_number(&mut self, indicator: &str, value: i64) -> Result<(), Error> {
        let indicator = word(indicator, "indicator")?;
        run(|error| unsafe {
            sys::pehchan_answers_set_number(self.as_ptr(), indicator.as_ptr(), value, error)
        })
    }

    /// For tight loops, by [`Indicator::index`](crate::Indicator::index): `NotApplicable` where
    /// [`Indicator::may_not_apply`](crate::Indicator::may_not_apply); of others than yes/no only
    /// `Unknown` and `Declined`.
    pub fn set_code(&mut self, index: usize, code: Code) -> Result<(), Error> {
        match unsafe { sys::pehchan_answers_set_code(self.as_ptr(), index as u64, code as i8) } {
            0 => Ok(()),
            status => Err(Error::of(
                status,
                "the catalogue has no indicator of this index that takes this code",
            )),
        }
    }

    /// For tight loops, by index: the index of an option, or a whole number.
    pub fn set_value(&mut self, index: usize, value: i64) -> Result<(), Error> {
        match unsafe { sys::pehchan_answers_set_value(self.as_ptr(), index as u64, value) } {
            0 => Ok(()),
            status => Err(Error::of(
                status,
                "the catalogue has no indicator of this index that takes this value",
            )),
        }
    }

    /// By index: what kind of answer was given, `Unknown` also where nobody asked; `None` where
    /// there is no such indicator.
    pub fn kind(&self, index: usize) -> Option<AnswerKind> {
        AnswerKind::of(unsafe { sys::pehchan_answers_kind(self.as_ptr(), index as u64) })
    }

    /// By index: the index of the option, or the whole number; else 0.
    pub fn value(&self, index: usize) -> i64 {
        unsafe { sys::pehchan_answers_value(self.as_ptr(), index as u64) }
    }

    /// By index: whether there is an answer, `Unknown` too.
    pub fn is_asked(&self, index: usize) -> bool {
        unsafe { sys::pehchan_answers_asked(self.as_ptr(), index as u64) == 1 }
    }

    /// What was answered; `None` where nothing was.
    pub fn get(&self, indicator: &str) -> Result<Option<Value>, Error> {
        let id = word(indicator, "indicator")?;
        let index = unsafe { sys::pehchan_catalogue_indicator_index(self.1.as_ptr(), id.as_ptr()) };
        usize::try_from(index)
            .map(|index| self.answer(index))
            .map_err(|_| Error::new(Status::NotFound, "the catalogue has no such indicator"))
    }

    /// Everything that was answered, by id.
    pub fn all(&self) -> Vec<(String, Value)> {
        (0..unsafe { sys::pehchan_catalogue_indicator_count(self.1.as_ptr()) } as usize)
            .filter_map(|index| Some((self.id(index)?, self.answer(index)?)))
            .collect()
    }

    fn id(&self, index: usize) -> Option<String> {
        unsafe { text(sys::pehchan_catalogue_indicator_id(self.1.as_ptr(), index as u64)) }
            .map(str::to_owned)
    }

    fn answer(&self, index: usize) -> Option<Value> {
        if !self.is_asked(index) {
            return None;
        }
        let value = self.value(index);
        let said = match self.kind(index)? {
            AnswerKind::Number => return Some(Value::Number(value)),
            // SAFETY: the catalogue lends the id for as long as `self` keeps it.
            AnswerKind::Option => unsafe {
                let option = value as u64;
                text(sys::pehchan_catalogue_option_id(self.1.as_ptr(), index as u64, option))
            },
            kind => unsafe { text(sys::pehchan_answer_kind_name(kind as i32)) },
        };
        said.map(|said| Value::Word(said.to_owned()))
    }

    /// As if it had never been asked.
    pub fn forget(&mut self, indicator: &str) -> Result<(), Error> {
        let indicator = word(indicator, "indicator")?;
        run(|error| unsafe {
            sys::pehchan_answers_forget(self.as_ptr(), indicator.as_ptr(), error)
        })
    }

    /// Everything unknown again; the name of the case stays.
    pub fn clear(&mut self) {
        unsafe { sys::pehchan_answers_clear(self.as_ptr()) };
    }

    /// The name of the case; "" where there is none.
    pub fn case(&self) -> &str {
        unsafe { text(sys::pehchan_answers_case(self.as_ptr())) }.unwrap_or("")
    }

    /// 1 to 64 of A to Z, a to z, 0 to 9, full stop, underscore and hyphen.
    pub fn set_case(&mut self, id: &str) -> Result<(), Error> {
        let id = word(id, "id")?;
        run(|error| unsafe { sys::pehchan_answers_set_case(self.as_ptr(), id.as_ptr(), error) })
    }

    /// A case that [`Catalogue::parse`](crate::Catalogue::parse) takes, where the case has a name.
    pub fn json(&self) -> Result<String, Error> {
        handle::make_text(|out, error| unsafe {
            sys::pehchan_answers_json(self.as_ptr(), out, error)
        })
    }

    /// The ids of at most `most` questions, the best first, none whose answer can no longer change
    /// anything; `form`: only those of this form.
    pub fn ask_next(
        &self,
        form: Option<&str>,
        asking: Asking,
        most: usize,
    ) -> Result<Vec<String>, Error> {
        let form = optional(form, "form")?;
        let found = make(sys::pehchan_questions_free, |out, error| unsafe {
            sys::pehchan_ask_next(
                self.as_ptr(),
                pointer_to(&form),
                asking.bits(),
                most as u64,
                out,
                error,
            )
        })?;
        Ok((0..unsafe { sys::pehchan_questions_count(found.as_ptr()) })
            .filter_map(|i| {
                unsafe { text(sys::pehchan_questions_indicator(found.as_ptr(), i)) }
                    .map(str::to_owned)
            })
            .collect())
    }

    /// A conversation that goes on from a copy of these answers: what they name is not asked again.
    pub fn interview(&self, form: Option<&str>, asking: Asking) -> Result<Interview, Error> {
        let form = optional(form, "form")?;
        make(sys::pehchan_interview_free, |out, error| unsafe {
            sys::pehchan_interview_resume(
                self.as_ptr(),
                pointer_to(&form),
                asking.bits(),
                out,
                error,
            )
        })
        .map(|made| Interview(made, Arc::clone(&self.1)))
    }
}

impl fmt::Debug for Answers {
    /// Without any answer, so that it may be logged.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Answers { .. }")
    }
}

/// Statuses and scores only, without allocation in the library, for loops over many persons. No
/// offences; what is hidden from one reader or another is not left out.
pub struct Evaluator(pub(crate) Owned<sys::pehchan_evaluator>);

// SAFETY: pehchan.h: one thread at a time.
unsafe impl Send for Evaluator {}

impl Evaluator {
    /// Of one person; forgets the one before.
    pub fn assess(&mut self, answers: &Answers) -> Result<(), Error> {
        match unsafe { sys::pehchan_evaluator_assess(self.0.as_ptr(), answers.as_ptr()) } {
            0 => Ok(()),
            status => Err(Error::of(status, "the answers belong to another catalogue")),
        }
    }

    /// How many findings there are.
    pub fn finding_count(&self) -> usize {
        unsafe { sys::pehchan_evaluator_finding_count(self.0.as_ptr()) as usize }
    }

    /// The id of a finding.
    pub fn finding_id(&self, finding: usize) -> Option<&str> {
        unsafe { text(sys::pehchan_evaluator_finding_id(self.0.as_ptr(), finding as u64)) }
    }

    /// Of the person assessed last; `None` where there is no such finding, or no person yet.
    pub fn status(&mut self, finding: usize) -> Option<FindingStatus> {
        FindingStatus::of(unsafe {
            sys::pehchan_evaluator_finding_status(self.0.as_ptr(), finding as u64)
        })
    }

    /// How many scores there are.
    pub fn score_count(&self) -> usize {
        unsafe { sys::pehchan_evaluator_score_count(self.0.as_ptr()) as usize }
    }

    /// The id of a score.
    pub fn score_id(&self, score: usize) -> Option<&str> {
        unsafe { text(sys::pehchan_evaluator_score_id(self.0.as_ptr(), score as u64)) }
    }

    /// Both bounds in millionths, of the person assessed last; (0, 0) where there is none.
    pub fn score(&mut self, score: usize) -> (i64, i64) {
        unsafe {
            (
                sys::pehchan_evaluator_score_low(self.0.as_ptr(), score as u64),
                sys::pehchan_evaluator_score_high(self.0.as_ptr(), score as u64),
            )
        }
    }
}

impl fmt::Debug for Evaluator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Evaluator { .. }")
    }
}
