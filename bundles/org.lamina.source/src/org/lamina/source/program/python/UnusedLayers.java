package org.lamina.source.program.python;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.lamina.model.LayerKind;
import org.lamina.source.program.Unused;
import org.lamina.source.python.Expression;
import org.lamina.source.python.PythonSource;
import org.lamina.source.python.Statement.Assignment;
import org.lamina.source.python.TextRange;

/**
 * Finds layers that a program makes and does not use: attributes of a network that are named nowhere else, and values
 * of layers in variables that are not read. Names decide, so that whatever may be a use counts as one.
 */
final class UnusedLayers {

    private static final Set<LayerKind> KINDS = Set.of(LayerKind.CONVOLUTION, LayerKind.DENSE, LayerKind.RECURRENT,
            LayerKind.POOLING, LayerKind.NORMALISATION, LayerKind.EMBEDDING, LayerKind.DROPOUT, LayerKind.ATTENTION);
    /** What may use the parts of a module without naming them. */
    private static final Pattern ALL_PARTS = Pattern.compile(
            "children\\(|modules\\(|_modules|getattr\\(|__dict__|\\.layers\\b|\\.get_layer\\(|eval\\(|vars\\(");

    private final PythonSource source;

    UnusedLayers(PythonSource source) {
        this.source = source;
    }

    /** Layers that are attributes of networks and named nowhere but where they are made. */
    List<Unused> neverCalled(List<Value.Instance> instances) {
        List<Unused> unused = new ArrayList<>();
        for (Value.Instance instance : instances) {
            TextRange place = instance.type.definition().range();
            boolean computes = instance.result.isPresent() && instance.type.definition().methods("forward").size()
                    + instance.type.definition().methods("call").size() > 0;
            if (!computes || ALL_PARTS.matcher(source.text(place)).find()) {
                continue;
            }
            for (Map.Entry<String, Value> attribute : instance.attributes.entrySet()) {
                if (attribute.getValue() instanceof Part part && isOfInterest(part.type)
                        && place.contains(part.constructor.offset()) && isNamedOnce(attribute.getKey())) {
                    unused.add(new Unused(attribute.getKey(), part.type, part.constructor, false));
                }
            }
        }
        return unused;
    }

    private static boolean isOfInterest(String type) {
        return KINDS.contains(LayerKind.of(type));
    }

    private boolean isNamedOnce(String name) {
        return count(source.text(), name) == 1;
    }

    /** Values of layers in variables that nobody reads afterwards, while another layer reads what they read. */
    List<Unused> neverRead(List<Node> nodes, Set<Node> used) {
        List<Unused> unused = new ArrayList<>();
        Set<Node> read = used.stream().flatMap(node -> node.inputs.stream()).collect(Collectors.toSet());
        for (Node node : nodes) {
            boolean beside = node.inputs.stream().anyMatch(read::contains);
            if (!used.contains(node) && beside && node.owner.isEmpty() && isOfInterest(node.type)) {
                variable(node).filter(this::isNotRead).ifPresent(assignment -> unused.add(new Unused(assignment
                        .targets().get(0).dotted().orElseThrow(), node.type, node.constructor, true)));
            }
        }
        return unused;
    }

    private Optional<Assignment> variable(Node node) {
        TextRange applied = node.call.orElse(node.constructor);
        return source.allStatements().stream().filter(Assignment.class::isInstance).map(Assignment.class::cast)
                .filter(assignment -> assignment.value().range().offset() == applied.offset()
                        && assignment.value().range().length() == applied.length()
                        && assignment.targets().size() == 1 && assignment.targets().get(0) instanceof Expression.Name)
                .findFirst();
    }

    private boolean isNotRead(Assignment assignment) {
        String name = assignment.targets().get(0).dotted().orElseThrow();
        TextRange scope = source.functionAt(assignment.range().offset()).map(function -> function.range())
                .orElse(null);
        String text = scope == null ? source.text() : source.text(scope);
        return count(text, name) == 1 && !text.contains("locals(");
    }

    private static int count(String text, String name) {
        Matcher matcher = Pattern.compile("(?<![\\w])" + Pattern.quote(name) + "(?![\\w])").matcher(text);
        int count = 0;
        while (matcher.find() && count < 2) {
            count++;
        }
        return count;
    }
}
