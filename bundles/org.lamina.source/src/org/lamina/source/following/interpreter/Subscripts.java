package org.lamina.source.following.interpreter;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lamina.model.Shape;
import org.lamina.source.following.value.Arrays;
import org.lamina.source.following.value.Chain;
import org.lamina.source.following.value.Pretrained;
import org.lamina.source.following.value.Scope;
import org.lamina.source.following.value.Value;
import org.lamina.source.program.Data;
import org.lamina.source.python.Expression;
import org.lamina.source.python.Expression.Operation;
import org.lamina.source.python.Expression.Subscript;

/** Elements and slices. */
final class Subscripts {

    private final Follower follower;

    Subscripts(Follower follower) {
        this.follower = follower;
    }

    Value value(Value target, Subscript subscript, Scope scope) {
        List<Expression> indices = subscript.indices();
        if (target instanceof Value.Tensor tensor) {
            return tensor.node().givesSeveral() ? target
                    : new Value.Tensor(follower.tape().unknown(List.of(tensor.node()), subscript.range()));
        }
        if (target instanceof Value.Array array && !indices.isEmpty()) {
            return array(array, indices, scope);
        }
        if (indices.size() != 1) {
            return Value.unknown();
        }
        if (isSlice(indices.get(0))) {
            return sequence(target).map(sequence -> slice(sequence, (Operation) indices.get(0), scope))
                    .orElseGet(Value::unknown);
        }
        Optional<Object> key = follower.evaluator().value(indices.get(0), scope).constant();
        if (key.isPresent() && Pretrained.place(target).isPresent()) {
            Pretrained.Place place = Pretrained.place(target).get().inside(String.valueOf(key.get()));
            return place.network().at(place.path()).orElseGet(Value::unknown);
        }
        if (target instanceof Value.Mapping mapping && key.isPresent()) {
            return mapping.entries().getOrDefault(key.get(), Value.unknown());
        }
        if (key.isPresent() && key.get() instanceof Long index) {
            return sequence(target).filter(sequence -> sequence.exact).flatMap(sequence -> at(sequence, index))
                    .orElseGet(Value::unknown);
        }
        return Value.unknown();
    }

    private static Optional<Value.Sequence> sequence(Value target) {
        return target instanceof Value.Sequence sequence ? Optional.of(sequence)
                : target instanceof Chain chain && chain.outputs.isEmpty()
                        ? Optional.of(new Value.Sequence(chain.layers, chain.exact)) : Optional.empty();
    }

    private static Optional<Value> at(Value.Sequence sequence, long index) {
        long at = index < 0 ? index + sequence.items.size() : index;
        return at < 0 || at >= sequence.items.size() ? Optional.empty() : Optional.of(sequence.items.get((int) at));
    }

    private static boolean isSlice(Expression index) {
        return index instanceof Operation operation && operation.operators().contains(":");
    }

    private Value slice(Value.Sequence sequence, Operation slice, Scope scope) {
        Optional<Data.Slice> bounds = bounds(slice, scope);
        if (bounds.isEmpty() || !sequence.exact) {
            return new Value.Sequence(sequence.items, false);
        }
        int size = sequence.items.size();
        int from = clamp(bounds.get().from().orElse(0L), size);
        int to = clamp(bounds.get().to().orElse((long) size), size);
        return new Value.Sequence(new ArrayList<>(sequence.items.subList(Math.min(from, to), to)), true);
    }

    private static int clamp(long index, int size) {
        long at = index < 0 ? index + size : index;
        return (int) Math.max(0, Math.min(size, at));
    }

    /** The part of an array; of an index that is not known, some samples of the same kind. */
    private Value array(Value.Array array, List<Expression> indices, Scope scope) {
        Expression first = indices.get(0);
        boolean more = indices.size() > 1;
        Data data = more ? array.data().without(Data.Trait.ONE_AXIS) : array.data();
        boolean column = data.values() == Data.Values.RAW && indices.size() == 1
                && follower.evaluator().value(first, scope).text().isPresent();
        if (column) {
            return new Value.Array(Arrays.withShape(data, Optional.of(Shape.of(Shape.UNKNOWN)))
                    .with(Data.Trait.ONE_AXIS), array.loader());
        }
        if (!isSlice(first)) {
            boolean all = first instanceof Expression.Opaque;
            return new Value.Array(all ? Arrays.withShape(data, Optional.empty())
                    : Arrays.withShape(Arrays.withoutClasses(
                            Arrays.part(data, "some" + first.range().offset())), Optional.empty()), array.loader());
        }
        Operation slice = (Operation) first;
        Data whole = more ? Arrays.withShape(data, Optional.empty()) : data;
        if (slice.operands().isEmpty()) {
            return new Value.Array(whole, array.loader());
        }
        Optional<Data.Slice> bounds = bounds(slice, scope);
        return new Value.Array(bounds.map(found -> Arrays.slice(whole, found))
                .orElseGet(() -> Arrays.part(whole, "some" + first.range().offset())), array.loader());
    }

    /** The bounds of a slice with known numbers and without a step. */
    private Optional<Data.Slice> bounds(Operation slice, Scope scope) {
        if (slice.operators().size() != 1) {
            return Optional.empty();
        }
        int before = slice.places().get(0);
        Optional<Long> from = Optional.empty();
        Optional<Long> to = Optional.empty();
        for (int i = 0; i < slice.operands().size(); i++) {
            Optional<Object> bound = follower.evaluator().value(slice.operands().get(i), scope).constant();
            if (bound.isEmpty() || !(bound.get() instanceof Long)) {
                return Optional.empty();
            }
            Optional<Long> number = bound.map(Long.class::cast);
            from = i < before ? number : from;
            to = i < before ? to : number;
        }
        return Optional.of(new Data.Slice(from, to));
    }
}
