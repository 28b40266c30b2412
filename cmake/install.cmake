# SPDX-License-Identifier: Apache-2.0
# What `cmake --install` puts where, and the CMake and pkg-config files by which others find it. docs/packaging.md.
#
# Install components: runtime (the shared library), dev (headers, static library, CMake and pkg-config files), tools (the command line).

include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

set(pehchan_package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/pehchan)

# One export a component of find_package: core, json, c, c_static.
set_target_properties(pehchan_headers PROPERTIES EXPORT_NAME headers)
set_target_properties(pehchan_core PROPERTIES EXPORT_NAME core)
target_include_directories(pehchan_headers INTERFACE $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)
install(TARGETS pehchan_headers pehchan_core EXPORT pehchan-core ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT dev)
install(DIRECTORY include/pehchan DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} COMPONENT dev
    FILES_MATCHING PATTERN *.hpp PATTERN *.ipp PATTERN proof.hpp EXCLUDE PATTERN json.hpp EXCLUDE)
set(pehchan_exports core)
if(TARGET pehchan_json)
    set_target_properties(pehchan_json PROPERTIES EXPORT_NAME json)
    install(TARGETS pehchan_json EXPORT pehchan-json ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT dev)
    install(FILES include/pehchan/json.hpp DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/pehchan COMPONENT dev)
    list(APPEND pehchan_exports json)
endif()
if(TARGET pehchan_c)
    set_target_properties(pehchan_c PROPERTIES EXPORT_NAME c)
    target_include_directories(pehchan_c INTERFACE $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)
    install(TARGETS pehchan_c EXPORT pehchan-c
        RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT runtime
        LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT runtime NAMELINK_COMPONENT dev
        ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT dev)
    install(FILES include/pehchan/pehchan.h include/pehchan/pehchan_plain.h DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/pehchan COMPONENT dev)
    list(APPEND pehchan_exports c)
endif()
if(TARGET pehchan_c_static)
    set_target_properties(pehchan_c_static PROPERTIES EXPORT_NAME c_static)
    install(TARGETS pehchan_c_static EXPORT pehchan-c_static ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT dev)
    list(APPEND pehchan_exports c_static)
endif()

# One file for pkg-config a library. The prefix is where the file lies, so that the whole can be moved.
file(RELATIVE_PATH pehchan_prefix_from_pc /${CMAKE_INSTALL_LIBDIR}/pkgconfig /)
string(REGEX REPLACE "/$" "" pehchan_prefix_from_pc "${pehchan_prefix_from_pc}")
# What the C++ compiler links and the C compiler does not, such as -lstdc++ -lm: for who links a static library with the latter.
set(pehchan_cxx_runtime ${CMAKE_CXX_IMPLICIT_LINK_LIBRARIES})
list(REMOVE_ITEM pehchan_cxx_runtime ${CMAKE_C_IMPLICIT_LINK_LIBRARIES})
list(REMOVE_DUPLICATES pehchan_cxx_runtime)
list(TRANSFORM pehchan_cxx_runtime PREPEND -l)
list(JOIN pehchan_cxx_runtime " " pehchan_cxx_runtime)
function(pehchan_pkg_config name title lines)
    string(CONFIGURE "${lines}" pehchan_pc_lines @ONLY)
    set(pehchan_pc_name ${name})
    set(pehchan_pc_title ${title})
    configure_file(cmake/pehchan.pc.in ${CMAKE_CURRENT_BINARY_DIR}/${name}.pc @ONLY)
    install(FILES ${CMAKE_CURRENT_BINARY_DIR}/${name}.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig COMPONENT dev)
endfunction()
pehchan_pkg_config(pehchan-core "C++, static" "Libs: -L\${libdir} -lpehchan_core\nLibs.private: ${pehchan_cxx_runtime}")
if(TARGET pehchan_json)
    pehchan_pkg_config(pehchan-json "C++ and JSON, static" "Requires: pehchan-core = ${PROJECT_VERSION}\nLibs: -L\${libdir} -lpehchan_json")
endif()
if(TARGET pehchan_c)
    pehchan_pkg_config(pehchan "C interface" "Requires.private: pehchan-json = ${PROJECT_VERSION}\nLibs: -L\${libdir} -lpehchan")
endif()
foreach(export IN LISTS pehchan_exports)
    install(EXPORT pehchan-${export} NAMESPACE pehchan:: FILE pehchan-${export}-targets.cmake DESTINATION ${pehchan_package_dir} COMPONENT dev)
endforeach()

configure_package_config_file(cmake/pehchan-config.cmake.in ${CMAKE_CURRENT_BINARY_DIR}/pehchan-config.cmake
    INSTALL_DESTINATION ${pehchan_package_dir} NO_SET_AND_CHECK_MACRO)
# Before 1.0 a minor version may break what is there.
write_basic_package_version_file(${CMAKE_CURRENT_BINARY_DIR}/pehchan-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/pehchan-config.cmake ${CMAKE_CURRENT_BINARY_DIR}/pehchan-config-version.cmake
    DESTINATION ${pehchan_package_dir} COMPONENT dev)

if(TARGET pehchan_cli)
    install(TARGETS pehchan_cli RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT tools)
endif()
