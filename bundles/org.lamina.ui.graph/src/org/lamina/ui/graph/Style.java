package org.lamina.ui.graph;

/** The ways to draw a model. */
public enum Style {

    /** For work on the screen: a box with name, type, shapes and parameters for each layer. */
    DETAILS,

    /** For publications: glyphs whose height and width tell resolution and channels; always on white. */
    GLYPHS;

    /** The other style. */
    public Style other() {
        return this == DETAILS ? GLYPHS : DETAILS;
    }
}
