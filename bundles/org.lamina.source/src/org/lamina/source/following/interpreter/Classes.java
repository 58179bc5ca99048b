package org.lamina.source.following.interpreter;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.lamina.source.following.value.Args;
import org.lamina.source.following.value.Part;
import org.lamina.source.following.value.Scope;
import org.lamina.source.following.value.Value;
import org.lamina.source.python.Expression;
import org.lamina.source.python.Statement;
import org.lamina.source.python.Statement.ClassDefinition;
import org.lamina.source.python.Statement.FunctionDefinition;

/** What a class of the program is, by its bases. */
public final class Classes {

    private static final int MAX_BASES = 8;
    private static final Set<String> MODULES = Set.of("Module", "Model", "Layer", "LightningModule", "Sequential",
            "ModuleList", "ModuleDict");
    private static final Set<String> BLOCKS = Set.of("AbstractBlock", "AbstractBaseBlock", "SequentialBlock");

    private static final Map<Class<?>, String> PLAIN = Map.of(Long.class, "int", Double.class, "float", String.class,
            "str", Boolean.class, "bool");
    private static final Set<String> TYPES = Set.of("int", "float", "str", "bool", "list", "tuple", "dict");

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

    /**
     * The method of this name of a class or its bases in this program; the one behind a class in the latter case. It is
     * bound to nothing.
     */
    static Optional<Value.Function> method(Follower follower, Value.UserClass type, String name, boolean inBases) {
        List<Value> all = new ArrayList<>();
        if (!inBases) {
            all.add(type);
        }
        all.addAll(bases(follower, type));
        for (Value value : all) {
            if (value instanceof Value.UserClass found) {
                Optional<FunctionDefinition> method = follower.method(found.definition(), name);
                if (method.isPresent()) {
                    return method.map(definition -> new Value.Function(definition, found.scope(), Optional.empty()));
                }
            }
        }
        return Optional.empty();
    }

    /** Whether a value is of a class, or of one of several; empty where it is not known. */
    static Optional<Boolean> isOneOf(Follower follower, Value value, Value classes) {
        if (classes instanceof Value.Sequence several) {
            List<Optional<Boolean>> each = several.items.stream().map(one -> isOneOf(follower, value, one)).toList();
            return each.contains(Optional.of(true)) ? Optional.of(true)
                    : several.exact && !each.contains(Optional.<Boolean>empty()) ? Optional.of(false)
                            : Optional.empty();
        }
        if (value instanceof Value.Instance object) {
            boolean known = classes instanceof Value.UserClass || classes instanceof Value.External;
            List<Value> all = Stream.concat(Stream.of(object.type), bases(follower, object.type).stream()).toList();
            return all.contains(classes) ? Optional.of(true)
                    : known && all.stream().noneMatch(Value.Unknown.class::isInstance)
                            && !(classes instanceof Value.External) ? Optional.of(false) : Optional.empty();
        }
        String name = classes instanceof Value.External external ? external.last() : "";
        if (value instanceof Part layer && classes instanceof Value.External external
                && external.name().startsWith("torch.nn.")) {
            return Optional.of(name.equals(layer.originalType) || name.equals("Module") || name.startsWith("_")
                    && layer.originalType.startsWith(name.substring(1).replace("Nd", "")));
        }
        String own = value.isNone() ? "NoneType" : value instanceof Value.Constant constant
                ? PLAIN.getOrDefault(constant.content().getClass(), "") : value instanceof Value.Mapping ? "dict" : "";
        boolean sequence = value instanceof Value.Sequence && Set.of("list", "tuple", "Sequence", "Iterable")
                .contains(name);
        return own.isEmpty() || !TYPES.contains(name) ? Optional.empty()
                : Optional.of(own.equals(name) || own.equals("bool") && name.equals("int") || sequence);
    }

    /** What {@code super()} is in the function that is followed: the object, as the bases of the class see it. */
    static Optional<Value> above(Follower follower, Args args, Scope scope) {
        Optional<FunctionDefinition> function = follower.function();
        Optional<Value> self = args.get(1).map(Args.Arg::value).or(() -> function
                .flatMap(inside -> inside.parameters().stream().findFirst()).flatMap(scope::find));
        Optional<ClassDefinition> owner = args.value(0) instanceof Value.UserClass named
                ? Optional.of(named.definition()) : function.flatMap(inside -> follower.imports()
                        .source(inside.range()).classAt(inside.range().offset()));
        return self.filter(Value.Instance.class::isInstance).map(Value.Instance.class::cast).map(object -> {
            Value.UserClass type = Stream.concat(Stream.of(object.type), bases(follower, object.type).stream())
                    .filter(Value.UserClass.class::isInstance).map(Value.UserClass.class::cast)
                    .filter(base -> owner.filter(base.definition()::equals).isPresent()).findFirst()
                    .orElse(object.type);
            return new Value.Super(object, type);
        });
    }

    /** A method of the bases of a class, of an object of that class. */
    static Value above(Follower follower, Value.Super base, String name) {
        return method(follower, base.type(), name, true).map(found -> (Value) found.of(base.self()))
                .orElseGet(() -> new Value.Member(base.self(), name, ""));
    }

    /** What a name is of an object of the program, beside its attributes: a method of it, or what a property gives. */
    static Optional<Value> member(Follower follower, Value.Instance object, String name) {
        Optional<Value.Function> method = method(follower, object.type, name, false);
        if (method.isEmpty()) {
            return field(follower, object.type, name);
        }
        return method.map(found -> switch (follower.decoration(found.definition())) {
            case STATIC -> found;
            case OF_CLASS -> found.of(object.type);
            case PROPERTY -> follower.call(found.of(object), Args.none(found.definition().range()), true);
            case NONE -> found.of(object);
        });
    }

    /** What a name is of a class of the program. */
    static Optional<Value> member(Follower follower, Value.UserClass type, String name) {
        return method(follower, type, name, false).map(found -> (Value) (follower.decoration(found.definition())
                == Decorations.Kind.OF_CLASS ? found.of(type) : found)).or(() -> field(follower, type, name));
    }

    /**
     * The constructor that takes these arguments: the only one in Python; in Java the one that takes so many, or where
     * the arguments are not known, the one that takes most.
     */
    static Optional<Value.Function> constructor(Follower follower, Value.UserClass type, Args args) {
        if (!follower.source().isJava()) {
            return method(follower, type, "__init__", false);
        }
        return method(follower, type, "__init__/" + args.positional().size(), false)
                .filter(found -> !args.range().equals(type.definition().range()))
                .or(() -> type.definition().methods().stream().filter(method -> method.name().startsWith("__init__"))
                        .max(Comparator.comparing(method -> method.parameters().size()))
                        .map(method -> new Value.Function(method, type.scope(), Optional.empty())));
    }

    /** What the body of a class or of its bases in this program assigns to a name. */
    static Optional<Value> field(Follower follower, Value.UserClass type, String name) {
        if (follower.source().isJava()) {
            return Optional.empty();
        }
        return Stream.concat(Stream.of(type), bases(follower, type).stream()).filter(Value.UserClass.class::isInstance)
                .map(found -> follower.fields((Value.UserClass) found).get(name)).filter(Objects::nonNull).findFirst();
    }

    /** The fields that a class without a constructor is made with, as data classes: its own or those of a base. */
    static List<String> dataFields(Follower follower, Value.UserClass type) {
        return Stream.concat(Stream.of(type), bases(follower, type).stream()).filter(Value.UserClass.class::isInstance)
                .map(found -> dataFields((Value.UserClass) found).toList()).filter(fields -> !fields.isEmpty())
                .findFirst().orElse(List.of());
    }

    private static Stream<String> dataFields(Value.UserClass type) {
        return type.definition().body().stream().flatMap(statement -> statement instanceof Statement.Assignment made
                ? made.targets().stream() : statement instanceof Statement.Simple declared
                        && declared.keyword().isEmpty() ? declared.expressions().stream() : Stream.empty())
                .filter(Expression.Name.class::isInstance).map(name -> ((Expression.Name) name).id());
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
