# SPDX-License-Identifier: Apache-2.0
# What `cpack` makes: three .deb files and one .tar.gz. scripts/packages runs it and tries what comes out.

set(CPACK_PACKAGE_NAME pehchan)
set(CPACK_PACKAGE_VENDOR "Pehchan maintainers")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY ${PROJECT_DESCRIPTION})
set(CPACK_PACKAGE_CONTACT "Pehchan maintainers <maintainers@users.noreply.example>")
set(CPACK_RESOURCE_FILE_LICENSE ${CMAKE_CURRENT_SOURCE_DIR}/LICENSE)
set(CPACK_STRIP_FILES ON)
set(CPACK_GENERATOR TGZ)
set(CPACK_COMPONENTS_ALL runtime dev tools)
string(TOLOWER "pehchan-${PROJECT_VERSION}-${CMAKE_SYSTEM_NAME}-${CMAKE_SYSTEM_PROCESSOR}" CPACK_PACKAGE_FILE_NAME)

find_program(PEHCHAN_GZIP gzip)
mark_as_advanced(PEHCHAN_GZIP)
if(CMAKE_SYSTEM_NAME STREQUAL "Linux" AND TARGET pehchan_c AND TARGET pehchan_cli AND PEHCHAN_GZIP
        AND EXISTS ${CMAKE_CURRENT_SOURCE_DIR}/packaging/debian/changelog)  # not in the sdist
    list(APPEND CPACK_GENERATOR DEB)
    set(CPACK_DEB_COMPONENT_INSTALL ON)
    set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
    set(CPACK_DEBIAN_PACKAGE_RELEASE 0upstream1)  # a package of Debian's own, from -1, replaces it
    set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
    set(CPACK_POST_BUILD_SCRIPTS ${CMAKE_CURRENT_SOURCE_DIR}/cmake/finish_packages.cmake)
    get_target_property(abi_number pehchan_c SOVERSION)
    set(CPACK_DEBIAN_RUNTIME_PACKAGE_NAME libpehchan${abi_number})
    set(CPACK_DEBIAN_RUNTIME_PACKAGE_SECTION libs)
    set(CPACK_COMPONENT_RUNTIME_DESCRIPTION "Answers of one person become findings, each with its reasons and sources, the
safeguards that apply, and who is mandated to act. It decides nothing about a
person. This package holds the shared library with the C interface.")
    set(CPACK_DEBIAN_DEV_PACKAGE_NAME libpehchan-dev)
    set(CPACK_DEBIAN_DEV_PACKAGE_SECTION libdevel)
    set(CPACK_DEBIAN_DEV_PACKAGE_DEPENDS "libpehchan${abi_number} (= ${PROJECT_VERSION}-${CPACK_DEBIAN_PACKAGE_RELEASE})")
    set(CPACK_COMPONENT_DEV_DESCRIPTION "Answers of one person become findings, each with its reasons and sources, the
safeguards that apply, and who is mandated to act. It decides nothing about a
person. This package holds headers for C and C++, static
libraries, and files for CMake and pkg-config.")
    set(CPACK_DEBIAN_TOOLS_PACKAGE_NAME pehchan)
    set(CPACK_DEBIAN_TOOLS_PACKAGE_SECTION utils)
    set(CPACK_COMPONENT_TOOLS_DESCRIPTION "Answers of one person become findings, each with its reasons and sources, the
safeguards that apply, and who is mandated to act. It decides nothing about a
person. This package holds the command line: it screens cases,
asks questions, explains, and checks catalogues.")

    # Debian's own record must name the version that is packed.
    file(STRINGS packaging/debian/changelog first_line LIMIT_COUNT 1)
    if(NOT first_line MATCHES "^pehchan \\(${PROJECT_VERSION}-${CPACK_DEBIAN_PACKAGE_RELEASE}\\) ")
        message(SEND_ERROR "Expected version ${PROJECT_VERSION}-${CPACK_DEBIAN_PACKAGE_RELEASE} in the first line of packaging/debian/changelog, found: ${first_line}")
    endif()
    file(STRINGS packaging/debian/changelog last_line REGEX "^ -- ")
    string(REGEX MATCH "[0-9]+ [A-Z][a-z]+ [0-9]+" changelog_date "${last_line}")

    # Since which version each function is there; before the first release all say the same. The list is that of the exports. Debian's tools make exact dependencies of it.
    set(debian ${CMAKE_CURRENT_BINARY_DIR}/debian)
    file(STRINGS src/c/exports.map lines REGEX "^ +pehchan_.*;")
    set(symbols "libpehchan.so.${abi_number} libpehchan${abi_number} #MINVER#\n* Build-Depends-Package: libpehchan-dev\n PEHCHAN_${abi_number}@PEHCHAN_${abi_number} 0.1.0\n")
    foreach(line IN LISTS lines)
        string(REGEX MATCH "pehchan_[a-z0-9_]+" symbol "${line}")
        string(APPEND symbols " ${symbol}@PEHCHAN_${abi_number} 0.1.0\n")
    endforeach()
    file(WRITE ${debian}/symbols "${symbols}")
    # Not CPack's own, which brings scripts that call ldconfig.
    file(WRITE ${debian}/shlibs "libpehchan ${abi_number} libpehchan${abi_number} (>= ${PROJECT_VERSION})\n")
    file(WRITE ${debian}/triggers "activate-noawait ldconfig\n")
    set(CPACK_DEBIAN_RUNTIME_PACKAGE_CONTROL_EXTRA ${debian}/shlibs ${debian}/symbols ${debian}/triggers)

    foreach(pair IN ITEMS changelog.Debian:packaging/debian/changelog changelog:CHANGELOG.md)
        string(REGEX MATCH "^(.*):(.*)$" pair ${pair})
        set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${CMAKE_MATCH_2})
        execute_process(COMMAND gzip -9nc ${CMAKE_CURRENT_SOURCE_DIR}/${CMAKE_MATCH_2} OUTPUT_FILE ${debian}/${CMAKE_MATCH_1}.gz COMMAND_ERROR_IS_FATAL ANY)
    endforeach()
    if(NOT CMAKE_CROSSCOMPILING)
        add_custom_command(OUTPUT ${debian}/pehchan.1.gz
            COMMAND ${CMAKE_COMMAND} -D command=$<TARGET_FILE:pehchan_cli> -D "date=${changelog_date}" -D output=${debian}/pehchan.1.gz -P ${CMAKE_CURRENT_SOURCE_DIR}/cmake/man_page.cmake
            DEPENDS pehchan_cli ${CMAKE_CURRENT_SOURCE_DIR}/cmake/man_page.cmake
            VERBATIM)
        add_custom_target(pehchan_man_page ALL DEPENDS ${debian}/pehchan.1.gz)
        install(FILES ${debian}/pehchan.1.gz DESTINATION share/man/man1 COMPONENT tools)
    endif()
    # Each package says its licence, what changed, and what Pehchan is not.
    foreach(pair IN ITEMS runtime:libpehchan${abi_number} dev:libpehchan-dev tools:pehchan)
        string(REPLACE ":" ";" pair ${pair})
        list(GET pair 0 component)
        list(GET pair 1 package)
        install(FILES packaging/debian/copyright NOTICE docs/limitations.md ${debian}/changelog.gz ${debian}/changelog.Debian.gz
            DESTINATION share/doc/${package} COMPONENT ${component})
    endforeach()
endif()

include(CPack)
