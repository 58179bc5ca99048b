package org.lamina.engine;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.lamina.engine.protocol.LineReader;
import org.lamina.engine.protocol.MalformedMessageException;
import org.lamina.engine.protocol.Messages;
import org.lamina.engine.protocol.Protocol;
import org.lamina.engine.protocol.Request;
import org.lamina.engine.protocol.Response;

/**
 * A running worker. Its standard input and output carry messages; what else it prints goes to the log. It ends by
 * itself when its input closes, hence also when this process dies.
 */
final class WorkerProcess {

    private static final int QUEUE = 1000;
    private static final int MAX_LOG_LINE = 2000;
    private static final int MAX_THREADS = 8;

    private final Process process;
    private final Writer input;
    private final BlockingQueue<Response> responses = new ArrayBlockingQueue<>(QUEUE);
    private final BoundedLog log = new BoundedLog();
    private final Messages messages = new Messages();
    private final Thread reader;
    private final Thread logger;
    private volatile boolean killed;

    private WorkerProcess(Process process) {
        this.process = process;
        input = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
        reader = daemon("Lamina engine responses", this::readResponses);
        logger = daemon("Lamina engine log", this::readLog);
    }

    /**
     * Starts a worker.
     *
     * @throws EngineException if there is no Java to start, or the cache folder can't be made
     */
    static WorkerProcess start(EngineInstallation installation) throws EngineException {
        try {
            NativeCache.prepare(installation.cacheDirectory());
        } catch (IOException e) {
            throw new EngineException("The engine can't be started, because its cache folder "
                    + installation.cacheDirectory() + " can't be used (" + e.getMessage()
                    + "); make it writable or move what is in its place.");
        }
        String classPath = installation.classPath().stream().map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
        Path crashLog = Path.of(System.getProperty("java.io.tmpdir")).resolve("lamina-engine-crash-%p.log");
        ProcessBuilder builder = new ProcessBuilder(installation.javaExecutable().toString(), "-XX:+UseSerialGC",
                "-XX:ErrorFile=" + crashLog, "-XX:-CreateCoredumpOnCrash", "-Djava.awt.headless=true",
                "-Dfile.encoding=UTF-8", "--enable-native-access=ALL-UNNAMED", "-cp", classPath,
                Protocol.WORKER_MAIN);
        setEnvironment(builder.environment(), installation.cacheDirectory());
        try {
            return new WorkerProcess(builder.start());
        } catch (IOException e) {
            throw new EngineException("The engine can't be started, because " + installation.javaExecutable()
                    + " can't be run (" + e.getMessage() + "); install Java 17 or newer there.");
        }
    }

    /**
     * What the libraries of the worker read from the environment: no downloads, no telemetry, no busy waiting of
     * OpenMP's threads (which slows everything else on the machine down), and the libraries that we ship and no others.
     */
    private static void setEnvironment(Map<String, String> environment, Path cache) {
        environment.put("DJL_OFFLINE", "true");
        environment.put("OPT_OUT_TRACKING", "true");
        environment.put("DJL_CACHE_DIR", cache.toString());
        environment.put("ENGINE_CACHE_DIR", cache.toString());
        environment.put("OMP_WAIT_POLICY", "PASSIVE");
        int threads = Math.min(MAX_THREADS, Runtime.getRuntime().availableProcessors());
        environment.putIfAbsent("OMP_NUM_THREADS", Integer.toString(threads));
        environment.put("CUDA_VISIBLE_DEVICES", "-1");
        List.of("PYTORCH_VERSION", "PYTORCH_FLAVOR", "PYTORCH_LIBRARY_PATH", "PYTORCH_PRECXX11",
                "PYTORCH_EXTRA_LIBRARY_PATH").forEach(environment::remove);
    }

    /**
     * Sends a request.
     *
     * @throws IOException if the worker has ended
     */
    void send(Request request) throws IOException {
        input.write(messages.line(request));
        input.write('\n');
        input.flush();
    }

    /** The next response; empty if none comes in time. */
    Optional<Response> poll(long milliseconds) throws InterruptedException {
        return Optional.ofNullable(responses.poll(milliseconds, TimeUnit.MILLISECONDS));
    }

    /** Whether the worker has ended and all that it said has been taken. */
    boolean hasEnded() {
        return !reader.isAlive() && responses.isEmpty();
    }

    /** Whether the worker runs and has not been told to end. */
    boolean isAlive() {
        return !killed && process.isAlive();
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    /** Ends the worker at once, whatever it does. */
    void kill() {
        killed = true;
        process.destroyForcibly();
        reader.interrupt();
    }

    /** As {@link #kill()}, and waits up to a second until it has ended and writes no more. */
    void killAndWait() {
        kill();
        try {
            process.waitFor(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** How it ended, for a message: {@code exit code 134}. */
    String ending() throws InterruptedException {
        logger.join(1000);
        return process.waitFor(1, TimeUnit.SECONDS) ? "exit code " + process.exitValue() : "no exit code";
    }

    /** The last lines that it logged, oldest first. */
    List<String> log() {
        return log.lines();
    }

    private void readResponses() {
        try (InputStream output = process.getInputStream()) {
            LineReader lines = lines(output, Protocol.MAX_MESSAGE);
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank()) {
                    accept(line);
                }
            }
        } catch (IOException e) {
            log.add("The worker's output can't be read: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Queues a response. Any other line was printed by the model's code or a library. */
    private void accept(String line) throws InterruptedException {
        try {
            Response response = messages.response(line);
            if (response.isFinal()) {
                responses.put(response);
            } else {
                responses.offer(response);
            }
        } catch (MalformedMessageException e) {
            log.add(line.substring(0, Math.min(line.length(), MAX_LOG_LINE)));
        }
    }

    private void readLog() {
        try (InputStream errors = process.getErrorStream()) {
            LineReader lines = lines(errors, MAX_LOG_LINE);
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                log.add(line);
            }
        } catch (IOException e) {
            log.add("The worker's log can't be read: " + e.getMessage());
        }
    }

    private static LineReader lines(InputStream stream, int limit) {
        return new LineReader(new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8)), limit);
    }

    private static Thread daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
