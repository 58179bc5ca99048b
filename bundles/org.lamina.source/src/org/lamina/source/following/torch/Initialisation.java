package org.lamina.source.following.torch;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lamina.source.following.interpreter.Follower;
import org.lamina.source.following.interpreter.MethodCall;
import org.lamina.source.following.value.Args;
import org.lamina.source.following.value.Part;
import org.lamina.source.following.value.Value;
import org.lamina.source.program.Framework;
import org.lamina.source.program.Setting;
import org.lamina.source.python.TextRange;

/**
 * What PyTorch programs let weights begin with: {@code nn.init.zeros_(layer.weight)},
 * {@code layer.weight.data.fill_(0.1)}. It is noted under Keras's names, {@code kernel_initializer}, where it is
 * certain that the program does so.
 */
final class Initialisation {

    private static final String PACKAGE = "torch.nn.init.";
    /** The methods of tensors that set all values, by what they set them to; constants tell by their argument. */
    private static final Map<String, String> METHODS = Map.of("zero_", "zeros", "fill_", "constant", "normal_",
            "normal", "uniform_", "uniform", "xavier_normal_", "xavier_normal", "kaiming_normal_", "kaiming_normal");
    private static final Set<String> CONSTANT = Set.of("constant", "constant_", "fill_");

    private final Follower follower;

    Initialisation(Follower follower) {
        this.follower = follower;
    }

    /** Notes a function of {@code torch.nn.init}; empty if it is none. */
    Optional<Value> call(String name, Args args) {
        if (!name.startsWith(PACKAGE)) {
            return Optional.empty();
        }
        String last = name.substring(PACKAGE.length());
        note(args.value(0, "tensor"), CONSTANT.contains(last) ? constant(args.value(1, "val"))
                : last.replaceFirst("_$", "").toLowerCase(Locale.ROOT), args.range());
        return args.get(0, "tensor").map(Args.Arg::value);
    }

    /** Notes a method of weights; empty if it is none. */
    Optional<Value> method(MethodCall call) {
        String kind = METHODS.get(call.name());
        if (kind == null || !(call.target() instanceof Value.Member)) {
            return Optional.empty();
        }
        note(call.target(), CONSTANT.contains(call.name()) ? constant(call.args().value(0)) : kind,
                call.args().range());
        return Optional.of(call.target());
    }

    private static String constant(Value value) {
        Optional<Double> number = value.number();
        return number.isEmpty() ? "?" : number.get() == 0 ? "zeros" : number.get() == 1 ? "ones" : "constant";
    }

    private void note(Value tensor, String initialiser, TextRange range) {
        Value weights = tensor instanceof Value.Member data && data.name().equals("data") ? data.target() : tensor;
        if (weights instanceof Value.Member member && member.target() instanceof Part part
                && part.framework == Framework.PYTORCH && follower.isCertain()) {
            String key = member.name().equals("weight") ? "kernel_initializer"
                    : member.name().equals("bias") ? "bias_initializer" : "";
            if (!key.isEmpty()) {
                part.config.put(key, Setting.written(initialiser, range));
            }
        }
    }
}
