/**
 * Layered drawing of graphs with nested frames (Sugiyama, Tagawa and Toda, 1981), made for network architectures: what
 * a box gives to many others is one line that the others tap, so that the work grows with the boxes and not with the
 * length of the lines. Each frame is laid out by itself, from the inside out.
 */
package org.lamina.figure.layout.layered;
