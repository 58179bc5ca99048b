package org.lamina.ui.graph;

import org.lamina.eclipse.core.OpenedModel;
import org.lamina.figure.ArchitectureFigure;
import org.lamina.figure.DetailOptions;
import org.lamina.figure.GlyphOptions;
import org.lamina.figure.scene.Scene;
import org.lamina.figure.scene.Theme;
import org.lamina.figure.structure.Folding;
import org.lamina.model.Progress;

/** The ways to draw a model. */
public enum Style {

    /** For work on the screen: a box with name, type, shapes and parameters for each layer. */
    DETAILS {
        @Override
        public Scene draw(OpenedModel opened, Theme theme, Progress progress) {
            return ArchitectureFigure.details(opened.model(), opened.checkpoint(),
                    DetailOptions.of(theme).withFolding(Folding.OVERVIEW), progress);
        }
    },
    /** For publications: glyphs whose height and width tell resolution and channels; always on white. */
    GLYPHS {
        @Override
        public Scene draw(OpenedModel opened, Theme theme, Progress progress) {
            return ArchitectureFigure.glyphs(opened.model(), opened.checkpoint(), GlyphOptions.standard(), progress);
        }
    };

    /**
     * Lays out and draws a model. Takes from milliseconds to seconds; not for the UI thread.
     *
     * @throws java.util.concurrent.CancellationException if it was cancelled
     */
    public abstract Scene draw(OpenedModel opened, Theme theme, Progress progress);

    /** The other style. */
    public Style other() {
        return this == DETAILS ? GLYPHS : DETAILS;
    }
}
