package org.lamina.engine.protocol;

/** What both sides have agreed on beforehand. */
public final class Protocol {

    /** The version of the protocol. It grows with every change that an older side would misunderstand. */
    public static final int VERSION = 1;

    /** The file with the activations, in the directory of the request. */
    public static final String ACTIVATIONS_FILE = "activations.safetensors";

    /** The class that the worker's process runs. */
    public static final String WORKER_MAIN = "org.lamina.engine.worker.Main";

    /** The most characters that a message may have; a longer line is not one. */
    public static final int MAX_MESSAGE = 16 << 20;

    private Protocol() {
    }
}
