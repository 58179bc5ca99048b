package org.lamina.source.java;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.eclipse.jdt.core.dom.ASTNode;
import org.eclipse.jdt.core.dom.AbstractTypeDeclaration;
import org.eclipse.jdt.core.dom.Block;
import org.eclipse.jdt.core.dom.ClassInstanceCreation;
import org.eclipse.jdt.core.dom.ConstructorInvocation;
import org.eclipse.jdt.core.dom.FieldDeclaration;
import org.eclipse.jdt.core.dom.Initializer;
import org.eclipse.jdt.core.dom.MethodDeclaration;
import org.eclipse.jdt.core.dom.Modifier;
import org.eclipse.jdt.core.dom.SingleVariableDeclaration;
import org.eclipse.jdt.core.dom.SuperConstructorInvocation;
import org.eclipse.jdt.core.dom.VariableDeclarationFragment;
import org.lamina.source.python.Expression;
import org.lamina.source.python.Expression.Attribute;
import org.lamina.source.python.Expression.Literal;
import org.lamina.source.python.Expression.Name;
import org.lamina.source.python.Statement;
import org.lamina.source.python.Statement.Assignment;
import org.lamina.source.python.Statement.ClassDefinition;
import org.lamina.source.python.Statement.FunctionDefinition;
import org.lamina.source.python.TextRange;

/** Tells one type of a Java file as a class, and what is static in it as functions and variables of the module. */
final class TypeTranslation {

    static final String SELF = "self";

    private final JavaUnit unit;
    private final JavaType type;
    private final TextRange range;

    TypeTranslation(JavaUnit unit, JavaType type) {
        this.unit = unit;
        this.type = type;
        this.range = type.node() instanceof AbstractTypeDeclaration declaration
                ? from(declaration.getName(), declaration) : unit.range(type.node());
    }

    /** A declaration without the comment and the modifiers in front of its name. */
    private TextRange from(ASTNode name, ASTNode declaration) {
        TextRange start = unit.range(name);
        return new TextRange(start.offset(), unit.range(declaration).end() - start.offset(), start.line(),
                start.column());
    }

    ClassDefinition definition() {
        List<Expression> bases = type.bases().stream().map(base -> (Expression) new Name(unit.names().type(base)
                .map(JavaType::name).orElseGet(() -> unit.names().qualified(base)), range)).toList();
        List<Statement> body = new ArrayList<>(constructors());
        List<FunctionDefinition> methods = new ArrayList<>();
        for (MethodDeclaration method : type.methods()) {
            if (!method.isConstructor() && !type.isStatic(method)) {
                methods.add(function(method, List.of()));
            }
        }
        type.components().stream().filter(component -> type.method(component, 0).isEmpty()).forEach(component ->
                methods.add(new FunctionDefinition(component, List.of(SELF), Map.of(), List.of(), List.of(
                        new Statement.Simple("return", List.of(field(component)), range)), range)));
        body.addAll(unit.callersFirst(methods));
        return new ClassDefinition(type.name(), bases, body, range);
    }

    List<FunctionDefinition> staticFunctions() {
        return type.methods().stream().filter(type::isStatic).map(method -> function(method, List.of())).toList();
    }

    /** What is computed when the type is loaded. */
    List<Statement> staticFields() {
        List<Statement> statements = new ArrayList<>();
        StatementTranslation translation = new StatementTranslation(unit, type, true);
        unit.names().enter();
        type.body().forEach(member -> {
            if (member instanceof FieldDeclaration field && type.isStatic(field)) {
                statements.addAll(initialised(field, translation, true));
            } else if (member instanceof Initializer initializer && Modifier.isStatic(initializer.getModifiers())) {
                statements.addAll(translation.statements(initializer.getBody()));
            }
        });
        unit.names().leave();
        return statements;
    }

    private List<FunctionDefinition> constructors() {
        List<FunctionDefinition> constructors = new ArrayList<>();
        for (MethodDeclaration method : type.methods()) {
            if (method.isConstructor()) {
                constructors.add(function(method, start(method)));
            }
        }
        boolean plain = constructors.isEmpty() && (type.node() instanceof AbstractTypeDeclaration
                || !type.fields().isEmpty());
        if (plain) {
            List<String> parameters = new ArrayList<>(List.of(SELF));
            parameters.addAll(type.components());
            List<Expression> passed = passed();
            List<Statement> body = new ArrayList<>(superConstructor(passed));
            body.addAll(components());
            body.addAll(fields());
            passed.forEach(argument -> parameters.add(((Name) argument).id()));
            constructors.add(new FunctionDefinition("__init__/" + (parameters.size() - 1), parameters, Map.of(),
                    List.of(), body, range));
        }
        return constructors;
    }

    /** The components of a record get the values of the variables of their names. */
    private List<Statement> components() {
        return type.components().stream().map(component -> (Statement) new Assignment(List.of(field(component)), "=",
                new Name(component, range), range)).toList();
    }

    /** What an anonymous class passes on to the constructor of its base. */
    private List<Expression> passed() {
        List<Expression> passed = new ArrayList<>();
        if (type.node().getParent() instanceof ClassInstanceCreation made) {
            for (int i = 0; i < made.arguments().size(); i++) {
                passed.add(new Name("argument" + i, range));
            }
        }
        return passed;
    }

    /** What runs before the statements of a constructor. */
    private List<Statement> start(MethodDeclaration constructor) {
        Object first = Optional.ofNullable(constructor.getBody()).map(Block::statements)
                .filter(statements -> !statements.isEmpty()).<Object>map(statements -> statements.get(0)).orElse("");
        if (first instanceof ConstructorInvocation) {
            return List.of();
        }
        List<Statement> start = new ArrayList<>(first instanceof SuperConstructorInvocation ? List.of()
                : superConstructor(List.of()));
        start.addAll(fields());
        return start;
    }

    private List<Statement> superConstructor(List<Expression> arguments) {
        return unit.names().lineage(type).stream().skip(1).findFirst().map(base -> {
            List<Expression> all = new ArrayList<>(List.of(new Name(SELF, range)));
            all.addAll(arguments);
            return List.<Statement>of(new Statement.Simple("", List.of(ExpressionTranslation.call(new Attribute(
                    new Name(base.name(), range), "__init__/" + arguments.size(), range, range), all, range)), range));
        }).orElse(List.of());
    }

    private List<Statement> fields() {
        StatementTranslation translation = new StatementTranslation(unit, type, false);
        unit.names().enter();
        List<Statement> statements = new ArrayList<>();
        for (FieldDeclaration field : type.fields()) {
            if (!type.isStatic(field)) {
                statements.addAll(initialised(field, translation, false));
            }
        }
        unit.names().leave();
        return statements;
    }

    private List<Statement> initialised(FieldDeclaration field, StatementTranslation translation, boolean isStatic) {
        List<Statement> statements = new ArrayList<>();
        for (VariableDeclarationFragment variable : Nodes.of(field.fragments(), VariableDeclarationFragment.class)) {
            String name = variable.getName().getIdentifier();
            if (variable.getInitializer() != null) {
                statements.addAll(translation.assigned(isStatic ? new Name(type.name() + "." + name,
                        unit.range(variable.getName())) : field(name), variable.getInitializer()));
            }
        }
        return statements;
    }

    private Expression field(String name) {
        return new Attribute(new Name(SELF, range), name, range, range);
    }

    private FunctionDefinition function(MethodDeclaration method, List<Statement> before) {
        boolean isStatic = type.isStatic(method);
        List<String> parameters = new ArrayList<>(isStatic ? List.of() : List.of(SELF));
        List<Expression> signature = new ArrayList<>();
        unit.names().enter();
        if (method.isCompactConstructor()) {
            parameters.addAll(type.components());
        }
        for (SingleVariableDeclaration parameter : Nodes.of(method.parameters(), SingleVariableDeclaration.class)) {
            parameters.add(parameter.getName().getIdentifier());
            if (parameter.isVarargs()) {
                signature.add(new Expression.Operation(List.of("*"), List.of(0), List.of(
                        new Name(parameter.getName().getIdentifier(), range)), range));
            }
        }
        parameters.forEach(unit.names()::declare);
        Map<String, Expression> defaults = new LinkedHashMap<>();
        if (JavaType.isForward(method)) {
            // the store of parameters, first in Java, is nothing that flows
            parameters.add(parameters.remove(1));
            parameters.stream().skip(2).forEach(name -> defaults.put(name, new Literal(Optional.empty(), range)));
        }
        List<Statement> body = new ArrayList<>(before);
        if (method.getBody() != null) {
            body.addAll(new StatementTranslation(unit, type, isStatic).statements(method.getBody()));
        }
        unit.names().leave();
        body.addAll(method.isCompactConstructor() ? components() : List.of());
        String key = method.isCompactConstructor() ? "__init__/" + type.components().size() : type.key(method);
        return new FunctionDefinition(key, parameters, defaults, signature, body, from(method.getName(), method));
    }
}
