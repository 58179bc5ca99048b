package org.lamina.engine.worker;

import ai.djl.engine.EngineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ObjDoubleConsumer;
import org.lamina.engine.protocol.Protocol;
import org.lamina.engine.protocol.Request;
import org.lamina.engine.protocol.Response;
import org.lamina.engine.worker.taps.TapRewriter;
import org.lamina.formats.Readers;
import org.lamina.formats.torchscript.TorchScriptArchive;
import org.lamina.model.Checkpoint;
import org.lamina.model.Model;
import org.lamina.model.ModelFormatException;
import org.lamina.model.Progress;

/**
 * Computes the activations of one request: rewrites the model into the request's directory, loads that copy, runs it on
 * the samples, and writes what the layers gave.
 */
final class ActivationRun {

    private final Torch torch;
    private final Request.Activations request;
    private final ObjDoubleConsumer<String> progress;
    private final Path checkpoint;
    private final String name;

    /** @param progress gets a short phrase and a fraction, NaN where it is not known */
    ActivationRun(Torch torch, Request.Activations request, ObjDoubleConsumer<String> progress) {
        this.torch = torch;
        this.request = request;
        this.progress = progress;
        checkpoint = Path.of(request.checkpoint());
        name = checkpoint.getFileName().toString();
    }

    /**
     * Does it.
     *
     * @throws WorkerException if the model can't be run on the samples
     * @throws ModelFormatException if a file is not what it should be
     * @throws IOException if a file can't be read or written
     */
    Response.Activations run() throws WorkerException, ModelFormatException, IOException {
        Path directory = Path.of(request.directory());
        progress.accept("Reading " + name, Double.NaN);
        LayerTaps taps = LayerTaps.of(readModel(), name, request.layers());
        try (TorchScriptArchive archive = TorchScriptArchive.open(checkpoint);
                Samples samples = Samples.open(Path.of(request.samples()), request.maxSamples())) {
            TapRewriter rewriter = rewriter(archive, taps);
            Path rewritten = directory.resolve("model.pt");
            archive.copyTo(rewritten, rewriter.rewrite());
            progress.accept("Loading " + name, Double.NaN);
            ActivationSpool spool = new ActivationSpool(directory);
            try (TappedModel model = load(rewritten)) {
                new ChunkedRun(model, samples, spool, key -> taps.layerByTap().get(rewriter.name(key)),
                        fraction -> progress.accept("Running " + name, fraction)).run();
            } catch (EngineException e) {
                throw new WorkerException(name + " does not run on samples of shape " + samples.shape() + ": "
                        + TorchFailure.reason(e) + "; use samples that the model was made for.", e);
            }
            List<String> missing = new ArrayList<>(request.layers());
            missing.removeAll(spool.layers());
            spool.write(directory.resolve(Protocol.ACTIVATIONS_FILE));
            return new Response.Activations(request.id(), samples.count(), missing);
        }
    }

    private Model readModel() throws ModelFormatException, IOException {
        try (Checkpoint opened = Readers.builtin().open(checkpoint, Progress.NONE)) {
            if (!opened.format().equals("TorchScript")) {
                throw new ModelFormatException(checkpoint, "a TorchScript file (written by torch.jit.save), since only "
                        + "such files can be run", "a file of the format " + opened.format());
            }
            return opened.model().orElseThrow(() -> new ModelFormatException(checkpoint, "the model's code", "none"));
        }
    }

    private TapRewriter rewriter(TorchScriptArchive archive, LayerTaps taps) throws WorkerException {
        TapRewriter rewriter;
        try {
            rewriter = new TapRewriter(archive.code(), archive.rootType(), List.copyOf(taps.layerByTap().keySet()));
        } catch (IllegalArgumentException e) {
            throw new WorkerException(name + " can't be run, because " + e.getMessage() + ".", e);
        }
        List<String> inputs = rewriter.requiredInputs();
        if (inputs.size() != 1) {
            throw new WorkerException(name + " can't be run on the samples, because its forward method takes "
                    + (inputs.isEmpty() ? "no input" : "several inputs (" + String.join(", ", inputs) + ")")
                    + " and the samples are one.");
        }
        return rewriter;
    }

    private TappedModel load(Path rewritten) throws WorkerException, IOException {
        try {
            return TappedModel.load(torch, rewritten);
        } catch (EngineException e) {
            checkLoads(e);
            throw new WorkerException("The chosen layers of " + name + " can't be observed: " + TorchFailure.reason(e)
                    + "; choose others.", e);
        } finally {
            Files.deleteIfExists(rewritten);
        }
    }

    /** Tells whether it is the model that is at fault, not its rewriting. */
    private void checkLoads(EngineException failure) throws WorkerException {
        try {
            TappedModel.load(torch, checkpoint).close();
        } catch (EngineException e) {
            e.addSuppressed(failure);
            throw new WorkerException(name + " can't be loaded by " + torch.version() + ": " + TorchFailure.reason(e)
                    + "; save it again with a release of PyTorch that is not newer.", e);
        }
    }
}
