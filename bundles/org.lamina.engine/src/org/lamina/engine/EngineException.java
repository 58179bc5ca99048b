package org.lamina.engine;

import java.util.List;

/** The engine could not do what it was asked for. The message is one sentence for people. */
public final class EngineException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient List<String> log;

    /** A failure of which the worker's log tells no more. */
    public EngineException(String message) {
        this(message, List.of());
    }

    /**
     * @param message what happened, to what, what to do
     * @param log the last lines that the worker logged, oldest first
     */
    public EngineException(String message, List<String> log) {
        super(message);
        this.log = List.copyOf(log);
    }

    /** The last lines that the worker logged, oldest first: for a debug log, not for people. */
    public List<String> log() {
        return log == null ? List.of() : log;
    }
}
