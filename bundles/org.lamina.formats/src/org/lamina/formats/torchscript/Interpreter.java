package org.lamina.formats.torchscript;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.lamina.formats.shapes.ShapeConflictException;
import org.lamina.formats.torchscript.Value.Constant;
import org.lamina.formats.torchscript.Value.Items;
import org.lamina.formats.torchscript.Value.Tensor;
import org.lamina.formats.torchscript.code.Expression;
import org.lamina.formats.torchscript.code.Statement;
import org.lamina.model.ModelFormatException;
import org.lamina.model.Progress;

/**
 * Follows the serialised code of a model from its inputs to its outputs without computing a tensor. Conditions that
 * only a run could tell are followed both ways; loops that only a run could end are followed twice.
 */
final class Interpreter {

    private static final long STEP_LIMIT = 5_000_000;
    private static final int LOOP_LIMIT = 10_000;
    private static final int NESTING_LIMIT = 500;

    /** How the execution of statements ended. */
    private enum End {
        REACHED, RETURNED, RAISED
    }

    private final Path file;
    private final Attributes attributes;
    private final Value constants;
    private final Progress progress;
    private final Calls calls;
    private long steps;
    private int nesting;

    Interpreter(Path file, ScriptProgram program, ModuleTree tree, DataFlow flow, Value constants, Progress progress) {
        this.file = file;
        this.attributes = new Attributes(tree);
        this.constants = constants;
        this.progress = progress;
        this.calls = new Calls(file, program, tree, flow, attributes, this);
    }

    /** Follows a method of the root module. */
    Value run(String method, List<Value> arguments) throws ModelFormatException, IOException, ShapeConflictException {
        return calls.root(method, arguments);
    }

    /** Follows the body of a frame's method and gives what it returns. */
    Value body(Frame frame, List<Statement> statements)
            throws ModelFormatException, IOException, ShapeConflictException {
        execute(statements, frame);
        return frame.returned();
    }

    private End execute(List<Statement> statements, Frame frame)
            throws ModelFormatException, IOException, ShapeConflictException {
        for (Statement statement : statements) {
            frame.statement(statement);
            End end = execute(statement, frame);
            if (end != End.REACHED) {
                return end;
            }
        }
        return End.REACHED;
    }

    private End execute(Statement statement, Frame frame)
            throws ModelFormatException, IOException, ShapeConflictException {
        step();
        if (statement instanceof Statement.Assign assign) {
            assign(assign.targets(), evaluate(assign.value(), frame), frame);
        } else if (statement instanceof Statement.Annotation annotation && annotation.value() != null) {
            assign(List.of(annotation.target()), evaluate(annotation.value(), frame), frame);
        } else if (statement instanceof Statement.Evaluate evaluate) {
            if (evaluate.value() instanceof Expression.Call call
                    && "ops.prim.RaiseException".equals(Calls.qualifiedName(call.callee()))) {
                return End.RAISED;
            }
            evaluate(evaluate.value(), frame);
        } else if (statement instanceof Statement.Return result) {
            frame.returned(result.value() == null ? Value.NONE : evaluate(result.value(), frame));
            return End.RETURNED;
        } else if (statement instanceof Statement.If choice) {
            return choose(choice, frame);
        } else if (statement instanceof Statement.While loop) {
            return repeat(loop, frame);
        } else if (statement instanceof Statement.For loop) {
            return repeat(loop, frame);
        } else if (statement instanceof Statement.With with) {
            return execute(with.body(), frame);
        }
        return End.REACHED;
    }

    private void step() throws ModelFormatException {
        if (++steps > STEP_LIMIT) {
            throw new ModelFormatException(file, "code that can be followed in " + STEP_LIMIT + " steps", "more");
        }
        if (steps % 4096 == 0) {
            progress.checkCancelled();
        }
    }

    private void assign(List<Expression> targets, Value value, Frame frame)
            throws ModelFormatException, IOException, ShapeConflictException {
        if (targets.size() == 1 && targets.get(0) instanceof Expression.Name name) {
            frame.variables().put(name.name(), value);
            return;
        }
        if (targets.size() == 1 && targets.get(0) instanceof Expression.Attribute attribute) {
            Value owner = evaluate(attribute.value(), frame);
            attributes.set(owner, attribute.name(), value);
            return;
        }
        for (int i = 0; i < targets.size(); i++) {
            if (targets.get(i) instanceof Expression.Name name) {
                frame.variables().put(name.name(), part(value, i));
            } else if (targets.get(i) instanceof Expression.Sequence nested) {
                assign(nested.elements(), part(value, i), frame);
            }
        }
    }

    /**
     * A part of something that is taken apart; of a tensor that stands for several, all but the first are of any shape.
     */
    private static Value part(Value value, int index) {
        if (value instanceof Tensor tensor) {
            return index == 0 ? tensor : new Tensor(tensor.producers(), null, tensor.name(), tensor.stored());
        }
        return ScalarFunctions.element(value, new Constant((long) index));
    }

    private End choose(Statement.If choice, Frame frame)
            throws ModelFormatException, IOException, ShapeConflictException {
        Value condition = evaluate(choice.condition(), frame);
        if (condition instanceof Constant constant && constant.value() instanceof Boolean known) {
            return execute(known ? choice.then() : choice.otherwise(), frame);
        }
        Map<String, Value> before = new LinkedHashMap<>(frame.variables());
        End then = execute(choice.then(), frame);
        Map<String, Value> afterThen = frame.variables();
        frame.variables(before);
        End otherwise = execute(choice.otherwise(), frame);
        if (then == otherwise && then == End.REACHED) {
            frame.variables(Value.merge(afterThen, frame.variables()));
        } else if (then == End.REACHED) {
            frame.variables(afterThen);
        } else if (then != otherwise && otherwise != End.REACHED) {
            return End.RETURNED;
        } else if (then == otherwise) {
            return then;
        }
        return End.REACHED;
    }

    private End repeat(Statement.While loop, Frame frame)
            throws ModelFormatException, IOException, ShapeConflictException {
        for (int run = 0; run < LOOP_LIMIT; run++) {
            frame.statement(loop);
            Value condition = evaluate(loop.condition(), frame);
            if (!(condition instanceof Constant constant && constant.value() instanceof Boolean known)) {
                return repeatTwice(loop.body(), frame);
            } else if (!known) {
                return End.REACHED;
            }
            End end = execute(loop.body(), frame);
            if (end != End.REACHED) {
                return end;
            }
        }
        return End.REACHED;
    }

    private End repeat(Statement.For loop, Frame frame)
            throws ModelFormatException, IOException, ShapeConflictException {
        Value iterable = evaluate(loop.iterable(), frame);
        if (!(iterable instanceof Items items)) {
            assign(List.of(loop.target()), iterable instanceof Tensor tensor ? part(tensor, 1) : Value.UNKNOWN, frame);
            return repeatTwice(loop.body(), frame);
        }
        for (Value element : List.copyOf(items.elements())) {
            assign(List.of(loop.target()), element, frame);
            End end = execute(loop.body(), frame);
            if (end != End.REACHED) {
                return end;
            }
        }
        return End.REACHED;
    }

    private End repeatTwice(List<Statement> body, Frame frame)
            throws ModelFormatException, IOException, ShapeConflictException {
        for (int run = 0; run < 2; run++) {
            Map<String, Value> before = new LinkedHashMap<>(frame.variables());
            if (execute(body, frame) == End.REACHED) {
                frame.variables(Value.merge(before, frame.variables()));
            } else {
                frame.variables(before);
            }
        }
        return End.REACHED;
    }

    /** The value of an expression. */
    Value evaluate(Expression expression, Frame frame)
            throws ModelFormatException, IOException, ShapeConflictException {
        step();
        if (++nesting > NESTING_LIMIT) {
            throw new ModelFormatException(file, "at most " + NESTING_LIMIT + " nested expressions and calls", "more");
        }
        Value value = valueOf(expression, frame);
        nesting--;
        return value;
    }

    private Value valueOf(Expression expression, Frame frame)
            throws ModelFormatException, IOException, ShapeConflictException {
        if (expression instanceof Expression.Literal literal) {
            return new Constant(literal.value());
        } else if (expression instanceof Expression.Name name) {
            return frame.variables().getOrDefault(name.name(), Value.UNKNOWN);
        } else if (expression instanceof Expression.Call call) {
            return calls.evaluate(call, frame);
        } else if (expression instanceof Expression.Attribute attribute) {
            String qualified = Calls.isVariable(attribute, frame) ? null : Calls.qualifiedName(attribute);
            return qualified == null ? attributes.of(evaluate(attribute.value(), frame), attribute.name())
                    : named(qualified);
        } else if (expression instanceof Expression.Subscript subscript) {
            Value container = evaluate(subscript.value(), frame);
            Value index = evaluate(subscript.index(), frame);
            return container instanceof Tensor tensor ? part(tensor, index.equals(new Constant(0L)) ? 0 : 1)
                    : ScalarFunctions.element(container, index);
        } else if (expression instanceof Expression.Sequence sequence) {
            List<Value> elements = new ArrayList<>();
            for (Expression element : sequence.elements()) {
                elements.add(evaluate(element, frame));
            }
            Items items = new Items(elements);
            return Value.canHold(null, items) ? items : Value.UNKNOWN;
        } else if (expression instanceof Expression.Dictionary dictionary) {
            return dictionary(dictionary, frame);
        }
        return Value.UNKNOWN;
    }

    private Value dictionary(Expression.Dictionary dictionary, Frame frame)
            throws ModelFormatException, IOException, ShapeConflictException {
        Map<Object, Value> values = new LinkedHashMap<>();
        for (int i = 0; i + 1 < dictionary.keysAndValues().size(); i += 2) {
            Value value = evaluate(dictionary.keysAndValues().get(i + 1), frame);
            if (evaluate(dictionary.keysAndValues().get(i), frame) instanceof Constant key) {
                values.put(key.value(), value);
            }
        }
        return new Value.Entries(values);
    }

    /** What a qualified name stands for: one of the archive's constants, or a function. */
    private Value named(String name) {
        if (name.startsWith("CONSTANTS.c")) {
            String number = name.substring("CONSTANTS.c".length());
            return number.matches("\\d{1,9}")
                    ? ScalarFunctions.element(constants, new Constant(Long.valueOf(number))) : Value.UNKNOWN;
        }
        return new Value.Function(name);
    }
}
