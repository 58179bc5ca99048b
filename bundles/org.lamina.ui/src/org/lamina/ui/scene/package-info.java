/** Scenes on the screen: paints the marks of {@link org.lamina.figure.scene.Scene} with draw2d. */
package org.lamina.ui.scene;
