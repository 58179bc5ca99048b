package org.lamina.figure.parts;

import java.util.List;
import java.util.stream.Collectors;
import org.lamina.model.Shape;

/**
 * The shape of a value as a figure shows it, without the batch axis.
 *
 * @param spatial sizes along the spatial axes, outermost first; empty for a plain vector; {@link Shape#UNKNOWN} where a
 *        size is not known
 * @param features the number of channels, or of units of a vector; {@link Shape#UNKNOWN} where it is not known
 */
public record Extent(List<Long> spatial, long features) {

    /** A value of whose shape nothing is known. */
    public static final Extent NONE = new Extent(List.of(Shape.UNKNOWN), Shape.UNKNOWN);

    public Extent {
        spatial = List.copyOf(spatial);
    }

    /**
     * The extent of a shape whose first axis is the batch.
     *
     * @param channelsLast whether the channels are on the last axis, as in a sequence of tokens, or the second
     */
    public static Extent of(Shape shape, boolean channelsLast) {
        int rank = shape.rank();
        if (rank == 0) {
            return NONE;
        }
        if (rank <= 2) {
            return new Extent(List.of(), shape.dimension(-1));
        }
        List<Long> dimensions = shape.dimensions();
        return channelsLast ? new Extent(dimensions.subList(1, rank - 1), dimensions.get(rank - 1))
                : new Extent(dimensions.subList(2, rank), dimensions.get(1));
    }

    /** Whether it is a vector. */
    public boolean isFlat() {
        return spatial.isEmpty();
    }

    /** Whether a glyph can show its size: the height of a picture, or the length of a vector. */
    public boolean isSized() {
        return isFlat() ? features != Shape.UNKNOWN : height() != Shape.UNKNOWN;
    }

    /** The size that the height of a glyph shows: rows of a picture or a volume, the length of a sequence. */
    public long height() {
        return spatial.get(Math.max(0, spatial.size() - 2));
    }

    /** The spatial sizes as people write them: {@code 64×64}; empty for a vector. */
    public String dimensions() {
        return spatial.stream().map(Extent::number).collect(Collectors.joining("×"));
    }

    /** The number of channels or units. */
    public String channels() {
        return number(features);
    }

    private static String number(long size) {
        return size == Shape.UNKNOWN ? "?" : Long.toString(size);
    }
}
