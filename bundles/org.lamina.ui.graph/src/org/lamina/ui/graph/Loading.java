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
 * The background work of one editor: reading a checkpoint and the preferences of its figure, and drawing it or listing
 * its tensors. New work of a kind cancels the old one, whose outcome nobody hears of any more. To be used by the UI
 * thread, which also hears of the outcomes.
 */
final class Loading {

    private final UiQueue queue;
    private final Work reading = new Work();
    private final Work preferences = new Work();
    private final Work picture = new Work();
    private Runnable shown = () -> { };

    /** The newest work of one kind. */
    private final class Work {

        private Job job;
        private int generation;
        private boolean pending;

        /** Cancels what is going on; who hears of the next work is to be told its number. */
        int next() {
            if (job != null) {
                job.cancel();
                job = null;
            }
            pending = false;
            return ++generation;
        }

        void start(Job newJob) {
            job = newJob;
            pending = true;
            job.schedule();
        }

        void tell(int asked, Runnable listener) {
            queue.later(() -> {
                if (asked == generation) {
                    pending = false;
                    listener.run();
                }
            });
        }
    }

    Loading(Control control) {
        this.queue = new UiQueue(control);
    }

    /**
     * Reads a checkpoint.
     *
     * @param read hears of the model before it is checked, unless it is known already
     */
    void read(Path file, Consumer<OpenedModel> read, Consumer<Outcome<OpenedModel>> listener) {
        int mine = reading.next();
        reading.job = LaminaCore.checkpoints().model(file, (model, ready) -> reading.tell(mine, () -> {
            shown = ready;
            read.accept(model);
        }), outcome -> reading.tell(mine, () -> listener.accept(outcome)));
    }

    /** The model that was read is to be seen, or will not be: its checks need wait no longer. */
    void shown() {
        queue.later(() -> {
            shown.run();
            shown = () -> { };
        });
    }

    /** Reads the preferences of a figure. */
    void preferences(Path file, Consumer<Outcome<FigureFile>> listener) {
        int mine = preferences.next();
        preferences.start(new PreferencesJob(file,
                outcome -> preferences.tell(mine, () -> listener.accept(outcome))));
    }

    /** Draws a model. */
    void draw(OpenedModel opened, View view, Consumer<Outcome<Drawn>> listener) {
        int mine = picture.next();
        picture.start(new DrawingJob(opened, view, outcome -> picture.tell(mine, () -> listener.accept(outcome))));
    }

    /** Whether a drawing is on its way. */
    boolean isDrawing() {
        return picture.pending && picture.job instanceof DrawingJob;
    }

    /** Lists the tensors of a checkpoint. */
    void list(Path file, Consumer<Outcome<List<TensorInfo>>> listener) {
        int mine = picture.next();
        picture.start(new TensorsJob(file, outcome -> picture.tell(mine, () -> listener.accept(outcome))));
    }

    /** Stops what is going on; nobody is told. */
    void stop() {
        List.of(reading, preferences, picture).forEach(Work::next);
    }
}
