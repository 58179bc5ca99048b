package org.lamina.source.following.keras;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lamina.source.following.value.Args;
import org.lamina.source.following.value.Value;
import org.lamina.source.program.Setting;

/**
 * The layers of Keras 1 to 3 and of {@code tf.layers}: their types in the shared vocabulary, and their arguments by the
 * names that PyTorch has for them (Keras API reference, layers).
 */
final class KerasLayers {

    /** A layer's type and the names of its positional arguments. */
    record Kind(String type, List<String> positional) {
    }

    private static final List<String> CONV = List.of("filters", "kernel_size", "strides", "padding", "data_format",
            "dilation_rate", "groups", "activation");
    private static final List<String> POOL = List.of("pool_size", "strides", "padding", "data_format");
    private static final List<String> DENSE = List.of("units", "activation", "use_bias", "kernel_initializer",
            "bias_initializer");
    private static final List<String> NOTHING = List.of();
    private static final Map<String, Kind> KINDS = kinds();
    private static final Map<String, String> RENAMED = Map.ofEntries(Map.entry("units", "out_features"),
            Map.entry("output_dim", "out_features"), Map.entry("filters", "out_channels"),
            Map.entry("nb_filter", "out_channels"), Map.entry("filter_length", "kernel_size"),
            Map.entry("pool_size", "kernel_size"), Map.entry("pool_length", "kernel_size"),
            Map.entry("strides", "stride"), Map.entry("subsample", "stride"), Map.entry("rate", "p"),
            Map.entry("border_mode", "padding"), Map.entry("use_bias", "bias"), Map.entry("init", "kernel_initializer"),
            Map.entry("W_regularizer", "kernel_regularizer"), Map.entry("dim_ordering", "data_format"),
            Map.entry("dilation_rate", "dilation"));
    private KerasLayers() {
    }

    /** The layer of this class name. */
    static Optional<Kind> kind(String name) {
        return Optional.ofNullable(KINDS.get(name));
    }

    /** The arguments of a layer under their shared names. */
    static Map<String, Setting> config(Kind kind, String original, Args args) {
        boolean old = original.startsWith("Convolution") && (args.keywords().containsKey("border_mode")
                || original.startsWith("Convolution2D") && args.get(2).flatMap(arg -> arg.value().number()).isPresent())
                || args.keywords().containsKey("nb_row");
        Map<String, Setting> written = args.settings(old ? List.of("filters", "nb_row", "nb_col")
                : kind.positional());
        Map<String, Setting> config = new LinkedHashMap<>();
        written.forEach((name, setting) -> config.put(RENAMED.getOrDefault(name, name), setting));
        if (written.containsKey("nb_row") && written.containsKey("nb_col")) {
            config.put("kernel_size", pair(written.get("nb_row"), written.get("nb_col")));
        }
        args.get(-1, "kernel_initializer").filter(arg -> arg.value() instanceof Value.Opaque)
                .flatMap(arg -> ((Value.Opaque) arg.value()).args().get(1, "stddev")).map(Args.Arg::setting)
                .ifPresent(spread -> config.put("kernel_stddev", spread));
        if (kind.type().equals("Dropout") && written.containsKey("p")) {
            config.put("p", written.get("p"));
        }
        if (kind.type().equals("Embedding") && config.containsKey("out_features")) {
            config.put("embedding_dim", config.remove("out_features"));
        }
        return config;
    }

    private static Setting pair(Setting first, Setting second) {
        boolean known = first.value().isPresent() && second.value().isPresent() && first.range().isPresent();
        return known ? Setting.written(List.of(first.value().get(), second.value().get()), first.range().get())
                : new Setting(Optional.empty(), false, first.range());
    }

    private static Map<String, Kind> kinds() {
        Map<String, Kind> kinds = new HashMap<>();
        for (int axes = 1; axes <= 3; axes++) {
            String d = axes + "d";
            put(kinds, "Conv" + d, CONV, "Conv" + axes + "D", "Convolution" + axes + "D");
            put(kinds, "ConvTranspose" + d, List.of("filters", "kernel_size", "strides", "padding"),
                    "Conv" + axes + "DTranspose", "Convolution" + axes + "DTranspose", "Deconvolution" + axes + "D");
            put(kinds, "MaxPool" + d, POOL, "MaxPooling" + axes + "D", "MaxPool" + axes + "D");
            put(kinds, "AvgPool" + d, POOL, "AveragePooling" + axes + "D", "AvgPool" + axes + "D");
            put(kinds, "GlobalMaxPool", NOTHING, "GlobalMaxPooling" + axes + "D", "GlobalMaxPool" + axes + "D");
            put(kinds, "GlobalAvgPool", NOTHING, "GlobalAveragePooling" + axes + "D", "GlobalAvgPool" + axes + "D");
            put(kinds, "Upsample", List.of("size"), "UpSampling" + axes + "D");
            put(kinds, "Pad", List.of("padding"), "ZeroPadding" + axes + "D");
            put(kinds, "Slice", List.of("cropping"), "Cropping" + axes + "D");
            put(kinds, "Dropout" + d, List.of("rate"), "SpatialDropout" + axes + "D");
            put(kinds, "LocallyConnected" + d, CONV, "LocallyConnected" + axes + "D");
            put(kinds, "ConvLSTM", CONV, "ConvLSTM" + axes + "D");
        }
        put(kinds, "SeparableConv2d", CONV, "SeparableConv2D", "SeparableConvolution2D");
        put(kinds, "SeparableConv1d", CONV, "SeparableConv1D");
        put(kinds, "DepthwiseConv2d", List.of("kernel_size", "strides", "padding"), "DepthwiseConv2D");
        put(kinds, "Linear", DENSE, "Dense");
        put(kinds, "Dropout", List.of("rate"), "Dropout");
        put(kinds, "AlphaDropout", List.of("rate"), "AlphaDropout");
        put(kinds, "Noise", List.of("stddev"), "GaussianNoise", "GaussianDropout");
        put(kinds, "BatchNorm", List.of("axis", "momentum", "epsilon"), "BatchNormalization");
        put(kinds, "LayerNorm", List.of("axis"), "LayerNormalization");
        put(kinds, "GroupNorm", List.of("groups"), "GroupNormalization");
        put(kinds, "RMSNorm", NOTHING, "RMSNormalization", "UnitNormalization");
        put(kinds, "Scaling", List.of("scale", "offset"), "Rescaling", "Normalization");
        put(kinds, "Augmentation", NOTHING, "RandomFlip", "RandomRotation", "RandomZoom", "RandomContrast",
                "RandomTranslation", "RandomBrightness");
        put(kinds, "Augmentation", List.of("height", "width"), "RandomCrop", "Resizing", "CenterCrop");
        put(kinds, "Flatten", List.of("data_format"), "Flatten");
        put(kinds, "Reshape", List.of("target_shape"), "Reshape");
        put(kinds, "Permute", List.of("dims"), "Permute");
        put(kinds, "Repeat", List.of("n"), "RepeatVector");
        put(kinds, "Embedding", List.of("input_dim", "output_dim"), "Embedding");
        put(kinds, "LSTM", List.of("units", "activation"), "LSTM", "CuDNNLSTM");
        put(kinds, "GRU", List.of("units", "activation"), "GRU", "CuDNNGRU");
        put(kinds, "RNN", List.of("units", "activation"), "SimpleRNN", "RNN");
        put(kinds, "Attention", NOTHING, "Attention", "AdditiveAttention", "MultiHeadAttention");
        put(kinds, "Identity", List.of("activity"), "ActivityRegularization", "Masking", "Identity", "InputSpec");
        put(kinds, "Add", NOTHING, "Add");
        put(kinds, "Sub", NOTHING, "Subtract");
        put(kinds, "Mul", NOTHING, "Multiply", "Dot");
        put(kinds, "Concat", List.of("axis"), "Concatenate", "Merge");
        put(kinds, "Max", NOTHING, "Maximum");
        put(kinds, "Mean", NOTHING, "Average");
        put(kinds, "ReLU", List.of("max_value"), "ReLU");
        put(kinds, "LeakyReLU", List.of("negative_slope"), "LeakyReLU");
        put(kinds, "PReLU", NOTHING, "PReLU");
        put(kinds, "ELU", List.of("alpha"), "ELU");
        put(kinds, "Threshold", List.of("theta"), "ThresholdedReLU");
        put(kinds, "Softmax", List.of("axis"), "Softmax");
        put(kinds, "Activation", List.of("activation"), "Activation");
        put(kinds, "Wrapper", List.of("layer"), "TimeDistributed", "Bidirectional", "SpectralNormalization");
        put(kinds, "Lambda", List.of("function"), "Lambda");
        return Map.copyOf(kinds);
    }

    private static void put(Map<String, Kind> kinds, String type, List<String> positional, String... names) {
        for (String name : names) {
            kinds.put(name, new Kind(type, positional));
        }
    }
}
