package org.lamina.figure.glyph;

import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.lamina.figure.GlyphSizes;
import org.lamina.figure.parts.Extent;
import org.lamina.figure.parts.Part;

/**
 * Maps extents to pixels, linearly between the smallest and the largest value of the whole network: spatial size to the
 * height of a side, channels to width; the units of a vector to the height of a bar.
 */
final class GlyphScale {

    private final GlyphSizes sizes;
    private final LongSummaryStatistics spatial;
    private final LongSummaryStatistics channels;
    private final LongSummaryStatistics units;

    private final boolean byChannels;

    /** {@code byChannels} tells whether widths are numbers of channels. */
    GlyphScale(GlyphSizes sizes, List<Part> parts, boolean byChannels) {
        this.sizes = sizes;
        this.byChannels = byChannels;
        List<Extent> extents = parts.stream().flatMap(part -> Stream.of(part.in(), part.out()))
                .toList();
        spatial = known(extents.stream().flatMapToLong(e -> e.spatial().stream().mapToLong(Long::longValue)));
        channels = known(parts.stream().map(Part::out).filter(e -> !e.isFlat()).mapToLong(Extent::features));
        units = known(parts.stream().map(Part::out).filter(Extent::isFlat).mapToLong(Extent::features));
    }

    private static LongSummaryStatistics known(LongStream values) {
        return values.filter(value -> value >= 0).summaryStatistics();
    }

    /** The height of the side of a glyph where a value enters or leaves; half of the range where it is not known. */
    double height(Extent extent) {
        if (!extent.isSized()) {
            return (sizes.minHeight() + sizes.maxHeight()) / 2;
        }
        return extent.isFlat() ? between(sizes.minHeight(), sizes.maxHeight(), extent.features(), units, 1)
                : between(sizes.minHeight(), sizes.maxHeight(), extent.height(), spatial, 1);
    }

    /** The width of a glyph with this output; the least where it is a vector or not known. */
    double width(Extent extent) {
        return !byChannels || extent.isFlat() || extent.features() < 0 ? sizes.minWidth()
                : between(sizes.minWidth(), sizes.maxWidth(), extent.features(), channels, 0);
    }

    /** {@code alone} is the fraction for a network in which all values are equal. */
    private static double between(double least, double most, long value, LongSummaryStatistics range, double alone) {
        double fraction = range.getMax() == range.getMin() ? alone
                : (double) (value - range.getMin()) / (range.getMax() - range.getMin());
        return least + Math.max(0, Math.min(1, fraction)) * (most - least);
    }
}
