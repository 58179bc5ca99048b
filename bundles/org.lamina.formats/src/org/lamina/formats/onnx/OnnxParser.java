package org.lamina.formats.onnx;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.lamina.formats.file.FileBytes;
import org.lamina.formats.protobuf.WireFormatException;
import org.lamina.formats.protobuf.WireReader;
import org.lamina.model.ElementType;
import org.lamina.model.Progress;
import org.lamina.model.Shape;

/** Parses the messages of onnx.proto (ONNX 1.x). Fields of later versions are passed over. */
final class OnnxParser {

    private final Progress progress;
    /** Names of values and operators, of which each is told many times, once each. */
    private final Map<String, String> names = new HashMap<>();
    private boolean hasGraph;

    OnnxParser(Progress progress) {
        this.progress = progress;
    }

    /**
     * Parses a file.
     *
     * @throws WireFormatException if it is no ModelProto, or damaged
     */
    OnnxFile parse(FileBytes bytes) throws WireFormatException, IOException {
        WireReader message = new WireReader(bytes);
        String producer = "";
        String version = "";
        Map<String, Long> operatorSets = new LinkedHashMap<>();
        Map<String, Object> metadata = new LinkedHashMap<>();
        GraphParts graph = new GraphParts();
        List<OnnxFunction> functions = new ArrayList<>();
        int trainingGraphs = 0;
        while (message.next()) {
            switch (message.field()) {
                case 1 -> metadata.put("ir_version", message.number());
                case 2 -> producer = message.text();
                case 3 -> version = message.text();
                case 4 -> metadata.put("domain", message.text());
                case 5 -> metadata.put("model_version", message.number());
                case 6 -> metadata.put("doc_string", message.text());
                case 7 -> {
                    hasGraph = true;
                    graph(message.message(), graph);
                }
                case 8 -> operatorSet(message.message(), operatorSets);
                case 14 -> {
                    Map<String, String> entry = new HashMap<>();
                    TensorParser.entry(message.message(), entry);
                    metadata.putAll(entry);
                }
                case 20 -> trainingGraphs++;
                case 25 -> functions.add(function(message.message()));
                default -> {
                    // fields of later versions
                }
            }
        }
        if (!hasGraph) {
            throw new WireFormatException("an ONNX model with a graph", "a model without one");
        }
        operatorSets.forEach((domain, number) ->
                metadata.put("opset_import." + (domain.isEmpty() ? "ai.onnx" : domain), number));
        metadata.values().removeIf(""::equals);
        return new OnnxFile((producer + " " + version).strip(), operatorSets, graph.build(), functions, metadata,
                trainingGraphs);
    }

    /** What makes a graph; protobuf lets a message come in several pieces. */
    private static final class GraphParts {
        private String name = "";
        private final List<OnnxNode> nodes = new ArrayList<>();
        private final Map<String, OnnxTensor> initializers = new LinkedHashMap<>();
        private final List<OnnxValue> inputs = new ArrayList<>();
        private final List<OnnxValue> outputs = new ArrayList<>();
        private final Map<String, OnnxValue> values = new HashMap<>();

        void declare(OnnxValue value) {
            values.putIfAbsent(value.name(), value);
        }

        OnnxGraph build() {
            return new OnnxGraph(name, nodes, initializers, inputs, outputs, values);
        }
    }

    private void graph(WireReader message, GraphParts graph) throws WireFormatException, IOException {
        while (message.next()) {
            switch (message.field()) {
                case 1 -> {
                    progress.checkCancelled();
                    graph.nodes.add(node(message.message()));
                }
                case 2 -> graph.name = message.text();
                case 5 -> {
                    OnnxTensor tensor = TensorParser.parse(message.message());
                    graph.initializers.putIfAbsent(tensor.name(), tensor);
                }
                case 11 -> graph.inputs.add(value(message.message()));
                case 12 -> graph.outputs.add(value(message.message()));
                case 13 -> graph.declare(value(message.message()));
                case 15 -> {
                    OnnxTensor tensor = TensorParser.sparse(message.message());
                    graph.initializers.putIfAbsent(tensor.name(), tensor);
                }
                default -> {
                    // descriptions and notes on quantisation
                }
            }
        }
    }

    private OnnxFunction function(WireReader message) throws WireFormatException, IOException {
        String name = "";
        String domain = "";
        String overload = "";
        List<String> inputs = new ArrayList<>();
        List<String> outputs = new ArrayList<>();
        Map<String, Object> defaults = new LinkedHashMap<>();
        GraphParts body = new GraphParts();
        while (message.next()) {
            switch (message.field()) {
                case 1 -> name = message.text();
                case 4 -> inputs.add(message.text());
                case 5 -> outputs.add(message.text());
                case 7 -> body.nodes.add(node(message.message()));
                case 10 -> domain = message.text();
                case 11 -> attribute(message.message(), defaults);
                case 12 -> body.declare(value(message.message()));
                case 13 -> overload = message.text();
                default -> {
                    // descriptions, operator sets, names of attributes without default
                }
            }
        }
        return new OnnxFunction(name, domain, overload, inputs, outputs, defaults, body.build());
    }

    private OnnxNode node(WireReader message) throws WireFormatException, IOException {
        String name = "";
        String type = "";
        String domain = "";
        String description = "";
        String overload = "";
        List<String> inputs = new ArrayList<>(4);
        List<String> outputs = new ArrayList<>(2);
        Map<String, Object> attributes = new LinkedHashMap<>(4);
        Map<String, String> metadata = new HashMap<>(4);
        while (message.next()) {
            switch (message.field()) {
                case 1 -> inputs.add(name(message));
                case 2 -> outputs.add(name(message));
                case 3 -> name = name(message);
                case 4 -> type = name(message);
                case 5 -> attribute(message.message(), attributes);
                case 6 -> description = message.text();
                case 7 -> domain = name(message);
                case 8 -> overload = message.text();
                case 9 -> TensorParser.entry(message.message(), metadata);
                default -> {
                    // fields of later versions
                }
            }
        }
        return new OnnxNode(name, type, domain, overload, inputs, outputs, attributes, description, metadata, "");
    }

    private String name(WireReader message) throws WireFormatException, IOException {
        String name = message.text();
        String known = names.putIfAbsent(name, name);
        return known == null ? name : known;
    }

    private void attribute(WireReader message, Map<String, Object> attributes) throws WireFormatException, IOException {
        String name = "";
        Object value = null;
        List<Object> list = new ArrayList<>();
        while (message.next()) {
            switch (message.field()) {
                case 1 -> name = message.text();
                case 2 -> value = (double) message.decimal();
                case 3 -> value = message.number();
                case 4 -> value = message.text();
                case 5 -> value = TensorParser.parse(message.message());
                case 6 -> {
                    GraphParts body = new GraphParts();
                    graph(message.message(), body);
                    value = body.build();
                }
                case 7 -> message.decimals().forEach(number -> list.add(number.doubleValue()));
                case 8 -> list.addAll(message.numbers());
                case 9 -> list.add(message.text());
                case 21 -> value = new AttributeReference(message.text());
                default -> {
                    // the type is told by the field that is set
                }
            }
        }
        attributes.put(name, value == null ? List.copyOf(list) : value);
    }

    private static void operatorSet(WireReader message, Map<String, Long> sets)
            throws WireFormatException, IOException {
        String domain = "";
        long version = 0;
        while (message.next()) {
            if (message.field() == 1) {
                domain = message.text();
            } else if (message.field() == 2) {
                version = message.number();
            }
        }
        sets.put(domain, version);
    }

    private static OnnxValue value(WireReader message) throws WireFormatException, IOException {
        String name = "";
        OnnxValue type = new OnnxValue("", ElementType.UNKNOWN, null);
        while (message.next()) {
            if (message.field() == 1) {
                name = message.text();
            } else if (message.field() == 2) {
                type = type(message.message());
            }
        }
        return new OnnxValue(name, type.dtype(), type.shape());
    }

    /** The type of a value. Of a sequence, optional or map the type of the elements is taken, without their shape. */
    private static OnnxValue type(WireReader message) throws WireFormatException, IOException {
        ElementType dtype = ElementType.UNKNOWN;
        Shape shape = null;
        while (message.next()) {
            switch (message.field()) {
                case 1, 8 -> {
                    WireReader tensor = message.message();
                    while (tensor.next()) {
                        if (tensor.field() == 1) {
                            dtype = TensorParser.type(tensor.number());
                        } else if (tensor.field() == 2) {
                            shape = shape(tensor.message());
                        }
                    }
                }
                case 4, 5, 9 -> {
                    WireReader nested = message.message();
                    while (nested.next()) {
                        dtype = nested.isBytes() ? type(nested.message()).dtype() : dtype;
                    }
                }
                default -> {
                    // what an axis means, and opaque types
                }
            }
        }
        return new OnnxValue("", dtype, shape);
    }

    private static Shape shape(WireReader message) throws WireFormatException, IOException {
        List<Long> dimensions = new ArrayList<>();
        while (message.next()) {
            if (message.field() == 1) {
                long size = Shape.UNKNOWN;
                WireReader dimension = message.message();
                while (dimension.next()) {
                    if (dimension.field() == 1) {
                        size = Math.max(Shape.UNKNOWN, dimension.number());
                    }
                }
                dimensions.add(size);
            }
        }
        return new Shape(dimensions);
    }
}
