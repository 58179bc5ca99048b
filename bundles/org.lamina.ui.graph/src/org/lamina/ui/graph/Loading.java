package org.lamina.ui.graph;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.swt.widgets.Control;
import org.lamina.eclipse.core.LaminaCore;
import org.lamina.eclipse.core.OpenedModel;
import org.lamina.model.Outcome;
import org.lamina.model.TensorInfo;
import org.lamina.ui.UiQueue;
import org.lamina.ui.graph.canvas.Drawn;
import org.lamina.ui.graph.editing.FigureFile;

/**
 * The background work of one editor: reading a checkpoint, and drawing it or listing its tensors. One piece of work
 * at a time: a new one cancels the old one, whose outcome nobody hears of any more. To be used by the UI thread, which
 * also hears of the outcomes.
 */
final class Loading {

    private final UiQueue queue;
    private Job job;
    private int generation;

    Loading(Control control) {
        this.queue = new UiQueue(control);
    }

    /** Reads a checkpoint. */
    void read(Path file, Consumer<Outcome<OpenedModel>> listener) {
        int mine = next();
        job = LaminaCore.checkpoints().model(file, outcome -> tell(mine, () -> listener.accept(outcome)));
    }

    /** Reads the preferences of a figure. */
    void preferences(Path file, Consumer<Outcome<FigureFile>> listener) {
        int mine = next();
        job = new PreferencesJob(file, outcome -> tell(mine, () -> listener.accept(outcome)));
        job.schedule();
    }

    /** Draws a model. */
    void draw(OpenedModel opened, View view, Consumer<Outcome<Drawn>> listener) {
        int mine = next();
        job = new DrawingJob(opened, view, outcome -> tell(mine, () -> listener.accept(outcome)));
        job.schedule();
    }

    /** Lists the tensors of a checkpoint. */
    void list(Path file, Consumer<Outcome<List<TensorInfo>>> listener) {
        int mine = next();
        job = new TensorsJob(file, outcome -> tell(mine, () -> listener.accept(outcome)));
        job.schedule();
    }

    /** Stops what is going on; nobody is told. */
    void stop() {
        next();
    }

    private int next() {
        if (job != null) {
            job.cancel();
            job = null;
        }
        return ++generation;
    }

    private void tell(int asked, Runnable listener) {
        queue.later(() -> {
            if (asked == generation) {
                listener.run();
            }
        });
    }
}
