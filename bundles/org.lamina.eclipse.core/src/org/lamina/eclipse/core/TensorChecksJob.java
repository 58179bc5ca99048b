package org.lamina.eclipse.core;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

import org.eclipse.core.runtime.SubMonitor;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.osgi.util.NLS;
import org.lamina.model.ModelFormatException;
import org.lamina.model.Outcome;

/** Checks the tensors of one checkpoint, with its architecture and its programs. */
final class TensorChecksJob extends OpeningJob {

    private final Checkpoints checkpoints;

    TensorChecksJob(Checkpoints checkpoints, Path file, Consumer<Outcome<OpenedModel>> listener) {
        super(NLS.bind(Messages.TensorChecksJob_name, file.getFileName()), checkpoints, file, listener);
        this.checkpoints = checkpoints;
        setPriority(Job.LONG);
        setUser(true);
    }

    @Override
    OpenedModel open(SubMonitor monitor) throws ModelFormatException, IOException {
        SubMonitor progress = monitor.setWorkRemaining(10);
        OpenedModel opened = super.open(progress.split(2));
        OpenedModel checked = checkpoints.opening().checkTensors(opened, progress.split(8));
        checkpoints.update(opened, checked);
        return checked;
    }
}
