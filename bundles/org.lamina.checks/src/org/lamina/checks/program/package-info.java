/** The checks of programs as files: finding them, reading them, leading findings back to them. */
package org.lamina.checks.program;
