/**
 * Reads a program without running it, in Python or in Java that is told in the same statements. {@code value} has what
 * names stand for, {@code interpreter} follows statements, expressions and calls, the other packages know the
 * frameworks; here is where they are put together, and where what was followed becomes networks and trainings.
 */
package org.lamina.source.following;
