package org.lamina.ui.graph.editing;

import java.nio.file.Path;
import org.eclipse.core.runtime.ListenerList;
import org.eclipse.gef.commands.Command;
import org.eclipse.gef.commands.CommandStack;
import org.lamina.figure.preferences.FigurePreferences;
import org.lamina.figure.preferences.PreferencesException;

/**
 * The preferences of the figure that one editor shows, with all changes since they were read: each can be undone. To be
 * used by the UI thread.
 */
public final class FigureDocument {

    private final CommandStack commands = new CommandStack();
    private final ListenerList<Runnable> listeners = new ListenerList<>();
    private FigurePreferences preferences = FigurePreferences.standard();
    private Path target;
    private boolean unreadable;

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

    /** The changes that can be undone and done again; it is dirty when there is something to save. */
    public CommandStack commands() {
        return commands;
    }

    /** Whether the file is there and could not be read, so that saving loses what is in it. */
    public boolean isUnreadable() {
        return unreadable;
    }

    /** Is told after the preferences have become others, and after they were saved. */
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    /** Takes what was read; what has been changed before is forgotten. */
    public void open(FigureFile read) {
        commands.flush();
        preferences = read.preferences();
        unreadable = read.unreadable();
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

    /** Tells that all of it is in the file now. */
    public void saved(Path newTarget) {
        target = newTarget;
        unreadable = false;
        commands.markSaveLocation();
        tell();
    }

    private void tell() {
        listeners.forEach(Runnable::run);
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

        private void become(FigurePreferences other) {
            preferences = other;
            tell();
        }
    }
}
