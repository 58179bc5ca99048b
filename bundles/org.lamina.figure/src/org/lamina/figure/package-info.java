/**
 * From a model to a drawing of its architecture, in two styles: in detail for work on the screen, and as glyphs for
 * publications. {@link org.lamina.figure.ArchitectureFigure} is the way in.
 */
package org.lamina.figure;
