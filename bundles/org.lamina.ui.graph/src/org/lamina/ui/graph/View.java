package org.lamina.ui.graph;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.lamina.eclipse.core.LaminaCore;
import org.lamina.eclipse.core.OpenedModel;
import org.lamina.figure.ArchitectureFigure;
import org.lamina.figure.DetailOptions;
import org.lamina.figure.Details;
import org.lamina.figure.DrawnFigure;
import org.lamina.figure.GlyphOptions;
import org.lamina.figure.LegendOptions.Place;
import org.lamina.figure.PageOptions;
import org.lamina.figure.SamplePicture;
import org.lamina.figure.SamplePictures;
import org.lamina.figure.preferences.FigurePreferences;
import org.lamina.figure.scene.SceneIndex;
import org.lamina.figure.scene.Theme;
import org.lamina.figure.structure.Folding;
import org.lamina.figure.structure.Module;
import org.lamina.figure.structure.ModuleTree;
import org.lamina.model.Checkpoint;
import org.lamina.model.ModelFormatException;
import org.lamina.model.Progress;
import org.lamina.ui.graph.canvas.Drawn;

/**
 * What is to be drawn of a model.
 *
 * @param style how
 * @param preferences how the glyph style looks, and what the detail style begins with
 * @param details what the detail style shows, and in which colours
 * @param revealed the path of a layer or module whose modules around are to be opened
 */
public record View(Style style, FigurePreferences preferences, DetailOptions details, Optional<String> revealed) {

    /** A figure as preferences describe it, in light colours. */
    public static View of(Style style, FigurePreferences preferences) {
        return new View(style, preferences, preferences.details(), Optional.empty());
    }

    /** The same in the other style or the same one. */
    public View withStyle(Style other) {
        return new View(other, preferences, details, revealed);
    }

    /** The same on another page and with its legend elsewhere, as far as the style has these. */
    public View on(PageOptions page, Place legend) {
        GlyphOptions options = preferences.options();
        return new View(style, preferences.with(options.withLegend(options.legend().withPlace(legend)), page), details,
                revealed);
    }

    /**
     * Lays out and draws for the screen, with the legend below. Takes from milliseconds to seconds; not for the UI
     * thread.
     *
     * @throws java.util.concurrent.CancellationException if it was cancelled
     */
    Drawn draw(OpenedModel opened, Progress progress) {
        List<String> problems = new ArrayList<>();
        if (style == Style.GLYPHS) {
            GlyphOptions options = preferences.options();
            boolean apart = options.legend().place() == Place.SEPARATE;
            DrawnFigure glyphs = glyphs(opened, apart ? options.withLegend(options.legend().withPlace(Place.JOINED))
                    : options, problems::add, progress);
            return new Drawn(new SceneIndex(glyphs.figure()), details.folding(), glyphs.boxOf(), glyphs.parts(),
                    glyphs.types(), glyphs.scale(), problems);
        }
        Module modules = ModuleTree.of(opened.model());
        Folding folding = revealed.map(path -> details.folding().reveal(modules, path)).orElse(details.folding());
        Details drawn = ArchitectureFigure.details(opened.model(), modules, opened.checkpoint(),
                details.withFolding(folding), progress);
        return new Drawn(new SceneIndex(drawn.scene()), folding, drawn.boxOf(), Map.of(), List.of(), 1, problems);
    }

    /**
     * Lays out and draws for paper, in light colours and with the legend where the preferences want it: the same as the
     * command line makes of these preferences. Takes from milliseconds to seconds; not for the UI thread.
     *
     * @param problems takes a sentence for each wish that can't be met
     * @throws java.util.concurrent.CancellationException if it was cancelled
     */
    public DrawnFigure figure(OpenedModel opened, Consumer<String> problems, Progress progress) {
        return style == Style.GLYPHS ? glyphs(opened, preferences.options(), problems, progress)
                : new DrawnFigure(ArchitectureFigure.details(opened.model(), opened.checkpoint(),
                        details.withTheme(Theme.light()), progress), Optional.empty(), Map.of(), Map.of(),
                        List.of(), 1);
    }

    private DrawnFigure glyphs(OpenedModel opened, GlyphOptions options, Consumer<String> problems,
            Progress progress) {
        boolean pictures = options.samples() == GlyphOptions.Samples.PICTURES;
        return ArchitectureFigure.glyphs(opened.model(), opened.checkpoint(), options, preferences.page(),
                pictures ? pictures(opened, problems, progress) : List.of(), problems, progress);
    }

    private static List<Optional<SamplePicture>> pictures(OpenedModel opened, Consumer<String> problems,
            Progress progress) {
        Optional<Path> file = SamplePictures.beside(opened.file());
        if (file.isEmpty()) {
            return List.of();
        }
        try (Checkpoint samples = LaminaCore.readers().open(file.get(), progress)) {
            return SamplePictures.of(samples, opened.model());
        } catch (ModelFormatException | IOException e) {
            problems.accept(file.get() + ": " + e.getMessage());
            return List.of();
        }
    }
}
