package org.lamina.checks.rules;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.lamina.checks.FindingBuilder;
import org.lamina.source.program.Code;
import org.lamina.source.python.Expression.Argument;
import org.lamina.source.python.Expression.Call;
import org.lamina.source.python.Expression.Collection;
import org.lamina.source.python.Expression.Literal;
import org.lamina.source.python.Expression.Subscript;
import org.lamina.source.python.Expression;
import org.lamina.source.python.Statement.Assignment;
import org.lamina.source.python.Statement.ClassDefinition;
import org.lamina.source.python.Statement.FunctionDefinition;
import org.lamina.source.python.Statement;
import org.lamina.source.python.TextRange;

/** The last sample of a batch that is taken where the last step of each sequence is meant, or the other way round. */
final class BatchAxis extends ProgramCheck {

    private static final Pattern SECOND = Pattern.compile("(?s).*\\[\\s*:\\s*,\\s*-1\\s*(,\\s*:\\s*)?,?\\s*]");
    private static final Pattern FIRST = Pattern.compile("(?s).*\\[\\s*-1\\s*(,\\s*:\\s*){0,2}]");

    BatchAxis() {
        super("batch-axis");
    }

    @Override
    void look(Look look) {
        if (look.isJava() || !Pattern.compile("\\b(LSTM|GRU|RNN)\\(").matcher(look.program().text()).find()) {
            return;
        }
        Code code = look.program().code();
        for (ClassDefinition module : code.classes().toList()) {
            for (Assignment made : module.walk().filter(Assignment.class::isInstance).map(Assignment.class::cast)
                    .filter(found -> found.value() instanceof Call).toList()) {
                Call layer = (Call) made.value();
                boolean recurrent = code.qualify(layer.callee()).filter(name -> Set.of("torch.nn.LSTM",
                        "torch.nn.GRU", "torch.nn.RNN").contains(name)).isPresent();
                Optional<Boolean> first = recurrent ? batchFirst(layer) : Optional.empty();
                first.ifPresent(batches -> made.names().filter(name -> name.startsWith("self."))
                        .forEach(name -> module.methods().forEach(method -> look(name, layer, batches, method,
                                look))));
            }
        }
    }

    /** Whether the samples come first, where the call tells: without the argument they come second. */
    private static Optional<Boolean> batchFirst(Call layer) {
        if (layer.arguments().stream().anyMatch(Argument::unpacked) || layer.positional(4).isPresent()) {
            return Optional.empty();
        }
        Optional<Argument> written = layer.argument("batch_first");
        return written.isEmpty() ? Optional.of(false) : written.map(Argument::value).filter(Literal.class::isInstance)
                .flatMap(value -> ((Literal) value).value()).filter(Boolean.class::isInstance)
                .map(Boolean.class::cast);
    }

    private static void look(String layer, Call made, boolean first, FunctionDefinition method,
            Look look) {
        Set<String> outputs = new HashSet<>();
        for (Statement statement : method.body().stream().flatMap(Statement::walk).toList()) {
            statement.expressions().stream().flatMap(Expression::walk).filter(Subscript.class::isInstance)
                    .map(Subscript.class::cast).filter(part -> isOutput(part.target(), layer, outputs))
                    .filter(part -> (first ? FIRST : SECOND).matcher(look.program().text(part.range())).matches())
                    .forEach(part -> raise(layer, made, first, part, look));
            if (statement instanceof Assignment assigned) {
                assigned.targets().forEach(target -> assign(target, assigned.value(), layer, outputs));
            }
        }
    }

    /** {@code out, hidden = self.rnn(x)} names the output; any other assignment makes the name another value. */
    private static void assign(Expression target, Expression value, String layer, Set<String> outputs) {
        Optional<String> name = target instanceof Collection pair && !pair.elements().isEmpty()
                ? pair.elements().get(0).dotted() : target.dotted();
        boolean output = target instanceof Collection && isCall(value, layer)
                || !(target instanceof Collection) && value instanceof Subscript part && isOutput(part, layer, outputs)
                && isCall(part.target(), layer);
        name.ifPresent(output ? outputs::add : outputs::remove);
    }

    private static boolean isCall(Expression value, String layer) {
        return value instanceof Call call && call.callee().dotted().filter(layer::equals).isPresent();
    }

    /** Whether it is all of what the layer gives for a batch: a variable, or {@code self.rnn(x)[0]}. */
    private static boolean isOutput(Expression value, String layer, Set<String> outputs) {
        return value.dotted().filter(outputs::contains).isPresent()
                || value instanceof Subscript part && isCall(part.target(), layer) && part.indices().size() == 1
                && part.indices().get(0) instanceof Literal index && index.number().filter(at -> at == 0).isPresent();
    }

    private static void raise(String layer, Call made, boolean first, Subscript part, Look look) {
        TextRange place = first ? part.range() : made.range();
        String taken = look.program().text(part.range());
        FindingBuilder finding = look.finding("axes of " + layer, place, taken
                + " is the last sample of the batch, not the last step").confidence(first ? 0.75 : 0.85)
                .context(first ? layer + " has batch_first=True: its output is samples × steps × features."
                        : layer + " has no batch_first=True: its output is steps × samples × features.")
                .snippet(first ? "out[:, -1]" : "batch_first=True")
                .related(look.program(), first ? made.range() : part.range());
        Optional<Expression> written = made.argument("batch_first").map(Argument::value);
        if (first) {
            int start = part.target().range().end();
            finding.fix("Take the last step of each sample", look.program(), new TextRange(start,
                    part.range().end() - start, place.line(), place.column()), "[:, -1]");
        } else if (written.isPresent()) {
            finding.fix("Let samples come first", look.program(), written.get().range(), "True");
        } else {
            look.addArgument(finding, "Let samples come first", made.range(), "batch_first=True");
        }
        look.raise(place, finding);
    }
}
