package org.lamina.source.program.python;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lamina.source.program.LoopEvent;
import org.lamina.source.program.Program;
import org.lamina.source.python.Expression;
import org.lamina.source.python.PythonSource;
import org.lamina.source.python.Statement;
import org.lamina.source.python.Statement.Assignment;
import org.lamina.source.python.Statement.Block;
import org.lamina.source.python.Statement.ClassDefinition;
import org.lamina.source.python.Statement.FunctionDefinition;
import org.lamina.source.python.TextRange;

/**
 * Follows the statements of a program in the order in which they would run. Where a condition is not known, both ways
 * are followed and what they disagree on is unknown afterwards. A loop over something known and short is followed step
 * by step, any other once. Functions and classes that nobody calls are followed by themselves, with unknown arguments.
 */
public final class Follower {

    private static final int MAX_STEPS = 400_000;
    private static final int MAX_DEPTH = 24;
    private static final int MAX_UNROLLED = 40;

    final PythonSource source;
    final Tape tape = new Tape();
    final Record record = new Record();
    final Evaluator evaluator = new Evaluator(this);
    final Calls calls = new Calls(this);
    final Application application = new Application(this);
    private final Scope module = new Scope(Optional.empty());
    private final Deque<Integer> loops = new ArrayDeque<>();
    private final Deque<Frame> frames = new ArrayDeque<>();
    private final Set<Statement> visited = Collections.newSetFromMap(new IdentityHashMap<>());
    /** An object of each Java class, to call its methods on that nothing calls. */
    private final Map<ClassDefinition, Value.Instance> javaObjects = new IdentityHashMap<>();
    private int steps;
    private int openLoops;

    /** One call of a function. */
    private static final class Frame {
        private final FunctionDefinition function;
        private final List<Value> returned = new ArrayList<>();

        Frame(FunctionDefinition function) {
            this.function = function;
        }
    }

    private Follower(PythonSource source) {
        this.source = source;
    }

    /** Follows a program; never fails. */
    public static Program follow(PythonSource source) {
        Follower follower = new Follower(source);
        try {
            follower.run(source.statements(), follower.module);
            follower.runUncalled();
            follower.record.instances().forEach(follower.application::followByItself);
            follower.calls.finish();
        } catch (TooLong stopped) {
            // what was understood until here still counts
            return new Assembly(follower).program();
        }
        return new Assembly(follower).program();
    }

    /** Counts a step of the work. */
    void step() {
        if (++steps > MAX_STEPS) {
            throw new TooLong();
        }
    }

    /** Notes that something happens in a training program. */
    void event(LoopEvent.Kind kind, TextRange range, String subject) {
        record.event(new LoopEvent(kind, range, subject, List.copyOf(loops),
                frames.isEmpty() ? "" : frames.peek().function.name()));
    }

    /** In Java, classes come last: methods that make blocks tell the arguments of their constructors. */
    private void runUncalled() {
        if (source.isJava()) {
            runFunctions();
            makeModules();
        } else {
            makeModules();
            runFunctions();
        }
    }

    private void makeModules() {
        for (Statement statement : source.allStatements()) {
            if (statement instanceof ClassDefinition definition && visited.add(definition)) {
                Value.UserClass type = new Value.UserClass(definition, module);
                if (Classes.isModule(this, type)) {
                    application.make(type, Args.none(definition.range()));
                }
            }
        }
    }

    private void runFunctions() {
        for (Statement statement : source.statements()) {
            List<FunctionDefinition> functions = statement.walk().filter(FunctionDefinition.class::isInstance)
                    .map(FunctionDefinition.class::cast).toList();
            for (FunctionDefinition function : functions) {
                if (!visited.contains(function)) {
                    runByItself(function);
                }
            }
        }
    }

    private void runByItself(FunctionDefinition function) {
        Optional<ClassDefinition> owner = source.classAt(function.range().offset())
                .filter(found -> !source.isJava() || found.methods().stream().anyMatch(method -> method == function));
        if (owner.isEmpty()) {
            call(new Value.Function(function, module, Optional.empty()), Args.none(function.range()), false);
            return;
        }
        Value.UserClass type = new Value.UserClass(owner.get(), module);
        boolean part = source.isJava() || Set.of("forward", "call", "__init__", "build").contains(function.name());
        if (part && Classes.isModule(this, type)) {
            return;
        }
        Value.Instance self = source.isJava() ? javaObjects.computeIfAbsent(owner.get(),
                definition -> application.make(type, Args.none(definition.range())))
                : application.instance(type, function.range());
        if (!function.name().startsWith("__init__/")) {
            call(new Value.Function(function, module, Optional.of(self)), Args.none(function.range()), false);
        }
    }

    /** Follows statements; whether they certainly leave the function or loop. */
    boolean run(List<Statement> statements, Scope scope) {
        for (int i = 0; i < statements.size(); i++) {
            step();
            Statement statement = statements.get(i);
            if (statement instanceof Block block && block.keyword().equals("if")) {
                List<Block> branches = new ArrayList<>(List.of(block));
                while (i + 1 < statements.size() && statements.get(i + 1) instanceof Block next
                        && (next.keyword().equals("elif") || next.keyword().equals("else"))) {
                    branches.add(next);
                    i++;
                }
                if (branches(branches, scope)) {
                    return true;
                }
            } else if (run(statement, scope)) {
                return true;
            }
        }
        return false;
    }

    private boolean run(Statement statement, Scope scope) {
        if (statement instanceof FunctionDefinition function) {
            scope.set(function.name(), new Value.Function(function, scope, Optional.empty()));
        } else if (statement instanceof ClassDefinition definition) {
            scope.set(definition.name(), new Value.UserClass(definition, scope));
        } else if (statement instanceof Assignment assignment) {
            new Assigning(this, scope).run(assignment);
        } else if (statement instanceof Block block) {
            return block(block, scope);
        } else if (statement instanceof Statement.Simple simple) {
            return simple(simple, scope);
        }
        return false;
    }

    private boolean simple(Statement.Simple simple, Scope scope) {
        List<Value> values = simple.keyword().equals("@") || simple.keyword().equals("del") ? List.of()
                : simple.expressions().stream().map(expression -> evaluator.value(expression, scope)).toList();
        if (simple.keyword().equals("return") && !frames.isEmpty()) {
            frames.peek().returned.add(values.isEmpty() ? Value.of(null) : values.get(0));
        }
        return Set.of("return", "raise", "break", "continue").contains(simple.keyword());
    }

    /** Follows {@code if}, {@code elif}, {@code else}. */
    private boolean branches(List<Block> branches, Scope scope) {
        Map<String, Value> before = scope.snapshot();
        List<Map<String, Value>> after = new ArrayList<>();
        boolean complete = false;
        for (Block branch : branches) {
            scope.restore(before);
            Optional<Boolean> taken = branch.keyword().equals("else") ? Optional.of(true)
                    : branch.expressions().isEmpty() ? Optional.empty()
                            : Truth.of(evaluator.value(branch.expressions().get(0), scope));
            if (taken.isPresent() && !taken.get()) {
                continue;
            }
            if (!run(branch.body(), scope)) {
                after.add(scope.snapshot());
            }
            if (taken.isPresent()) {
                complete = true;
                break;
            }
        }
        if (!complete) {
            after.add(before);
        }
        if (after.isEmpty()) {
            return true;
        }
        scope.restore(Joining.variables(this, after, branches.get(0).range()));
        return false;
    }

    private boolean block(Block block, Scope scope) {
        switch (block.keyword()) {
            case "for" -> loop(block, scope);
            case "while" -> inLoop(block, () -> {
                block.expressions().forEach(expression -> evaluator.value(expression, scope));
                run(block.body(), scope);
            });
            case "with" -> {
                with(block, scope);
                return run(block.body(), scope);
            }
            case "try", "finally" -> {
                return run(block.body(), scope);
            }
            case "except" -> {
                Map<String, Value> before = scope.snapshot();
                run(block.body(), scope);
                scope.restore(Joining.missing(before, scope.snapshot()));
            }
            default -> run(block.body(), scope);
        }
        return false;
    }

    private void with(Block block, Scope scope) {
        for (Expression item : block.expressions()) {
            if (item instanceof Expression.Operation as && as.operands().size() == 3) {
                evaluator.assign(as.operands().get(2), evaluator.value(as.operands().get(0), scope), scope);
            } else {
                evaluator.value(item, scope);
            }
        }
    }

    private void loop(Block block, Scope scope) {
        List<Expression> header = block.expressions();
        if (header.isEmpty() || !(header.get(header.size() - 1) instanceof Expression.Operation in)
                || in.operands().size() != 2 || !in.operators().equals(List.of("in"))) {
            inLoop(block, () -> run(block.body(), scope));
            return;
        }
        List<Expression> targets = new ArrayList<>(header.subList(0, header.size() - 1));
        targets.add(in.operands().get(0));
        Expression target = targets.size() == 1 ? targets.get(0)
                : new Expression.Collection('(', targets, block.range());
        Value iterable = evaluator.value(in.operands().get(1), scope);
        List<Value> items = Iteration.items(this, iterable, MAX_UNROLLED);
        int open = Iteration.isExact(iterable, MAX_UNROLLED) ? 0 : 1;
        openLoops += open;
        inLoop(block, () -> {
            for (Value item : items) {
                evaluator.assign(target, item, scope);
                run(block.body(), scope);
            }
        });
        openLoops -= open;
    }

    /** Whether the statements that are followed are those of a loop. */
    boolean isInLoop() {
        return !loops.isEmpty();
    }

    /** Whether it is not known how often the statements that are followed are run. */
    boolean isInOpenLoop() {
        return openLoops > 0;
    }

    private void inLoop(Block block, Runnable body) {
        loops.addLast(block.range().offset());
        body.run();
        loops.removeLast();
    }

    /**
     * Calls a function of the program.
     *
     * @param known whether the arguments are all there are; else missing ones are unknown rather than default
     */
    Value call(Value.Function function, Args args, boolean known) {
        FunctionDefinition definition = function.definition();
        boolean first = visited.add(definition);
        long nested = frames.stream().filter(frame -> frame.function == definition).count();
        if (frames.size() >= MAX_DEPTH || nested > 2 || !first && nested > 0 && frames.size() > MAX_DEPTH / 2) {
            return Value.unknown();
        }
        Scope scope = new Scope(Optional.of(function.scope()));
        new Binding(this, scope).bind(function, args, known);
        Frame frame = new Frame(definition);
        frames.push(frame);
        try {
            run(definition.body(), scope);
        } finally {
            frames.pop();
        }
        return frame.returned.isEmpty() ? Value.of(null) : Joining.values(this, frame.returned, args.range());
    }

    /** Notes that a class is used, so that it is not followed by itself. */
    void visit(ClassDefinition definition) {
        visited.add(definition);
    }
}
