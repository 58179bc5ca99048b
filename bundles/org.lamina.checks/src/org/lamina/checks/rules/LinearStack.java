package org.lamina.checks.rules;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.lamina.checks.FindingBuilder;
import org.lamina.model.LayerKind;
import org.lamina.model.Severity;
import org.lamina.model.Shape;
import org.lamina.source.program.Framework;
import org.lamina.source.program.Network;
import org.lamina.source.program.NetworkLayer;
import org.lamina.source.program.Setting;
import org.lamina.source.python.TextRange;

/**
 * Two linear layers in a row in a program. Left alone is what is done on purpose: factorised convolutions, bottlenecks,
 * and values that other layers read too.
 */
final class LinearStack extends ProgramCheck {

    private static final Set<String> PASSED = Set.of("BatchNorm", "BatchNorm1d", "BatchNorm2d", "BatchNorm3d",
            "Dropout", "Dropout1d", "Dropout2d", "Dropout3d", "AvgPool1d", "AvgPool2d", "AvgPool3d", "GlobalAvgPool",
            "Flatten", "Identity", "Noise", "Pad");

    LinearStack() {
        super("missing-nonlinearity");
    }

    @Override
    void look(Network network, Look look) {
        if (look.isModel()) {
            return;
        }
        Map<NetworkLayer, NetworkLayer> pairs = new LinkedHashMap<>();
        for (NetworkLayer second : network.layers()) {
            if (Flow.isLinear(second)) {
                first(network, second).filter(first -> !isDeliberate(network, first, second, look))
                        .filter(first -> !isEndOfOther(network, first, look))
                        .ifPresent(first -> pairs.put(second, first));
            }
        }
        Set<TextRange> direct = pairs.entrySet().stream()
                .filter(pair -> !overMaximum(network, pair.getValue(), pair.getKey()))
                .map(pair -> pair.getKey().constructor()).collect(Collectors.toSet());
        boolean slip = direct.size() <= 1 && network.layers().stream().anyMatch(layer -> isNonLinear(network, layer));
        boolean piece = isPiece(network, look);
        pairs.forEach((second, first) -> raise(network, first, second, piece || slip && (isWindow(first)
                || overAverage(network, first, second)), look));
    }

    /** Whether it makes the network more than a linear map: an activation that is not its last step. */
    private static boolean isNonLinear(Network network, NetworkLayer layer) {
        return Flow.isActivation(layer) && !network.isOutput(layer) || layer.isUnknown()
                || layer.kind() == LayerKind.RECURRENT || layer.kind() == LayerKind.ATTENTION;
    }

    /** Whether another model of the program gives this value as its result, which is a use of its own. */
    private static boolean isEndOfOther(Network network, NetworkLayer first, Look look) {
        return look.program().networks().stream().filter(other -> other != network)
                .anyMatch(other -> other.outputs().stream().map(other::layer)
                        .anyMatch(last -> last.constructor().equals(first.constructor())));
    }

    /** Whether it is a layer of its own class in Keras, to be used in others, or a model that is only looked at. */
    private static boolean isPiece(Network network, Look look) {
        String made = look.program().text(network.range());
        boolean isClass = made.startsWith("class ");
        boolean trained = look.program().trainings().stream().anyMatch(training -> training.network().isEmpty()
                || look.program().network(training).filter(network::equals).isPresent());
        return isClass ? made.lines().findFirst().orElse("").matches(".*[(.]Layer\\).*")
                : network.framework() != Framework.PYTORCH && !trained && isAtTop(network, look);
    }

    private static boolean isAtTop(Network network, Look look) {
        int start = network.range().offset() - network.range().column() + 1;
        return !Character.isWhitespace(look.program().text().charAt(start));
    }

    /** A convolution shares its weights between places, which may be meant; two dense layers gain nothing. */
    private static boolean isWindow(NetworkLayer first) {
        return first.kind() == LayerKind.CONVOLUTION;
    }

    private static boolean overMaximum(Network network, NetworkLayer first, NetworkLayer second) {
        return Flow.before(network, second, layer -> layer != first && !isMaximum(layer))
                .filter(LinearStack::isMaximum).isPresent();
    }

    /** Whether the mean over all places stands between, as behind a projection at the end of a transformer. */
    private static boolean overAverage(Network network, NetworkLayer first, NetworkLayer second) {
        return Flow.before(network, second, layer -> layer != first && !layer.type().equals("GlobalAvgPool"))
                .filter(layer -> layer.type().equals("GlobalAvgPool")).isPresent();
    }

    private static Optional<NetworkLayer> first(Network network, NetworkLayer second) {
        Optional<NetworkLayer> before = Flow.before(network, second);
        while (before.isPresent() && isPassed(before.get()) && isOnly(network, before.get())) {
            before = Flow.before(network, before.get());
        }
        return before.filter(Flow::isLinear).filter(layer -> isOnly(network, layer));
    }

    private static boolean isPassed(NetworkLayer layer) {
        return PASSED.contains(layer.type()) || isMaximum(layer);
    }

    /** A maximum over places is no linear map, but a poor activation. */
    private static boolean isMaximum(NetworkLayer layer) {
        return layer.type().matches("MaxPool[123]d|GlobalMaxPool");
    }

    private static boolean isOnly(Network network, NetworkLayer layer) {
        return Flow.behind(network, layer).isPresent();
    }

    private static boolean isDeliberate(Network network, NetworkLayer first, NetworkLayer second, Look look) {
        boolean plain = isPlain(first) && isPlain(second);
        if (!plain || Branches.decide(first.constructor(), second.constructor(), look.program().text())
                || isPointwise(first) || isPointwise(second)) {
            return true;
        }
        if (!second.type().equals("Linear")) {
            return first.type().equals("Linear");
        }
        if (!first.type().equals("Linear")) {
            return false;
        }
        Optional<Long> middle = Flow.units(first);
        Optional<Long> out = Flow.units(second);
        boolean widens = middle.isEmpty() || out.isEmpty() || out.get() > middle.get();
        Optional<Long> in = width(network, first);
        boolean narrows = in.isEmpty() || middle.isEmpty() || in.get() > middle.get();
        return widens && narrows;
    }

    /** Whether it mixes all of its input: no grouped, transposed or separable convolution. */
    private static boolean isPlain(NetworkLayer layer) {
        boolean grouped = layer.setting("groups").filter(groups -> !groups.is(1L)).isPresent();
        return !grouped && (layer.type().equals("Linear") || layer.type().matches("Conv[123]d"));
    }

    private static boolean isPointwise(NetworkLayer layer) {
        Optional<Object> kernel = layer.setting("kernel_size").flatMap(Setting::value);
        boolean unknown = layer.kind() == LayerKind.CONVOLUTION && kernel.isEmpty();
        return unknown || kernel.filter(size -> size.equals(1L) || size instanceof List<?> sizes
                && sizes.contains(1L)).isPresent();
    }

    private static Optional<Long> width(Network network, NetworkLayer layer) {
        Optional<Long> written = layer.number("in_features").or(() -> layer.number("in_channels"))
                .map(Double::longValue);
        return written.or(() -> Flow.before(network, layer).flatMap(NetworkLayer::outputShape)
                .filter(shape -> shape.rank() > 1).map(shape -> shape.dimension(-1))
                .filter(size -> size != Shape.UNKNOWN));
    }

    private static void raise(Network network, NetworkLayer first, NetworkLayer second, boolean mild, Look look) {
        boolean keras = network.framework() != Framework.PYTORCH;
        NetworkLayer marked = keras ? first : second;
        NetworkLayer other = keras ? second : first;
        FindingBuilder finding = look.finding(marked, "No non-linearity between " + first.name() + " and "
                + second.name()).confidence(0.9)
                .context(described(first) + " feeds " + described(second) + " with nothing but linear layers between.");
        if (mild) {
            finding.severity(Severity.WARNING).confidence(0.8);
        }
        if (overMaximum(network, first, second)) {
            finding.severity(Severity.WARNING).confidence(0.7).context("The maximum of the pooling between them is not "
                    + "linear, but keeps negative values, and is no activation for each value.");
        }
        look.relate(finding, other);
        first.call().filter(call -> !keras).ifPresent(call -> finding.related(look.program(), call));
        LayerEdits layers = new LayerEdits(look.program());
        if (look.isJava()) {
            layers.behind(first, relu(look)).ifPresent(edit -> finding.fix("Put a ReLU behind " + first.name(),
                    List.of(edit)));
        } else if (keras) {
            Optional<Setting> activation = first.setting("activation");
            finding.snippet("activation='relu'");
            if (activation.isPresent()) {
                look.replace(finding, "Give " + first.name() + " a ReLU", activation, "'relu'");
            } else {
                look.addArgument(finding, "Give " + first.name() + " a ReLU", first.constructor(),
                        "activation='relu'");
            }
        } else {
            finding.snippet("x = torch.relu(self." + first.name() + "(x))");
            layers.spelt(first, "ReLU", "").flatMap(relu -> layers.behind(first, relu)).ifPresent(edit -> finding.fix(
                    "Put a ReLU behind " + first.name(), List.of(edit)));
            first.call().filter(call -> !call.equals(second.call().orElse(null)))
                    .filter(call -> look.program().text(call).startsWith("self." + first.name()))
                    .ifPresent(call -> finding.fix("Put a ReLU behind " + first.name(), look.program(), call,
                            "torch.relu(" + look.program().text(call) + ")"));
        }
        look.raise(marked, finding);
    }

    /** A ReLU in Java, by its short name where that is imported. */
    private static String relu(Look look) {
        boolean imported = look.program().text().matches("(?s).*import ai\\.djl\\.nn\\.(Activation|\\*);.*");
        return (imported ? "" : "ai.djl.nn.") + "Activation.reluBlock()";
    }

    private static String described(NetworkLayer layer) {
        return layer.name() + " (" + layer.originalType() + Flow.units(layer).map(units -> ", " + units).orElse("")
                + ")";
    }
}
