// SPDX-License-Identifier: Apache-2.0

//! How every call passes texts, takes results and turns errors into `Error`.

use crate::{sys, Error, Status};
use std::ffi::{CStr, CString};
use std::os::raw::c_char;
use std::ptr::{self, NonNull};

/// Something of the library's, freed once.
pub(crate) struct Owned<T> {
    made: NonNull<T>,
    free: unsafe extern "C" fn(*mut T),
}

impl<T> Owned<T> {
    pub(crate) fn as_ptr(&self) -> *mut T {
        self.made.as_ptr()
    }
}

impl<T> Drop for Owned<T> {
    fn drop(&mut self) {
        // SAFETY: made by the library, of this type, and freed nowhere else.
        unsafe { (self.free)(self.made.as_ptr()) }
    }
}

/// UTF-8 with a zero byte at the end.
pub(crate) fn word(text: &str, what: &str) -> Result<CString, Error> {
    CString::new(text)
        .map_err(|_| Error::new(Status::BadArgument, format!("`{what}` holds a zero byte")))
}

/// A language that cannot be is one that no catalogue speaks: the words are then those of the
/// source language.
pub(crate) fn language(id: &str) -> CString {
    CString::new(id).unwrap_or_default()
}

pub(crate) fn optional(text: Option<&str>, what: &str) -> Result<Option<CString>, Error> {
    text.map(|some| word(some, what)).transpose()
}

pub(crate) fn pointer_to(text: &Option<CString>) -> *const c_char {
    text.as_ref().map_or(ptr::null(), |some| some.as_ptr())
}

/// # Safety
/// `lent` is NULL or a text that the library lends for at least `'a`.
pub(crate) unsafe fn text<'a>(lent: *const c_char) -> Option<&'a str> {
    if lent.is_null() {
        return None;
    }
    // SAFETY: ends with a zero byte. The library gives UTF-8 only.
    unsafe { CStr::from_ptr(lent) }.to_str().ok()
}

pub(crate) fn make<T>(
    free: unsafe extern "C" fn(*mut T),
    call: impl FnOnce(*mut *mut T, *mut *mut sys::pehchan_error) -> i32,
) -> Result<Owned<T>, Error> {
    let mut out = ptr::null_mut();
    let mut error = ptr::null_mut();
    let status = call(&mut out, &mut error);
    if status != 0 {
        // SAFETY: the library made it for this call.
        return Err(unsafe { Error::take(status, error) });
    }
    NonNull::new(out)
        .map(|made| Owned { made, free })
        .ok_or_else(|| Error::new(Status::Internal, "the library gave nothing"))
}

pub(crate) fn make_text(
    call: impl FnOnce(*mut *mut sys::pehchan_text, *mut *mut sys::pehchan_error) -> i32,
) -> Result<String, Error> {
    let made = make(sys::pehchan_text_free, call)?;
    // SAFETY: `data` points to `size` bytes that live as long as `made`.
    let bytes = unsafe {
        std::slice::from_raw_parts(
            sys::pehchan_text_data(made.as_ptr()).cast::<u8>(),
            sys::pehchan_text_size(made.as_ptr()) as usize,
        )
    };
    String::from_utf8(bytes.to_vec())
        .map_err(|_| Error::new(Status::Internal, "the library gave a text that is not UTF-8"))
}

pub(crate) fn run(call: impl FnOnce(*mut *mut sys::pehchan_error) -> i32) -> Result<(), Error> {
    let mut error = ptr::null_mut();
    match call(&mut error) {
        0 => Ok(()),
        // SAFETY: the library made it for this call.
        status => Err(unsafe { Error::take(status, error) }),
    }
}
