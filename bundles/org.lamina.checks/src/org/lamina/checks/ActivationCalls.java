package org.lamina.checks;

import java.util.Optional;
import java.util.Set;

import org.lamina.model.LayerKind;
import org.lamina.source.layers.LayerSources;
import org.lamina.source.project.SourceExpression;
import org.lamina.source.python.Expression;
import org.lamina.source.python.Expression.Attribute;
import org.lamina.source.python.Expression.Call;
import org.lamina.source.python.PythonSource;

/** Calls of non-linearities in programs. */
final class ActivationCalls {

    /** PyTorch's functions, without the underscore of those that work in place. */
    private static final Set<String> FUNCTIONS = Set.of("relu", "relu6", "leaky_relu", "prelu", "rrelu", "elu", "selu",
            "celu", "gelu", "silu", "mish", "sigmoid", "tanh", "softplus", "softsign", "softmax", "hardswish",
            "hardsigmoid", "hardtanh", "logsigmoid", "glu", "max_pool1d", "max_pool2d", "max_pool3d");

    private ActivationCalls() {
    }

    /**
     * Whether a call is what an activation is applied to: {@code F.relu(self.fc1(x))}, {@code self.fc1(x).relu()}.
     *
     * @param module path of the module whose class the call stands in
     */
    static boolean surround(SourceExpression call, String module, LayerSources sources) {
        PythonSource source = call.source();
        return source.calls().filter(outer -> isActivation(outer, module, sources)).anyMatch(outer -> outer.arguments()
                .stream().anyMatch(argument -> argument.value() == call.expression())
                || outer.callee() instanceof Attribute method && method.target() == call.expression());
    }

    private static boolean isActivation(Call call, String module, LayerSources sources) {
        Expression callee = call.callee();
        Optional<String> own = callee.dotted().filter(name -> name.startsWith("self."))
                .map(name -> (module.isEmpty() ? "" : module + ".") + name.substring("self.".length()));
        if (own.isPresent()) {
            return Optional.ofNullable(sources.declared().get(own.get())).flatMap(SourceExpression::torchType)
                    .filter(type -> LayerKind.of(type) == LayerKind.ACTIVATION).isPresent();
        }
        return FUNCTIONS.contains(call.name().replaceFirst("_$", ""));
    }
}
