package org.lamina.figure.scene;

/** A point of the plane; x runs right, y down. */
public record Point(double x, double y) {

    /** This point moved. */
    public Point plus(double dx, double dy) {
        return new Point(x + dx, y + dy);
    }
}
