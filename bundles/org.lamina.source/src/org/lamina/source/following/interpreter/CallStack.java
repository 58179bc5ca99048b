package org.lamina.source.following.interpreter;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.lamina.source.following.value.Args;
import org.lamina.source.following.value.Value;
import org.lamina.source.python.Statement.FunctionDefinition;
import org.lamina.source.python.TextRange;

/** The calls of functions of the program that are followed, one inside another. */
final class CallStack {

    private static final int MAX_DEPTH = 24;

    private final Deque<Frame> frames = new ArrayDeque<>();

    private record Frame(FunctionDefinition function, Args args, List<Value> returned) {

        Optional<TextRange> place(Value value) {
            return Stream.concat(args.positional().stream(), args.keywords().values().stream())
                    .filter(arg -> arg.value() == value).map(Args.Arg::range).findFirst();
        }
    }

    /** Whether a function is not to be followed once more inside of the others, or of itself. */
    boolean isTooDeep(FunctionDefinition function, boolean first) {
        long nested = frames.stream().filter(frame -> frame.function() == function).count();
        return frames.size() >= MAX_DEPTH || nested > 2 || !first && nested > 0 && frames.size() > MAX_DEPTH / 2;
    }

    /** Follows a call; what the function may return. */
    List<Value> during(FunctionDefinition function, Args args, Runnable body) {
        Frame frame = new Frame(function, args, new ArrayList<>());
        frames.push(frame);
        try {
            body.run();
        } finally {
            frames.pop();
        }
        return frame.returned();
    }

    /** Notes what the function that is followed may return. */
    void returns(Value value) {
        if (!frames.isEmpty()) {
            frames.peek().returned().add(value);
        }
    }

    /** The function that is followed. */
    Optional<FunctionDefinition> function() {
        return Optional.ofNullable(frames.peek()).map(Frame::function);
    }

    /** Where a value that is written at a place comes from: the argument of the outermost call that hands it on. */
    TextRange origin(Value value, TextRange place) {
        TextRange origin = place;
        for (Frame frame : frames) {
            Optional<TextRange> given = frame.place(value);
            if (given.isEmpty()) {
                break;
            }
            origin = given.get();
        }
        return origin;
    }
}
