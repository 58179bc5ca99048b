package org.lamina.source.layers;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.lamina.source.project.ModuleClass;
import org.lamina.source.project.PythonProject;
import org.lamina.source.project.SourceExpression;
import org.lamina.source.python.Expression;
import org.lamina.source.python.Expression.Call;
import org.lamina.source.python.Expression.Literal;
import org.lamina.source.python.Statement;
import org.lamina.source.python.Statement.Assignment;
import org.lamina.source.python.Statement.ClassDefinition;
import org.lamina.source.python.Statement.FunctionDefinition;

/**
 * What the modules of a program are made of: from a class and a path such as {@code stem.0} to the expressions that may
 * construct that member. There are several where a condition or a loop decides.
 */
final class ModuleMembers {

    private static final Set<String> CONTAINERS = Set.of("Sequential", "ModuleList", "ModuleDict");
    /** How far names, calls and bases are followed; programs refer to themselves. */
    private static final int MAX_HOPS = 12;

    private final PythonProject project;
    private final ContainerItems items = new ContainerItems();
    private final Map<ClassDefinition, Map<String, List<SourceExpression>>> attributes = new IdentityHashMap<>();
    private final Map<ClassDefinition, Map<String, List<SourceExpression>>> resolved = new IdentityHashMap<>();
    private final Map<Expression, ContainerItems.Items> containers = new IdentityHashMap<>();

    ModuleMembers(PythonProject project) {
        this.project = project;
    }

    /** The expressions that may construct the member at this path; empty if the program does not tell. */
    List<SourceExpression> resolve(ModuleClass owner, List<String> path) {
        Map<String, List<SourceExpression>> known =
                resolved.computeIfAbsent(owner.definition(), unused -> new HashMap<>());
        String key = String.join(".", path);
        List<SourceExpression> found = known.get(key);
        if (found == null) {
            int last = path.size() - 1;
            found = last == 0 ? attribute(owner, path.get(0), 0)
                    : resolve(owner, path.subList(0, last)).stream()
                            .flatMap(container -> element(container, path.get(last), 0).stream()).distinct().toList();
            known.put(key, found);
        }
        return found;
    }

    /** The class of this project that an expression constructs. */
    Optional<ModuleClass> constructed(SourceExpression expression) {
        return expression.call().flatMap(call -> call.callee().dotted())
                .flatMap(name -> project.findClass(expression.source(), name));
    }

    /** The attributes that the class's own methods assign, by name, with what is assigned. */
    Map<String, List<SourceExpression>> attributes(ModuleClass owner) {
        return attributes.computeIfAbsent(owner.definition(), unused -> assigned(owner));
    }

    private static Map<String, List<SourceExpression>> assigned(ModuleClass owner) {
        Map<String, List<SourceExpression>> attributes = new LinkedHashMap<>();
        for (FunctionDefinition method : owner.constructorFirst()) {
            String self = method.parameters().isEmpty() ? "self" : method.parameters().get(0);
            method.walk().forEach(statement -> {
                if (statement instanceof Assignment assignment && assignment.operator().equals("=")) {
                    assignment.targets().forEach(target -> assign(attributes, target, assignment.value(), self, owner));
                }
                statement.expressions().stream().flatMap(Expression::walk)
                        .filter(Call.class::isInstance).map(Call.class::cast)
                        .forEach(call -> addedModule(call, self).ifPresent(
                                entry -> put(attributes, entry.getKey(), owner.expression(entry.getValue()))));
            });
        }
        return attributes;
    }

    /** One target of an assignment; a tuple takes the parts of a tuple of the same length. */
    private static void assign(Map<String, List<SourceExpression>> attributes, Expression target, Expression value,
            String self, ModuleClass owner) {
        attributeName(target, self).ifPresent(name -> put(attributes, name, owner.expression(value)));
        if (target instanceof Expression.Collection targets && value instanceof Expression.Collection values
                && targets.elements().size() == values.elements().size()) {
            for (int i = 0; i < targets.elements().size(); i++) {
                Expression part = values.elements().get(i);
                attributeName(targets.elements().get(i), self)
                        .ifPresent(name -> put(attributes, name, owner.expression(part)));
            }
        }
    }

    private static void put(Map<String, List<SourceExpression>> attributes, String name, SourceExpression value) {
        if (!(value.expression() instanceof Literal)) {
            attributes.computeIfAbsent(name, unused -> new ArrayList<>()).add(value);
        }
    }

    private static Optional<String> attributeName(Expression target, String self) {
        return target.dotted().filter(dotted -> dotted.startsWith(self + "."))
                .map(dotted -> dotted.substring(self.length() + 1)).filter(name -> name.indexOf('.') < 0);
    }

    /** {@code self.add_module("name", module)} and {@code setattr(self, "name", module)}. */
    private static Optional<Map.Entry<String, Expression>> addedModule(Call call, String self) {
        String callee = call.callee().dotted().orElse("");
        boolean added = callee.equals(self + ".add_module") || callee.equals(self + ".register_module");
        boolean set = callee.equals("setattr") && call.positional(0)
                .flatMap(argument -> argument.value().dotted()).filter(self::equals).isPresent();
        int first = set ? 1 : 0;
        if (!added && !set) {
            return Optional.empty();
        }
        return ContainerItems.text(call.positional(first).map(Expression.Argument::value))
                .flatMap(name -> call.positional(first + 1).map(value -> Map.entry(name, value.value())));
    }

    private List<SourceExpression> attribute(ModuleClass owner, String name, int hops) {
        List<SourceExpression> own = attributes(owner).getOrDefault(name, List.of());
        if (!own.isEmpty() || hops > MAX_HOPS) {
            return own;
        }
        if (owner.isSequential()) {
            List<SourceExpression> arguments = owner.definition().methods("__init__").stream()
                    .flatMap(Statement::calls).filter(ModuleMembers::isSuperConstructor)
                    .flatMap(call -> items(owner.expression(call), true).named(name).stream()).toList();
            if (!arguments.isEmpty()) {
                return arguments;
            }
        }
        return owner.definition().bases().stream().flatMap(base -> base.dotted().stream())
                .flatMap(base -> project.findClass(owner.source(), base).stream())
                .filter(base -> !base.equals(owner))
                .map(base -> attribute(base, name, hops + 1)).filter(found -> !found.isEmpty()).findFirst()
                .orElse(List.of());
    }

    private static boolean isSuperConstructor(Call call) {
        return call.callee() instanceof Expression.Attribute attribute && attribute.name().equals("__init__")
                && attribute.target() instanceof Call target
                && target.callee().dotted().filter("super"::equals).isPresent();
    }

    /** The members of a container whose names are certain; nothing for anything else. */
    Map<String, SourceExpression> items(SourceExpression container) {
        Map<String, SourceExpression> found = new LinkedHashMap<>();
        ContainerItems.Items all = items(container, false);
        for (int i = 0; all.exact() && i < all.names().size(); i++) {
            found.put(all.names().get(i), all.values().get(i));
        }
        return found;
    }

    /** The members of a container, which a call of the constructor of its base may be as well. */
    private ContainerItems.Items items(SourceExpression container, boolean base) {
        boolean holds = base || container.torchType().filter(CONTAINERS::contains).isPresent();
        return holds ? containers.computeIfAbsent(container.expression(), unused -> items.of(container))
                : ContainerItems.NONE;
    }

    private List<SourceExpression> element(SourceExpression container, String name, int hops) {
        if (hops > MAX_HOPS) {
            return List.of();
        }
        Optional<String> type = container.torchType();
        if (type.isPresent()) {
            return items(container, false).named(name);
        }
        Optional<ModuleClass> constructed = constructed(container);
        if (constructed.isPresent()) {
            return attribute(constructed.get(), name, hops + 1);
        }
        return sources(container).flatMap(next -> element(next, name, hops + 1).stream()).toList();
    }

    /** Where the value of an expression may come from. */
    private Stream<SourceExpression> sources(SourceExpression expression) {
        Stream<Expression> next;
        if (expression.expression() instanceof Call call) {
            List<Expression> returned = returned(expression, call);
            next = !returned.isEmpty() ? returned.stream()
                    : call.positional(0).map(Expression.Argument::value).filter(Call.class::isInstance).stream();
        } else if (expression.expression() instanceof Expression.Operation operation) {
            next = operation.operands().stream();
        } else {
            next = items.assigned(expression).stream();
        }
        return next.map(found -> new SourceExpression(expression.source(), found));
    }

    /** What the function of the same file returns that is called: {@code self._make_layer(64)}. */
    private static List<Expression> returned(SourceExpression place, Call call) {
        String callee = call.callee().dotted().orElse("");
        String name = callee.substring(callee.lastIndexOf('.') + 1);
        boolean method = callee.equals("self." + name) || callee.equals("cls." + name);
        if (name.isEmpty() || !method && !callee.equals(name)) {
            return List.of();
        }
        Stream<FunctionDefinition> functions = method
                ? place.source().classAt(call.range().offset()).stream().flatMap(owner -> owner.methods(name).stream())
                : place.source().functions().filter(function -> function.name().equals(name));
        return functions.flatMap(Statement::walk)
                .filter(statement -> statement instanceof Statement.Simple simple && simple.keyword().equals("return"))
                .flatMap(statement -> statement.expressions().stream()).toList();
    }
}
