package org.lamina.ui.graph;

import java.util.Optional;
import java.util.function.Consumer;
import org.lamina.eclipse.core.OpenedModel;
import org.lamina.figure.scene.Scene;
import org.lamina.figure.scene.Theme;
import org.lamina.model.Outcome;
import org.lamina.model.Progress;
import org.lamina.ui.UiQueue;
import org.lamina.ui.graph.canvas.GraphCanvas;

/** What an editor shows, in the light colours of paper: drawn anew in the background if the workbench is dark. */
public final class PaperScene extends EditorJob<Scene> {

    private final OpenedModel opened;
    private final View view;

    private PaperScene(OpenedModel opened, View view, Consumer<Outcome<Scene>> listener) {
        super(Messages.PaperScene_name, listener);
        this.opened = opened;
        this.view = view;
    }

    /**
     * Gives the drawing of an editor, at once if it is light already. To be used by the UI thread.
     *
     * @param taken takes it, in the UI thread; nothing if there is none
     */
    public static void of(ArchitectureEditor editor, Consumer<Scene> taken) {
        of(editor.canvas(), editor.opened(), editor.view(), taken);
    }

    static void of(GraphCanvas canvas, Optional<OpenedModel> model, View view, Consumer<Scene> taken) {
        if (view.style() == Style.GLYPHS || view.details().theme().equals(Theme.light())) {
            canvas.scene().ifPresent(taken);
            return;
        }
        UiQueue queue = new UiQueue(canvas.control());
        model.ifPresent(opened -> new PaperScene(opened, view, outcome -> queue.later(() -> {
            if (outcome instanceof Outcome.Done<Scene> done) {
                taken.accept(done.value());
            }
        })).schedule());
    }

    @Override
    protected Outcome<Scene> work(Progress progress) {
        return new Outcome.Done<>(view.figure(opened, problem -> { }, progress).figure());
    }
}
