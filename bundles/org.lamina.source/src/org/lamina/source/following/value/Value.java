package org.lamina.source.following.value;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.lamina.model.Shape;
import org.lamina.source.program.Data;
import org.lamina.source.program.Loss;
import org.lamina.source.program.Optimizer;
import org.lamina.source.program.Setting;
import org.lamina.source.python.Statement.ClassDefinition;
import org.lamina.source.python.Statement.FunctionDefinition;
import org.lamina.source.python.TextRange;

/** What a name or expression stands for while a program is followed, as far as that is known. */
public sealed interface Value permits Value.Unknown, Value.Constant, Value.Sequence, Value.Mapping, Value.External,
        Value.Module, Value.Member, Value.Function, Value.UserClass, Value.Instance, Value.Super, Value.Tensor,
        Value.LossValue, Value.Array, Value.MadeOptimizer, Value.MadeLoss, Value.Parameters, Value.Opaque, Part, Chain,
        Pretrained, Configured {

    /** Lists in lists that are looked into. */
    int MAX_NESTING = 3;

    /** Anything. Two uses of the same unknown value are the same value. */
    final class Unknown implements Value {
        private Node input;

        /** It as an input of a network, the same one each time. */
        public Node asInput(Tape tape, TextRange range) {
            if (input == null) {
                input = tape.input(Optional.empty(), range);
            }
            return input;
        }
    }

    /** A Long, Double, String or Boolean; null for None. */
    record Constant(Object content) implements Value {
    }

    /** A list or tuple. */
    final class Sequence implements Value {
        public final List<Value> items;
        /** Whether all elements are known to be there, and no others. */
        public boolean exact;

        public Sequence(List<? extends Value> items, boolean exact) {
            this.items = new ArrayList<>(items);
            this.exact = exact;
        }
    }

    /** A dictionary with constant keys. */
    final class Mapping implements Value {
        private final Map<Object, Value> entries;
        /** Whether it is what is left of the arguments of a call, so that no others are there. */
        public final boolean arguments;

        public Mapping(Map<Object, Value> entries) {
            this(entries, false);
        }

        public Mapping(Map<Object, Value> entries, boolean arguments) {
            this.entries = entries;
            this.arguments = arguments;
        }

        public Map<Object, Value> entries() {
            return entries;
        }
    }

    /** Something of another module, by its full name: {@code tensorflow.keras.layers.Dense}. */
    record External(String name) implements Value {

        /** The last part of its name. */
        public String last() {
            return name.substring(name.lastIndexOf('.') + 1);
        }
    }

    /**
     * A file of the project that the program imports, or a directory of such files.
     *
     * @param path its path without the ending
     */
    record Module(String path) implements Value {

        /** The last part of its name. */
        public String name() {
            return path.substring(path.lastIndexOf('/') + 1);
        }
    }

    /** A member of a value, asked for but not called yet. */
    record Member(Value target, String name, String spelling) implements Value {
    }

    /** A function of the program, perhaps with the object or class that it is a method of. */
    record Function(FunctionDefinition definition, Scope scope, Optional<Value> self) implements Value {

        /** The same as a method of this. */
        public Function of(Value bound) {
            return new Function(definition, scope, Optional.of(bound));
        }
    }

    /** A class of the program. */
    record UserClass(ClassDefinition definition, Scope scope) implements Value {
    }

    /** An object of a class of the program. */
    final class Instance implements Value {
        public final UserClass type;
        public final Map<String, Value> attributes = new LinkedHashMap<>();
        public final TextRange made;
        /** Whether it computes: a module, layer or model. */
        public final boolean module;
        /** What it gave when it was first called. */
        public Optional<Value> result = Optional.empty();
        public String name = "";
        /** Whether it is known to be part of another network. */
        public boolean part;

        public Instance(UserClass type, TextRange made, boolean module) {
            this.type = type;
            this.made = made;
            this.module = module;
        }

        /** Another object with the same attributes. */
        public Instance copy() {
            Instance copy = new Instance(type, made, module);
            copy.attributes.putAll(attributes);
            return copy;
        }
    }

    /**
     * An object as the bases of one of its classes see it: {@code super()}.
     *
     * @param self the object
     * @param type the class whose bases are meant
     */
    record Super(Instance self, UserClass type) implements Value {
    }

    /** The value of a network at some place. */
    record Tensor(Node node) implements Value {
    }

    /** The value of a loss, and what it is computed of; what is computed from it stays one. */
    record LossValue(Loss loss, Optional<Node> prediction) implements Value {
    }

    /**
     * Data.
     *
     * @param loader the settings of the loader that gives it: {@code batch_size}, {@code shuffle}
     */
    record Array(Data data, Map<String, Setting> loader) implements Value {

        public Array(Data data) {
            this(data, Map.of());
        }
    }

    /** An optimizer. */
    record MadeOptimizer(Optimizer optimizer) implements Value {
    }

    /** A loss function. */
    record MadeLoss(Loss loss) implements Value {
    }

    /**
     * The weights and biases of a network.
     *
     * @param network the network
     * @param spelling how the program writes the network
     */
    record Parameters(Value network, String spelling) implements Value {
    }

    /** Something made by a call of another module that is of interest only as such: a generator, a scaler. */
    record Opaque(String type, Args args) implements Value {
    }

    /** Nothing is known. */
    static Value unknown() {
        return new Unknown();
    }

    /** A constant. */
    static Value of(Object constant) {
        return new Constant(constant);
    }

    /** A list. */
    static Sequence list(List<? extends Value> items) {
        return new Sequence(items, true);
    }

    /** The constant behind it, if it is one and not None. */
    default Optional<Object> constant() {
        return this instanceof Constant known ? Optional.ofNullable(known.content()) : Optional.empty();
    }

    /** The number behind it. */
    default Optional<Double> number() {
        return constant().filter(Number.class::isInstance).map(number -> ((Number) number).doubleValue());
    }

    /** The text behind it. */
    default Optional<String> text() {
        return constant().filter(String.class::isInstance).map(String.class::cast);
    }

    /** Whether it is None. */
    default boolean isNone() {
        return this instanceof Constant known && known.content() == null;
    }

    /** What is known of it as data. */
    default Data data() {
        return Data.UNKNOWN;
    }

    /** The values of a network in it, in its lists and dictionaries too. */
    default List<Node> nodes() {
        return nodes(this, 0).distinct().toList();
    }

    private static Stream<Node> nodes(Value value, int depth) {
        if (value instanceof Tensor tensor) {
            return Stream.of(tensor.node());
        }
        List<Value> items = depth >= MAX_NESTING ? List.of() : value instanceof Sequence sequence ? sequence.items
                : value instanceof Mapping mapping ? List.copyOf(mapping.entries().values()) : List.of();
        return items.stream().flatMap(item -> nodes(item, depth + 1));
    }

    /** Whether it is something that computes: a layer, a model, an object of a class of the program. */
    default boolean isNetwork() {
        return this instanceof Part || this instanceof Chain || this instanceof Instance || this instanceof Pretrained;
    }

    /** Notes that it is part of another network, and no network by itself. */
    default void markPart() {
        if (this instanceof Chain chain) {
            chain.part = true;
        } else if (this instanceof Instance instance) {
            instance.part = true;
        }
    }

    /** Sizes as a tuple; unknown ones as unknown values. */
    static Optional<Value> sizes(Optional<Shape> shape) {
        return shape.map(known -> list(known.dimensions().stream()
                .map(size -> size == Shape.UNKNOWN ? unknown() : of(size)).toList()));
    }
}
