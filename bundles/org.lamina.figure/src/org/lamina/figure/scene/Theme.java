package org.lamina.figure.scene;

import java.util.Map;
import org.lamina.model.LayerKind;

/**
 * Named colours for screens: the detail style of the architecture and the charts. Text has a contrast of 4.5:1 or more
 * with every colour it is drawn on (WCAG 2.1, success criterion 1.4.3).
 *
 * @param name {@code light} or {@code dark}
 * @param background behind everything
 * @param surface the face of a layer's box and of a chart
 * @param frame the face of a group; nested groups go on towards {@code frameBorder}
 * @param frameBorder the outline of a group
 * @param border the outline of a box
 * @param text names and values
 * @param mutedText types, shapes, axis labels
 * @param line edges between layers
 * @param grid grid lines of a chart
 * @param series the bars or lines of a chart
 * @param seriesBorder their outline
 * @param mark a line that is laid over a chart, such as the mean
 * @param warning text and marks about something wrong, such as NaN values
 * @param accents a colour for each family of layers, from the colour-blind safe palette of Okabe and Ito (2008)
 */
public record Theme(String name, Rgb background, Rgb surface, Rgb frame, Rgb frameBorder, Rgb border, Rgb text,
        Rgb mutedText, Rgb line, Rgb grid, Rgb series, Rgb seriesBorder, Rgb mark, Rgb warning,
        Map<LayerKind, Rgb> accents) {

    public Theme {
        accents = Map.copyOf(accents);
    }

    /** The colours for a light workbench. */
    public static Theme light() {
        return new Theme("light", Rgb.WHITE, Rgb.WHITE, Rgb.of(0xF4F6F8), Rgb.of(0xC9D1D9), Rgb.of(0x8A95A1),
                Rgb.of(0x1B2129), Rgb.of(0x55606C), Rgb.of(0x5B6672), Rgb.of(0xE3E7EB), Rgb.of(0x5AA2D0),
                Rgb.of(0x2F7DB1), Rgb.of(0xB34700), Rgb.of(0xB3261E), LayerColors.accents());
    }

    /** The colours for a dark workbench. */
    public static Theme dark() {
        return new Theme("dark", Rgb.of(0x1E2227), Rgb.of(0x2A2F36), Rgb.of(0x252A30), Rgb.of(0x444C56),
                Rgb.of(0x7C8794), Rgb.of(0xECEFF2), Rgb.of(0xB4BDC7), Rgb.of(0x98A3AF), Rgb.of(0x3A424B),
                Rgb.of(0x56A8DC), Rgb.of(0x8CC8EE), Rgb.of(0xF0A35E), Rgb.of(0xFF8A80), LayerColors.accents());
    }

    /** The colour of a family of layers. */
    public Rgb accent(LayerKind kind) {
        return accents.getOrDefault(kind, border);
    }
}
