package org.lamina.source.following.interpreter;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lamina.source.following.value.Args;
import org.lamina.source.following.value.Contents;
import org.lamina.source.following.value.Pretrained;
import org.lamina.source.following.value.Truth;
import org.lamina.source.following.value.Value;
import org.lamina.source.program.Frozen;
import org.lamina.source.python.Expression;
import org.lamina.source.python.Expression.Attribute;
import org.lamina.source.python.Expression.Call;
import org.lamina.source.python.Expression.Literal;
import org.lamina.source.python.Expression.Name;
import org.lamina.source.python.Statement;
import org.lamina.source.python.Statement.Assignment;
import org.lamina.source.python.Statement.Block;
import org.lamina.source.python.TextRange;

/**
 * Networks all of whose weights are frozen, by a loop over its parameters or layers or for all at once, and what
 * becomes of them: they are trained, get new layers, or something is let be trained again. A network need not be
 * known, as long as it can be told from others.
 */
public final class Freezing {

    private static final Set<String> FLAGS = Set.of("requires_grad", "trainable");
    private static final String SETTER = "requires_grad_";
    private static final Set<String> ADDING = Set.of("add", "append", "insert", "extend", "add_module",
            "register_module");

    private final Follower follower;
    private final Map<Value, List<Frozen>> frozen = new LinkedHashMap<>();
    private final Set<Value> trained = new HashSet<>();
    private boolean thawed;

    Freezing(Follower follower) {
        this.follower = follower;
    }

    /** Notes a loop over something whose body freezes each; one with conditions freezes some and not all. */
    void loop(Block loop, Expression target, Value network, String spelling) {
        Expression last = target instanceof Expression.Collection pair && !pair.elements().isEmpty()
                ? pair.elements().get(pair.elements().size() - 1) : target;
        if (last instanceof Name variable && loop.body().stream().noneMatch(Block.class::isInstance)) {
            loop.body().stream().flatMap(statement -> frozen(statement, variable.id()).stream())
                    .forEach(place -> freeze(network, spelling, place));
        }
    }

    private static Optional<TextRange> frozen(Statement statement, String variable) {
        if (statement instanceof Assignment made && made.operator().equals("=")
                && FLAGS.stream().anyMatch(flag -> made.assigns(variable + "." + flag))) {
            return Optional.of(made.range()).filter(range -> isFalse(made.value()));
        }
        return statement instanceof Statement.Simple simple && simple.expressions().size() == 1
                && simple.expressions().get(0) instanceof Call call && call.callee() instanceof Attribute method
                && method.name().equals(SETTER) && method.target() instanceof Name name && name.id().equals(variable)
                && call.positional(0).filter(argument -> isFalse(argument.value())).isPresent()
                        ? Optional.of(call.range()) : Optional.empty();
    }

    private static boolean isFalse(Expression value) {
        return value instanceof Literal literal && literal.value().filter(Boolean.FALSE::equals).isPresent();
    }

    /** Notes that an attribute is set, here to a value: one that may let weights be trained, or one of a network. */
    void assigned(Value owner, String attribute, Value value) {
        if (FLAGS.contains(attribute)) {
            thawed |= Truth.of(value).orElse(true);
        } else {
            changed(owner);
        }
    }

    /** Notes a method of a network that changes what is trained of it. */
    void called(MethodCall call) {
        Args args = call.args();
        if (call.name().equals(SETTER)) {
            if (Truth.of(args.value(0, "requires_grad")).orElse(true)) {
                thawed = true;
            } else {
                freeze(call.target(), call.spelling(), args.range());
            }
        } else if (ADDING.contains(call.name())) {
            changed(call.target());
        }
    }

    private void freeze(Value network, String spelling, TextRange place) {
        if (!follower.isCertain()) {
            return;
        }
        List<Frozen> places = frozen.computeIfAbsent(network, added -> new ArrayList<>());
        if (places.stream().noneMatch(known -> known.place().equals(place))) {
            places.add(new Frozen(spelling, place));
        }
    }

    /** Notes that a network, or a part of it, gets something new. */
    void changed(Value owner) {
        if (frozen.isEmpty()) {
            return;
        }
        Value whole = owner;
        while (whole instanceof Value.Member member) {
            whole = member.target();
            frozen.remove(whole);
        }
        Value changed = Pretrained.place(owner).<Value>map(Pretrained.Place::network).orElse(owner);
        frozen.keySet().removeIf(network -> network.equals(changed) || Contents.overlap(network, changed));
    }

    /** Notes that a network is compiled, or that an optimizer is given all of its weights. */
    public void trained(Value network) {
        trained.add(network);
    }

    /** The networks that are trained and stay frozen; none if anything at all is thawed. */
    public List<Frozen> found() {
        Map<TextRange, Frozen> found = new LinkedHashMap<>();
        frozen.forEach((network, places) -> {
            if (!thawed && trained.contains(network)) {
                places.forEach(place -> found.put(place.place(), place));
            }
        });
        return List.copyOf(found.values());
    }
}
