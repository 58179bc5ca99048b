/**
 * Follows the statements and expressions of a program: names, constants, simple arithmetic, calls of the program's own
 * functions and classes. What the frameworks make of a call is asked of each
 * {@link org.lamina.source.following.interpreter.Library}. Steps, depth and loops are bounded; what is not understood
 * becomes an unknown value and stays one.
 */
package org.lamina.source.following.interpreter;
