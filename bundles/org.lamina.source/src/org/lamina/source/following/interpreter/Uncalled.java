package org.lamina.source.following.interpreter;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lamina.source.following.value.Args;
import org.lamina.source.following.value.Scope;
import org.lamina.source.following.value.Value;
import org.lamina.source.python.PythonSource;
import org.lamina.source.python.Statement;
import org.lamina.source.python.Statement.ClassDefinition;
import org.lamina.source.python.Statement.FunctionDefinition;

/** Follows the functions and classes that nothing in the program calls, with unknown arguments. */
final class Uncalled {

    private static final Set<String> OF_MODULES = Set.of("forward", "call", "__init__", "build");

    private final Follower follower;
    private final PythonSource source;
    private final Scope module;
    /** The classes of the methods of a Java program. */
    private final Map<FunctionDefinition, ClassDefinition> owners = new IdentityHashMap<>();
    /** An object of each class, to call its methods on. */
    private final Map<ClassDefinition, Value.Instance> objects = new IdentityHashMap<>();

    Uncalled(Follower follower, Scope module) {
        this.follower = follower;
        this.source = follower.source();
        this.module = module;
    }

    /** In Java, classes come last: methods that make blocks tell the arguments of their constructors. */
    void run() {
        if (source.isJava()) {
            // the place does not tell: what is static in a class is a function of the module
            source.classes().forEach(type -> type.methods().forEach(method -> owners.put(method, type)));
            callFunctions();
            makeModules();
        } else {
            makeModules();
            callFunctions();
        }
    }

    private void makeModules() {
        for (Statement statement : source.allStatements()) {
            if (statement instanceof ClassDefinition definition && follower.visit(definition)) {
                Value.UserClass type = new Value.UserClass(definition, module);
                if (Classes.isModule(follower, type)) {
                    follower.application().make(type, Args.none(definition.range()));
                }
            }
        }
    }

    private void callFunctions() {
        for (Statement statement : source.statements()) {
            List<FunctionDefinition> functions = statement.walk().filter(FunctionDefinition.class::isInstance)
                    .map(FunctionDefinition.class::cast).toList();
            for (FunctionDefinition function : functions) {
                if (!follower.isCalled(function)) {
                    call(function);
                }
            }
        }
    }

    private void call(FunctionDefinition function) {
        Optional<ClassDefinition> owner = source.isJava() ? Optional.ofNullable(owners.get(function))
                : source.classAt(function.range().offset());
        if (owner.isEmpty()) {
            call(function, Optional.empty());
            return;
        }
        Value.UserClass type = new Value.UserClass(owner.get(), module);
        if ((source.isJava() || OF_MODULES.contains(function.name())) && Classes.isModule(follower, type)) {
            return;
        }
        Value.Instance self = objects.computeIfAbsent(owner.get(), definition -> made(definition).orElseGet(() ->
                follower.application().make(type, Args.none(definition.range()))));
        if (!source.isJava() && function.name().equals("__init__")) {
            return;
        }
        if (!source.isJava() || !function.name().startsWith("__init__/")) {
            call(function, Optional.of(self));
        }
    }

    /** The object of this class that the program made last. */
    private Optional<Value.Instance> made(ClassDefinition definition) {
        return source.isJava() ? Optional.empty() : follower.application().made(definition);
    }

    private void call(FunctionDefinition function, Optional<Value> self) {
        follower.forgetModes();
        follower.call(new Value.Function(function, module, self), Args.none(function.range()), false);
    }
}
