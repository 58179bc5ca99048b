package org.lamina.checks.rules;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.lamina.checks.FindingBuilder;
import org.lamina.model.Finding.TextEdit;
import org.lamina.source.program.LoopEvent;
import org.lamina.source.program.LoopEvent.Computation;
import org.lamina.source.program.LoopEvent.Kind;
import org.lamina.source.program.Training;
import org.lamina.source.python.TextRange;

/** A network that is evaluated as if it were trained, or trained as if it were evaluated. */
final class EvaluationMode extends ProgramCheck {

    EvaluationMode() {
        super("evaluation-mode");
    }

    @Override
    void look(Training training, Look look) {
        List<LoopEvent> events = training.events();
        if (!look.isTorchStep(events.stream().filter(event -> event.kind() == Kind.STEP).toList())) {
            return;
        }
        Set<Integer> trained = trained(events);
        Set<Object> seen = new HashSet<>();
        for (LoopEvent event : events) {
            boolean evaluated = event.kind() == Kind.FORWARD && event.computation().filter(how -> how.modal()
                    && !how.evaluating() && trained.contains(how.network())).isPresent()
                    && isEvaluation(event, events);
            if (evaluated && seen.add(List.of(event.loops(), event.function(), event.computation().get().network()))) {
                withoutEval(event, events, look);
            }
        }
        events.stream().filter(event -> event.kind() == Kind.EVAL && staysSo(event, events, trained)).findFirst()
                .ifPresent(eval -> withoutTrain(eval, events, look));
    }

    /** The networks whose values gradients are computed of, in the loops where that is done. */
    private static Set<Integer> trained(List<LoopEvent> events) {
        Set<List<Integer>> loops = events.stream().filter(event -> event.kind() == Kind.BACKWARD)
                .map(LoopEvent::loops).collect(Collectors.toSet());
        return events.stream().filter(event -> event.kind() == Kind.FORWARD && loops.contains(event.loops()))
                .map(LoopEvent::computation).flatMap(Optional::stream).filter(Computation::gradients)
                .map(Computation::network).collect(Collectors.toSet());
    }

    private static boolean isEvaluation(LoopEvent event, List<LoopEvent> events) {
        boolean several = events.stream().filter(other -> other.kind() == Kind.STEP).map(LoopEvent::subject).distinct()
                .count() > 1;
        boolean judged = event.computation().get().judged();
        boolean gradients = event.computation().get().gradients();
        if (events.stream().anyMatch(other -> other.kind() == Kind.BACKWARD && other.loops().equals(event.loops()))) {
            // beside the training itself: what comes before the step may be part of it
            return !gradients && !several && events.subList(0, events.indexOf(event)).stream()
                    .anyMatch(other -> other.kind() == Kind.STEP);
        }
        if (!gradients) {
            return judged || !several && (!event.loops().isEmpty() || events.indexOf(event) > events.indexOf(events
                    .stream().filter(other -> other.kind() == Kind.STEP).findFirst().orElseThrow()));
        }
        return judged && event.computation().get().samples() && events.stream().filter(other -> other.kind()
                == Kind.BACKWARD || other.kind() == Kind.STEP).noneMatch(other -> isNear(other, event));
    }

    /** Whether one happens in the loop of the other, or in one around it or inside it. */
    private static boolean isNear(LoopEvent one, LoopEvent other) {
        int common = Math.min(one.loops().size(), other.loops().size());
        return !one.loops().isEmpty() && one.loops().subList(0, common).equals(other.loops().subList(0, common));
    }

    private static void withoutEval(LoopEvent event, List<LoopEvent> events, Look look) {
        boolean gradients = event.computation().get().gradients();
        String network = network(event, look);
        boolean back = events.stream().anyMatch(other -> other.kind() == Kind.TRAIN)
                || look.program().text().contains(".train(");
        Optional<TextEdit> eval = start(event, network + ".eval()", look);
        FindingBuilder finding = look.finding("mode of the network in " + (event.function().isEmpty() ? "the program"
                : event.function()), event.range(), "Network is evaluated without eval()").confidence(0.8)
                .context(gradients ? "Nothing here computes gradients or steps, so it is an evaluation, but nothing "
                        + "calls eval() before. Dropout and batch normalisation work as in training."
                        : "This runs without gradients, so it is an evaluation, but nothing calls eval() before. "
                                + "Dropout and batch normalisation work as in training.")
                .snippet("model.eval()");
        List<TextEdit> all = isName(network) ? LayerEdits.all(back ? List.of(eval)
                : List.of(eval, train(network, events, look))) : List.of();
        if (!all.isEmpty()) {
            finding.fix("Call eval()", all);
        }
        look.raise(event.range(), finding);
    }

    private static boolean isName(String network) {
        return network.matches("[A-Za-z_][\\w.]*");
    }

    /** Puts a line before the block without gradients or the loop that a computation stands in. */
    private static Optional<TextEdit> start(LoopEvent event, String line, Look look) {
        Optional<TextRange> block = event.computation().flatMap(Computation::block);
        return block.isEmpty() ? look.lineBefore(event.range(), line) : look.lineBefore(block.get(), line);
    }

    /** Whether a network that is trained is set to evaluation between epochs, and never back in the loop. */
    private static boolean staysSo(LoopEvent eval, List<LoopEvent> events, Set<Integer> trained) {
        boolean own = eval.computation().filter(how -> how.modal() && trained.contains(how.network())).isPresent();
        List<List<Integer>> common = events.stream().filter(event -> event.kind() == Kind.STEP)
                .map(step -> common(step.loops(), eval.loops())).filter(loops -> !loops.isEmpty()).toList();
        return own && !common.isEmpty() && events.stream().filter(event -> event.kind() == Kind.TRAIN)
                .noneMatch(train -> common.stream().anyMatch(loops -> common(train.loops(), loops).equals(loops)));
    }

    private static List<Integer> common(List<Integer> one, List<Integer> other) {
        int size = 0;
        while (size < Math.min(one.size(), other.size()) && one.get(size).equals(other.get(size))) {
            size++;
        }
        return one.subList(0, size);
    }

    private static void withoutTrain(LoopEvent eval, List<LoopEvent> events, Look look) {
        FindingBuilder finding = look.finding("mode of the network", eval.range(),
                "Network stays in evaluation after the first epoch").confidence(0.8)
                .context("eval() is called in the loop that trains, and nothing there calls train() afterwards.")
                .snippet("model.train()");
        List<TextEdit> train = isName(network(eval, look)) ? LayerEdits.all(List.of(train(network(eval, look), events,
                look))) : List.of();
        if (!train.isEmpty()) {
            finding.fix("Call train()", train);
        }
        look.raise(eval.range(), finding);
    }

    /** Sets the network to training before the first step of a round of training. */
    private static Optional<TextEdit> train(String network, List<LoopEvent> events, Look look) {
        List<Integer> loops = events.stream().filter(event -> event.kind() == Kind.STEP).findFirst()
                .map(LoopEvent::loops).orElse(List.of());
        return events.stream().filter(event -> event.loops().equals(loops)).filter(event -> event.kind()
                == Kind.ZERO_GRAD || event.kind() == Kind.FORWARD).findFirst()
                .flatMap(event -> look.lineBefore(event.range(), network + ".train()"));
    }

    /** The network that is called, as the program names it. */
    private static String network(LoopEvent event, Look look) {
        String call = look.program().text(event.range());
        String called = call.contains("(") ? call.substring(0, call.indexOf('(')).strip() : "";
        return called.endsWith(".eval") ? called.substring(0, called.length() - ".eval".length()) : called;
    }
}
