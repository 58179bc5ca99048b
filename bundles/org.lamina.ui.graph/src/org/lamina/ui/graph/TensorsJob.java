package org.lamina.ui.graph;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.OperationCanceledException;
import org.eclipse.core.runtime.Platform;
import org.eclipse.osgi.util.NLS;
import org.lamina.eclipse.core.LaminaCore;
import org.lamina.eclipse.core.MonitorProgress;
import org.lamina.eclipse.core.OutcomeJob;
import org.lamina.model.Checkpoint;
import org.lamina.model.ModelFormatException;
import org.lamina.model.Outcome;
import org.lamina.model.TensorInfo;

/** Lists the tensors of one checkpoint in the background; reads none of their values. */
final class TensorsJob extends OutcomeJob<List<TensorInfo>> {

    private final Path file;

    /**
     * @param listener told once, by the thread of the job
     */
    TensorsJob(Path file, Consumer<Outcome<List<TensorInfo>>> listener) {
        super(NLS.bind(Messages.TensorsJob_name, file.getFileName()), listener);
        this.file = file;
        setPriority(SHORT);
    }

    @Override
    public boolean belongsTo(Object family) {
        return ArchitectureEditor.FAMILY.equals(family);
    }

    @Override
    protected Outcome<List<TensorInfo>> attempt(IProgressMonitor monitor) {
        try (Checkpoint checkpoint = LaminaCore.readers().open(file, new MonitorProgress(monitor))) {
            return new Outcome.Done<>(checkpoint.tensors().tensors());
        } catch (CancellationException | OperationCanceledException e) {
            return new Outcome.Cancelled<>();
        } catch (ModelFormatException | IOException e) {
            return new Outcome.Failed<>(NLS.bind(Messages.TensorsJob_problem, file.getFileName(), e.getMessage()));
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            String problem = NLS.bind(Messages.TensorsJob_problem, file.getFileName(), e);
            Platform.getLog(TensorsJob.class).error(problem, e);
            return new Outcome.Failed<>(problem);
        }
    }
}
