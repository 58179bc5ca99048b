package org.lamina.ui.graph;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.swt.widgets.Control;
import org.lamina.eclipse.core.OpenedModel;
import org.lamina.model.Model;
import org.lamina.model.Outcome;
import org.lamina.ui.UiQueue;

/**
 * Gives the model of one editor the shapes of inputs that its figure tells and its file does not. To be used by the UI
 * thread.
 */
final class InputSizes {

    private final UiQueue queue;
    private final Consumer<OpenedModel> shown;
    private final Consumer<List<String>> problems;
    private Optional<OpenedModel> base = Optional.empty();
    private Optional<Model> sized = Optional.empty();
    private List<String> shapes = List.of();
    private Optional<InputSizesJob> job = Optional.empty();

    /**
     * @param shown takes the model with its sizes
     * @param problems takes what is wrong with the shapes, one sentence each; empty if nothing is
     */
    InputSizes(Control control, Consumer<OpenedModel> shown, Consumer<List<String>> problems) {
        this.queue = new UiQueue(control);
        this.shown = shown;
        this.problems = problems;
    }

    /** Takes a model as it was read or checked. */
    void give(OpenedModel newest, List<String> wanted) {
        boolean known = wanted.equals(shapes) && sized.isPresent()
                && base.map(OpenedModel::model).equals(Optional.of(newest.model()));
        base = Optional.of(newest);
        if (wanted.isEmpty()) {
            take(newest.model(), wanted, List.of());
        } else if (known) {
            shown.accept(newest.with(sized.get()));
        } else {
            size(newest, wanted);
        }
    }

    /** Takes other shapes; tells whether they are others, so that there will be another model. */
    boolean follow(List<String> wanted) {
        boolean others = base.isPresent() && !wanted.equals(shapes);
        if (others) {
            give(base.get(), wanted);
        }
        return others;
    }

    private void size(OpenedModel newest, List<String> wanted) {
        job.ifPresent(InputSizesJob::cancel);
        InputSizesJob mine = new InputSizesJob(newest.file(), wanted, outcome -> queue.later(() -> {
            if (base.equals(Optional.of(newest))) {
                sized(outcome, newest, wanted);
            }
        }));
        shapes = wanted;
        sized = Optional.empty();
        job = Optional.of(mine);
        mine.schedule();
    }

    private void sized(Outcome<InputSizesJob.Sized> outcome, OpenedModel newest, List<String> wanted) {
        if (!wanted.equals(shapes)) {
            return;
        }
        if (outcome instanceof Outcome.Done<InputSizesJob.Sized> done) {
            take(done.value().model(), wanted, done.value().unmet());
        } else if (outcome instanceof Outcome.Failed<InputSizesJob.Sized> failed) {
            take(newest.model(), wanted, List.of(failed.problem()));
        }
    }

    private void take(Model model, List<String> wanted, List<String> unmet) {
        shapes = wanted;
        sized = Optional.of(model);
        problems.accept(unmet);
        shown.accept(base.orElseThrow().with(model));
    }

    void stop() {
        job.ifPresent(InputSizesJob::cancel);
    }
}
