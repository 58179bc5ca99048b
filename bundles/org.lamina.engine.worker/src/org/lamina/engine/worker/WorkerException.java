package org.lamina.engine.worker;

/** A request can't be done. The message is one sentence for people. */
final class WorkerException extends Exception {

    private static final long serialVersionUID = 1L;

    WorkerException(String message) {
        super(message);
    }

    WorkerException(String message, Throwable cause) {
        super(message, cause);
    }
}
