package org.lamina.figure;

import java.awt.geom.Area;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import org.lamina.figure.scene.Point;
import org.lamina.figure.scene.Primitive.Polygon;

/** Exact areas of polygons. */
final class Outlines {

    private static final double TOUCHING = 0.2;

    private Outlines() {
    }

    /** Whether two polygons have more in common than a border. */
    static boolean overlap(Polygon a, Polygon b) {
        if (!a.bounds().grown(TOUCHING).intersects(b.bounds().grown(TOUCHING))) {
            return false;
        }
        Area common = area(a);
        common.intersect(area(b));
        Rectangle2D bounds = common.getBounds2D();
        return bounds.getWidth() > TOUCHING && bounds.getHeight() > 0.001
                || bounds.getHeight() > TOUCHING && bounds.getWidth() > TOUCHING;
    }

    private static Area area(Polygon polygon) {
        Path2D path = new Path2D.Double();
        Point first = polygon.points().get(0);
        path.moveTo(first.x(), first.y());
        for (Point point : polygon.points()) {
            path.lineTo(point.x(), point.y());
        }
        path.closePath();
        return new Area(path);
    }
}
