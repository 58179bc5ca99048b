package org.lamina.engine.worker;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.util.function.DoubleConsumer;
import java.util.function.UnaryOperator;

/** Runs a model on samples in chunks, as large as memory allows and as the model takes them. */
final class ChunkedRun {

    /** The samples of the first chunk, which shows how large their activations are. */
    private static final int FIRST_CHUNK = 16;

    private static final int MAX_CHUNK = 256;

    /** The bytes of activations that a chunk should give at most. */
    private static final long CHUNK_BYTES = 256L << 20;

    private final TappedModel model;
    private final Samples samples;
    private final ActivationSpool spool;
    private final UnaryOperator<String> layerOfKey;
    private final DoubleConsumer progress;

    /**
     * @param spool gets the activations
     * @param layerOfKey the layer of a key of the rewritten code
     * @param progress gets the fraction of samples that are done
     */
    ChunkedRun(TappedModel model, Samples samples, ActivationSpool spool, UnaryOperator<String> layerOfKey,
            DoubleConsumer progress) {
        this.model = model;
        this.samples = samples;
        this.spool = spool;
        this.layerOfKey = layerOfKey;
        this.progress = progress;
    }

    /**
     * Runs the model on all samples.
     *
     * @throws EngineException if the model does not run on them
     * @throws IOException if samples can't be read or activations not be written
     */
    void run() throws IOException {
        int first = Math.min(FIRST_CHUNK, samples.count());
        try {
            run(first, true);
        } catch (ActivationSpool.NoSampleAxisException e) {
            runAtOnce();
        } catch (EngineException e) {
            runOneByOne(e);
        }
    }

    /** For activations that have no axis for the samples, so that those of chunks can't be put together. */
    private void runAtOnce() throws IOException {
        spool.clear();
        try {
            run(samples.count(), false);
        } catch (ActivationSpool.NoSampleAxisException e) {
            throw new IllegalStateException("one chunk needs no putting together", e);
        }
    }

    /** For traced models that have the number of samples of their example built in, which is one as a rule. */
    private void runOneByOne(EngineException failure) throws IOException {
        spool.clear();
        try {
            run(1, false);
        } catch (EngineException | ActivationSpool.NoSampleAxisException e) {
            failure.addSuppressed(e);
            throw failure;
        }
    }

    private void run(int firstChunk, boolean grow) throws IOException, ActivationSpool.NoSampleAxisException {
        int chunk = firstChunk;
        int from = 0;
        while (from < samples.count()) {
            progress.accept((double) from / samples.count());
            int length = Math.min(chunk, samples.count() - from);
            long bytes = runChunk(from, length);
            from += length;
            if (grow) {
                long fitting = CHUNK_BYTES * length / Math.max(1, bytes);
                chunk = (int) Math.max(1, Math.min(MAX_CHUNK, fitting));
            }
        }
        progress.accept(1);
    }

    private long runChunk(int from, int length) throws IOException, ActivationSpool.NoSampleAxisException {
        long bytes = 0;
        try (NDManager scope = model.newScope()) {
            for (NDArray values : model.run(samples.read(scope, from, length), scope)) {
                bytes += spool.append(layerOfKey.apply(values.getName()), values, length);
            }
        }
        return bytes;
    }
}
