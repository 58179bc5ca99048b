package org.lamina.checks.rules;

import java.util.List;
import java.util.regex.Pattern;
import org.lamina.checks.FindingBuilder;
import org.lamina.model.Finding.TextEdit;
import org.lamina.model.Severity;
import org.lamina.source.program.LoopEvent;
import org.lamina.source.program.LoopEvent.Kind;
import org.lamina.source.program.Training;

/** An optimizer that is made too early, or for a part of the network alone. */
final class OptimizerOrder extends ProgramCheck {

    OptimizerOrder() {
        super("optimizer-parameters");
    }

    @Override
    void look(Training training, Look look) {
        List<LoopEvent> events = training.events();
        for (int i = 0; i < events.size(); i++) {
            if (events.get(i).kind() == Kind.OPTIMIZER) {
                LoopEvent made = events.get(i);
                List<LoopEvent> later = events.subList(i + 1, events.size());
                later.stream().filter(event -> event.kind() == Kind.REPLACE && isOf(event.subject(), made.subject()))
                        .filter(event -> !isRebound(made, event, look)).findFirst()
                        .ifPresent(event -> replaced(made, event, later, look));
                boolean there = events.subList(0, i).stream().anyMatch(event -> isMove(event, made));
                later.stream().filter(event -> !there && isMove(event, made)).findFirst()
                        .ifPresent(event -> moved(made, event, look));
            }
        }
        long optimizers = events.stream().filter(event -> event.kind() == Kind.OPTIMIZER).count();
        if (optimizers == 1) {
            partial(events, look);
        }
    }

    /** Moving a network again makes no new parameters, as a rule. */
    private static boolean isMove(LoopEvent event, LoopEvent made) {
        return event.kind() == Kind.MOVE && event.subject().equals(made.subject());
    }

    /** Whether the name of the network stands for another one when a layer is replaced. */
    private static boolean isRebound(LoopEvent made, LoopEvent event, Look look) {
        int from = made.range().end();
        int to = event.range().offset();
        return from < to && Pattern.compile("(?m)^[ \\t\"]*" + Pattern.quote(made.subject()) + "\\s*=(?!=)")
                .matcher(look.program().text().substring(from, to)).find();
    }

    private static boolean isOf(String part, String network) {
        return (part.equals(network) || part.startsWith(network + ".")) && !part.equals("self");
    }

    private static void replaced(LoopEvent made, LoopEvent event, List<LoopEvent> later, Look look) {
        boolean again = later.stream().anyMatch(other -> other.kind() == Kind.OPTIMIZER
                && isOf(other.subject(), made.subject()));
        if (!again) {
            raise(made, event, look.finding("optimizer of " + made.subject(), made.range(),
                    "Optimizer is made before a layer of " + made.subject() + " is replaced").confidence(0.85)
                    .context("The layer of " + look.place(event.range()) + " is new, and its weights are not among "
                            + "those that the optimizer was given: they keep their random values."), look);
        }
    }

    private static void moved(LoopEvent made, LoopEvent event, Look look) {
        raise(made, event, look.finding("optimizer of " + made.subject(), made.range(),
                "Optimizer is made before " + made.subject() + " is brought to its device")
                .severity(Severity.WARNING).confidence(0.6)
                .context(made.subject() + " is moved in " + look.place(event.range()) + "; where moving makes new "
                        + "parameters, the optimizer goes on changing the old ones."), look);
    }

    private static void raise(LoopEvent made, LoopEvent event, FindingBuilder finding, Look look) {
        List<TextEdit> moved = new LineEdits(look.program()).move(made.range(), event.range());
        if (!moved.isEmpty()) {
            finding.fix("Make the optimizer afterwards", moved);
        }
        look.raise(made.range(), finding.related(look.program(), event.range()));
    }

    /** An optimizer for one layer of a network that was made here from scratch. */
    private static void partial(List<LoopEvent> events, Look look) {
        LoopEvent made = events.stream().filter(event -> event.kind() == Kind.OPTIMIZER).findFirst().orElseThrow();
        String text = look.program().text();
        int dot = made.subject().lastIndexOf('.');
        String whole = dot < 0 ? "" : made.subject().substring(0, dot);
        boolean own = look.program().networks().stream().anyMatch(network -> network.complete()
                && network.layers().stream().anyMatch(layer -> layer.name().equals(made.subject().substring(dot + 1))))
                && !whole.equals("self") && !whole.isEmpty();
        boolean meant = text.contains("requires_grad") || text.contains("load_state_dict")
                || text.contains("pretrained") || text.contains("add_param_group") || text.contains("weights=");
        if (own && !meant && events.stream().anyMatch(event -> event.kind() == Kind.STEP)) {
            FindingBuilder finding = look.finding("optimizer of " + made.subject(), made.range(), "Optimizer gets "
                    + made.subject() + " alone").severity(Severity.ERROR).confidence(0.7)
                    .context("The other layers of " + whole + " keep their random weights; nothing in the program "
                            + "loads or freezes them.");
            int part = look.program().text(made.range()).indexOf(made.subject() + ".parameters");
            if (part >= 0) {
                finding.fix("Give it all of " + whole, List.of(new TextEdit(look.program().file(),
                        made.range().offset() + part, made.subject().length(), whole)));
            }
            look.raise(made.range(), finding);
        }
    }
}
