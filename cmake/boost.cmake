# SPDX-License-Identifier: Apache-2.0
# Finds the headers of Boost 1.81 or newer: the target pehchan::boost_headers. Only they are used, so no file of Boost's own for CMake is asked.
#
# The first of these that holds them: Boost_INCLUDE_DIR or the Boost that the surrounding project found; BOOST_ROOT; CMAKE_PREFIX_PATH; the Python
# package boost-headers (for `pip install .`, which brings it); build/deps, where scripts/setup unpacks it; the system. tests/consumer/boost_order proves it.

set(PEHCHAN_BOOST_VERSION 1.81)

# A folder whose Boost is too old, or has no Boost.JSON, is passed over.
function(pehchan_boost_is_new accepted folder)
    if(EXISTS ${folder}/boost/version.hpp)
        file(STRINGS ${folder}/boost/version.hpp line REGEX "^#define BOOST_LIB_VERSION \"")
        string(REGEX MATCH "[0-9]+_[0-9]+" version "${line}")
        string(REPLACE "_" "." version "${version}")
        if(version VERSION_GREATER_EQUAL PEHCHAN_BOOST_VERSION)
            return()
        endif()
    endif()
    set(${accepted} FALSE PARENT_SCOPE)
endfunction()

# Named outright: there or nowhere.
set(pehchan_named "")
if(Boost_INCLUDE_DIR)
    set(pehchan_named ${Boost_INCLUDE_DIR})
elseif(TARGET Boost::headers)
    get_target_property(pehchan_named Boost::headers INTERFACE_INCLUDE_DIRECTORIES)
else()
    foreach(root IN ITEMS "${BOOST_ROOT}" "${Boost_ROOT}" "$ENV{BOOST_ROOT}" "$ENV{Boost_ROOT}")
        if(root AND NOT pehchan_named)
            file(TO_CMAKE_PATH "${root}" root)
            set(pehchan_named ${root}/include ${root})
        endif()
    endforeach()
endif()

if(pehchan_named)
    # A cached answer to another question is no answer.
    if(NOT "${pehchan_named}" STREQUAL "${PEHCHAN_BOOST_NAMED}")
        unset(PEHCHAN_BOOST_INCLUDE_DIR CACHE)
    endif()
    find_path(PEHCHAN_BOOST_INCLUDE_DIR boost/json.hpp PATHS ${pehchan_named} NO_DEFAULT_PATH NO_CMAKE_FIND_ROOT_PATH VALIDATOR pehchan_boost_is_new)
else()
    if(PEHCHAN_BOOST_NAMED)
        unset(PEHCHAN_BOOST_INCLUDE_DIR CACHE)
    endif()
    # CMAKE_PREFIX_PATH comes before hints, the system after them.
    set(pehchan_hints "")
    if(PEHCHAN_BUILD_PYTHON)
        # Not find_package(Python): pybind11 asks it later, for more.
        set(pehchan_python "${Python_EXECUTABLE}")
        if(NOT pehchan_python)
            find_program(PEHCHAN_PYTHON_FOR_BOOST NAMES python3 python)
            mark_as_advanced(PEHCHAN_PYTHON_FOR_BOOST)
            set(pehchan_python "${PEHCHAN_PYTHON_FOR_BOOST}")
        endif()
        if(pehchan_python)
            execute_process(COMMAND ${pehchan_python} -c "import boost_headers; print(boost_headers.get_include())"
                OUTPUT_VARIABLE pehchan_from_python OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
            if(pehchan_from_python)
                file(TO_CMAKE_PATH "${pehchan_from_python}" pehchan_from_python)
                list(APPEND pehchan_hints ${pehchan_from_python})
            endif()
        endif()
    endif()
    list(APPEND pehchan_hints ${PROJECT_SOURCE_DIR}/build/deps/usr/include)
    # The environment of a build that pip isolates lies in a new folder each time.
    if(PEHCHAN_BOOST_INCLUDE_DIR AND NOT EXISTS ${PEHCHAN_BOOST_INCLUDE_DIR}/boost/json.hpp)
        unset(PEHCHAN_BOOST_INCLUDE_DIR CACHE)
    endif()
    find_path(PEHCHAN_BOOST_INCLUDE_DIR boost/json.hpp HINTS ${pehchan_hints} VALIDATOR pehchan_boost_is_new)
endif()
set(PEHCHAN_BOOST_NAMED "${pehchan_named}" CACHE INTERNAL "Where the headers of Boost had to be")
mark_as_advanced(PEHCHAN_BOOST_INCLUDE_DIR)

if(NOT PEHCHAN_BOOST_INCLUDE_DIR)
    if(pehchan_named)
        message(FATAL_ERROR "Expected the headers of Boost ${PEHCHAN_BOOST_VERSION} or newer, with Boost.JSON, in ${pehchan_named}; they are not there.")
    endif()
    message(FATAL_ERROR "Pehchan needs the headers of Boost ${PEHCHAN_BOOST_VERSION} or newer to be built (on Debian: libboost1.81-dev); where they lie elsewhere, name the folder in BOOST_ROOT or CMAKE_PREFIX_PATH.")
endif()
file(STRINGS ${PEHCHAN_BOOST_INCLUDE_DIR}/boost/version.hpp pehchan_boost_line REGEX "^#define BOOST_LIB_VERSION \"")
string(REGEX MATCH "[0-9]+_[0-9]+(_[0-9]+)?" pehchan_boost_found "${pehchan_boost_line}")
string(REPLACE "_" "." pehchan_boost_found "${pehchan_boost_found}")
message(STATUS "Boost ${pehchan_boost_found}: ${PEHCHAN_BOOST_INCLUDE_DIR}")

add_library(pehchan_boost_headers INTERFACE IMPORTED)
add_library(pehchan::boost_headers ALIAS pehchan_boost_headers)
target_include_directories(pehchan_boost_headers SYSTEM INTERFACE ${PEHCHAN_BOOST_INCLUDE_DIR})
