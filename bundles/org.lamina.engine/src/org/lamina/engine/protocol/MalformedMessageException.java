package org.lamina.engine.protocol;

/** A line that is not a message of the protocol. */
public final class MalformedMessageException extends Exception {

    private static final long serialVersionUID = 1L;

    private final long id;

    /**
     * @param id the id of the message as far as it has one, else {@link Response#NO_REQUEST}
     * @param message what is wrong with it
     */
    public MalformedMessageException(long id, String message) {
        super(message);
        this.id = id;
    }

    /** The id of the message, {@link Response#NO_REQUEST} if it has none. */
    public long id() {
        return id;
    }
}
