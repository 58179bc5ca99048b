package org.lamina.figure;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.lamina.model.LayerKind;

/**
 * How the glyph style looks.
 *
 * @param sizes measures
 * @param hiddenKinds families of layers that are left out; what is before and after them is connected
 * @param types what is wanted for single types, by type or name of a group
 * @param grouping how several layers become one glyph
 * @param slim whether normalisations and activations are slim bars behind the layer that they follow; else they are
 *        glyphs of their own
 * @param splits whether a glyph of its own shows where one output goes several ways; else its line forks
 * @param inputs whether the model's inputs are shown
 * @param features whether the width of a glyph is the number of channels; else all are as wide as the least
 * @param samples what stands before the inputs and behind the outputs
 * @param labels what is written beside the glyphs
 * @param palette the colours
 * @param legend the legend
 * @param arrangement notes, and glyphs that were moved
 */
public record GlyphOptions(GlyphSizes sizes, Set<LayerKind> hiddenKinds, Map<String, TypeStyle> types,
        Grouping grouping, boolean slim, boolean splits, boolean inputs, boolean features, Samples samples,
        FigureLabels labels, Palette palette, LegendOptions legend, Arrangement arrangement) {

    /** What stands before the inputs of a figure and behind its outputs. */
    public enum Samples {
        /** Nothing. */
        NONE,
        /** Dashed squares, to be replaced by pictures. */
        PLACEHOLDERS,
        /** Pictures of samples where there are any, dashed squares elsewhere. */
        PICTURES
    }

    public GlyphOptions {
        hiddenKinds = Set.copyOf(hiddenKinds);
        types = Map.copyOf(types);
    }

    /** Options without notes, and with all glyphs in their places. */
    public GlyphOptions(GlyphSizes sizes, Set<LayerKind> hiddenKinds, Map<String, TypeStyle> types, Grouping grouping,
            boolean slim, boolean splits, boolean inputs, boolean features, Samples samples, FigureLabels labels,
            Palette palette, LegendOptions legend) {
        this(sizes, hiddenKinds, types, grouping, slim, splits, inputs, features, samples, labels, palette, legend,
                Arrangement.NONE);
    }

    /** What a publication wants: everything but layers that only matter in training or only arrange values. */
    public static GlyphOptions standard() {
        return new GlyphOptions(GlyphSizes.standard(),
                Set.of(LayerKind.DROPOUT, LayerKind.IDENTITY, LayerKind.RESHAPE), Map.of(), Grouping.standard(), true,
                true, true, true, Samples.NONE, FigureLabels.standard(), Palette.FAMILIES, LegendOptions.standard());
    }

    /** What is wanted for a type. */
    public TypeStyle type(String type) {
        return types.getOrDefault(type, TypeStyle.USUAL);
    }

    /** The same with other measures. */
    public GlyphOptions withSizes(GlyphSizes other) {
        return new GlyphOptions(other, hiddenKinds, types, grouping, slim, splits, inputs, features, samples, labels,
                palette, legend, arrangement);
    }

    /** The same with other families left out, and these types beside those that are left out already. */
    public GlyphOptions withHidden(Set<LayerKind> kinds, Set<String> alsoHidden) {
        Map<String, TypeStyle> all = new HashMap<>(types);
        alsoHidden.forEach(type -> all.put(type, type(type).withHidden(true)));
        return new GlyphOptions(sizes, kinds, all, grouping, slim, splits, inputs, features, samples, labels, palette,
                legend, arrangement);
    }

    /** The same with other wishes for types. */
    public GlyphOptions withTypes(Map<String, TypeStyle> other) {
        return new GlyphOptions(sizes, hiddenKinds, other, grouping, slim, splits, inputs, features, samples, labels,
                palette, legend, arrangement);
    }

    /** The same with normalisations and activations as slim bars or not, and splits as glyphs or not. */
    public GlyphOptions withShapes(boolean slimBars, boolean splitGlyphs) {
        return new GlyphOptions(sizes, hiddenKinds, types, grouping, slimBars, splitGlyphs, inputs, features, samples,
                labels, palette, legend, arrangement);
    }

    /** The same grouped in another way. */
    public GlyphOptions withGrouping(Grouping other) {
        return new GlyphOptions(sizes, hiddenKinds, types, other, slim, splits, inputs, features, samples, labels,
                palette, legend, arrangement);
    }

    /** The same with or without inputs, widths that tell channels, and samples. */
    public GlyphOptions withEnds(boolean showInputs, boolean featureWidths, Samples showSamples) {
        return new GlyphOptions(sizes, hiddenKinds, types, grouping, slim, splits, showInputs, featureWidths,
                showSamples, labels, palette, legend, arrangement);
    }

    /** The same with other labels. */
    public GlyphOptions withLabels(FigureLabels other) {
        return new GlyphOptions(sizes, hiddenKinds, types, grouping, slim, splits, inputs, features, samples, other,
                palette, legend, arrangement);
    }

    /** The same in other colours. */
    public GlyphOptions withPalette(Palette other) {
        return new GlyphOptions(sizes, hiddenKinds, types, grouping, slim, splits, inputs, features, samples, labels,
                other, legend, arrangement);
    }

    /** The same with another legend. */
    public GlyphOptions withLegend(LegendOptions other) {
        return new GlyphOptions(sizes, hiddenKinds, types, grouping, slim, splits, inputs, features, samples, labels,
                palette, other, arrangement);
    }

    /** The same with other notes and moved glyphs. */
    public GlyphOptions withArrangement(Arrangement other) {
        return new GlyphOptions(sizes, hiddenKinds, types, grouping, slim, splits, inputs, features, samples, labels,
                palette, legend, other);
    }
}
