/**
 * Follows a program without running it, in Python or in Java that is told in the same statements: names, constants,
 * simple arithmetic, calls of the program's own functions and classes, and what the known frameworks make of it
 * (layers, tensors, losses, optimizers, data). Steps, depth and loops are bounded; what is not understood becomes an
 * unknown value and stays one.
 */
package org.lamina.source.program.following;
