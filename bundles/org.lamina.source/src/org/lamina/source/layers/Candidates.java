package org.lamina.source.layers;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.lamina.model.Layer;
import org.lamina.model.LayerKind;
import org.lamina.source.project.SourceExpression;
import org.lamina.source.python.Expression;
import org.lamina.source.python.Expression.Call;
import org.lamina.source.python.Expression.Literal;

/** Chooses, among the expressions that may construct a layer, the one that fits its type and configuration. */
final class Candidates {

    /**
     * How well an expression fits, worst first. Other values are those of a program that was changed since, or of a
     * twin.
     */
    enum Fit {
        CONTRADICTS, UNKNOWN, SAME_KIND, OTHER_VALUES, SAME_TYPE
    }

    /** The configuration that the first positional arguments set, by type without the number of dimensions. */
    private static final Map<String, List<String>> POSITIONS = Map.of(
            "Conv", List.of("in_channels", "out_channels", "kernel_size"),
            "ConvTranspose", List.of("in_channels", "out_channels", "kernel_size"),
            "Linear", List.of("in_features", "out_features"),
            "BatchNorm", List.of("num_features"),
            "Dropout", List.of("p"));

    private Candidates() {
    }

    /** The only one that fits best, if there is only one on that line. */
    static Optional<SourceExpression> choose(List<SourceExpression> candidates, String type,
            Map<String, Object> config) {
        Fit best = candidates.stream().map(candidate -> fit(candidate, type, config)).max(Fit::compareTo)
                .orElse(Fit.CONTRADICTS);
        if (best == Fit.CONTRADICTS) {
            return Optional.empty();
        }
        List<SourceExpression> fitting =
                candidates.stream().filter(candidate -> fit(candidate, type, config) == best).toList();
        boolean oneLine = fitting.stream().map(SourceExpression::location).distinct().count() == 1;
        return oneLine ? Optional.of(fitting.get(0)) : Optional.empty();
    }

    /** How well an expression fits a layer. */
    static Fit fit(SourceExpression expression, Layer layer) {
        return fit(expression, layer.type(), layer.config());
    }

    private static Fit fit(SourceExpression expression, String type, Map<String, Object> config) {
        if (type.isEmpty() || type.equals("Module")) {
            return Fit.UNKNOWN;
        }
        Optional<String> constructed = constructedType(expression);
        if (constructed.isEmpty()) {
            return expression.call().flatMap(call -> call.callee().dotted())
                    .map(name -> name.substring(name.lastIndexOf('.') + 1)).filter(type::equals).isPresent()
                            ? Fit.SAME_TYPE : Fit.UNKNOWN;
        }
        String name = constructed.get();
        if (!name.equals(type)) {
            LayerKind kind = LayerKind.of(type);
            return kind != LayerKind.OTHER && kind == LayerKind.of(name) ? Fit.SAME_KIND : Fit.CONTRADICTS;
        }
        return hasOtherValues(expression, name, config) ? Fit.OTHER_VALUES : Fit.SAME_TYPE;
    }

    /** Looks through wrappers such as {@code spectral_norm(nn.Conv2d(...))}. */
    private static Optional<String> constructedType(SourceExpression expression) {
        return expression.torchType().or(() -> {
            List<String> types = expression.expression().walk().filter(Call.class::isInstance)
                    .flatMap(call -> new SourceExpression(expression.source(), call).torchType().stream()).distinct()
                    .toList();
            return types.size() == 1 ? Optional.of(types.get(0)) : Optional.empty();
        });
    }

    private static boolean hasOtherValues(SourceExpression expression, String type, Map<String, Object> config) {
        List<String> names = POSITIONS.getOrDefault(type.replaceFirst("[123]d$", ""), List.of());
        return expression.call().stream().flatMap(call -> Stream.iterate(0, i -> i < names.size(), i -> i + 1)
                .filter(i -> differs(call.argument(names.get(i), i), config.get(names.get(i))))).findAny().isPresent();
    }

    private static boolean differs(Optional<Expression.Argument> argument, Object recorded) {
        Optional<Double> written = argument.map(Expression.Argument::value).filter(Literal.class::isInstance)
                .flatMap(literal -> ((Literal) literal).number());
        return written.isPresent() && recorded instanceof Number number
                && Math.abs(written.get() - number.doubleValue()) > 1e-6;
    }
}
