package org.lamina.source.following.training;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.lamina.source.program.Loss;
import org.lamina.source.program.Loss.Expects;
import org.lamina.source.program.Loss.Kind;
import org.lamina.source.program.Loss.Labels;
import org.lamina.source.program.Setting;
import org.lamina.source.python.TextRange;

/** The loss functions of Keras, TensorFlow 1 and PyTorch (their API references). */
public final class Losses {

    private record Known(Kind kind, Expects expects, Labels labels) {
    }

    private static final Map<String, Known> KERAS = keras();
    private static final Map<String, Known> TORCH = torch();
    private static final Map<String, Known> TENSORFLOW = Map.of(
            "softmax_cross_entropy", new Known(Kind.CATEGORICAL_CROSS_ENTROPY, Expects.LOGITS, Labels.ONE_HOT),
            "sparse_softmax_cross_entropy",
            new Known(Kind.CATEGORICAL_CROSS_ENTROPY, Expects.LOGITS, Labels.CLASS_INDEX),
            "sigmoid_cross_entropy", new Known(Kind.BINARY_CROSS_ENTROPY, Expects.LOGITS, Labels.ANY),
            "log_loss", new Known(Kind.BINARY_CROSS_ENTROPY, Expects.PROBABILITIES, Labels.ANY),
            "softmax_cross_entropy_with_logits",
            new Known(Kind.CATEGORICAL_CROSS_ENTROPY, Expects.LOGITS, Labels.ONE_HOT),
            "softmax_cross_entropy_with_logits_v2",
            new Known(Kind.CATEGORICAL_CROSS_ENTROPY, Expects.LOGITS, Labels.ONE_HOT),
            "sparse_softmax_cross_entropy_with_logits",
            new Known(Kind.CATEGORICAL_CROSS_ENTROPY, Expects.LOGITS, Labels.CLASS_INDEX),
            "sigmoid_cross_entropy_with_logits", new Known(Kind.BINARY_CROSS_ENTROPY, Expects.LOGITS, Labels.ANY),
            "mean_squared_error", new Known(Kind.REGRESSION, Expects.ANY, Labels.ANY));

    private Losses() {
    }

    /** A loss of Keras by the name of its function or class; {@code from_logits} as it was set, if it was. */
    public static Optional<Loss> keras(String name, Optional<Setting> fromLogits, TextRange range) {
        Known known = KERAS.get(name.replace("_", "").toLowerCase(Locale.ROOT));
        if (known == null) {
            return Optional.empty();
        }
        boolean takes = known.expects() == Expects.PROBABILITIES;
        Expects expects = !takes || fromLogits.isEmpty() || fromLogits.get().is(false) ? known.expects()
                : fromLogits.get().is(true) ? Expects.LOGITS : Expects.ANY;
        return Optional.of(new Loss(known.kind(), name, expects, known.labels(), range,
                takes ? Optional.of(fromLogits.orElse(Setting.byDefault(false))) : Optional.empty()));
    }

    /** A loss of PyTorch by the name of its module or function. */
    public static Optional<Loss> torch(String name, TextRange range) {
        return Optional.ofNullable(TORCH.get(name)).map(known -> new Loss(known.kind(), name, known.expects(),
                known.labels(), range, Optional.empty()));
    }

    /** A loss of {@code tf.losses} or {@code tf.nn}. */
    public static Optional<Loss> tensorFlow(String name, TextRange range) {
        return Optional.ofNullable(TENSORFLOW.get(name)).map(known -> new Loss(known.kind(), name, known.expects(),
                known.labels(), range, Optional.empty()));
    }

    private static Map<String, Known> keras() {
        Map<String, Known> losses = new HashMap<>();
        put(losses, Kind.CATEGORICAL_CROSS_ENTROPY, Expects.PROBABILITIES, Labels.ONE_HOT, "categoricalcrossentropy",
                "categoricalfocalcrossentropy");
        put(losses, Kind.CATEGORICAL_CROSS_ENTROPY, Expects.PROBABILITIES, Labels.CLASS_INDEX,
                "sparsecategoricalcrossentropy");
        put(losses, Kind.BINARY_CROSS_ENTROPY, Expects.PROBABILITIES, Labels.ANY, "binarycrossentropy",
                "binaryfocalcrossentropy");
        put(losses, Kind.REGRESSION, Expects.ANY, Labels.ANY, "mse", "meansquarederror", "mae", "meanabsoluteerror",
                "mape", "meanabsolutepercentageerror", "msle", "meansquaredlogarithmicerror", "logcosh", "huber",
                "huberloss");
        put(losses, Kind.HINGE, Expects.ANY, Labels.ANY, "hinge", "squaredhinge", "categoricalhinge");
        put(losses, Kind.OTHER, Expects.ANY, Labels.ANY, "poisson", "kld", "kldivergence", "kullbackleiblerdivergence",
                "cosineproximity", "cosinesimilarity", "ctc");
        return Map.copyOf(losses);
    }

    private static Map<String, Known> torch() {
        Map<String, Known> losses = new HashMap<>();
        put(losses, Kind.CATEGORICAL_CROSS_ENTROPY, Expects.LOGITS, Labels.ANY, "CrossEntropyLoss", "cross_entropy");
        put(losses, Kind.NEGATIVE_LOG_LIKELIHOOD, Expects.LOG_PROBABILITIES, Labels.CLASS_INDEX, "NLLLoss", "nll_loss");
        put(losses, Kind.BINARY_CROSS_ENTROPY, Expects.PROBABILITIES, Labels.ANY, "BCELoss", "binary_cross_entropy");
        put(losses, Kind.BINARY_CROSS_ENTROPY, Expects.LOGITS, Labels.ANY, "BCEWithLogitsLoss",
                "binary_cross_entropy_with_logits", "MultiLabelSoftMarginLoss");
        put(losses, Kind.REGRESSION, Expects.ANY, Labels.ANY, "MSELoss", "mse_loss", "L1Loss", "l1_loss",
                "SmoothL1Loss", "smooth_l1_loss", "HuberLoss", "huber_loss");
        put(losses, Kind.OTHER, Expects.ANY, Labels.ANY, "KLDivLoss", "kl_div", "CTCLoss", "TripletMarginLoss",
                "CosineEmbeddingLoss", "MarginRankingLoss", "PoissonNLLLoss", "MultiMarginLoss");
        return Map.copyOf(losses);
    }

    private static void put(Map<String, Known> losses, Kind kind, Expects expects, Labels labels, String... names) {
        for (String name : names) {
            losses.put(name, new Known(kind, expects, labels));
        }
    }
}
