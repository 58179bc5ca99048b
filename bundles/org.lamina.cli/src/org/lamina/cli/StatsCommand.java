package org.lamina.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

import org.lamina.model.Checkpoint;
import org.lamina.model.TensorInfo;
import org.lamina.query.Histogram;
import org.lamina.query.TensorSummary;
import org.lamina.query.TensorSurvey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells how the values of a checkpoint's tensors are distributed. */
@Command(name = "stats", description = "Shows statistics of each tensor of a checkpoint, and its histogram as JSON.")
final class StatsCommand implements Callable<Integer> {

    private static final int MOST_THREADS = 8;

    @Parameters(paramLabel = "FILE", description = "The checkpoint.")
    private Path file;

    @Option(names = "--tensor", paramLabel = "NAME",
            description = "A tensor to read; * stands for any characters, ? for one. May be given several times; all"
                    + " tensors if it is not given.")
    private List<String> names = List.of();

    @Option(names = "--bins", paramLabel = "N", defaultValue = "64",
            description = "The most bins of a histogram (default 64).")
    private int bins;

    @Option(names = "--json", description = "Prints JSON instead of a table.")
    private boolean json;

    private final Session session;

    StatsCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        if (bins < 2 || bins > Histogram.MAX_BINS) {
            throw new InputException("--bins", "2 to " + Histogram.MAX_BINS, String.valueOf(bins));
        }
        Path path = session.resolve(file);
        ExecutorService executor = Executors.newFixedThreadPool(
                Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors()));
        try (Checkpoint checkpoint = CheckpointFile.open(path, session)) {
            List<TensorInfo> tensors = wanted(checkpoint);
            List<TensorSummary> summaries =
                    TensorSurvey.of(checkpoint.tensors(), tensors, bins, executor, session.progress());
            if (json) {
                Json.print(new StatsJson(checkpoint, summaries).document(), session.out());
            } else {
                new StatsText(checkpoint, summaries, session).print();
            }
        } finally {
            executor.shutdown();
        }
        return 0;
    }

    private List<TensorInfo> wanted(Checkpoint checkpoint) throws InputException {
        List<TensorInfo> all = checkpoint.tensors().tensors();
        if (names.isEmpty()) {
            return all;
        }
        List<Pattern> patterns = names.stream().map(StatsCommand::pattern).toList();
        List<TensorInfo> wanted = all.stream()
                .filter(tensor -> patterns.stream().anyMatch(pattern -> pattern.matcher(tensor.name()).matches()))
                .toList();
        if (wanted.isEmpty()) {
            throw new InputException(session.shown(checkpoint.file()), "a tensor named " + String.join(" or ", names),
                    all.isEmpty() ? "no tensors" : "others, such as " + all.get(0).name());
        }
        return wanted;
    }

    private static Pattern pattern(String name) {
        String quoted = Pattern.quote(name).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
        return Pattern.compile(quoted, Pattern.DOTALL);
    }
}
