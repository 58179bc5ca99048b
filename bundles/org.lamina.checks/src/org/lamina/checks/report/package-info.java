/** Findings in formats that other programs read: SARIF for code scanning. */
package org.lamina.checks.report;
