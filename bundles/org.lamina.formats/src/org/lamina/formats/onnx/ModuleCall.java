package org.lamina.formats.onnx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.lamina.formats.onnx.Operators.Described;

/**
 * The nodes that one call of a module left in the graph.
 *
 * @param scope the path of the module; empty for the model itself
 * @param nodes the nodes in order
 */
record ModuleCall(String scope, List<OnnxNode> nodes) {

    private static final Map<Set<String>, String> COMPOSED = Map.ofEntries(
            Map.entry(Set.of("Linear", "Add"), "Linear"),
            Map.entry(Set.of("MatMul", "Add"), "Linear"),
            Map.entry(Set.of("Permute", "Linear", "Add"), "Linear"),
            Map.entry(Set.of("Div", "Erf", "Add", "Mul"), "GELU"),
            Map.entry(Set.of("Mul", "Erf", "Add"), "GELU"),
            Map.entry(Set.of("Sigmoid", "Mul"), "SiLU"),
            Map.entry(Set.of("Hardsigmoid", "Mul"), "Hardswish"),
            Map.entry(Set.of("Softplus", "Tanh", "Mul"), "Mish"),
            Map.entry(Set.of("Mean", "Sub", "Pow", "Add", "Sqrt", "Div"), "LayerNorm"),
            Map.entry(Set.of("Mean", "Sub", "Pow", "Add", "Sqrt", "Div", "Mul"), "LayerNorm"),
            Map.entry(Set.of("Reshape", "InstanceNorm1d", "Mul", "Add"), "GroupNorm"),
            Map.entry(Set.of("Reshape", "InstanceNorm1d"), "GroupNorm"),
            Map.entry(Set.of("Pow", "Mean", "Add", "Sqrt", "Div", "Mul"), "RMSNorm"),
            Map.entry(Set.of("Pad", "AvgPool2d"), "AvgPool2d"),
            Map.entry(Set.of("Pad", "AvgPool1d"), "AvgPool1d"),
            Map.entry(Set.of("Pad", "Conv2d"), "Conv2d"),
            Map.entry(Set.of("Pad", "Conv1d"), "Conv1d"));

    /**
     * The calls in a graph, in the order of their last nodes, so that a call comes after all that it reads from. Nodes
     * of one module without inner modules belong to one call if values flow between them; any other node stands alone.
     */
    static List<ModuleCall> of(List<OnnxNode> nodes, Scopes scopes) {
        Map<OnnxNode, List<OnnxNode>> calls = new LinkedHashMap<>();
        Map<String, OnnxNode> producers = new HashMap<>();
        Map<OnnxNode, OnnxNode> firsts = new HashMap<>();
        for (OnnxNode node : nodes) {
            String scope = scopes.of(node);
            OnnxNode first = node;
            for (String input : node.inputs()) {
                OnnxNode producer = producers.get(input);
                if (producer != null && !scopes.hasModules(scope) && scopes.of(producer).equals(scope)) {
                    first = firsts.get(producer);
                    break;
                }
            }
            firsts.put(node, first);
            List<OnnxNode> members = first == node ? new ArrayList<>(1) : calls.remove(first);
            members.add(node);
            calls.put(first, members);
            for (String output : node.outputs()) {
                producers.put(output, node);
            }
        }
        return calls.values().stream().map(members -> new ModuleCall(scopes.of(members.get(0)), members)).toList();
    }

    /**
     * The one type that all its nodes make up together; null if they are several layers.
     *
     * @param described what each node is
     */
    String type(Map<OnnxNode, Described> described) {
        if (nodes.size() == 1) {
            return described.get(nodes.get(0)).type();
        }
        Set<String> types = new HashSet<>();
        nodes.forEach(node -> types.add(described.get(node).type()));
        types.remove("Identity");
        types.remove("Cast");
        if (types.isEmpty()) {
            return described.get(nodes.get(0)).type();
        }
        long telling = nodes.stream().filter(node -> types.contains(described.get(node).type())).count();
        return types.size() == 1 && telling == 1
                ? types.iterator().next() : COMPOSED.get(types);
    }
}
