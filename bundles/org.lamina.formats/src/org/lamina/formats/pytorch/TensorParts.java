package org.lamina.formats.pytorch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.lamina.formats.pickle.PickledDict;
import org.lamina.formats.pickle.PickledGlobal;
import org.lamina.formats.pickle.PickledObject;

/**
 * The stored tensors that one tensor of a program is made of. For most that is one; sparse tensors have indices and
 * values, those quantised along an axis have scales and zero points beside their values, and subclasses of tensors that
 * wrap others have any number.
 */
final class TensorParts {

    private static final Map<String, List<String>> LAYOUTS = Map.of(
            "torch.sparse_coo", List.of("indices", "values"),
            "torch.sparse_csr", List.of("crow_indices", "col_indices", "values"),
            "torch.sparse_bsr", List.of("crow_indices", "col_indices", "values"),
            "torch.sparse_csc", List.of("ccol_indices", "row_indices", "values"),
            "torch.sparse_bsc", List.of("ccol_indices", "row_indices", "values"));
    private static final List<String> NESTED = List.of("values", "sizes", "strides", "offsets");
    private static final int DEPTH_LIMIT = 4;

    private final Map<String, Object> parts = new LinkedHashMap<>();

    private TensorParts() {
    }

    /**
     * The parts of a pickled value by what is put behind the name of the whole: nothing for what is one tensor,
     * {@code _indices} and the like for others. Empty if it is no tensor.
     */
    static Map<String, Object> of(Object value) {
        TensorParts found = new TensorParts();
        found.add("", value, 0);
        return found.parts;
    }

    private void add(String suffix, Object value, int depth) {
        Object inner = TensorCall.unwrapped(value);
        if (TensorStorages.isTensor(value)) {
            parts.putIfAbsent(suffix, value);
            TensorCall.of(value).map(TensorCall::quantisation).filter(facts -> facts.size() >= 4)
                    .ifPresent(facts -> add(suffix, List.of("scale", "zero_point"), facts.subList(1, 3), depth));
        } else if (inner instanceof PickledObject object && depth < DEPTH_LIMIT) {
            List<Object> arguments = object.arguments();
            switch (object.type().qualifiedName()) {
                case "torch._utils._rebuild_sparse_tensor", "torch._utils._rebuild_sparse_csr_tensor" -> {
                    if (arguments.size() > 1 && arguments.get(1) instanceof List<?> tensors) {
                        add(suffix, LAYOUTS.getOrDefault(layout(arguments.get(0)), List.of()), tensors, depth);
                    }
                }
                case "torch._utils._rebuild_nested_tensor" -> add(suffix, NESTED, arguments, depth);
                case "torch._tensor._rebuild_from_type_v2" -> addWrapped(suffix, arguments, depth);
                default -> {
                    // no tensor
                }
            }
        }
    }

    private void add(String suffix, List<String> names, List<?> tensors, int depth) {
        for (int i = 0; i < Math.min(names.size(), tensors.size()); i++) {
            add(suffix + "_" + names.get(i), tensors.get(i), depth + 1);
        }
    }

    private static String layout(Object value) {
        return value instanceof PickledObject call && call.arguments().size() == 1
                ? String.valueOf(call.arguments().get(0)) : value instanceof PickledGlobal global
                        ? global.qualifiedName() : "";
    }

    /** A function, the class, arguments, and the attributes of a tensor that may wrap others. */
    private void addWrapped(String suffix, List<Object> arguments, int depth) {
        List<Object> dictionaries = new ArrayList<>();
        arguments.stream().skip(2).forEach(argument -> {
            if (argument instanceof List<?> list) {
                dictionaries.addAll(list);
            } else {
                dictionaries.add(argument);
            }
        });
        for (Object each : dictionaries) {
            if (each instanceof PickledDict attributes) {
                for (PickledDict.Entry entry : attributes.entries()) {
                    String name = String.valueOf(entry.key()).replaceFirst("^_+", "");
                    if (parts.values().stream().noneMatch(known -> known == entry.value())) {
                        add(suffix + "_" + name, entry.value(), depth + 1);
                    }
                }
            }
        }
    }
}
