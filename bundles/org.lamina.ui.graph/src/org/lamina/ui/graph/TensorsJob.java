package org.lamina.ui.graph;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.eclipse.osgi.util.NLS;
import org.lamina.eclipse.core.LaminaCore;
import org.lamina.model.Checkpoint;
import org.lamina.model.ModelFormatException;
import org.lamina.model.Outcome;
import org.lamina.model.Progress;
import org.lamina.model.TensorInfo;

/** Lists the tensors of one checkpoint in the background; reads none of their values. */
final class TensorsJob extends EditorJob<List<TensorInfo>> {

    private final Path file;

    /**
     * @param listener told once, by the thread of the job
     */
    TensorsJob(Path file, Consumer<Outcome<List<TensorInfo>>> listener) {
        super(NLS.bind(Messages.TensorsJob_name, file.getFileName()), listener);
        this.file = file;
    }

    @Override
    protected Outcome<List<TensorInfo>> work(Progress progress) {
        try (Checkpoint checkpoint = LaminaCore.readers().open(file, progress)) {
            return new Outcome.Done<>(checkpoint.tensors().tensors());
        } catch (ModelFormatException | IOException e) {
            return new Outcome.Failed<>(NLS.bind(Messages.TensorsJob_problem, file.getFileName(), e.getMessage()));
        }
    }
}
