package org.lamina.source.java;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.lamina.source.java.JavaExpression.Call;
import org.lamina.source.java.JavaExpression.Literal;
import org.lamina.source.java.JavaExpression.Name;
import org.lamina.source.java.JavaExpression.Other;
import org.lamina.source.program.NetworkLayer;
import org.lamina.source.program.Setting;

/** The blocks of DJL (ai.djl.nn) as layers in the shared vocabulary. */
final class DjlLayers {

    private static final Map<String, String> TYPES = Map.ofEntries(Map.entry("Linear", "Linear"),
            Map.entry("Conv1d", "Conv1d"), Map.entry("Conv2d", "Conv2d"), Map.entry("Conv3d", "Conv3d"),
            Map.entry("Conv2dTranspose", "ConvTranspose2d"), Map.entry("Dropout", "Dropout"),
            Map.entry("BatchNorm", "BatchNorm2d"), Map.entry("LayerNorm", "LayerNorm"),
            Map.entry("Embedding", "Embedding"), Map.entry("LSTM", "LSTM"), Map.entry("GRU", "GRU"),
            Map.entry("Prelu", "PReLU"));
    private static final Map<String, String> SETTINGS = Map.of("setUnits", "out_features", "setFilters",
            "out_channels", "setKernelShape", "kernel_size", "setKernelSize", "kernel_size", "optRate", "p",
            "optStride", "stride", "optPadding", "padding", "optGroups", "groups", "optBias", "bias");
    /** Activations by the letters of their names; the longest name first. */
    private static final Map<String, String> ACTIVATIONS = new LinkedHashMap<>();

    static {
        ACTIVATIONS.put("logsoftmax", "LogSoftmax");
        ACTIVATIONS.put("softmax", "Softmax");
        ACTIVATIONS.put("leakyrelu", "LeakyReLU");
        ACTIVATIONS.put("relu", "ReLU");
        ACTIVATIONS.put("sigmoid", "Sigmoid");
        ACTIVATIONS.put("tanh", "Tanh");
        ACTIVATIONS.put("softplus", "Softplus");
        ACTIVATIONS.put("gelu", "GELU");
        ACTIVATIONS.put("selu", "SELU");
        ACTIVATIONS.put("elu", "ELU");
        ACTIVATIONS.put("swish", "SiLU");
        ACTIVATIONS.put("mish", "Mish");
    }

    /** What a block is. */
    record Kind(String type, String originalType, Map<String, Setting> config) {
    }

    private DjlLayers() {
    }

    /** What an argument of {@code SequentialBlock.add} is: a block, or a function between blocks. */
    static Kind of(JavaExpression block) {
        if (block instanceof Call call) {
            return of(call);
        }
        String text = block instanceof Name name ? name.text() : block instanceof Other other ? other.text() : "";
        boolean reference = block instanceof Name && text.contains("::");
        return new Kind(reference ? activation(text) : function(text), text, Map.of());
    }

    private static Kind of(Call call) {
        Map<String, Setting> config = new LinkedHashMap<>();
        Call at = call;
        while (at.target().isPresent() && at.target().get() instanceof Call before) {
            String key = SETTINGS.get(at.name());
            if (key != null && !at.arguments().isEmpty()) {
                config.put(key, setting(at.arguments().get(0)));
            }
            at = before;
        }
        String owner = at.target().filter(Name.class::isInstance).map(name -> ((Name) name).text()).orElse("");
        if (at.name().equals("builder") && TYPES.containsKey(owner)) {
            if (owner.equals("Dropout")) {
                config.putIfAbsent("p", Setting.byDefault(0.5));
            }
            return new Kind(TYPES.get(owner), owner, config);
        }
        String name = owner + "." + at.name();
        if (owner.equals("Activation")) {
            return new Kind(activation(at.name()), name, Map.of());
        }
        if (name.contains("Flatten") || name.contains("flatten")) {
            return new Kind("Flatten", name, Map.of());
        }
        if (owner.equals("Pool")) {
            return new Kind(pool(at.name()), name, Map.of());
        }
        return new Kind(NetworkLayer.UNKNOWN, name, Map.of());
    }

    /** A lambda over the list of arrays that flow; only what is nothing but a pooling is understood. */
    private static String function(String lambda) {
        boolean plain = lambda.chars().filter(c -> c == '(').count() <= 3 && lambda.contains("->");
        return plain && lambda.contains("Pool.") ? pool(lambda.substring(lambda.indexOf("Pool.")))
                : NetworkLayer.UNKNOWN;
    }

    private static String pool(String name) {
        String letters = name.toLowerCase(Locale.ROOT);
        String kind = letters.contains("max") ? "MaxPool" : letters.contains("avg") ? "AvgPool" : "";
        return kind.isEmpty() ? NetworkLayer.UNKNOWN : kind + (letters.contains("1d") ? "1d" : "2d");
    }

    private static String activation(String name) {
        String letters = name.toLowerCase(Locale.ROOT).replace("_", "");
        return ACTIVATIONS.entrySet().stream().filter(entry -> letters.contains(entry.getKey())).findFirst()
                .map(Map.Entry::getValue).orElse(NetworkLayer.UNKNOWN);
    }

    /** A value as it is written. */
    static Setting setting(JavaExpression value) {
        if (value instanceof Literal literal) {
            return Setting.written(whole(literal.value()), value.range());
        }
        Optional<List<Object>> shape = Optional.of(value).filter(Call.class::isInstance).map(Call.class::cast)
                .filter(call -> call.name().equals("new Shape"))
                .filter(call -> call.arguments().stream().allMatch(Literal.class::isInstance))
                .map(call -> call.arguments().stream().map(size -> whole(((Literal) size).value())).toList());
        return shape.map(sizes -> Setting.written(sizes, value.range()))
                .orElseGet(() -> Setting.unknown(value.range()));
    }

    private static Object whole(Object value) {
        return value instanceof Double number && number == Math.rint(number) && Math.abs(number) < 1e15
                ? (Object) number.longValue() : value;
    }
}
