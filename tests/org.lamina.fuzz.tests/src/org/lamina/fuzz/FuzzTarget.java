package org.lamina.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What Jazzer calls: the target that the system property {@value #TARGET} names. */
public final class FuzzTarget {

    static final String TARGET = "lamina.fuzz.target";
    static final String DIRECTORY = "lamina.fuzz.directory";

    private static Target target;

    private FuzzTarget() {
    }

    /** Called once. */
    public static void fuzzerInitialize() throws IOException {
        Path directory = Files.createDirectories(Path.of(System.getProperty(DIRECTORY)));
        target = Targets.named(System.getProperty(TARGET), directory);
    }

    /** Called for each input. */
    public static void fuzzerTestOneInput(byte[] bytes) throws Exception {
        target.read(bytes);
    }
}
