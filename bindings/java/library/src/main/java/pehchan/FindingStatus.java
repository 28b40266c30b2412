// SPDX-License-Identifier: Apache-2.0
package pehchan;

/** What the answers say of a finding. {@code NOT_SHOWN} clears nobody. */
public enum FindingStatus {
    NOT_SHOWN, OPEN, INDICATED;

    static FindingStatus of(int status) {
        return status >= 0 && status < values().length ? values()[status] : null;
    }
}
