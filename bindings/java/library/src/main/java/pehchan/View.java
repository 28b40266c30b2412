// SPDX-License-Identifier: Apache-2.0
package pehchan;

/** For whom a result is: what that reader must not see is left out. */
public enum View { OFFICIAL, PERSON, INVESTIGATOR, COMMITTEE }
