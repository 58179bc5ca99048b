package org.lamina.figure.glyph;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lamina.figure.scene.LayerColors;
import org.lamina.figure.scene.Paint;
import org.lamina.figure.scene.Rgb;
import org.lamina.figure.scene.Stroke;

/**
 * The colour of each type in a figure: that of its family, and a lighter or darker shade for further types of
 * families with that colour, in the order in which they appear.
 */
final class GlyphColors {

    private static final Rgb INPUT = Rgb.of(0xE4E4E4);
    private static final Rgb SPLIT = Rgb.of(0xBDBDBD);

    /** For groups, beside the palette of layers: from the "muted" palette of Paul Tol (2021), colour-blind safe too. */
    private static final List<Rgb> GROUPS = List.of(Rgb.of(0x44AA99), Rgb.of(0x999933), Rgb.of(0x882255),
            Rgb.of(0x332288), Rgb.of(0x117733), Rgb.of(0xAA4499));

    private static final double DARKER = 0.28;
    private static final double PALER = 0.7;

    private final Map<String, Rgb> byType = new HashMap<>();

    /** {@code chosen} are the colours that a user wants. */
    GlyphColors(List<Part> parts, Map<String, Rgb> chosen) {
        Map<Rgb, Integer> seen = new HashMap<>();
        for (Part part : parts) {
            byType.computeIfAbsent(part.type(),
                    type -> chosen.containsKey(type) ? chosen.get(type) : usual(part, seen));
        }
    }

    private static Rgb usual(Part part, Map<Rgb, Integer> seen) {
        return switch (part.role()) {
            case INPUT -> INPUT;
            case SPLIT -> SPLIT;
            case GROUP -> GROUPS.get((seen.merge(Rgb.BLACK, 1, Integer::sum) - 1) % GROUPS.size());
            case LAYER -> {
                Rgb color = LayerColors.accents().get(part.kind());
                yield shade(color, seen.merge(color, 1, Integer::sum) - 1);
            }
        };
    }

    /** The colour itself, then lighter and darker ones in turn. */
    private static Rgb shade(Rgb color, int number) {
        return switch (number % 5) {
            case 1 -> color.towards(Rgb.WHITE, 0.5);
            case 2 -> color.towards(Rgb.BLACK, 0.35);
            case 3 -> color.towards(Rgb.WHITE, 0.75);
            case 4 -> color.towards(Rgb.BLACK, 0.6);
            default -> color;
        };
    }

    /** How a part is painted; a part without a known extent is pale, with a dashed outline. */
    Paint paint(Part part, double outline) {
        if (!part.out().isSized()) {
            return Paint.of(byType.get(part.type()).towards(Rgb.WHITE, PALER),
                    new Stroke(dark(part.type()), outline / 2, List.of(5.0, 4.0)));
        }
        return paint(part.type(), outline);
    }

    /** How a type is painted where its size plays no part. */
    Paint paint(String type, double outline) {
        return Paint.of(byType.get(type), Stroke.solid(dark(type), outline));
    }

    /** How the inner glyph is painted that marks a group. */
    Paint inner(String type) {
        return Paint.filled(dark(type));
    }

    private Rgb dark(String type) {
        return byType.get(type).towards(Rgb.BLACK, DARKER);
    }
}
