package org.lamina.formats.pytorch;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.lamina.formats.pickle.PickledDict;
import org.lamina.formats.pickle.PickledObject;
import org.lamina.model.ModelFormatException;

/**
 * One walk through what {@code torch.save} was given: finds state dictionaries and whole modules, the state of
 * optimisers, and what else people can read.
 */
final class ContentsWalk {

    private static final int DEPTH_LIMIT = 64;

    private final PickledTensors tensors;
    private final List<Section> sections = new ArrayList<>();
    private final Metadata metadata = new Metadata();
    private final Set<Object> visited = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Map<Object, Boolean> holding = new IdentityHashMap<>();

    ContentsWalk(PickledTensors tensors) {
        this.tensors = tensors;
    }

    /** The state dictionaries and modules, in the order of the file. */
    List<Section> sections() {
        return sections;
    }

    Metadata metadata() {
        return metadata;
    }

    /**
     * Walks through a value.
     *
     * @param path the keys that lead to it, dotted; empty for the whole
     * @throws ModelFormatException if tensors are damaged
     * @throws IOException if the file can't be read
     */
    void walk(String path, Object value) throws ModelFormatException, IOException {
        walk(path, value, 0, false);
    }

    /** Walks further; the state of an optimiser has tensors by name too, but is no state dictionary. */
    private void walk(String path, Object value, int depth, boolean optimiser)
            throws ModelFormatException, IOException {
        if (tensors.isTensor(value)) {
            tensors.find(path.isEmpty() ? "tensor" : path, value);
        } else if (depth > DEPTH_LIMIT || isContainer(value) && !visited.add(value)) {
            return;
        } else if (PickledModules.isModule(value)) {
            sections.add(PickledModules.section(path, (PickledObject) value, tensors));
        } else if (!optimiser && isStateDict(value)) {
            Section section = new Section(path);
            sections.add(section);
            addTensors(section, entries(value), "", depth);
        } else if (!elements(value).isEmpty() && (holdsTensors(value, depth) || !isPlain(value))) {
            List<?> list = elements(value);
            for (int i = 0; i < list.size(); i++) {
                walk(join(path, String.valueOf(i)), list.get(i), depth + 1, optimiser);
            }
        } else if (entries(value).isEmpty()) {
            metadata.add(path, value);
        } else {
            boolean inner = optimiser || isOptimiser(entries(value));
            for (PickledDict.Entry entry : entries(value)) {
                if (!(optimiser && "params".equals(entry.key()))) {
                    walk(join(path, key(entry)), entry.value(), depth + 1, inner);
                }
            }
        }
    }

    /** Entries of a state dictionary; packed parameters of quantised modules are tuples with tensors in them. */
    private void addTensors(Section section, List<PickledDict.Entry> entries, String below, int depth)
            throws ModelFormatException, IOException {
        for (PickledDict.Entry entry : entries) {
            String name = join(below, key(entry));
            if (tensors.isTensor(entry.value())) {
                add(section, name, entry.value());
            } else if (!elements(entry.value()).isEmpty() && holdsTensors(entry.value(), depth)
                    && visited.add(entry.value())) {
                List<?> list = elements(entry.value());
                for (int i = 0; i < list.size(); i++) {
                    if (tensors.isTensor(list.get(i))) {
                        add(section, name + "." + i, list.get(i));
                    }
                }
            } else {
                walk(join(section.path(), name), entry.value(), depth + 1, false);
            }
        }
    }

    private void add(Section section, String name, Object tensor) throws ModelFormatException, IOException {
        tensors.find(join(section.path(), name), tensor)
                .forEach((part, found) -> {
                    if (part.equals("_scale") || part.equals("_zero_point")) {
                        section.add(name + part, found, false);
                    } else {
                        section.add(name + part, found);
                    }
                });
    }

    /** Whether a dictionary has tensors by name and no dictionary of such in it, and is not an optimiser's. */
    private boolean isStateDict(Object value) {
        List<PickledDict.Entry> entries = entries(value);
        return entries.stream().anyMatch(entry -> entry.key() instanceof String && tensors.isTensor(entry.value()))
                && entries.stream().noneMatch(entry -> !tensors.isTensor(entry.value())
                        && (PickledModules.isModule(entry.value())
                                || !entries(entry.value()).isEmpty() && holdsTensors(entry.value(), 0)));
    }

    private static boolean isOptimiser(List<PickledDict.Entry> entries) {
        return entries.stream().anyMatch(entry -> "state".equals(entry.key()))
                && entries.stream().anyMatch(entry -> "param_groups".equals(entry.key()));
    }

    /** Whether a list has no dictionaries in it; so has an object unless it was found to hold tensors. */
    private static boolean isPlain(Object value) {
        return value instanceof PickledObject
                || elements(value).stream().allMatch(each -> entries(each).isEmpty());
    }

    /** Whether there are tensors in a value. */
    private boolean holdsTensors(Object value, int depth) {
        if (tensors.isTensor(value)) {
            return true;
        } else if (!isContainer(value) || depth > DEPTH_LIMIT) {
            return false;
        }
        Boolean known = holding.putIfAbsent(value, false);
        if (known == null) {
            boolean held = elements(value).stream().anyMatch(each -> holdsTensors(each, depth + 1))
                    || entries(value).stream().anyMatch(entry -> holdsTensors(entry.value(), depth + 1));
            holding.put(value, held);
            return held;
        }
        return known;
    }

    private static boolean isContainer(Object value) {
        return value instanceof List<?> list && !list.isEmpty() || value instanceof PickledDict
                || value instanceof PickledObject;
    }

    /** The entries of a dictionary, of an object that is one, or of an object's state; empty for anything else. */
    private static List<PickledDict.Entry> entries(Object value) {
        if (value instanceof PickledObject object) {
            return object.items().entries().isEmpty() && object.state() instanceof PickledDict state ? state.entries()
                    : object.items().entries();
        }
        return value instanceof PickledDict dictionary ? dictionary.entries() : List.of();
    }

    /** The elements of a list, or of an object that is like one: what it was made of, and what was appended. */
    private static List<?> elements(Object value) {
        if (value instanceof PickledObject object && entries(object).isEmpty()) {
            List<Object> elements = new ArrayList<>(object.arguments());
            elements.addAll(object.elements());
            return elements;
        }
        return value instanceof List<?> list ? list : List.of();
    }

    /** The key of an entry as a name. */
    static String key(PickledDict.Entry entry) {
        return entry.key() instanceof String || entry.key() instanceof Number ? String.valueOf(entry.key()) : "?";
    }

    static String join(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
