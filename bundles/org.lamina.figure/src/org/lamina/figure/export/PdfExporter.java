package org.lamina.figure.export;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
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
import org.lamina.figure.scene.Stroke;

/**
 * Writes a scene as a PDF file of one page that is as large as the scene, 96 pixels an inch. Text is text in an
 * embedded font, or shapes. The same scene gives the same bytes.
 */
public final class PdfExporter {

    /** How far a control point is out for a quarter of a circle of radius 1. */
    private static final double ARC = 0.5523;
    private static final double POINTS = 0.75;

    private final boolean outlined;
    private final StringBuilder out = new StringBuilder();
    private final Map<Text.Weight, PdfFont> fonts = new EnumMap<>(Text.Weight.class);

    private PdfExporter(boolean outlined) {
        this.outlined = outlined;
    }

    /**
     * Writes the file. It is written beside its place and moved there, so that a failure leaves no half file.
     *
     * @param outlined whether texts become shapes
     * @throws IOException if it can't be written
     */
    public static void write(Scene scene, boolean outlined, Path file) throws IOException {
        WholeFile.write(file, new PdfExporter(outlined).document(scene));
    }

    private byte[] document(Scene scene) {
        String width = number(scene.width() * POINTS);
        String height = number(scene.height() * POINTS);
        out.append(number(POINTS)).append(" 0 0 ").append(number(-POINTS)).append(" 0 ").append(height)
                .append(" cm\n1 j\n");
        scene.background().ifPresent(color -> primitive(
                new RoundedRectangle(scene.bounds(), 0, Paint.filled(color))));
        scene.marks().forEach(this::primitive);
        PdfFile file = new PdfFile();
        int catalog = file.reserve();
        int pages = file.reserve();
        int content = file.addStream("", out.toString().getBytes(StandardCharsets.ISO_8859_1));
        String resources = fonts.entrySet().stream()
                .map(entry -> "/" + entry.getKey() + " " + entry.getValue().write(file) + " 0 R")
                .collect(Collectors.joining(" "));
        int page = file.add("<< /Type /Page /Parent " + pages + " 0 R /MediaBox [0 0 " + width + " " + height
                + "] /Contents " + content + " 0 R /Resources << /Font << " + resources + " >> >> >>");
        file.set(pages, "<< /Type /Pages /Kids [" + page + " 0 R] /Count 1 >>");
        file.set(catalog, "<< /Type /Catalog /Pages " + pages + " 0 R /ViewerPreferences << /DisplayDocTitle true >> "
                + ">>");
        int info = file.add("<< /Title " + PdfFile.text(scene.title()) + " /Producer (Lamina) >>");
        return file.written(catalog, info);
    }

    private void primitive(Primitive primitive) {
        if (primitive instanceof Polygon polygon) {
            shape(path(polygon.points()) + "h\n", polygon.paint(), polygon.texture());
        } else if (primitive instanceof RoundedRectangle rectangle) {
            shape(rounded(rectangle.rect(), rectangle.radius(), rectangle.radius()), rectangle.paint(),
                    rectangle.texture());
        } else if (primitive instanceof Ellipse ellipse) {
            Rect rect = ellipse.rect();
            shape(rounded(rect, rect.width() / 2, rect.height() / 2), ellipse.paint(), List.of());
        } else if (primitive instanceof Polyline line) {
            stroke(line.stroke());
            out.append(path(line.points())).append("S\n");
        } else if (primitive instanceof Text text) {
            text(text);
        }
    }

    private void shape(String path, Paint paint, List<Primitive> texture) {
        paint.fill().ifPresent(fill -> out.append(color(fill.color())).append(" rg\n").append(path).append("f\n"));
        texture.forEach(this::primitive);
        paint.stroke().ifPresent(stroke -> {
            stroke(stroke);
            out.append(path).append("S\n");
        });
    }

    private void stroke(Stroke stroke) {
        String dash = stroke.dash().stream().map(PdfExporter::number).collect(Collectors.joining(" "));
        out.append(color(stroke.color())).append(" RG ").append(number(stroke.width())).append(" w [").append(dash)
                .append("] 0 d\n");
    }

    /** A rectangle whose corners are quarters of an ellipse. */
    private static String rounded(Rect rect, double rx, double ry) {
        if (rx <= 0 || ry <= 0) {
            return numbers(rect.x(), rect.y(), rect.width(), rect.height()) + "re\n";
        }
        double left = rect.x();
        double top = rect.y();
        double right = rect.right();
        double bottom = rect.bottom();
        double kx = rx * (1 - ARC);
        double ky = ry * (1 - ARC);
        return numbers(left + rx, top) + "m\n" + numbers(right - rx, top) + "l\n"
                + numbers(right - kx, top, right, top + ky, right, top + ry) + "c\n"
                + numbers(right, bottom - ry) + "l\n"
                + numbers(right, bottom - ky, right - kx, bottom, right - rx, bottom) + "c\n"
                + numbers(left + rx, bottom) + "l\n"
                + numbers(left + kx, bottom, left, bottom - ky, left, bottom - ry) + "c\n"
                + numbers(left, top + ry) + "l\n" + numbers(left, top + ky, left + kx, top, left + rx, top) + "c\nh\n";
    }

    private void text(Text text) {
        if (text.text().isEmpty()) {
            return;
        }
        out.append(color(text.color())).append(" rg\n");
        if (outlined) {
            Typeface.of(text.weight()).draw(text, new Contours());
            out.append("f\n");
            return;
        }
        PdfFont font = fonts.computeIfAbsent(text.weight(), weight -> new PdfFont(Typeface.of(weight),
                weight == Text.Weight.BOLD ? "LaminaSans-Bold" : "LaminaSans"));
        double narrow = font.typeface().narrowing(text);
        double length = font.typeface().width(text.text()) * text.size() * narrow;
        double start = switch (text.align()) {
            case START -> 0;
            case MIDDLE -> -length / 2;
            case END -> -length;
        };
        double x = text.anchor().x();
        double y = text.anchor().y();
        String matrix = switch (text.rotation()) {
            case 90 -> "0 1 1 0 " + numbers(x, y + start);
            case -90 -> "0 -1 -1 0 " + numbers(x, y - start);
            default -> "1 0 0 -1 " + numbers(x + start, y);
        };
        out.append("BT /").append(text.weight()).append(' ').append(number(text.size())).append(" Tf ")
                .append(number(narrow * 100)).append(" Tz ").append(matrix).append("Tm ")
                .append(font.codes(text.text())).append(" Tj ET\n");
    }

    /** Letters as paths; a quadratic curve is a cubic one whose control points are two thirds of the way out. */
    private final class Contours implements Outline {

        private double x;
        private double y;

        @Override
        public void moveTo(double newX, double newY) {
            out.append(numbers(newX, newY)).append("m\n");
            at(newX, newY);
        }

        @Override
        public void lineTo(double newX, double newY) {
            out.append(numbers(newX, newY)).append("l\n");
            at(newX, newY);
        }

        @Override
        public void curveTo(double controlX, double controlY, double newX, double newY) {
            out.append(numbers((x + 2 * controlX) / 3, (y + 2 * controlY) / 3, (newX + 2 * controlX) / 3,
                    (newY + 2 * controlY) / 3, newX, newY)).append("c\n");
            at(newX, newY);
        }

        @Override
        public void close() {
            out.append("h\n");
        }

        private void at(double newX, double newY) {
            x = newX;
            y = newY;
        }
    }

    private static String path(List<Point> points) {
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < points.size(); i++) {
            path.append(numbers(points.get(i).x(), points.get(i).y())).append(i == 0 ? "m\n" : "l\n");
        }
        return path.toString();
    }

    private static String color(Rgb rgb) {
        return (numbers(rgb.red() / 255.0, rgb.green() / 255.0, rgb.blue() / 255.0)).trim();
    }

    private static String numbers(double... values) {
        StringBuilder text = new StringBuilder();
        for (double value : values) {
            text.append(String.format(Locale.ROOT, "%.3f", value).replaceFirst("\\.?0+$", "")).append(' ');
        }
        return text.toString().replace("-0 ", "0 ");
    }

    private static String number(double value) {
        return numbers(value).trim();
    }
}
