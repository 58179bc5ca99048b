/** The Findings view, which lists and explains what the checks found, and the quick fix of a finding's marker. */
package org.lamina.ui.findings;
