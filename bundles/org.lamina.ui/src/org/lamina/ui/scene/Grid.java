package org.lamina.ui.scene;

import org.lamina.figure.scene.Primitive;
import org.lamina.figure.scene.Rect;

/** On what marks stand: draw2d knows whole numbers alone, so that they are counted in fractions of a pixel. */
enum Grid {

    /** For frames and lines: whole pixels, which makes them sharp at 100 %. */
    PIXELS(8),

    /** For pictograms and text, as their parts may be smaller than a pixel. */
    FINE(1);

    /** So many units make a pixel of the scene. */
    static final int UNITS = 8;

    /** Marks that are longer than this are no parts of pictograms; in pixels. */
    private static final double SMALL = 16;
    private static final int HEAD = 3;

    private final int step;

    Grid(int step) {
        this.step = step;
    }

    /** The grid for a mark. The head of a line stands where its line does. */
    static Grid of(Primitive mark) {
        Rect bounds = mark.bounds();
        boolean head = mark instanceof Primitive.Polygon polygon && polygon.points().size() == HEAD;
        return head || Math.max(bounds.width(), bounds.height()) > SMALL ? PIXELS : FINE;
    }

    /** A place or size in units. */
    int units(double pixels) {
        return step * (int) Math.round(pixels * UNITS / step);
    }

    /** The width or length of something to be seen, in units; never 0. */
    int length(double pixels) {
        return Math.max(step, units(pixels));
    }
}
