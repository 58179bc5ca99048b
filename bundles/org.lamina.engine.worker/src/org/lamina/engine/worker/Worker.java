package org.lamina.engine.worker;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.lamina.engine.protocol.LineReader;
import org.lamina.engine.protocol.MalformedMessageException;
import org.lamina.engine.protocol.Messages;
import org.lamina.engine.protocol.Protocol;
import org.lamina.engine.protocol.Request;
import org.lamina.engine.protocol.Response;
import org.lamina.model.ModelFormatException;

/**
 * Answers requests, one after the other. Another thread reads them, so that the end of the input is noticed also while
 * a model runs in native code.
 */
final class Worker {

    private static final Logger LOG = Logger.getLogger(Worker.class.getName());

    private final LineReader requests;
    private final Responses responses;
    private final Runnable end;
    private final Messages messages = new Messages();
    private final BlockingQueue<Optional<String>> lines = new LinkedBlockingQueue<>();
    private Torch torch;

    /**
     * @param requests where requests are read from
     * @param responses where responses are written to
     * @param end called when the requests end, by the thread that reads them
     */
    Worker(LineReader requests, Responses responses, Runnable end) {
        this.requests = requests;
        this.responses = responses;
        this.end = end;
    }

    /** Serves requests until there are no more. */
    void run() {
        Thread reader = new Thread(this::read, "requests");
        reader.setDaemon(true);
        reader.start();
        try {
            for (Optional<String> line = lines.take(); line.isPresent(); line = lines.take()) {
                if (!line.get().isBlank()) {
                    responses.send(answer(line.get()));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read() {
        try {
            for (String line = requests.readLine(); line != null; line = requests.readLine()) {
                lines.add(Optional.of(line));
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, "The requests can't be read any more", e);
        } finally {
            lines.add(Optional.empty());
            end.run();
        }
    }

    private Response answer(String line) {
        try {
            return answer(messages.request(line));
        } catch (MalformedMessageException e) {
            return new Response.Failure(e.id(), "The engine does not understand this request: " + e.getMessage()
                    + "; Lamina and its engine must be of the same version.");
        }
    }

    private Response answer(Request request) {
        long id = request.id();
        try {
            if (request instanceof Request.Hello hello) {
                return welcome(hello);
            }
            if (torch == null) {
                throw new WorkerException("The engine was asked to work before it was greeted; this is a fault in "
                        + "Lamina, please report it.");
            }
            return new ActivationRun(torch, (Request.Activations) request,
                    (task, fraction) -> responses.send(new Response.Progress(id, task, fraction))).run();
        } catch (WorkerException e) {
            if (e.getCause() != null) {
                LOG.log(Level.WARNING, e.getMessage(), e.getCause());
            }
            return new Response.Failure(id, e.getMessage());
        } catch (ModelFormatException e) {
            return new Response.BadFile(id, e.file().toString(), e.expected(), e.found());
        } catch (IOException e) {
            LOG.log(Level.WARNING, "Files can't be read or written", e);
            return new Response.Failure(id, "The engine can't read or write a file: " + e.getMessage() + ".");
        } catch (OutOfMemoryError e) {
            LOG.log(Level.WARNING, "Out of memory", e);
            return new Response.Failure(id, "The engine ran out of memory; try fewer samples or fewer layers.");
        } catch (RuntimeException | LinkageError e) {
            LOG.log(Level.SEVERE, "Unexpected failure", e);
            return new Response.Failure(id, "The engine failed unexpectedly: " + e + "; its log has more.");
        }
    }

    private Response welcome(Request.Hello hello) throws WorkerException {
        if (hello.protocol() != Protocol.VERSION) {
            throw new WorkerException("The engine speaks protocol " + Protocol.VERSION + " and Lamina "
                    + hello.protocol() + "; update both to the same version.");
        }
        if (torch == null) {
            torch = Torch.load();
        }
        return new Response.Welcome(hello.id(), Protocol.VERSION, torch.version());
    }
}
