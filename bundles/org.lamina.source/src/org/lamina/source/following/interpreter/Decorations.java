package org.lamina.source.following.interpreter;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.lamina.source.python.Expression;
import org.lamina.source.python.PythonSource;
import org.lamina.source.python.Statement;
import org.lamina.source.python.Statement.FunctionDefinition;

/** What is written above functions: {@code @staticmethod}, {@code @torch.no_grad()}. */
final class Decorations {

    /** What a method is bound to. */
    enum Kind {
        /** The object. */
        NONE,
        /** Nothing. */
        STATIC,
        /** The class. */
        OF_CLASS,
        /** The object, and it is called when it is named. */
        PROPERTY
    }

    private static final Map<String, Kind> KINDS = Map.of("staticmethod", Kind.STATIC, "classmethod", Kind.OF_CLASS,
            "property", Kind.PROPERTY, "cached_property", Kind.PROPERTY, "functools.cached_property", Kind.PROPERTY);
    private static final String NO_GRADIENTS = "torch\\.(autograd\\.)?(no_grad|inference_mode)";

    private final Map<FunctionDefinition, List<String>> names = new IdentityHashMap<>();

    /** Notes what stands above the functions of a file. */
    void read(PythonSource file) {
        List<String> above = new ArrayList<>();
        for (Statement statement : file.allStatements()) {
            if (statement instanceof Statement.Simple decorator && decorator.keyword().equals("@")) {
                decorator.expressions().stream().flatMap(Expression::walk)
                        .forEach(part -> file.qualify(part).ifPresent(above::add));
            } else if (!above.isEmpty()) {
                if (statement instanceof FunctionDefinition function) {
                    names.put(function, List.copyOf(above));
                }
                above.clear();
            }
        }
    }

    /** What a method is bound to. */
    Kind kind(FunctionDefinition function) {
        return names.getOrDefault(function, List.of()).stream().map(name -> KINDS.getOrDefault(name, Kind.NONE))
                .filter(kind -> kind != Kind.NONE).findFirst().orElse(Kind.NONE);
    }

    /** Whether a method is called when a property is assigned to. */
    boolean isSetter(FunctionDefinition function) {
        return names.getOrDefault(function, List.of()).contains(function.name() + ".setter");
    }

    /** Whether a function records no gradients. */
    boolean recordsNothing(FunctionDefinition function) {
        return names.getOrDefault(function, List.of()).stream().anyMatch(name -> name.matches(NO_GRADIENTS));
    }
}
