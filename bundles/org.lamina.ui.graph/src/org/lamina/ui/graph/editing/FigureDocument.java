package org.lamina.ui.graph.editing;

import java.nio.file.Path;
import org.eclipse.core.runtime.ListenerList;
import org.eclipse.gef.commands.Command;
import org.eclipse.gef.commands.CommandStack;
import org.lamina.figure.preferences.FigurePreferences;
import org.lamina.figure.preferences.PreferencesException;
import org.lamina.figure.structure.Folding;

/**
 * The preferences of the figure that one editor shows, with all changes since they were read: each can be undone. To be
 * used by the UI thread.
 */
public final class FigureDocument {

    private final CommandStack commands = new CommandStack();
    private final ListenerList<Runnable> listeners = new ListenerList<>();
    private FigurePreferences preferences = FigurePreferences.standard();
    private FigureFile file = FigureFile.NONE;
    private boolean read;
    private FigurePreferences saved = preferences;
    private Path target;
    private boolean dirty;

    /** Makes other preferences of some. */
    public interface Change {

        /**
         * The preferences after the change.
         *
         * @throws PreferencesException if they can't be changed so
         */
        FigurePreferences of(FigurePreferences preferences) throws PreferencesException;
    }

    /**
     * @param target where the preferences are kept
     */
    public FigureDocument(Path target) {
        this.target = target;
    }

    /** The preferences now. */
    public FigurePreferences preferences() {
        return preferences;
    }

    /** Where they are kept. */
    public Path target() {
        return target;
    }

    /** The changes that can be undone and done again. */
    public CommandStack commands() {
        return commands;
    }

    /**
     * Whether there is something to save. Folding modules is looking at a model rather than changing its figure as long
     * as no file keeps the figure; with a file it is a part of it.
     */
    public boolean isDirty() {
        return dirty;
    }

    /** Whether the file is there and could not be read, so that saving loses what is in it. */
    public boolean isUnreadable() {
        return file.unreadable();
    }

    /** Is told after the preferences have become others, and after they were saved. */
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    /** Whether the file was looked at, if there is one. */
    public boolean isRead() {
        return read;
    }

    /** Takes what was read; what has been changed before is forgotten. */
    public void open(FigureFile found) {
        commands.flush();
        read = true;
        file = found;
        preferences = found.preferences();
        saved = preferences;
        tell();
    }

    /** Whether a file says something else than what was read or saved last. */
    public boolean isNews(FigureFile found) {
        return !found.equals(file);
    }

    /** Goes on with the preferences as they are, whatever the file says now. */
    public void keep(FigureFile found) {
        file = found;
        saved = found.preferences();
        tell();
    }

    /** The file lies elsewhere now. */
    public void moveTo(Path newTarget) {
        target = newTarget;
    }

    /**
     * Changes the preferences, as one step that can be undone. Nothing happens if they stay the same.
     *
     * @param label what is done, a verb phrase in title case
     * @throws PreferencesException if they can't be changed so; they stay as they are then
     */
    public void change(String label, Change change) throws PreferencesException {
        FigurePreferences after = change.of(preferences);
        if (!after.equals(preferences)) {
            commands.execute(new Step(label, preferences, after));
        }
    }

    /** Folds modules otherwise, as one step that can be undone. */
    public void fold(String label, Folding folding) {
        if (!folding.equals(folding(preferences))) {
            commands.execute(new Step(label, preferences, folded(preferences, folding)));
        }
    }

    /** Modules were opened to show something in them; that is no step, and nothing to save. */
    public void look(Folding folding) {
        if (folding(saved).equals(folding(preferences))) {
            saved = folded(saved, folding);
        }
        preferences = folded(preferences, folding);
    }

    /** Tells that all of it is in a file now. */
    public void saved(Path newTarget) {
        target = newTarget;
        file = FigureFile.of(newTarget, preferences);
        saved = preferences;
        commands.markSaveLocation();
        tell();
    }

    private void tell() {
        dirty = !saved.equals(file.there() ? preferences : folded(preferences, folding(saved)));
        listeners.forEach(Runnable::run);
    }

    private static Folding folding(FigurePreferences figure) {
        return figure.details().folding();
    }

    private static FigurePreferences folded(FigurePreferences figure, Folding folding) {
        return folding.equals(folding(figure)) ? figure : figure.with(figure.details().withFolding(folding));
    }

    private final class Step extends Command {

        private final FigurePreferences before;
        private final FigurePreferences after;

        Step(String label, FigurePreferences before, FigurePreferences after) {
            super(label);
            this.before = before;
            this.after = after;
        }

        @Override
        public void execute() {
            become(after);
        }

        @Override
        public void undo() {
            become(before);
        }

        /** A step that folds nothing leaves what has been opened since as it is. */
        private void become(FigurePreferences other) {
            preferences = folding(before).equals(folding(after)) ? folded(other, folding(preferences)) : other;
            tell();
        }
    }
}
