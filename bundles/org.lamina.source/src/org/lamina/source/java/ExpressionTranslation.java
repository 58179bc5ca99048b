package org.lamina.source.java;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.eclipse.jdt.core.dom.ASTNode;
import org.eclipse.jdt.core.dom.ArrayAccess;
import org.eclipse.jdt.core.dom.ArrayCreation;
import org.eclipse.jdt.core.dom.ArrayInitializer;
import org.eclipse.jdt.core.dom.Assignment;
import org.eclipse.jdt.core.dom.BooleanLiteral;
import org.eclipse.jdt.core.dom.CastExpression;
import org.eclipse.jdt.core.dom.CharacterLiteral;
import org.eclipse.jdt.core.dom.ClassInstanceCreation;
import org.eclipse.jdt.core.dom.ConditionalExpression;
import org.eclipse.jdt.core.dom.CreationReference;
import org.eclipse.jdt.core.dom.Expression;
import org.eclipse.jdt.core.dom.ExpressionMethodReference;
import org.eclipse.jdt.core.dom.FieldAccess;
import org.eclipse.jdt.core.dom.InfixExpression;
import org.eclipse.jdt.core.dom.LambdaExpression;
import org.eclipse.jdt.core.dom.MethodInvocation;
import org.eclipse.jdt.core.dom.Name;
import org.eclipse.jdt.core.dom.NullLiteral;
import org.eclipse.jdt.core.dom.NumberLiteral;
import org.eclipse.jdt.core.dom.ParenthesizedExpression;
import org.eclipse.jdt.core.dom.PostfixExpression;
import org.eclipse.jdt.core.dom.PrefixExpression;
import org.eclipse.jdt.core.dom.StringLiteral;
import org.eclipse.jdt.core.dom.SuperMethodInvocation;
import org.eclipse.jdt.core.dom.SwitchExpression;
import org.eclipse.jdt.core.dom.TextBlock;
import org.eclipse.jdt.core.dom.ThisExpression;
import org.eclipse.jdt.core.dom.VariableDeclaration;
import org.lamina.source.python.Expression.Argument;
import org.lamina.source.python.Expression.Attribute;
import org.lamina.source.python.Expression.Call;
import org.lamina.source.python.Expression.Collection;
import org.lamina.source.python.Expression.Literal;
import org.lamina.source.python.Expression.Opaque;
import org.lamina.source.python.Expression.Operation;
import org.lamina.source.python.Expression.Subscript;
import org.lamina.source.python.Statement;
import org.lamina.source.python.Statement.FunctionDefinition;
import org.lamina.source.python.TextRange;

/** Tells the expressions of a method. Lambdas and anonymous classes become statements that must stand before. */
final class ExpressionTranslation {

    private static final Map<String, String> OPERATORS = Map.of("&&", "and", "||", "or", ">>>", ">>");

    private final JavaUnit unit;
    private final JavaType type;
    private final boolean isStatic;
    private final References references;
    private List<Statement> needed = new ArrayList<>();

    ExpressionTranslation(JavaUnit unit, JavaType type, boolean isStatic) {
        this.unit = unit;
        this.type = type;
        this.isStatic = isStatic;
        this.references = new References(unit, type, isStatic);
    }

    /** The statements that the expressions told so far need before them; they are given once. */
    List<Statement> takeNeeded() {
        List<Statement> taken = needed;
        needed = new ArrayList<>();
        return taken;
    }

    TextRange range(ASTNode node) {
        return unit.range(node);
    }

    org.lamina.source.python.Expression told(Expression written) {
        TextRange range = range(written);
        if (written instanceof Name name) {
            return references.name(name);
        } else if (written instanceof MethodInvocation call) {
            return call(call, range);
        } else if (written instanceof ClassInstanceCreation made) {
            return made(made, range);
        } else if (written instanceof LambdaExpression lambda) {
            return lambda(lambda, range);
        } else if (written instanceof FieldAccess access) {
            return access.getExpression() instanceof ThisExpression
                    ? references.member(access.getName(), range)
                    : new Attribute(told(access.getExpression()), access.getName().getIdentifier(),
                            range(access.getName()), range);
        } else if (written instanceof ExpressionMethodReference reference) {
            return reference(reference, range);
        } else if (written instanceof CreationReference reference) {
            return references.type(reference.getType().toString(), range);
        } else if (written instanceof SuperMethodInvocation call) {
            return superCall(call, range);
        } else if (written instanceof InfixExpression infix) {
            return infix(infix, range);
        } else if (written instanceof ConditionalExpression choice) {
            return choice(told(choice.getExpression()), told(choice.getThenExpression()),
                    told(choice.getElseExpression()), range);
        } else if (written instanceof SwitchExpression choice) {
            return new Choosing(this).told(choice);
        }
        return simple(written, range);
    }

    private org.lamina.source.python.Expression simple(Expression written, TextRange range) {
        if (written instanceof ParenthesizedExpression inner) {
            return told(inner.getExpression());
        } else if (written instanceof CastExpression cast) {
            boolean whole = cast.getType().toString().matches("int|long");
            return whole ? call(new org.lamina.source.python.Expression.Name("int", range),
                    List.of(told(cast.getExpression())), range) : told(cast.getExpression());
        } else if (written instanceof Assignment assignment) {
            return told(assignment.getRightHandSide());
        } else if (written instanceof PrefixExpression prefix) {
            return prefix(prefix, range);
        } else if (written instanceof ThisExpression) {
            return references.self(range);
        } else if (written instanceof ArrayAccess access) {
            return new Subscript(told(access.getArray()), List.of(told(access.getIndex())), range);
        } else if (written instanceof ArrayCreation array && array.getInitializer() != null) {
            return told(array.getInitializer());
        } else if (written instanceof ArrayInitializer array) {
            return new Collection('[', all(array.expressions()), range);
        }
        return constant(written).map(value -> (org.lamina.source.python.Expression) new Literal(value, range))
                .orElseGet(() -> new Opaque(range));
    }

    private static Optional<Optional<Object>> constant(Expression written) {
        if (written instanceof NumberLiteral number) {
            return JavaNumber.of(number.getToken()).map(Optional::of);
        } else if (written instanceof StringLiteral text) {
            return Optional.of(Optional.of(text.getLiteralValue()));
        } else if (written instanceof TextBlock text) {
            return Optional.of(Optional.of(text.getLiteralValue()));
        } else if (written instanceof CharacterLiteral character) {
            return Optional.of(Optional.of(String.valueOf(character.charValue())));
        } else if (written instanceof BooleanLiteral truth) {
            return Optional.of(Optional.of(truth.booleanValue()));
        }
        return written instanceof NullLiteral ? Optional.of(Optional.empty()) : Optional.empty();
    }

    private org.lamina.source.python.Expression call(MethodInvocation call, TextRange range) {
        String method = call.getName().getIdentifier();
        List<org.lamina.source.python.Expression> arguments = all(call.arguments());
        if (call.getExpression() == null) {
            return call(references.method(call.getName(), arguments.size()), arguments, range);
        }
        Optional<org.lamina.source.python.Expression> ofType = call.getExpression() instanceof Name owner
                ? references.staticMethod(owner.getFullyQualifiedName(), method, arguments.size(),
                        range(call.getName()))
                : Optional.empty();
        boolean forward = method.equals("forward") && arguments.size() >= 3;
        return call(ofType.orElseGet(() -> new Attribute(told(call.getExpression()), method, range(call.getName()),
                range(call.getExpression()))), forward ? arguments.subList(1, 2) : arguments, range);
    }

    private org.lamina.source.python.Expression superCall(SuperMethodInvocation call, TextRange range) {
        List<org.lamina.source.python.Expression> arguments = new ArrayList<>(List.of(references.self(range)));
        arguments.addAll(all(call.arguments()));
        return unit.names().lineage(type).stream().skip(1).findFirst().map(base -> call(new Attribute(
                new org.lamina.source.python.Expression.Name(base.name(), range), call.getName().getIdentifier(),
                range, range), arguments, range)).orElseGet(() -> new Opaque(range));
    }

    private org.lamina.source.python.Expression made(ClassInstanceCreation made, TextRange range) {
        List<org.lamina.source.python.Expression> arguments = all(made.arguments());
        Optional<JavaType> anonymous = Optional.ofNullable(made.getAnonymousClassDeclaration())
                .flatMap(declaration -> unit.names().type(declaration));
        anonymous.ifPresent(local -> needed.addAll(local(local)));
        TextRange name = range(made.getType());
        return call(anonymous.map(local -> (org.lamina.source.python.Expression)
                new org.lamina.source.python.Expression.Name(local.name(), name))
                .orElseGet(() -> references.type(made.getType().toString(), name)), arguments, range);
    }

    /** A class inside of a method, which sees the variables and the object around it. */
    List<Statement> local(JavaType local) {
        List<Statement> statements = new ArrayList<>();
        TextRange range = range(local.node());
        if (!isStatic) {
            statements.add(new Statement.Assignment(List.of(References.outer(type, range)), "=",
                    new org.lamina.source.python.Expression.Name(TypeTranslation.SELF, range), range));
        }
        TypeTranslation translation = new TypeTranslation(unit, local);
        statements.add(translation.definition());
        statements.addAll(translation.staticFunctions());
        statements.addAll(translation.staticFields());
        return statements;
    }

    private org.lamina.source.python.Expression lambda(LambdaExpression lambda, TextRange range) {
        List<String> parameters = new ArrayList<>();
        unit.names().enter();
        Nodes.of(lambda.parameters(), VariableDeclaration.class)
                .forEach(parameter -> parameters.add(parameter.getName().getIdentifier()));
        parameters.forEach(unit.names()::declare);
        List<Statement> body;
        if (lambda.getBody() instanceof Expression value) {
            ExpressionTranslation inner = new ExpressionTranslation(unit, type, isStatic);
            org.lamina.source.python.Expression returned = inner.told(value);
            body = inner.takeNeeded();
            body.add(new Statement.Simple("return", List.of(returned), range));
        } else {
            body = new StatementTranslation(unit, type, isStatic).statements(lambda.getBody());
        }
        unit.names().leave();
        String name = "lambda@" + range.offset();
        needed.add(new FunctionDefinition(name, parameters, Map.of(), List.of(), body, range));
        return new org.lamina.source.python.Expression.Name(name, range);
    }

    private org.lamina.source.python.Expression reference(ExpressionMethodReference reference, TextRange range) {
        if (reference.getExpression() instanceof ThisExpression) {
            return references.member(reference.getName(), range);
        }
        return new Attribute(told(reference.getExpression()), reference.getName().getIdentifier(),
                range(reference.getName()), range);
    }

    private org.lamina.source.python.Expression infix(InfixExpression infix, TextRange range) {
        List<org.lamina.source.python.Expression> operands = new ArrayList<>();
        operands.add(told(infix.getLeftOperand()));
        operands.add(told(infix.getRightOperand()));
        operands.addAll(all(infix.extendedOperands()));
        String operator = infix.getOperator().toString();
        if (operator.equals("/")) {
            // whole numbers are divided otherwise than in Python, and only their values tell
            return operands.stream().reduce((left, right) -> call(new org.lamina.source.python.Expression.Name(
                    "java.divide", range), List.of(left, right), range)).orElseThrow();
        }
        List<Integer> places = new ArrayList<>();
        List<String> operators = new ArrayList<>();
        for (int i = 1; i < operands.size(); i++) {
            places.add(i);
            operators.add(OPERATORS.getOrDefault(operator, operator));
        }
        return new Operation(operators, places, operands, range);
    }

    private org.lamina.source.python.Expression prefix(PrefixExpression prefix, TextRange range) {
        org.lamina.source.python.Expression operand = told(prefix.getOperand());
        String operator = prefix.getOperator().toString();
        if (operator.equals("-") && operand instanceof Literal literal && literal.number().isPresent()) {
            Object value = literal.value().get() instanceof Long whole ? (Object) (-whole) : -literal.number().get();
            return new Literal(Optional.of(value), range);
        }
        return switch (operator) {
            case "-", "+" -> new Operation(List.of(operator), List.of(0), List.of(operand), range);
            case "!" -> new Operation(List.of("not"), List.of(0), List.of(operand), range);
            default -> new Opaque(range);
        };
    }

    org.lamina.source.python.Expression choice(org.lamina.source.python.Expression condition,
            org.lamina.source.python.Expression yes, org.lamina.source.python.Expression no, TextRange range) {
        return new Operation(List.of("if", "else"), List.of(1, 2), List.of(yes, condition, no), range);
    }

    /** Whether a value is one of a switch. */
    org.lamina.source.python.Expression equal(org.lamina.source.python.Expression selector, Expression label) {
        return new Operation(List.of("=="), List.of(1), List.of(selector, told(label)), range(label));
    }

    private List<org.lamina.source.python.Expression> all(List<?> written) {
        return Nodes.of(written, Expression.class).stream().map(this::told).toList();
    }

    static org.lamina.source.python.Expression call(org.lamina.source.python.Expression callee,
            List<org.lamina.source.python.Expression> arguments, TextRange range) {
        return new Call(callee, arguments.stream().map(argument -> new Argument(Optional.empty(), false, argument))
                .toList(), range);
    }

    /** By how much {@code i++} or the like changes its variable; 0 for another expression. */
    static int stepOf(Expression written) {
        String operator = written instanceof PostfixExpression postfix ? postfix.getOperator().toString()
                : written instanceof PrefixExpression prefix ? prefix.getOperator().toString() : "";
        return operator.equals("++") ? 1 : operator.equals("--") ? -1 : 0;
    }

    /** The variable that {@code i++} changes. */
    static Expression stepped(Expression written) {
        return written instanceof PostfixExpression postfix ? postfix.getOperand()
                : ((PrefixExpression) written).getOperand();
    }
}
