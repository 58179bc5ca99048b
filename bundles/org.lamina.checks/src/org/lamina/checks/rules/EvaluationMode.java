package org.lamina.checks.rules;

import java.util.List;
import java.util.Optional;
import org.lamina.checks.FindingBuilder;
import org.lamina.model.Finding.TextEdit;
import org.lamina.model.LayerKind;
import org.lamina.source.program.LoopEvent;
import org.lamina.source.program.Network;
import org.lamina.source.program.Training;

/** A network that is evaluated as if it were trained, or trained as if it were evaluated. */
final class EvaluationMode extends ProgramCheck {

    EvaluationMode() {
        super("evaluation-mode");
    }

    @Override
    void look(Training training, Look look) {
        List<LoopEvent> events = training.events();
        Optional<Network> network = look.program().network(training);
        boolean matters = network.filter(found -> found.layers().stream().anyMatch(layer -> layer.kind()
                == LayerKind.DROPOUT || layer.type().startsWith("BatchNorm"))).isPresent();
        if (!matters || events.stream().noneMatch(event -> event.kind() == LoopEvent.Kind.STEP)) {
            return;
        }
        String text = look.program().text();
        boolean evaluates = text.contains(".eval()") || text.contains(".train(False)") || text.contains(".train(mode");
        Optional<LoopEvent> tested = behind(events, LoopEvent.Kind.NO_GRAD, LoopEvent.Kind.FORWARD);
        boolean back = text.contains(".train()") || text.contains(".train(True)") || text.contains(".train(mode");
        if (!evaluates && tested.isPresent()) {
            LoopEvent without = events.get(events.indexOf(tested.get()) - 1);
            Optional<TextEdit> eval = look.lineBefore(without.range(), network(tested.get(), look) + ".eval()");
            raise(tested.get(), "Network is evaluated without eval()", "This runs without gradients, so it is an "
                    + "evaluation, but nothing calls eval() before.", "eval()", back ? List.of(eval)
                            : List.of(eval, train(tested.get(), events, look)), look);
            return;
        }
        Optional<LoopEvent> eval = events.stream().filter(event -> event.kind() == LoopEvent.Kind.EVAL)
                .filter(event -> inLoopOfTraining(event, events)).findFirst();
        if (!back && eval.isPresent()) {
            raise(eval.get(), "Network stays in evaluation after the first epoch", "eval() is called in the loop that "
                    + "trains, and nothing calls train() afterwards.", "train()",
                    List.of(train(eval.get(), events, look)), look);
        }
    }

    private static Optional<LoopEvent> behind(List<LoopEvent> events, LoopEvent.Kind first, LoopEvent.Kind second) {
        for (int i = 0; i < events.size() - 1; i++) {
            if (events.get(i).kind() == first && events.get(i + 1).kind() == second
                    && !events.get(i).loops().isEmpty() | !events.get(i + 1).loops().isEmpty()) {
                return Optional.of(events.get(i + 1));
            }
        }
        return Optional.empty();
    }

    private static boolean inLoopOfTraining(LoopEvent eval, List<LoopEvent> events) {
        return !eval.loops().isEmpty() && events.stream().filter(event -> event.kind() == LoopEvent.Kind.STEP)
                .anyMatch(step -> step.loops().size() >= eval.loops().size()
                        && step.loops().subList(0, eval.loops().size()).equals(eval.loops()));
    }

    /** Sets the network to training before the first step of a round of training. */
    private static Optional<TextEdit> train(LoopEvent used, List<LoopEvent> events, Look look) {
        List<Integer> loops = events.stream().filter(event -> event.kind() == LoopEvent.Kind.STEP).findFirst()
                .map(LoopEvent::loops).orElse(List.of());
        return events.stream().filter(event -> event.loops().equals(loops)).filter(event -> event.kind()
                == LoopEvent.Kind.ZERO_GRAD || event.kind() == LoopEvent.Kind.FORWARD).findFirst()
                .flatMap(event -> look.lineBefore(event.range(), network(used, look) + ".train()"));
    }

    /** The network that is called, as the program names it. */
    private static String network(LoopEvent event, Look look) {
        String call = look.program().text(event.range());
        String called = call.contains("(") ? call.substring(0, call.indexOf('(')).strip() : "";
        return called.endsWith(".eval") ? called.substring(0, called.length() - ".eval".length()) : called;
    }

    private static void raise(LoopEvent event, String title, String context, String call,
            List<Optional<TextEdit>> edits, Look look) {
        FindingBuilder finding = look.finding("mode of the network", event.range(), title).confidence(0.8)
                .context(context).snippet("model." + call);
        List<TextEdit> all = network(event, look).matches("[A-Za-z_][\\w.]*") ? LayerEdits.all(edits) : List.of();
        if (!all.isEmpty()) {
            finding.fix("Call " + call, all);
        }
        look.raise(event.range(), finding);
    }
}
