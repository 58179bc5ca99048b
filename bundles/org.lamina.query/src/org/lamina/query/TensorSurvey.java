package org.lamina.query;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.lamina.model.Progress;
import org.lamina.model.TensorInfo;
import org.lamina.model.TensorSource;

/** The statistics of many tensors of a file, each read once and several at a time. */
public final class TensorSurvey {

    private static final int MILLISECONDS_BETWEEN_REPORTS = 50;
    private static final String TASK = "Reading tensors";

    private final TensorSource source;
    private final int mostBins;
    private final AtomicBoolean unwanted = new AtomicBoolean();
    private final AtomicLong done = new AtomicLong();

    private TensorSurvey(TensorSource source, int mostBins) {
        this.source = source;
        this.mostBins = mostBins;
    }

    /**
     * Reads the values of these tensors. A tensor whose values can't be read does not keep the others from being read.
     *
     * @param source holds the tensors
     * @param tensors those to read
     * @param mostBins the most bins of a histogram, see {@link Histogram#inOnePass}
     * @param executor reads as many tensors at a time as it has threads; a block of values is in memory for each
     * @param progress told while the work goes on, by the calling thread; cancels between blocks
     * @return what was learned, in the order of the tensors
     * @throws java.util.concurrent.CancellationException if it was cancelled, or if the calling thread was interrupted;
     *         nothing reads from the source any more then
     */
    public static List<TensorSummary> of(TensorSource source, List<TensorInfo> tensors, int mostBins,
            Executor executor, Progress progress) {
        return new TensorSurvey(source, mostBins).run(tensors, executor, progress);
    }

    private List<TensorSummary> run(List<TensorInfo> tensors, Executor executor, Progress progress) {
        long all = Math.max(1, tensors.stream().mapToLong(TensorInfo::count).sum());
        List<CompletableFuture<TensorSummary>> pending = new ArrayList<>();
        List<TensorSummary> summaries = new ArrayList<>();
        try {
            tensors.forEach(tensor -> pending.add(CompletableFuture.supplyAsync(() -> summary(tensor), executor)));
            for (CompletableFuture<TensorSummary> future : pending) {
                summaries.add(await(future, all, progress));
            }
            progress.checkCancelled();
            progress.report(TASK, 1);
            return summaries;
        } finally {
            unwanted.set(true);
            CompletableFuture.allOf(pending.toArray(CompletableFuture[]::new)).exceptionally(failure -> null).join();
        }
    }

    private TensorSummary await(CompletableFuture<TensorSummary> future, long all, Progress progress) {
        while (true) {
            progress.checkCancelled();
            progress.report(TASK, Math.min(1, (double) done.get() / all));
            try {
                return future.get(MILLISECONDS_BETWEEN_REPORTS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                // Not yet: tell how far it is, and wait again.
                continue;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancellationException();
            } catch (ExecutionException e) {
                throw new CompletionException(e.getCause());
            }
        }
    }

    private TensorSummary summary(TensorInfo tensor) {
        BlockProgress progress = new BlockProgress(tensor.count());
        try {
            progress.checkCancelled();
            return TensorSummary.of(tensor, Histogram.inOnePass(source.values(tensor.name()), mostBins, progress));
        } catch (IOException e) {
            return TensorSummary.unreadable(tensor, e.getMessage());
        }
    }

    /** Adds up the values that are read; is cancelled together with the survey. */
    private final class BlockProgress implements Progress {
        private final long count;
        private long counted;

        BlockProgress(long count) {
            this.count = count;
        }

        @Override
        public void report(String task, double fraction) {
            long now = (long) (fraction * count);
            done.addAndGet(now - counted);
            counted = now;
        }

        @Override
        public boolean isCancelled() {
            return unwanted.get();
        }
    }
}
