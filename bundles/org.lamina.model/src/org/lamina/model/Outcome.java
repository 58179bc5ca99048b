package org.lamina.model;

/**
 * The state of a piece of work that runs in the background.
 *
 * @param <T> what it makes
 */
public sealed interface Outcome<T> {

    /** A first result while the work goes on. */
    record Partial<T>(T value, double fraction) implements Outcome<T> {
    }

    /** The result. */
    record Done<T>(T value) implements Outcome<T> {
    }

    /** It can't be done; the problem is one sentence for people: what happened, to what, what to do. */
    record Failed<T>(String problem) implements Outcome<T> {
    }

    /** Nobody wants it any more. */
    record Cancelled<T>() implements Outcome<T> {
    }
}
