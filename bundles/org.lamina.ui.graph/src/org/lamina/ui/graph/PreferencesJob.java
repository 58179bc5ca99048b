package org.lamina.ui.graph;

import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.osgi.util.NLS;
import org.lamina.eclipse.core.OutcomeJob;
import org.lamina.model.Outcome;
import org.lamina.ui.graph.editing.FigureFile;

/** Reads the preferences of a figure in the background. */
final class PreferencesJob extends OutcomeJob<FigureFile> {

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
        setPriority(SHORT);
    }

    @Override
    public boolean belongsTo(Object family) {
        return ArchitectureEditor.FAMILY.equals(family);
    }

    @Override
    protected Outcome<FigureFile> attempt(IProgressMonitor monitor) {
        return wanted.getAsBoolean() ? new Outcome.Done<>(FigureFile.read(file)) : new Outcome.Cancelled<>();
    }
}
