package org.lamina.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CancellationException;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.lamina.engine.EngineException;
import org.lamina.model.ModelFormatException;
import picocli.CommandLine.ParameterException;

/**
 * Tells what went wrong: one line on standard error or, for programs, an error object on standard output. A stack trace
 * only follows where it was asked for.
 */
final class Failures {

    static final int EXIT_CODE = 2;

    private final Session session;
    private final boolean json;
    private final boolean debug;

    Failures(Session session, boolean json, boolean debug) {
        this.session = session;
        this.json = json;
        this.debug = debug;
    }

    /** Bad usage. */
    int usage(ParameterException problem) {
        String command = problem.getCommandLine().getCommandSpec().qualifiedName();
        String hint = problem.getMessage().contains("--help") ? "" : "; \"" + command
                + " --help\" shows how it is used";
        return tell(Optional.empty(), problem.getMessage() + hint, problem);
    }

    /** A command that failed. */
    int of(Exception problem) {
        if (problem instanceof CancellationException) {
            return tell(Optional.empty(), "cancelled", problem);
        }
        if (problem instanceof InputException input) {
            return tell(Optional.of(input), input.getMessage(), problem);
        }
        if (problem instanceof ModelFormatException format) {
            InputException input = InputException.of(format, format.file(), session);
            return tell(Optional.of(input), input.getMessage(), problem);
        }
        if (problem instanceof FileSystemException file && file.getFile() != null) {
            InputException input = new InputException(session.shown(session.resolve(Path.of(file.getFile()))),
                    "a file that can be read or written", reason(file), file);
            return tell(Optional.of(input), input.getMessage(), problem);
        }
        if (problem instanceof EngineException engine) {
            if (debug) {
                engine.log().forEach(session.err()::println);
            }
            return tell(Optional.empty(), engine.getMessage(), problem);
        }
        if (problem instanceof IOException || problem instanceof UncheckedIOException) {
            return tell(Optional.empty(), String.valueOf(problem.getMessage()), problem);
        }
        return tell(Optional.empty(), "an error in Lamina itself (" + problem
                + "); run the command again with --debug and report what it shows", problem);
    }

    /** What the system says about a file, as a noun phrase. */
    static String reason(FileSystemException problem) {
        if (problem instanceof NoSuchFileException) {
            return "no such file or directory";
        }
        if (problem instanceof AccessDeniedException) {
            return "no permission";
        }
        return problem.getReason() == null ? problem.getClass().getSimpleName() : problem.getReason();
    }

    private int tell(Optional<InputException> input, String message, Exception problem) {
        String line = message.replaceAll("\\s*[\\r\\n]+\\s*", " ");
        session.err().println("lamina: " + line);
        if (json) {
            ObjectNode root = Json.object();
            ObjectNode error = root.putObject("error");
            error.put("file", input.map(InputException::file).orElse(null));
            error.put("expected", input.map(InputException::expected).orElse(null));
            error.put("found", input.map(InputException::found).orElse(null));
            error.put("message", line);
            Json.print(root, session.out());
        }
        if (debug) {
            for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
                session.err().println(cause);
                for (StackTraceElement frame : cause.getStackTrace()) {
                    session.err().println("    at " + frame);
                }
            }
        }
        return EXIT_CODE;
    }
}
