package org.lamina.source.following.interpreter;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lamina.source.following.value.Arrays;
import org.lamina.source.following.value.Chain;
import org.lamina.source.following.value.Part;
import org.lamina.source.following.value.Pretrained;
import org.lamina.source.following.value.Scope;
import org.lamina.source.following.value.Value;
import org.lamina.source.program.Data;
import org.lamina.source.program.LoopEvent;
import org.lamina.source.python.Expression;
import org.lamina.source.python.Expression.Attribute;
import org.lamina.source.python.Expression.Collection;
import org.lamina.source.python.Expression.Name;
import org.lamina.source.python.Expression.Subscript;

/** Assigns to names, attributes and elements, and to several of these at once. */
final class Targets {

    private final Follower follower;

    Targets(Follower follower) {
        this.follower = follower;
    }

    /** Assigns a value to a name, an attribute, an element, or several at once. */
    void assign(Expression target, Value value, Scope scope) {
        if (target instanceof Name name) {
            name(value, name.id());
            if (scope.source() == follower.source()) {
                follower.known().add(name.id(), value);
            }
            scope.set(name.id(), value);
        } else if (target instanceof Attribute attribute) {
            Value owner = follower.evaluator().value(attribute.target(), scope);
            follower.freezing().assigned(owner, attribute.name(), value);
            Optional<Pretrained.Place> place = Pretrained.place(owner);
            if (owner instanceof Value.Instance || owner instanceof Part || place.isPresent()) {
                boolean layer = value.isNetwork();
                attribute.target().dotted().filter(spelling -> layer).ifPresent(
                        spelling -> follower.event(LoopEvent.Kind.REPLACE, target.range(), spelling));
            }
            place.ifPresent(found -> found.network().replace(found.inside(attribute.name()).path(), value));
            if (place.isPresent()) {
                name(value, attribute.name());
            } else {
                set(owner, attribute.name(), value);
            }
        } else if (target instanceof Collection several) {
            List<Value> parts = parts(value, several.elements().size(), several);
            for (int i = 0; i < parts.size(); i++) {
                assign(several.elements().get(i), parts.get(i), scope);
            }
        } else if (target instanceof Subscript subscript && subscript.indices().size() == 1) {
            element(subscript, value, scope);
        }
    }

    /** Assigns to an attribute of an object; of anything else attributes are not kept. */
    void set(Value owner, String name, Value value) {
        if (owner instanceof Value.Instance instance) {
            name(value, name);
            instance.attributes.put(name, value);
        } else if (owner instanceof Value.Mapping mapping) {
            mapping.entries().put(name, value);
        }
    }

    private void element(Subscript subscript, Value value, Scope scope) {
        Value target = follower.evaluator().value(subscript.target(), scope);
        follower.freezing().changed(target);
        Optional<Object> key = follower.evaluator().value(subscript.indices().get(0), scope).constant();
        if (target instanceof Value.Mapping mapping && key.isPresent()) {
            mapping.entries().put(key.get(), value);
        } else if (target instanceof Value.Sequence sequence) {
            sequence.exact = false;
        } else if (Pretrained.place(target).isPresent() && key.isPresent()) {
            Pretrained.Place place = Pretrained.place(target).get().inside(String.valueOf(key.get()));
            place.network().replace(place.path(), value);
            name(value, place.path());
            subscript.target().dotted().filter(spelling -> value.isNetwork()).ifPresent(
                    spelling -> follower.event(LoopEvent.Kind.REPLACE, subscript.range(), spelling));
        } else if (target instanceof Chain chain && key.isPresent() && key.get() instanceof Long index) {
            chain.set(index, value);
            subscript.target().dotted().filter(spelling -> value.isNetwork()).ifPresent(
                    spelling -> follower.event(LoopEvent.Kind.REPLACE, subscript.range(), spelling));
        } else if (target instanceof Value.Array array && subscript.target().dotted().isPresent()) {
            assign(subscript.target(), new Value.Array(Arrays.changed(array.data())), scope);
        }
    }

    private List<Value> parts(Value value, int count, Collection target) {
        if (value instanceof Value.Sequence sequence && sequence.exact && sequence.items.size() == count) {
            return List.copyOf(sequence.items);
        }
        if (value instanceof Value.Sequence sequence && !sequence.exact && sequence.items.size() >= count) {
            return List.copyOf(sequence.items.subList(0, count));
        }
        List<Value> parts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            parts.add(part(value, i, target));
        }
        return parts;
    }

    private Value part(Value value, int index, Collection target) {
        if (value instanceof Value.Tensor tensor) {
            boolean several = tensor.node().givesSeveral();
            return several ? value : new Value.Tensor(follower.tape().unknown(List.of(tensor.node()), target.range()));
        }
        if (value instanceof Value.Array array) {
            return index == 0 ? array : new Value.Array(Data.UNKNOWN);
        }
        return Value.unknown();
    }

    private static void name(Value value, String name) {
        if (value instanceof Chain chain && chain.name.isEmpty()) {
            chain.name(name);
        } else if (value instanceof Value.Mapping several) {
            several.entries().forEach((key, layer) -> {
                if (layer instanceof Part part && part.name.isEmpty()) {
                    part.name = name + "." + key;
                }
            });
        } else if (value instanceof Part part && part.name.isEmpty()) {
            part.name = name;
        } else if (value instanceof Value.Instance instance && instance.name.isEmpty()) {
            instance.name = name;
        }
    }
}
