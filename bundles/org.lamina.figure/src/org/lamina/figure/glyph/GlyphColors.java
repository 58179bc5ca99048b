package org.lamina.figure.glyph;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lamina.figure.GlyphOptions;
import org.lamina.figure.Palette;
import org.lamina.figure.TypeStyle;
import org.lamina.figure.parts.Part;
import org.lamina.figure.scene.Fill;
import org.lamina.figure.scene.LayerColors;
import org.lamina.figure.scene.Paint;
import org.lamina.figure.scene.Rgb;
import org.lamina.figure.scene.Stroke;
import org.lamina.figure.scene.Texture;

/**
 * The colour and texture of each type in a figure: what the user wants, else what the palette gives it. Outlines are
 * darker than the areas, and so dark that they stand out from white paper.
 */
public final class GlyphColors {

    /** The least contrast of outlines with the paper (WCAG 2.1, success criterion 1.4.11). */
    public static final double LEAST_CONTRAST = 3;

    private static final Rgb INPUT = Rgb.of(0xE4E4E4);
    private static final Rgb SPLIT = Rgb.of(0xBDBDBD);
    private static final Rgb GREY = Rgb.of(0x6E6E6E);

    /** For groups, beside the palette of layers: from the "muted" palette of Paul Tol (2021), colour-blind safe too. */
    private static final List<Rgb> GROUPS = List.of(Rgb.of(0x44AA99), Rgb.of(0x999933), Rgb.of(0x882255),
            Rgb.of(0x332288), Rgb.of(0x117733), Rgb.of(0xAA4499));

    /** How far the colours of further types are from that of the first: below 0 to black, above to white. */
    private static final double[] SHADES = {0, 0.5, -0.35, 0.75, -0.6, 0.25, -0.18, 0.62, -0.48};

    private static final double DARKER = 0.28;
    private static final double STEP = 0.04;
    private static final double PALER = 0.7;

    private final Map<String, Fill> byType = new HashMap<>();
    private final boolean monochrome;

    GlyphColors(List<Part> parts, GlyphOptions options) {
        monochrome = options.palette() == Palette.MONOCHROME;
        int types = (int) parts.stream().map(Part::type).distinct().count();
        Map<Rgb, Integer> seen = new HashMap<>();
        for (Part part : parts) {
            if (!byType.containsKey(part.type())) {
                TypeStyle style = options.type(part.type());
                Rgb color = usual(part, options.palette(), types, seen);
                color = style.color().orElse(color);
                Optional<Texture> texture = style.texture().or(() -> texture(part));
                byType.put(part.type(), new Fill(color, texture, ink(color)));
            }
        }
    }

    /** The colour of a type's area. */
    Rgb of(String type) {
        return byType.get(type).color();
    }

    private Optional<Texture> texture(Part part) {
        boolean plain = part.role() == Part.Role.INPUT || !monochrome;
        return plain ? Optional.empty() : Optional.of(Texture.values()[byType.size() % Texture.values().length]);
    }

    private Rgb usual(Part part, Palette palette, int types, Map<Rgb, Integer> seen) {
        if (palette != Palette.FAMILIES) {
            return palette.color(byType.size(), types);
        }
        return switch (part.role()) {
            case INPUT -> INPUT;
            case SPLIT -> SPLIT;
            case GROUP -> {
                int number = seen.merge(Rgb.BLACK, 1, Integer::sum) - 1;
                yield shade(GROUPS.get(number % GROUPS.size()), number / GROUPS.size());
            }
            case LAYER -> {
                Rgb color = LayerColors.accents().get(part.kind());
                yield shade(color, seen.merge(color, 1, Integer::sum) - 1);
            }
        };
    }

    /** The colour itself, then lighter and darker ones in turn. */
    private static Rgb shade(Rgb color, int number) {
        double step = SHADES[number % SHADES.length];
        return color.towards(step < 0 ? Rgb.BLACK : Rgb.WHITE, Math.abs(step));
    }

    /** The colour of a texture on a colour. */
    private static Rgb ink(Rgb color) {
        return color.contrast(Rgb.BLACK) > color.contrast(Rgb.WHITE) ? Rgb.of(0x3C3C3C) : Rgb.WHITE;
    }

    /** The colour of the outline around an area: darker, and with the least contrast to white at least. */
    public static Rgb outline(Rgb color) {
        double darker = DARKER;
        Rgb outline = color.towards(Rgb.BLACK, darker);
        while (outline.contrast(Rgb.WHITE) < LEAST_CONTRAST) {
            darker += STEP;
            outline = color.towards(Rgb.BLACK, Math.min(1, darker));
        }
        return outline;
    }

    /** How a part is painted; a part without a known extent is pale, with a dashed outline. */
    Paint paint(Part part, double width) {
        Fill fill = byType.get(part.type());
        if (!part.out().isSized()) {
            Fill pale = new Fill(fill.color().towards(Rgb.WHITE, PALER), fill.texture(),
                    fill.ink().towards(Rgb.WHITE, PALER));
            return new Paint(Optional.of(pale),
                    Optional.of(new Stroke(dark(part.type()), width / 2, List.of(5.0, 4.0))));
        }
        return paint(part.type(), width);
    }

    /** How a type is painted where its size plays no part. */
    Paint paint(String type, double width) {
        return new Paint(Optional.of(byType.get(type)), Optional.of(Stroke.solid(dark(type), width)));
    }

    /** How the inner glyph is painted that marks a group. */
    Paint inner(String type) {
        return Paint.filled(dark(type));
    }

    private Rgb dark(String type) {
        return monochrome ? GREY : outline(byType.get(type).color());
    }
}
