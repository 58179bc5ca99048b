package org.lamina.ui.graph;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.core.runtime.Platform;
import org.lamina.eclipse.core.OpenedModel;
import org.lamina.figure.ArchitectureFigure;
import org.lamina.figure.DetailOptions;
import org.lamina.figure.GlyphOptions;
import org.lamina.figure.LegendOptions;
import org.lamina.figure.preferences.FigurePreferences;
import org.lamina.figure.preferences.PreferencesException;
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
    /**
     * For publications: glyphs whose height and width tell resolution and channels; always on white. Looks as the
     * preferences beside the model say.
     */
    GLYPHS {
        @Override
        public Scene draw(OpenedModel opened, Theme theme, Progress progress) {
            FigurePreferences preferences = preferences(opened);
            GlyphOptions options = preferences.options();
            if (options.legend().place() == LegendOptions.Place.SEPARATE) {
                options = options.withLegend(options.legend().withPlace(LegendOptions.Place.JOINED));
            }
            return ArchitectureFigure.glyphs(opened.model(), opened.checkpoint(), options, preferences.page(),
                    List.of(), Style::warn, progress).figure();
        }
    };

    /**
     * Lays out and draws a model. Takes from milliseconds to seconds; not for the UI thread.
     *
     * @throws java.util.concurrent.CancellationException if it was cancelled
     */
    public abstract Scene draw(OpenedModel opened, Theme theme, Progress progress);

    /** What the file beside the model says; the usual preferences where there is none that can be used. */
    private static FigurePreferences preferences(OpenedModel opened) {
        Path file = FigurePreferences.beside(opened.file());
        try {
            return Files.isRegularFile(file) ? FigurePreferences.read(file) : FigurePreferences.standard();
        } catch (PreferencesException | IOException e) {
            warn(file + ": " + e.getMessage());
            return FigurePreferences.standard();
        }
    }

    private static void warn(String problem) {
        Platform.getLog(Style.class).warn(problem);
    }

    /** The other style. */
    public Style other() {
        return this == DETAILS ? GLYPHS : DETAILS;
    }
}
