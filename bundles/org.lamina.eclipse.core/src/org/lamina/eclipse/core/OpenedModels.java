package org.lamina.eclipse.core;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The models that were opened last, with the stamps of their files. */
final class OpenedModels {

    /** A model without its tensors takes some megabytes at most, even with thousands of layers. */
    private static final int CAPACITY = 32;

    private final Map<Path, Entry> entries = new LinkedHashMap<>(CAPACITY, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Path, Entry> eldest) {
            return size() > CAPACITY;
        }
    };

    private record Entry(FileStamp stamp, OpenedModel model) {
    }

    /** The model of a file if it is open and the file has not changed since. */
    synchronized Optional<OpenedModel> find(Path file, FileStamp stamp) {
        Entry entry = entries.get(file);
        return entry != null && entry.stamp().equals(stamp) ? Optional.of(entry.model()) : Optional.empty();
    }

    /** The model of a file as it was last read. */
    synchronized Optional<OpenedModel> last(Path file) {
        return Optional.ofNullable(entries.get(file)).map(Entry::model);
    }

    /** Puts a model that was checked anew in the place of the one it was made of; not if that is gone meanwhile. */
    synchronized boolean replace(OpenedModel before, OpenedModel after) {
        Entry entry = entries.get(before.file());
        if (entry == null || entry.model() != before) {
            return false;
        }
        entries.put(after.file(), new Entry(entry.stamp(), after));
        return true;
    }

    synchronized List<OpenedModel> all() {
        return entries.values().stream().map(Entry::model).toList();
    }

    /** How many more models can be kept without giving one up. */
    synchronized int room() {
        return CAPACITY - entries.size();
    }

    synchronized void put(OpenedModel model, FileStamp stamp) {
        entries.put(model.file(), new Entry(stamp, model));
    }

    synchronized void remove(Path file) {
        entries.remove(file);
    }
}
