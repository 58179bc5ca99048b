package org.lamina.eclipse.core;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.eclipse.core.resources.IResourceChangeEvent;
import org.eclipse.core.resources.IResourceChangeListener;
import org.eclipse.core.resources.IWorkspace;
import org.eclipse.core.runtime.SafeRunner;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.core.runtime.preferences.IEclipsePreferences.IPreferenceChangeListener;
import org.lamina.checks.Checks;
import org.lamina.formats.Readers;
import org.lamina.model.Outcome;

/**
 * The checkpoints that were opened in this workspace. A file is read in a job, once for as long as it does not change;
 * the checks run when it is opened and again when a Python file of the workspace changes, and their findings become
 * problem markers. Obtained from {@link LaminaCore#checkpoints()}; may be used from any thread.
 */
public final class Checkpoints {

    /** The family of all jobs that open and check checkpoints and update their markers. */
    public static final Object FAMILY = LaminaCore.BUNDLE + ".checkpoints";

    private final OpenedModels models = new OpenedModels();
    private final List<Consumer<OpenedModel>> listeners = new CopyOnWriteArrayList<>();
    private final IWorkspace workspace;
    private final Opening opening;
    private final FindingMarkers markers;
    private final RefreshJob refresh;
    private final IResourceChangeListener changes;
    private final IPreferenceChangeListener preferences;

    private Checkpoints(IWorkspace workspace, Readers readers, Checks checks) {
        this.workspace = workspace;
        this.opening = new Opening(workspace.getRoot(), readers, checks);
        this.markers = new FindingMarkers(workspace);
        this.refresh = new RefreshJob(this);
        this.changes = refresh::changed;
        this.preferences = event -> refresh.settingsChanged();
    }

    /** Checkpoints that follow the changes of a workspace. */
    static Checkpoints of(IWorkspace workspace, Readers readers, Checks checks) {
        Checkpoints checkpoints = new Checkpoints(workspace, readers, checks);
        workspace.addResourceChangeListener(checkpoints.changes, IResourceChangeEvent.POST_CHANGE);
        WorkspaceSettings.node().addPreferenceChangeListener(checkpoints.preferences);
        return checkpoints;
    }

    /** Follows the workspace no longer. */
    void stop() {
        workspace.removeResourceChangeListener(changes);
        WorkspaceSettings.node().removePreferenceChangeListener(preferences);
    }

    /**
     * Opens a checkpoint in the background, or finds it among those already open.
     *
     * @param file the checkpoint, in the workspace or outside
     * @param listener told once, by the thread of the job: {@link Outcome.Done}, {@link Outcome.Failed} with a sentence
     *        for people, or {@link Outcome.Cancelled}
     * @return the job, to cancel it when nobody wants the model any more
     */
    public Job model(Path file, Consumer<Outcome<OpenedModel>> listener) {
        return model(file, (unchecked, shown) -> shown.run(), listener);
    }

    /**
     * The same for who shows the model before it is checked.
     *
     * @param read told at most once, by the thread of the job: of the model as soon as it is read, without its places
     *        in programs and without findings; not if it is open already. What it is given beside the model it runs
     *        when the model is shown: the checks wait for that, a few seconds at most, as they would take the
     *        processor from the drawing
     */
    public Job model(Path file, BiConsumer<OpenedModel, Runnable> read, Consumer<Outcome<OpenedModel>> listener) {
        Job job = new OpeningJob(this, file.toAbsolutePath().normalize(), read, listener);
        job.schedule();
        return job;
    }

    /**
     * Looks at the tensors of a checkpoint in the background, which is opened first if it is not open. What is found
     * stays marked until the file changes.
     *
     * @param listener told once, by the thread of the job
     * @return the job, to cancel it when nobody wants to know any more
     */
    public Job checkTensors(Path file, Consumer<Outcome<OpenedModel>> listener) {
        Job job = new TensorChecksJob(this, file.toAbsolutePath().normalize(), listener);
        job.schedule();
        return job;
    }

    /** Looks at the tensors of an open checkpoint again, with nobody waiting for it. */
    void checkTensorsAgain(Path file) {
        Job job = new TensorChecksJob(this, file, Checkpoints::ignore);
        job.setUser(false);
        job.schedule();
    }

    /** The model of a checkpoint if it is open, as it was last read. Reads nothing, so that views may ask. */
    public Optional<OpenedModel> opened(Path file) {
        return models.last(file.toAbsolutePath().normalize());
    }

    /** The checkpoints that are open, as they were last read. */
    public List<OpenedModel> opened() {
        return models.all();
    }

    /** Has the open checkpoints checked anew, as a program outside the workspace has changed. */
    public void programChanged() {
        refresh.programChanged();
    }

    /** Adds a listener that is told of every model that was opened or checked anew, by the thread of a job. */
    public void addListener(Consumer<OpenedModel> listener) {
        listeners.add(listener);
    }

    /** Removes a listener. */
    public void removeListener(Consumer<OpenedModel> listener) {
        listeners.remove(listener);
    }

    Opening opening() {
        return opening;
    }

    OpenedModels models() {
        return models;
    }

    /** Keeps a model that was opened, and tells everybody. */
    void keep(FileStamp stamp, OpenedModel model) {
        models.put(model, stamp);
        tell(model);
    }

    /** Keeps a model that was checked anew, and tells everybody, unless its file was read again meanwhile. */
    void update(OpenedModel before, OpenedModel after) {
        if (models.replace(before, after)) {
            tell(after);
        }
    }

    private void tell(OpenedModel model) {
        markers.replace(model.checkpoint(), model.findings());
        for (Consumer<OpenedModel> listener : listeners) {
            SafeRunner.run(() -> listener.accept(model));
        }
    }

    /** Opens the checkpoints whose findings are marked and that are not open, as many as can be kept. */
    void openMarked() {
        marked().filter(file -> opened(file).isEmpty() && Files.exists(file)).limit(models.room())
                .forEach(file -> model(file, Checkpoints::ignore));
    }

    /** The checkpoints in which something was found, in this session or an earlier one. */
    Stream<Path> marked() {
        return MarkedFinding.all(workspace).stream().flatMap(found -> found.checkpoints().stream()).distinct();
    }

    /** Takes an outcome that listeners are told of anyway. */
    private static void ignore(Outcome<OpenedModel> outcome) {
        // a problem is in the log
    }

    /**
     * Reads an open checkpoint again whose file has changed; forgets it and what was found in it if the file is gone.
     */
    void readAgain(Path file) {
        models.remove(file);
        if (Files.exists(file)) {
            model(file, Checkpoints::ignore);
        } else {
            markers.replace(OpenedModel.checkpoint(file), List.of());
        }
    }
}
