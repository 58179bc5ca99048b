package org.lamina.source.following.training;

import java.util.Locale;
import java.util.Optional;
import org.lamina.source.following.interpreter.Follower;
import org.lamina.source.following.interpreter.Library;
import org.lamina.source.following.interpreter.MethodCall;
import org.lamina.source.following.value.Args;
import org.lamina.source.following.value.Truth;
import org.lamina.source.following.value.Value;
import org.lamina.source.program.LoopEvent.Kind;

/** Notes the steps of hand-written training: gradients computed and set to zero, weights changed. */
public final class LoopSteps implements Library {

    private final Follower follower;

    /** The steps of the program that is followed. */
    public LoopSteps(Follower follower) {
        this.follower = follower;
    }

    /** Notes a method if it is a step; has no answer, since what it gives is another question. */
    @Override
    public Optional<Value> method(MethodCall call) {
        kind(call).ifPresent(kind -> follower.event(kind, call.args().range(), call.spelling(),
                call.target()));
        return Optional.empty();
    }

    private static Optional<Kind> kind(MethodCall call) {
        Value target = call.target();
        Args args = call.args();
        boolean network = target.isNetwork() || target instanceof Value.Unknown || target instanceof Value.Member
                || target instanceof Value.External;
        return Optional.ofNullable(switch (call.name()) {
            case "backward", "manual_backward" -> Kind.BACKWARD;
            case "zero_grad" -> Kind.ZERO_GRAD;
            case "to", "cuda" -> target.isNetwork() ? Kind.MOVE : null;
            case "zero_", "fill_" -> call.spelling().contains("grad") ? Kind.ZERO_GRAD : null;
            case "step" -> isOptimizer(target, call.spelling()) ? Kind.STEP : null;
            case "eval" -> network && args.positional().isEmpty() ? Kind.EVAL : null;
            case "train" -> network && (hasNoData(args) || target.isNetwork()) ? args.positional().isEmpty()
                    || Truth.of(args.positional().get(0).value()).orElse(true) ? Kind.TRAIN : Kind.EVAL : null;
            default -> null;
        });
    }

    private static boolean hasNoData(Args args) {
        return args.positional().size() <= 1 && args.values().stream().allMatch(value -> value.constant().isPresent());
    }

    private static boolean isOptimizer(Value target, String spelling) {
        String plain = spelling.toLowerCase(Locale.ROOT);
        return target instanceof Value.MadeOptimizer
                || !plain.contains("sched") && (plain.contains("opt") || plain.contains("scaler"));
    }
}
