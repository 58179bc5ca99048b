package org.lamina.figure;

import org.lamina.figure.scene.Theme;

/**
 * How the detail style looks.
 *
 * @param theme its colours
 * @param groups whether modules that contain layers are drawn as frames around them
 */
public record DetailOptions(Theme theme, boolean groups) {

    /** These colours, with frames. */
    public static DetailOptions of(Theme theme) {
        return new DetailOptions(theme, true);
    }
}
