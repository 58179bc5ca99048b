/**
 * Writes a {@link org.lamina.figure.scene.Scene} to files that other programs open: SVG and PDF for papers and the web,
 * TikZ for LaTeX, PNG for everything else. The same scene gives the same bytes.
 */
package org.lamina.figure.export;
