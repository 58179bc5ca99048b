package org.lamina.figure.scene;

import java.util.EnumMap;
import java.util.Map;
import org.lamina.model.LayerKind;

/**
 * A colour for each family of layers. The eight hues are those of Okabe and Ito, "Color Universal Design" (2008), which
 * people with any common colour vision deficiency tell apart; families that rarely meet in one model share a hue.
 */
public final class LayerColors {

    private static final Rgb ORANGE = Rgb.of(0xE69F00);
    private static final Rgb SKY_BLUE = Rgb.of(0x56B4E9);
    private static final Rgb GREEN = Rgb.of(0x009E73);
    private static final Rgb YELLOW = Rgb.of(0xF0E442);
    private static final Rgb BLUE = Rgb.of(0x0072B2);
    private static final Rgb VERMILION = Rgb.of(0xD55E00);
    private static final Rgb PURPLE = Rgb.of(0xCC79A7);
    private static final Rgb GREY = Rgb.of(0x999999);

    private LayerColors() {
    }

    /** The colours of all families. */
    public static Map<LayerKind, Rgb> accents() {
        Map<LayerKind, Rgb> accents = new EnumMap<>(LayerKind.class);
        for (LayerKind kind : LayerKind.values()) {
            accents.put(kind, of(kind));
        }
        return accents;
    }

    private static Rgb of(LayerKind kind) {
        return switch (kind) {
            case CONVOLUTION -> BLUE;
            case DENSE -> ORANGE;
            case NORMALISATION -> SKY_BLUE;
            case ACTIVATION -> YELLOW;
            case POOLING -> VERMILION;
            case MERGE, ARITHMETIC -> PURPLE;
            case UPSAMPLING, RECURRENT, ATTENTION, EMBEDDING -> GREEN;
            case DROPOUT, RESHAPE, IDENTITY, CONTAINER, OTHER -> GREY;
        };
    }
}
