// SPDX-License-Identifier: Apache-2.0

// The module `pehchan._core`.

#include <pybind11/stl.h>

#include "command_line.hpp"
#include "module.hpp"

PYBIND11_MODULE(_core, m) {
    m.attr("__version__") = pehchan::version;
    core::add_catalogues(m);
    core::add_persons(m);
    core::add_tables(m);
    // The commands read and write the process's own streams and call nothing of Python.
    m.def("run_command", &cli::run, pybind11::arg("words"),
          pybind11::call_guard<pybind11::gil_scoped_release>());
}
