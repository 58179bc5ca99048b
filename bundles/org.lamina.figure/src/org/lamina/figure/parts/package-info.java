/**
 * What a figure is made of before it is drawn: parts with an extent, and what flows between them. Hiding and grouping
 * turn one graph of parts into another.
 */
package org.lamina.figure.parts;
