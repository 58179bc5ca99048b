package org.lamina.figure;

/**
 * What is written beside the glyphs.
 *
 * @param dimensions whether spatial sizes are written beside the lines; they also need horizontal room of 20
 * @param channels whether numbers of channels are written below the glyphs
 * @param names whether names of layers are written below the glyphs
 */
public record FigureLabels(boolean dimensions, boolean channels, boolean names) {

    /** No labels. */
    public static final FigureLabels NONE = new FigureLabels(false, false, false);

    /** Sizes and channels, as Net2Vis starts. */
    public static FigureLabels standard() {
        return new FigureLabels(true, true, false);
    }
}
