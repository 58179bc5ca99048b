package org.lamina.figure.export;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.util.List;
import java.util.Locale;
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

    private static final List<String> FAMILIES = List.of("Helvetica", "Arial", "Liberation Sans", "Nimbus Sans");

    private final Graphics2D graphics;
    private final String family;

    AwtPainter(Graphics2D graphics) {
        this.graphics = graphics;
        this.family = FAMILIES.stream().filter(AwtPainter::isInstalled).findFirst().orElse(Font.SANS_SERIF);
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    }

    /** Java answers with the family Dialog where it does not find a font. */
    private static boolean isInstalled(String family) {
        return new Font(family, Font.PLAIN, 12).getFamily(Locale.ROOT).equalsIgnoreCase(family);
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
            shape(path, polygon.paint());
        } else if (primitive instanceof RoundedRectangle rectangle) {
            Rect rect = rectangle.rect();
            shape(new RoundRectangle2D.Double(rect.x(), rect.y(), rect.width(), rect.height(),
                    2 * rectangle.radius(), 2 * rectangle.radius()), rectangle.paint());
        } else if (primitive instanceof Ellipse ellipse) {
            Rect rect = ellipse.rect();
            shape(new Ellipse2D.Double(rect.x(), rect.y(), rect.width(), rect.height()), ellipse.paint());
        } else if (primitive instanceof Polyline polyline) {
            outline(path(polyline.points()), polyline.stroke());
        } else if (primitive instanceof Text text) {
            text(text);
        }
    }

    private void shape(Shape shape, Paint paint) {
        paint.fill().ifPresent(fill -> {
            graphics.setColor(color(fill.color()));
            graphics.fill(shape);
        });
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
        int style = text.weight() == Text.Weight.BOLD ? Font.BOLD : Font.PLAIN;
        Font font = new Font(family, style, 1).deriveFont((float) text.size());
        double natural = font.getStringBounds(text.text(), graphics.getFontRenderContext()).getWidth();
        double length = Math.min(natural, text.length());
        double start = switch (text.align()) {
            case START -> 0;
            case MIDDLE -> -length / 2;
            case END -> -length;
        };
        AffineTransform before = graphics.getTransform();
        graphics.translate(text.anchor().x(), text.anchor().y());
        graphics.rotate(Math.toRadians(text.rotation()));
        graphics.translate(start, 0);
        if (natural > 0) {
            graphics.scale(length / natural, 1);
        }
        graphics.setFont(font);
        graphics.setColor(color(text.color()));
        graphics.drawString(text.text(), 0, 0);
        graphics.setTransform(before);
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
