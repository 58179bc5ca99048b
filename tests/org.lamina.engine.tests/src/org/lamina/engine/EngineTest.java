package org.lamina.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lamina.model.ModelFormatException;
import org.lamina.model.Progress;

/** The client against a stand-in for the worker. */
@Timeout(60)
class EngineTest {

    @TempDir
    Path directory;

    private Engine engine;

    @AfterEach
    void close() {
        if (engine != null) {
            engine.close();
        }
    }

    @Test
    void givesTheActivationsAndRemovesTheirFilesWhenClosed() throws Exception {
        engine = engine("cache");
        RecordedProgress progress = new RecordedProgress();

        ActivationResult result = engine.activations(request("model.pt"), progress);

        assertEquals(List.of("conv1", "fc"), result.tensors().stream().map(tensor -> tensor.name()).toList());
        assertEquals(5, result.samples());
        assertEquals(List.of("lost"), result.missing());
        assertArrayEquals(new double[] {worker().pid()}, result.values("fc").toArray());
        assertEquals(List.of("Starting the engine", "Running 0.5"), progress.reports());
        result.close();
        assertThrows(Exception.class, () -> result.values("fc").toArray());
    }

    @Test
    void servesManyRequestsByOneWorker() throws Exception {
        engine = engine("cache");

        assertEquals(pid("a.pt"), pid("b.pt"));
    }

    @Test
    void setsTheEnvironmentOfTheWorkerAndKeepsItsLog() throws Exception {
        engine = engine("cache");
        pid("model.pt");

        assertTrue(engine.log().contains("OMP_WAIT_POLICY=PASSIVE"), engine.log()::toString);
    }

    @Test
    void startsTheWorkerAgainOnceWhenItCrashes() throws Exception {
        engine = engine("cache");
        double first = pid("model.pt");

        double second = pid("crash-once.pt");

        assertNotEquals(first, second);
        assertEquals(second, pid("model.pt"));
    }

    @Test
    void givesUpWhenTheWorkerCrashesTwiceAndServesTheNextRequest() throws Exception {
        engine = engine("cache");

        EngineException problem = assertThrows(EngineException.class, () -> pid("crash.pt"));

        assertEquals("The engine's process ended twice while computing the activations of crash.pt (exit code 134); "
                + "the model may need more memory than there is, or crashes PyTorch; try fewer samples.",
                problem.getMessage());
        assertTrue(problem.log().contains("OMP_WAIT_POLICY=PASSIVE"));
        assertTrue(pid("model.pt") > 0);
    }

    @Test
    void endsTheWorkerAtOnceWhenCancelled() throws Exception {
        engine = engine("cache");
        RecordedProgress progress = new RecordedProgress();
        progress.cancelAt("Running");

        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> assertThrows(CancellationException.class,
                () -> engine.activations(request("hang.pt"), progress)));

        assertTrue(progress.nanosSinceCancelled() < TimeUnit.SECONDS.toNanos(2));
        worker().onExit().get(2, TimeUnit.SECONDS);
        assertFalse(engine.isRunning());
    }

    @Test
    void cancelsARequestThatWaitsForAnother() throws Exception {
        engine = engine("cache");
        CountDownLatch running = new CountDownLatch(1);
        CompletableFuture<Void> first = CompletableFuture.runAsync(() -> assertThrows(CancellationException.class,
                () -> engine.activations(request("hang.pt"), new RecordedProgress() {
                    @Override
                    public void report(String task, double fraction) {
                        super.report(task, fraction);
                        if (task.equals("Running")) {
                            running.countDown();
                        }
                    }
                })));
        assertTrue(running.await(20, TimeUnit.SECONDS));
        RecordedProgress cancelled = new RecordedProgress();
        cancelled.cancel();

        assertThrows(CancellationException.class, () -> engine.activations(request("model.pt"), cancelled));

        assertFalse(first.isDone());
        assertTrue(engine.isRunning());
        engine.close();
        first.get(2, TimeUnit.SECONDS);
    }

    @Test
    void endsTheWorkerWhenInterrupted() throws Exception {
        engine = engine("cache");
        Thread caller = Thread.currentThread();

        assertThrows(CancellationException.class, () -> engine.activations(request("hang.pt"), new RecordedProgress() {
            @Override
            public void report(String task, double fraction) {
                if (task.equals("Running")) {
                    caller.interrupt();
                }
            }
        }));

        assertTrue(Thread.interrupted());
        worker().onExit().get(2, TimeUnit.SECONDS);
    }

    @Test
    void endsAnIdleWorkerAndStartsANewOneForTheNextRequest() throws Exception {
        engine = new Engine(installation("cache", EngineInstallation.currentJava()), Duration.ofMillis(300));
        double first = pid("model.pt");

        worker().onExit().get(20, TimeUnit.SECONDS);

        assertFalse(engine.isRunning());
        assertNotEquals(first, pid("model.pt"));
    }

    @Test
    void endsTheWorkerWhenClosed() throws Exception {
        engine = engine("cache");
        pid("model.pt");

        engine.close();

        worker().onExit().get(2, TimeUnit.SECONDS);
        assertThrows(CancellationException.class, () -> pid("model.pt"));
    }

    @Test
    void passesOverWhatAModelPrints() throws Exception {
        engine = engine("cache");

        assertTrue(pid("chatty.pt") > 0);
        assertTrue(engine.log().contains("tensor(1.)"), engine.log()::toString);
    }

    @Test
    void tellsABadFileFromAFailure() throws Exception {
        engine = engine("cache");

        ModelFormatException bad = assertThrows(ModelFormatException.class, () -> pid("wrong.pt"));
        EngineException failure = assertThrows(EngineException.class, () -> pid("fails.pt"));

        assertEquals("wrong.pt: expected a model, found a poem", bad.getMessage());
        assertEquals("The model does not run.", failure.getMessage());
        assertTrue(engine.isRunning());
    }

    @Test
    void tellsWhatToDoWhenTheWorkerCanNotStart() {
        engine = engine("dies");
        String dies = assertThrows(EngineException.class, () -> pid("model.pt")).getMessage();
        assertEquals("The engine's process ended while starting (exit code 7: no room left); install the Lamina Engine "
                + "feature for this platform again.", dies);
        engine = engine("refuses");
        assertEquals("There are no native libraries for this machine.",
                assertThrows(EngineException.class, () -> pid("model.pt")).getMessage());
        engine = new Engine(installation("cache", directory.resolve("no-java")));
        String noJava = assertThrows(EngineException.class, () -> pid("model.pt")).getMessage();
        assertTrue(noJava.contains("no-java can't be run"), noJava);
        assertTrue(noJava.endsWith("install Java 17 or newer there."), noJava);
        engine = new Engine(new EngineInstallation(List.of(directory), directory.resolve("cache"),
                EngineInstallation.currentJava()));
        String noWorker = assertThrows(EngineException.class, () -> pid("model.pt")).getMessage();
        assertTrue(noWorker.contains("ended while starting (exit code 1"), noWorker);
    }

    @Test
    void startsNothingForFilesThatAreNotThere() {
        engine = engine("cache");
        ActivationRequest request = new ActivationRequest(directory.resolve("none.pt"), directory.resolve("none"),
                List.of("fc"), 1);

        assertThrows(NoSuchFileException.class, () -> engine.activations(request, Progress.NONE));
        assertTrue(engine.process().isEmpty());
    }

    @Test
    void refusesAWorkerOfAnotherProtocol() {
        engine = engine("newer");

        assertEquals("The engine speaks protocol 2 and Lamina 1; update both to the same version.",
                assertThrows(EngineException.class, () -> pid("model.pt")).getMessage());
        assertFalse(engine.isRunning());
    }

    @Test
    void takesRequestsOfSeveralThreadsInTurn() throws Exception {
        engine = engine("cache");

        List<CompletableFuture<Double>> pids = List.of("a.pt", "b.pt", "c.pt").stream()
                .map(name -> CompletableFuture.supplyAsync(() -> {
                    try {
                        return pid(name);
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                })).toList();

        assertEquals(1, pids.stream().map(EngineTest::join).distinct().count());
    }

    private static double join(CompletableFuture<Double> future) {
        try {
            return future.get(30, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | java.util.concurrent.TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    private double pid(String checkpoint) throws Exception {
        try (ActivationResult result = engine.activations(request(checkpoint), Progress.NONE)) {
            return result.values("conv1").toArray()[0];
        }
    }

    /** The process that this one has started last and that is a worker. */
    private ProcessHandle worker() {
        return engine.process().orElseThrow();
    }

    private Engine engine(String cache) {
        return new Engine(installation(cache, EngineInstallation.currentJava()));
    }

    private EngineInstallation installation(String cache, Path java) {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return new EngineInstallation(Arrays.stream(classPath.split(File.pathSeparator)).map(Path::of)
                .map(Path::toAbsolutePath).toList(), directory.resolve(cache), java);
    }

    private ActivationRequest request(String checkpoint) {
        Path samples = directory.resolve("samples.safetensors");
        try {
            Files.write(samples, new byte[0]);
            return new ActivationRequest(Files.write(directory.resolve(checkpoint), new byte[0]), samples,
                    List.of("conv1", "fc"), 5);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
