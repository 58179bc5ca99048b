package org.lamina.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import picocli.CommandLine;

/** Starts a command of the command line. */
public final class Main {

    /** How long an interrupted command may take to remove what it has half written. */
    private static final int CLEAN_UP_SECONDS = 5;

    private Main() {
    }

    /** Runs a command in this process's streams and directory and ends the process with the command's exit code. */
    public static void main(String[] args) {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
        Optional<PrintStream> terminal = System.console() == null ? Optional.empty() : Optional.of(System.err);
        CommandProgress progress = new CommandProgress(terminal);
        CountDownLatch done = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            progress.cancel();
            await(done);
        }, "clean up"));
        int code;
        try {
            code = run(args, out, System.err, Path.of(""), progress);
        } finally {
            done.countDown();
        }
        System.exit(code);
    }

    /**
     * Runs a command.
     *
     * @param args the command and its arguments
     * @param out takes the result, in UTF-8
     * @param err takes what went wrong
     * @param workingDirectory where relative paths start
     * @return the exit code: 0 done; 1 findings at or above the asked-for severity; 2 bad usage or unreadable input
     */
    public static int run(String[] args, PrintStream out, PrintStream err, Path workingDirectory) {
        return run(args, out, err, workingDirectory, new CommandProgress(Optional.empty()));
    }

    private static int run(String[] args, PrintStream out, PrintStream err, Path workingDirectory,
            CommandProgress progress) {
        Optional<Path> home = Optional.ofNullable(System.getProperty("lamina.home")).map(Path::of);
        Session session = new Session(out, err, workingDirectory, home, progress);
        Failures failures = new Failures(session, asksForJson(args), Arrays.asList(args).contains("--debug"));
        CommandLine line = new CommandLine(new LaminaCommand()).addSubcommand(new InspectCommand(session))
                .addSubcommand(new FigureCommand(session)).addSubcommand(new CheckCommand(session))
                .addSubcommand(new RulesCommand(session))
                .addSubcommand(new ActivationsCommand(session)).addSubcommand(new StatsCommand(session));
        line.setOut(Session.writer(out)).setErr(Session.writer(err)).setCaseInsensitiveEnumValuesAllowed(true);
        line.setParameterExceptionHandler((problem, unused) -> failures.usage(problem));
        line.setExecutionExceptionHandler((problem, unused, parsed) -> failures.of(problem));
        int code = line.execute(args);
        out.flush();
        err.flush();
        return code;
    }

    /** Also told from arguments that can't be parsed, since their error is to be JSON then. */
    private static boolean asksForJson(String[] args) {
        String all = "\n" + String.join("\n", args) + "\n";
        return all.contains("\n--json\n") || all.contains("\n--format=json\n") || all.contains("\n--format\njson\n");
    }

    private static void await(CountDownLatch done) {
        try {
            done.await(CLEAN_UP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
