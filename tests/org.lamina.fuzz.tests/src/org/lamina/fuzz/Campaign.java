package org.lamina.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A run of Jazzer on one target, in a process of its own with little memory. */
final class Campaign {

    private static final String JAZZER = "com.code_intelligence.jazzer.Jazzer";
    private static final String CORPUS = "corpus";
    private static final int SECONDS_AN_INPUT = 60;
    private static final int SECONDS_TO_START_AND_END = 120;
    private static final int LARGEST_INPUT = 1 << 17;
    private static final int LARGEST_SEED = 32 << 10;
    private static final int LEAST_SEEDS = 3;
    private static final Path MEMORY = Path.of("/dev/shm");

    private final Target target;
    private final Path directory;

    /**
     * @param target what to fuzz
     * @param directory keeps the inputs that reached new code from run to run, what was found, and the log
     */
    Campaign(Target target, Path directory) {
        this.target = target;
        this.directory = directory;
    }

    /**
     * Fuzzes for so many seconds. On a machine that is too busy to come to an end the run is broken off.
     *
     * @return what was found: inputs that broke a promise; the log, if Jazzer itself failed
     */
    List<Path> run(int seconds) throws IOException, InterruptedException {
        Path corpus = Files.createDirectories(directory.resolve(CORPUS));
        List<byte[]> seeds = new ArrayList<>(target.seeds());
        for (Path input : Fixtures.inputs(target.name())) {
            seeds.add(Files.readAllBytes(input));
        }
        seeds.sort(Comparator.comparingInt(seed -> seed.length));
        for (int i = 0; i < seeds.size() && (i < LEAST_SEEDS || seeds.get(i).length <= LARGEST_SEED); i++) {
            Files.write(corpus.resolve("seed-" + i), seeds.get(i));
        }
        Path files = files();
        Process process = new ProcessBuilder(command(corpus, files, seconds)).redirectErrorStream(true)
                .redirectOutput(log().toFile()).start();
        try {
            boolean ended = process.waitFor(seconds + SECONDS_TO_START_AND_END, TimeUnit.SECONDS);
            List<Path> findings = findings();
            boolean failed = findings.isEmpty() && ended && process.exitValue() != 0;
            return failed ? List.of(log()) : findings;
        } finally {
            process.destroyForcibly().waitFor();
            delete(files);
        }
    }

    /** Where the files to be read are written: in memory if the system has such a place, since disks are slow. */
    private Path files() throws IOException {
        return Files.isWritable(MEMORY) ? Files.createTempDirectory(MEMORY, "lamina-fuzz")
                : Files.createDirectories(directory.resolve("files"));
    }

    private static void delete(Path files) throws IOException {
        try (Stream<Path> all = Files.walk(files)) {
            for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private List<String> command(Path corpus, Path files, int seconds) {
        return List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m",
                "-XX:-OmitStackTraceInFastThrow", "-D" + FuzzTarget.TARGET + "=" + target.name(),
                "-D" + FuzzTarget.DIRECTORY + "=" + files, "-Djava.io.tmpdir=" + files, "-cp",
                System.getProperty("java.class.path"), JAZZER, "--target_class=" + FuzzTarget.class.getName(),
                "--instrumentation_includes=org.lamina.**", "--custom_hook_includes=org.lamina.**",
                "--keep_going=1000", "-max_total_time=" + seconds, "-timeout=" + SECONDS_AN_INPUT, "-max_len="
                        + LARGEST_INPUT, "-rss_limit_mb=0", "-print_final_stats=1", "-artifact_prefix=" + directory
                        + "/", "--reproducer_path=" + directory, corpus.toString());
    }

    /** The inputs that were found, in this run and before. */
    private List<Path> findings() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().matches("(crash|timeout|oom)-.*"))
                    .sorted().toList();
        }
    }

    /** What Jazzer printed. */
    Path log() {
        return directory.resolve("log.txt");
    }

    /** The number of inputs that were tried, as far as Jazzer told; empty if it did not. */
    String tried() throws IOException {
        try (Stream<String> lines = Files.lines(log())) {
            return lines.filter(line -> line.startsWith("stat::number_of_executed_units"))
                    .map(line -> line.replaceAll("\\D", "")).findFirst().orElse("");
        }
    }
}
