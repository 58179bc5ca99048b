package org.lamina.formats.tensorflow;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.lamina.formats.file.StoredTensor;
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
     * @param functions the nodes of the functions that it calls, by name
     */
    record Graph(List<GraphNode> nodes, Map<String, List<GraphNode>> functions) {
    }

    Graph graph(WireReader message) throws WireFormatException, IOException {
        List<GraphNode> nodes = new ArrayList<>();
        Map<String, List<GraphNode>> functions = new LinkedHashMap<>();
        while (message.next()) {
            if (message.field() == 1) {
                progress.checkCancelled();
                nodes.add(node(message.message()));
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

    private void function(WireReader message, Map<String, List<GraphNode>> functions)
            throws WireFormatException, IOException {
        String name = "";
        List<GraphNode> nodes = new ArrayList<>();
        while (message.next()) {
            if (message.field() == 1) {
                WireReader signature = message.message();
                while (signature.next()) {
                    if (signature.field() == 1) {
                        name = signature.text();
                    }
                }
            } else if (message.field() == 3) {
                progress.checkCancelled();
                nodes.add(node(message.message()));
            }
        }
        functions.put(name, nodes);
    }

    private GraphNode node(WireReader message) throws WireFormatException, IOException {
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
        return new GraphNode(name, operator, inputs, attributes);
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
                case 10 -> value = function(message.message());
                default -> {
                    // a placeholder inside a function
                }
            }
        }
        return value;
    }

    private static String function(WireReader message) throws WireFormatException, IOException {
        String name = "";
        while (message.next()) {
            name = message.field() == 1 ? message.text() : name;
        }
        return name;
    }

    private static List<Object> list(WireReader message) throws WireFormatException, IOException {
        List<Object> list = new ArrayList<>();
        while (message.next()) {
            switch (message.field()) {
                case 2 -> list.add(message.text());
                case 3 -> list.addAll(message.numbers());
                default -> {
                    // lists of other kinds tell nothing about layers
                }
            }
        }
        return list;
    }

    /** A constant whose values lie in the file one behind the other; null for one that is written in another way. */
    private static StoredTensor tensor(WireReader message, String node) throws WireFormatException, IOException {
        ElementType dtype = ElementType.UNKNOWN;
        Shape shape = Shape.of();
        long start = -1;
        long length = 0;
        while (message.next()) {
            switch (message.field()) {
                case 1 -> dtype = type(message.number());
                case 2 -> shape = shape(message.message());
                case 4, 6 -> {
                    start = message.start();
                    length = message.length();
                }
                default -> {
                    // small constants, one number a field
                }
            }
        }
        try {
            long needed = shape == null ? -1 : dtype.bytes(shape.count().orElse(-1));
            if (start < 0 || needed <= 0 || needed != length) {
                return null;
            }
        } catch (ArithmeticException e) {
            throw new WireFormatException("a constant " + node + " whose size fits 64 bits", "shape " + shape);
        }
        return StoredTensor.contiguous(new TensorInfo(node, dtype, shape, length), start);
    }
}
