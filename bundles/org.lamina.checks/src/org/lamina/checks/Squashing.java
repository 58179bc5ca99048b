package org.lamina.checks;

import java.util.Map;
import java.util.Optional;
import org.lamina.source.project.SourceExpression;
import org.lamina.source.python.Expression;
import org.lamina.source.python.Expression.Argument;
import org.lamina.source.python.Expression.Attribute;
import org.lamina.source.python.Expression.Call;
import org.lamina.source.python.PythonSource;

/** Layers and calls that turn scores into probabilities or their logarithms. */
final class Squashing {

    /** The types of layers by the names of PyTorch's functions. */
    private static final Map<String, String> FUNCTIONS = Map.of("softmax", "Softmax", "log_softmax", "LogSoftmax",
            "sigmoid", "Sigmoid");

    private Squashing() {
    }

    /** Whether this type of layer is one. */
    static boolean isType(String type) {
        return FUNCTIONS.containsValue(type);
    }

    /** The type of layer that a call computes: {@code F.softmax(x)}, {@code x.softmax(1)}, {@code nn.Softmax(1)(x)}. */
    static Optional<String> type(SourceExpression expression) {
        return expression.call().flatMap(call -> type(expression.source(), call));
    }

    private static Optional<String> type(PythonSource source, Call call) {
        Optional<String> name = source.qualify(call.callee());
        if (name.isPresent() && name.get().matches("torch(\\.nn\\.functional|\\.special)?\\.[a-z_]+")) {
            return Optional.ofNullable(FUNCTIONS.get(name.get().substring(name.get().lastIndexOf('.') + 1)));
        }
        if (call.callee() instanceof Call made) {
            return new SourceExpression(source, made).torchType().filter(Squashing::isType);
        }
        return call.callee() instanceof Attribute method && !isSelf(method.target())
                ? Optional.ofNullable(FUNCTIONS.get(method.name())) : Optional.empty();
    }

    /** What such a call is applied to. */
    static Optional<Expression> input(PythonSource source, Call call) {
        boolean method = call.callee() instanceof Attribute && source.qualify(call.callee())
                .filter(name -> name.startsWith("torch.")).isEmpty();
        return method ? Optional.of(((Attribute) call.callee()).target())
                : call.argument("input", 0).map(Argument::value);
    }

    private static boolean isSelf(Expression target) {
        return target.dotted().filter("self"::equals).isPresent();
    }
}
