package org.lamina.figure.export;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.lamina.figure.font.Outline;
import org.lamina.figure.font.Typeface;
import org.lamina.figure.scene.Paint;
import org.lamina.figure.scene.Point;
import org.lamina.figure.scene.Primitive;
import org.lamina.figure.scene.Primitive.Ellipse;
import org.lamina.figure.scene.Primitive.Polygon;
import org.lamina.figure.scene.Primitive.Polyline;
import org.lamina.figure.scene.Primitive.RoundedRectangle;
import org.lamina.figure.scene.Primitive.Text;
import org.lamina.figure.scene.Rect;
import org.lamina.figure.scene.Rgb;
import org.lamina.figure.scene.Scene;
import org.lamina.figure.scene.SceneEdge;
import org.lamina.figure.scene.SceneNode;
import org.lamina.figure.scene.Stroke;

/** Paints a scene with Java 2D. */
final class AwtPainter {

    private final Graphics2D graphics;
    private final Map<Text.Weight, Typeface> faces = new EnumMap<>(Text.Weight.class);

    AwtPainter(Graphics2D graphics) {
        this.graphics = graphics;
        for (Text.Weight weight : Text.Weight.values()) {
            faces.put(weight, Typeface.of(weight));
        }
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    }

    void paint(Scene scene) {
        scene.background().ifPresent(color -> {
            graphics.setColor(color(color));
            graphics.fill(new Rectangle2D.Double(0, 0, scene.width(), scene.height()));
        });
        scene.nodes().stream().filter(node -> node.role() == SceneNode.Role.GROUP).forEach(this::node);
        scene.edges().forEach(this::edge);
        scene.nodes().stream().filter(node -> node.role() != SceneNode.Role.GROUP).forEach(this::node);
        scene.decorations().forEach(this::primitive);
    }

    private void node(SceneNode node) {
        node.primitives().forEach(this::primitive);
    }

    private void edge(SceneEdge edge) {
        outline(path(edge.line()), edge.stroke());
        edge.head().ifPresent(this::primitive);
        edge.labels().forEach(this::primitive);
    }

    private void primitive(Primitive primitive) {
        if (primitive instanceof Polygon polygon) {
            Path2D path = path(polygon.points());
            path.closePath();
            shape(path, polygon.paint(), polygon.texture());
        } else if (primitive instanceof RoundedRectangle rectangle) {
            Rect rect = rectangle.rect();
            shape(new RoundRectangle2D.Double(rect.x(), rect.y(), rect.width(), rect.height(),
                    2 * rectangle.radius(), 2 * rectangle.radius()), rectangle.paint(), rectangle.texture());
        } else if (primitive instanceof Ellipse ellipse) {
            Rect rect = ellipse.rect();
            shape(new Ellipse2D.Double(rect.x(), rect.y(), rect.width(), rect.height()), ellipse.paint(),
                    List.of());
        } else if (primitive instanceof Polyline polyline) {
            outline(path(polyline.points()), polyline.stroke());
        } else if (primitive instanceof Text text) {
            text(text);
        }
    }

    private void shape(Shape shape, Paint paint, List<Primitive> texture) {
        paint.fill().ifPresent(fill -> {
            graphics.setColor(color(fill.color()));
            graphics.fill(shape);
        });
        texture.forEach(this::primitive);
        paint.stroke().ifPresent(stroke -> outline(shape, stroke));
    }

    private void outline(Shape shape, Stroke stroke) {
        float[] dash = new float[stroke.dash().size()];
        for (int i = 0; i < dash.length; i++) {
            dash[i] = stroke.dash().get(i).floatValue();
        }
        graphics.setColor(color(stroke.color()));
        graphics.setStroke(new BasicStroke((float) stroke.width(), BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10,
                dash.length == 0 ? null : dash, 0));
        graphics.draw(shape);
    }

    private void text(Text text) {
        Path2D path = new Path2D.Double(Path2D.WIND_NON_ZERO);
        faces.get(text.weight()).draw(text, new Outline() {
            @Override
            public void moveTo(double x, double y) {
                path.moveTo(x, y);
            }

            @Override
            public void lineTo(double x, double y) {
                path.lineTo(x, y);
            }

            @Override
            public void curveTo(double controlX, double controlY, double x, double y) {
                path.quadTo(controlX, controlY, x, y);
            }

            @Override
            public void close() {
                path.closePath();
            }
        });
        graphics.setColor(color(text.color()));
        graphics.fill(path);
    }

    private static Path2D path(List<Point> points) {
        Path2D path = new Path2D.Double();
        path.moveTo(points.get(0).x(), points.get(0).y());
        for (Point point : points.subList(1, points.size())) {
            path.lineTo(point.x(), point.y());
        }
        return path;
    }

    private static Color color(Rgb rgb) {
        return new Color(rgb.red(), rgb.green(), rgb.blue());
    }
}
