package org.lamina.formats.onnx;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * One graph of all that a file holds: nodes in the bodies of control flow ({@code If}, {@code Loop}, {@code Scan}) and
 * in the file's own functions stand beside those around them, each in the scope that it came from.
 *
 * <p>The node of a body reads the results of its bodies; the inputs of a body are handed on by nodes of the type
 * {@link OnnxNode#BODY_INPUT}. What a loop carries from one run to the next is not followed. Names of values that occur
 * twice are told apart by their scope.
 */
final class Expansion {

    private static final int MAX_NODES = 20_000;
    private static final int MAX_DEPTH = 32;

    private final Map<String, OnnxFunction> functions = new HashMap<>();
    private final List<String> warnings;
    private final List<OnnxNode> nodes = new ArrayList<>();
    private final Map<String, OnnxTensor> initializers = new LinkedHashMap<>();
    private final Map<String, OnnxValue> values = new HashMap<>();
    private final Map<String, String> groups = new LinkedHashMap<>();
    private final Set<String> bodies = new HashSet<>();
    private final Set<String> usedValues = new HashSet<>();
    private final Set<String> usedNames = new HashSet<>();
    private final Set<OnnxFunction> open = new LinkedHashSet<>();
    private final OnnxGraph graph;
    private int made;
    private boolean isCut;

    /** The names that the values of a body have in the whole graph; others are those of what is around it. */
    private record Names(Map<String, String> own, Names outer) {
        String of(String name) {
            String found = own.get(name);
            return found != null ? found : outer == null ? name : outer.of(name);
        }
    }

    /**
     * Expands the graph of a file.
     *
     * @param warnings filled with what could not be expanded, one sentence each
     */
    Expansion(OnnxFile file, List<String> warnings) {
        this.warnings = warnings;
        file.functions().forEach(function -> functions.putIfAbsent(key(function.name(), function.domain(),
                function.overload()), function));
        OnnxGraph whole = file.graph();
        whole.inputs().forEach(input -> usedValues.add(input.name()));
        initializers.putAll(whole.initializers());
        usedValues.addAll(initializers.keySet());
        values.putAll(whole.values());
        whole.nodes().forEach(node -> usedValues.addAll(node.outputs()));
        Names names = new Names(Map.of(), null);
        whole.nodes().forEach(node -> add(node, names, "", Map.of()));
        keepWeights();
        graph = new OnnxGraph(whole.name(), nodes, initializers, whole.inputs(), whole.outputs(), values);
    }

    /**
     * Some exporters write weights as nodes; as initializers they are tensors of the file like others. The constants of
     * an instance normalisation are no weights: PyTorch's exporter makes them up for a group normalisation.
     */
    private void keepWeights() {
        Set<String> weights = new HashSet<>();
        for (OnnxNode node : nodes) {
            for (int i = 0; i < node.inputs().size() && !node.type().equals("InstanceNormalization"); i++) {
                boolean isRestored = node.type().equals("DequantizeLinear") && i == 0;
                if (isRestored || !Roles.of(node, i).isEmpty() && !Roles.of(node, i).equals(Roles.INPUT)) {
                    weights.add(node.inputs().get(i));
                }
            }
        }
        nodes.removeIf(node -> node.type().equals("Constant") && weights.contains(node.output())
                && node.attributes().get("value") instanceof OnnxTensor tensor && tensor.shape().rank() > 0
                && initializers.putIfAbsent(node.output(), tensor.named(node.output())) == null);
    }

    /** The graph with everything in it. */
    OnnxGraph graph() {
        return graph;
    }

    /** The operator or function that a group stands for, by the group's path. */
    Map<String, String> groups() {
        return Collections.unmodifiableMap(groups);
    }

    /** The paths of bodies, whose nodes are layers of their own. */
    Set<String> bodies() {
        return Collections.unmodifiableSet(bodies);
    }

    private static String key(String name, String domain, String overload) {
        return domain + "::" + name + ":" + overload;
    }

    private void add(OnnxNode node, Names names, String scope, Map<String, Object> given) {
        OnnxFunction function = functions.isEmpty() ? null
                : functions.get(key(node.type(), node.domain(), node.overload()));
        Map<String, OnnxGraph> inner = node.bodies();
        boolean isPlain = function == null && inner.isEmpty();
        boolean isExpandable = made < MAX_NODES && open.size() < MAX_DEPTH && !open.contains(function);
        if (isPlain || !isExpandable) {
            if (!isPlain && !isCut) {
                isCut = true;
                warnings.add("Functions that call themselves, or make more than " + MAX_NODES
                        + " nodes, are shown as one layer: " + node.qualifiedType() + ".");
            }
            made += scope.isEmpty() ? 0 : 1;
            Map<String, Object> attributes = attributes(node, given);
            boolean stays = scope.isEmpty() && attributes == node.attributes() && !node.name().isEmpty()
                    && usedNames.add(node.name());
            nodes.add(stays ? node : renamed(node, names, scope, attributes, List.of()));
        } else if (function != null) {
            call(function, node, names, scope, given);
        } else {
            control(node, inner, names, scope, given);
        }
    }

    /** A node under the names of the whole graph. */
    private OnnxNode renamed(OnnxNode node, Names names, String scope, Map<String, Object> attributes,
            List<String> results) {
        List<String> inputs = new ArrayList<>();
        node.inputs().forEach(input -> inputs.add(input.isEmpty() ? "" : names.of(input)));
        inputs.addAll(results);
        List<String> outputs = new ArrayList<>();
        node.outputs().forEach(output -> outputs.add(output.isEmpty() ? "" : names.of(output)));
        String name = node.name().isEmpty() ? outputs.isEmpty() ? node.type() : outputs.get(0) : node.name();
        return new OnnxNode(unique(name, scope, usedNames), node.type(), node.domain(), node.overload(), inputs,
                outputs, attributes, node.description(), node.metadata(), scope);
    }

    private static String unique(String name, String scope, Set<String> used) {
        String unique = name;
        if (!used.add(unique)) {
            unique = scope.isEmpty() ? name : scope + "/" + name;
            for (int count = 2; !used.add(unique); count++) {
                unique = (scope.isEmpty() ? name : scope + "/" + name) + "#" + count;
            }
        }
        return unique;
    }

    /** The attributes of a node in a function, whose values may be those that the call gives. */
    private static Map<String, Object> attributes(OnnxNode node, Map<String, Object> given) {
        if (node.attributes().isEmpty()
                || node.attributes().values().stream().noneMatch(AttributeReference.class::isInstance)) {
            return node.attributes();
        }
        Map<String, Object> attributes = new LinkedHashMap<>();
        node.attributes().forEach((name, value) -> {
            Object actual = value instanceof AttributeReference reference ? given.get(reference.name()) : value;
            if (actual != null) {
                attributes.put(name, actual);
            }
        });
        return attributes;
    }

    private String group(String scope, OnnxNode node, String name, String type) {
        String own = Scopes.of(node, scope);
        String path = own.isEmpty() ? name : own + "." + name;
        String unique = path;
        for (int count = 1; groups.containsKey(unique); count++) {
            unique = path + "_" + count;
        }
        groups.put(unique, type);
        return unique;
    }

    private void call(OnnxFunction function, OnnxNode node, Names names, String scope, Map<String, Object> given) {
        String name = node.name().substring(node.name().lastIndexOf('/') + 1);
        String group = group(scope, node, (name.isEmpty() ? function.name() : name).replace('.', '_'),
                node.qualifiedType());
        Map<String, String> own = new HashMap<>();
        for (int i = 0; i < function.inputs().size(); i++) {
            String input = node.input(i);
            own.put(function.inputs().get(i), input.isEmpty() ? "" : names.of(input));
        }
        for (int i = 0; i < function.outputs().size() && i < node.outputs().size(); i++) {
            String output = node.outputs().get(i);
            String input = output.isEmpty() ? null
                    : own.putIfAbsent(function.outputs().get(i), names.of(output));
            if (input != null) {
                handOn(input, names.of(output), Map.of("keeps_shape", 1L), group);
            }
        }
        Map<String, Object> attributes = new LinkedHashMap<>(function.defaults());
        attributes.putAll(attributes(node, given));
        open.add(function);
        body(function.body(), own, null, group, attributes);
        open.remove(function);
    }

    private void control(OnnxNode node, Map<String, OnnxGraph> inner, Names names, String scope,
            Map<String, Object> given) {
        String group = group(scope, node, node.type().toLowerCase(Locale.ROOT), node.qualifiedType());
        bodies.add(group);
        List<String> results = new ArrayList<>();
        Map<String, Object> attributes = new LinkedHashMap<>(attributes(node, given));
        inner.forEach((attribute, body) -> {
            String place = group + "." + attribute;
            groups.put(place, body.name().isEmpty() ? "Body" : body.name());
            bodies.add(place);
            attributes.remove(attribute);
            Names known = body(body, new HashMap<>(), names, place, given);
            inputs(node, body, known, names, place);
            body.outputs().forEach(output -> results.add(known.of(output.name())));
        });
        nodes.add(renamed(node, names, group, attributes, results));
    }

    /** Hands on what the inputs of a body are: those of the node, less the count and the condition of a loop. */
    private void inputs(OnnxNode node, OnnxGraph body, Names known, Names names, String place) {
        for (int i = 0; i < body.inputs().size(); i++) {
            String outer = node.type().equals("Loop") && i == 0 ? "" : node.input(i);
            String from = outer.isEmpty() ? "" : names.of(outer);
            String to = known.of(body.inputs().get(i).name());
            if (!body.initializers().containsKey(body.inputs().get(i).name())) {
                handOn(from, to, carried(node, i), place);
            }
        }
    }

    /** What becomes of the shape of an input of a body. */
    private static Map<String, Object> carried(OnnxNode node, int input) {
        int states = node.inputs().size() - (int) node.number("num_scan_inputs", 0);
        if (!node.type().equals("Scan")) {
            return Map.of();
        } else if (input < states) {
            return Map.of("keeps_shape", 1L);
        }
        List<Long> axes = node.numbers("scan_input_axes");
        return Map.of("axis", input - states < axes.size() ? axes.get(input - states) : 0L);
    }

    private void handOn(String from, String to, Map<String, Object> attributes, String place) {
        nodes.add(new OnnxNode(to, OnnxNode.BODY_INPUT, "", "", List.of(from), List.of(to), attributes, "", Map.of(),
                place));
    }

    /** Adds the nodes of a body; returns the names of its values in the whole graph. */
    private Names body(OnnxGraph body, Map<String, String> own, Names outer, String place, Map<String, Object> given) {
        body.inputs().forEach(input -> own.computeIfAbsent(input.name(), name -> unique(name, place, usedValues)));
        body.initializers().keySet().forEach(tensor ->
                own.computeIfAbsent(tensor, name -> unique(name, place, usedValues)));
        for (OnnxNode node : body.nodes()) {
            for (String output : node.outputs()) {
                if (!output.isEmpty()) {
                    own.computeIfAbsent(output, name -> unique(name, place, usedValues));
                }
            }
        }
        Names names = new Names(own, outer);
        body.initializers().forEach((name, tensor) -> initializers.putIfAbsent(own.get(name),
                tensor.named(own.get(name))));
        body.values().values().forEach(value -> declare(value, names));
        body.inputs().forEach(value -> declare(value, names));
        body.outputs().forEach(value -> declare(value, names));
        body.nodes().forEach(node -> add(node, names, place, given));
        return names;
    }

    private void declare(OnnxValue value, Names names) {
        String name = names.of(value.name());
        values.putIfAbsent(name, new OnnxValue(name, value.dtype(), value.shape()));
    }
}
