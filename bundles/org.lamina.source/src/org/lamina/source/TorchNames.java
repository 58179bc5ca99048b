package org.lamina.source;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.lamina.model.Layer;

/** How PyTorch's programs spell what a model names by type (PyTorch's API reference, torch.nn and torch). */
public final class TorchNames {

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

    private TorchNames() {
    }

    /**
     * The type of the module that a full name constructs: {@code Dropout} for {@code torch.nn.Dropout} and
     * {@code torch.nn.modules.dropout.Dropout}.
     */
    public static Optional<String> moduleType(String qualified) {
        String name = lastSegment(qualified);
        return qualified.startsWith("torch.nn.") && !name.isEmpty() && Character.isUpperCase(name.charAt(0))
                ? Optional.of(name) : Optional.empty();
    }

    /**
     * Whether a function layer can be written so.
     *
     * @param layer a function layer
     * @param spelling an operator, or a function's name, with or without dots
     */
    static boolean spells(Layer layer, String spelling) {
        String plain = plain(lastSegment(spelling));
        return spellings(layer).anyMatch(plain::equals);
    }

    private static Stream<String> spellings(Layer layer) {
        return Stream.concat(SPELLINGS.getOrDefault(layer.type(), List.of()).stream(),
                Stream.of(plain(layer.type()), plain(lastSegment(layer.originalType().replace("::", "."))),
                        plain(layer.name().replaceFirst("[_#]\\d+$", ""))));
    }

    /** Without the underscores of Python's names and of in-place variants. */
    private static String plain(String name) {
        String lower = name.replace("_", "").toLowerCase(Locale.ROOT);
        return lower.isEmpty() ? name : lower;
    }

    private static String lastSegment(String dotted) {
        return dotted.substring(dotted.lastIndexOf('.') + 1);
    }
}
