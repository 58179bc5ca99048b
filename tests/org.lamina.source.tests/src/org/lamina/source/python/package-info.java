/** Tests of the tolerant model of Python programs. */
package org.lamina.source.python;
