package org.lamina.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

import org.lamina.formats.Readers;
import org.lamina.model.Progress;

/** What a command works with: streams, directories, formats. */
final class Session {

    private final PrintStream out;
    private final PrintStream err;
    private final Path workingDirectory;
    private final Optional<Path> home;
    private final CommandProgress progress;
    private final Readers readers = Readers.builtin();

    /**
     * @param out takes the result and nothing else, in UTF-8
     * @param err takes errors and progress
     * @param workingDirectory where relative paths start
     * @param home the directory of the installed product, if there is one
     * @param progress is told what is done, and tells when to stop
     */
    Session(PrintStream out, PrintStream err, Path workingDirectory, Optional<Path> home, CommandProgress progress) {
        this.out = out;
        this.err = err;
        this.workingDirectory = workingDirectory.toAbsolutePath().normalize();
        this.home = home;
        this.progress = progress;
    }

    /** Takes the result; takes the progress off the terminal before. */
    PrintStream out() {
        progress.clear();
        return out;
    }

    /** Takes what went wrong; takes the progress off the terminal before. */
    PrintStream err() {
        progress.clear();
        return err;
    }

    /** Whether the result may have colours: on a terminal, unless the user wants none (no-color.org). */
    boolean hasColors() {
        return progress.isOnTerminal() && System.getenv("NO_COLOR") == null && !"dumb".equals(System.getenv("TERM"));
    }

    Progress progress() {
        return progress;
    }

    Readers readers() {
        return readers;
    }

    /** The directory of the installed product. */
    Optional<Path> home() {
        return home;
    }

    /** Where relative paths start, absolute. */
    Path workingDirectory() {
        return workingDirectory;
    }

    /** A path that the user gave, absolute. */
    Path resolve(Path path) {
        return workingDirectory.resolve(path).normalize();
    }

    /** A path for people: relative to the working directory where it lies below, with '/' between its parts. */
    String shown(Path path) {
        Path shown = path.startsWith(workingDirectory) ? workingDirectory.relativize(path) : path;
        return shown.toString().isEmpty() ? "." : shown.toString().replace('\\', '/');
    }

    /** Likewise. */
    String shown(String path) {
        return shown(Path.of(path));
    }

    /** A path for programs: absolute, with '/' between its parts, as units of analysis name checkpoints. */
    static String absolute(Path path) {
        return path.toAbsolutePath().normalize().toString().replace('\\', '/');
    }

    /** A writer that encodes as UTF-8 and passes on at the end of each line. */
    static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }
}
