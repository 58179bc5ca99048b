/**
 * The rules: each check looks for a symptom in a model and its programs, and raises the finding that explains it, with
 * what to do and, where it can be done mechanically, an edit that does it (UMLAUT, sections 3.4 and 3.5).
 */
package org.lamina.checks;
