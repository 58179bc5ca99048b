package org.lamina.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

import org.lamina.formats.Readers;
import org.lamina.model.Checkpoint;
import org.lamina.model.Progress;
import org.lamina.query.TensorSummary;
import org.lamina.query.TensorSurvey;

/**
 * Prints a table of medians: {@code Benchmarks FOLDER [MODEL.pbtxt]}. The large files are written to the folder and
 * deleted at the end.
 */
public final class Benchmarks {

    private static final int RUNS = 7;
    private static final int WARM_UP = 10;
    private static final int BINS = 64;
    private static final String ROW = "%-52s %10s %10s   %s%n";

    private final Path folder;

    private Benchmarks(Path folder) {
        this.folder = folder;
    }

    /** Runs them all. */
    public static void main(String[] args) throws Exception {
        Path folder = Files.createTempDirectory(Path.of(args[0]), "lamina-benchmark");
        try {
            System.out.printf(Locale.ROOT, ROW, "", "first", "median", "");
            Benchmarks benchmarks = new Benchmarks(folder);
            benchmarks.opening();
            if (args.length > 1) {
                benchmarks.model(Path.of(args[1]));
            }
            for (String type : List.of("F32", "BF16", "F16", "I8")) {
                benchmarks.statistics(type, type.equals("F32") ? 4 : type.equals("I8") ? 1 : 2);
            }
        } finally {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
    }

    private void opening() throws Exception {
        Path safetensors = folder.resolve("hole.safetensors");
        SafetensorsFile.writeHole(safetensors, "F16", 2, 800, 6_710_887);
        open("open 10 GB safetensors, 800 tensors", safetensors);
        Path pytorch = folder.resolve("hole.pt");
        PyTorchFile.writeHole(pytorch, 800, 3_355_444);
        open("open 10 GB PyTorch zip, 800 tensors", pytorch);
        Path onnx = folder.resolve("hole.onnx");
        OnnxFile.writeHole(onnx, 31, 4096);
        open("open 2 GB ONNX, 31 layers", onnx);
    }

    private void open(String name, Path file) throws Exception {
        Callable<Integer> opening = () -> {
            try (Checkpoint checkpoint = Readers.builtin().open(file, Progress.NONE)) {
                return checkpoint.tensors().tensors().size();
            }
        };
        long before = bytesRead();
        int tensors = opening.call();
        long read = bytesRead() - before;
        print(name, Times.of(RUNS, opening), String.format(Locale.ROOT, "%.2f GB, %d tensors, %,d bytes read",
                Files.size(file) / 1e9, tensors, read));
    }

    private void model(Path file) throws Exception {
        Callable<Integer> opening = () -> {
            try (Checkpoint checkpoint = Readers.builtin().open(file, Progress.NONE)) {
                return checkpoint.model().orElseThrow().layers().size();
            }
        };
        Times cold = Times.of(WARM_UP, opening);
        Times warm = Times.of(RUNS, opening);
        System.out.printf(Locale.ROOT, ROW, "parse and model " + file.getFileName() + ", warm", milliseconds(cold.first()),
                milliseconds(warm.median()), opening.call() + " layers");
    }

    private void statistics(String type, int size) throws Exception {
        int count = 1 << 22;
        int tensors = 64;
        Path file = folder.resolve("weights.safetensors");
        SafetensorsFile.writeWeights(file, type, size, tensors, count);
        String name = String.format(Locale.ROOT, "%s, %.1f GB", type, Files.size(file) / 1e9);
        Times sum = Times.of(RUNS, () -> PlainSum.of(file, type));
        print("plain sum of " + name + ", mapped", sum, speed(file, sum));
        for (int threads : new int[] {1, Runtime.getRuntime().availableProcessors()}) {
            ExecutorService executor = Executors.newFixedThreadPool(threads);
            Times stats = Times.of(RUNS, () -> statistics(file, executor));
            executor.shutdown();
            print("stats of " + name + ", " + threads + (threads == 1 ? " thread" : " threads"), stats,
                    speed(file, stats) + String.format(Locale.ROOT, ", %.0f %% of the plain sum",
                            100 * sum.median() / stats.median()));
        }
        Files.delete(file);
    }

    private static List<TensorSummary> statistics(Path file, ExecutorService executor) throws Exception {
        try (Checkpoint checkpoint = Readers.builtin().open(file, Progress.NONE)) {
            return TensorSurvey.of(checkpoint.tensors(), checkpoint.tensors().tensors(), BINS, executor,
                    Progress.NONE);
        }
    }

    private static void print(String name, Times times, String remark) {
        System.out.printf(Locale.ROOT, ROW, name, milliseconds(times.first()), milliseconds(times.median()), remark);
    }

    private static String milliseconds(double seconds) {
        return String.format(Locale.ROOT, "%,.0f ms", 1000 * seconds);
    }

    private static String speed(Path file, Times times) throws IOException {
        return String.format(Locale.ROOT, "%.2f GB/s", Files.size(file) / 1e9 / times.median());
    }

    /** The bytes that this process has read from files so far, as Linux counts them; 0 elsewhere. */
    private static long bytesRead() throws IOException {
        Path counters = Path.of("/proc/self/io");
        return !Files.isReadable(counters) ? 0 : Long.parseLong(Files.readAllLines(counters).get(0)
                .replaceAll("\\D", ""));
    }
}
