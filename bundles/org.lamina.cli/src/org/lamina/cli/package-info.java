/**
 * The command line: what Lamina does without a window. Every command writes its result, and nothing else, to standard
 * output, as text for people or with {@code --json} for programs.
 */
package org.lamina.cli;
