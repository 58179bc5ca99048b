package org.lamina.checks.rules;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lamina.model.Severity;
import org.lamina.source.program.Code;
import org.lamina.source.program.LoopEvent;
import org.lamina.source.program.LoopEvent.Kind;
import org.lamina.source.python.Expression;
import org.lamina.source.python.Expression.Attribute;
import org.lamina.source.python.Statement;
import org.lamina.source.python.Statement.Assignment;
import org.lamina.source.python.Statement.Block;
import org.lamina.source.python.TextRange;

/** A network all of whose weights are frozen before it is trained. */
final class FrozenNetwork extends ProgramCheck {

    private static final Pattern PARTS = Pattern.compile(
            "([\\w.]+)\\.(?:named_parameters\\(\\)|parameters\\(\\)|layers)\\s*$");

    /** What lets frozen weights be trained again. */
    private static final Pattern THAWED = Pattern.compile(
            "requires_grad_?\\s*(=|\\()\\s*(True|\\))|trainable\\s*=\\s*True");

    FrozenNetwork() {
        super("frozen-layer");
    }

    @Override
    void look(Look look) {
        Set<TextRange> known = new HashSet<>();
        look.program().trainings().forEach(training -> frozen(training.events(), known, look));
        String text = look.program().text();
        if (!text.contains("requires_grad") && !text.contains(".trainable")) {
            return;
        }
        Code code = look.program().code();
        code.blocks().stream().filter(block -> block.keyword().equals("for"))
                .forEach(loop -> loop(loop, known, look));
        code.calls().stream().filter(call -> call.callee() instanceof Attribute method
                && method.name().equals("requires_grad_") && isFalse(call.arguments().stream().findFirst()
                        .map(Expression.Argument::value)))
                .forEach(call -> judge(look.program().text(((Attribute) call.callee()).target().range()),
                        call.range(), known, look));
    }

    private static void loop(Block loop, Set<TextRange> known, Look look) {
        String header = loop.expressions().stream().map(part -> look.program().text(part.range()))
                .reduce("", (all, part) -> all.isEmpty() ? part : all + ", " + part);
        Matcher parts = PARTS.matcher(header);
        if (!parts.find()) {
            return;
        }
        for (Statement statement : loop.body()) {
            if (statement instanceof Assignment made && made.targets().size() == 1
                    && made.targets().get(0) instanceof Attribute frozen && isFalse(Optional.of(made.value()))
                    && (frozen.name().equals("requires_grad") || frozen.name().equals("trainable"))) {
                judge(parts.group(1), made.range(), known, look);
            }
        }
    }

    private static boolean isFalse(Optional<Expression> value) {
        return value.filter(expression -> expression instanceof Expression.Literal literal
                && literal.value().filter(Boolean.FALSE::equals).isPresent()).isPresent();
    }

    /** Networks that were followed from where they are frozen to the optimizer that has their parameters. */
    private static void frozen(List<LoopEvent> events, Set<TextRange> known, Look look) {
        boolean thawed = events.stream().anyMatch(event -> event.kind() == Kind.THAW)
                || THAWED.matcher(look.program().text()).find();
        for (int i = 0; i < events.size(); i++) {
            LoopEvent event = events.get(i);
            if (event.kind() != Kind.FREEZE || event.computation().isEmpty()) {
                continue;
            }
            known.add(event.range());
            int network = event.computation().get().network();
            boolean trained = events.stream().anyMatch(other -> other.kind() == Kind.OPTIMIZER
                    && other.computation().filter(how -> how.network() == network).isPresent());
            boolean replaced = events.subList(i, events.size()).stream().anyMatch(
                    later -> later.kind() == Kind.REPLACE);
            if (trained && !replaced && !thawed) {
                raise(event.subject(), event.range(), look);
            }
        }
    }

    /** Raises a finding if the same network is trained afterwards and nothing of it is thawed or replaced. */
    private static void judge(String network, TextRange place, Set<TextRange> known, Look look) {
        if (known.contains(place)) {
            return;
        }
        String name = Pattern.quote(network);
        String after = look.program().text().substring(place.end());
        boolean thawed = THAWED.matcher(look.program().text()).find();
        boolean changed = Pattern.compile("(?m)(^|\\W)" + name + "(\\.\\w+|\\[[^\\]]*\\])+\\s*=[^=]|" + name
                + "\\.(add|add_module|append)\\(|(^|\\W)" + name + "\\s*=[^=]").matcher(after).find();
        boolean trained = Pattern.compile("\\(\\s*(params\\s*=\\s*)?" + name + "\\.parameters\\(\\)|" + name
                + "\\.(fit|compile)\\(\\s*(?!mode|backend|dynamic|fullgraph|\\*)[^)\\s]").matcher(after).find();
        if (trained && !changed && !thawed && !network.equals("self")) {
            raise(network, place, look);
        }
    }

    private static void raise(String network, TextRange place, Look look) {
        look.raise(place, look.finding("frozen " + network, place, "All of " + network + " is frozen before it is "
                + "trained").severity(Severity.CRITICAL).confidence(0.8)
                .context("Nothing of " + network + " is thawed or replaced afterwards, so that no weight can change."));
    }
}
