package org.lamina.engine.worker;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.lamina.engine.protocol.LineReader;
import org.lamina.engine.protocol.Protocol;

/** Starts the worker. Takes no arguments. */
public final class Main {

    private Main() {
    }

    /** Serves requests until the standard input closes. */
    public static void main(String[] arguments) {
        // Standard output carries messages alone; what libraries print in Java goes to the log.
        Responses responses = new Responses(new FileOutputStream(FileDescriptor.out));
        System.setOut(System.err);
        LineReader requests = new LineReader(new BufferedReader(
                new InputStreamReader(new FileInputStream(FileDescriptor.in), StandardCharsets.UTF_8)),
                Protocol.MAX_MESSAGE);
        // Halting, not exiting: nothing in here must keep a worker alive that nobody listens to.
        new Worker(requests, responses, () -> Runtime.getRuntime().halt(0)).run();
    }
}
