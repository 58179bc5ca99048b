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

    private static final String TAPE = "tensorflow.GradientTape";

    private final Follower follower;
    /** Whether gradients were seen to come from a tape; what is applied otherwise may come from anywhere. */
    private boolean taped;

    /** The steps of the program that is followed. */
    public LoopSteps(Follower follower) {
        this.follower = follower;
    }

    /** Notes a method if it is a step; has no answer, since what it gives is another question. */
    @Override
    public Optional<Value> method(MethodCall call) {
        kind(call).ifPresent(kind -> follower.event(kind, call.args().range(), call.spelling(),
                call.target()));
        taped |= call.name().equals("gradient") && isTape(call.target());
        return Optional.empty();
    }

    private Optional<Kind> kind(MethodCall call) {
        Value target = call.target();
        Args args = call.args();
        boolean network = target.isNetwork() || target instanceof Value.Unknown || target instanceof Value.Member
                || target instanceof Value.External;
        return Optional.ofNullable(switch (call.name()) {
            case "backward", "manual_backward" -> Kind.BACKWARD;
            case "gradient" -> isTape(target) ? Kind.BACKWARD : null;
            case "apply_gradients" -> taped ? Kind.STEP : null;
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

    /** {@code tf.GradientTape()} watches afresh: its gradients are not added to earlier ones. */
    @Override
    public Optional<Value> call(String name, Args args) {
        if (!name.equals(TAPE) && !name.equals("tf.GradientTape")) {
            return Optional.empty();
        }
        follower.event(Kind.ZERO_GRAD, args.range(), "tape");
        return Optional.of(new Value.Opaque(TAPE, args));
    }

    private static boolean isTape(Value target) {
        return target instanceof Value.Opaque tape && tape.type().equals(TAPE);
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
