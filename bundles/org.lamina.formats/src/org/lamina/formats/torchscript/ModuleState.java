package org.lamina.formats.torchscript;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.lamina.formats.pickle.PickledDict;
import org.lamina.formats.pickle.PickledObject;
import org.lamina.formats.torchscript.code.CodeFile.Definition;
import org.lamina.formats.torchscript.code.CodeFile.Method;
import org.lamina.formats.torchscript.code.Expression;
import org.lamina.formats.torchscript.code.Statement;

/**
 * The attributes of a pickled module by name. Most modules are pickled as a dictionary; one with a method
 * {@code __getstate__}, as all quantised convolutions, is pickled as the tuple which that method makes, whose code
 * tells the names.
 */
final class ModuleState {

    /** What PyTorch's quantised modules call weight and bias in that method. */
    private static final Map<String, String> WORDS = Map.of("w", "weight", "b", "bias");

    private ModuleState() {
    }

    /**
     * The attributes of a module.
     *
     * @param type its class, if the archive has it
     */
    static Map<String, Object> of(PickledObject module, Optional<Definition> type) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        if (module.state() instanceof PickledDict dictionary) {
            dictionary.entries().forEach(entry -> attributes.put(String.valueOf(entry.key()), entry.value()));
        } else if (module.state() instanceof List<?> tuple) {
            List<String> names = type.flatMap(definition -> definition.method("__getstate__"))
                    .map(ModuleState::names).orElse(List.of());
            for (int i = 0; i < tuple.size(); i++) {
                attributes.put(names.size() == tuple.size() ? names.get(i) : String.valueOf(i), tuple.get(i));
            }
        }
        return Collections.unmodifiableMap(attributes);
    }

    /** What the variables are called of which a method makes the tuple that it returns. */
    private static List<String> names(Method method) {
        Map<String, Expression> assigned = new LinkedHashMap<>();
        for (Statement statement : method.body()) {
            if (statement instanceof Statement.Assign assign && assign.targets().size() == 1
                    && assign.targets().get(0) instanceof Expression.Name target) {
                assigned.put(target.name(), assign.value());
            } else if (statement instanceof Statement.Return result && result.value() != null) {
                Expression value = result.value() instanceof Expression.Name name
                        ? assigned.getOrDefault(name.name(), name) : result.value();
                return value instanceof Expression.Sequence tuple ? names(tuple) : List.of();
            }
        }
        return List.of();
    }

    private static List<String> names(Expression.Sequence tuple) {
        List<String> names = new ArrayList<>();
        for (Expression element : tuple.elements()) {
            String name = element instanceof Expression.Name variable ? variable.name() : "";
            boolean usable = !name.isEmpty() && !names.contains(name) && !name.matches("_\\d+");
            names.add(usable ? WORDS.getOrDefault(name, name) : String.valueOf(names.size()));
        }
        return names;
    }
}
