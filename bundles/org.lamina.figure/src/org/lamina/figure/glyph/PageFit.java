package org.lamina.figure.glyph;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.lamina.figure.DrawnFigure;
import org.lamina.figure.GlyphOptions;
import org.lamina.figure.Grouping;
import org.lamina.figure.LegendOptions;
import org.lamina.figure.PageOptions;
import org.lamina.figure.scene.Scene;
import org.lamina.figure.scene.Shift;

/**
 * Makes a figure as narrow as a page wants it without making its text smaller: first with smaller glyphs, then in
 * several rows, then with more groups, if these are made automatically, then with rows that break branches, then with a
 * small or brief legend. Only if all that is not enough the whole figure shrinks.
 */
public final class PageFit {

    private static final double PIXELS_PER_MILLIMETRE = 96 / 25.4;
    private static final double PIXELS_PER_POINT = 96 / 72.0;
    /** The height of the printed part of a page: 240 mm, as most journals have. */
    private static final double HIGHEST = 240 * PIXELS_PER_MILLIMETRE;
    private static final double[] IN_ONE_ROW = {1, 0.85, 0.7, 0.6};
    private static final double[] IN_ROWS = {0.85, 0.7, 0.6, 0.5, 0.4};
    private static final int[] FEWER_GLYPHS = {15, 8};
    /** Where branches are broken, shorter rows may break at better places. */
    private static final double[] ROW_LENGTHS = {1, 0.95, 0.9, 0.85};
    private static final double[] ALONE = {1};
    /** Free room between rows and branches where a page is short, as a part of the usual. */
    private static final double TIGHT = 0.5;
    /** The size of a legend's glyphs where a page is short, as a part of the usual. */
    private static final double SMALL = 0.75;

    private PageFit() {
    }

    /**
     * The figure as the page wants it.
     *
     * @param draw draws the figure with other options
     * @param problems takes a sentence if its text becomes smaller than wanted
     */
    public static DrawnFigure fit(GlyphOptions options, PageOptions page, Function<GlyphOptions, DrawnFigure> draw,
            Consumer<String> problems) {
        double font = Math.max(options.sizes().font(), page.minimumTextPoints() * PIXELS_PER_POINT);
        GlyphOptions legible = options.withSizes(options.sizes().withFont(font));
        if (page.widthMillimetres() == 0) {
            return draw.apply(legible);
        }
        // text may be as small as the page allows, so that more fits
        double width = page.widthMillimetres() * PIXELS_PER_MILLIMETRE;
        double smallest = page.minimumTextPoints() == 0 ? font : page.minimumTextPoints() * PIXELS_PER_POINT;
        GlyphOptions narrow = options.withSizes(options.sizes().withFont(smallest)
                .withRowWidth(width - 3 * GlyphDrawing.MARGIN));
        GlyphOptions bare = options.withSizes(options.sizes().withFont(smallest).withRowWidth(0))
                .withLegend(options.legend().withPlace(LegendOptions.Place.NONE));
        Candidate best = null;
        for (boolean broken : new boolean[] {false, true}) {
            for (Grouping grouping : groupings(options.grouping())) {
                GlyphOptions grouped = bare.withGrouping(grouping);
                // links of several branches turn beside each other
                double room = broken ? 2 * GlyphDrawing.MARGIN : 0;
                GlyphOptions rows = narrow.withGrouping(grouping).withSizes(narrow.sizes()
                        .withRowWidth(narrow.sizes().rowWidth() - room).withBranchesBroken(broken)
                        .withVertical(narrow.sizes().vertical() * (broken ? TIGHT : 1)));
                double oneRow = broken ? 0 : DoubleStream.of(IN_ONE_ROW)
                        .filter(factor -> draw.apply(with(grouped, factor)).figure().width() <= width)
                        .findFirst().orElse(0);
                for (double factor : oneRow > 0 ? new double[] {oneRow} : IN_ROWS) {
                    for (double shorter : broken ? ROW_LENGTHS : ALONE) {
                        GlyphOptions sized = with(rows.withSizes(rows.sizes()
                                .withRowWidth(shorter * rows.sizes().rowWidth())), factor);
                        Candidate usual = Candidate.of(sized, draw);
                        best = usual.isBetterThan(best, width) ? usual : best;
                        // a shorter legend makes nothing narrower
                        for (LegendOptions legend : usual.fits(width) || usual.width() > width
                                ? List.<LegendOptions>of() : shorter(options.legend())) {
                            Candidate candidate = Candidate.of(sized.withLegend(legend), draw);
                            best = candidate.isBetterThan(best, width) ? candidate : best;
                            if (candidate.fits(width)) {
                                break;
                            }
                        }
                        if (best.fits(width)) {
                            return best.drawn();
                        }
                    }
                }
            }
        }
        return shrunk(best.drawn(), width, smallest, page, problems);
    }

    /** Legends that need less room than one, that which leaves nothing out first. */
    private static List<LegendOptions> shorter(LegendOptions legend) {
        LegendOptions small = legend.withGlyphs(SMALL);
        return legend.place() == LegendOptions.Place.JOINED
                ? List.of(small, legend.withBrief(true), small.withBrief(true)) : List.of();
    }

    /** A figure that may be the one. */
    private record Candidate(DrawnFigure drawn) {

        static Candidate of(GlyphOptions options, Function<GlyphOptions, DrawnFigure> draw) {
            return new Candidate(draw.apply(options));
        }

        double width() {
            return drawn.figure().width();
        }

        double height() {
            return drawn.figure().height();
        }

        boolean fits(double width) {
            return width() <= width && height() <= HIGHEST;
        }

        /** Whether it is narrower than another one, or less high where both are narrow enough. */
        boolean isBetterThan(Candidate other, double width) {
            return other == null || (other.width() > width ? width() < other.width()
                    : width() <= width && height() < other.height());
        }
    }

    /** The grouping that is wanted; if that is the automatic one, such with fewer glyphs too. */
    private static List<Grouping> groupings(Grouping wanted) {
        return Stream.concat(Stream.of(wanted), IntStream.of(FEWER_GLYPHS)
                .filter(number -> wanted.mode() == Grouping.Mode.AUTOMATIC && number < wanted.above())
                .mapToObj(wanted::withAbove)).toList();
    }

    private static GlyphOptions with(GlyphOptions options, double factor) {
        return options.withSizes(options.sizes().withGlyphs(factor));
    }

    private static DrawnFigure shrunk(DrawnFigure drawn, double width, double font, PageOptions page,
            Consumer<String> problems) {
        Scene figure = drawn.figure();
        if (figure.width() <= width) {
            if (figure.height() > HIGHEST) {
                problems.accept(String.format(Locale.ROOT, "the figure is %.0f mm high at a width of %s mm, more than a"
                        + " page has: group more layers, hide types, or choose a wider page",
                        figure.height() / PIXELS_PER_MILLIMETRE, plain(page.widthMillimetres())));
            }
            return drawn;
        }
        double factor = width / figure.width();
        double points = font * factor / PIXELS_PER_POINT;
        if (points < page.minimumTextPoints()) {
            problems.accept(String.format(Locale.ROOT, "the figure is %.0f mm wide with text of %s pt; at %s mm its"
                    + " text has %.1f pt: group more layers, hide types, or choose a wider page",
                    figure.width() / PIXELS_PER_MILLIMETRE, plain(page.minimumTextPoints()),
                    plain(page.widthMillimetres()), points));
        }
        Optional<Scene> legend = drawn.legend().map(scene -> Shift.scaled(scene, factor));
        return new DrawnFigure(Shift.scaled(figure, factor), legend, drawn.boxOf(), drawn.parts(),
                drawn.types(), drawn.scale() * factor);
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }
}
