package org.lamina.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.lamina.engine.ActivationRequest;
import org.lamina.engine.ActivationResult;
import org.lamina.engine.Engine;
import org.lamina.engine.EngineException;
import org.lamina.engine.EngineInstallation;
import org.lamina.formats.safetensors.SafetensorsWriter;
import org.lamina.model.Checkpoint;
import org.lamina.model.ElementType;
import org.lamina.model.Layer;
import org.lamina.model.ModelFormatException;
import org.lamina.model.TensorInfo;
import org.lamina.model.TensorValues;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs a model on samples and keeps what its layers give. */
@Command(name = "activations", description = "Writes what the layers of a TorchScript checkpoint give on samples.")
final class ActivationsCommand implements Callable<Integer> {

    private static final int BLOCK = 1 << 14;

    @Parameters(paramLabel = "FILE", description = "The checkpoint: a TorchScript file.")
    private Path file;

    @Option(names = "--input", paramLabel = "X", required = true,
            description = "A safetensors file with the tensor x, samples along its first axis.")
    private Path input;

    @Option(names = {"-o", "--output"}, paramLabel = "OUT", required = true,
            description = "The safetensors file to write: a tensor a layer, named by the layer's path.")
    private Path output;

    @Option(names = "--layer", paramLabel = "PATH", split = ",",
            description = "The layers or groups to observe; all layers if none is named.")
    private List<String> layers = List.of();

    @Option(names = "--max-samples", paramLabel = "N", defaultValue = "1000",
            description = "The most samples to run on, from the first (default 1000).")
    private int maxSamples;

    @Option(names = "--json", description = "Prints what was written as JSON.")
    private boolean json;

    private final Session session;

    ActivationsCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        Path checkpoint = session.resolve(file);
        Path target = OutputFile.checked(output, session);
        if (maxSamples < 1) {
            throw new InputException("--max-samples", "1 or more", String.valueOf(maxSamples));
        }
        ActivationRequest request =
                new ActivationRequest(checkpoint, session.resolve(input), observed(checkpoint), maxSamples);
        try (Engine engine = new Engine(installation());
                ActivationResult result = engine.activations(request, session.progress())) {
            write(result, target);
            tell(result, checkpoint, target);
        } catch (ModelFormatException e) {
            throw InputException.of(e, e.file(), session);
        }
        return 0;
    }

    private List<String> observed(Path checkpoint) throws InputException, IOException {
        try (Checkpoint opened = CheckpointFile.open(checkpoint, session)) {
            List<String> all = CheckpointFile.model(opened, session).layers().stream().map(Layer::path).toList();
            return layers.isEmpty() ? all : layers;
        }
    }

    private EngineInstallation installation() throws IOException, EngineException {
        Path plugins = session.home().map(home -> home.resolve("plugins")).filter(Files::isDirectory)
                .orElseThrow(ActivationsCommand::notInstalled);
        return EngineInstallation.find(plugins, EngineInstallation.userCache())
                .orElseThrow(ActivationsCommand::notInstalled);
    }

    private static EngineException notInstalled() {
        return new EngineException("Activations need Lamina's engine, which is not installed here; install the feature"
                + " Lamina Engine from Lamina's update site (it holds " + EngineInstallation.nativesBundle() + ").");
    }

    private void write(ActivationResult result, Path target) throws IOException, InputException {
        List<TensorInfo> tensors = result.tensors().stream().map(ActivationsCommand::stored).toList();
        try {
            SafetensorsWriter.writeContent(target, tensors, (tensor, out) -> copy(result, tensor, out));
        } catch (FileSystemException e) {
            throw new InputException(session.shown(target), "a file that can be written", Failures.reason(e), e);
        }
    }

    /** Half precision and less is written as 32-bit, integers as 64-bit floating point: nothing is lost. */
    private static TensorInfo stored(TensorInfo tensor) {
        boolean wide = !tensor.dtype().isFloatingPoint() || tensor.dtype() == ElementType.FLOAT64;
        ElementType type = wide ? ElementType.FLOAT64 : ElementType.FLOAT32;
        return new TensorInfo(tensor.name(), type, tensor.shape(), type.bytes(tensor.count()));
    }

    private void copy(ActivationResult result, TensorInfo tensor, OutputStream out) throws IOException {
        session.progress().checkCancelled();
        TensorValues values = result.values(tensor.name());
        boolean wide = tensor.dtype() == ElementType.FLOAT64;
        double[] block = new double[BLOCK];
        ByteBuffer bytes = ByteBuffer.allocate(BLOCK * (wide ? Double.BYTES : Float.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN);
        long done = 0;
        for (int count = values.read(0, block); count > 0; count = values.read(done, block)) {
            bytes.clear();
            for (int i = 0; i < count; i++) {
                if (wide) {
                    bytes.putDouble(block[i]);
                } else {
                    bytes.putFloat((float) block[i]);
                }
            }
            out.write(bytes.array(), 0, bytes.position());
            done += count;
        }
    }

    private void tell(ActivationResult result, Path checkpoint, Path target) {
        if (json) {
            ObjectNode root = Json.object();
            root.put("file", Session.absolute(checkpoint)).put("output", Session.absolute(target))
                    .put("samples", result.samples());
            ArrayNode written = root.putArray("layers");
            result.tensors().forEach(tensor -> written.addObject().put("path", tensor.name())
                    .set("shape", Json.shape(tensor.shape())));
            ArrayNode missing = root.putArray("missing");
            result.missing().forEach(missing::add);
            Json.print(root, session.out());
            return;
        }
        session.out().println(session.shown(target) + ": " + result.tensors().size() + " layers on " + result.samples()
                + " samples");
        result.missing().forEach(path -> session.out().println("No tensor for " + path));
    }
}
