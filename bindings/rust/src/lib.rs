// SPDX-License-Identifier: Apache-2.0

//! Recognises possible victims of trafficking in one person's answers. It decides nothing about a person, and clears nobody: read `docs/limitations.md` first.
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
//! Threads: a [`Catalogue`] and an [`Assessment`] never change and may be shared. [`Answers`], an [`Interview`] and an [`Evaluator`] may move to another thread, but not be shared:
//!
//! ```
//! fn shared<T: Send + Sync>() {}
//! shared::<pehchan::Catalogue>();
//! shared::<pehchan::Assessment>();
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
mod error;
mod handle;
mod interview;
pub mod sys;

pub use answers::{Answers, Code, Evaluator};
pub use assessment::{Assessment, Finding, Referral, Score};
pub use catalogue::{Catalogue, Form, FormRole, Indicator, IndicatorType, KnownBy, Translation};
pub use error::{Error, Issue, Status};
pub use interview::{Interview, Stop, Why};

use handle::text;
use std::ops::BitOr;

/// Of the library, such as "0.1.0".
pub fn version() -> &'static str {
    // SAFETY: borrowed of the library, which stays loaded.
    unsafe { text(sys::pehchan_version()) }.unwrap_or("")
}

/// The ids of the catalogues that are compiled in, sorted.
pub fn builtin_ids() -> impl Iterator<Item = &'static str> {
    // SAFETY: as above; past the end comes NULL.
    (0..unsafe { sys::pehchan_builtin_count() }).filter_map(|i| unsafe { text(sys::pehchan_builtin_id(i)) })
}

/// The text of a built-in catalogue.
pub fn builtin_text(id: &str) -> Result<String, Error> {
    let id = handle::word(id, "id")?;
    // SAFETY: `id` ends with a zero byte and outlives the call.
    handle::make_text(|out, error| unsafe { sys::pehchan_builtin_text(id.as_ptr(), out, error) })
}

/// For whom a result is: what that reader must not see is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum View {
    /// The official who asks.
    Official = 0,
    /// The person screened.
    Person = 1,
    /// An investigator of what was done to the person.
    Investigator = 2,
    /// A coordination committee: counts and stage only.
    Committee = 3,
}

/// What the answers say of a finding. `NotShown` clears nobody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FindingStatus {
    /// The answers do not complete it.
    NotShown,
    /// They do not settle it.
    Open,
    /// They suffice, whatever else is still unknown.
    Indicated,
}

impl FindingStatus {
    pub(crate) fn of(status: i32) -> Option<Self> {
        [Self::NotShown, Self::Open, Self::Indicated].get(usize::try_from(status).ok()?).copied()
    }
}

/// Whether a body is to be offered or told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ReferralStatus {
    /// Yes.
    Indicated,
    /// A fact is missing that routes it.
    Open,
    /// No: a safeguard keeps the case from it.
    Withheld,
    /// A status of a newer library.
    Other,
}

/// What a text of a result may or shall hold besides; joined by `|`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Flags(u32);

impl Flags {
    /// Nothing besides.
    pub const NONE: Self = Self(0);
    /// The person may be shown translations that nobody has reviewed.
    pub const ALLOW_DRAFT: Self = Self(1);
    /// Add what would still show an open finding.
    pub const EXPLAIN: Self = Self(2);
    /// Add the questions most worth asking next.
    pub const NEXT: Self = Self(4);

    pub(crate) fn bits(self) -> u32 {
        self.0
    }
}

impl BitOr for Flags {
    type Output = Self;
    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// What may be asked; joined by `|`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Asking(u32);

impl Asking {
    /// What may be asked at a first contact, and nothing that was declined.
    pub const FIRST_CONTACT: Self = Self(0);
    /// Sensitivity 3 too, and no stop at first contact: for a specialist.
    pub const FULL: Self = Self(1);
    /// A later interview: conditions and consent anew, and what was declined before is offered once.
    pub const LATER: Self = Self(2);

    pub(crate) fn bits(self) -> u32 {
        self.0
    }
}

impl BitOr for Asking {
    type Output = Self;
    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}
