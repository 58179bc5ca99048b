package org.lamina.formats.mxnet;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.lamina.formats.InputShapes;
import org.lamina.formats.graph.InputBuilder;
import org.lamina.formats.graph.LayerBuilder;
import org.lamina.formats.graph.ModelBuilder;
import org.lamina.formats.graph.Producer;
import org.lamina.formats.mxnet.SymbolNode.Ref;
import org.lamina.formats.shapes.ShapeConflictException;
import org.lamina.formats.shapes.ShapeRules;
import org.lamina.model.ElementType;
import org.lamina.model.Model;
import org.lamina.model.Operation;
import org.lamina.model.Parameter;
import org.lamina.model.Progress;
import org.lamina.model.Shape;
import org.lamina.model.TensorInfo;

/** Makes an architecture of a symbol: each operator is a layer, and variables are its parameters or the inputs. */
final class SymbolGraph {

    /** Gluon names the operator of a block like its parameters, with this behind. */
    private static final String CALL = "_fwd";

    /**
     * What a node makes.
     *
     * @param producer the layer or input
     * @param shapes the shapes of its results, null where unknown
     */
    private record Made(Producer producer, List<Shape> shapes) {

        Shape shape(int output) {
            return output >= 0 && output < shapes.size() ? shapes.get(output) : null;
        }
    }

    private final SymbolNode.Graph graph;
    private final Map<String, TensorInfo> stored;
    private final InputShapes given;
    private final List<String> warnings;
    private final Map<Integer, Made> made = new HashMap<>();
    private final ModelBuilder model = new ModelBuilder(List.of());
    private final Set<String> missing = new HashSet<>();
    private final Set<String> operations = new HashSet<>();
    private int inputs;

    /**
     * @param stored the arrays that are at hand, by their names without {@code arg:} or {@code aux:}
     * @param given the shapes of inputs
     */
    SymbolGraph(SymbolNode.Graph graph, Map<String, TensorInfo> stored, InputShapes given, List<String> warnings) {
        this.graph = graph;
        this.stored = stored;
        this.given = given;
        this.warnings = warnings;
    }

    Model build(String name, Progress progress) {
        for (int i = 0; i < graph.nodes().size(); i++) {
            progress.checkCancelled();
            SymbolNode node = graph.nodes().get(i);
            if (!node.isVariable()) {
                layer(i, node);
            }
        }
        for (Ref head : graph.heads()) {
            Made result = made.get(head.node());
            if (result != null) {
                model.output(graph.nodes().get(head.node()).name() + "_output", ElementType.FLOAT32,
                        result.shape(head.output()), List.of(result.producer()));
            }
        }
        if (!missing.isEmpty() && !stored.isEmpty()) {
            warnings.add("Parameters of the symbol that are not in the file: " + missing.size() + ", as "
                    + missing.stream().sorted().findFirst().orElseThrow() + ".");
        }
        return model.build(name);
    }

    private void layer(int number, SymbolNode node) {
        SymbolOperator operator = new SymbolOperator(node);
        String path = node.name().endsWith(CALL) && node.name().length() > CALL.length()
                ? node.name().substring(0, node.name().length() - CALL.length()) : node.name();
        LayerBuilder layer = model.module(path.replace('.', '_'));
        Map<String, Shape> weights = new LinkedHashMap<>();
        List<Shape> shapes = new ArrayList<>();
        List<String> read = new ArrayList<>();
        for (int i = 0; i < node.inputs().size(); i++) {
            Ref ref = node.inputs().get(i);
            SymbolNode source = graph.nodes().get(ref.node());
            read.add(source.name());
            String role = operator.role(i);
            if (source.isVariable() && stored.containsKey(source.name())) {
                TensorInfo tensor = stored.get(source.name());
                layer.add(new Parameter(role.isEmpty() ? source.name() : role, tensor, isTrainable(tensor)));
                weights.put(role, tensor.shape());
            } else if (source.isVariable() && !role.isEmpty()) {
                missing.add(source.name());
            } else if (!source.isVariable() || !operator.isLabel(i)) {
                Made data = made.computeIfAbsent(ref.node(), key -> input(source));
                shapes.add(data.shape(ref.output()));
                model.flow(data.producer(), layer, source.name(), data.shape(ref.output()));
            }
        }
        Shape first = shapes.isEmpty() ? null : shapes.get(0);
        layer.type(operator.type(first), node.operator());
        layer.config().putAll(operator.config(weights, first));
        layer.inputs(shapes);
        List<Shape> results = results(node, layer, shapes);
        layer.outputs(results);
        layer.add(new Operation(unique(node.name()), node.operator(), new LinkedHashMap<>(node.options()), read,
                List.of(node.name() + "_output"), Optional.ofNullable(results.isEmpty() ? null : results.get(0))));
        made.put(number, new Made(layer, results));
    }

    private Made input(SymbolNode node) {
        List<Long> sizes = new SymbolOptions(node.options()).numbers("__shape__");
        boolean isTold = !sizes.isEmpty() && sizes.stream().allMatch(size -> size >= 0);
        Shape told = isTold ? new Shape(sizes.stream().map(size -> size == 0 ? Shape.UNKNOWN : size).toList()) : null;
        Shape shape = given.of(node.name(), inputs).orElse(told);
        inputs++;
        return new Made(model.input(new InputBuilder(node.name(), ElementType.FLOAT32, shape)),
                Collections.singletonList(shape));
    }

    private List<Shape> results(SymbolNode node, LayerBuilder layer, List<Shape> shapes) {
        List<Shape> taken = shapes;
        boolean isFlattening = node.operator().equals("FullyConnected")
                && new SymbolOptions(node.options()).flag("flatten", true);
        try {
            if (isFlattening && !shapes.isEmpty()) {
                taken = ShapeRules.infer("Flatten", Map.of("start_dim", 1L), shapes);
            }
            return ShapeRules.infer(layer.type(), layer.config(), taken);
        } catch (ShapeConflictException e) {
            if (warnings.size() < 10) {
                warnings.add("The shapes of layer " + layer.path() + " are not known: " + e.getMessage() + ".");
            }
            return Collections.singletonList(null);
        }
    }

    private static boolean isTrainable(TensorInfo tensor) {
        return !tensor.name().startsWith(MxnetReader.AUXILIARY);
    }

    private String unique(String name) {
        String unique = name;
        for (int i = 2; !operations.add(unique); i++) {
            unique = name + "#" + (operations.size() + i);
        }
        return unique;
    }
}
