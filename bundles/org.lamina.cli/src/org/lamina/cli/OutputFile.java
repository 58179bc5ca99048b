package org.lamina.cli;

import java.nio.file.Files;
import java.nio.file.Path;

/** The files that the user wants written. */
final class OutputFile {

    private OutputFile() {
    }

    /**
     * A place to write to, absolute.
     *
     * @throws InputException if its directory is not there, or it is a directory itself
     */
    static Path checked(Path output, Session session) throws InputException {
        Path target = session.resolve(output);
        if (Files.isDirectory(target)) {
            throw new InputException(session.shown(target), "a file to write", "a directory");
        }
        if (!Files.isDirectory(target.getParent())) {
            throw new InputException(session.shown(target), "a directory to write to",
                    "no directory " + session.shown(target.getParent()));
        }
        return target;
    }
}
