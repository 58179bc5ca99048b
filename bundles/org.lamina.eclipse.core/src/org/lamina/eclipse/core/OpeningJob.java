package org.lamina.eclipse.core;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.OperationCanceledException;
import org.eclipse.core.runtime.SafeRunner;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.SubMonitor;
import org.eclipse.core.runtime.jobs.ISchedulingRule;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.osgi.util.NLS;
import org.lamina.model.ModelFormatException;
import org.lamina.model.Outcome;

/**
 * Opens one checkpoint. A bad file is a warning in the log and a sentence for whoever asked; only a fault of Lamina is
 * an error.
 */
class OpeningJob extends OutcomeJob<OpenedModel> {

    /** So long the checks wait for a picture at most. */
    private static final long MOST_MILLIS = 3000;
    private static final long LOOK_MILLIS = 50;

    private final Checkpoints checkpoints;
    private final Path file;
    private final BiConsumer<OpenedModel, Runnable> read;

    /**
     * @param read told of the model when it is read and not yet checked, if it is not open; runs what it is given
     *        beside it when the model is shown
     */
    OpeningJob(Checkpoints checkpoints, Path file, BiConsumer<OpenedModel, Runnable> read,
            Consumer<Outcome<OpenedModel>> listener) {
        this(NLS.bind(Messages.OpeningJob_name, file.getFileName()), checkpoints, file, read, listener);
    }

    OpeningJob(String name, Checkpoints checkpoints, Path file, Consumer<Outcome<OpenedModel>> listener) {
        this(name, checkpoints, file, (unchecked, shown) -> shown.run(), listener);
    }

    private OpeningJob(String name, Checkpoints checkpoints, Path file, BiConsumer<OpenedModel, Runnable> read,
            Consumer<Outcome<OpenedModel>> listener) {
        super(name, listener);
        this.checkpoints = checkpoints;
        this.read = read;
        this.file = file;
        setPriority(Job.SHORT);
        setRule(new FileRule(file));
    }

    @Override
    public boolean belongsTo(Object family) {
        return family == Checkpoints.FAMILY;
    }

    @Override
    protected Outcome<OpenedModel> attempt(IProgressMonitor monitor) {
        try {
            return new Outcome.Done<>(open(SubMonitor.convert(monitor, 1)));
        } catch (CancellationException | OperationCanceledException e) {
            return new Outcome.Cancelled<>();
        } catch (ModelFormatException e) {
            return failed(IStatus.WARNING, e.getMessage(), null);
        } catch (NoSuchFileException e) {
            return failed(IStatus.WARNING, NLS.bind(Messages.OpeningJob_missing, file), null);
        } catch (IOException e) {
            return failed(IStatus.WARNING, NLS.bind(Messages.OpeningJob_unreadable, file, e.getMessage()), e);
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            return failed(IStatus.ERROR, NLS.bind(Messages.OpeningJob_fault, file, e), e);
        }
    }

    /** Opens the checkpoint, or finds it open. */
    OpenedModel open(SubMonitor monitor) throws ModelFormatException, IOException {
        FileStamp stamp = FileStamp.of(file);
        Optional<OpenedModel> known = checkpoints.models().find(file, stamp);
        if (known.isPresent()) {
            return known.get();
        }
        OpenedModel opened = checkpoints.opening().open(file, unchecked -> show(unchecked, monitor), monitor);
        checkpoints.keep(stamp, opened);
        return opened;
    }

    /** Hands on a model that is not checked, and waits until it is shown; longer than a drawing takes for nobody. */
    private void show(OpenedModel unchecked, SubMonitor monitor) {
        CountDownLatch shown = new CountDownLatch(1);
        SafeRunner.run(() -> read.accept(unchecked, shown::countDown));
        try {
            long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(MOST_MILLIS);
            while (!shown.await(LOOK_MILLIS, TimeUnit.MILLISECONDS) && !monitor.isCanceled()
                    && System.nanoTime() < end) {
                // nobody has said so, nor cancelled it
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Outcome<OpenedModel> failed(int severity, String problem, Throwable cause) {
        checkpoints.models().remove(file);
        LaminaCore.log().log(new Status(severity, LaminaCore.BUNDLE, problem, cause));
        return new Outcome.Failed<>(problem);
    }

    /** Lets a file be opened by one job at a time; the next one finds it open. */
    private record FileRule(Path file) implements ISchedulingRule {

        @Override
        public boolean contains(ISchedulingRule rule) {
            return equals(rule);
        }

        @Override
        public boolean isConflicting(ISchedulingRule rule) {
            return equals(rule);
        }
    }
}
