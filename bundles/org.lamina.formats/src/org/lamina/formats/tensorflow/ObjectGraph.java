package org.lamina.formats.tensorflow;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.lamina.formats.protobuf.WireFormatException;
import org.lamina.formats.protobuf.WireReader;

/**
 * The objects of a program and what they hold, as a SavedModel (saved_object_graph.proto) and its checkpoint
 * (trackable_object_graph.proto) each tell them.
 *
 * @param objects the objects by their numbers; the first is the root
 * @param bound the numbers of the objects that functions read beside their arguments, by the names of the functions
 */
record ObjectGraph(List<SavedObject> objects, Map<String, List<Integer>> bound) {

    /** No objects. */
    static final ObjectGraph EMPTY = new ObjectGraph(List.of(), Map.of());

    private static final int CHILDREN = 1;
    private static final int ATTRIBUTES = 2;
    private static final int USER_OBJECT = 4;
    private static final int VARIABLE = 7;
    private static final int CONSTANT = 9;

    /**
     * An object.
     *
     * @param children the numbers of the objects it holds, by name, in order
     * @param isVariable whether it is a variable
     * @param metadata what was noted about it, as Keras of TensorFlow 2.0 to 2.4 does; empty if nothing
     * @param key where the value is in the checkpoint, or the name of a constant's node; empty if that is not told
     */
    record SavedObject(Map<String, Integer> children, boolean isVariable, String metadata, String key) {
    }

    /** Reads the objects of a SavedModel. */
    static ObjectGraph saved(WireReader message) throws WireFormatException, IOException {
        List<SavedObject> objects = new ArrayList<>();
        Map<String, List<Integer>> bound = new HashMap<>();
        while (message.next()) {
            if (message.field() == 1) {
                objects.add(object(message.message(), false));
            } else if (message.field() == 2) {
                function(message.message(), bound);
            }
        }
        return new ObjectGraph(objects, bound);
    }

    /** Reads the objects of a checkpoint. */
    static ObjectGraph tracked(WireReader message) throws WireFormatException, IOException {
        List<SavedObject> objects = new ArrayList<>();
        while (message.next()) {
            if (message.field() == 1) {
                objects.add(object(message.message(), true));
            }
        }
        return new ObjectGraph(objects, Map.of());
    }

    private static SavedObject object(WireReader object, boolean tracked) throws WireFormatException, IOException {
        Map<String, Integer> children = new LinkedHashMap<>();
        boolean isVariable = false;
        String metadata = "";
        String key = "";
        while (object.next()) {
            if (object.field() == CHILDREN) {
                WireReader child = object.message();
                long number = 0;
                String name = "";
                while (child.next()) {
                    number = child.field() == 1 ? child.number() : number;
                    name = child.field() == 2 ? child.text() : name;
                }
                children.putIfAbsent(name, (int) Math.max(0, Math.min(Integer.MAX_VALUE, number)));
            } else if (tracked && object.field() == ATTRIBUTES) {
                WireReader attribute = object.message();
                while (attribute.next()) {
                    key = attribute.field() == 3 && key.isEmpty() ? attribute.text() : key;
                }
            } else if (!tracked && object.field() == VARIABLE) {
                isVariable = true;
            } else if (!tracked && object.field() == CONSTANT) {
                WireReader constant = object.message();
                while (constant.next()) {
                    key = constant.field() == 1 ? constant.text() : key;
                }
            } else if (!tracked && object.field() == USER_OBJECT) {
                WireReader user = object.message();
                while (user.next()) {
                    metadata = user.field() == 3 ? user.text() : metadata;
                }
            }
        }
        return new SavedObject(children, isVariable, metadata, key);
    }

    private static void function(WireReader entry, Map<String, List<Integer>> bound)
            throws WireFormatException, IOException {
        String name = "";
        List<Integer> numbers = new ArrayList<>();
        while (entry.next()) {
            if (entry.field() == 1) {
                name = entry.text();
            } else if (entry.field() == 2) {
                WireReader function = entry.message();
                while (function.next()) {
                    if (function.field() == 2) {
                        function.numbers().forEach(number -> numbers.add(number.intValue()));
                    }
                }
            }
        }
        bound.put(name, numbers);
    }

    /** The object of this number; null if there is none. */
    SavedObject object(int number) {
        return number >= 0 && number < objects.size() ? objects.get(number) : null;
    }

    /**
     * The names of the variables' tensors, by the numbers of the variables: by walking from the roots of both graphs
     * along the same names; without the checkpoint's graph by the path, as far as there is such a tensor.
     *
     * @param checkpoint the objects of the checkpoint
     * @param tensors the names of the tensors, without the suffix that marks them as values of variables
     */
    Map<Integer, String> tensors(ObjectGraph checkpoint, Set<String> tensors) {
        Map<Integer, String> names = new HashMap<>();
        Map<Integer, Integer> counterparts = new HashMap<>(Map.of(0, 0));
        Map<Integer, String> paths = new HashMap<>(Map.of(0, ""));
        Deque<Integer> open = new ArrayDeque<>(objects.isEmpty() ? List.of() : List.of(0));
        while (!open.isEmpty()) {
            int number = open.remove();
            SavedObject counterpart = checkpoint.object(counterparts.getOrDefault(number, -1));
            for (Map.Entry<String, Integer> child : object(number).children().entrySet()) {
                SavedObject object = object(child.getValue());
                if (object == null) {
                    continue;
                }
                String path = paths.get(number) + child.getKey();
                if (object.isVariable() && tensors.contains(path)) {
                    names.putIfAbsent(child.getValue(), path);
                }
                boolean isNew = paths.putIfAbsent(child.getValue(), path + "/") == null && path.length() < 1024;
                if (counterpart != null && counterpart.children().containsKey(child.getKey())
                        && counterparts.putIfAbsent(child.getValue(), counterpart.children().get(child.getKey()))
                                == null) {
                    isNew = true;
                }
                if (isNew) {
                    open.add(child.getValue());
                }
            }
        }
        counterparts.forEach((number, counterpart) -> {
            SavedObject stored = checkpoint.object(counterpart);
            String name = stored == null ? "" : stored.key().replace(BundleTensors.SUFFIX, "");
            if (number < objects.size() && objects.get(number).isVariable() && tensors.contains(name)) {
                names.put(number, name);
            }
        });
        return names;
    }
}
