package org.lamina.formats.onnx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The paths of the modules that calls belong to. PyTorch numbers the scopes of further calls, {@code act_1} after
 * {@code act}, and leaves out containers that are never called; the names of weights tell better.
 */
final class ModulePaths {

    private static final Pattern FURTHER_CALL = Pattern.compile("_\\d+$");

    private final Values values;
    private final Map<String, List<String>> nodesByPath = new HashMap<>();

    ModulePaths(Values values) {
        this.values = values;
    }

    /** The path of the module that this call, which comes after those asked for before, belongs to. */
    String of(ModuleCall call) {
        List<String> nodes = call.nodes().stream().map(OnnxNode::qualifiedType).toList();
        String first = FURTHER_CALL.matcher(call.scope()).replaceFirst("");
        String path = byWeights(call, first);
        if (path.isEmpty()) {
            path = nodes.equals(nodesByPath.get(first)) ? first : call.scope();
        }
        nodesByPath.putIfAbsent(path, nodes);
        return path;
    }

    /** The module of the first weight; the call's scope if that is quite another; empty if there is no weight. */
    private String byWeights(ModuleCall call, String first) {
        for (OnnxNode node : call.nodes()) {
            for (int i = 0; i < node.inputs().size(); i++) {
                String name = node.inputs().get(i);
                if (values.tensor(name) != null && !Roles.of(node, i).isEmpty() && name.contains(".")) {
                    String owner = name.substring(0, name.lastIndexOf('.'));
                    return goesWith(owner, call.scope()) || goesWith(owner, first) ? owner : call.scope();
                }
            }
        }
        return "";
    }

    /** Whether a path has all segments of a scope in their order, and the same last one. */
    private static boolean goesWith(String path, String scope) {
        List<String> left = new ArrayList<>(List.of(scope.split("\\.")));
        String[] segments = path.split("\\.");
        boolean sameEnd = left.get(left.size() - 1).equals(segments[segments.length - 1]);
        for (String segment : segments) {
            if (!left.isEmpty() && left.get(0).equals(segment)) {
                left.remove(0);
            }
        }
        return sameEnd && left.isEmpty();
    }
}
