package org.lamina.source.following.training;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.lamina.source.following.value.Args;
import org.lamina.source.program.Optimizer;
import org.lamina.source.program.Optimizer.Parameters;
import org.lamina.source.program.Setting;
import org.lamina.source.python.TextRange;

/** The optimizers of Keras, TensorFlow 1 and PyTorch, with their default learning rates (their API references). */
public final class Optimizers {

    private record Known(String type, double keras, double torch) {
    }

    private static final Map<String, Known> KNOWN = Map.ofEntries(entry("sgd", "SGD", 0.01, 0.001),
            entry("adam", "Adam", 0.001, 0.001), entry("adamw", "AdamW", 0.001, 0.001),
            entry("nadam", "NAdam", 0.001, 0.002), entry("adamax", "Adamax", 0.001, 0.002),
            entry("rmsprop", "RMSprop", 0.001, 0.01), entry("adagrad", "Adagrad", 0.001, 0.01),
            entry("adadelta", "Adadelta", 0.001, 1.0), entry("ftrl", "Ftrl", 0.001, 0.001),
            entry("gradientdescent", "SGD", 0.01, 0.01), entry("momentum", "SGD", 0.01, 0.01),
            entry("lion", "Lion", 0.0001, 0.0001), entry("radam", "RAdam", 0.001, 0.001),
            entry("adafactor", "Adafactor", 0.001, 0.01), entry("asgd", "ASGD", 0.01, 0.01),
            entry("rprop", "Rprop", 0.01, 0.01), entry("sparseadam", "SparseAdam", 0.001, 0.001),
            entry("lbfgs", "LBFGS", 1.0, 1.0));

    private static final double TRAINER_RATE = 5e-5;

    private Optimizers() {
    }

    private static Map.Entry<String, Known> entry(String name, String type, double keras, double torch) {
        return Map.entry(name, new Known(type, keras, torch));
    }

    /** Whether this is the name of an optimizer's class or the text for it. */
    public static boolean isKnown(String name) {
        return KNOWN.containsKey(plain(name));
    }

    /** An optimizer of Keras that is named by a text, with its defaults. */
    public static Optional<Optimizer> named(String name, TextRange range) {
        return Optional.ofNullable(KNOWN.get(plain(name))).map(known -> new Optimizer(known.type(),
                Optional.of(Setting.byDefault(known.keras())), Map.of(), range, Parameters.OF_NETWORK));
    }

    /** An optimizer of Keras or TensorFlow 1 that is made by a call. */
    public static Optimizer keras(String name, Args args) {
        Known known = KNOWN.get(plain(name));
        Map<String, Setting> config = args.settings(List.of("learning_rate"));
        Setting rate = config.containsKey("lr") ? config.get("lr")
                : config.getOrDefault("learning_rate", Setting.byDefault(known.keras()));
        return new Optimizer(known.type(), rate.known() ? Optional.of(rate) : Optional.empty(), config, args.range(),
                Parameters.OF_NETWORK);
    }

    /** An optimizer of PyTorch. */
    public static Optimizer torch(String name, Args args, Parameters parameters) {
        Known known = KNOWN.get(plain(name));
        Map<String, Setting> config = new LinkedHashMap<>(args.settings(List.of("params", "lr", "momentum")));
        config.remove("params");
        Setting rate = config.getOrDefault("lr", Setting.byDefault(known.torch()));
        return new Optimizer(known.type(), rate.known() && args.exact() ? Optional.of(rate) : Optional.empty(), config,
                args.range(), parameters);
    }

    /** Whether a class holds the settings of Hugging Face's trainer, which makes its optimizer by them. */
    public static boolean isOfTrainer(String name) {
        return name.matches("transformers(\\.\\w+)*\\.(Seq2Seq)?TrainingArguments");
    }

    /** The optimizer of Hugging Face's trainer (API reference, TrainingArguments): AdamW, unless another is named. */
    public static Optimizer trainer(Args args) {
        Map<String, Setting> config = args.settings(List.of("output_dir"));
        Optional<String> named = args.get(-1, "optim").map(optim -> optim.value().text().orElse("?"));
        String type = named.map(optim -> optim.replaceFirst("_.*", "")).map(Optimizers::plain)
                .map(optim -> KNOWN.containsKey(optim) ? KNOWN.get(optim).type() : optim).orElse("AdamW");
        Setting rate = config.getOrDefault("learning_rate", Setting.byDefault(TRAINER_RATE));
        return new Optimizer(type, rate.known() && args.exact() ? Optional.of(rate) : Optional.empty(), config,
                args.range(), Parameters.UNKNOWN);
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceFirst("optimizer$", "");
    }
}
