package org.lamina.figure.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lamina.figure.Quantities;
import org.lamina.figure.scene.Paint;
import org.lamina.figure.scene.Point;
import org.lamina.figure.scene.Primitive;
import org.lamina.figure.scene.Primitive.Polyline;
import org.lamina.figure.scene.Primitive.RoundedRectangle;
import org.lamina.figure.scene.Primitive.Text;
import org.lamina.figure.scene.Primitive.Text.Align;
import org.lamina.figure.scene.Primitive.Text.Weight;
import org.lamina.figure.scene.Rect;
import org.lamina.figure.scene.Rgb;
import org.lamina.figure.scene.Scene;
import org.lamina.figure.scene.SceneNode;
import org.lamina.figure.scene.Stroke;
import org.lamina.figure.scene.TextMetrics;
import org.lamina.figure.scene.Theme;
import org.lamina.query.Histogram;
import org.lamina.query.TensorStatistics;

/**
 * A histogram as bars over a value axis, with the numbers that sum it up. The nodes of the scene are the bins, in
 * order; each takes the whole height of the plot, so that low bars can be pointed at too.
 */
public final class HistogramChart {

    private static final double PAD = 10;
    private static final double TITLE_SIZE = 13;
    private static final double SIZE = 11;
    private static final double LINE = 16;
    private static final double TICK = 4;
    private static final double TICK_GAP = 14;
    private static final double SEPARABLE = 4;

    private final Histogram histogram;
    private final TensorStatistics statistics;
    private final ChartLabels labels;
    private final Theme theme;
    private final double width;
    private final double height;
    private final List<SceneNode> bars = new ArrayList<>();
    private final List<Primitive> marks = new ArrayList<>();
    private Rect plot;
    private Ticks counts;

    private HistogramChart(Histogram histogram, ChartLabels labels, double width, double height, Theme theme) {
        this.histogram = histogram;
        this.statistics = histogram.statistics();
        this.labels = labels;
        this.width = width;
        this.height = height;
        this.theme = theme;
    }

    /**
     * Draws a histogram. Smallest, largest and mean value are marked, and written below the title if there is one; zero
     * is marked where values lie on both sides of it; values that are not finite have no bar and are counted in words.
     *
     * @param width of the scene, in pixels; 200 or more is readable
     * @param height of the scene, in pixels; 140 or more is readable
     */
    public static Scene scene(Histogram histogram, ChartLabels labels, double width, double height, Theme theme) {
        return new HistogramChart(histogram, labels, width, height, theme).draw();
    }

    private Scene draw() {
        double top = heading();
        double bottom = height - PAD - LINE - (labels.x().isEmpty() ? 0 : LINE);
        int most = (int) Math.max(1, Math.min(histogram.largestCount(), (bottom - top) / 26));
        counts = Ticks.of(0, Math.max(1, histogram.largestCount()), most);
        double axis = counts.values().stream().mapToDouble(count -> width(count(count))).max().orElse(0);
        double left = PAD + (labels.y().isEmpty() ? 0 : LINE) + axis + TICK + 3;
        plot = new Rect(left, top, Math.max(1, width - PAD - left), Math.max(1, bottom - top));
        if (histogram.counts().isEmpty()) {
            text("No finite values", plot.centerX(), plot.centerY(), Align.MIDDLE, theme.mutedText());
        } else {
            grid();
            bars();
            axis();
            markers();
        }
        return new Scene(labels.title(), width, height, Optional.of(theme.surface()), bars, List.of(), marks);
    }

    /** Title and numbers, where there is a title, and what has no bar; returns where the plot begins. */
    private double heading() {
        double y = PAD;
        if (!labels.title().isEmpty()) {
            y += TITLE_SIZE;
            marks.add(new Text(TextMetrics.fitted(labels.title(), TITLE_SIZE, Weight.BOLD, width - 2 * PAD),
                    new Point(PAD, y - 2), TITLE_SIZE, Weight.BOLD, Align.START, 0, theme.text()));
            y += 3;
        }
        if (statistics.finite() > 0 && !labels.title().isEmpty()) {
            String noun = statistics.count() == 1 ? " value" : " values";
            y = paragraph(List.of(Quantities.count(statistics.count()) + noun,
                    "min " + Quantities.value(statistics.min()), "mean " + Quantities.value(statistics.mean()),
                    "max " + Quantities.value(statistics.max()), "std " + Quantities.value(statistics.std())),
                    y, theme.mutedText());
        }
        List<String> missing = new ArrayList<>();
        if (statistics.nan() > 0) {
            missing.add(statistics.nan() + " NaN");
        }
        if (statistics.inf() > 0) {
            missing.add(statistics.inf() + " infinite");
        }
        return (missing.isEmpty() ? y : paragraph(List.of(String.join(" and ", missing) + " not shown"), y,
                theme.warning())) + LINE;
    }

    /** Writes pieces one after the other, in as many lines as they need; returns where the next line goes. */
    private double paragraph(List<String> pieces, double top, Rgb color) {
        double y = top;
        String line = "";
        for (String piece : pieces) {
            String longer = line.isEmpty() ? piece : line + " · " + piece;
            if (!line.isEmpty() && width(longer) > width - 2 * PAD) {
                y += LINE;
                text(line, PAD, y - 4, Align.START, color);
                longer = piece;
            }
            line = longer;
        }
        y += LINE;
        text(TextMetrics.fitted(line, SIZE, Weight.NORMAL, width - 2 * PAD), PAD, y - 4, Align.START, color);
        return y;
    }

    private void grid() {
        for (double count : counts.values()) {
            double y = y(count);
            line(plot.x(), y, plot.right(), y, Stroke.solid(theme.grid(), 1));
            text(count(count), plot.x() - TICK - 2, y + SIZE * TextMetrics.CAP_HEIGHT / 2, Align.END,
                    theme.mutedText());
        }
        if (!labels.y().isEmpty()) {
            marks.add(new Text(TextMetrics.fitted(labels.y(), SIZE, Weight.NORMAL, plot.height()),
                    new Point(PAD + SIZE * TextMetrics.ASCENT, plot.centerY()), SIZE, Weight.NORMAL, Align.MIDDLE, -90,
                    theme.mutedText()));
        }
    }

    private void bars() {
        for (int i = 0; i < histogram.counts().size(); i++) {
            double from = x(histogram.edges().get(i));
            double to = x(histogram.edges().get(i + 1));
            long count = histogram.counts().get(i);
            double top = y(count);
            double gap = to - from >= SEPARABLE ? 0.5 : 0;
            Rect bar = new Rect(from + gap, top, Math.max(0.1, to - from - 2 * gap), plot.bottom() - top);
            bars.add(new SceneNode("bin-" + i, SceneNode.Role.BAR,
                    Quantities.value(histogram.edges().get(i)) + " to " + Quantities.value(histogram.edges().get(i + 1))
                            + ": " + count,
                    Optional.empty(), new Rect(from, plot.y(), to - from, plot.height()),
                    count == 0 ? List.of() : List.of(new RoundedRectangle(bar, 0, Paint.filled(theme.series())))));
        }
    }

    private void axis() {
        line(plot.x(), plot.bottom(), plot.right(), plot.bottom(), Stroke.solid(theme.border(), 1));
        Ticks ticks = Ticks.of(low(), high(), 10);
        for (int most = 9; most > 1 && !fits(ticks); most--) {
            ticks = Ticks.of(low(), high(), most);
        }
        for (double value : ticks.values()) {
            line(x(value), plot.bottom(), x(value), plot.bottom() + TICK, Stroke.solid(theme.border(), 1));
            String text = ticks.text(value);
            double half = width(text) / 2;
            double at = Math.max(half + 1, Math.min(width - half - 1, x(value)));
            text(text, at, plot.bottom() + TICK + SIZE, Align.MIDDLE, theme.mutedText());
        }
        if (!labels.x().isEmpty()) {
            text(TextMetrics.fitted(labels.x(), SIZE, Weight.NORMAL, plot.width()), plot.centerX(), height - PAD + 2,
                    Align.MIDDLE, theme.mutedText());
        }
    }

    private boolean fits(Ticks ticks) {
        double room = ticks.values().size() < 2 ? plot.width() : x(ticks.values().get(1)) - x(ticks.values().get(0));
        return ticks.values().stream().allMatch(value -> width(ticks.text(value)) + TICK_GAP <= room);
    }

    /** Lines at zero and at the mean, and small ticks upwards at the smallest and the largest value. */
    private void markers() {
        if (low() < 0 && high() > 0) {
            line(x(0), plot.y(), x(0), plot.bottom(), new Stroke(theme.border(), 1, List.of(3.0, 3.0)));
        }
        double mean = x(statistics.mean());
        line(mean, plot.y() - 4, mean, plot.bottom(), Stroke.solid(theme.mark(), 1.5));
        double half = width("mean") / 2;
        double at = Math.max(plot.x() + half, Math.min(plot.right() - half, mean));
        text("mean", at, plot.y() - 6, Align.MIDDLE, theme.mark());
        for (double end : new double[] {statistics.min(), statistics.max()}) {
            line(x(end), plot.bottom() - 2 * TICK, x(end), plot.bottom(), Stroke.solid(theme.text(), 1.5));
        }
    }

    private double low() {
        return histogram.edges().get(0);
    }

    private double high() {
        return histogram.edges().get(histogram.edges().size() - 1);
    }

    private double x(double value) {
        // halves keep the difference of very large values finite
        return plot.x() + (value / 2 - low() / 2) / (high() / 2 - low() / 2) * plot.width();
    }

    private double y(double count) {
        return plot.bottom() - count / Math.max(1, histogram.largestCount()) * plot.height();
    }

    private static String count(double count) {
        return Quantities.count((long) count);
    }

    private static double width(String text) {
        return TextMetrics.width(text, SIZE, Weight.NORMAL);
    }

    private void text(String text, double x, double y, Align align, Rgb color) {
        if (!text.isEmpty()) {
            marks.add(new Text(text, new Point(x, y), SIZE, Weight.NORMAL, align, 0, color));
        }
    }

    private void line(double x1, double y1, double x2, double y2, Stroke stroke) {
        marks.add(new Polyline(List.of(new Point(x1, y1), new Point(x2, y2)), stroke));
    }
}
