package org.lamina.figure;

/**
 * Measures of the glyph style in pixels.
 *
 * @param minHeight height of a side with the smallest spatial size
 * @param maxHeight height of a side with the largest one
 * @param minWidth width of a glyph with the fewest channels, and of a vector's bar
 * @param maxWidth width of a glyph with the most
 * @param horizontal free room between neighbours, without their outlines
 * @param vertical free room between what lies above each other
 * @param stroke width of an outline
 * @param font size of the labels' em
 */
public record GlyphSizes(double minHeight, double maxHeight, double minWidth, double maxWidth, double horizontal,
        double vertical, double stroke, double font) {

    public GlyphSizes {
        if (!(minHeight > 0 && maxHeight >= minHeight && minWidth > 0 && maxWidth >= minWidth && horizontal >= 0
                && vertical >= 0 && stroke > 0 && font > 0)) {
            throw new IllegalArgumentException("sizes are above 0 and the largest at least as large as the smallest");
        }
    }

    /** The measures that Net2Vis starts with, save for the vertical room, which there reaches over a whole glyph. */
    public static GlyphSizes standard() {
        return new GlyphSizes(30, 100, 20, 80, 20, 30, 4, 12);
    }
}
