package org.lamina.source.program;

import java.util.Set;

/**
 * What a network is for.
 *
 * @param inputKind {@code image}, {@code text}, {@code series}, {@code table}; empty where it is not known
 * @param outputKind {@code classification}, {@code binary}, {@code multilabel}, {@code regression}; empty where it is
 *        not known
 * @param declared whether somebody said so; else it was inferred
 */
public record Task(String inputKind, String outputKind, boolean declared) {

    /** Nothing is known. */
    public static final Task UNKNOWN = new Task("", "", false);

    /** The kinds of input that rules know. */
    public static final Set<String> INPUT_KINDS = Set.of("image", "text", "series", "table");

    /** The kinds of output that rules know. */
    public static final Set<String> OUTPUT_KINDS = Set.of("classification", "binary", "multilabel", "regression");

    /** This task where it says something, and another one where it does not. */
    public Task over(Task other) {
        return new Task(inputKind.isEmpty() ? other.inputKind : inputKind,
                outputKind.isEmpty() ? other.outputKind : outputKind, declared || other.declared);
    }

    /** Whether somebody declared that the network gives this kind of output. */
    public boolean isDeclared(String kind) {
        return declared && outputKind.equals(kind);
    }
}
