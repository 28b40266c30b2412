# SPDX-License-Identifier: Apache-2.0
# After cpack: takes the scripts postinst and postrm, which CPack adds to every package with a shared library, out of the .deb files.
# They call ldconfig, and dpkg does so by the trigger that the package declares.

find_program(dpkg_deb dpkg-deb)
foreach(package IN LISTS CPACK_PACKAGE_FILES)
    if(NOT dpkg_deb OR NOT package MATCHES "\\.deb$")
        continue()
    endif()
    execute_process(COMMAND ${dpkg_deb} --ctrl-tarfile ${package} OUTPUT_FILE ${package}.control COMMAND_ERROR_IS_FATAL ANY)
    execute_process(COMMAND ${CMAKE_COMMAND} -E tar tf ${package}.control OUTPUT_VARIABLE names COMMAND_ERROR_IS_FATAL ANY)
    file(REMOVE ${package}.control)
    if(names MATCHES "postinst|postrm")
        set(folder ${package}.unpacked)
        file(REMOVE_RECURSE ${folder})
        execute_process(COMMAND ${dpkg_deb} --raw-extract ${package} ${folder} COMMAND_ERROR_IS_FATAL ANY)
        file(REMOVE ${folder}/DEBIAN/postinst ${folder}/DEBIAN/postrm)
        execute_process(COMMAND ${dpkg_deb} --root-owner-group -Zgzip --build ${folder} ${package} OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)
        file(REMOVE_RECURSE ${folder})
    endif()
endforeach()
