package org.lamina.ui.graph;

import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.eclipse.osgi.util.NLS;
import org.lamina.model.Outcome;
import org.lamina.model.Progress;
import org.lamina.ui.graph.editing.FigureFile;

/** Reads the preferences of a figure in the background. */
final class PreferencesJob extends EditorJob<FigureFile> {

    private final Path file;
    private final BooleanSupplier wanted;

    /**
     * @param listener told once, by the thread of the job
     */
    PreferencesJob(Path file, Consumer<Outcome<FigureFile>> listener) {
        this(file, () -> true, listener);
    }

    /**
     * @param wanted asked by the thread of the job whether there is something to read; the job is cancelled if not
     * @param listener told once, by the thread of the job
     */
    PreferencesJob(Path file, BooleanSupplier wanted, Consumer<Outcome<FigureFile>> listener) {
        super(NLS.bind(Messages.PreferencesJob_name, file.getFileName()), listener);
        this.file = file;
        this.wanted = wanted;
        setSystem(true);
    }

    @Override
    protected Outcome<FigureFile> work(Progress progress) {
        return wanted.getAsBoolean() ? new Outcome.Done<>(FigureFile.read(file)) : new Outcome.Cancelled<>();
    }
}
