// SPDX-License-Identifier: Apache-2.0

use crate::handle::{self, language, make, optional, pointer_to, text, word, Owned};
use crate::{
    sys, Answers, Asking, Assessment, Cohort, Error, Evaluator, Flags, IndicatorType, Interview,
    KnownBy, Status, Translation, View,
};
use std::fmt;
use std::sync::Arc;

/// Indicators, rules and what follows from them. Never changes; may be shared between threads.
pub struct Catalogue(Arc<Kept>);

/// Answers and interviews keep their catalogue: it is freed with the last of them.
pub(crate) struct Kept(Owned<sys::pehchan_catalogue>);

// SAFETY: pehchan.h: handles of this type never change; any number of threads may use one at once.
unsafe impl Send for Kept {}
unsafe impl Sync for Kept {}

impl Kept {
    pub(crate) fn as_ptr(&self) -> *const sys::pehchan_catalogue {
        self.0.as_ptr()
    }

    fn catalogue(made: Owned<sys::pehchan_catalogue>) -> Catalogue {
        Catalogue(Arc::new(Self(made)))
    }
}

fn check_interface() -> Result<(), Error> {
    match unsafe { sys::pehchan_abi_version() } {
        sys::ABI => Ok(()),
        other => Err(Error::new(
            Status::Internal,
            format!("this crate needs interface {} of the library, which has {other}", sys::ABI),
        )),
    }
}

impl Catalogue {
    /// A catalogue that is compiled in, with those it uses.
    pub fn builtin(id: &str) -> Result<Self, Error> {
        check_interface()?;
        let id = word(id, "id")?;
        // SAFETY (here and below): texts end with a zero byte or go with their size, handles are
        // live, and all outlive the call.
        make(sys::pehchan_catalogue_free, |out, error| unsafe {
            sys::pehchan_catalogue_builtin(id.as_ptr(), out, error)
        })
        .map(Kept::catalogue)
    }

    /// A catalogue from its text (docs/catalogue-format.md) and those it uses.
    pub fn load(json: &str, used: &[&Catalogue]) -> Result<Self, Error> {
        check_interface()?;
        let those: Vec<*const sys::pehchan_catalogue> =
            used.iter().map(|one| one.as_ptr()).collect();
        make(sys::pehchan_catalogue_free, |out, error| unsafe {
            sys::pehchan_catalogue_load(
                json.as_ptr().cast(),
                json.len() as u64,
                those.as_ptr(),
                those.len() as u64,
                out,
                error,
            )
        })
        .map(Kept::catalogue)
    }

    /// A new catalogue with translations into one more language, from their text:
    /// `{"language": "ps", "direction": "rtl", "texts": {"indicators/indicators/sex/question":
    /// {"text": "..."}}}` (docs/law.md). Rules and digest stay.
    pub fn with_texts(&self, json: &str) -> Result<Self, Error> {
        make(sys::pehchan_catalogue_free, |out, error| unsafe {
            sys::pehchan_catalogue_with_texts(
                self.as_ptr(),
                json.as_ptr().cast(),
                json.len() as u64,
                out,
                error,
            )
        })
        .map(Kept::catalogue)
    }

    pub(crate) fn as_ptr(&self) -> *const sys::pehchan_catalogue {
        self.0.as_ptr()
    }

    /// Such as "pakistan".
    pub fn id(&self) -> &str {
        unsafe { text(sys::pehchan_catalogue_id(self.as_ptr())) }.unwrap_or("")
    }

    /// As written in it.
    pub fn version(&self) -> &str {
        unsafe { text(sys::pehchan_catalogue_version(self.as_ptr())) }.unwrap_or("")
    }

    /// SHA-256, lower-case hexadecimal.
    pub fn digest(&self) -> &str {
        unsafe { text(sys::pehchan_catalogue_digest(self.as_ptr())) }.unwrap_or("")
    }

    /// Whether `pehchan check` has proved exactly this text.
    pub fn is_proved(&self) -> bool {
        unsafe { sys::pehchan_catalogue_proved(self.as_ptr()) == 1 }
    }

    /// The languages that it speaks, the source first.
    pub fn languages(&self) -> impl Iterator<Item = &str> {
        (0..unsafe { sys::pehchan_catalogue_language_count(self.as_ptr()) })
            .filter_map(|i| unsafe { text(sys::pehchan_catalogue_language(self.as_ptr(), i)) })
    }

    /// How a language is written; `None` where the catalogue does not speak it.
    pub fn direction(&self, of_language: &str) -> Option<Direction> {
        let at = self.languages().position(|one| one == of_language)?;
        let found =
            unsafe { text(sys::pehchan_catalogue_language_direction(self.as_ptr(), at as u64)) };
        Some(if found? == "rtl" { Direction::RightToLeft } else { Direction::LeftToRight })
    }

    /// SHA-256 of the texts that [`Catalogue::with_texts`] has added in this language last; `None`
    /// where none were.
    pub fn texts_digest(&self, of_language: &str) -> Option<&str> {
        unsafe {
            text(sys::pehchan_catalogue_texts_digest(self.as_ptr(), language(of_language).as_ptr()))
        }
        .filter(|digest| !digest.is_empty())
    }

    /// What somebody means who types an answer to this indicator, in any language of the
    /// catalogue: "yes", "no", "unknown", "declined", the id of an option or a whole number in the
    /// digits 0 to 9. `None` where it is not understood or means two things.
    pub fn typed(&self, indicator: &str, typed: &str) -> Result<Option<String>, Error> {
        let about = self
            .indicator(indicator)
            .ok_or_else(|| Error::new(Status::NotFound, "the catalogue has no such indicator"))?;
        let typed = word(typed, "typed")?;
        let made = handle::make_text(|out, error| unsafe {
            sys::pehchan_catalogue_typed(self.as_ptr(), about.index, typed.as_ptr(), out, error)
        });
        match made {
            Err(error) if error.status() == Status::NotFound => Ok(None),
            other => other.map(Some),
        }
    }

    /// Words that pages and interviews use, such as "interview.rights", in this language, else in
    /// the source language.
    pub fn words(&self, id: &str, in_language: &str) -> Option<&str> {
        let id = word(id, "id").ok()?;
        unsafe {
            text(sys::pehchan_catalogue_words(
                self.as_ptr(),
                id.as_ptr(),
                language(in_language).as_ptr(),
            ))
        }
    }

    /// All that an answer may name, sorted by id.
    pub fn indicators(&self) -> impl ExactSizeIterator<Item = Indicator<'_>> {
        (0..(unsafe { sys::pehchan_catalogue_indicator_count(self.as_ptr()) } as usize))
            .map(|index| Indicator { of: self, index: index as u64 })
    }

    /// The indicator of this place among all.
    pub fn indicator_at(&self, index: usize) -> Option<Indicator<'_>> {
        self.indicators().nth(index)
    }

    /// The indicator of this id.
    pub fn indicator(&self, id: &str) -> Option<Indicator<'_>> {
        let id = word(id, "id").ok()?;
        let index = unsafe { sys::pehchan_catalogue_indicator_index(self.as_ptr(), id.as_ptr()) };
        u64::try_from(index).ok().map(|index| Indicator { of: self, index })
    }

    /// Ordered selections of indicators.
    pub fn forms(&self) -> impl ExactSizeIterator<Item = Form<'_>> {
        (0..(unsafe { sys::pehchan_catalogue_form_count(self.as_ptr()) } as usize))
            .map(|index| Form { of: self, index: index as u64 })
    }

    /// How the columns and codes of other formats are read, sorted by id.
    pub fn mappings(&self) -> impl ExactSizeIterator<Item = Mapping<'_>> {
        (0..(unsafe { sys::pehchan_catalogue_mapping_count(self.as_ptr()) } as usize))
            .map(|index| Mapping { of: self, index: index as u64 })
    }

    /// Answers of which nothing is known yet.
    pub fn answers(&self) -> Result<Answers, Error> {
        make(sys::pehchan_answers_free, |out, error| unsafe {
            sys::pehchan_answers_new(self.as_ptr(), out, error)
        })
        .map(|made| Answers(made, Arc::clone(&self.0)))
    }

    /// The answers of a case: `{"case": "A-17", "answers": {"believed_under_18": "yes"}}`;
    /// `mapping`: in the columns and codes of this mapping.
    pub fn parse(&self, json: &str, mapping: Option<&str>) -> Result<Answers, Error> {
        let mapping = optional(mapping, "mapping")?;
        make(sys::pehchan_answers_free, |out, error| unsafe {
            sys::pehchan_answers_parse(
                self.as_ptr(),
                pointer_to(&mapping),
                json.as_ptr().cast(),
                json.len() as u64,
                out,
                error,
            )
        })
        .map(|made| Answers(made, Arc::clone(&self.0)))
    }

    /// Everything that follows from the answers, for one reader.
    pub fn assess(&self, answers: &Answers, view: View) -> Result<Assessment, Error> {
        make(sys::pehchan_assessment_free, |out, error| unsafe {
            sys::pehchan_assess(self.as_ptr(), answers.as_ptr(), view as i32, out, error)
        })
        .map(Assessment)
    }

    /// The same for a reader of an agency that the catalogue's referrals name, such as `fia`. An
    /// investigator learns what concerns officials only where the adult agreed, and of others than that
    /// agency; `None`: not known.
    pub fn assess_for_agency(
        &self,
        answers: &Answers,
        view: View,
        agency: Option<&str>,
    ) -> Result<Assessment, Error> {
        let agency = optional(agency, "agency")?;
        make(sys::pehchan_assessment_free, |out, error| unsafe {
            sys::pehchan_assess_for_agency(
                self.as_ptr(),
                answers.as_ptr(),
                view as i32,
                pointer_to(&agency),
                out,
                error,
            )
        })
        .map(Assessment)
    }

    /// A case in, one line of JSON out: the same bytes as `pehchan screen`.
    pub fn screen(
        &self,
        json: &str,
        mapping: Option<&str>,
        view: View,
        in_language: &str,
        flags: Flags,
    ) -> Result<String, Error> {
        let mapping = optional(mapping, "mapping")?;
        let in_language = word(in_language, "language")?;
        handle::make_text(|out, error| unsafe {
            sys::pehchan_screen(
                self.as_ptr(),
                pointer_to(&mapping),
                json.as_ptr().cast(),
                json.len() as u64,
                in_language.as_ptr(),
                view as i32,
                flags.bits(),
                out,
                error,
            )
        })
    }

    /// One conversation; `form`: an entry form, or all indicators.
    pub fn interview(&self, form: Option<&str>, asking: Asking) -> Result<Interview, Error> {
        let form = optional(form, "form")?;
        make(sys::pehchan_interview_free, |out, error| unsafe {
            sys::pehchan_interview_new(self.as_ptr(), pointer_to(&form), asking.bits(), out, error)
        })
        .map(|made| Interview(made, Arc::clone(&self.0)))
    }

    /// The rules made ready for many persons as columns.
    pub fn cohort(&self) -> Result<Cohort, Error> {
        make(sys::pehchan_cohort_free, |out, error| unsafe {
            sys::pehchan_cohort_new(self.as_ptr(), out, error)
        })
        .map(Cohort)
    }

    /// Statuses and scores only, for loops over many persons.
    pub fn evaluator(&self) -> Result<Evaluator, Error> {
        make(sys::pehchan_evaluator_free, |out, error| unsafe {
            sys::pehchan_evaluator_new(self.as_ptr(), out, error)
        })
        .map(Evaluator)
    }
}

impl fmt::Debug for Catalogue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Catalogue")
            .field("id", &self.id())
            .field("version", &self.version())
            .field("digest", &self.digest())
            .finish()
    }
}

/// How a language is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// "ltr".
    LeftToRight,
    /// "rtl".
    RightToLeft,
}

/// One observable sign or fact about one person.
#[derive(Clone, Copy)]
pub struct Indicator<'a> {
    of: &'a Catalogue,
    index: u64,
}

impl<'a> Indicator<'a> {
    /// Permanent.
    pub fn id(&self) -> &'a str {
        unsafe { text(sys::pehchan_catalogue_indicator_id(self.of.as_ptr(), self.index)) }
            .unwrap_or("")
    }

    /// Its place among the catalogue's indicators, for [`Answers::set_code`].
    pub fn index(&self) -> usize {
        self.index as usize
    }

    /// What kind of answer it takes.
    pub fn kind(&self) -> IndicatorType {
        IndicatorType::of(unsafe {
            sys::pehchan_catalogue_indicator_type(self.of.as_ptr(), self.index)
        })
    }

    /// 1 easy to ask, 3 painful or dangerous.
    pub fn sensitivity(&self) -> i32 {
        unsafe { sys::pehchan_catalogue_indicator_sensitivity(self.of.as_ptr(), self.index) }
    }

    /// What is seen or read is not asked.
    pub fn known_by(&self) -> KnownBy {
        KnownBy::of(unsafe {
            sys::pehchan_catalogue_indicator_known_by(self.of.as_ptr(), self.index)
        })
    }

    /// The range of a number; `0..=0` for others.
    pub fn range(&self) -> std::ops::RangeInclusive<i64> {
        unsafe {
            sys::pehchan_catalogue_indicator_least(self.of.as_ptr(), self.index)
                ..=sys::pehchan_catalogue_indicator_most(self.of.as_ptr(), self.index)
        }
    }

    /// In this language, else in the source language.
    pub fn label(&self, in_language: &str) -> &'a str {
        unsafe {
            text(sys::pehchan_catalogue_indicator_label(
                self.of.as_ptr(),
                self.index,
                language(in_language).as_ptr(),
            ))
        }
        .unwrap_or("")
    }

    /// One short spoken sentence; "" for a fact that is never asked.
    pub fn question(&self, in_language: &str) -> &'a str {
        unsafe {
            text(sys::pehchan_catalogue_indicator_question(
                self.of.as_ptr(),
                self.index,
                language(in_language).as_ptr(),
            ))
        }
        .unwrap_or("")
    }

    /// Of the question, or of the label where there is none.
    pub fn translation(&self, in_language: &str) -> Translation {
        let found = unsafe {
            sys::pehchan_catalogue_indicator_translation(
                self.of.as_ptr(),
                self.index,
                language(in_language).as_ptr(),
            )
        };
        Translation::of(found).unwrap_or(Translation::Draft)
    }

    /// Whether it takes the answer "not_applicable".
    pub fn may_not_apply(&self) -> bool {
        unsafe { sys::pehchan_catalogue_indicator_may_not_apply(self.of.as_ptr(), self.index) == 1 }
    }

    /// When the answer "not_applicable" is right; `None` where it is not taken.
    pub fn not_applicable(&self, in_language: &str) -> Option<&'a str> {
        unsafe {
            text(sys::pehchan_catalogue_indicator_not_applicable(
                self.of.as_ptr(),
                self.index,
                language(in_language).as_ptr(),
            ))
        }
        .filter(|when| !when.is_empty())
    }

    /// Ids of the options of a choice, with their labels.
    pub fn options(&self, in_language: &str) -> Vec<(&'a str, &'a str)> {
        let in_language = language(in_language);
        (0..unsafe { sys::pehchan_catalogue_option_count(self.of.as_ptr(), self.index) })
            .filter_map(|o| unsafe {
                Some((
                    text(sys::pehchan_catalogue_option_id(self.of.as_ptr(), self.index, o))?,
                    text(sys::pehchan_catalogue_option_label(
                        self.of.as_ptr(),
                        self.index,
                        o,
                        in_language.as_ptr(),
                    ))?,
                ))
            })
            .collect()
    }
}

impl fmt::Debug for Indicator<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Indicator").field(&self.id()).finish()
    }
}

/// For which part of an interview a form is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum FormRole {
    /// For one place of first contact.
    Entry,
    /// Asked before anything else.
    Opening,
    /// All that a child is asked at a first contact.
    Child,
    /// Asked only where the person may be a child.
    OnlyChild,
    /// The wish that a full interview needs.
    Full,
    /// Recorded once what was declined has been offered once more.
    OfferedAgain,
    /// Of a newer library.
    Other,
}

/// An ordered selection of indicators.
#[derive(Clone, Copy)]
pub struct Form<'a> {
    of: &'a Catalogue,
    index: u64,
}

impl<'a> Form<'a> {
    /// Permanent.
    pub fn id(&self) -> &'a str {
        unsafe { text(sys::pehchan_catalogue_form_id(self.of.as_ptr(), self.index)) }.unwrap_or("")
    }

    /// For which part of an interview.
    pub fn role(&self) -> FormRole {
        match unsafe { text(sys::pehchan_catalogue_form_role(self.of.as_ptr(), self.index)) } {
            Some("entry") => FormRole::Entry,
            Some("opening") => FormRole::Opening,
            Some("child") => FormRole::Child,
            Some("only_child") => FormRole::OnlyChild,
            Some("full") => FormRole::Full,
            Some("offered_again") => FormRole::OfferedAgain,
            _ => FormRole::Other,
        }
    }

    /// In this language, else in the source language.
    pub fn title(&self, in_language: &str) -> &'a str {
        unsafe {
            text(sys::pehchan_catalogue_form_title(
                self.of.as_ptr(),
                self.index,
                language(in_language).as_ptr(),
            ))
        }
        .unwrap_or("")
    }

    /// The ids of its indicators, in order.
    pub fn indicators(&self) -> impl Iterator<Item = &'a str> + '_ {
        (0..unsafe { sys::pehchan_catalogue_form_size(self.of.as_ptr(), self.index) }).filter_map(
            |i| unsafe {
                text(sys::pehchan_catalogue_form_indicator(self.of.as_ptr(), self.index, i))
            },
        )
    }
}

impl fmt::Debug for Form<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Form").field(&self.id()).finish()
    }
}

/// How the columns and codes of another format are read.
#[derive(Clone, Copy)]
pub struct Mapping<'a> {
    of: &'a Catalogue,
    index: u64,
}

impl<'a> Mapping<'a> {
    /// For [`Catalogue::parse`], [`Catalogue::screen`] and [`Assessment::columns`].
    pub fn id(&self) -> &'a str {
        unsafe { text(sys::pehchan_catalogue_mapping_id(self.of.as_ptr(), self.index)) }
            .unwrap_or("")
    }

    /// Whether [`Assessment::columns`] takes it.
    pub fn writes(&self) -> bool {
        unsafe { sys::pehchan_catalogue_mapping_writes(self.of.as_ptr(), self.index) == 1 }
    }
}

impl fmt::Debug for Mapping<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Mapping").field(&self.id()).finish()
    }
}
