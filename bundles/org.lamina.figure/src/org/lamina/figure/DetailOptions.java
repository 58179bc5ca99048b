package org.lamina.figure;

import org.lamina.figure.scene.Theme;
import org.lamina.figure.structure.Folding;

/**
 * How the detail style looks.
 *
 * @param theme its colours
 * @param groups whether modules that contain layers are drawn as frames around them
 * @param folding which modules are drawn as one box; only with frames
 * @param constants whether layers are drawn that depend on no input of the model
 * @param shapes whether connections are labelled with the shape of what flows
 * @param inside whether the boxes of layers tell their operations and variables
 * @param arrangement notes, and boxes and frames that were moved
 */
public record DetailOptions(Theme theme, boolean groups, Folding folding, boolean constants, boolean shapes,
        boolean inside, Arrangement arrangement) {

    /** Options without notes, and with everything in its place. */
    public DetailOptions(Theme theme, boolean groups, Folding folding, boolean constants, boolean shapes,
            boolean inside) {
        this(theme, groups, folding, constants, shapes, inside, Arrangement.NONE);
    }

    /** These colours, with frames, and every layer to be seen. */
    public static DetailOptions of(Theme theme) {
        return new DetailOptions(theme, true, Folding.NONE, true, false, false);
    }

    /** What a drawing begins with: in light colours, an overview of large models, with what is inside the layers. */
    public static DetailOptions standard() {
        return of(Theme.light()).withFolding(Folding.OVERVIEW).withInside(true);
    }

    /** These options with other colours. */
    public DetailOptions withTheme(Theme newTheme) {
        return new DetailOptions(newTheme, groups, folding, constants, shapes, inside, arrangement);
    }

    /** These options with or without frames. */
    public DetailOptions withGroups(boolean newGroups) {
        return new DetailOptions(theme, newGroups, folding, constants, shapes, inside, arrangement);
    }

    /** These options with another folding. */
    public DetailOptions withFolding(Folding newFolding) {
        return new DetailOptions(theme, groups, newFolding, constants, shapes, inside, arrangement);
    }

    /** These options with or without layers that depend on no input. */
    public DetailOptions withConstants(boolean newConstants) {
        return new DetailOptions(theme, groups, folding, newConstants, shapes, inside, arrangement);
    }

    /** These options with or without shapes at the connections. */
    public DetailOptions withShapes(boolean newShapes) {
        return new DetailOptions(theme, groups, folding, constants, newShapes, inside, arrangement);
    }

    /** These options with or without operations and variables inside the boxes. */
    public DetailOptions withInside(boolean newInside) {
        return new DetailOptions(theme, groups, folding, constants, shapes, newInside, arrangement);
    }

    /** These options with other notes and moved boxes. */
    public DetailOptions withArrangement(Arrangement newArrangement) {
        return new DetailOptions(theme, groups, folding, constants, shapes, inside, newArrangement);
    }
}
