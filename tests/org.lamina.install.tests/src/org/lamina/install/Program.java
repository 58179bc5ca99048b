package org.lamina.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A run of another program, to its end. */
record Program(int exitCode, String output, String errors) {

    static final String JAVA = Path.of(System.getProperty("java.home"), "bin", "java").toString();

    private static final long MINUTES = 4;

    /** Runs a program in a folder, in which it also leaves its streams as files. */
    static Program run(Path folder, Map<String, String> environment, List<String> command)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile(folder, "output", ".txt");
        Path errors = Files.createTempFile(folder, "errors", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile())
                .redirectOutput(output.toFile()).redirectError(errors.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
        if (!ended) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
        String said = Files.readString(errors) + (ended ? "" : "Ended by force after " + MINUTES + " minutes.");
        return new Program(process.exitValue(), Files.readString(output), said);
    }

    /** The launcher of an Eclipse with further arguments. */
    static List<String> eclipse(Path eclipse, List<String> javaOptions, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(JAVA);
        command.addAll(javaOptions);
        command.add("-jar");
        command.add(Built.files(eclipse.resolve("plugins"), "org.eclipse.equinox.launcher_").get(0).toString());
        command.addAll(List.of("-nosplash", "-consoleLog"));
        command.addAll(List.of(arguments));
        return command;
    }
}
