// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_PYTHON_MODULE_HPP
#define PEHCHAN_PYTHON_MODULE_HPP

// What do the parts of the module `pehchan._core` share? It returns data; shape, documentation and
// exceptions are python/pehchan's.

#include <pybind11/pybind11.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <pehchan/json.hpp>
#include <pehchan/pehchan.hpp>

namespace core {

namespace py = pybind11;

/// One person: answers, which of them somebody gave, and what the case is called.
struct person {
    pehchan::answers known;
    std::vector<bool> named;
    std::string case_id;
};

/// Problems as a list of (code, pointer, line, column, message).
inline py::list issue_list(const std::vector<pehchan::issue>& issues) {
    py::list out;
    for (const pehchan::issue& problem : issues)
        out.append(py::make_tuple(problem.code, problem.pointer, problem.line, problem.column,
                                  problem.message));
    return out;
}

/// {language: words}, the source language first.
inline py::dict words_of(const pehchan::text& from) {
    py::dict out;
    for (const pehchan::translation& one : from.translations)
        out[py::str(one.language)] = one.words;
    return out;
}

/// The page texts in every language of `shown`, built once for the same added texts. To be called
/// with the lock of Python.
pehchan::catalogue page_words_of(const pehchan::catalogue& shown);

void add_catalogues(py::module_& to);
void add_persons(py::module_& to);
void add_tables(py::module_& to);

}  // namespace core

#endif
