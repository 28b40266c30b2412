// SPDX-License-Identifier: Apache-2.0

use crate::handle::{self, language, text, word, Owned};
use crate::{sys, Error, FindingStatus, Flags, ReferralStatus};
use std::fmt;

/// Everything that follows from answers, for one reader. Never changes; may be shared between
/// threads.
///
/// The person sees no headline, finding, safeguard or referral by id: for them
/// these are empty, and JSON and page are made.
pub struct Assessment(pub(crate) Owned<sys::pehchan_assessment>);

// SAFETY: pehchan.h: handles of this type never change; any number of threads may use one at once.
unsafe impl Send for Assessment {}
unsafe impl Sync for Assessment {}

/// One finding of an assessment.
#[derive(Clone, Copy)]
pub struct Finding<'a> {
    of: &'a Assessment,
    index: u64,
    /// Permanent.
    pub id: &'a str,
    /// What the answers say of it.
    pub status: FindingStatus,
}

impl<'a> Finding<'a> {
    /// In this language, else in the source language.
    pub fn title(&self, in_language: &str) -> &'a str {
        // SAFETY: see below.
        unsafe {
            text(sys::pehchan_assessment_finding_title(
                self.of.as_ptr(),
                self.index,
                language(in_language).as_ptr(),
            ))
        }
        .unwrap_or("")
    }
}

/// One referral of an assessment.
#[derive(Clone, Copy)]
pub struct Referral<'a> {
    of: &'a Assessment,
    index: u64,
    /// Permanent.
    pub id: &'a str,
    /// Whether it is to be offered or told.
    pub status: ReferralStatus,
}

impl<'a> Referral<'a> {
    /// In this language, else in the source language.
    pub fn authority(&self, in_language: &str) -> &'a str {
        // SAFETY: see below.
        unsafe {
            text(sys::pehchan_assessment_referral_authority(
                self.of.as_ptr(),
                self.index,
                language(in_language).as_ptr(),
            ))
        }
        .unwrap_or("")
    }
}

/// Both bounds in millionths; both are attained.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Score<'a> {
    /// Permanent.
    pub id: &'a str,
    /// The least that it can be.
    pub low: i64,
    /// The most that it can be.
    pub high: i64,
}

impl Assessment {
    fn as_ptr(&self) -> *const sys::pehchan_assessment {
        self.0.as_ptr()
    }

    /// Such as "presumed_victim".
    pub fn headline(&self) -> Option<&str> {
        // SAFETY (here and below): texts end with a zero byte, the handle is live, and all outlive
        // the call; what is borrowed lives as long as `self`.
        unsafe { text(sys::pehchan_assessment_headline(self.as_ptr())) }
    }

    /// Signs of harm with an answer that counts, of those that the rules test.
    pub fn asked(&self) -> (u64, u64) {
        unsafe {
            (
                sys::pehchan_assessment_asked_n(self.as_ptr()),
                sys::pehchan_assessment_asked_of(self.as_ptr()),
            )
        }
    }

    /// By falling urgency.
    pub fn findings(&self) -> impl Iterator<Item = Finding<'_>> {
        (0..unsafe { sys::pehchan_assessment_finding_count(self.as_ptr()) }).filter_map(
            |index| unsafe {
                Some(Finding {
                    of: self,
                    index,
                    id: text(sys::pehchan_assessment_finding_id(self.as_ptr(), index))?,
                    status: FindingStatus::of(sys::pehchan_assessment_finding_status(
                        self.as_ptr(),
                        index,
                    ))?,
                })
            },
        )
    }

    /// `None` where this reader sees no such finding.
    pub fn status(&self, finding: &str) -> Option<FindingStatus> {
        let finding = word(finding, "finding").ok()?;
        FindingStatus::of(unsafe {
            sys::pehchan_assessment_status_of(self.as_ptr(), finding.as_ptr())
        })
    }

    /// Of catalogues that have scores.
    pub fn scores(&self) -> impl Iterator<Item = Score<'_>> {
        (0..unsafe { sys::pehchan_assessment_score_count(self.as_ptr()) }).filter_map(|i| unsafe {
            Some(Score {
                id: text(sys::pehchan_assessment_score_id(self.as_ptr(), i))?,
                low: sys::pehchan_assessment_score_low(self.as_ptr(), i),
                high: sys::pehchan_assessment_score_high(self.as_ptr(), i),
            })
        })
    }

    /// Ids of those that apply, by falling urgency, with their titles.
    pub fn safeguards(&self, in_language: &str) -> Vec<(&str, &str)> {
        let in_language = language(in_language);
        (0..unsafe { sys::pehchan_assessment_safeguard_count(self.as_ptr()) })
            .filter_map(|i| unsafe {
                Some((
                    text(sys::pehchan_assessment_safeguard_id(self.as_ptr(), i))?,
                    text(sys::pehchan_assessment_safeguard_title(
                        self.as_ptr(),
                        i,
                        in_language.as_ptr(),
                    ))?,
                ))
            })
            .collect()
    }

    /// Those with a reason and not ruled out; withheld ones stay.
    pub fn referrals(&self) -> impl Iterator<Item = Referral<'_>> {
        (0..unsafe { sys::pehchan_assessment_referral_count(self.as_ptr()) }).filter_map(
            |index| unsafe {
                let status = ReferralStatus::of(sys::pehchan_assessment_referral_status(
                    self.as_ptr(),
                    index,
                ));
                Some(Referral {
                    of: self,
                    index,
                    id: text(sys::pehchan_assessment_referral_id(self.as_ptr(), index))?,
                    status,
                })
            },
        )
    }

    /// One line of JSON, the same bytes as `pehchan screen`.
    pub fn json(&self, in_language: &str, flags: Flags) -> Result<String, Error> {
        let in_language = word(in_language, "language")?;
        handle::make_text(|out, error| unsafe {
            sys::pehchan_assessment_json(
                self.as_ptr(),
                in_language.as_ptr(),
                flags.bits(),
                out,
                error,
            )
        })
    }

    /// The page that this reader reads.
    pub fn page(&self, in_language: &str, flags: Flags) -> Result<String, Error> {
        let in_language = word(in_language, "language")?;
        handle::make_text(|out, error| unsafe {
            sys::pehchan_assessment_page(
                self.as_ptr(),
                in_language.as_ptr(),
                flags.bits(),
                out,
                error,
            )
        })
    }

    /// Why one finding is shown, or not, or what is missing, as JSON. For officials and
    /// investigators.
    pub fn explain(&self, finding: &str, in_language: &str, flags: Flags) -> Result<String, Error> {
        let (finding, in_language) = (word(finding, "finding")?, word(in_language, "language")?);
        handle::make_text(|out, error| unsafe {
            sys::pehchan_assessment_explain(
                self.as_ptr(),
                finding.as_ptr(),
                in_language.as_ptr(),
                flags.bits(),
                out,
                error,
            )
        })
    }

    /// Why one finding rather than another, as JSON. For officials and investigators.
    pub fn contrast(
        &self,
        finding: &str,
        other: &str,
        in_language: &str,
        flags: Flags,
    ) -> Result<String, Error> {
        let (finding, other, in_language) =
            (word(finding, "finding")?, word(other, "other")?, word(in_language, "language")?);
        handle::make_text(|out, error| unsafe {
            sys::pehchan_assessment_contrast(
                self.as_ptr(),
                finding.as_ptr(),
                other.as_ptr(),
                in_language.as_ptr(),
                flags.bits(),
                out,
                error,
            )
        })
    }

    /// What a mapping of the catalogue writes of this person in another format, as JSON. For
    /// officials and investigators.
    pub fn columns(&self, mapping: &str, in_language: &str) -> Result<String, Error> {
        let (mapping, in_language) = (word(mapping, "mapping")?, word(in_language, "language")?);
        handle::make_text(|out, error| unsafe {
            sys::pehchan_assessment_columns(
                self.as_ptr(),
                mapping.as_ptr(),
                in_language.as_ptr(),
                out,
                error,
            )
        })
    }
}

impl fmt::Debug for Assessment {
    /// Without anything about the person, so that it may be logged.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Assessment { .. }")
    }
}
