/**
 * The glyph style: the visual grammar of Net2Vis (Bäuerle, van Onzenoodt and Ropinski, 2021), where the height of a
 * trapezoid is the spatial resolution at each of its sides and its width the number of channels.
 */
package org.lamina.figure.glyph;
