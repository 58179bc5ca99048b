package org.lamina.figure;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.lamina.figure.detail.DetailFigure;
import org.lamina.figure.detail.LayerText;
import org.lamina.figure.glyph.GlyphFigure;
import org.lamina.figure.glyph.PageFit;
import org.lamina.figure.scene.Scene;
import org.lamina.figure.structure.Module;
import org.lamina.figure.structure.ModuleTree;
import org.lamina.model.Model;
import org.lamina.model.Progress;

/**
 * Draws the architecture of a model. The same model and options give the same scene, on every machine. Drawing takes
 * from milliseconds to some seconds; not for a user-interface thread.
 */
public final class ArchitectureFigure {

    private ArchitectureFigure() {
    }

    /**
     * The detail style (iNNspector, section 5.1, L2): a box with name, type, output shape and parameter count for each
     * layer, frames around the modules that contain them, data flowing down.
     *
     * @param checkpoint names the model in the units of the nodes, see {@link org.lamina.model.UnitOfAnalysis}
     * @throws java.util.concurrent.CancellationException if it was cancelled
     */
    public static Scene details(Model model, String checkpoint, DetailOptions options, Progress progress) {
        return details(model, ModuleTree.of(model), checkpoint, options, progress).scene();
    }

    /**
     * The detail style of a model whose modules are known, for who draws it more than once.
     *
     * @param modules what {@link ModuleTree#of(Model)} tells about the model
     * @param checkpoint names the model in the units of the nodes, see {@link org.lamina.model.UnitOfAnalysis}
     * @throws java.util.concurrent.CancellationException if it was cancelled
     */
    public static Details details(Model model, Module modules, String checkpoint, DetailOptions options,
            Progress progress) {
        return DetailFigure.draw(model, modules, checkpoint, options, progress);
    }

    /**
     * The glyph style of Net2Vis for publications: a trapezoid for each layer whose height is the spatial resolution at
     * its sides and whose width is the number of channels, data flowing to the right, with a legend.
     *
     * @param checkpoint names the model in the units of the nodes, see {@link org.lamina.model.UnitOfAnalysis}
     * @throws java.util.concurrent.CancellationException if it was cancelled
     */
    public static Scene glyphs(Model model, String checkpoint, GlyphOptions options, Progress progress) {
        return glyphs(model, checkpoint, options, problem -> { }, progress).figure();
    }

    /**
     * The same, with its legend where the options want that apart.
     *
     * @param problems takes a sentence for each wish of the options that can't be met
     */
    public static DrawnFigure glyphs(Model model, String checkpoint, GlyphOptions options,
            Consumer<String> problems, Progress progress) {
        return GlyphFigure.draw(model, checkpoint, options, LayerText::title, List.of(), problems, progress);
    }

    /**
     * Whether a group of the glyph style can be made beside those that the options have; else why not, in a sentence.
     * Takes milliseconds, for thousands of layers tens of them.
     */
    public static Optional<String> groupProblem(Model model, GlyphOptions options, Grouping.ManualGroup group) {
        return GlyphFigure.groupProblem(model, options, group);
    }

    /**
     * Where else groups of the glyph style could be made: at all other places of the same types, with the same windows,
     * that are connected in the same way. Takes milliseconds, for thousands of layers tens of them.
     *
     * @param groups groups that can be made at one place beside those that the options have; the last holds the others
     * @return their counterparts at each other place, in the same order, by the paths of their layers
     */
    public static List<List<Grouping.ManualGroup>> samePlaces(Model model, GlyphOptions options,
            List<Grouping.ManualGroup> groups) {
        return GlyphFigure.samePlaces(model, options, groups);
    }

    /**
     * The same as a page wants it.
     *
     * @param pictures samples of the inputs, in order, empty where there is none; may be shorter
     * @param problems takes a sentence for each wish of the options or the page that can't be met
     */
    public static DrawnFigure glyphs(Model model, String checkpoint, GlyphOptions options, PageOptions page,
            List<Optional<SamplePicture>> pictures, Consumer<String> problems, Progress progress) {
        Set<String> told = new LinkedHashSet<>();
        DrawnFigure drawn = PageFit.fit(options, page,
                each -> GlyphFigure.draw(model, checkpoint, each, LayerText::title, pictures, told::add, progress),
                told::add);
        told.forEach(problems);
        return drawn;
    }
}
