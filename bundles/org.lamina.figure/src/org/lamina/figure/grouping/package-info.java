/**
 * Makes one part of several: modules that the program names, blocks that the structure shows, exact repeats in a row,
 * attention, sequences of types as Net2Vis finds them, and what the user gathers.
 */
package org.lamina.figure.grouping;
