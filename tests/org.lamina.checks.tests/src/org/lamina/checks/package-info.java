/** Tests of the checks: each with what it must find, on which line, and what it must leave alone. */
package org.lamina.checks;
