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
 * @param rowWidth the width from which on a figure goes on in a further row, where all data passes one line; 0 for one
 *        row, however long
 * @param branchesBroken whether a further row may begin inside branches that are longer than a row, and under lines
 *        that skip
 */
public record GlyphSizes(double minHeight, double maxHeight, double minWidth, double maxWidth, double horizontal,
        double vertical, double stroke, double font, double rowWidth, boolean branchesBroken) {

    public GlyphSizes {
        if (!(minHeight > 0 && maxHeight >= minHeight && minWidth > 0 && maxWidth >= minWidth && horizontal >= 0
                && vertical >= 0 && stroke > 0 && font > 0 && rowWidth >= 0)) {
            throw new IllegalArgumentException("sizes are above 0 and the largest at least as large as the smallest");
        }
    }

    /** The measures of a figure in one row. */
    public GlyphSizes(double minHeight, double maxHeight, double minWidth, double maxWidth, double horizontal,
            double vertical, double stroke, double font) {
        this(minHeight, maxHeight, minWidth, maxWidth, horizontal, vertical, stroke, font, 0);
    }

    /** Measures with rows that may break branches. */
    public GlyphSizes(double minHeight, double maxHeight, double minWidth, double maxWidth, double horizontal,
            double vertical, double stroke, double font, double rowWidth) {
        this(minHeight, maxHeight, minWidth, maxWidth, horizontal, vertical, stroke, font, rowWidth, true);
    }

    /** The same with rows that may break branches or not. */
    public GlyphSizes withBranchesBroken(boolean broken) {
        return new GlyphSizes(minHeight, maxHeight, minWidth, maxWidth, horizontal, vertical, stroke, font, rowWidth,
                broken);
    }

    /** The same with rows of at most this width. */
    public GlyphSizes withRowWidth(double width) {
        return new GlyphSizes(minHeight, maxHeight, minWidth, maxWidth, horizontal, vertical, stroke, font, width,
                branchesBroken);
    }

    /** The same with other room between what lies above each other. */
    public GlyphSizes withVertical(double room) {
        return new GlyphSizes(minHeight, maxHeight, minWidth, maxWidth, horizontal, room, stroke, font, rowWidth,
                branchesBroken);
    }

    /** The same with another size of text. */
    public GlyphSizes withFont(double size) {
        return new GlyphSizes(minHeight, maxHeight, minWidth, maxWidth, horizontal, vertical, stroke, size, rowWidth,
                branchesBroken);
    }

    /** The same with smaller or larger glyphs and outlines; text and the room for it beside lines stay. */
    public GlyphSizes withGlyphs(double factor) {
        return new GlyphSizes(minHeight * factor, maxHeight * factor, minWidth * factor, maxWidth * factor, horizontal,
                vertical, stroke * factor, font, rowWidth, branchesBroken);
    }

    /** The measures that Net2Vis starts with, save for the vertical room, which there reaches over a whole glyph. */
    public static GlyphSizes standard() {
        return new GlyphSizes(30, 100, 20, 80, 20, 30, 4, 12);
    }
}
