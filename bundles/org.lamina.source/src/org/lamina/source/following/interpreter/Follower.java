package org.lamina.source.following.interpreter;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.lamina.source.following.value.Args;
import org.lamina.source.following.value.Joining;
import org.lamina.source.following.value.Scope;
import org.lamina.source.following.value.Tape;
import org.lamina.source.following.value.TooLong;
import org.lamina.source.following.value.Value;
import org.lamina.source.program.LoopEvent;
import org.lamina.source.project.ModuleFiles;
import org.lamina.source.python.PythonSource;
import org.lamina.source.python.Statement;
import org.lamina.source.python.Statement.Assignment;
import org.lamina.source.python.Statement.ClassDefinition;
import org.lamina.source.python.Statement.FunctionDefinition;
import org.lamina.source.python.TextRange;

/**
 * Follows a program: its statements in the order in which they would run, then by themselves, with unknown arguments,
 * the functions and classes that nobody calls. Knows where in loops and calls it is, and counts the steps.
 */
public final class Follower {

    private static final int MAX_STEPS = 400_000;

    /** The type of what a block is entered with that records no gradients. */
    public static final String NO_GRADIENTS = "no gradients";

    private final PythonSource source;
    private final Tape tape = new Tape();
    private final Record record = new Record();
    private final Evaluator evaluator = new Evaluator(this);
    private final Targets targets = new Targets(this);
    private final Application application = new Application(this);
    private final Statements following = new Statements(this);
    private final Calls calls;
    private final Scope module;
    private final Imports imports;
    private final Deque<Integer> loops = new ArrayDeque<>();
    private final CallStack stack = new CallStack();
    private final Set<Statement> visited = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Map<ClassDefinition, Map<String, FunctionDefinition>> methods = new IdentityHashMap<>();
    private final Modes modes = new Modes();
    private final Known known = new Known();
    private final Freezing freezing = new Freezing(this);
    private final Decorations decorations = new Decorations();
    private final Deque<Boolean> overSamples = new ArrayDeque<>();
    private int withoutGradients;
    private final Map<ClassDefinition, Map<String, Value>> fields = new IdentityHashMap<>();
    private int steps;
    private int openLoops;
    private int undecided;
    private Blocks blocks = new Blocks();

    /**
     * Prepares to follow a program.
     *
     * @param source the program
     * @param libraries what is understood beside the language, in the order in which they are asked
     * @param files what its imports may mean
     */
    public Follower(PythonSource source, List<Function<Follower, Library>> libraries, ModuleFiles files) {
        this.source = source;
        this.module = new Scope(source);
        this.imports = new Imports(this, files);
        this.calls = new Calls(this, libraries);
    }

    /** Follows the program, as far as its length allows; whether that was to its end. */
    public boolean follow() {
        findDecorated(source);
        try {
            run(source.statements(), module);
            new Uncalled(this, module).run();
            record.instances().forEach(application::followByItself);
        } catch (TooLong stopped) {
            // what was understood until here still counts
            calls.finish();
            return false;
        }
        calls.finish();
        return true;
    }

    /** Reads the decorations of functions of a file. */
    void findDecorated(PythonSource file) {
        decorations.read(file);
    }

    /** What a function is by what is written above it. */
    Decorations.Kind decoration(FunctionDefinition function) {
        return decorations.kind(function);
    }

    /** The program. */
    public PythonSource source() {
        return source;
    }

    /** What it imports from other files. */
    public Imports imports() {
        return imports;
    }

    /** The text in a range of the program, or of a file that it imports. */
    public String text(TextRange range) {
        return imports.source(range).text(range);
    }

    /** Its own variables. */
    Scope module() {
        return module;
    }

    /** The values that flow through its networks. */
    public Tape tape() {
        return tape;
    }

    /** What has been seen of it. */
    public Record record() {
        return record;
    }

    /** Finds out what expressions stand for. */
    Evaluator evaluator() {
        return evaluator;
    }

    /** Assigns to what expressions name. */
    Targets targets() {
        return targets;
    }

    /** Finds out what calls give. */
    public Calls calls() {
        return calls;
    }

    /** Applies layers, models and losses. */
    public Application application() {
        return application;
    }

    /** Which of its networks are frozen. */
    public Freezing freezing() {
        return freezing;
    }

    /** What its variables stand for. */
    Known known() {
        return known;
    }

    /** Counts a step of the work. */
    void step() {
        if (++steps > MAX_STEPS) {
            throw new TooLong();
        }
    }

    /** Notes that something happens in a training program. */
    public void event(LoopEvent.Kind kind, TextRange range, String subject) {
        record.event(new LoopEvent(kind, range, subject, List.copyOf(loops), functionName(),
                Optional.empty()), Optional.empty());
    }

    /** Notes that a network computes or is set to a mode. */
    public void event(LoopEvent.Kind kind, TextRange range, String subject, Value network) {
        // something unknown that is set to training may be a layer alone, as for dropout in evaluation
        if (kind == LoopEvent.Kind.EVAL || kind == LoopEvent.Kind.TRAIN && network.isNetwork()) {
            modes.set(network, kind == LoopEvent.Kind.EVAL);
        }
        if (!network.isNetwork()) {
            event(kind, range, subject);
            return;
        }
        record.event(new LoopEvent(kind, range, subject, List.copyOf(loops), functionName(),
                Optional.of(new LoopEvent.Computation(modes.number(network), false, modes.isEvaluating(network),
                        withoutGradients == 0, !overSamples.isEmpty() && overSamples.peekLast(), false,
                        blocks.around()))),
                Optional.of(network));
    }

    /** Whether a network is evaluated at this place, as far as it is known. */
    boolean isEvaluating(Value network) {
        return modes.isEvaluating(network) || withoutGradients > 0;
    }

    /** What becomes of modes where it is not known who calls what is followed next. */
    void forgetModes() {
        modes.reset(source.text().contains(".eval()"));
    }

    /** Follows statements; whether they certainly leave the function or loop. */
    boolean run(List<Statement> statements, Scope scope) {
        return following.run(statements, scope);
    }

    /** Notes what the function that is followed gives. */
    void returns(Value value) {
        stack.returns(value);
    }

    /** Follows something in which no gradients are recorded, if that is so. */
    boolean withoutGradients(boolean nothing, BooleanSupplier body) {
        withoutGradients += nothing ? 1 : 0;
        boolean left = body.getAsBoolean();
        withoutGradients -= nothing ? 1 : 0;
        return left;
    }

    /** Whether the statements that are followed are those of a loop. */
    public boolean isInLoop() {
        return !loops.isEmpty();
    }

    /** Whether the statements that are followed are certainly run, once the function is called. */
    public boolean isCertain() {
        return undecided == 0;
    }

    /** Follows what may be run or not. */
    boolean undecided(boolean open, BooleanSupplier body) {
        undecided += open ? 1 : 0;
        try {
            return body.getAsBoolean();
        } finally {
            undecided -= open ? 1 : 0;
        }
    }

    /** Whether it is not known how often the statements that are followed are run. */
    boolean isInOpenLoop() {
        return openLoops > 0;
    }

    /** The blocks around what is followed, in its function. */
    Blocks blocks() {
        return blocks;
    }

    /** Follows what is repeated as often as is known, or else once. */
    void repeated(boolean known, Runnable body) {
        openLoops += known ? 0 : 1;
        body.run();
        openLoops -= known ? 0 : 1;
    }

    /** Follows what is repeated, over samples or over anything else. */
    void inLoop(TextRange loop, boolean samples, Runnable body) {
        loops.addLast(loop.offset());
        overSamples.addLast(samples);
        body.run();
        loops.removeLast();
        overSamples.removeLast();
    }

    /**
     * Calls a function of the program.
     *
     * @param complete whether the arguments are all there are; else missing ones are unknown rather than default
     */
    public Value call(Value.Function function, Args args, boolean complete) {
        FunctionDefinition definition = function.definition();
        boolean first = visited.add(definition);
        if (stack.isTooDeep(definition, first)) {
            return Value.unknown();
        }
        Scope scope = new Scope(function.scope());
        new Binding(this, scope).bind(function, args, complete);
        int outside = withoutGradients;
        Blocks around = blocks;
        blocks = new Blocks();
        withoutGradients += decorations.recordsNothing(definition) ? 1 : 0;
        try {
            List<Value> returned = stack.during(definition, args, () -> run(definition.body(), scope));
            return returned.isEmpty() ? Value.of(null) : Joining.values(tape, returned, args.range());
        } finally {
            blocks = around;
            withoutGradients = outside;
        }
    }

    /** The function that is followed. */
    Optional<FunctionDefinition> function() {
        return stack.function();
    }

    private String functionName() {
        return stack.function().map(FunctionDefinition::name).orElse("");
    }

    /** Where a value that is written at a place comes from: the argument of the outermost call that hands it on. */
    public TextRange origin(Value value, TextRange place) {
        return stack.origin(value, place);
    }

    /** The last method of this name in a class. */
    Optional<FunctionDefinition> method(ClassDefinition definition, String name) {
        return Optional.ofNullable(methods.computeIfAbsent(definition, type -> {
            Map<String, FunctionDefinition> byName = new HashMap<>();
            type.methods().stream().filter(method -> !decorations.isSetter(method))
                    .forEach(method -> byName.put(method.name(), method));
            return byName;
        }).get(name));
    }

    /** What the body of a class assigns, once it is followed; nothing while it is. */
    Map<String, Value> fields(Value.UserClass type) {
        Map<String, Value> known = fields.get(type.definition());
        if (known != null) {
            return known;
        }
        fields.put(type.definition(), Map.of());
        Scope inner = new Scope(type.scope());
        run(type.definition().body().stream().filter(Assignment.class::isInstance).toList(), inner);
        fields.put(type.definition(), inner.snapshot());
        return fields.get(type.definition());
    }

    /** Notes that a class is used, so that it is not followed by itself; whether that is new. */
    boolean visit(ClassDefinition definition) {
        return visited.add(definition);
    }

    /** Whether a function has been called. */
    boolean isCalled(FunctionDefinition definition) {
        return visited.contains(definition);
    }
}
