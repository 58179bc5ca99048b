package org.lamina.checks.rules;

import java.util.List;
import java.util.Optional;
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
        if (!evaluates && tested.isPresent()) {
            raise(tested.get(), "Network is evaluated without eval()", "This runs without gradients, so it is an "
                    + "evaluation, but nothing calls eval() before.", "eval()", look);
            return;
        }
        boolean back = text.contains(".train()") || text.contains(".train(True)") || text.contains(".train(mode");
        Optional<LoopEvent> eval = events.stream().filter(event -> event.kind() == LoopEvent.Kind.EVAL)
                .filter(event -> inLoopOfTraining(event, events)).findFirst();
        if (!back && eval.isPresent()) {
            raise(eval.get(), "Network stays in evaluation after the first epoch", "eval() is called in the loop that "
                    + "trains, and nothing calls train() afterwards.", "train()", look);
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

    private static void raise(LoopEvent event, String title, String context, String call, Look look) {
        look.raise(event.range(), look.finding("mode of the network", event.range(), title).confidence(0.8)
                .context(context).snippet("model." + call));
    }
}
