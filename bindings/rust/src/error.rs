// SPDX-License-Identifier: Apache-2.0

use crate::handle::text;
use crate::{sys, Status};
use std::fmt;

/// A problem in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issue {
    /// Stable; docs/issue-codes.md lists them.
    pub code: String,
    /// JSON Pointer to the place.
    pub pointer: String,
    /// From 1; 0 where there is no text.
    pub line: u64,
    /// From 1, in bytes; 0 where there is no text.
    pub column: u64,
    /// One plain English sentence.
    pub message: String,
}

/// What the library did not take, and why. Holds no answer: it may be logged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    status: Status,
    message: String,
    issues: Vec<Issue>,
}

impl Error {
    pub(crate) fn new(status: Status, message: impl Into<String>) -> Self {
        Self { status, message: message.into(), issues: Vec::new() }
    }

    pub(crate) fn of(status: i32, message: &str) -> Self {
        Self::new(Status::of(status), message)
    }

    /// # Safety
    /// `error` is NULL or an error of the library that nobody else frees.
    pub(crate) unsafe fn take(status: i32, error: *mut sys::pehchan_error) -> Self {
        if error.is_null() {
            return Self::of(status, "the library gave no reason");
        }
        // SAFETY: a live error; what it lends is copied before it is freed.
        unsafe {
            let owned = |lent| text(lent).unwrap_or("").to_owned();
            let issues = (0..sys::pehchan_error_issue_count(error))
                .map(|i| Issue {
                    code: owned(sys::pehchan_error_issue_code(error, i)),
                    pointer: owned(sys::pehchan_error_issue_pointer(error, i)),
                    line: sys::pehchan_error_issue_line(error, i),
                    column: sys::pehchan_error_issue_column(error, i),
                    message: owned(sys::pehchan_error_issue_message(error, i)),
                })
                .collect();
            let made = Self {
                status: Status::of(status),
                message: owned(sys::pehchan_error_message(error)),
                issues,
            };
            sys::pehchan_error_free(error);
            made
        }
    }

    pub(crate) fn with(status: Status, message: &str, issues: Vec<Issue>) -> Self {
        Self { status, message: message.into(), issues }
    }

    /// Why.
    pub fn status(&self) -> Status {
        self.status
    }

    /// Every problem of a text, with its place; empty for other statuses.
    pub fn issues(&self) -> &[Issue] {
        &self.issues
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        for issue in &self.issues {
            write!(
                f,
                "\n{}:{} {} {}: {}",
                issue.line, issue.column, issue.pointer, issue.code, issue.message
            )?;
        }
        Ok(())
    }
}

impl std::error::Error for Error {}
