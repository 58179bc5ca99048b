/**
 * The canvas: a GEF viewer that shows one {@link org.lamina.figure.scene.Scene}. Nodes and edges of the scene are edit
 * parts; their figures paint the scene's own marks, so that the canvas shows what the exporters write. Nothing here
 * knows files, jobs or editors.
 */
package org.lamina.ui.graph.canvas;
