package org.lamina.figure.font;

/** Takes the outline of a letter or a text, piece by piece; contours are closed and filled where they wind. */
public interface Outline {

    /** Begins a contour. */
    void moveTo(double x, double y);

    /** A straight line. */
    void lineTo(double x, double y);

    /** A quadratic Bézier curve with one control point. */
    void curveTo(double controlX, double controlY, double x, double y);

    /** Ends a contour where it began. */
    void close();
}
