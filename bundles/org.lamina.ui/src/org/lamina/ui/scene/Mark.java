package org.lamina.ui.scene;

import java.util.List;
import java.util.Optional;

import org.eclipse.draw2d.Graphics;
import org.eclipse.draw2d.SWTGraphics;
import org.eclipse.draw2d.geometry.PointList;
import org.eclipse.draw2d.geometry.Rectangle;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.Font;
import org.lamina.figure.scene.Paint;
import org.lamina.figure.scene.Point;
import org.lamina.figure.scene.Primitive;
import org.lamina.figure.scene.Primitive.Ellipse;
import org.lamina.figure.scene.Primitive.Polygon;
import org.lamina.figure.scene.Primitive.Polyline;
import org.lamina.figure.scene.Primitive.RoundedRectangle;
import org.lamina.figure.scene.Primitive.Text;
import org.lamina.figure.scene.Rect;
import org.lamina.figure.scene.Stroke;

/** A mark of a scene with its geometry in {@link Grid#UNITS units} and its colours and font at hand. */
sealed interface Mark {

    void paint(Graphics graphics);

    /** Makes a mark ready; the only place that takes the kinds of marks apart. */
    static Mark of(Primitive primitive, Grid grid, SceneColors colors, SceneFonts fonts) {
        if (primitive instanceof Polygon polygon) {
            return new Area(points(polygon.points(), grid), Look.of(polygon.paint(), grid, colors));
        } else if (primitive instanceof RoundedRectangle rectangle) {
            return new Box(rectangle(rectangle.rect(), grid), Grid.FINE.units(2 * rectangle.radius()),
                    Look.of(rectangle.paint(), grid, colors));
        } else if (primitive instanceof Ellipse ellipse) {
            return new Oval(rectangle(ellipse.rect(), grid), Look.of(ellipse.paint(), grid, colors));
        } else if (primitive instanceof Polyline line) {
            return new Line(points(line.points(), grid), Pen.of(line.stroke(), grid, colors));
        } else if (primitive instanceof Text text) {
            return Label.of(text, colors, fonts);
        }
        throw new IllegalArgumentException("no way to paint " + primitive);
    }

    private static PointList points(List<Point> points, Grid grid) {
        PointList list = new PointList(points.size());
        points.forEach(point -> list.addPoint(grid.units(point.x()), grid.units(point.y())));
        return list;
    }

    private static Rectangle rectangle(Rect rect, Grid grid) {
        int x = grid.units(rect.x());
        int y = grid.units(rect.y());
        return new Rectangle(x, y, grid.units(rect.right()) - x, grid.units(rect.bottom()) - y);
    }

    /** How lines are drawn; {@code dash} is null for a solid line. */
    record Pen(Color color, int width, int[] dash) {

        static Pen of(Stroke stroke, Grid grid, SceneColors colors) {
            int[] dash = stroke.dash().isEmpty() ? null : stroke.dash().stream().mapToInt(grid::length).toArray();
            return new Pen(colors.color(stroke.color()), grid.length(stroke.width()), dash);
        }

        void apply(Graphics graphics) {
            graphics.setForegroundColor(color);
            graphics.setLineWidth(width);
            if (dash == null) {
                graphics.setLineStyle(Graphics.LINE_SOLID);
            } else {
                graphics.setLineDash(dash);
                graphics.setLineStyle(Graphics.LINE_CUSTOM);
            }
        }
    }

    /** How shapes are drawn; {@code fill} and {@code pen} may be null. */
    record Look(Color fill, Pen pen) {

        static Look of(Paint paint, Grid grid, SceneColors colors) {
            Optional<Color> fill = paint.fill().map(it -> colors.color(it.color()));
            return new Look(fill.orElse(null), paint.stroke().map(it -> Pen.of(it, grid, colors)).orElse(null));
        }

        boolean fills(Graphics graphics) {
            if (fill != null) {
                graphics.setBackgroundColor(fill);
            }
            return fill != null;
        }

        boolean draws(Graphics graphics) {
            if (pen != null) {
                pen.apply(graphics);
            }
            return pen != null;
        }
    }

    /** A closed shape with straight sides. */
    record Area(PointList points, Look look) implements Mark {
        @Override
        public void paint(Graphics graphics) {
            if (look.fills(graphics)) {
                graphics.fillPolygon(points);
            }
            if (look.draws(graphics)) {
                graphics.drawPolygon(points);
            }
        }
    }

    /** A rectangle; {@code corner} is the diameter of its corners. */
    record Box(Rectangle bounds, int corner, Look look) implements Mark {
        @Override
        public void paint(Graphics graphics) {
            if (look.fills(graphics)) {
                if (corner > 0) {
                    graphics.fillRoundRectangle(bounds, corner, corner);
                } else {
                    graphics.fillRectangle(bounds);
                }
            }
            if (look.draws(graphics)) {
                if (corner > 0) {
                    graphics.drawRoundRectangle(bounds, corner, corner);
                } else {
                    graphics.drawRectangle(bounds);
                }
            }
        }
    }

    /** An ellipse. */
    record Oval(Rectangle bounds, Look look) implements Mark {
        @Override
        public void paint(Graphics graphics) {
            if (look.fills(graphics)) {
                graphics.fillOval(bounds);
            }
            if (look.draws(graphics)) {
                graphics.drawOval(bounds);
            }
        }
    }

    /** An open line. */
    record Line(PointList points, Pen pen) implements Mark {
        @Override
        public void paint(Graphics graphics) {
            pen.apply(graphics);
            graphics.drawPolyline(points);
        }
    }

    /**
     * A line of text.
     *
     * @param dx from the anchor to the left side of the text, before it is turned
     * @param dy from the anchor to the top of the text, before it is turned
     */
    record Label(String text, int x, int y, int dx, int dy, int rotation, Font font, Color color) implements Mark {

        static Label of(Text text, SceneColors colors, SceneFonts fonts) {
            SceneFonts.Face face = fonts.face(text.size(), text.weight());
            int width = fonts.width(text);
            int dx = switch (text.align()) {
                case START -> 0;
                case MIDDLE -> -width / 2;
                case END -> -width;
            };
            return new Label(text.text(), Grid.FINE.units(text.anchor().x()), Grid.FINE.units(text.anchor().y()), dx,
                    -face.ascent(), text.rotation(), face.font(), colors.color(text.color()));
        }

        @Override
        public void paint(Graphics graphics) {
            graphics.setFont(font);
            graphics.setForegroundColor(color);
            // graphics that scale by themselves cannot turn; there the text stays level
            if (rotation == 0 || !(graphics instanceof SWTGraphics)) {
                graphics.drawString(text, x + dx, y + dy);
                return;
            }
            graphics.pushState();
            try {
                graphics.translate(x, y);
                graphics.rotate(rotation);
                graphics.drawString(text, dx, dy);
            } finally {
                graphics.popState();
            }
        }
    }
}
