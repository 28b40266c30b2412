// SPDX-License-Identifier: Apache-2.0

//! Recognises possible victims of trafficking in one person's answers. It decides nothing about a
//! person, and clears nobody: read `docs/limitations.md` first.
//!
//! ```
//! use pehchan::{Catalogue, Flags, View};
//!
//! # fn main() -> Result<(), pehchan::Error> {
//! let catalogue = Catalogue::builtin("pakistan")?;
//! let mut person = catalogue.answers()?;
//! person.set("made_to_work_by_force_or_menace", "yes")?;
//! person.set_number("age_now_years", 16)?;
//! let result = catalogue.assess(&person, View::Official)?;
//! assert_eq!(result.headline(), Some("presumed_victim"));
//! for finding in result.findings().filter(|f| f.status == pehchan::FindingStatus::Indicated) {
//!     println!("{}", finding.title("en"));
//! }
//! println!("{}", result.page("ur", Flags::NONE)?);
//! # Ok(())
//! # }
//! ```
//!
//! Threads: a [`Catalogue`] and an [`Assessment`] never change and may be shared. [`Answers`], an
//! [`Interview`] and an [`Evaluator`] may move to another thread, but not be shared:
//!
//! ```
//! fn shared<T: Send + Sync>() {}
//! shared::<pehchan::Catalogue>();
//! shared::<pehchan::Assessment>();
//! shared::<pehchan::Cohort>();
//! shared::<pehchan::Workers>();
//! shared::<pehchan::Error>();
//! fn moved<T: Send>() {}
//! moved::<pehchan::Answers>();
//! moved::<pehchan::Interview>();
//! moved::<pehchan::Evaluator>();
//! ```
//! ```compile_fail,E0277
//! fn shared<T: Sync>() {}
//! shared::<pehchan::Answers>();
//! ```
//! ```compile_fail,E0277
//! fn shared<T: Sync>() {}
//! shared::<pehchan::Interview>();
//! ```
//! ```compile_fail,E0277
//! fn shared<T: Sync>() {}
//! shared::<pehchan::Evaluator>();
//! ```

mod answers;
mod assessment;
mod catalogue;
mod cohort;
#[rustfmt::skip]
mod enumerations;
mod error;
mod handle;
mod interview;
#[rustfmt::skip]
pub mod sys;

pub use answers::{Answers, Evaluator, Value};
pub use assessment::{Assessment, Finding, Referral, Score};
pub use catalogue::{Catalogue, Direction, Form, FormRole, Indicator, Mapping};
pub use cohort::{Cohort, CohortResult, Column, Workers};
pub use enumerations::*;
pub use error::{Error, Issue};
pub use interview::Interview;

use handle::text;

/// Of the library, such as "0.1.0".
pub fn version() -> &'static str {
    // SAFETY: borrowed of the library, which stays loaded.
    unsafe { text(sys::pehchan_version()) }.unwrap_or("")
}

/// The ids of the catalogues that are compiled in, sorted.
pub fn builtin_ids() -> impl Iterator<Item = &'static str> {
    // SAFETY: as above; past the end comes NULL.
    (0..unsafe { sys::pehchan_builtin_count() })
        .filter_map(|i| unsafe { text(sys::pehchan_builtin_id(i)) })
}

/// The text of a built-in catalogue.
pub fn builtin_text(id: &str) -> Result<String, Error> {
    let id = handle::word(id, "id")?;
    // SAFETY: `id` ends with a zero byte and outlives the call.
    handle::make_text(|out, error| unsafe { sys::pehchan_builtin_text(id.as_ptr(), out, error) })
}
