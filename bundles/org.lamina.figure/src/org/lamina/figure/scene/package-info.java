/**
 * The drawing itself, as immutable records: nodes, edges and marks in one plane, colours resolved. The graph editor,
 * the charts and the exporters all draw the same {@link org.lamina.figure.scene.Scene}. Units are pixels at 96 per
 * inch, x runs right and y down. No type of a graphics or layout library appears here.
 */
package org.lamina.figure.scene;
