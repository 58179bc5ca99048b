package org.lamina.source.following.interpreter;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.lamina.source.following.value.Args;
import org.lamina.source.following.value.Node;
import org.lamina.source.following.value.Scope;
import org.lamina.source.following.value.Value;
import org.lamina.source.python.Expression.Attribute;
import org.lamina.source.python.Expression.Call;
import org.lamina.source.python.TextRange;

/** Finds out what calls give, by what is called. */
public final class Calls {

    private static final int MAX_NAME = 80;

    private final Follower follower;
    private final List<Library> libraries;

    Calls(Follower follower, List<Function<Follower, Library>> libraries) {
        this.follower = follower;
        this.libraries = libraries.stream().map(library -> library.apply(follower)).toList();
    }

    Value call(Value callee, Args args, Call call, Scope scope) {
        if (callee instanceof Value.Function function) {
            follower.record().predictions().given(function.definition().name(), args.values());
            return follower.call(function, args, true);
        }
        if (callee instanceof Value.UserClass type) {
            return follower.application().make(type, args);
        }
        if (callee.isNetwork()) {
            return follower.application().apply(callee, args.values(), args);
        }
        if (callee instanceof Value.MadeLoss loss) {
            return follower.application().loss(loss.loss(), args, call.range());
        }
        if (callee instanceof Value.Member member) {
            String spelling = call.callee() instanceof Attribute attribute
                    ? follower.text(attribute.target().range()) : member.spelling();
            List<Value> judged = new ArrayList<>(args.values());
            judged.add(member.target());
            follower.record().predictions().given(member.name(), judged);
            boolean tells = spelling.length() < MAX_NAME && !(member.target() instanceof Value.Sequence);
            follower.record().predictions().given(tells ? spelling : "", args.values());
            return method(new MethodCall(member.target(), member.name(), spelling, args, scope)).orElseGet(
                    () -> unknown(args));
        }
        if (callee instanceof Value.Opaque partial && partial.type().equals(ObjectCalls.PARTIAL)) {
            return partial(partial.args(), args, call, scope);
        }
        if (callee instanceof Value.Opaque made) {
            return method(new MethodCall(made, MethodCall.ITSELF, "", args, scope)).orElseGet(() -> unknown(args));
        }
        return callee instanceof Value.External external ? external(external.name(), args, scope) : unknown(args);
    }

    /** {@code partial(nn.LayerNorm, eps=1e-6)(64)}; where it is called is where a layer is made. */
    private Value partial(Args given, Args args, Call call, Scope scope) {
        Value inner = given.value(0);
        if (inner instanceof Value.Opaque || given.positional().isEmpty()) {
            return unknown(args);
        }
        List<Args.Arg> positional = new ArrayList<>(given.rest().positional());
        positional.addAll(args.positional());
        Map<String, Args.Arg> keywords = new LinkedHashMap<>(given.keywords());
        keywords.putAll(args.keywords());
        return call(inner, new Args(positional, keywords, given.exact() && args.exact(), args.range()), call, scope);
    }

    private Value external(String name, Args args, Scope scope) {
        if (name.equals("super")) {
            return Classes.above(follower, args, scope).orElseGet(Value::unknown);
        }
        follower.record().predictions().given(name, args.values());
        return Builtins.call(name, args).or(() -> first(library -> library.call(name, args)))
                .or(() -> methodOfModule(name, args, scope)).orElseGet(() -> unknown(args));
    }

    /** What looks like a function of another module may be a method of something in it, and a step of training. */
    private Optional<Value> methodOfModule(String name, Args args, Scope scope) {
        int dot = name.lastIndexOf('.');
        return dot <= 0 || follower.source().isJava() ? Optional.empty()
                : method(new MethodCall(new Value.External(name.substring(0, dot)), name.substring(dot + 1),
                        name.substring(0, dot), args, scope));
    }

    private Optional<Value> method(MethodCall call) {
        follower.freezing().called(call);
        return first(library -> library.method(call));
    }

    /** An attribute of something that a library made. */
    Optional<Value> attribute(Value target, String name, TextRange range) {
        return first(library -> library.attribute(target, name, range));
    }

    private Optional<Value> first(Function<Library, Optional<Value>> question) {
        return libraries.stream().map(question).flatMap(Optional::stream).findFirst();
    }

    /** Lets the libraries note what is only known when all has been followed. */
    void finish() {
        libraries.forEach(Library::finish);
    }

    /** Something unknown that may be computed from values of a network. */
    public Value unknown(Args args) {
        List<Node> tensors = args.tensors();
        return tensors.isEmpty() ? Value.unknown() : new Value.Tensor(follower.tape().unknown(tensors, args.range()));
    }
}
