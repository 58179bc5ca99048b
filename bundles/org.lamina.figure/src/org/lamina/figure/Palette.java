package org.lamina.figure;

import java.util.List;
import org.lamina.figure.scene.Rgb;

/** Which colours types get. */
public enum Palette {

    /** A colour for each family of layers, shades of it for further types; colour-blind safe between families. */
    FAMILIES(List.of()),

    /** The colours of Okabe and Ito, "Color Universal Design" (2008), in the order in which types appear. */
    COLOR_BLIND(List.of(0xE69F00, 0x56B4E9, 0x009E73, 0xF0E442, 0x0072B2, 0xD55E00, 0xCC79A7, 0x999999)),

    /** Seventeen colours of Material Design (2014), as Net2Vis starts with, in the order in which types appear. */
    MATERIAL(List.of(0xF44336, 0x2196F3, 0x4CAF50, 0xFFEB3B, 0x9C27B0, 0xFF9800, 0x00BCD4, 0x795548, 0xE91E63,
            0x8BC34A, 0x3F51B5, 0xFFC107, 0x009688, 0x673AB7, 0xCDDC39, 0x607D8B, 0x9E9E9E)),

    /** Hues at equal distances, as many as there are types. */
    HUES(List.of()),

    /** White areas with a texture for each type, and grey outlines: for print without colours. */
    MONOCHROME(List.of());

    private final List<Integer> colors;

    Palette(List<Integer> colors) {
        this.colors = colors;
    }

    /**
     * The colour of the n-th type of so many; for {@link #FAMILIES} and {@link #MONOCHROME} that of a type without a
     * family: grey and white.
     */
    public Rgb color(int n, int types) {
        return switch (this) {
            case FAMILIES -> Rgb.of(0x999999);
            case MONOCHROME -> Rgb.WHITE;
            case HUES -> hue((double) n / Math.max(1, types));
            default -> shaded(n);
        };
    }

    /** The n-th colour; further rounds through the palette are lighter and darker. */
    private Rgb shaded(int n) {
        Rgb color = Rgb.of(colors.get(n % colors.size()));
        int round = n / colors.size();
        return round == 0 ? color
                : round % 2 == 1 ? color.towards(Rgb.WHITE, 0.5) : color.towards(Rgb.BLACK, 0.4);
    }

    /** A hue, 0 to 1, of medium saturation and brightness. */
    private static Rgb hue(double hue) {
        double sector = hue * 6;
        double rising = sector - Math.floor(sector);
        int low = 90;
        int high = 215;
        int up = (int) Math.round(low + rising * (high - low));
        int down = (int) Math.round(high - rising * (high - low));
        return switch ((int) Math.floor(sector) % 6) {
            case 0 -> new Rgb(high, up, low);
            case 1 -> new Rgb(down, high, low);
            case 2 -> new Rgb(low, high, up);
            case 3 -> new Rgb(low, down, high);
            case 4 -> new Rgb(up, low, high);
            default -> new Rgb(high, low, down);
        };
    }
}
