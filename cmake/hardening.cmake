# SPDX-License-Identifier: Apache-2.0
# PEHCHAN_HARDENED: what every library and program of a package is built with. scripts/check_hardening reads it back from the files.
#
# Protected stacks, checked calls of the C library, relocations that are read-only after the start, executables at any address; and nothing that is
# built names a folder of the machine that built it, so that two machines with the same compiler write the same bytes.

if(CMAKE_BUILD_TYPE MATCHES "^(Release|RelWithDebInfo|MinSizeRel)$")
    set(pehchan_hardened_default ${PROJECT_IS_TOP_LEVEL})
else()
    set(pehchan_hardened_default OFF)
endif()
option(PEHCHAN_HARDENED "Build as packages do: stack protector, FORTIFY, BIND_NOW, no folder of this machine in what is built" ${pehchan_hardened_default})
if(NOT PEHCHAN_HARDENED OR NOT CMAKE_CXX_COMPILER_ID MATCHES "GNU|Clang")
    return()
endif()

# The later map is asked first: a build folder inside the tree is named "build" too.
add_compile_options(
    -ffile-prefix-map=${CMAKE_CURRENT_SOURCE_DIR}=.
    -ffile-prefix-map=${CMAKE_CURRENT_BINARY_DIR}=build)
if(CMAKE_SYSTEM_NAME STREQUAL "Linux")
    add_compile_options(-fstack-protector-strong)
    # It needs optimisation, and does not go with sanitizers; who sets another level keeps it.
    if(NOT "${CMAKE_C_FLAGS} ${CMAKE_CXX_FLAGS}" MATCHES "_FORTIFY_SOURCE|-fsanitize")
        if(CMAKE_CXX_FLAGS MATCHES "-O[1-3s]")
            add_compile_options(-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2)
        else()
            add_compile_options("$<$<CONFIG:Release,RelWithDebInfo,MinSizeRel>:-U_FORTIFY_SOURCE;-D_FORTIFY_SOURCE=2>")
        endif()
    endif()
    add_link_options(-Wl,-z,relro -Wl,-z,now)
    include(CheckPIESupported)
    check_pie_supported(LANGUAGES C CXX)
    set(CMAKE_POSITION_INDEPENDENT_CODE ON)
endif()
