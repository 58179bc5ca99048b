package org.lamina.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongFunction;
import org.lamina.engine.protocol.Protocol;
import org.lamina.engine.protocol.Request;
import org.lamina.engine.protocol.Response;
import org.lamina.formats.safetensors.SafetensorsReader;
import org.lamina.model.ModelFormatException;
import org.lamina.model.Progress;

/**
 * Runs models in a second process, the worker. The worker is started when it is needed, serves one request after the
 * other, is ended when a request is cancelled or nothing was asked for a while, and is started again, once a request,
 * when it crashed. All methods may be called by any thread; requests of several threads wait for each other.
 */
public final class Engine implements AutoCloseable {

    /** How long a worker waits for the next request unless told otherwise. */
    public static final Duration IDLE_TIME = Duration.ofMinutes(5);

    /** How long a worker may take to start; unpacking its libraries for the first time is part of that. */
    private static final Duration START_TIME = Duration.ofMinutes(5);

    private static final long POLL_MILLISECONDS = 50;

    private final EngineInstallation installation;
    private final IdleTimer idleTimer;
    private final ReentrantLock turn = new ReentrantLock(true);
    private volatile WorkerProcess worker;
    private volatile boolean closed;
    private long lastId;

    /**
     * Removes what requests of workers have left in the folder for temporary files whose process ended before it could.
     *
     * @throws IOException if that folder can't be read
     */
    public static void removeOrphans() throws IOException {
        TemporaryDirectory.removeOrphans(Path.of(System.getProperty("java.io.tmpdir")), Instant.now());
    }

    /** An engine whose worker ends after {@link #IDLE_TIME}. Starts nothing yet. */
    public Engine(EngineInstallation installation) {
        this(installation, IDLE_TIME);
    }

    /**
     * @param installation what it takes to start the worker
     * @param idleTime how long a worker waits for the next request before it is ended
     */
    public Engine(EngineInstallation installation, Duration idleTime) {
        this.installation = installation;
        idleTimer = new IdleTimer(idleTime, this::endIdleWorker);
    }

    /**
     * Runs a model on samples and keeps what layers give. Needs memory for the model, and for the chosen layers'
     * activations of a few samples at a time.
     *
     * @param request what to run; the checkpoint's code runs in the worker only
     * @param progress told where the work is; cancelling ends the worker at once
     * @return the activations; whoever called closes them
     * @throws EngineException if the engine can't be started, or the model can't be run on the samples
     * @throws ModelFormatException if the checkpoint or the samples are not what they should be
     * @throws NoSuchFileException if the checkpoint or the samples are not there
     * @throws IOException if a file can't be read or written
     * @throws CancellationException if it was cancelled, or the engine closed
     */
    public ActivationResult activations(ActivationRequest request, Progress progress)
            throws EngineException, ModelFormatException, IOException {
        for (Path file : List.of(request.checkpoint(), request.samples())) {
            if (!Files.isRegularFile(file)) {
                throw new NoSuchFileException(file.toString());
            }
        }
        String work = "computing the activations of " + request.checkpoint().getFileName();
        TemporaryDirectory directory = TemporaryDirectory.create();
        boolean done = false;
        try {
            Response.Activations response = (Response.Activations) run(id -> new Request.Activations(id,
                    absolute(request.checkpoint()), absolute(request.samples()), request.layers(),
                    request.maxSamples(), directory.path().toString()), work, progress);
            Path file = directory.path().resolve(Protocol.ACTIVATIONS_FILE);
            ActivationResult result = new ActivationResult(SafetensorsReader.tensors(file), response.samples(),
                    response.missing(), directory);
            done = true;
            return result;
        } finally {
            if (!done) {
                directory.close();
            }
        }
    }

    /** Whether a worker is running. */
    public boolean isRunning() {
        WorkerProcess current = worker;
        return current != null && current.isAlive();
    }

    /** The last lines that the running or last worker logged, oldest first: for a debug log. */
    public List<String> log() {
        WorkerProcess current = worker;
        return current == null ? List.of() : current.log();
    }

    /** The process of the running or last worker. */
    Optional<ProcessHandle> process() {
        return Optional.ofNullable(worker).map(WorkerProcess::handle);
    }

    /** Ends the worker; a request that runs is cancelled. */
    @Override
    public void close() {
        closed = true;
        idleTimer.close();
        killWorker();
    }

    private Response run(LongFunction<Request> request, String work, Progress progress)
            throws EngineException, ModelFormatException {
        awaitTurn(progress);
        try {
            idleTimer.stop();
            try {
                return exchange(start(progress), request.apply(++lastId), progress);
            } catch (WorkerEndedException e) {
                progress.checkCancelled();
                return repeat(request, work, progress);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw cancelled();
        } finally {
            idleTimer.start();
            turn.unlock();
        }
    }

    private Response repeat(LongFunction<Request> request, String work, Progress progress)
            throws EngineException, ModelFormatException, InterruptedException {
        try {
            return exchange(start(progress), request.apply(++lastId), progress);
        } catch (WorkerEndedException e) {
            throw new EngineException("The engine's process ended twice while " + work + " (" + e.getMessage()
                    + "); the model may need more memory than there is, or crashes PyTorch; try fewer samples.",
                    e.log());
        }
    }

    private void awaitTurn(Progress progress) {
        try {
            while (!turn.tryLock(POLL_MILLISECONDS, TimeUnit.MILLISECONDS)) {
                progress.checkCancelled();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw cancelled();
        }
    }

    /** The running worker, or a new one. */
    private WorkerProcess start(Progress progress) throws EngineException, ModelFormatException, InterruptedException {
        WorkerProcess current = worker;
        if (current != null && current.isAlive()) {
            return current;
        }
        progress.checkCancelled();
        progress.report("Starting the engine", Double.NaN);
        WorkerProcess started = WorkerProcess.start(installation);
        worker = started;
        try {
            Response.Welcome welcome = (Response.Welcome) exchange(started,
                    new Request.Hello(++lastId, Protocol.VERSION), new Deadline(progress, START_TIME));
            if (welcome.protocol() != Protocol.VERSION) {
                started.kill();
                throw new EngineException("The engine speaks protocol " + welcome.protocol() + " and Lamina "
                        + Protocol.VERSION + "; update both to the same version.");
            }
            return started;
        } catch (WorkerEndedException e) {
            throw new EngineException("The engine's process ended while starting (" + e.getMessage()
                    + lastLine(e.log()) + "); install the Lamina Engine feature for this platform again.", e.log());
        } catch (Deadline.PassedException e) {
            throw new EngineException("The engine did not start within " + START_TIME.toMinutes()
                    + " minutes; see whether the machine is busy, and try again.", started.log());
        }
    }

    /** Sends a request and waits for its final response. A worker that is left alone in the middle is ended. */
    private Response exchange(WorkerProcess current, Request request, Progress progress)
            throws EngineException, ModelFormatException, InterruptedException, WorkerEndedException {
        boolean answered = false;
        try {
            current.send(request);
            Response response = await(current, request.id(), progress);
            answered = true;
            return result(response, current);
        } catch (IOException e) {
            throw new WorkerEndedException(current);
        } finally {
            if (!answered) {
                current.killAndWait();
            }
        }
    }

    private Response await(WorkerProcess current, long id, Progress progress)
            throws InterruptedException, WorkerEndedException {
        while (true) {
            if (closed) {
                throw cancelled();
            }
            progress.checkCancelled();
            Optional<Response> next = current.poll(POLL_MILLISECONDS).filter(response -> response.id() == id);
            if (next.isEmpty() && current.hasEnded() && !closed) {
                throw new WorkerEndedException(current);
            }
            if (next.isPresent() && next.get().isFinal()) {
                return next.get();
            }
            if (next.isPresent() && next.get() instanceof Response.Progress event) {
                progress.report(event.task(), event.fraction());
            }
        }
    }

    private static Response result(Response response, WorkerProcess current)
            throws EngineException, ModelFormatException {
        if (response instanceof Response.Failure failure) {
            throw new EngineException(failure.message(), current.log());
        }
        if (response instanceof Response.BadFile bad) {
            throw new ModelFormatException(Path.of(bad.file()), bad.expected(), bad.found());
        }
        return response;
    }

    private void endIdleWorker() {
        if (turn.tryLock()) {
            try {
                killWorker();
            } finally {
                turn.unlock();
            }
        }
    }

    private void killWorker() {
        WorkerProcess current = worker;
        if (current != null) {
            current.kill();
        }
    }

    private static String lastLine(List<String> log) {
        return log.isEmpty() ? "" : ": " + log.get(log.size() - 1).strip();
    }

    private static String absolute(Path file) {
        return file.toAbsolutePath().normalize().toString();
    }

    private static CancellationException cancelled() {
        return new CancellationException();
    }
}
