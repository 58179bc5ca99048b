package org.lamina.ui.graph.canvas;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.draw2d.Figure;
import org.eclipse.draw2d.Graphics;
import org.eclipse.draw2d.IFigure;
import org.lamina.figure.scene.Paint;
import org.lamina.figure.scene.Point;
import org.lamina.figure.scene.Primitive;
import org.lamina.figure.scene.Primitive.Ellipse;
import org.lamina.figure.scene.Primitive.Polygon;
import org.lamina.figure.scene.Primitive.Polyline;
import org.lamina.figure.scene.Rect;
import org.lamina.figure.scene.Rgb;
import org.lamina.figure.scene.Stroke;
import org.lamina.model.Severity;
import org.lamina.ui.scene.ScenePicture;

/**
 * Tells that there are findings: a triangle with an exclamation mark for warnings, a disc with a cross for errors, an
 * octagon with a cross for critical ones. Form and sign tell them apart, not colour alone.
 */
final class BadgeFigure extends Figure {

    /** Half of its width, in pixels of the scene. */
    static final int RADIUS = 9;

    private final Badge badge;
    private final ScenePicture picture;

    BadgeFigure(Badge badge, Point centre, Drawing drawing) {
        this.badge = badge;
        this.picture = drawing.painter().picture(marks(badge.severity(), centre, drawing.look()));
        setBounds(Geometry.pixels(new Rect(centre.x(), centre.y(), 0, 0), RADIUS + 1));
    }

    @Override
    public IFigure getToolTip() {
        return new TooltipFigure(String.join("\n", badge.titles()));
    }

    @Override
    protected void paintFigure(Graphics graphics) {
        picture.paint(graphics);
    }

    private static List<Primitive> marks(Severity severity, Point centre, Look look) {
        Paint paint = Paint.of(look.badge(severity), Stroke.solid(look.rim(), 1));
        List<Primitive> marks = new ArrayList<>();
        switch (severity) {
            case WARNING -> {
                marks.add(new Polygon(List.of(centre.plus(0, -8), centre.plus(8.5, 7), centre.plus(-8.5, 7)), paint));
                marks.add(line(look.sign(), centre.plus(0, -3.2), centre.plus(0, 2)));
                marks.add(line(look.sign(), centre.plus(0, 3.8), centre.plus(0, 5.4)));
            }
            case ERROR -> {
                marks.add(new Ellipse(new Rect(centre.x() - 8, centre.y() - 8, 16, 16), paint));
                cross(marks, look.sign(), centre);
            }
            case CRITICAL -> {
                marks.add(octagon(centre, paint));
                cross(marks, look.sign(), centre);
            }
        }
        return marks;
    }

    private static void cross(List<Primitive> marks, Rgb color, Point centre) {
        marks.add(line(color, centre.plus(-3, -3), centre.plus(3, 3)));
        marks.add(line(color, centre.plus(-3, 3), centre.plus(3, -3)));
    }

    private static Primitive line(Rgb color, Point from, Point to) {
        return new Polyline(List.of(from, to), Stroke.solid(color, 2));
    }

    private static Primitive octagon(Point centre, Paint paint) {
        List<Point> corners = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            double angle = Math.PI / 8 + i * Math.PI / 4;
            corners.add(centre.plus(8.5 * Math.cos(angle), 8.5 * Math.sin(angle)));
        }
        return new Polygon(corners, paint);
    }
}
