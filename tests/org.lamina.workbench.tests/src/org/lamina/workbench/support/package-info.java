/** What the tests in a workbench share: a project, a way to wait, and the rule that nobody logs an error. */
package org.lamina.workbench.support;
