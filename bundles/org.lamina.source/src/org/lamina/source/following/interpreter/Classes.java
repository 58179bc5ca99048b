package org.lamina.source.following.interpreter;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.lamina.source.following.value.Args;
import org.lamina.source.following.value.Value;
import org.lamina.source.python.Expression;
import org.lamina.source.python.Statement;
import org.lamina.source.python.Statement.FunctionDefinition;

/** What a class of the program is, by its bases. */
public final class Classes {

    private static final int MAX_BASES = 8;
    private static final Set<String> MODULES = Set.of("Module", "Model", "Layer", "LightningModule", "Sequential",
            "ModuleList", "ModuleDict");
    private static final Set<String> BLOCKS = Set.of("AbstractBlock", "AbstractBaseBlock", "SequentialBlock");

    private Classes() {
    }

    /** Whether objects of a class are networks or layers. */
    static boolean isModule(Follower follower, Value.UserClass type) {
        Set<String> modules = follower.source().isJava() ? BLOCKS : MODULES;
        return bases(follower, type).stream().anyMatch(base -> base instanceof Value.External external
                && modules.contains(external.last()));
    }

    /** Whether a class extends a framework's {@code Sequential}. */
    public static boolean isSequential(Follower follower, Value.UserClass type) {
        return bases(follower, type).stream().anyMatch(base -> base instanceof Value.External external
                && external.last().equals("Sequential"));
    }

    /** The method of this name of a class or its bases in this program; the one behind a class in the latter case. */
    static Optional<FunctionDefinition> method(Follower follower, Value.UserClass type, String name, boolean inBases) {
        List<Value> all = new ArrayList<>();
        if (!inBases) {
            all.add(type);
        }
        all.addAll(bases(follower, type));
        for (Value value : all) {
            if (value instanceof Value.UserClass found) {
                Optional<FunctionDefinition> method = follower.method(found.definition(), name);
                if (method.isPresent()) {
                    return method;
                }
            }
        }
        return Optional.empty();
    }

    /**
     * The constructor that takes these arguments: the only one in Python; in Java the one that takes so many, or where
     * the arguments are not known, the one that takes most.
     */
    static Optional<FunctionDefinition> constructor(Follower follower, Value.UserClass type, Args args) {
        if (!follower.source().isJava()) {
            return method(follower, type, "__init__", false);
        }
        return method(follower, type, "__init__/" + args.positional().size(), false)
                .filter(found -> !args.range().equals(type.definition().range()))
                .or(() -> type.definition().methods().stream().filter(method -> method.name().startsWith("__init__"))
                        .max(Comparator.comparing(method -> method.parameters().size())));
    }

    /** What the body of a class or of its bases in this program assigns to a name. */
    static Optional<Value> field(Follower follower, Value.UserClass type, String name) {
        if (follower.source().isJava()) {
            return Optional.empty();
        }
        return Stream.concat(Stream.of(type), bases(follower, type).stream()).filter(Value.UserClass.class::isInstance)
                .map(found -> follower.fields((Value.UserClass) found).get(name)).filter(Objects::nonNull).findFirst();
    }

    /** The fields that a class without a constructor is made with: those of data classes, in order. */
    static List<String> dataFields(Value.UserClass type) {
        return type.definition().body().stream().flatMap(statement -> statement instanceof Statement.Assignment made
                ? made.targets().stream() : statement instanceof Statement.Simple declared
                        ? declared.expressions().stream() : Stream.empty())
                .filter(Expression.Name.class::isInstance).map(name -> ((Expression.Name) name).id()).toList();
    }

    /** The bases, nearest first, those of other modules as external names. */
    static List<Value> bases(Follower follower, Value.UserClass type) {
        List<Value> bases = new ArrayList<>();
        List<Value.UserClass> open = new ArrayList<>(List.of(type));
        while (!open.isEmpty() && bases.size() < MAX_BASES) {
            Value.UserClass next = open.remove(0);
            for (Expression expression : next.definition().bases()) {
                Value base = expression.dotted().isPresent() ? follower.evaluator().value(expression, next.scope())
                        : Value.unknown();
                bases.add(base);
                if (base instanceof Value.UserClass user && !user.definition().equals(next.definition())) {
                    open.add(user);
                }
            }
        }
        return bases;
    }
}
