package org.lamina.figure.export;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
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
import org.lamina.figure.scene.Shift;
import org.lamina.figure.scene.Stroke;

/**
 * Writes a scene as a TikZ picture, to be read into a LaTeX document with {@code \input}; the document needs
 * {@code \\usepackage{tikz}} and nothing else. Texts are in the sans-serif font of the document, in the size that they
 * have in the figure. The same scene gives the same bytes.
 */
public final class TikzExporter {

    /** One pixel of a scene in PostScript points. */
    private static final String UNIT = "0.75bp";
    /** TeX counts to 16383.99 points, as numbers and as lengths. */
    private static final double LONGEST = 16000;

    private final StringBuilder out = new StringBuilder();
    private final Map<Rgb, String> colors = new LinkedHashMap<>();

    private TikzExporter() {
    }

    /**
     * Writes the file, ASCII. It is written beside its place and moved there, so that a failure leaves no half file.
     *
     * @throws IOException if it can't be written
     */
    public static void write(Scene scene, Path file) throws IOException {
        WholeFile.write(file, text(scene).getBytes(StandardCharsets.US_ASCII));
    }

    /** The picture as text; what is longer than TeX can count is made smaller as a whole. */
    public static String text(Scene scene) {
        double length = Math.max(scene.width(), scene.height());
        return new TikzExporter().document(length <= LONGEST ? scene : Shift.scaled(scene, LONGEST / length));
    }

    private String document(Scene scene) {
        if (scene.background().isPresent()) {
            primitive(new RoundedRectangle(scene.bounds(), 0, Paint.filled(scene.background().get())));
        }
        nodes(scene, true);
        for (SceneEdge edge : scene.edges()) {
            comment(edge.title());
            primitive(new Polyline(edge.line(), edge.stroke()));
            edge.head().ifPresent(this::primitive);
            edge.labels().forEach(this::primitive);
        }
        nodes(scene, false);
        scene.decorations().forEach(this::primitive);
        StringBuilder all = new StringBuilder("% ").append(oneLine(scene.title()))
                .append("\n% needs \\usepackage{tikz}; \\input this file where the figure shall stand\n")
                .append("\\begin{tikzpicture}[x=").append(UNIT).append(", y=-").append(UNIT)
                .append(", line join=round, inner sep=0pt, outer sep=0pt]\n");
        colors.forEach((rgb, name) -> all.append("\\definecolor{").append(name).append("}{RGB}{").append(rgb.red())
                .append(',').append(rgb.green()).append(',').append(rgb.blue()).append("}\n"));
        all.append("\\useasboundingbox (0,0) rectangle (").append(number(scene.width())).append(',')
                .append(number(scene.height())).append(");\n");
        return all.append(out).append("\\end{tikzpicture}\n").toString();
    }

    private void nodes(Scene scene, boolean groups) {
        for (SceneNode node : scene.nodes()) {
            if (node.role() == SceneNode.Role.GROUP == groups) {
                comment(node.title());
                node.primitives().forEach(this::primitive);
            }
        }
    }

    private void comment(String title) {
        out.append("% ").append(oneLine(title)).append('\n');
    }

    /** Comments are ASCII too, for programs that read no other. */
    private static String oneLine(String text) {
        return text.replace('×', 'x').replace('\u00A0', ' ').replace('→', '>')
                .codePoints().mapToObj(c -> c >= ' ' && c < 127 ? Character.toString(c) : "?")
                .collect(Collectors.joining());
    }

    private void primitive(Primitive primitive) {
        if (primitive instanceof Polygon polygon) {
            shape(path(polygon.points()) + " -- cycle", polygon.paint(), polygon.texture());
        } else if (primitive instanceof RoundedRectangle rectangle) {
            Rect rect = rectangle.rect();
            String corners = rectangle.radius() > 0
                    ? "[rounded corners=" + number(rectangle.radius() * 0.75) + "bp] " : "";
            shape(corners + point(rect.x(), rect.y()) + " rectangle " + point(rect.right(), rect.bottom()),
                    rectangle.paint(), rectangle.texture());
        } else if (primitive instanceof Ellipse ellipse) {
            Rect rect = ellipse.rect();
            shape(point(rect.centerX(), rect.centerY()) + " ellipse [x radius=" + number(rect.width() / 2)
                    + ", y radius=" + number(rect.height() / 2) + "]", ellipse.paint(), List.of());
        } else if (primitive instanceof Polyline line) {
            out.append("\\draw[").append(stroke(line.stroke())).append("] ").append(path(line.points()))
                    .append(";\n");
        } else if (primitive instanceof Text text) {
            text(text);
        }
    }

    private void shape(String path, Paint paint, List<Primitive> texture) {
        paint.fill().ifPresent(fill -> out.append("\\fill[").append(color(fill.color())).append("] ").append(path)
                .append(";\n"));
        texture.forEach(this::primitive);
        paint.stroke().ifPresent(stroke -> out.append("\\draw[").append(stroke(stroke)).append("] ").append(path)
                .append(";\n"));
    }

    private String stroke(Stroke stroke) {
        String dash = stroke.dash().isEmpty() ? "" : ", dash pattern=" + dash(stroke.dash());
        return color(stroke.color()) + ", line width=" + number(stroke.width() * 0.75) + "bp" + dash;
    }

    private static String dash(List<Double> lengths) {
        StringBuilder dash = new StringBuilder();
        for (int i = 0; i < lengths.size(); i++) {
            dash.append(i % 2 == 0 ? "on " : "off ").append(number(lengths.get(i) * 0.75)).append("bp ");
        }
        return dash.toString().trim();
    }

    private void text(Text text) {
        String anchor = switch (text.align()) {
            case START -> "base west";
            case MIDDLE -> "base";
            case END -> "base east";
        };
        String size = number(text.size() * 0.75);
        out.append("\\node[anchor=").append(anchor).append(", text=").append(color(text.color()));
        if (text.rotation() != 0) {
            out.append(", rotate=").append(-text.rotation());
        }
        out.append("] at ").append(point(text.anchor().x(), text.anchor().y())).append(" {\\sffamily")
                .append(text.weight() == Text.Weight.BOLD ? "\\bfseries" : "").append("\\fontsize{").append(size)
                .append("bp}{").append(number(text.size() * 0.9)).append("bp}\\selectfont ")
                .append(LatexText.of(text.text())).append("};\n");
    }

    private String color(Rgb rgb) {
        return colors.computeIfAbsent(rgb, color -> "lamina" + color.hex().substring(1).toUpperCase(Locale.ROOT));
    }

    private static String path(List<Point> points) {
        return points.stream().map(point -> point(point.x(), point.y())).collect(Collectors.joining(" -- "));
    }

    private static String point(double x, double y) {
        return "(" + number(x) + "," + number(y) + ")";
    }

    private static String number(double value) {
        return SvgMarkup.number(value);
    }
}
