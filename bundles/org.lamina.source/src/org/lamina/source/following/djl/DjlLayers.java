package org.lamina.source.following.djl;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.lamina.source.following.value.Args;
import org.lamina.source.following.value.Configured;
import org.lamina.source.following.value.Part;
import org.lamina.source.following.value.Value;
import org.lamina.source.program.Framework;
import org.lamina.source.program.NetworkLayer;
import org.lamina.source.program.Setting;

/** The blocks and functions of DJL (ai.djl.nn) as layers in the shared vocabulary. */
final class DjlLayers {

    private static final Map<String, String> TYPES = Map.ofEntries(Map.entry("Linear", "Linear"),
            Map.entry("Conv1d", "Conv1d"), Map.entry("Conv2d", "Conv2d"), Map.entry("Conv3d", "Conv3d"),
            Map.entry("Conv1dTranspose", "ConvTranspose1d"), Map.entry("Conv2dTranspose", "ConvTranspose2d"),
            Map.entry("Dropout", "Dropout"), Map.entry("BatchNorm", "BatchNorm2d"),
            Map.entry("GhostBatchNorm", "BatchNorm2d"), Map.entry("LayerNorm", "LayerNorm"),
            Map.entry("TrainableWordEmbedding", "Embedding"), Map.entry("TrainableTextEmbedding", "Embedding"),
            Map.entry("Embedding", "Embedding"), Map.entry("RNN", "RNN"), Map.entry("LSTM", "LSTM"),
            Map.entry("GRU", "GRU"), Map.entry("Prelu", "PReLU"),
            Map.entry("ScaledDotProductAttentionBlock", "MultiheadAttention"));
    private static final Map<String, String> SETTINGS = Map.ofEntries(Map.entry("setUnits", "out_features"),
            Map.entry("setFilters", "out_channels"), Map.entry("setKernelShape", "kernel_size"),
            Map.entry("setKernelSize", "kernel_size"), Map.entry("optRate", "p"), Map.entry("optStride", "stride"),
            Map.entry("optPadding", "padding"), Map.entry("optDilation", "dilation"), Map.entry("optGroups", "groups"),
            Map.entry("optBias", "bias"), Map.entry("setStateSize", "hidden_size"),
            Map.entry("setNumLayers", "num_layers"), Map.entry("optBidirectional", "bidirectional"),
            Map.entry("setEmbeddingSize", "embedding_dim"));
    /** Activations by the letters of their names; the longest name first. */
    private static final Map<String, String> ACTIVATIONS = new LinkedHashMap<>();

    static {
        ACTIVATIONS.put("logsoftmax", "LogSoftmax");
        ACTIVATIONS.put("softmax", "Softmax");
        ACTIVATIONS.put("leakyrelu", "LeakyReLU");
        ACTIVATIONS.put("prelu", "PReLU");
        ACTIVATIONS.put("relu6", "ReLU6");
        ACTIVATIONS.put("relu", "ReLU");
        ACTIVATIONS.put("sigmoid", "Sigmoid");
        ACTIVATIONS.put("tanh", "Tanh");
        ACTIVATIONS.put("softplus", "Softplus");
        ACTIVATIONS.put("softsign", "Softsign");
        ACTIVATIONS.put("gelu", "GELU");
        ACTIVATIONS.put("selu", "SELU");
        ACTIVATIONS.put("elu", "ELU");
        ACTIVATIONS.put("swish", "SiLU");
        ACTIVATIONS.put("mish", "Mish");
    }

    private DjlLayers() {
    }

    /** Whether blocks are made by a builder of this class. */
    static boolean isBlock(String type) {
        return TYPES.containsKey(type);
    }

    /** What a builder builds. */
    static Part built(Configured builder, Args build) {
        Map<String, Setting> config = new LinkedHashMap<>();
        for (Configured.Step step : builder.steps()) {
            String key = SETTINGS.get(step.name());
            if (key != null && !step.args().positional().isEmpty()) {
                config.put(key, step.args().positional().get(0).setting());
            }
        }
        if (builder.type.equals("Dropout")) {
            config.putIfAbsent("p", Setting.byDefault(0.5));
        }
        return new Part(Framework.DJL, TYPES.get(builder.type), builder.type, config, build.range(), "",
                Value.unknown());
    }

    /** A block that a method makes: {@code Activation.reluBlock()}, {@code Pool.maxPool2dBlock(shape)}. */
    static Optional<Part> block(String owner, String method, Args args) {
        boolean makes = method.endsWith("Block");
        return function(owner, method).filter(type -> makes).map(type -> new Part(Framework.DJL, type,
                owner + "." + method, type.contains("Pool") && !type.startsWith("Global")
                        ? args.settings(List.of("kernel_size", "stride", "padding")) : Map.of(),
                args.range(), "", Value.unknown()));
    }

    /** The type of layer that a static method computes, or makes a block of. */
    static Optional<String> function(String owner, String method) {
        String letters = method.toLowerCase(Locale.ROOT).replace("_", "");
        return switch (owner) {
            case "Activation" -> ACTIVATIONS.entrySet().stream().filter(entry -> letters.contains(entry.getKey()))
                    .findFirst().map(Map.Entry::getValue);
            case "Pool" -> pool(letters);
            case "Blocks" -> letters.contains("flatten") ? Optional.of("Flatten")
                    : letters.contains("identity") ? Optional.of("Identity") : Optional.empty();
            case "Dropout" -> letters.equals("dropout") ? Optional.of("Dropout") : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Optional<String> pool(String letters) {
        String kind = letters.contains("max") ? "MaxPool" : letters.contains("avg") ? "AvgPool" : "";
        if (kind.isEmpty()) {
            return letters.contains("lppool") ? Optional.of(NetworkLayer.UNKNOWN) : Optional.empty();
        }
        String axes = letters.contains("1d") ? "1d" : letters.contains("3d") ? "3d" : "2d";
        return Optional.of((letters.contains("global") ? "Global" : "") + kind + axes);
    }

    /** The type of layer that a method of an array computes: {@code array.softmax(1)}. */
    static Optional<String> method(String name) {
        return switch (name) {
            case "softmax", "logSoftmax", "sigmoid", "relu", "tanh" -> function("Activation", name);
            case "reshape" -> Optional.of("Reshape");
            case "flatten" -> Optional.of("Flatten");
            case "transpose", "swapAxes" -> Optional.of("Permute");
            case "squeeze" -> Optional.of("Squeeze");
            case "expandDims" -> Optional.of("Unsqueeze");
            case "mean" -> Optional.of("Mean");
            case "add", "addi" -> Optional.of("Add");
            case "sub", "subi" -> Optional.of("Sub");
            case "mul", "muli" -> Optional.of("Mul");
            case "div", "divi" -> Optional.of("Div");
            case "matMul", "batchMatMul", "dot" -> Optional.of("MatMul");
            case "concat" -> Optional.of("Concat");
            case "stack" -> Optional.of("Stack");
            default -> Optional.empty();
        };
    }
}
