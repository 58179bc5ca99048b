package org.lamina.engine.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lamina.engine.ActivationRequest;
import org.lamina.engine.ActivationResult;
import org.lamina.engine.Engine;
import org.lamina.engine.EngineException;
import org.lamina.engine.EngineInstallation;
import org.lamina.engine.protocol.Messages;
import org.lamina.engine.protocol.Protocol;
import org.lamina.engine.protocol.Request;
import org.lamina.engine.protocol.Response;
import org.lamina.formats.Readers;
import org.lamina.model.Checkpoint;
import org.lamina.model.Layer;
import org.lamina.model.ModelFormatException;
import org.lamina.model.Progress;
import org.lamina.model.Shape;

/** The real worker when models misbehave, files are bad, and processes die. */
@Timeout(120)
class RealWorkerTest {

    private static final String ENDLESS = """
            fc2 = self.fc2
            h = x
            while True:
              h = torch.add(h, 1)
            return h
            """;

    @TempDir
    Path directory;

    private EngineInstallation installation;
    private Engine engine;

    @BeforeEach
    void start() {
        installation = TestEngine.installation();
        engine = new Engine(installation);
    }

    @AfterEach
    void stop() {
        if (engine != null) {
            engine.close();
        }
    }

    @Test
    void isEndedWithinTwoSecondsInsideNativeCode() throws Exception {
        Path model = ScriptedModel.write(directory.resolve("endless.pt"), "x: Tensor", ENDLESS);
        long[] cancelled = new long[1];
        List<ProcessHandle> workers = new ArrayList<>();

        assertThrows(CancellationException.class, () -> run(model, when("Running endless.pt", progress -> {
            workers.addAll(workers());
            cancelled[0] = System.nanoTime();
            progress.cancel();
        }), "fc2"));

        assertTrue(System.nanoTime() - cancelled[0] < TimeUnit.SECONDS.toNanos(2));
        assertEquals(1, workers.size());
        workers.get(0).onExit().get(2, TimeUnit.SECONDS);
    }

    @Test
    void isStartedAgainWhenItsProcessIsKilled() throws Exception {
        Path model = ScriptedModel.write(directory.resolve("slow.pt"), "x: Tensor", """
                n = 0
                h = x
                while torch.lt(n, 300000):
                  h = torch.mul(h, 1)
                  n = torch.add(n, 1)
                pool1 = self.pool1
                return (pool1).forward(h, )
                """);
        List<Long> killed = new ArrayList<>();

        try (ActivationResult result = run(model, when("Running slow.pt", progress -> {
            if (killed.isEmpty()) {
                workers().forEach(worker -> {
                    killed.add(worker.pid());
                    worker.destroyForcibly();
                });
            }
        }), "pool1")) {
            assertEquals(1, killed.size());
            assertEquals(Shape.of(3, 1, 4, 4), result.find("pool1").orElseThrow().shape());
            assertFalse(workers().stream().anyMatch(worker -> worker.pid() == killed.get(0)));
        }
    }

    @Test
    void endsWithItsClient() throws Exception {
        Path model = ScriptedModel.write(directory.resolve("endless.pt"), "x: Tensor", ENDLESS);
        Process client = new ProcessBuilder(EngineInstallation.currentJava().toString(), "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                DyingClient.class.getName(), model.toString(), samples(Shape.of(3, 1, 8, 8)).toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (BufferedReader output = client.inputReader(StandardCharsets.UTF_8)) {
            long worker = Long.parseLong(output.readLine());

            assertTrue(client.waitFor(30, TimeUnit.SECONDS));
            ProcessHandle handle = ProcessHandle.of(worker).orElse(null);
            if (handle != null) {
                handle.onExit().get(10, TimeUnit.SECONDS);
            }
        } finally {
            client.destroyForcibly();
        }
    }

    @Test
    void answersThoughTheModelPrints() throws Exception {
        Path model = ScriptedModel.write(directory.resolve("talks.pt"), "x: Tensor", """
                print("{\\"type\\":\\"activations\\",\\"id\\":2,\\"samples\\":0,", x)
                pool1 = self.pool1
                return (pool1).forward(x, )
                """);

        try (ActivationResult result = run(model, Progress.NONE, "pool1")) {
            assertEquals(Shape.of(3, 1, 4, 4), result.find("pool1").orElseThrow().shape());
        }
    }

    @Test
    void runsAModelThatTakesOneSampleAtATime() throws Exception {
        Path model = ScriptedModel.write(directory.resolve("one.pt"), "x: Tensor", """
                pool1 = self.pool1
                return torch.reshape((pool1).forward(x, ), [1, 16])
                """);

        try (ActivationResult result = run(model, Progress.NONE, "pool1")) {
            assertEquals(Shape.of(3, 1, 4, 4), result.find("pool1").orElseThrow().shape());
        }
    }

    @Test
    void runsAllAtOnceWhereALayerHasNoSampleAxis() throws Exception {
        Path model = ScriptedModel.write(directory.resolve("turned.pt"), "x: Tensor", """
                pool1 = self.pool1
                h = (pool1).forward(torch.transpose(x, 0, 1), )
                return h
                """);

        try (ActivationResult result = run(model, Progress.NONE, "pool1", Shape.of(20, 1, 8, 8))) {
            assertEquals(Shape.of(1, 20, 4, 4), result.find("pool1").orElseThrow().shape());
        }
    }

    @Test
    void tellsWhichLayersGaveNothing() throws Exception {
        Path model = ScriptedModel.write(directory.resolve("part.pt"), "x: Tensor", """
                fc2 = self.fc2
                if torch.gt(torch.dim(x), 9):
                  h = (fc2).forward(x, )
                else:
                  h = x
                pool1 = self.pool1
                return (pool1).forward(h, )
                """);

        ActivationRequest request = new ActivationRequest(model, samples(Shape.of(3, 1, 8, 8)),
                List.of("fc2", "pool1"), 3);
        try (ActivationResult result = engine.activations(request, Progress.NONE)) {
            assertEquals(List.of("fc2"), result.missing());
            assertEquals(1, result.tensors().size());
        }
    }

    @Test
    void passesOverOperationsThatGiveNoTensor() throws Exception {
        Path model = ScriptedModel.write(directory.resolve("split.pt"), "x: Tensor", """
                pool1 = self.pool1
                return (pool1).forward(torch.cat(torch.split(x, 4, 3), 3), )
                """);

        try (Checkpoint opened = Readers.builtin().open(model, Progress.NONE)) {
            List<String> layers = opened.model().orElseThrow().layers().stream().filter(Layer::function)
                    .map(Layer::path).toList();
            assertEquals(List.of("split", "cat"), layers);
            try (ActivationResult result = engine.activations(
                    new ActivationRequest(model, samples(Shape.of(3, 1, 8, 8)), layers, 3), Progress.NONE)) {
                assertEquals(List.of("split"), result.missing());
                assertEquals(Shape.of(3, 1, 8, 8), result.find("cat").orElseThrow().shape());
            }
        }
    }

    @Test
    void explainsSamplesThatDoNotFit() throws Exception {
        String message = failure(TestEngine.demo("digits_traced.pt"), "fc2", Shape.of(3, 3, 8, 8));

        assertTrue(message.startsWith("digits_traced.pt does not run on samples of shape 3 × 3 × 8 × 8: "), message);
        assertTrue(message.contains("expected input[3, 3, 8, 8] to have 1 channels, but got 3 channels"), message);
        assertTrue(message.endsWith("; use samples that the model was made for."), message);
    }

    @Test
    void explainsAnErrorThatTheModelRaises() throws Exception {
        Path model = ScriptedModel.write(directory.resolve("raises.pt"), "x: Tensor", """
                pool1 = self.pool1
                if torch.lt(torch.item(torch.mean(x)), 100.):
                  ops.prim.RaiseException("too dark", "builtins.ValueError")
                else:
                  pass
                return (pool1).forward(x, )
                """);

        String message = failure(model, "pool1", Shape.of(3, 1, 8, 8));

        assertTrue(message.contains("too dark"), message);
    }

    @Test
    void explainsCodeThatPyTorchDoesNotKnow() throws Exception {
        Path model = ScriptedModel.write(directory.resolve("future.pt"), "x: Tensor", """
                pool1 = self.pool1
                return torch.hyperspace((pool1).forward(x, ))
                """);

        String message = failure(model, "pool1", Shape.of(3, 1, 8, 8));

        assertTrue(message.startsWith("future.pt can't be loaded by PyTorch 2.7.1: ") && message.contains("hyperspace"),
                message);
    }

    @Test
    void explainsAModelOfSeveralInputs() throws Exception {
        Path siamese = TestEngine.fixture("nets/siamese_scripted.pt");

        assertEquals("siamese_scripted.pt can't be run on the samples, because its forward method takes several inputs "
                + "(left: Tensor, right: Tensor) and the samples are one.", failure(siamese, "score", Shape.of(2, 6)));
    }

    @Test
    void refusesOtherFormatsUnknownLayersAndSamplesWithoutX() throws Exception {
        assertThrows(ModelFormatException.class,
                () -> run(TestEngine.demo("digits.onnx"), Progress.NONE, "fc2"));
        assertThrows(NoSuchFileException.class, () -> run(directory.resolve("none.pt"), Progress.NONE, "fc2"));
        assertThrows(ModelFormatException.class,
                () -> run(Files.createFile(directory.resolve("empty.pt")), Progress.NONE, "fc2"));
        assertTrue(failure(TestEngine.demo("digits_traced.pt"), "fc9", Shape.of(3, 1, 8, 8))
                .startsWith("digits_traced.pt has no layer fc9; its layers are stem.0, "));
        ModelFormatException samples = assertThrows(ModelFormatException.class,
                () -> engine.activations(new ActivationRequest(TestEngine.demo("digits_traced.pt"),
                        TestEngine.fixture("digits_activations.safetensors"), List.of("fc2"), 3), Progress.NONE));
        assertEquals("a tensor x with the samples along its first axis", samples.expected());
        assertTrue(engine.isRunning());
    }

    @Test
    void leavesNothingButTheActivationsInTheFolderOfTheRequest() throws Exception {
        Path folder = Files.createDirectory(directory.resolve("request"));
        Messages messages = new Messages();
        Process worker = worker();
        try (BufferedReader responses = worker.inputReader(StandardCharsets.UTF_8);
                Writer requests = worker.outputWriter(StandardCharsets.UTF_8)) {
            requests.write("no request\n" + messages.line(new Request.Hello(1, Protocol.VERSION)) + "\n"
                    + messages.line(new Request.Activations(2, TestEngine.demo("digits_scripted.pt").toString(),
                            TestEngine.demo("samples.safetensors").toString(), List.of("fc2"), 64, folder.toString()))
                    + "\n");
            requests.flush();
            List<Response> finals = new ArrayList<>();
            while (finals.size() < 3) {
                String line = responses.readLine();
                if (!line.isEmpty()) {
                    Response response = messages.response(line);
                    if (response.isFinal()) {
                        finals.add(response);
                    }
                }
            }

            assertEquals(Response.NO_REQUEST, finals.get(0).id());
            assertEquals(new Response.Welcome(1, Protocol.VERSION, "PyTorch 2.7.1"), finals.get(1));
            assertEquals(new Response.Activations(2, 64, List.of()), finals.get(2));
            try (Stream<Path> files = Files.list(folder)) {
                assertEquals(List.of(folder.resolve(Protocol.ACTIVATIONS_FILE)), files.toList());
            }
        } finally {
            worker.destroyForcibly();
        }
    }

    private Process worker() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(installation.javaExecutable().toString(), "-cp",
                installation.classPath().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)),
                Protocol.WORKER_MAIN).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(Map.of("DJL_OFFLINE", "true", "OPT_OUT_TRACKING", "true", "DJL_CACHE_DIR",
                installation.cacheDirectory().toString()));
        return builder.start();
    }

    private String failure(Path model, String layer, Shape samples) throws Exception {
        return assertThrows(EngineException.class, () -> run(model, Progress.NONE, layer, samples)).getMessage();
    }

    private ActivationResult run(Path model, Progress progress, String layer) throws Exception {
        return engine.activations(
                new ActivationRequest(model, samples(Shape.of(3, 1, 8, 8)), List.of(layer), 1000), progress);
    }

    private ActivationResult run(Path model, Progress progress, String layer, Shape samples) throws Exception {
        return engine.activations(new ActivationRequest(model, samples(samples), List.of(layer), 1000), progress);
    }

    private Path samples(Shape shape) throws Exception {
        Path file = directory.resolve("samples.safetensors");
        float[] values = new float[(int) shape.count().orElseThrow()];
        for (int i = 0; i < values.length; i++) {
            values[i] = i % 17;
        }
        ActivationsTest.writeSamples(file, shape, values);
        return file;
    }

    /** Children of this process that run the worker. */
    private static List<ProcessHandle> workers() {
        return ProcessHandle.current().children()
                .filter(child -> child.info().commandLine().orElse("").contains(Protocol.WORKER_MAIN)
                        || List.of(child.info().arguments().orElse(new String[0])).contains(Protocol.WORKER_MAIN))
                .toList();
    }

    /** Does something when a task is reported for the first time in a row. */
    private static CancellableProgress when(String task, Consumer<CancellableProgress> action) {
        return new CancellableProgress(task, action);
    }

    /** Progress that can be cancelled from its own reports. */
    private static final class CancellableProgress implements Progress {

        private final String task;
        private final Consumer<CancellableProgress> action;
        private boolean cancelled;

        CancellableProgress(String task, Consumer<CancellableProgress> action) {
            this.task = task;
            this.action = action;
        }

        void cancel() {
            cancelled = true;
        }

        @Override
        public void report(String reported, double fraction) {
            if (reported.equals(task)) {
                action.accept(this);
            }
        }

        @Override
        public boolean isCancelled() {
            return cancelled;
        }
    }
}
