package org.lamina.source.following;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.lamina.model.LayerKind;
import org.lamina.source.following.value.Node;
import org.lamina.source.following.value.Part;
import org.lamina.source.following.value.Value;
import org.lamina.source.program.Unused;
import org.lamina.source.python.Expression;
import org.lamina.source.python.PythonSource;
import org.lamina.source.python.Statement;
import org.lamina.source.python.Statement.Assignment;
import org.lamina.source.python.Statement.FunctionDefinition;
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

    private static final Pattern NAME = Pattern.compile("[A-Za-z_]\\w*");

    /** The place of the whole text. */
    private static final int WHOLE = -1;

    private final PythonSource source;
    private final String text;
    /** How often each name stands in a part of the text, by the part's place. */
    private final Map<Integer, Map<String, Integer>> counts = new HashMap<>();
    private final Map<Integer, Assignment> variables = new HashMap<>();

    /**
     * @param source the program
     * @param text its text and those of the files that it imports: a base class may use what a class makes
     */
    UnusedLayers(PythonSource source, String text) {
        this.source = source;
        this.text = text;
        for (Statement statement : source.allStatements()) {
            if (statement instanceof Assignment made && made.targets().size() == 1
                    && made.targets().get(0) instanceof Expression.Name) {
                variables.put(made.value().range().offset(), made);
            }
        }
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
        return count(WHOLE, text, name) == 1;
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
        return Optional.ofNullable(variables.get(applied.offset()))
                .filter(made -> made.value().range().length() == applied.length());
    }

    private boolean isNotRead(Assignment assignment) {
        String name = assignment.targets().get(0).dotted().orElseThrow();
        Optional<TextRange> scope = source.functionAt(assignment.range().offset()).map(FunctionDefinition::range);
        String around = scope.map(source::text).orElse(text);
        return count(scope.map(TextRange::offset).orElse(WHOLE), around, name) == 1 && !around.contains("locals(");
    }

    private int count(int place, String around, String name) {
        return counts.computeIfAbsent(place, unused -> names(around)).getOrDefault(name, 0);
    }

    private static Map<String, Integer> names(String text) {
        Map<String, Integer> names = new HashMap<>();
        Matcher matcher = NAME.matcher(text);
        while (matcher.find()) {
            names.merge(matcher.group(), 1, Integer::sum);
        }
        return names;
    }
}
