package org.lamina.source.following.value;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An object of DJL that calls configure: a builder, a training configuration, a model, a trainer. */
public final class Configured implements Value {

    private static final int MAX_STEPS = 1_000;

    public final String type;
    public final Args made;
    private final List<Step> steps = new ArrayList<>();

    /** A call that configures. */
    public record Step(String name, Args args) {
    }

    /**
     * @param type the class, or class and method, that makes it: {@code Linear}, {@code Tracker.fixed}
     * @param made what it was made with
     */
    public Configured(String type, Args made) {
        this.type = type;
        this.made = made;
    }

    /** Notes a call that configures. */
    public void note(String name, Args args) {
        if (steps.size() < MAX_STEPS) {
            steps.add(new Step(name, args));
        }
    }

    /** The calls that configure, in order. */
    public List<Step> steps() {
        return steps;
    }

    /** The first argument of the last call of a method. */
    public Optional<Args.Arg> last(String name) {
        return steps.stream().filter(step -> step.name().equals(name)).reduce((first, last) -> last)
                .flatMap(step -> step.args().get(0));
    }
}
