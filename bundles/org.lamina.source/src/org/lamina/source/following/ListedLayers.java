package org.lamina.source.following;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lamina.source.following.value.Chain;
import org.lamina.source.following.value.Contents;
import org.lamina.source.following.value.Value;
import org.lamina.source.program.Unregistered;
import org.lamina.source.python.Expression;
import org.lamina.source.python.PythonSource;
import org.lamina.source.python.Statement.Assignment;
import org.lamina.source.python.Statement.ClassDefinition;

/**
 * Finds layers in plain lists of PyTorch's modules: {@code parameters()} and {@code to()} pass them over. Keras looks
 * into lists.
 */
final class ListedLayers {

    /** What makes the layers known in another way. */
    private static final List<String> OTHERWISE = List.of("add_module(", "register_module(", "setattr(",
            "def parameters(", "add_param_group(", "__setattr__");

    private final PythonSource source;

    ListedLayers(PythonSource source) {
        this.source = source;
    }

    List<Unregistered> find(List<Value.Instance> instances) {
        List<Unregistered> found = new ArrayList<>();
        Set<ClassDefinition> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Value.Instance instance : instances) {
            ClassDefinition type = instance.type.definition();
            String text = source.text(type.range());
            if (source.isJava() || !seen.add(type) || OTHERWISE.stream().anyMatch(text::contains)) {
                continue;
            }
            Set<Value> known = Collections.newSetFromMap(new IdentityHashMap<>());
            instance.attributes.values().forEach(value -> addKnown(value, known));
            for (Map.Entry<String, Value> attribute : instance.attributes.entrySet()) {
                if (attribute.getValue() instanceof Value.Sequence list) {
                    int layers = (int) list.items.stream().filter(item -> !known.contains(item))
                            .filter(Contents::hasWeights).count();
                    list(type, attribute.getKey()).filter(range -> layers > 0 && !isPassedOn(text, attribute.getKey()))
                            .ifPresent(made -> found.add(new Unregistered(attribute.getKey(), layers, made.range(),
                                    made instanceof Expression.Collection)));
                }
            }
        }
        return found;
    }

    /** The module itself, and what a container of modules holds; not what a plain list holds. */
    private static void addKnown(Value value, Set<Value> known) {
        if (value.isNetwork() && known.add(value) && value instanceof Chain chain) {
            chain.layers.forEach(layer -> addKnown(layer, known));
        }
    }

    /** Where the constructor gives the attribute its value. */
    private static Optional<Expression> list(ClassDefinition type, String name) {
        return type.methods("__init__").stream().flatMap(method -> method.body().stream())
                .flatMap(statement -> statement.walk()).filter(Assignment.class::isInstance)
                .map(Assignment.class::cast).filter(made -> made.assigns("self." + name) && made.operator().equals("="))
                .map(Assignment::value).reduce((first, last) -> last);
    }

    /** Whether the list is given to a container of modules, or its parameters to somebody. */
    private static boolean isPassedOn(String text, String name) {
        return text.matches("(?s).*(Sequential|ModuleList|ModuleDict)\\(\\s*\\*?\\s*self\\." + name + "\\b.*")
                || text.matches("(?s).*self\\." + name + "\\s*=\\s*[\\w.]*(Sequential|ModuleList|ModuleDict)\\(.*");
    }
}
