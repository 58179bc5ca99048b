package org.lamina.figure;

import java.util.Map;
import java.util.Set;
import org.lamina.figure.scene.Rgb;
import org.lamina.model.LayerKind;

/**
 * How the glyph style looks.
 *
 * @param sizes measures
 * @param hiddenKinds families of layers that are left out; what is before and after them is connected
 * @param hiddenTypes types of layers that are left out likewise
 * @param slim whether normalisations and activations are slim bars behind the layer that they follow; else they are
 *        glyphs of their own
 * @param groupAbove the number of glyphs above which modules that the network repeats are drawn as one glyph each,
 *        which the legend explains; 0 for always
 * @param splits whether a glyph of its own shows where one output goes several ways; else its line forks
 * @param inputs whether the model's inputs are shown
 * @param dimensions whether spatial sizes are written beside the lines; they also need horizontal room of 20
 * @param channels whether numbers of channels are written below the glyphs
 * @param legend whether a legend is drawn below
 * @param names what the legend calls a type, where it is not its usual name
 * @param colors the colour of a type, where it is not its usual one
 */
public record GlyphOptions(GlyphSizes sizes, Set<LayerKind> hiddenKinds, Set<String> hiddenTypes, boolean slim,
        int groupAbove, boolean splits, boolean inputs, boolean dimensions, boolean channels, boolean legend,
        Map<String, String> names, Map<String, Rgb> colors) {

    public GlyphOptions {
        hiddenKinds = Set.copyOf(hiddenKinds);
        hiddenTypes = Set.copyOf(hiddenTypes);
        names = Map.copyOf(names);
        colors = Map.copyOf(colors);
    }

    /** What a publication wants: everything but layers that only matter in training or only arrange values. */
    public static GlyphOptions standard() {
        return new GlyphOptions(GlyphSizes.standard(),
                Set.of(LayerKind.DROPOUT, LayerKind.IDENTITY, LayerKind.RESHAPE), Set.of(), true, 30,
                true, true, true, true, true, Map.of(), Map.of());
    }

    /** The same with other measures. */
    public GlyphOptions withSizes(GlyphSizes other) {
        return new GlyphOptions(other, hiddenKinds, hiddenTypes, slim, groupAbove, splits, inputs, dimensions, channels,
                legend, names, colors);
    }

    /** The same with other types left out. */
    public GlyphOptions withHidden(Set<LayerKind> kinds, Set<String> types) {
        return new GlyphOptions(sizes, kinds, types, slim, groupAbove, splits, inputs, dimensions, channels, legend,
                names, colors);
    }

    /** The same with normalisations and activations as slim bars or not, and splits as glyphs or not. */
    public GlyphOptions withShapes(boolean slimBars, boolean splitGlyphs) {
        return new GlyphOptions(sizes, hiddenKinds, hiddenTypes, slimBars, groupAbove, splitGlyphs, inputs, dimensions,
                channels, legend, names, colors);
    }

    /** The same with repeated modules as one glyph each above another number of glyphs. */
    public GlyphOptions withGroupAbove(int glyphs) {
        return new GlyphOptions(sizes, hiddenKinds, hiddenTypes, slim, glyphs, splits, inputs, dimensions, channels,
                legend, names, colors);
    }

    /** The same with or without what surrounds the glyphs. */
    public GlyphOptions withLabels(boolean showInputs, boolean showDimensions, boolean showChannels,
            boolean showLegend) {
        return new GlyphOptions(sizes, hiddenKinds, hiddenTypes, slim, groupAbove, splits, showInputs, showDimensions,
                showChannels, showLegend, names, colors);
    }

    /** The same with other names and colours of types. */
    public GlyphOptions withTypes(Map<String, String> otherNames, Map<String, Rgb> otherColors) {
        return new GlyphOptions(sizes, hiddenKinds, hiddenTypes, slim, groupAbove, splits, inputs, dimensions, channels,
                legend, otherNames, otherColors);
    }
}
