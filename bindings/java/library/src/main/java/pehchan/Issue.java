// SPDX-License-Identifier: Apache-2.0
package pehchan;

/**
 * A problem in a text: a stable code (docs/issue-codes.md), a JSON Pointer, line and column (from
 * 1; 0: none), and one sentence.
 */
public record Issue(String code, String pointer, long line, long column, String message) {}
