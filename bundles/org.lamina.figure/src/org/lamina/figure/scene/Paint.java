package org.lamina.figure.scene;

import java.util.Optional;

/**
 * How a shape is painted: first the area, then the outline, centred on the geometry.
 *
 * @param fill the area, empty to leave it open
 * @param stroke the outline, empty for none
 */
public record Paint(Optional<Fill> fill, Optional<Stroke> stroke) {

    /** An area without an outline. */
    public static Paint filled(Rgb color) {
        return new Paint(Optional.of(new Fill(color)), Optional.empty());
    }

    /** An outline alone. */
    public static Paint outlined(Stroke stroke) {
        return new Paint(Optional.empty(), Optional.of(stroke));
    }

    /** An area with an outline. */
    public static Paint of(Rgb fill, Stroke stroke) {
        return new Paint(Optional.of(new Fill(fill)), Optional.of(stroke));
    }
}
