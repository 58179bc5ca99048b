package org.lamina.source.following.djl;

import java.util.List;
import java.util.Optional;
import org.lamina.source.following.interpreter.Follower;
import org.lamina.source.following.value.Args;
import org.lamina.source.following.value.Configured;
import org.lamina.source.following.value.Value;
import org.lamina.source.program.LoopEvent.Kind;

/**
 * The steps of hand-written training with DJL. A new collector of gradients starts from zero;
 * {@code EasyTrain.trainBatch} does all but the step.
 */
final class DjlSteps {

    private static final String COLLECTOR = "GradientCollector";

    private final Follower follower;

    DjlSteps(Follower follower) {
        this.follower = follower;
    }

    /** {@code EasyTrain.trainBatch(trainer, batch)} and {@code EasyTrain.validateBatch(trainer, batch)}. */
    void batch(String method, Args args) {
        List<Kind> kinds = method.equals("trainBatch") ? List.of(Kind.ZERO_GRAD, Kind.FORWARD, Kind.LOSS, Kind.BACKWARD)
                : List.of(Kind.NO_GRAD, Kind.FORWARD);
        kinds.forEach(kind -> follower.event(kind, args.range(), "trainer"));
    }

    /** A method of a trainer, of a collector of gradients or of a loss; empty if it is no step. */
    Optional<Value> method(Value target, String name, Args args) {
        if (target instanceof Value.MadeLoss loss && name.equals("evaluate") && args.positional().size() == 2) {
            return Optional.of(follower.application().loss(loss.loss(), args.rest(), args.range()));
        }
        boolean collector = target instanceof Configured made && made.type.equals(COLLECTOR);
        boolean trainer = target instanceof Configured made && made.type.equals("Trainer");
        boolean unknown = target instanceof Value.Unknown || target instanceof Value.Member;
        return switch (name) {
            case "newGradientCollector" -> {
                follower.event(Kind.ZERO_GRAD, args.range(), name);
                yield Optional.of(new Configured(COLLECTOR, args));
            }
            case "backward" -> collector || unknown ? noted(Kind.BACKWARD, args) : Optional.empty();
            case "step" -> trainer || unknown && args.positional().isEmpty() ? noted(Kind.STEP, args)
                    : Optional.empty();
            case "forward", "evaluate" -> trainer ? Optional.of(forward((Configured) target, args)) : Optional.empty();
            case "iterateDataset" -> {
                if (trainer && args.value(0) instanceof Value.Array samples) {
                    follower.record().feed(samples, args.range());
                }
                yield trainer ? args.get(0).map(Args.Arg::value) : Optional.empty();
            }
            default -> Optional.empty();
        };
    }

    private Optional<Value> noted(Kind kind, Args args) {
        follower.event(kind, args.range(), "trainer");
        return Optional.of(Value.unknown());
    }

    /** What the trainer's network gives. */
    private Value forward(Configured trainer, Args args) {
        follower.event(Kind.FORWARD, args.range(), "trainer");
        Value model = trainer.made.value(0);
        Optional<Value> block = model instanceof Configured made ? made.last("setBlock").map(Args.Arg::value)
                : Optional.empty();
        List<Value> inputs = args.values().subList(0, Math.min(1, args.positional().size()));
        return block.filter(Value::isNetwork).map(found -> follower.application().apply(found, inputs, args.range()))
                .orElseGet(Value::unknown);
    }
}
