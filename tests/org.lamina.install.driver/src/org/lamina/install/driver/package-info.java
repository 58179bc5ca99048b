/**
 * Does in an installed IDE what a user does, and writes down what it saw. The install test puts this bundle into the
 * IDE that it starts, and judges the report.
 */
package org.lamina.install.driver;
