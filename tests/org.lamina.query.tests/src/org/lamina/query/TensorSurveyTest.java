package org.lamina.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lamina.model.ElementType;
import org.lamina.model.Progress;
import org.lamina.model.Shape;
import org.lamina.model.TensorInfo;
import org.lamina.model.TensorSource;
import org.lamina.model.TensorValues;

class TensorSurveyTest {

    private final ExecutorService executor = Executors.newFixedThreadPool(2);

    @AfterEach
    void endTheThreads() {
        executor.shutdownNow();
    }

    @Test
    void answersInTheOrderOfTheTensorsWhicheverIsReadFirst() {
        TensorSource source = new Constants(40);

        List<TensorSummary> summaries = TensorSurvey.of(source, source.tensors(), 8, executor, Progress.NONE);

        assertEquals(source.tensors(), summaries.stream().map(TensorSummary::tensor).toList());
        for (int i = 0; i < 40; i++) {
            assertEquals(i, summaries.get(i).histogram().orElseThrow().statistics().mean());
        }
    }

    @Test
    void goesOnWhereATensorCanNotBeRead() {
        TensorSource source = new Constants(3);
        TensorInfo absent = new TensorInfo("absent", ElementType.FLOAT32, Shape.of(4), 16);

        List<TensorSummary> summaries = TensorSurvey.of(source,
                List.of(source.tensors().get(0), absent, source.tensors().get(2)), 8, executor, Progress.NONE);

        assertEquals("absent is not there", summaries.get(1).problem());
        assertTrue(summaries.get(1).histogram().isEmpty());
        assertEquals(2, summaries.get(2).histogram().orElseThrow().statistics().max());
    }

    @Test
    @Timeout(60)
    void stopsReadingBeforeItIsThrownOutOfACancelledSurvey() {
        Constants endless = new Constants(2, 1L << 50);
        CountDownLatch reading = endless.reading;
        Progress cancelled = new Progress() {
            @Override
            public void report(String task, double fraction) {
                try {
                    reading.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }

            @Override
            public boolean isCancelled() {
                return reading.getCount() == 0;
            }
        };

        assertThrows(CancellationException.class,
                () -> TensorSurvey.of(endless, endless.tensors(), 8, executor, cancelled));

        assertEquals(0, endless.readers.get());
    }

    @Test
    void tellsRisingFractionsFromTheCallingThread() {
        TensorSource source = new Constants(200);
        Recorded progress = new Recorded();

        TensorSurvey.of(source, source.tensors(), 8, executor, progress);

        assertEquals(progress.fractions.stream().sorted().toList(), progress.fractions);
        assertEquals(1, progress.fractions.get(progress.fractions.size() - 1));
    }

    @Test
    void letsFaultsOfAReaderThrough() {
        TensorSource source = new Constants(1) {
            @Override
            public TensorValues values(String name) {
                throw new IllegalArgumentException("fault");
            }
        };

        CompletionException problem = assertThrows(CompletionException.class,
                () -> TensorSurvey.of(source, source.tensors(), 8, executor, Progress.NONE));

        assertEquals("fault", problem.getCause().getMessage());
    }

    /** Told by one thread alone. */
    private static final class Recorded implements Progress {
        private final List<Double> fractions = new ArrayList<>();
        private final Thread caller = Thread.currentThread();

        @Override
        public void report(String task, double fraction) {
            assertSame(caller, Thread.currentThread());
            fractions.add(fraction);
        }

        @Override
        public boolean isCancelled() {
            return false;
        }
    }

    /** Tensors t0, t1, ... of which each has its number as all of its values. */
    private static class Constants implements TensorSource {
        private final int number;
        private final long count;
        private final CountDownLatch reading = new CountDownLatch(1);
        private final AtomicInteger readers = new AtomicInteger();

        Constants(int number) {
            this(number, 20_000);
        }

        Constants(int number, long count) {
            this.number = number;
            this.count = count;
        }

        @Override
        public List<TensorInfo> tensors() {
            List<TensorInfo> tensors = new ArrayList<>();
            for (int i = 0; i < number; i++) {
                tensors.add(new TensorInfo("t" + i, ElementType.FLOAT32, Shape.of(count), 4 * count));
            }
            return tensors;
        }

        @Override
        public TensorValues values(String name) throws IOException {
            TensorInfo info = find(name).orElseThrow(() -> new IOException(name + " is not there"));
            return new TensorValues() {
                @Override
                public TensorInfo info() {
                    return info;
                }

                @Override
                public int read(long from, double[] into) {
                    readers.incrementAndGet();
                    int read = (int) Math.min(into.length, count - from);
                    Arrays.fill(into, 0, read, Integer.parseInt(name.substring(1)));
                    reading.countDown();
                    readers.decrementAndGet();
                    return read;
                }
            };
        }

        @Override
        public void close() {
            // holds nothing
        }
    }
}
