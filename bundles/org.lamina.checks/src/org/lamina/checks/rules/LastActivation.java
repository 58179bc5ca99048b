package org.lamina.checks.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.lamina.checks.FindingBuilder;
import org.lamina.model.Finding.TextEdit;
import org.lamina.model.Severity;
import org.lamina.source.program.Data.Labels;
import org.lamina.source.program.Fit;
import org.lamina.source.program.Loss.Expects;
import org.lamina.source.program.Loss.Kind;
import org.lamina.source.program.Loss;
import org.lamina.source.program.Network;
import org.lamina.source.program.NetworkLayer;
import org.lamina.source.program.Setting;
import org.lamina.source.program.Training;
import org.lamina.source.python.TextRange;

/** An activation at the end of a network that does not fit what it is trained for. */
final class LastActivation extends ProgramCheck {

    /** More values than a regression has, as a rule; an image perhaps. */
    private static final long MANY = 64;

    private static final String COMPETING = "A softmax makes the outputs compete: where two labels are right, neither "
            + "can come near 1. Labels that do not exclude each other each take a yes or no of their own.";

    LastActivation() {
        super("last-activation");
    }

    @Override
    void look(Network network, Look look) {
        Optional<NetworkLayer> last = Flow.last(network).filter(layer -> layer.type().equals("Softmax"));
        Optional<NetworkLayer> linear = Flow.lastLinear(network).filter(layer -> layer.type().equals("Linear"));
        if (last.isPresent() && linear.flatMap(Flow::units).filter(units -> units == 1).isPresent()) {
            NetworkLayer layer = Flow.owner(network, last.get());
            FindingBuilder finding = look.finding(layer, "Softmax over a single unit in " + layer.name())
                    .context(linear.get().name() + " has one unit; a softmax over one value is 1, whatever the value.")
                    .why("A softmax makes its inputs add up to 1. Over a single unit it gives 1 for every sample, "
                            + "and its gradient is zero: the network cannot learn anything.")
                    .advice("Use a sigmoid for a yes or no, no activation for a regression, or one unit a class.")
                    .snippet("activation='sigmoid'");
            look.replace(finding, "Use a sigmoid", last.get().setting("activation"), "'sigmoid'");
            look.raise(layer, finding);
        }
        Flow.last(network).filter(Flow::isActivation).ifPresent(activation -> Flow.lastLinear(network)
                .ifPresent(dense -> declared(network, activation, dense, look)));
    }

    /** Judges by the task that was declared, whatever the loss. */
    private static void declared(Network network, NetworkLayer last, NetworkLayer linear, Look look) {
        boolean softmax = last.type().endsWith("Softmax");
        boolean bounded = softmax || last.type().equals("Sigmoid");
        if (look.task().isDeclared("multilabel") && softmax) {
            look.raise(Flow.owner(network, last), finding(network, last, "several labels at once", "sigmoid", look)
                    .severity(Severity.CRITICAL)
                    .why(COMPETING));
        } else if (look.task().isDeclared("regression") && bounded && !isAutoencoder(network, linear)) {
            look.raise(Flow.owner(network, last), finding(network, last, "a regression", "None", look)
                    .severity(Severity.ERROR));
        }
    }

    private static void several(Network network, NetworkLayer last, Look look) {
        NetworkLayer layer = Flow.owner(network, last);
        FindingBuilder finding = look.finding(layer, "Softmax at the end of a network for several labels at once")
                .severity(Severity.CRITICAL).confidence(0.9).why(COMPETING)
                .context("The labels are vectors in which several entries may be 1.")
                .snippet("activation='sigmoid', loss='binary_crossentropy'");
        look.replace(finding, "Use a sigmoid", last.setting("activation"), "'sigmoid'");
        look.raise(layer, finding);
    }

    private static FindingBuilder finding(Network network, NetworkLayer last, String task, String instead, Look look) {
        NetworkLayer layer = Flow.owner(network, last);
        FindingBuilder finding = look.finding(layer, last.type() + " at the end of a network for " + task)
                .confidence(0.95)
                .context("The task is declared as " + look.task().outputKind() + ", which goes with "
                        + (instead.equals("None") ? "no activation at all." : "a " + instead + "."));
        look.replace(finding, instead.equals("None") ? "Take the activation out" : "Use a " + instead,
                last.setting("activation"), instead.equals("None") ? instead : "'" + instead + "'");
        return finding;
    }

    @Override
    void look(Training training, Look look) {
        Optional<Network> network = look.program().network(training);
        if (network.isEmpty() || training.losses().size() != 1 || network.get().outputs().size() != 1) {
            return;
        }
        if (training.fits().stream().anyMatch(fit -> fit.labels().labels() == Labels.MULTI_HOT)) {
            Flow.last(network.get()).filter(last -> last.type().equals("Softmax"))
                    .ifPresent(last -> several(network.get(), last, look));
            return;
        }
        Loss loss = training.losses().get(0);
        boolean reconstructs = training.fits().stream().anyMatch(Fit::reconstructs);
        if (reconstructs && loss.kind() != Kind.BINARY_CROSS_ENTROPY
                || Purpose.looksLikeClassification(training, look)) {
            return;
        }
        boolean exclusive = !look.task().isDeclared("multilabel") && loss.kind() == Kind.BINARY_CROSS_ENTROPY
                && loss.expects() == Expects.PROBABILITIES
                && training.fits().stream().anyMatch(fit -> fit.labels().labels() == Labels.ONE_HOT);
        Flow.last(network.get()).filter(Flow::isActivation)
                .filter(last -> Flow.before(network.get(), last).filter(Flow::isActivation).isEmpty())
                .ifPresent(last -> Flow.lastLinear(network.get()).ifPresent(linear -> {
                    if (exclusive && Set.of("Sigmoid", "Softmax").contains(last.type())) {
                        exclusive(network.get(), last, linear, loss, look);
                    } else {
                        judge(network.get(), last, linear, loss, look);
                    }
                }));
    }

    /** One class of several, learnt as a yes or no of each: with two classes that is no more than a detour. */
    private static void exclusive(Network network, NetworkLayer last, NetworkLayer linear, Loss loss, Look look) {
        NetworkLayer layer = Flow.owner(network, last);
        boolean sigmoid = last.type().equals("Sigmoid");
        Optional<Long> units = Flow.units(linear);
        boolean two = units.filter(count -> count <= 2).isPresent();
        FindingBuilder finding = look.finding(layer, last.type() + " and " + loss.spelling()
                + " for classes that exclude each other")
                .severity(two ? Severity.WARNING : Severity.ERROR).confidence(0.85)
                .why("A binary cross entropy judges each output by itself. All but one of them are right as soon as "
                        + "they say no, so that the loss is small and the accuracy high before the network has learnt "
                        + "which class is right" + (sigmoid ? ", and nothing makes its outputs a choice of one." : "."))
                .advice("End the network in a softmax, with a categorical cross entropy as loss.")
                .context("The labels are one-hot vectors, in which one class is right"
                        + units.map(count -> ": " + count + " outputs, one of them right.").orElse("."))
                .snippet("activation='softmax', loss='categorical_crossentropy'")
                .related(look.program(), loss.range());
        repaired(last, sigmoid, loss, look).ifPresent(edits -> finding.fix(sigmoid
                ? "Use a softmax and the categorical cross entropy" : "Use the categorical cross entropy", edits));
        look.raise(layer, finding);
    }

    private static Optional<List<TextEdit>> repaired(NetworkLayer last, boolean sigmoid, Loss loss, Look look) {
        String text = look.program().text(loss.range());
        String fitting = text.replace("binary", "categorical").replace("Binary", "Categorical");
        Optional<TextRange> activation = last.setting("activation").flatMap(Setting::range);
        if (fitting.equals(text) || sigmoid && activation.isEmpty() || look.isJava()) {
            return Optional.empty();
        }
        List<TextEdit> edits = new ArrayList<>();
        edits.add(new TextEdit(look.program().file(), loss.range().offset(), loss.range().length(), fitting));
        if (sigmoid) {
            edits.add(new TextEdit(look.program().file(), activation.get().offset(), activation.get().length(),
                    "'softmax'"));
        }
        return Optional.of(edits);
    }

    private static void judge(Network network, NetworkLayer last, NetworkLayer linear, Loss loss, Look look) {
        String type = last.type();
        boolean one = Flow.units(linear).filter(units -> units == 1).isPresent();
        boolean takes = loss.expects() == Expects.PROBABILITIES;
        if (type.equals("Softmax") && one) {
            return;
        }
        if (loss.kind() == Kind.CATEGORICAL_CROSS_ENTROPY && takes && !type.endsWith("Softmax")) {
            raise(network, last, loss, "softmax", type.equals("Sigmoid") ? Severity.ERROR : Severity.CRITICAL, look);
        } else if (loss.kind() == Kind.CATEGORICAL_CROSS_ENTROPY && loss.expects() == Expects.LOGITS
                && (type.equals("ReLU") || type.equals("Tanh"))) {
            raise(network, last, loss, "None", type.equals("ReLU") ? Severity.ERROR : Severity.WARNING, look);
        } else if (loss.kind() == Kind.BINARY_CROSS_ENTROPY && takes && !type.equals("Sigmoid")
                && !type.equals("Hardsigmoid")) {
            raise(network, last, loss, "sigmoid", type.equals("Softmax") ? Severity.ERROR : Severity.CRITICAL, look);
        } else if (loss.kind() == Kind.HINGE && !loss.spelling().toLowerCase(Locale.ROOT).contains("categorical")
                && (type.equals("Softmax") || type.equals("Sigmoid") || type.equals("ReLU"))) {
            raise(network, last, loss, type.equals("Softmax") ? "None" : "tanh", Severity.ERROR, look);
        } else if (loss.kind() == Kind.REGRESSION && linear.type().equals("Linear")
                && !isAutoencoder(network, linear) && !isOtherTask(look)) {
            boolean bounded = type.equals("Sigmoid") || type.equals("Softmax");
            if (bounded || one && (type.equals("ReLU") || type.equals("Tanh"))) {
                raise(network, last, loss, "None", bounded ? Severity.ERROR : Severity.WARNING, look);
            }
        }
    }

    /** Whether somebody declared that it is no regression, whatever the loss says. */
    private static boolean isOtherTask(Look look) {
        return look.task().declared() && !look.task().outputKind().isEmpty()
                && !look.task().outputKind().equals("regression");
    }

    private static void raise(Network network, NetworkLayer last, Loss loss, String instead, Severity severity,
            Look look) {
        NetworkLayer layer = Flow.owner(network, last);
        boolean none = instead.equals("None");
        FindingBuilder finding = look.finding(layer, last.type() + " at the end of the network, with "
                + loss.spelling() + " as loss").severity(severity).confidence(severity == Severity.WARNING ? 0.5 : 0.85)
                .context(layer.name() + " ends the network with " + last.type() + "; " + loss.spelling() + " goes with "
                        + (none ? "no activation at all." : "a " + instead + "."))
                .context(look.task().declared() ? "" : "What the network is for is inferred from the loss.")
                .snippet("activation=" + (none ? instead : "'" + instead + "'")).related(look.program(), loss.range());
        if (none && last.owner().isEmpty()) {
            look.remove(finding, "Take the activation out", last);
        }
        look.replace(finding, none ? "Take the activation out" : "Use a " + instead, last.setting("activation"),
                none ? instead : "'" + instead + "'");
        look.raise(layer, finding);
    }

    /** Whether a network gives as many values as it takes, as if to give the same again. */
    private static boolean isAutoencoder(Network network, NetworkLayer linear) {
        Optional<Long> out = Flow.units(linear);
        boolean large = out.filter(units -> units > MANY).isPresent();
        return large || out.isPresent() && network.layers().stream().filter(NetworkLayer::input)
                .anyMatch(first -> first.number("in_features").or(() -> first.number("input_dim"))
                        .map(Double::longValue).equals(out));
    }
}
