package org.lamina.formats.pickle;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A Python dictionary: its entries in order, with a look-up by text. Keys may be of any kind, and are never hashed. */
public final class PickledDict {

    /**
     * An entry.
     *
     * @param key the key
     * @param value the value
     */
    public record Entry(Object key, Object value) {
    }

    private final List<Entry> entries = new ArrayList<>();
    private final Map<String, Object> byText = new HashMap<>();

    /** Adds an entry. */
    public void put(Object key, Object value) {
        entries.add(new Entry(key, value));
        if (key instanceof String text) {
            byText.put(text, value);
        }
    }

    /** The entries in the order of the pickle. */
    public List<Entry> entries() {
        return Collections.unmodifiableList(entries);
    }

    /** The value at this key; null if there is none. */
    public Object get(String key) {
        return byText.get(key);
    }
}
