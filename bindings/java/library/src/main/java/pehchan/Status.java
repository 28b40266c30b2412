// SPDX-License-Identifier: Apache-2.0
package pehchan;

/** Why a call failed. */
public enum Status {
    OK, NULL_ARGUMENT, WRONG_HANDLE, BAD_ARGUMENT, NOT_FOUND, BAD_DATA, WRONG_CATALOGUE, OUT_OF_MEMORY, INTERNAL,
    /** A status of a newer library. */
    OTHER;

    static Status of(int status) {
        return status >= 0 && status < OTHER.ordinal() ? values()[status] : OTHER;
    }
}
