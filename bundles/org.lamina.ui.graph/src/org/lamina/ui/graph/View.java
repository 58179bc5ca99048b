package org.lamina.ui.graph;

import java.util.Map;
import java.util.Optional;
import org.lamina.eclipse.core.OpenedModel;
import org.lamina.figure.ArchitectureFigure;
import org.lamina.figure.DetailOptions;
import org.lamina.figure.Details;
import org.lamina.figure.scene.Scene;
import org.lamina.figure.scene.SceneIndex;
import org.lamina.figure.structure.Folding;
import org.lamina.figure.structure.Module;
import org.lamina.figure.structure.ModuleTree;
import org.lamina.model.Progress;
import org.lamina.ui.graph.canvas.Drawn;

/**
 * What is to be drawn of a model.
 *
 * @param style how
 * @param details what the detail style shows, and in which colours
 * @param revealed the path of a layer or module whose modules around are to be opened
 */
record View(Style style, DetailOptions details, Optional<String> revealed) {

    /**
     * Lays out and draws. Takes from milliseconds to seconds; not for the UI thread.
     *
     * @throws java.util.concurrent.CancellationException if it was cancelled
     */
    Drawn draw(OpenedModel opened, Progress progress) {
        if (style != Style.DETAILS) {
            Scene scene = style.draw(opened, details.theme(), progress);
            return new Drawn(new SceneIndex(scene), details.folding(), Map.of());
        }
        Module modules = ModuleTree.of(opened.model());
        Folding folding = revealed.map(path -> details.folding().reveal(modules, path)).orElse(details.folding());
        Details drawn = ArchitectureFigure.details(opened.model(), modules, opened.checkpoint(),
                details.withFolding(folding), progress);
        return new Drawn(new SceneIndex(drawn.scene()), folding, drawn.boxOf());
    }
}
