package org.lamina.ui.graph.canvas;

import org.eclipse.swt.graphics.Color;
import org.lamina.figure.scene.Rgb;
import org.lamina.figure.scene.Scene;
import org.lamina.model.Severity;

/**
 * The colours that the canvas lays over a scene.
 *
 * @param selection the outline of what is selected, and the edges that touch it
 * @param warning the badge of a warning
 * @param error the badge of an error
 * @param critical the badge of a critical finding
 * @param sign the sign on a badge
 * @param rim the rim that sets a badge off from what lies under it
 */
public record Look(Rgb selection, Rgb warning, Rgb error, Rgb critical, Rgb sign, Rgb rim) {

    /** The colours over a light scene. */
    public static Look light() {
        return new Look(Rgb.of(0x0B63CE), Rgb.of(0xF2A900), Rgb.of(0xD13438), Rgb.of(0x8E1B6B), Rgb.WHITE, Rgb.WHITE);
    }

    /** The colours over a dark scene. */
    public static Look dark() {
        return new Look(Rgb.of(0x6CB6FF), Rgb.of(0xE3A008), Rgb.of(0xF0524F), Rgb.of(0xD16DB4), Rgb.of(0x14171A),
                Rgb.of(0x1E2227));
    }

    /** The colours over a scene, by its ground; a figure for paper is light in whatever colours the workbench is. */
    public static Look over(Scene scene) {
        boolean dark = scene.background().map(color -> color.contrast(Rgb.WHITE) > color.contrast(Rgb.BLACK))
                .orElse(false);
        return dark ? dark() : light();
    }

    /** The colour of frames that are shown while something is dragged. */
    Color frame() {
        return new Color(selection.red(), selection.green(), selection.blue());
    }

    /** The colour of a badge. */
    public Rgb badge(Severity severity) {
        return switch (severity) {
            case WARNING -> warning;
            case ERROR -> error;
            case CRITICAL -> critical;
        };
    }
}
