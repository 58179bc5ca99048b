package org.lamina.figure.export;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.lamina.figure.font.Outline;
import org.lamina.figure.font.Typeface;
import org.lamina.figure.scene.Fill;
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
import org.lamina.figure.scene.Texture;

/** The text of one SVG document while it is being written. */
final class SvgMarkup {

    private final StringBuilder out = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    private final Set<String> ids = new HashSet<>();
    private final boolean outlined;
    private int depth;

    /** {@code outlined} tells whether texts become shapes. */
    SvgMarkup(boolean outlined) {
        this.outlined = outlined;
    }

    /** The document so far. */
    String document() {
        return out.toString();
    }

    /** Opens an element with attributes given as name, value, name, value. */
    void open(String name, String... attributes) {
        start(name, attributes);
        out.append(">\n");
        depth++;
    }

    void close(String name) {
        depth--;
        indent();
        out.append("</").append(name).append(">\n");
    }

    /** An element without content. */
    void element(String name, String... attributes) {
        start(name, attributes);
        out.append("/>\n");
    }

    /** An element that holds text. */
    void text(String name, String text, String... attributes) {
        start(name, attributes);
        out.append('>').append(escaped(text)).append("</").append(name).append(">\n");
    }

    /** An id that is an XML name, for use in this document once: the wanted one, where characters and luck allow. */
    String id(String wanted) {
        String name = wanted.codePoints()
                .mapToObj(c -> isNameCharacter(c) ? Character.toString(c) : String.format("_%x_", c))
                .collect(Collectors.joining());
        if (name.isEmpty() || !Character.isLetter(name.charAt(0))) {
            name = "_" + name;
        }
        String free = name;
        for (int n = 2; !ids.add(free); n++) {
            free = name + "-" + n;
        }
        return free;
    }

    private static boolean isNameCharacter(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '-' || c == '.';
    }

    void line(List<Point> points, Stroke stroke) {
        element("polyline", with(List.of("points", points(points)), null, stroke));
    }

    void primitive(Primitive primitive) {
        if (isSmallWithTexture(primitive)) {
            primitive(primitive.withPaint(Paint.filled(primitive.area().flatMap(Paint::fill).orElseThrow().color())));
            primitive.texture().forEach(this::primitive);
            primitive.area().flatMap(Paint::stroke).map(Paint::outlined).map(primitive::withPaint)
                    .ifPresent(this::primitive);
        } else if (primitive instanceof Polygon polygon) {
            element("polygon", with(List.of("points", points(polygon.points())), polygon.paint()));
        } else if (primitive instanceof RoundedRectangle rectangle) {
            rectangle(rectangle);
        } else if (primitive instanceof Ellipse ellipse) {
            Rect rect = ellipse.rect();
            element("ellipse", with(List.of("cx", number(rect.centerX()), "cy", number(rect.centerY()), "rx",
                    number(rect.width() / 2), "ry", number(rect.height() / 2)), ellipse.paint()));
        } else if (primitive instanceof Polyline polyline) {
            line(polyline.points(), polyline.stroke());
        } else if (primitive instanceof Text text) {
            text(text);
        }
    }

    /** A pattern goes on from shape to shape, and might have nothing to show in a small one. */
    private static boolean isSmallWithTexture(Primitive primitive) {
        return primitive.area().flatMap(Paint::fill).flatMap(Fill::texture)
                .filter(texture -> texture.isSmall(primitive.bounds())).isPresent();
    }

    private void rectangle(RoundedRectangle rectangle) {
        Rect rect = rectangle.rect();
        List<String> geometry = new ArrayList<>(List.of("x", number(rect.x()), "y", number(rect.y()), "width",
                number(rect.width()), "height", number(rect.height())));
        if (rectangle.radius() > 0) {
            geometry.addAll(List.of("rx", number(rectangle.radius())));
        }
        element("rect", with(geometry, rectangle.paint()));
    }

    private void text(Text text) {
        if (outlined) {
            outline(text);
            return;
        }
        String x = number(text.anchor().x());
        String y = number(text.anchor().y());
        List<String> attributes = new ArrayList<>(List.of("x", x, "y", y, "font-size", number(text.size())));
        if (text.weight() == Text.Weight.BOLD) {
            attributes.addAll(List.of("font-weight", "bold"));
        }
        if (text.align() != Text.Align.START) {
            attributes.addAll(List.of("text-anchor", text.align() == Text.Align.MIDDLE ? "middle" : "end"));
        }
        if (text.rotation() != 0) {
            attributes.addAll(List.of("transform", "rotate(" + text.rotation() + " " + x + " " + y + ")"));
        }
        attributes.addAll(List.of("fill", text.color().hex()));
        text("text", text.text(), attributes.toArray(String[]::new));
    }

    /** The id of the pattern of a fill that has a texture. */
    static String patternId(Fill fill) {
        return "texture-" + fill.texture().orElseThrow().name().toLowerCase(Locale.ROOT).replace('_', '-') + "-"
                + fill.color().hex().substring(1) + "-" + fill.ink().hex().substring(1);
    }

    /** Defines a pattern: one tile of a texture on its colour. */
    void pattern(Fill fill) {
        Texture texture = fill.texture().orElseThrow();
        String tile = number(texture.tile());
        open("pattern", "id", id(patternId(fill)), "width", tile, "height", tile, "patternUnits", "userSpaceOnUse");
        element("rect", "width", tile, "height", tile, "fill", fill.color().hex());
        texture.marks(new Rect(0, 0, texture.tile(), texture.tile()), fill.ink()).forEach(this::primitive);
        close("pattern");
    }

    private static String[] with(List<String> geometry, Paint paint) {
        return with(geometry, paint.fill().orElse(null), paint.stroke().orElse(null));
    }

    private void outline(Text text) {
        StringBuilder path = new StringBuilder();
        Typeface.of(text.weight()).draw(text, new Outline() {
            @Override
            public void moveTo(double x, double y) {
                path.append('M').append(number(x)).append(' ').append(number(y));
            }

            @Override
            public void lineTo(double x, double y) {
                path.append('L').append(number(x)).append(' ').append(number(y));
            }

            @Override
            public void curveTo(double controlX, double controlY, double x, double y) {
                path.append('Q').append(number(controlX)).append(' ').append(number(controlY)).append(' ')
                        .append(number(x)).append(' ').append(number(y));
            }

            @Override
            public void close() {
                path.append('Z');
            }
        });
        element("path", "d", path.toString(), "fill", text.color().hex(), "aria-label", text.text());
    }

    private static String[] with(List<String> geometry, Fill fill, Stroke stroke) {
        List<String> attributes = new ArrayList<>(geometry);
        attributes.addAll(List.of("fill", fill == null ? "none"
                : fill.texture().isPresent() ? "url(#" + patternId(fill) + ")" : fill.color().hex()));
        if (stroke != null) {
            attributes.addAll(List.of("stroke", stroke.color().hex(), "stroke-width", number(stroke.width()),
                    "stroke-linejoin", "round"));
            if (!stroke.dash().isEmpty()) {
                attributes.addAll(List.of("stroke-dasharray",
                        stroke.dash().stream().map(SvgMarkup::number).collect(Collectors.joining(" "))));
            }
        }
        return attributes.toArray(String[]::new);
    }

    private static String points(List<Point> points) {
        return points.stream().map(point -> number(point.x()) + "," + number(point.y()))
                .collect(Collectors.joining(" "));
    }

    /** A number with two decimals at most, the same in every locale. */
    static String number(double value) {
        long hundredths = Math.round(value * 100);
        String sign = hundredths < 0 ? "-" : "";
        long size = Math.abs(hundredths);
        long fraction = size % 100;
        String decimals = fraction == 0 ? "" : fraction % 10 == 0 ? "." + fraction / 10
                : (fraction < 10 ? ".0" : ".") + fraction;
        return sign + size / 100 + decimals;
    }

    private void start(String name, String... attributes) {
        indent();
        out.append('<').append(name);
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ').append(attributes[i]).append("=\"").append(escaped(attributes[i + 1])).append('"');
        }
    }

    private void indent() {
        out.append("  ".repeat(depth));
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                default -> escaped.appendCodePoint(isXmlCharacter(c) ? c : 0xFFFD);
            }
        });
        return escaped.toString();
    }

    /** Char of XML 1.0 (section 2.2); tabs and line breaks left out, as no label needs them. */
    private static boolean isXmlCharacter(int c) {
        return c >= 0x20 && c <= 0xD7FF || c >= 0xE000 && c <= 0xFFFD || c >= 0x10000;
    }
}
