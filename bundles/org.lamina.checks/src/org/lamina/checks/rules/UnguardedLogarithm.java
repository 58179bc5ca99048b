package org.lamina.checks.rules;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.lamina.checks.FindingBuilder;
import org.lamina.source.program.Code;
import org.lamina.source.python.Expression.Argument;
import org.lamina.source.python.Expression.Attribute;
import org.lamina.source.python.Expression.Call;
import org.lamina.source.python.Expression.Name;
import org.lamina.source.python.Expression;
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
        Code code = look.program().code();
        Map<String, Known> known = new HashMap<>();
        for (Statement statement : code.statements()) {
            statement.expressions().stream().flatMap(Expression::walk).filter(Call.class::isInstance)
                    .map(Call.class::cast).filter(call -> isLogarithm(call, code))
                    .forEach(call -> call.positional(0).map(Argument::value)
                            .flatMap(value -> squashed(value, known, code))
                            .ifPresent(inner -> raise(call, inner, code, look)));
            if (statement instanceof Assignment made) {
                made.names().forEach(known::remove);
                if (made.value() instanceof Call call && made.operator().equals("=") && isSquashing(call, code)) {
                    made.names().forEach(name -> known.put(name, new Known(call, scope(call, code))));
                }
            }
        }
    }

    /** What a name stands for, and the function where it does; null for the top of the program. */
    private record Known(Call call, FunctionDefinition scope) {
    }

    private static FunctionDefinition scope(Expression place, Code code) {
        return code.functionAt(place.range()).orElse(null);
    }

    private static boolean isLogarithm(Call call, Code code) {
        return call.name().equals("log") && code.qualify(call.callee())
                .filter(name -> LOGARITHM.matcher(name).matches()).isPresent();
    }

    private static boolean isSquashing(Call call, Code code) {
        return code.qualify(call.callee()).filter(name -> SQUASHING.matcher(name).matches()).isPresent();
    }

    private static Optional<Call> squashed(Expression value, Map<String, Known> known, Code code) {
        return value instanceof Name name ? Optional.ofNullable(known.get(name.id()))
                        .filter(found -> found.scope() == scope(value, code)).map(Known::call)
                : Optional.of(value).filter(Call.class::isInstance).map(Call.class::cast)
                        .filter(call -> isSquashing(call, code));
    }

    private static void raise(Call logarithm, Call inner, Code code, Look look) {
        String text = look.program().text(inner.range());
        boolean softmax = inner.name().equals("softmax");
        String stable = softmax ? "log_softmax" : "logsigmoid";
        TextRange place = logarithm.range();
        FindingBuilder finding = look.finding("logarithm", place, "Logarithm of a " + inner.name()
                + ", which can be zero").confidence(0.8)
                .context(text.lines().findFirst().orElse("") + " gives 0 where the network is "
                        + "sure enough; its logarithm is minus infinity, and the loss no number.")
                .snippet(code.qualify(logarithm.callee()).filter(name -> name.startsWith("torch")).isPresent()
                        ? "F." + stable + "(x" + (softmax ? ", dim=-1)" : ")")
                        : "tf.nn.log_softmax(x)").related(look.program(), inner.range());
        boolean direct = logarithm.positional(0).filter(argument -> argument.value() == inner).isPresent();
        if (direct && softmax && inner.callee() instanceof Attribute callee) {
            finding.fix("Compute both at once", look.program(), place, look.program().text(callee.target().range())
                    + ".log_softmax" + text.substring(inner.callee().range().length()));
        }
        look.raise(place, finding);
    }
}
