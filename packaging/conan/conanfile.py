# SPDX-License-Identifier: Apache-2.0
"""Conan 2 recipe. From the root of the tree: conan create packaging/conan --build=missing -s compiler.cppstd=20"""

import os
import re

from conan import ConanFile
from conan.tools.build import check_min_cppstd
from conan.tools.cmake import CMake, CMakeToolchain, CMakeDeps, cmake_layout
from conan.tools.files import copy, load


class Pehchan(ConanFile):
    name = "pehchan"
    description = "Recognises possible victims of trafficking in answers to published indicators"
    license = ("Apache-2.0", "CC-BY-4.0")
    settings = "os", "compiler", "build_type", "arch"
    options = {"with_boost": [True, False]}
    # With False, Boost's headers (1.81 or newer) must be on the machine; the package itself needs none either way.
    default_options = {"with_boost": True}

    @property
    def _tree(self):
        return os.path.join(self.recipe_folder, "..", "..")

    def set_version(self):
        written = load(self, os.path.join(self._tree, "include", "pehchan", "version.hpp"))
        self.version = re.search(r'version = "([0-9.]+)"', written).group(1)

    def export_sources(self):
        for pattern in (
            "CMakeLists.txt",
            "LICENSE",
            "NOTICE",
            "cmake/*",
            "include/*",
            "src/*",
            "catalogues/*",
        ):
            copy(self, pattern, src=self._tree, dst=self.export_sources_folder)

    def validate(self):
        check_min_cppstd(self, 20)

    def package_id(self):
        del self.info.options.with_boost  # what comes out is the same

    def requirements(self):
        if self.options.with_boost:
            self.requires(
                "boost/[>=1.81]",
                headers=True,
                libs=False,
                visible=False,
                options={"header_only": True},
            )

    def layout(self):
        cmake_layout(self)

    def generate(self):
        toolchain = CMakeToolchain(self)
        for part in ("PROOF", "CLI", "TESTS"):
            toolchain.cache_variables[f"PEHCHAN_BUILD_{part}"] = False
        toolchain.generate()
        CMakeDeps(self).generate()

    def build(self):
        cmake = CMake(self)
        cmake.configure()
        cmake.build()

    def package(self):
        CMake(self).install()
        for name in ("LICENSE", "NOTICE"):
            copy(
                self,
                name,
                src=self.source_folder,
                dst=os.path.join(self.package_folder, "licenses"),
            )
        copy(
            self,
            "LICENSE.md",
            src=os.path.join(self.source_folder, "catalogues"),
            dst=os.path.join(self.package_folder, "licenses", "catalogues"),
        )

    def package_info(self):
        # The package's own CMake files are the truth: pehchan::core, pehchan::json, pehchan::c.
        self.cpp_info.set_property("cmake_find_mode", "none")
        self.cpp_info.builddirs = ["lib/cmake/pehchan"]
        self.cpp_info.libs = ["pehchan_json", "pehchan_core", "pehchan"]
