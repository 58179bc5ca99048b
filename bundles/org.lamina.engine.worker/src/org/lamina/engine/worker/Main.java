package org.lamina.engine.worker;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.lamina.engine.protocol.LineReader;
import org.lamina.engine.protocol.Protocol;

/** Starts the worker. Takes no arguments. */
public final class Main {

    private static final Logger LOG = Logger.getLogger(Main.class.getName());

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
        new Worker(requests, responses, Main::end).run();
    }

    /**
     * Ends this process at once. Halting a JVM runs the exit handlers of C libraries, which would take PyTorch apart
     * under a model that still runs; a kill runs nothing. Systems without a shell stop all threads before.
     */
    private static void end() {
        try {
            new ProcessBuilder("/bin/sh", "-c", "kill -9 " + ProcessHandle.current().pid()).start()
                    .waitFor(2, TimeUnit.SECONDS);
        } catch (IOException e) {
            LOG.log(Level.FINE, "No shell to kill this process", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(0);
    }
}
