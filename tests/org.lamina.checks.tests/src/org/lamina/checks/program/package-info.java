/** Tests of the package of the same name. */
package org.lamina.checks.program;
