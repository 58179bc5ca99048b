package org.lamina.source.project;

import java.util.Optional;
import org.lamina.model.SourceLocation;
import org.lamina.source.python.Expression;
import org.lamina.source.python.PythonSource;

/**
 * An expression and the file in which it stands.
 *
 * @param source the file
 * @param expression the expression
 */
public record SourceExpression(PythonSource source, Expression expression) {

    /** Where it starts. */
    public SourceLocation location() {
        return source.location(expression.range());
    }

    /** Its text. */
    public String text() {
        return source.text(expression.range());
    }

    /** The expression as a call, if it is one. */
    public Optional<Expression.Call> call() {
        return expression instanceof Expression.Call call ? Optional.of(call) : Optional.empty();
    }

    /** The PyTorch module that it constructs: {@code Dropout} for {@code nn.Dropout(0.8)}. */
    public Optional<String> torchType() {
        return call().flatMap(call -> source.qualify(call.callee())).flatMap(TorchNames::moduleType);
    }
}
