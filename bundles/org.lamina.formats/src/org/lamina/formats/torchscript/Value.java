package org.lamina.formats.torchscript;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.lamina.formats.graph.InputBuilder;
import org.lamina.formats.graph.Producer;
import org.lamina.formats.pickle.PickledObject;
import org.lamina.model.Shape;

/** What an expression stands for while code is followed without computing tensors. */
sealed interface Value {

    /** Something that only a run could tell, and that is no tensor. */
    Value UNKNOWN = new Unknown();

    /** How deep lists and dictionaries may be nested in each other. */
    int NESTING_LIMIT = 16;

    /** None. */
    Value NONE = new Constant(null);

    /** A {@link Long}, {@link Double}, {@link Boolean}, {@link String}, or null for None. */
    record Constant(Object value) implements Value {
    }

    /** See {@link #UNKNOWN}. */
    record Unknown() implements Value {
    }

    /** A list or tuple. Lists change in place, so that only the same list is equal. */
    record Items(List<Value> elements) implements Value {

        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    /** A dictionary by its keys' constants. Only the same dictionary is equal. */
    record Entries(Map<Object, Value> values) implements Value {

        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    /** A function, by its qualified name. */
    record Function(String name) implements Value {
    }

    /** A module at its path; empty for the root. */
    record Module(PickledObject object, String path) implements Value {
    }

    /** An instance of another class, as a named tuple. Only the same instance is equal. */
    record Instance(String type, Map<String, Value> fields) implements Value {

        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    /**
     * A tensor.
     *
     * @param producers the layers or inputs that it may come from; empty for constants and parameters
     * @param shape its shape; null if unknown
     * @param name what the code calls it
     * @param stored the stored tensors that it was made of without any layer: parameters, buffers, constants
     */
    record Tensor(Set<Producer> producers, Shape shape, String name, List<StoredParameter> stored) implements Value {

        public Tensor {
            producers = Collections.unmodifiableSet(new LinkedHashSet<>(producers));
            stored = List.copyOf(stored);
        }

        static Tensor of(Producer producer, Shape shape, String name) {
            return new Tensor(Set.of(producer), shape, name, List.of());
        }

        /** Its shape, for an input the one that is now known of it; null if unknown. */
        Shape knownShape() {
            return shape == null && input() != null ? input().shape() : shape;
        }

        /** The input that it is, unchanged; null if it is something else. */
        InputBuilder input() {
            return producers.size() == 1 && producers.iterator().next() instanceof InputBuilder input ? input : null;
        }
    }

    /** The values directly inside a list, dictionary or instance. */
    private static Collection<Value> inside(Value value) {
        if (value instanceof Items items) {
            return items.elements();
        } else if (value instanceof Entries entries) {
            return entries.values().values();
        } else if (value instanceof Instance instance) {
            return instance.fields().values();
        }
        return List.of();
    }

    /** All tensors in a value, those in lists and instances too; what is shared counts once. */
    static List<Tensor> tensors(Value value) {
        List<Tensor> tensors = new ArrayList<>();
        collect(value, tensors, new HashSet<>());
        return tensors;
    }

    private static void collect(Value value, List<Tensor> into, Set<Value> visited) {
        if (value instanceof Tensor tensor) {
            into.add(tensor);
        } else if (!inside(value).isEmpty() && visited.add(value)) {
            inside(value).forEach(element -> collect(element, into, visited));
        }
    }

    /** Whether lists and dictionaries may hold a value without holding themselves, or being nested without end. */
    static boolean canHold(Value container, Value value) {
        return depth(value, container, NESTING_LIMIT, new HashMap<>()) < NESTING_LIMIT;
    }

    /** How deep a value is nested; the limit if it is deeper, or contains the other value. */
    private static int depth(Value value, Value forbidden, int limit, Map<Value, Integer> known) {
        if (value == forbidden || limit == 0) {
            return NESTING_LIMIT;
        } else if (inside(value).isEmpty()) {
            return 0;
        } else if (!known.containsKey(value)) {
            known.put(value, 0);
            int deepest = 0;
            for (Value element : inside(value)) {
                deepest = Math.max(deepest, depth(element, forbidden, limit - 1, known));
            }
            known.put(value, Math.min(NESTING_LIMIT, deepest + 1));
        }
        return known.get(value);
    }

    /** What a variable may stand for after two ways that the program can go. */
    static Value merge(Value left, Value right) {
        if (left == null || right == null) {
            return left == null ? right : left;
        } else if (left.equals(right)) {
            return left;
        } else if (left instanceof Tensor a && right instanceof Tensor b) {
            return merge(a, b);
        } else if (left instanceof Items a && right instanceof Items b && a.elements().size() == b.elements().size()) {
            List<Value> elements = new ArrayList<>();
            for (int i = 0; i < a.elements().size(); i++) {
                elements.add(merge(a.elements().get(i), b.elements().get(i)));
            }
            return new Items(elements);
        }
        return !tensors(left).isEmpty() ? left : !tensors(right).isEmpty() ? right : UNKNOWN;
    }

    private static Tensor merge(Tensor left, Tensor right) {
        Set<Producer> producers = new LinkedHashSet<>(left.producers());
        producers.addAll(right.producers());
        List<StoredParameter> stored = new ArrayList<>(left.stored());
        right.stored().stream().filter(parameter -> !stored.contains(parameter)).forEach(stored::add);
        return new Tensor(producers, merge(left.knownShape(), right.knownShape()), left.name(), stored);
    }

    private static Shape merge(Shape left, Shape right) {
        if (left == null || right == null || left.rank() != right.rank()) {
            return null;
        }
        List<Long> dimensions = new ArrayList<>();
        for (int axis = 0; axis < left.rank(); axis++) {
            dimensions.add(left.dimension(axis) == right.dimension(axis) ? left.dimension(axis) : Shape.UNKNOWN);
        }
        return new Shape(dimensions);
    }

    /** The variables after two ways that the program can go. */
    static Map<String, Value> merge(Map<String, Value> left, Map<String, Value> right) {
        Map<String, Value> merged = new LinkedHashMap<>(left);
        right.forEach((name, value) -> merged.merge(name, value, Value::merge));
        return merged;
    }
}
