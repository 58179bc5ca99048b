package org.lamina.figure.glyph;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.lamina.figure.scene.Point;
import org.lamina.figure.scene.Primitive.Text;
import org.lamina.figure.scene.Primitive.Text.Align;
import org.lamina.figure.scene.Primitive.Text.Weight;
import org.lamina.figure.scene.Rect;
import org.lamina.figure.scene.Rgb;
import org.lamina.figure.scene.TextMetrics;

/**
 * Writes labels where there is room. A label that would lie on a glyph, a line or another label is tried in other
 * places, and left out if there is none: what it says is in the titles of lines and glyphs too.
 */
final class GlyphLabels {

    private static final double GAP = 5;
    private static final double CLEARANCE = 1;
    private static final double LINE = 1.25;

    private final double size;
    private final double outline;
    private final List<Rect> taken = new ArrayList<>();

    /** {@code size} is that of the labels' em, {@code outline} the width of the glyphs' outlines. */
    GlyphLabels(double size, double outline) {
        this.size = size;
        this.outline = outline;
    }

    /** The room that a turned label below a line needs. */
    static double roomBelowLine(String text, double size) {
        return text.isEmpty() ? 0 : TextMetrics.width(text, size, Weight.NORMAL) + 2 * GAP;
    }

    /** The room that so many lines below or above a glyph need. */
    static double roomAtGlyph(int lines, double size, double outline) {
        return lines == 0 ? 0 : outline / 2 + GAP + 1 + size * (1 + (lines - 1) * LINE);
    }

    /** The room between a glyph and a line that turns behind it that a turned label in the middle of a gap needs. */
    static double roomBesideGlyph(double size, double outline, double gap) {
        return gap / 2 + outline / 2 + TextMetrics.CAP_HEIGHT * size / 2 + 2 * CLEARANCE + 1;
    }

    /** Keeps labels away from a glyph. */
    void avoid(Rect glyph) {
        taken.add(glyph.grown(outline / 2));
    }

    /** Keeps labels away from a line. */
    void avoid(List<Point> line) {
        IntStream.range(1, line.size()).forEach(i -> taken.add(Rect.around(line.subList(i - 1, i + 1)).grown(1)));
    }

    /**
     * A label below a glyph, in the middle or, beside a line that runs down there, a little aside; {@code line} is 0
     * for the first line, 1 for the second.
     */
    Optional<Text> belowGlyph(String text, double x, double bottom, int line) {
        double base = bottom + outline / 2 + GAP + TextMetrics.CAP_HEIGHT * size + line * LINE * size;
        double aside = TextMetrics.width(text, size, Weight.NORMAL) / 4;
        return placed(IntStream.of(0, -1, 1, -2, 2).mapToObj(step -> new Text(text, new Point(x + step * aside, base),
                size, Weight.NORMAL, Align.MIDDLE, 0, Rgb.BLACK)).toList());
    }

    /** A label in the middle above a glyph. */
    Optional<Text> aboveGlyph(String text, double x, double top) {
        Point base = new Point(x, top - outline / 2 - GAP);
        return placed(List.of(new Text(text, base, size, Weight.BOLD, Align.MIDDLE, 0, Rgb.BLACK)));
    }

    /** A turned label at a line, in the middle of the gap behind its start or before its end, below or above it. */
    Optional<Text> atLine(String text, List<Point> line, double gap) {
        Point start = line.get(0);
        Point end = line.get(line.size() - 1);
        List<Text> wanted = new ArrayList<>();
        for (Point at : List.of(start.plus(gap / 2, 0), end.plus(-gap / 2, 0))) {
            double x = at.x() - TextMetrics.CAP_HEIGHT * size / 2;
            wanted.add(new Text(text, new Point(x, at.y() + GAP), size, Weight.NORMAL, Align.START, 90, Rgb.BLACK));
            wanted.add(new Text(text, new Point(x, at.y() - GAP), size, Weight.NORMAL, Align.END, 90, Rgb.BLACK));
        }
        return placed(wanted);
    }

    private Optional<Text> placed(List<Text> wanted) {
        Optional<Text> free = wanted.stream().filter(this::isFree).findFirst();
        free.ifPresent(text -> taken.add(text.bounds()));
        return free;
    }

    private boolean isFree(Text text) {
        Rect bounds = text.bounds().grown(CLEARANCE);
        return taken.stream().noneMatch(bounds::intersects);
    }
}
