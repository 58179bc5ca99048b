package org.lamina.figure;

/**
 * How the legend looks. Measures are in pixels.
 *
 * @param place where it is
 * @param reversed whether the last type comes first
 * @param hiddenTypes whether types that are left out of the figure are named too, in light grey at the end
 * @param layerHeight height of a type's glyph
 * @param layerWidth width of a type's glyph
 * @param layerSpacing free room between two entries
 * @param horizontal free room between glyphs inside a group
 * @param vertical free room between branches inside a group
 * @param stroke width of an outline
 * @param brief whether groups that stand only inside others are named without what they are made of
 */
public record LegendOptions(Place place, boolean reversed, boolean hiddenTypes, double layerHeight, double layerWidth,
        double layerSpacing, double horizontal, double vertical, double stroke, boolean brief) {

    /** Where a legend is. */
    public enum Place {
        /** Below the figure. */
        JOINED,
        /** In a scene of its own. */
        SEPARATE,
        /** Nowhere. */
        NONE
    }

    public LegendOptions {
        if (!(layerHeight > 0 && layerWidth > 0 && layerSpacing >= 0 && horizontal >= 0 && vertical >= 0
                && stroke > 0)) {
            throw new IllegalArgumentException("measures of a legend are above 0, and gaps not below");
        }
    }

    /** A legend that tells what all groups are made of. */
    public LegendOptions(Place place, boolean reversed, boolean hiddenTypes, double layerHeight, double layerWidth,
            double layerSpacing, double horizontal, double vertical, double stroke) {
        this(place, reversed, hiddenTypes, layerHeight, layerWidth, layerSpacing, horizontal, vertical, stroke, false);
    }

    /** Below the figure, smaller than Net2Vis has it. */
    public static LegendOptions standard() {
        return new LegendOptions(Place.JOINED, false, false, 20, 14, 26, 5, 5, 2);
    }

    /** The same at another place. */
    public LegendOptions withPlace(Place other) {
        return new LegendOptions(other, reversed, hiddenTypes, layerHeight, layerWidth, layerSpacing, horizontal,
                vertical, stroke, brief);
    }

    /** The same in another order, and with or without hidden types. */
    public LegendOptions withOrder(boolean reverse, boolean withHidden) {
        return new LegendOptions(place, reverse, withHidden, layerHeight, layerWidth, layerSpacing, horizontal,
                vertical, stroke, brief);
    }

    /** The same with or without what groups inside others are made of. */
    public LegendOptions withBrief(boolean other) {
        return new LegendOptions(place, reversed, hiddenTypes, layerHeight, layerWidth, layerSpacing, horizontal,
                vertical, stroke, other);
    }

    /** The same with smaller or larger glyphs and gaps; text stays. */
    public LegendOptions withGlyphs(double factor) {
        return new LegendOptions(place, reversed, hiddenTypes, layerHeight * factor, layerWidth * factor,
                layerSpacing * factor, horizontal * factor, vertical * factor, stroke * factor, brief);
    }
}
