// SPDX-License-Identifier: Apache-2.0
package pehchan;

/** Whether a body is to be offered or told: yes, not known yet, or kept from it. */
public enum ReferralStatus { INDICATED, OPEN, WITHHELD }
