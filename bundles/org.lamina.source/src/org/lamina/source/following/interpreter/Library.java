package org.lamina.source.following.interpreter;

import java.util.Optional;
import org.lamina.source.following.value.Args;
import org.lamina.source.following.value.Value;
import org.lamina.source.python.TextRange;

/**
 * A framework, a library or a part of the language whose calls are understood. Several are asked in turn; the first
 * that has an answer decides.
 */
public interface Library {

    /**
     * What a function or a class of another module gives.
     *
     * @param name its full name: {@code torch.nn.Linear}
     * @param args what it is called with
     * @return empty if it is none of this library
     */
    default Optional<Value> call(String name, Args args) {
        return Optional.empty();
    }

    /** What a method of a value gives; empty if it is none of this library, or tells nothing. */
    default Optional<Value> method(MethodCall call) {
        return Optional.empty();
    }

    /**
     * What an attribute of a value is.
     *
     * @param target what it is an attribute of
     * @param name its name
     * @param range where it is asked for
     * @return empty if it is none of this library
     */
    default Optional<Value> attribute(Value target, String name, TextRange range) {
        return Optional.empty();
    }

    /** Notes what is only known when all has been followed. */
    default void finish() {
    }
}
