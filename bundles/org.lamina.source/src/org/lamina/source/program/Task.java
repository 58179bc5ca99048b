package org.lamina.source.program;

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
}
