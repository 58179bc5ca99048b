package org.lamina.source.program.following;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lamina.source.program.Data;
import org.lamina.source.program.Loss;
import org.lamina.source.program.Optimizer;
import org.lamina.source.program.Setting;
import org.lamina.source.python.Statement.ClassDefinition;
import org.lamina.source.python.Statement.FunctionDefinition;
import org.lamina.source.python.TextRange;

/** What a name or expression stands for while a program is followed, as far as that is known. */
sealed interface Value permits Value.Unknown, Value.Constant, Value.Sequence, Value.Mapping, Value.External,
        Value.Member, Value.Function, Value.UserClass, Value.Instance, Value.Tensor, Value.LossValue, Value.Array,
        Value.MadeOptimizer, Value.MadeLoss, Value.Opaque, Part, Chain, Configured {

    /** Anything. Two uses of the same unknown value are the same value. */
    final class Unknown implements Value {
        private Node input;

        /** It as an input of a network, the same one each time. */
        Node asInput(Tape tape, TextRange range) {
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
        final List<Value> items;
        /** Whether all elements are known to be there, and no others. */
        boolean exact;

        Sequence(List<? extends Value> items, boolean exact) {
            this.items = new ArrayList<>(items);
            this.exact = exact;
        }
    }

    /** A dictionary with constant keys. */
    final class Mapping implements Value {
        private final Map<Object, Value> entries;

        Mapping(Map<Object, Value> entries) {
            this.entries = entries;
        }

        Map<Object, Value> entries() {
            return entries;
        }
    }

    /** Something of another module, by its full name: {@code tensorflow.keras.layers.Dense}. */
    record External(String name) implements Value {

        /** The last part of its name. */
        String last() {
            return name.substring(name.lastIndexOf('.') + 1);
        }
    }

    /** A member of a value, asked for but not called yet. */
    record Member(Value target, String name, String spelling) implements Value {
    }

    /** A function of the program, perhaps with the object that it is a method of. */
    record Function(FunctionDefinition definition, Scope scope, Optional<Instance> self) implements Value {
    }

    /** A class of the program. */
    record UserClass(ClassDefinition definition, Scope scope) implements Value {
    }

    /** An object of a class of the program. */
    final class Instance implements Value {
        final UserClass type;
        final Map<String, Value> attributes = new LinkedHashMap<>();
        final TextRange made;
        /** Whether it computes: a module, layer or model. */
        final boolean module;
        /** What it gave when it was first called. */
        Optional<Value> result = Optional.empty();
        String name = "";
        /** Whether it is known to be part of another network. */
        boolean part;

        Instance(UserClass type, TextRange made, boolean module) {
            this.type = type;
            this.made = made;
            this.module = module;
        }
    }

    /** The value of a network at some place. */
    record Tensor(Node node) implements Value {
    }

    /** The value of a loss; what is computed from it stays one. */
    record LossValue(Loss loss) implements Value {
    }

    /**
     * Data.
     *
     * @param loader the settings of the loader that gives it: {@code batch_size}, {@code shuffle}
     */
    record Array(Data data, Map<String, Setting> loader) implements Value {

        Array(Data data) {
            this(data, Map.of());
        }
    }

    /** An optimizer. */
    record MadeOptimizer(Optimizer optimizer) implements Value {
    }

    /** A loss function. */
    record MadeLoss(Loss loss) implements Value {
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
}
