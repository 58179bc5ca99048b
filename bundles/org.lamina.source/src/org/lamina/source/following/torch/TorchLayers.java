package org.lamina.source.following.torch;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.lamina.model.LayerKind;
import org.lamina.source.following.value.Args;
import org.lamina.source.program.Setting;

/** The modules and functions of PyTorch and the names of their arguments (PyTorch API reference, torch.nn). */
final class TorchLayers {

    private static final Map<String, List<String>> POSITIONAL = Map.ofEntries(
            Map.entry("Conv", List.of("in_channels", "out_channels", "kernel_size", "stride", "padding", "dilation",
                    "groups", "bias")),
            Map.entry("ConvTranspose", List.of("in_channels", "out_channels", "kernel_size", "stride", "padding",
                    "output_padding", "groups", "bias")),
            Map.entry("Linear", List.of("in_features", "out_features", "bias")),
            Map.entry("BatchNorm", List.of("num_features", "eps", "momentum", "affine")),
            Map.entry("InstanceNorm", List.of("num_features")), Map.entry("GroupNorm", List.of("num_groups")),
            Map.entry("LayerNorm", List.of("normalized_shape")), Map.entry("Dropout", List.of("p")),
            Map.entry("AlphaDropout", List.of("p")),
            Map.entry("MaxPool", List.of("kernel_size", "stride", "padding")),
            Map.entry("AvgPool", List.of("kernel_size", "stride", "padding")),
            Map.entry("AdaptiveAvgPool", List.of("output_size")), Map.entry("AdaptiveMaxPool", List.of("output_size")),
            Map.entry("Embedding", List.of("num_embeddings", "embedding_dim")),
            Map.entry("LSTM", List.of("input_size", "hidden_size", "num_layers")),
            Map.entry("GRU", List.of("input_size", "hidden_size", "num_layers")),
            Map.entry("RNN", List.of("input_size", "hidden_size", "num_layers")),
            Map.entry("LeakyReLU", List.of("negative_slope")), Map.entry("Softmax", List.of("dim")),
            Map.entry("LogSoftmax", List.of("dim")), Map.entry("Flatten", List.of("start_dim", "end_dim")));
    private static final Map<String, String> FUNCTIONS = functions();

    private TorchLayers() {
    }

    /** Whether a module of {@code torch.nn} is a layer of the vocabulary. */
    static boolean isLayer(String name) {
        return LayerKind.of(name) != LayerKind.OTHER && LayerKind.of(name) != LayerKind.CONTAINER
                || name.equals("ZeroPad2d") || name.equals("UpsamplingNearest2d") || name.equals("Softmax2d")
                || name.matches("Lazy(Linear|Conv[123]d|BatchNorm[123]d)");
    }

    /** A module's type in the vocabulary. */
    static String type(String name) {
        return switch (name) {
            case "ZeroPad2d" -> "Pad";
            case "UpsamplingNearest2d" -> "Upsample";
            case "Softmax2d" -> "Softmax";
            default -> name.startsWith("Lazy") ? name.substring("Lazy".length()) : name;
        };
    }

    /** The arguments of a module by name. */
    static Map<String, Setting> config(String name, Args args) {
        return args.settings(POSITIONAL.getOrDefault(name.replaceFirst("[123]d$", ""), List.of()));
    }

    /** The type of layer that a function computes, by its name without a trailing underscore. */
    static Optional<String> function(String name) {
        return Optional.ofNullable(FUNCTIONS.get(name.replaceFirst("(?<=.)_$", "")));
    }

    /** The arguments of a function behind the values it reads. */
    static Map<String, Setting> functionConfig(String type, Args args) {
        List<String> names = switch (type) {
            case "MaxPool1d", "MaxPool2d", "MaxPool3d", "AvgPool1d", "AvgPool2d", "AvgPool3d" ->
                List.of("kernel_size", "stride", "padding");
            case "Dropout", "Dropout2d", "Dropout3d", "AlphaDropout" -> List.of("p", "training", "inplace");
            case "Softmax", "LogSoftmax" -> List.of("dim");
            case "Flatten" -> List.of("start_dim", "end_dim");
            default -> List.of();
        };
        return args.settings(names);
    }

    private static Map<String, String> functions() {
        Map<String, String> functions = new HashMap<>();
        for (String type : List.of("ReLU", "ReLU6", "LeakyReLU", "PReLU", "RReLU", "ELU", "SELU", "CELU", "GELU",
                "SiLU", "Mish", "Sigmoid", "Tanh", "Softplus", "Softsign", "Softmax", "LogSoftmax", "LogSigmoid",
                "Hardswish", "Hardsigmoid", "Hardtanh", "GLU")) {
            functions.put(type.toLowerCase(Locale.ROOT), type);
        }
        functions.put("leaky_relu", "LeakyReLU");
        functions.put("log_softmax", "LogSoftmax");
        functions.put("logsigmoid", "LogSigmoid");
        for (int axes = 1; axes <= 3; axes++) {
            functions.put("max_pool" + axes + "d", "MaxPool" + axes + "d");
            functions.put("avg_pool" + axes + "d", "AvgPool" + axes + "d");
            functions.put("adaptive_avg_pool" + axes + "d", "AdaptiveAvgPool" + axes + "d");
            functions.put("adaptive_max_pool" + axes + "d", "AdaptiveMaxPool" + axes + "d");
            functions.put("dropout" + axes + "d", "Dropout" + axes + "d");
        }
        functions.put("dropout", "Dropout");
        functions.put("alpha_dropout", "AlphaDropout");
        functions.put("flatten", "Flatten");
        functions.put("reshape", "Reshape");
        functions.put("view", "Reshape");
        functions.put("permute", "Permute");
        functions.put("transpose", "Transpose");
        functions.put("squeeze", "Squeeze");
        functions.put("unsqueeze", "Unsqueeze");
        functions.put("interpolate", "Upsample");
        functions.put("upsample", "Upsample");
        functions.put("pad", "Pad");
        functions.put("layer_norm", "LayerNorm");
        functions.put("normalize", "LayerNorm");
        return Map.copyOf(functions);
    }
}
