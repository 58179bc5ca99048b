/**
 * Writes a {@link org.lamina.figure.scene.Scene} to files that other programs open: SVG for papers and the web, PNG for
 * everything else. The same scene gives the same bytes.
 */
package org.lamina.figure.export;
