package org.lamina.checks.rules;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.lamina.checks.FindingBuilder;
import org.lamina.source.python.Expression.Argument;
import org.lamina.source.python.Expression.Attribute;
import org.lamina.source.python.Expression.Call;
import org.lamina.source.python.Expression.Name;
import org.lamina.source.python.Expression;
import org.lamina.source.python.PythonSource;
import org.lamina.source.python.Statement.Assignment;
import org.lamina.source.python.Statement.FunctionDefinition;
import org.lamina.source.python.Statement;
import org.lamina.source.python.TextRange;

/** The logarithm of what a softmax or sigmoid gives, with nothing that keeps it away from zero. */
final class UnguardedLogarithm extends ProgramCheck {

    private static final Pattern LOGARITHM = Pattern.compile(
            "(tensorflow|tf)(\\.compat\\.v1)?(\\.math)?\\.log|torch\\.log|(\\w+\\.)*backend\\.log");
    private static final Pattern SQUASHING = Pattern.compile("((tensorflow|tf)(\\.compat\\.v1)?(\\.nn|\\.math)?"
            + "|torch(\\.nn\\.functional|\\.special)?|(\\w+\\.)*backend)\\.(softmax|sigmoid)");

    UnguardedLogarithm() {
        super("unguarded-logarithm");
    }

    @Override
    void look(Look look) {
        if (look.isJava() || !look.program().text().contains("log(")) {
            return;
        }
        PythonSource source = PythonSource.parse(look.program().file(), look.program().text());
        Map<String, Known> known = new HashMap<>();
        for (Statement statement : source.allStatements()) {
            statement.expressions().stream().flatMap(Expression::walk).filter(Call.class::isInstance)
                    .map(Call.class::cast).filter(call -> isLogarithm(call, source))
                    .forEach(call -> call.positional(0).map(Argument::value)
                            .flatMap(value -> squashed(value, known, source))
                            .ifPresent(inner -> raise(call, inner, source, look)));
            if (statement instanceof Assignment made) {
                LoopCalls.names(made).forEach(known::remove);
                if (made.value() instanceof Call call && made.operator().equals("=") && isSquashing(call, source)) {
                    LoopCalls.names(made).forEach(name -> known.put(name, new Known(call, scope(call, source))));
                }
            }
        }
    }

    /** What a name stands for, and the function where it does; null for the top of the program. */
    private record Known(Call call, FunctionDefinition scope) {
    }

    private static FunctionDefinition scope(Expression place, PythonSource source) {
        return source.functionAt(place.range().offset()).orElse(null);
    }

    private static boolean isLogarithm(Call call, PythonSource source) {
        return LoopCalls.last(call).equals("log") && source.qualify(call.callee())
                .filter(name -> LOGARITHM.matcher(name).matches()).isPresent();
    }

    private static boolean isSquashing(Call call, PythonSource source) {
        return source.qualify(call.callee()).filter(name -> SQUASHING.matcher(name).matches()).isPresent();
    }

    private static Optional<Call> squashed(Expression value, Map<String, Known> known, PythonSource source) {
        return value instanceof Name name ? Optional.ofNullable(known.get(name.id()))
                        .filter(found -> found.scope() == scope(value, source)).map(Known::call)
                : Optional.of(value).filter(Call.class::isInstance).map(Call.class::cast)
                        .filter(call -> isSquashing(call, source));
    }

    private static void raise(Call logarithm, Call inner, PythonSource source, Look look) {
        boolean softmax = LoopCalls.last(inner).equals("softmax");
        String stable = softmax ? "log_softmax" : "logsigmoid";
        TextRange place = logarithm.range();
        FindingBuilder finding = look.finding("logarithm", place, "Logarithm of a " + LoopCalls.last(inner)
                + ", which can be zero").confidence(0.8)
                .context(source.text(inner.range()).lines().findFirst().orElse("") + " gives 0 where the network is "
                        + "sure enough; its logarithm is minus infinity, and the loss no number.")
                .snippet(source.qualify(logarithm.callee()).filter(name -> name.startsWith("torch")).isPresent()
                        ? "F." + stable + "(x" + (softmax ? ", dim=-1)" : ")")
                        : "tf.nn.log_softmax(x)").related(look.program(), inner.range());
        boolean direct = logarithm.positional(0).filter(argument -> argument.value() == inner).isPresent();
        if (direct && softmax && inner.callee() instanceof Attribute callee) {
            finding.fix("Compute both at once", look.program(), place, source.text(callee.target().range())
                    + ".log_softmax" + source.text(inner.range()).substring(inner.callee().range().length()));
        }
        look.raise(place, finding);
    }
}
