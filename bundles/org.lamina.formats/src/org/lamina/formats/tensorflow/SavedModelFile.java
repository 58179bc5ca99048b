package org.lamina.formats.tensorflow;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.lamina.formats.protobuf.WireFormatException;
import org.lamina.formats.protobuf.WireReader;
import org.lamina.formats.tensorflow.ObjectGraph.SavedObject;
import org.lamina.model.Progress;

/**
 * What a {@code saved_model.pb} tells (saved_model.proto, meta_graph.proto, saved_object_graph.proto).
 *
 * @param version the version of TensorFlow that wrote it
 * @param graph the graph of its first meta graph
 * @param outputs the names of the tensors that the signature for serving gives
 * @param metadata the JSON that Keras noted for each object, by the path of the object from {@code root} on
 * @param places where a variable belongs that is stored as one of a list: {@code variables/0} may be
 *        {@code layer_with_weights-0/cell/kernel}
 * @param objects the objects of the program that wrote it; none in files of TensorFlow 1
 */
record SavedModelFile(String version, GraphParser.Graph graph, Set<String> outputs, Map<String, String> metadata,
        Map<String, String> places, ObjectGraph objects) {

    private static final String SERVING = "serving_default";
    private static final String INITIALISING = "__saved_model_init_op";
    private static final Set<String> LISTS = Set.of("variables", "trainable_variables");

    /** Reads the file. */
    static SavedModelFile read(WireReader message, Progress progress) throws WireFormatException, IOException {
        while (message.next()) {
            if (message.field() == 2) {
                return metaGraph(message.message(), progress);
            }
        }
        throw new WireFormatException("a SavedModel with a graph", "one without");
    }

    private static SavedModelFile metaGraph(WireReader message, Progress progress)
            throws WireFormatException, IOException {
        String version = "";
        GraphParser.Graph graph = new GraphParser.Graph(List.of(), Map.of());
        Map<String, Set<String>> signatures = new LinkedHashMap<>();
        ObjectGraph objects = ObjectGraph.EMPTY;
        Map<String, String> metadata = new LinkedHashMap<>();
        Map<String, String> places = new HashMap<>();
        while (message.next()) {
            switch (message.field()) {
                case 1 -> {
                    WireReader info = message.message();
                    while (info.next()) {
                        version = info.field() == 5 ? info.text() : version;
                    }
                }
                case 2 -> graph = new GraphParser(progress).graph(message.message());
                case 5 -> signature(message.message(), signatures);
                case 7 -> objects = ObjectGraph.saved(message.message());
                default -> {
                    // how to save it, and what else was collected
                }
            }
        }
        objects(objects.objects(), metadata, places);
        return new SavedModelFile(version, graph, serving(signatures), metadata, places, objects);
    }

    /** The outputs of the signature that serves by default, or of the first one; initialising is none. */
    private static Set<String> serving(Map<String, Set<String>> signatures) {
        signatures.remove(INITIALISING);
        return signatures.getOrDefault(SERVING, signatures.values().stream().findFirst().orElse(Set.of()));
    }

    private static void signature(WireReader entry, Map<String, Set<String>> signatures)
            throws WireFormatException, IOException {
        String name = "";
        Set<String> outputs = new LinkedHashSet<>();
        while (entry.next()) {
            if (entry.field() == 1) {
                name = entry.text();
            } else if (entry.field() == 2) {
                WireReader signature = entry.message();
                while (signature.next()) {
                    if (signature.field() == 2) {
                        output(signature.message(), outputs);
                    }
                }
            }
        }
        signatures.put(name, outputs);
    }

    private static void output(WireReader entry, Set<String> outputs) throws WireFormatException, IOException {
        while (entry.next()) {
            if (entry.field() == 2) {
                WireReader tensor = entry.message();
                while (tensor.next()) {
                    if (tensor.field() == 1) {
                        outputs.add(tensor.text());
                    }
                }
            }
        }
    }

    /** The JSON of each object, found by walking from the first object on; Keras of TensorFlow 2.0 to 2.4 noted it. */
    private static void objects(List<SavedObject> objects, Map<String, String> metadata, Map<String, String> places) {
        Map<Integer, String> owned = new HashMap<>();
        Map<Integer, String> paths = new HashMap<>(Map.of(0, "root"));
        Deque<Integer> open = new ArrayDeque<>(objects.isEmpty() ? List.of() : List.of(0));
        while (!open.isEmpty()) {
            int number = open.remove();
            String json = objects.get(number).metadata();
            if (json.startsWith("{")) {
                metadata.put(paths.get(number), json);
            }
            objects.get(number).children().forEach((name, child) -> {
                if (child <= 0 || child >= objects.size()) {
                    return;
                } else if (objects.get(child).isVariable() && number > 0) {
                    owned.putIfAbsent(child, paths.get(number).substring("root.".length()).replace('.', '/') + "/"
                            + name);
                }
                boolean isLayer = name.matches("layer(_with_weights)?-\\d+") || name.equals("cell");
                if (isLayer && (!paths.containsKey(child) || name.startsWith("layer_with_weights"))) {
                    String path = paths.get(number) + "." + name;
                    if (path.length() < 1024 && metadata.putIfAbsent(path, objects.get(child).metadata()) == null
                            && paths.putIfAbsent(child, path) == null) {
                        open.add(child);
                    }
                }
            });
        }
        metadata.values().removeIf(json -> !json.startsWith("{"));
        for (String list : objects.isEmpty() ? Set.<String>of() : LISTS) {
            int number = objects.get(0).children().getOrDefault(list, 0);
            if (number > 0 && number < objects.size()) {
                objects.get(number).children().forEach((name, child) -> {
                    if (owned.containsKey(child)) {
                        places.put(list + "/" + name, owned.get(child));
                    }
                });
            }
        }
    }

    /** Reads a {@code keras_metadata.pb} (saved_metadata.proto): the JSON of each object by its path. */
    static Map<String, String> kerasMetadata(WireReader message) throws WireFormatException, IOException {
        Map<String, String> metadata = new LinkedHashMap<>();
        while (message.next()) {
            if (message.field() == 1) {
                String path = "";
                String json = "";
                WireReader object = message.message();
                while (object.next()) {
                    path = object.field() == 3 ? object.text() : path;
                    json = object.field() == 5 ? object.text() : json;
                }
                if (json.startsWith("{")) {
                    metadata.put(path, json);
                }
            }
        }
        return metadata;
    }
}
