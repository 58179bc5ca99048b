package org.lamina.formats.torchexport;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A call in an exported graph.
 *
 * @param target the operator: {@code torch.ops.aten.conv2d.default}
 * @param inputs the arguments in the order of the operator's schema, with the names that values have in their graph
 * @param reads the names of the values that it reads
 * @param outputs the names of the values it makes
 * @param modules the modules around it, the model itself first
 * @param trace the Python stack in which it was called; empty if it was not recorded
 */
record ExportNode(String target, List<JsonNode> inputs, List<String> reads, List<String> outputs, List<Module> modules,
        String trace) {

    /**
     * A module around a call.
     *
     * @param path its path: {@code layer1.0}; empty for the model itself; a further call ends in {@code @1}
     * @param type its class: {@code torch.nn.modules.conv.Conv2d}
     */
    record Module(String path, String type) {

        /** The last segment of its class. */
        String simpleType() {
            return type.substring(type.lastIndexOf('.') + 1);
        }

        /** Whether it is one of PyTorch's own that computes something itself. */
        boolean isLibraryLayer() {
            return type.startsWith("torch.nn.modules.") && !type.startsWith("torch.nn.modules.container.")
                    && !type.startsWith("torch.nn.modules.module.") && !type.matches(
                            "torch\\.nn\\.modules\\.transformer\\..*");
        }
    }

    static ExportNode of(JsonNode node) {
        List<JsonNode> inputs = new ArrayList<>();
        node.path("inputs").forEach(input -> inputs.add(input.path("arg")));
        List<String> outputs = new ArrayList<>();
        node.path("outputs").forEach(output -> outputs.addAll(names(output)));
        List<String> reads = new ArrayList<>();
        inputs.forEach(input -> reads.addAll(names(input)));
        return new ExportNode(node.path("target").asText(), inputs, reads, outputs,
                modules(node.path("metadata").path("nn_module_stack").asText()),
                node.path("metadata").path("stack_trace").asText());
    }

    /** The operator's name: {@code conv2d}. */
    String operator() {
        String[] parts = target.split("\\.");
        return parts.length > 3 && parts[0].equals("torch") && parts[1].equals("ops") ? parts[3]
                : parts[parts.length - 1];
    }

    /** The same call with other names of values. */
    ExportNode renamed(UnaryOperator<String> names) {
        return new ExportNode(target, inputs, reads.stream().map(names).toList(),
                outputs.stream().map(names).toList(), modules, trace);
    }

    /** The same call where it reads what comes out of the graphs inside it, instead of what it hands to them. */
    ExportNode reading(List<String> results) {
        List<String> before = reads.subList(0, reads.size() - operands().size());
        return new ExportNode(target, inputs, Stream.concat(before.stream(), results.stream()).toList(), outputs,
                modules, trace);
    }

    /** The names of the values that it reads, by the names that they have in its arguments. */
    Map<String, String> names() {
        Map<String, String> names = new HashMap<>();
        int next = 0;
        for (JsonNode input : inputs) {
            for (String name : names(input)) {
                if (next < reads.size()) {
                    names.put(name, reads.get(next++));
                }
            }
        }
        return names;
    }

    /** The values that it hands to the graphs inside it: those after the graphs. */
    List<String> operands() {
        int before = 0;
        int seen = 0;
        for (JsonNode input : inputs) {
            seen += names(input).size();
            before = input.has("as_graph") ? seen : before;
        }
        return reads.subList(before, reads.size());
    }

    /** The names of the tensors in an argument, which is one field of a union. */
    static List<String> names(JsonNode argument) {
        List<String> names = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : argument.properties()) {
            if (field.getKey().equals("as_tensor") && field.getValue().isObject()) {
                names.add(field.getValue().path("name").asText());
            } else if (field.getKey().equals("as_optional_tensor")) {
                names.addAll(names(field.getValue()));
            } else if (field.getKey().equals("as_tensors") || field.getKey().equals("as_optional_tensors")) {
                field.getValue().forEach(element -> names.addAll(element.has("name")
                        ? List.of(element.path("name").asText()) : names(element)));
            }
        }
        return names;
    }

    /** {@code key,path,class} for each module, with semicolons between; old versions wrote {@code L['self'].conv1}. */
    private static List<Module> modules(String stack) {
        List<Module> modules = new ArrayList<>();
        for (String entry : stack.isEmpty() ? new String[0] : stack.split(";")) {
            String[] parts = entry.split(",", 3);
            if (parts.length == 3 && !parts[0].startsWith("_empty_nn_module_stack")) {
                String path = parts[1].replaceFirst("^L(\\['self']|__self__)\\.?", "").replaceAll("\\['?([^]']*)'?]",
                        ".$1").replaceFirst("^\\.", "");
                modules.add(new Module(path, parts[2].replaceFirst("^<class '(.*)'>$", "$1")));
            }
        }
        return modules;
    }
}
