/**
 * A small, tolerant model of Python programs: statements, classes, functions, calls with their arguments, and where
 * each stands. It is made for programs that are being edited: any text gives a model, in time that grows with its
 * length, and what is not understood is kept as an opaque piece. It knows no types and runs nothing.
 */
package org.lamina.source.python;
