/** Comments in programs by which their authors say that a finding is meant. */
package org.lamina.checks.suppression;
