package org.lamina.checks.rules;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lamina.checks.FindingBuilder;
import org.lamina.model.Severity;
import org.lamina.source.program.Framework;
import org.lamina.source.program.Loss.Expects;
import org.lamina.source.program.Loss.Kind;
import org.lamina.source.program.Loss;
import org.lamina.source.program.Network;
import org.lamina.source.program.NetworkLayer;
import org.lamina.source.program.Training;
import org.lamina.source.python.TextRange;

/** A softmax or sigmoid that is missing in front of a cross entropy, or applied twice, in a program. */
final class EndOfNetwork extends ProgramCheck {

    EndOfNetwork() {
        super("softmax-before-cross-entropy");
    }

    @Override
    void look(Training training, Look look) {
        Optional<Network> network = look.program().network(training);
        if (network.isEmpty() || training.losses().size() != 1) {
            return;
        }
        Loss loss = training.losses().get(0);
        Flow.last(network.get()).ifPresent(last -> judge(network.get(), last, loss, look));
    }

    private static void judge(Network network, NetworkLayer last, Loss loss, Look look) {
        boolean softmax = last.type().equals("Softmax");
        boolean squashed = softmax || last.type().equals("Sigmoid");
        boolean linear = Flow.isLinear(last);
        if (loss.expects() == Expects.LOGITS && (squashed || last.type().equals("LogSoftmax"))) {
            doubled(network, last, loss, look);
        } else if (loss.expects() == Expects.PROBABILITIES && linear) {
            missing(last, loss, look);
        } else if (loss.expects() == Expects.LOG_PROBABILITIES && (squashed || linear)) {
            withoutLogarithm(network, last, loss, look, linear);
        }
    }

    private static void doubled(Network network, NetworkLayer last, Loss loss, Look look) {
        NetworkLayer layer = Flow.owner(network, last);
        String what = last.type();
        FindingBuilder finding = look.finding(layer, what + " in " + layer.name() + ", and again in "
                + loss.spelling())
                .confidence(0.95).context(layer.name() + " ends the network with " + what + ", but " + loss.spelling()
                        + " takes logits and applies its own " + (loss.kind() == Kind.BINARY_CROSS_ENTROPY ? "sigmoid."
                                : "softmax."));
        if (what.equals("LogSoftmax")) {
            finding.severity(Severity.WARNING)
                    .why("A log-softmax of a log-softmax changes nothing: the network trains as it should. It does the "
                            + "work twice, and whoever reads the program must find out that it does no harm.")
                    .advice("Use NLLLoss with a log-softmax, or CrossEntropyLoss without.");
        }
        finding.related(look.program(), loss.range());
        if (last.owner().isPresent()) {
            look.replace(finding, "Let " + layer.name() + " return logits", last.setting("activation"), "None");
        } else {
            look.remove(finding, "Let the network return logits", last);
            look.replace(finding, "Let the loss take probabilities", loss.fromLogits(), "False");
        }
        look.raise(layer, finding);
    }

    private static void missing(NetworkLayer last, Loss loss, Look look) {
        boolean binary = loss.kind() == Kind.BINARY_CROSS_ENTROPY;
        String activation = binary ? "sigmoid" : "softmax";
        FindingBuilder finding = look.finding(last, "No " + activation + " between " + last.name() + " and "
                + loss.spelling()).confidence(0.95)
                .context("The network ends in " + last.name() + " (" + last.originalType() + ") without an activation, "
                        + "so that " + loss.spelling() + " gets logits where it takes probabilities.")
                .related(look.program(), loss.range());
        boolean call = look.program().text(loss.range()).endsWith(")");
        boolean keras = last.constructor().length() > 0 && loss.fromLogits().isPresent();
        if (look.isJava()) {
            takeLogits(finding, loss, look);
        } else if (keras && loss.fromLogits().get().range().isPresent()) {
            finding.snippet("from_logits=True");
            look.replace(finding, "Let the loss take logits", loss.fromLogits(), "True");
        } else if (keras && call) {
            finding.snippet("from_logits=True");
            look.addArgument(finding, "Let the loss take logits", loss.range(), "from_logits=True");
        } else if (keras) {
            finding.snippet("activation='" + activation + "'");
            if (last.setting("activation").isPresent()) {
                look.replace(finding, "Give " + last.name() + " a " + activation, last.setting("activation"),
                        "'" + activation + "'");
            } else {
                look.addArgument(finding, "Give " + last.name() + " a " + activation, last.constructor(),
                        "activation='" + activation + "'");
            }
        }
        look.raise(last, finding);
    }

    /** Whether DJL's cross entropies take logits is the last argument of their constructors. */
    private static void takeLogits(FindingBuilder finding, Loss loss, Look look) {
        Matcher last = Pattern.compile("false(?=\\s*\\)\\z)").matcher(look.program().text(loss.range()));
        if (last.find()) {
            finding.fix("Let the loss take logits", look.program(), new TextRange(loss.range().offset() + last.start(),
                    last.group().length(), loss.range().line(), loss.range().column() + last.start()), "true");
        }
    }

    private static void withoutLogarithm(Network network, NetworkLayer last, Loss loss, Look look, boolean linear) {
        NetworkLayer layer = Flow.owner(network, last);
        FindingBuilder finding = look.finding(layer, loss.spelling() + " gets "
                + (linear ? "logits" : "probabilities") + " from " + layer.name()
                + " instead of logarithms of probabilities").confidence(linear ? 0.9 : 0.95)
                .why("The negative log likelihood picks the entry of the right class and changes its sign; it takes no "
                        + "logarithm and applies no softmax. With anything but a log-softmax before it, the model can "
                        + "lower the loss without end by making its outputs large, right or wrong.")
                .advice("End the network in a log-softmax, or return the logits and use the cross entropy, which does "
                        + "both.")
                .context(layer.name() + " (" + last.type() + ") is the last step before the loss.")
                .related(look.program(), loss.range());
        if (look.isJava()) {
            takeLogits(finding, loss, look);
        } else if (network.framework() == Framework.PYTORCH && linear) {
            String text = look.program().text(loss.range());
            int name = text.indexOf(loss.spelling());
            if (name >= 0) {
                boolean module = loss.spelling().endsWith("Loss");
                finding.fix("Use the cross entropy of logits", look.program(),
                        new TextRange(loss.range().offset() + name, loss.spelling().length(),
                                loss.range().line(), loss.range().column() + name),
                        module ? "CrossEntropyLoss" : "cross_entropy");
            }
        }
        look.raise(layer, finding);
    }
}
