package org.lamina.benchmarks;

import java.util.Arrays;
import java.util.concurrent.Callable;

/**
 * How long something took, run after run.
 *
 * @param seconds of each run, in order
 */
record Times(double[] seconds) {

    /** Runs something so many times. */
    static Times of(int runs, Callable<?> work) throws Exception {
        double[] seconds = new double[runs];
        for (int i = 0; i < runs; i++) {
            long start = System.nanoTime();
            work.call();
            seconds[i] = (System.nanoTime() - start) / 1e9;
        }
        return new Times(seconds);
    }

    /** The first run, in which classes are loaded and code is compiled. */
    double first() {
        return seconds[0];
    }

    double median() {
        double[] sorted = seconds.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
