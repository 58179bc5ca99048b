package org.lamina.formats.tensorflow;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.lamina.formats.protobuf.WireFormatException;
import org.lamina.formats.protobuf.WireReader;
import org.lamina.model.ElementType;
import org.lamina.model.Progress;
import org.lamina.model.Shape;
import org.lamina.model.TensorInfo;

/** Parses graphs of TensorFlow (graph.proto, node_def.proto, attr_value.proto, tensor.proto). */
final class GraphParser {

    private static final Map<Long, ElementType> TYPES = Map.ofEntries(Map.entry(1L, ElementType.FLOAT32),
            Map.entry(2L, ElementType.FLOAT64), Map.entry(3L, ElementType.INT32), Map.entry(4L, ElementType.UINT8),
            Map.entry(5L, ElementType.INT16), Map.entry(6L, ElementType.INT8), Map.entry(7L, ElementType.STRING),
            Map.entry(8L, ElementType.COMPLEX64), Map.entry(9L, ElementType.INT64), Map.entry(10L, ElementType.BOOL),
            Map.entry(11L, ElementType.INT8), Map.entry(12L, ElementType.UINT8), Map.entry(13L, ElementType.INT32),
            Map.entry(14L, ElementType.BFLOAT16), Map.entry(17L, ElementType.UINT16),
            Map.entry(18L, ElementType.COMPLEX128), Map.entry(19L, ElementType.FLOAT16),
            Map.entry(22L, ElementType.UINT32), Map.entry(23L, ElementType.UINT64));

    private final Progress progress;

    GraphParser(Progress progress) {
        this.progress = progress;
    }

    /** The type of this number (types.proto); references to variables are 100 above. */
    static ElementType type(long number) {
        return TYPES.getOrDefault(number > 100 ? number - 100 : number, ElementType.UNKNOWN);
    }

    /** A shape; null if not even its rank is known. */
    static Shape shape(WireReader message) throws WireFormatException, IOException {
        List<Long> sizes = new ArrayList<>();
        while (message.next()) {
            if (message.field() == 2) {
                long size = 0;
                WireReader dimension = message.message();
                while (dimension.next()) {
                    size = dimension.field() == 1 ? Math.max(Shape.UNKNOWN, dimension.number()) : size;
                }
                sizes.add(size);
            } else if (message.field() == 3 && message.number() != 0) {
                return null;
            }
        }
        return new Shape(sizes);
    }

    /**
     * A graph.
     *
     * @param nodes its nodes, in the order of the file
     * @param functions the functions that it calls, by name
     */
    record Graph(List<GraphNode> nodes, Map<String, GraphFunction> functions) {
    }

    Graph graph(WireReader message) throws WireFormatException, IOException {
        List<GraphNode> nodes = new ArrayList<>();
        Map<String, GraphFunction> functions = new LinkedHashMap<>();
        while (message.next()) {
            if (message.field() == 1) {
                progress.checkCancelled();
                nodes.add(node(message.message(), ""));
            } else if (message.field() == 2) {
                WireReader library = message.message();
                while (library.next()) {
                    if (library.field() == 1) {
                        function(library.message(), functions);
                    }
                }
            }
        }
        return new Graph(nodes, functions);
    }

    private void function(WireReader message, Map<String, GraphFunction> functions)
            throws WireFormatException, IOException {
        String name = "";
        List<String> arguments = new ArrayList<>();
        List<String> outputs = new ArrayList<>();
        Map<Integer, Shape> shapes = new HashMap<>();
        Map<String, String> results = new HashMap<>();
        List<GraphNode> nodes = new ArrayList<>();
        while (message.next()) {
            switch (message.field()) {
                case 1 -> {
                    WireReader signature = message.message();
                    while (signature.next()) {
                        switch (signature.field()) {
                            case 1 -> name = signature.text();
                            case 2 -> arguments.add(firstText(signature.message()));
                            case 3 -> outputs.add(firstText(signature.message()));
                            default -> {
                                // what is noted for people
                            }
                        }
                    }
                }
                case 3 -> {
                    progress.checkCancelled();
                    nodes.add(node(message.message(), name));
                }
                case 4 -> result(message.message(), results);
                case 7 -> argument(message.message(), shapes);
                default -> {
                    // how it is run
                }
            }
        }
        functions.put(name, new GraphFunction(name, arguments, shapes, outputs.stream()
                .map(output -> results.getOrDefault(output, output)).toList(), nodes));
    }

    /** The name of an argument or result, its first field. */
    private static String firstText(WireReader message) throws WireFormatException, IOException {
        String name = "";
        while (message.next()) {
            name = message.field() == 1 ? message.text() : name;
        }
        return name;
    }

    private static void result(WireReader entry, Map<String, String> results) throws WireFormatException, IOException {
        String key = "";
        while (entry.next()) {
            if (entry.field() == 1) {
                key = entry.text();
            } else if (entry.field() == 2) {
                results.put(key, entry.text());
            }
        }
    }

    /** The shape of an argument, which is an attribute of it. */
    private static void argument(WireReader entry, Map<Integer, Shape> shapes) throws WireFormatException, IOException {
        long number = 0;
        Map<String, Object> attributes = new HashMap<>();
        while (entry.next()) {
            if (entry.field() == 1) {
                number = entry.number();
            } else if (entry.field() == 2) {
                WireReader argument = entry.message();
                while (argument.next()) {
                    if (argument.field() == 1) {
                        attribute(argument.message(), "", attributes);
                    }
                }
            }
        }
        if (attributes.get("_output_shapes") instanceof List<?> list && !list.isEmpty()
                && list.get(0) instanceof Shape shape) {
            shapes.put((int) number, shape);
        }
    }

    private GraphNode node(WireReader message, String function) throws WireFormatException, IOException {
        String name = "";
        String operator = "";
        List<String> inputs = new ArrayList<>();
        Map<String, Object> attributes = new LinkedHashMap<>();
        while (message.next()) {
            switch (message.field()) {
                case 1 -> name = message.text();
                case 2 -> operator = message.text();
                case 3 -> inputs.add(message.text());
                case 5 -> attribute(message.message(), name, attributes);
                default -> {
                    // the device, and where the node was made
                }
            }
        }
        return new GraphNode(name, operator, inputs, attributes, name + "@" + function);
    }

    private static void attribute(WireReader entry, String node, Map<String, Object> attributes)
            throws WireFormatException, IOException {
        String key = "";
        Object value = null;
        while (entry.next()) {
            if (entry.field() == 1) {
                key = entry.text();
            } else if (entry.field() == 2) {
                value = value(entry.message(), node);
            }
        }
        if (value != null) {
            attributes.put(key, value);
        }
    }

    private static Object value(WireReader message, String node) throws WireFormatException, IOException {
        Object value = null;
        while (message.next()) {
            switch (message.field()) {
                case 1 -> value = list(message.message());
                case 2 -> value = message.text();
                case 3 -> value = message.number();
                case 4 -> value = (double) message.decimal();
                case 5 -> value = message.number() != 0;
                case 6 -> value = type(message.number());
                case 7 -> value = shape(message.message());
                case 8 -> value = tensor(message.message(), node);
                case 10 -> value = firstText(message.message());
                default -> {
                    // a placeholder inside a function
                }
            }
        }
        return value;
    }

    private static List<Object> list(WireReader message) throws WireFormatException, IOException {
        List<Object> list = new ArrayList<>();
        while (message.next()) {
            switch (message.field()) {
                case 2 -> list.add(message.text());
                case 3 -> list.addAll(message.numbers());
                case 7 -> {
                    Shape shape = shape(message.message());
                    if (shape != null) {
                        list.add(shape);
                    }
                }
                default -> {
                    // lists of other kinds tell nothing about layers
                }
            }
        }
        return list;
    }

    /** A constant; null for texts, and where the values are scattered. */
    private static GraphConstant tensor(WireReader message, String node) throws WireFormatException, IOException {
        ElementType dtype = ElementType.UNKNOWN;
        Shape shape = Shape.of();
        long start = -1;
        long length = 0;
        boolean varints = false;
        while (message.next()) {
            switch (message.field()) {
                case 1 -> dtype = type(message.number());
                case 2 -> shape = shape(message.message());
                case 4, 5, 6, 7, 10, 11, 13, 16, 17 -> {
                    if (start >= 0 && length > 0) {
                        return null;
                    }
                    varints = message.field() > 6;
                    start = message.start();
                    length = message.length();
                }
                default -> {
                    // texts, and numbers of kinds that weights don't have
                }
            }
        }
        try {
            long count = shape == null || !shape.isKnown() ? -1 : shape.count().orElse(-1);
            long bytes = count < 1 ? 0 : dtype.bytes(count);
            if (start < 0 || length < 1 || bytes < 1) {
                return null;
            }
            long stored = varints ? message.count(start, length) : length / (dtype.bits() / Byte.SIZE);
            return stored < 1 ? null : new GraphConstant(new TensorInfo(node, dtype, shape, bytes), varints, start,
                    Math.min(count, stored));
        } catch (ArithmeticException e) {
            throw new WireFormatException("a constant " + node + " whose size fits 64 bits", "shape " + shape);
        }
    }
}
