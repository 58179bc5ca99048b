package org.lamina.formats.tensorflow;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.lamina.formats.protobuf.WireFormatException;
import org.lamina.formats.protobuf.WireReader;
import org.lamina.model.Progress;

/**
 * What a {@code saved_model.pb} tells (saved_model.proto, meta_graph.proto, saved_object_graph.proto).
 *
 * @param version the version of TensorFlow that wrote it
 * @param graph the graph of its first meta graph
 * @param outputs the names of the tensors that its signatures give
 * @param metadata the JSON that Keras noted for each object, by the path of the object from {@code root} on
 * @param places where a variable belongs that is stored as one of a list: {@code variables/0} may be
 *        {@code layer_with_weights-0/cell/kernel}
 */
record SavedModelFile(String version, GraphParser.Graph graph, Set<String> outputs, Map<String, String> metadata,
        Map<String, String> places) {

    private static final Set<String> LISTS = Set.of("variables", "trainable_variables");

    /** A child of an object. */
    private record Child(long node, String name) {
    }

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
        Set<String> outputs = new HashSet<>();
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
                case 5 -> signature(message.message(), outputs);
                case 7 -> objects(message.message(), metadata, places);
                default -> {
                    // how to save it, and what else was collected
                }
            }
        }
        return new SavedModelFile(version, graph, outputs, metadata, places);
    }

    private static void signature(WireReader entry, Set<String> outputs) throws WireFormatException, IOException {
        while (entry.next()) {
            if (entry.field() != 2) {
                continue;
            }
            WireReader signature = entry.message();
            while (signature.next()) {
                if (signature.field() == 2) {
                    output(signature.message(), outputs);
                }
            }
        }
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
    private static void objects(WireReader message, Map<String, String> metadata, Map<String, String> places)
            throws WireFormatException, IOException {
        Set<Long> variables = new HashSet<>();
        List<List<Child>> children = new ArrayList<>();
        Map<Integer, String> noted = new HashMap<>();
        while (message.next()) {
            if (message.field() == 1) {
                List<Child> own = new ArrayList<>();
                WireReader object = message.message();
                while (object.next()) {
                    if (object.field() == 1) {
                        own.add(child(object.message()));
                    } else if (object.field() == 7) {
                        variables.add((long) children.size());
                    } else if (object.field() == 4) {
                        WireReader user = object.message();
                        while (user.next()) {
                            if (user.field() == 3) {
                                noted.put(children.size(), user.text());
                            }
                        }
                    }
                }
                children.add(own);
            }
        }
        Map<Long, String> owned = new HashMap<>();
        Map<Integer, String> paths = new HashMap<>(Map.of(0, "root"));
        Deque<Integer> open = new ArrayDeque<>(List.of(0));
        while (!open.isEmpty() && !children.isEmpty()) {
            int node = open.remove();
            String json = noted.getOrDefault(node, "");
            if (json.startsWith("{")) {
                metadata.put(paths.get(node), json);
            }
            for (Child child : children.get(node)) {
                if (variables.contains(child.node()) && node > 0) {
                    owned.putIfAbsent(child.node(), paths.get(node).substring("root.".length()).replace('.', '/') + "/"
                            + child.name());
                }
                boolean isLayer = child.name().matches("layer(_with_weights)?-\\d+") || child.name().equals("cell");
                if (isLayer && child.node() > 0 && child.node() < children.size()
                        && (!paths.containsKey((int) child.node()) || child.name().startsWith("layer_with_weights"))) {
                    String path = paths.get(node) + "." + child.name();
                    if (path.length() < 1024 && metadata.putIfAbsent(path,
                            noted.getOrDefault((int) child.node(), "")) == null
                            && paths.putIfAbsent((int) child.node(), path) == null) {
                        open.add((int) child.node());
                    }
                }
            }
        }
        metadata.values().removeIf(json -> !json.startsWith("{"));
        for (Child list : children.isEmpty() ? List.<Child>of() : children.get(0)) {
            if (LISTS.contains(list.name()) && list.node() > 0 && list.node() < children.size()) {
                children.get((int) list.node()).stream().filter(child -> owned.containsKey(child.node()))
                        .forEach(child -> places.put(list.name() + "/" + child.name(), owned.get(child.node())));
            }
        }
    }

    private static Child child(WireReader message) throws WireFormatException, IOException {
        long node = 0;
        String name = "";
        while (message.next()) {
            if (message.field() == 1) {
                node = message.number();
            } else if (message.field() == 2) {
                name = message.text();
            }
        }
        return new Child(node, name);
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
