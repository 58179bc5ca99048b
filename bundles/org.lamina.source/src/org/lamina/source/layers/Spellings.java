package org.lamina.source.layers;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lamina.model.Layer;

/** How PyTorch's programs spell what a model names by type (PyTorch's API reference, torch.nn and torch). */
final class Spellings {

    /** Spellings of functions and operators, beside the type itself in lower case without underscores. */
    private static final Map<String, List<String>> SPELLINGS = Map.ofEntries(
            Map.entry("Add", List.of("+", "+=", "add")),
            Map.entry("Sub", List.of("-", "-=", "sub", "subtract")),
            Map.entry("Mul", List.of("*", "*=", "mul", "multiply")),
            Map.entry("Div", List.of("/", "/=", "div", "divide")),
            Map.entry("Pow", List.of("**", "pow", "square")),
            Map.entry("MatMul", List.of("@", "matmul", "mm", "bmm", "einsum")),
            Map.entry("Concat", List.of("cat", "concat", "concatenate")),
            Map.entry("Flatten", List.of("flatten", "view", "reshape")),
            Map.entry("Reshape", List.of("view", "reshape", "flatten", "unflatten")),
            Map.entry("Permute", List.of("permute", "transpose", "t")),
            Map.entry("Transpose", List.of("transpose", "permute", "t")),
            Map.entry("Slice", List.of("chunk", "split", "narrow", "select")),
            Map.entry("ReLU6", List.of("relu6", "hardtanh")),
            Map.entry("Upsample", List.of("upsample", "interpolate")),
            Map.entry("GlobalAvgPool", List.of("adaptiveavgpool1d", "adaptiveavgpool2d", "adaptiveavgpool3d", "mean")),
            Map.entry("GlobalMaxPool", List.of("adaptivemaxpool1d", "adaptivemaxpool2d", "adaptivemaxpool3d", "amax")));

    private Spellings() {
    }

    /** How a function layer may be written: operators, and names of functions as {@link #plain} makes them. */
    static Set<String> of(Layer layer) {
        return Stream.concat(SPELLINGS.getOrDefault(layer.type(), List.of()).stream(),
                Stream.of(layer.type(), lastSegment(layer.originalType().replace("::", ".")),
                        layer.name().replaceFirst("[_#]\\d+$", "")).map(Spellings::plain))
                .filter(spelling -> !spelling.isEmpty()).collect(Collectors.toSet());
    }

    /** A function's name in lower case, without the underscores of Python's names and of in-place variants. */
    static String plain(String name) {
        return name.replace("_", "").toLowerCase(Locale.ROOT);
    }

    private static String lastSegment(String dotted) {
        return dotted.substring(dotted.lastIndexOf('.') + 1);
    }
}
