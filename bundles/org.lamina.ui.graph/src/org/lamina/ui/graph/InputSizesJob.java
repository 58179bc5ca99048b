package org.lamina.ui.graph;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.eclipse.core.runtime.Platform;
import org.eclipse.osgi.util.NLS;
import org.lamina.eclipse.core.LaminaCore;
import org.lamina.formats.InputShapes;
import org.lamina.model.Checkpoint;
import org.lamina.model.Model;
import org.lamina.model.ModelFormatException;
import org.lamina.model.Outcome;
import org.lamina.model.Progress;

/** Reads a model again with the shapes of its inputs, in the background. */
final class InputSizesJob extends EditorJob<InputSizesJob.Sized> {

    private final Path file;
    private final List<String> shapes;

    /**
     * A model with the sizes that follow from its inputs.
     *
     * @param unmet what of the given shapes plays no part, one sentence each
     */
    record Sized(Model model, List<String> unmet) {
    }

    /**
     * @param shapes as the preferences of the figure tell them
     * @param listener told once, by the thread of the job
     */
    InputSizesJob(Path file, List<String> shapes, Consumer<Outcome<Sized>> listener) {
        super(NLS.bind(Messages.InputSizesJob_name, file.getFileName()), listener);
        this.file = file;
        this.shapes = shapes;
    }

    @Override
    protected Outcome<Sized> work(Progress progress) {
        try {
            InputShapes given = InputShapes.parse(shapes);
            try (Checkpoint checkpoint = LaminaCore.readers().open(file, given, progress)) {
                Model model = checkpoint.model().orElseThrow(() -> new ModelFormatException(file,
                        Messages.InputSizesJob_expected, Messages.InputSizesJob_found));
                List<String> unmet = new ArrayList<>(given.unmet(model));
                unmet.addAll(unmet.isEmpty() ? List.of() : checkpoint.warnings());
                return new Outcome.Done<>(new Sized(model, unmet));
            }
        } catch (IllegalArgumentException e) {
            return new Outcome.Failed<>(NLS.bind(Messages.InputSizesJob_shape, e.getMessage()));
        } catch (ModelFormatException | IOException e) {
            String problem = NLS.bind(Messages.InputSizesJob_problem, file.getFileName(), e.getMessage());
            Platform.getLog(InputSizesJob.class).warn(problem, e);
            return new Outcome.Failed<>(problem);
        }
    }
}
