package org.lamina.source.following.interpreter;

import org.lamina.source.following.value.Args;
import org.lamina.source.following.value.Scope;
import org.lamina.source.following.value.Value;

/**
 * A call of a method of something that is no object of the program's own classes, or of one that its class lacks.
 *
 * @param target what it is called on
 * @param name the method
 * @param spelling how the program writes the target: {@code self.optimizer}
 * @param args what it is called with
 * @param scope the variables where it is called
 */
public record MethodCall(Value target, String name, String spelling, Args args, Scope scope) {

    /** The name under which an object is called itself. */
    public static final String ITSELF = "__call__";
}
